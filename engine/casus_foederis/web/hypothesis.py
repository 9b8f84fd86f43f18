"""A hypothetical of the lab: one account of one day, from its address and back.

It starts from an account of a case, or from nothing. Its address holds only what is otherwise there, so a
link is short, and what two links differ in can be read off them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from casus_foederis.advice import nearest, slug_of
from casus_foederis.assessor import Question
from casus_foederis.changes.levers import Change, LeverKind
from casus_foederis.given import given_facts
from casus_foederis.interview.accounts import alone, imagined
from casus_foederis.interview.typed import NONE, read_state, read_states, read_text
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import RECORD, Scenario, Statement
from casus_foederis.model.states import state_name
from casus_foederis.model.treaty import Standing, Treaty
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError
from casus_foederis.web.addresses import LONGEST, Query, address
from casus_foederis.web.site import Site

PATH: Final = "/lab"
SILENT: Final = "silent"  # nobody speaks of a fact, so that a presumption can fill the silence
_READING: Final = "reading."
_HEAD: Final = ("title", "summary", "date", "state", "opponents")


@dataclass(frozen=True)
class Hypothesis:
    """A case that somebody tries out.

    ``origin`` names what it starts from, and ``base`` is that, as a hypothetical. ``head`` and ``facts`` hold
    what is otherwise; a fact that is ``None`` is not spoken of. Without ``interpretation`` and ``text``, the
    default one is asked, and the words in force on the day.
    """

    site: Site
    origin: str | None
    base: Scenario
    head: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Truth | None] = field(default_factory=dict)
    interpretation: str | None = None
    text: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def treaty(self) -> Treaty:
        """The treaty that is asked."""
        return self.site.library.treaty(self.base.treaty)

    @cached_property
    def scenario(self) -> Scenario:
        """The case as it is told now."""
        record = {id: each for id, each in self.base.record.items() if self.facts.get(id, 0) is not None}
        record |= {id: (Statement(value=each),) for id, each in self.facts.items() if each is not None}
        order = self.site.library.vocabulary.facts
        taken = self.site.library.scenarios
        title = self.head.get("title", self.base.title)
        id = slug_of(title) or self.base.id
        return self.base.model_copy(
            update={
                **self.head,
                "id": f"{id[:50]}-varied" if id in taken else id,
                "record": {fact: record[fact] for fact in order if fact in record},
            }
        )

    @property
    def question(self) -> Question:
        """What is asked of the law."""
        bundle = self.interpretation or self.site.library.interpretations.default
        return Question(self.scenario, RECORD, bundle, self.scenario.date, self.text, self.readings)

    @cached_property
    def stated(self) -> dict[str, str]:
        """What is said of each fact on the day: an answer, or that nobody speaks of it."""
        return _stated(self.site, self.scenario)

    @property
    def address(self) -> str:
        """The address of just this hypothetical."""
        return self._address(PATH)

    def with_also(self, also: Sequence[str]) -> str:
        """Give the address of it with more shown than usual."""
        return self._address(PATH, ",".join(also) or None)

    @property
    def file(self) -> str:
        """The address of its file."""
        return self._address(f"{PATH}/file")

    def _address(self, path: str, also: str | None = None) -> str:
        head = {key: _written(value) for key, value in self.head.items()}
        facts = {id: truth.value if truth is not None else SILENT for id, truth in self.facts.items()}
        readings = {f"{_READING}{term}": reading for term, reading in self.readings.items()}
        asked = {"interpretation": self.interpretation, "text": self.text}
        usual = self.origin is not None or self.treaty is self.site.treaty
        begun = {"from": self.origin, "treaty": None if usual else self.treaty.id}
        return address(path, {**begun, **head, **facts, **asked, **readings, "also": also})

    def changed(self, changes: Iterable[Change]) -> Hypothesis | None:
        """Try changes out; gives nothing for one of a standing, which is looked up."""
        found = self
        for each in changes:
            match each.lever:
                case LeverKind.FACT:
                    found = replace(found, facts={**found.facts, each.id: Truth(each.to)})
                case LeverKind.READING:
                    found = replace(found, readings={**found.readings, each.id: each.to})
                case LeverKind.TEXT if each.id == self.treaty.id and each.to in self.treaty.instrument.texts:
                    found = replace(found, text=each.to)
                case _:
                    return None
        return found


def read(site: Site, query: Query) -> Hypothesis:
    """Read a hypothetical from an address. Raises `UsageError` for what cannot be."""
    origin = query.get("from")
    treaty = query.one_of("treaty", site.library.treaties, "treaty")
    base = _case(site, origin) if origin is not None else _blank(site, treaty)
    head = _head(query, base)
    day = head.get("date", base.date)
    now = _stated(site, base.model_copy(update={"date": day}))
    facts: dict[str, Truth | None] = {}
    readings: dict[str, str] = {}
    for key in query.names:
        value = query.get(key)
        if "." not in key or value is None:
            continue
        if key.startswith(_READING):
            readings |= _reading(site, key.removeprefix(_READING), value)
        elif key not in now:
            raise UsageError("unknown_fact", id=key, advice=nearest(key, now))
        elif value not in (choices := answers(site, key)):
            raise UsageError("unknown_place", id=key, place=value, advice=nearest(value, choices))
        elif value != now[key]:
            facts[key] = Truth(value) if value != SILENT else None
    bundles = site.library.interpretations.interpretations
    bundle = query.one_of("interpretation", bundles, "interpretation")
    texts = site.library.treaty(base.treaty).instrument.texts
    return Hypothesis(
        site=site,
        origin=origin,
        base=base,
        head=head,
        facts={id: facts[id] for id in now if id in facts},
        interpretation=bundle if bundle != site.library.interpretations.default else None,
        text=query.one_of("text", texts, "text"),
        readings=readings,
    )


def of_question(site: Site, question: Question) -> Hypothesis:
    """Take an account of a bundled case, as a question asks about it, into the lab."""
    scenario, default = question.scenario, site.library.interpretations.default
    origin = f"{scenario.id}:{question.framing}" if scenario.framings else scenario.id
    base = _case(site, origin)
    return Hypothesis(
        site=site,
        origin=origin,
        base=base,
        head={"date": question.on} if question.on != base.date else {},
        interpretation=question.interpretation if question.interpretation != default else None,
        text=question.text,
        readings=question.readings,
    )


def of_file(site: Site, scenario: Scenario, framing: str) -> Hypothesis:
    """Take an account of a case that is nowhere kept: everything stands in its address.

    Where that would be too long, the summary is left out. Raises `UsageError` if it is too long even so.
    """
    told, base = alone(scenario, framing), _blank(site, scenario.treaty)
    now, said = _stated(site, base), _stated(site, told)
    head = {key: getattr(told, key) for key in _HEAD if getattr(told, key) != getattr(base, key)}
    facts = {id: Truth(value) if value != SILENT else None for id, value in said.items() if value != now[id]}
    found = Hypothesis(site, None, base, head, facts)
    if len(found.address) > LONGEST:
        found = replace(found, head={key: value for key, value in head.items() if key != "summary"})
    if len(found.address) > LONGEST:
        raise UsageError("address_too_long", most=str(LONGEST))
    return found


def answers(site: Site, fact: str) -> list[str]:
    """List what can be said of a fact; to say nothing counts only where something is presumed."""
    presumed = site.library.vocabulary.facts[fact].presumption is not None
    return [*(each.value for each in (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)), *([SILENT] * presumed)]


def _stated(site: Site, scenario: Scenario) -> dict[str, str]:
    given = given_facts(scenario.record, site.library.vocabulary, scenario.date)
    return {
        id: SILENT if fact.presumption is not None and id not in scenario.record else given[id].value.value
        for id, fact in site.library.vocabulary.facts.items()
    }


def _case(site: Site, name: str) -> Scenario:
    """Find an account of a bundled case, as a hypothetical."""
    id, _, framing = name.partition(":")
    scenario = site.library.scenario(id)
    if framing and framing not in scenario.accounts:
        raise UsageError("unknown_framing", id=framing, advice=nearest(framing, scenario.accounts))
    told = alone(scenario, framing or next(iter(scenario.accounts)))
    title = say("new.varied", title=site.words(scenario).case)
    return imagined(told).model_copy(update={"title": title, "also_on": ()})


def _blank(site: Site, treaty: str | None = None) -> Scenario:
    """Make a case of which nothing is said: of a party, on the first day of the latest words."""
    law = site.library.treaty(treaty or site.treaty.id)
    day = max((each.since for each in law.instrument.texts.values() if each.since), default=datetime.date.min)
    parties = [
        each for each in law.instrument.states if law.instrument.standing_on(each, day) is Standing.PARTY
    ]
    return Scenario(
        kind="hypothetical",
        id="my-case",
        title=say("web.lab.untitled"),
        date=day,
        state=min(parties or law.instrument.states, key=state_name),
        treaty=law.id,
        summary=say("web.lab.no_summary"),
    )


def _head(query: Query, base: Scenario) -> dict[str, Any]:
    """Read what stands at the head of a case, as far as it is otherwise."""
    state = query.get("state")
    concerned = read_state((), state) if state is not None else base.state
    named = query.every("opponents")
    if "opponents" in query:
        others = tuple(each for name in named if name != NONE for each in read_states(name))
    else:
        others = base.opponents
    found = {
        "title": read_text(" ".join(text.split())) if (text := query.get("title")) else base.title,
        "summary": read_text(text.replace("\r\n", "\n")) if (text := query.get("summary")) else base.summary,
        "date": query.day("date") or base.date,
        "state": concerned,
        "opponents": tuple(dict.fromkeys(each for each in others if each != concerned)),
    }
    return {key: value for key, value in found.items() if value != getattr(base, key)}


def _reading(site: Site, term: str, reading: str) -> dict[str, str]:
    terms = site.library.interpretations.terms
    if term not in terms:
        raise UsageError("unknown_term", id=term, advice=nearest(term, terms))
    if reading not in terms[term].readings:
        raise UsageError("unknown_reading", id=reading, advice=nearest(reading, terms[term].readings))
    return {term: reading}


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value) or NONE
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
