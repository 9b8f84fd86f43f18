"""Answers questions of the law: one account, on one day, under one interpretation."""

from __future__ import annotations

import datetime
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, Self

from casus_foederis.advice import nearest
from casus_foederis.conduct import agreements
from casus_foederis.driver import Driver
from casus_foederis.files.library import Library
from casus_foederis.findings import find
from casus_foederis.given import (
    Given,
    Origin,
    Situation,
    given_facts,
    given_lookup,
    given_reading,
    texts_in_force,
)
from casus_foederis.leaves import STATED, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.problems import InputError, UsageError
from casus_foederis.rete import Engine
from casus_foederis.rulebook import Rulebook, compile_rulebook
from casus_foederis.ruleset import RulesetError

if TYPE_CHECKING:
    from casus_foederis.contained import ContainedDriver

_MOST_AT_ONCE: Final = 4  # processes; each takes a tenth of a second to start
_KEPT: Final = 1_000  # of what was worked out for one question and serves others


@dataclass(frozen=True)
class Question:
    """What is asked of the law. What is left out is taken from the scenario and the calendar.

    ``text`` asks under other words than those in force; ``readings`` replaces single readings of the
    interpretation; ``leaves`` replaces single answers of the account, by fact, and single look-ups, by leaf.
    """

    scenario: Scenario
    framing: str
    interpretation: str
    on: datetime.date
    text: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    leaves: Mapping[str, Truth] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.scenario.id, self.framing, self.interpretation, self.on, self.text))


@dataclass(frozen=True)
class Expected:
    """An answer that a scenario expects: to which question, of which rule, and what.

    ``number`` is the place of the expectation in the scenario's list, from 0.
    """

    question: Question
    rule: str
    status: Truth
    number: int


class AnsweredBy:
    """The assessor that gave an answer, for those who have to name what the answer speaks of.

    A deep copy, and what comes out of a pickle, is without it: engines are neither copied nor pickled.
    """

    def __init__(self, assessor: Assessor | None = None) -> None:
        self.assessor = assessor

    def __reduce__(self) -> tuple[type[AnsweredBy], tuple[()]]:
        return AnsweredBy, ()


def who_answered(assessment: Assessment) -> Assessor | None:
    """Give the assessor that gave an answer; none for one that was copied or pickled."""
    by = assessment.answered_by
    return by.assessor if isinstance(by, AnsweredBy) else None


class Assessor:
    """Answers questions from one library. Holds a rule engine for each treaty; close it after use.

    If ``contained``, the rule engines have processes of their own, whose crashes are errors here.
    ``side_by_side`` is the number of threads that are worth asking from: in this process, engines take turns.
    """

    def __init__(self, library: Library, *, contained: bool = False) -> None:
        self.library, self._contained = library, contained
        self._engines: dict[str, Engine] = {}
        self._compiling = threading.Lock()
        self._rulebooks = lru_cache(None)(self._compile)
        # Questions come in rows: the same account under all interpretations, the same words for all accounts.
        self._readings_of = lru_cache(_KEPT)(self._work_out_readings)
        self._chosen = lru_cache(_KEPT)(self._work_out_chosen)
        self._texts = lru_cache(_KEPT)(self._work_out_texts)
        self._consequences = lru_cache(None)(self._work_out_consequences)
        self._read = lru_cache(_KEPT)(self._work_out_read)
        self._look_ups = lru_cache(_KEPT)(self._work_out_look_ups)
        self.side_by_side = min(os.cpu_count() or 1, _MOST_AT_ONCE) if contained else 1
        self._last = threading.local()

    def engine(self, treaty: str) -> Engine:
        """Give the engine for a treaty, compiled when first asked for.

        Raises `InputError`, with the place, if the rules go beyond what the engine can bear.
        """
        with self._compiling:
            if treaty not in self._engines:
                try:
                    self._engines[treaty] = Engine(self.rulebook(treaty), driver=self._driver())
                except RulesetError as error:
                    path = self.library.treaty(treaty).path_of(error.rule) if error.rule else ()
                    document = self.library.treaty_documents[treaty]
                    raise InputError(
                        [document.problem(path, error.code, key=True, **error.values)]
                    ) from error
            return self._engines[treaty]

    def _driver(self) -> type[Driver] | type[ContainedDriver]:
        if not self._contained:
            return Driver
        from casus_foederis.contained import ContainedDriver

        return ContainedDriver

    def rulebook(self, treaty: str) -> Rulebook:
        """Give the flat rules of a treaty, for which no engine is needed."""
        return self._rulebooks(treaty)

    def _compile(self, treaty: str) -> Rulebook:
        library = self.library
        return compile_rulebook(library.treaty(treaty), library.vocabulary, library.interpretations)

    def given(self, question: Question) -> dict[str, Given]:
        """Give a value to every leaf of the rulebook, before any rule is applied.

        Raises `UsageError` for an unknown framing, interpretation, text or reading.
        """
        _check("framing", question.framing, question.scenario.accounts)
        self.readings(question)
        return self._given(question, self.situation(question))

    def assess(self, question: Question) -> Assessment:
        """Answer one question.

        Raises `UsageError` for an unknown framing, interpretation, text or reading.
        """
        library, scenario = self.library, question.scenario
        _check("framing", question.framing, scenario.accounts)
        readings, bases = self._chosen(question.interpretation, tuple(question.readings.items()))
        situation = self.situation(question)
        treaty, texts = situation.treaty, situation.texts
        engine = self.engine(treaty.id)
        given = self._given(question, situation)
        leaves = {id: each.value for id, each in given.items()}
        inference = engine.infer(leaves)
        values = leaves | inference.values
        statuses = {id: values[id] for id in engine.rulebook.provisions}
        own_text = next((id for id in treaty.instrument.texts if id in texts), None)
        framing = scenario.accounts[question.framing]
        return Assessment(
            scenario=scenario.id,
            framing=question.framing,
            role=framing.role,
            treaty=treaty.id,
            text=own_text or "none",
            interpretation=question.interpretation,
            readings=readings,
            bases=bases,
            on=question.on,
            provisions=statuses,
            consequences=self._consequences(treaty.id),
            practice=_practice(treaty, scenario, statuses),
            receipt={
                "rules": f"sha256:{library.rules_digest}",
                "scenario": f"sha256:{library.digest(scenario)}",
            },
            values=values,
            trace=partial(getattr, inference, "firings"),
            find=partial(find, engine.rulebook, given, values, inference),
            answered_by=AnsweredBy(self),
        )

    def question(
        self,
        scenario: Scenario,
        *,
        framing: str | None = None,
        interpretation: str | None = None,
        text: str | None = None,
        on: datetime.date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Question:
        """Put one question to a scenario.

        What is left out is its first framing, the default interpretation, the framing's first day and the
        text in force on it. Raises `UsageError` for an unknown framing.
        """
        account = framing if framing is not None else next(iter(scenario.accounts))
        _check("framing", account, scenario.accounts)
        default = self.library.interpretations.default
        bundle = interpretation if interpretation is not None else default
        return Question(scenario, account, bundle, on or scenario.first_day(account), text, readings or {})

    def questions(
        self,
        scenario: Scenario,
        *,
        framing: str | None = None,
        interpretation: str | None = None,
        text: str | None = None,
        on: datetime.date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Iterator[Question]:
        """List the questions that a scenario raises; a choice given here narrows or replaces its own.

        A framing that the scenario does not have leaves none. Raises `UsageError` for an interpretation that
        does not exist.
        """
        if interpretation is not None:
            _check("interpretation", interpretation, self.library.interpretations.interpretations)
        for id, account in scenario.accounts.items():
            if framing is not None and id != framing:
                continue
            for day in (on,) if on is not None else scenario.days_of(account):
                for bundle in self.library.interpretations.interpretations:
                    if interpretation is None or bundle == interpretation:
                        yield Question(scenario, id, bundle, day, text, readings or {})

    def expected(self, scenario: Scenario) -> Iterator[Expected]:
        """List every answer that a scenario expects, on the framing's first day unless it names one."""
        for number, expectation in enumerate(scenario.expect):
            for framing in expectation.framing or scenario.accounts:
                day = expectation.on or scenario.first_day(framing)
                for bundle in expectation.interpretation or self.library.interpretations.interpretations:
                    question = Question(
                        scenario, framing, bundle, day, expectation.text, expectation.readings
                    )
                    status = Truth.of_status(expectation.status)
                    yield Expected(question, expectation.provision, status, number)

    def readings(self, question: Question) -> dict[str, tuple[str, str]]:
        """Give each term's reading, and whether it was held, inferred, filled, or chosen by who asks.

        Raises `UsageError` for an unknown interpretation, term or reading.
        """
        return self.readings_of(question.interpretation, question.readings)

    def readings_of(self, interpretation: str, replaced: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Give the same for an interpretation in which single readings are replaced, with the same errors."""
        return dict(self._readings_of(interpretation, tuple(replaced.items())))

    def _work_out_readings(
        self, interpretation: str, replaced: tuple[tuple[str, str], ...]
    ) -> dict[str, tuple[str, str]]:
        law = self.library.interpretations
        _check("interpretation", interpretation, law.interpretations)
        cells = law.cells(interpretation)
        readings = {term: (cell.reading, cell.basis.value) for term, cell in cells.items()}
        for term, reading in replaced:
            _check("term", term, law.terms)
            _check("reading", reading, law.terms[term].readings)
            readings[term] = (reading, "chosen")
        return readings

    def _work_out_chosen(
        self, interpretation: str, replaced: tuple[tuple[str, str], ...]
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        chosen = self._readings_of(interpretation, replaced)
        readings = {term: reading for term, (reading, _) in chosen.items()}
        return readings, {term: basis for term, (_, basis) in chosen.items()}

    def _work_out_texts(self, treaty: str, day: datetime.date, text: str | None) -> frozenset[str]:
        return texts_in_force(self.library.treaty(treaty), day, text)

    def _work_out_consequences(self, treaty: str) -> Mapping[str, str]:
        provisions = self.library.treaty(treaty).provisions
        return {id: each.consequence.id for id, each in provisions.items()}

    def _given(self, question: Question, situation: Situation) -> dict[str, Given]:
        scenario = question.scenario
        facts = self._facts(scenario, question.framing, question.on)
        read = self._read(scenario.treaty, question.interpretation, tuple(question.readings.items()))
        look_ups = self._look_ups(
            scenario.treaty, situation.state, situation.opponents, situation.on, situation.texts
        )
        given: dict[str, Given] = {}
        for id, leaf in self.rulebook(scenario.treaty).leaves.items():
            match leaf.kind:
                case LeafKind.FACT:
                    given[id] = facts[id.removesuffix(STATED)]
                case LeafKind.READING:
                    given[id] = read[id]
                case _:
                    given[id] = look_ups[id]
        for id, value in question.leaves.items():
            if id + STATED in given:
                given[id + STATED] = Given(value, Origin.FACT)
            elif id in given:
                given[id] = Given(value, Origin.FACT if id in facts else Origin.LOOKUP)
        return given

    def _facts(self, scenario: Scenario, account: str, day: datetime.date) -> dict[str, Given]:
        last: tuple[Scenario, str, datetime.date, dict[str, Given]] | None = getattr(
            self._last, "account", None
        )
        if last is None or last[0] is not scenario or last[1:3] != (account, day):
            said = scenario.facts_of(scenario.accounts[account])
            last = scenario, account, day, given_facts(said, self.library.vocabulary, day)
            self._last.account = last
        return last[3]

    def _work_out_read(
        self, treaty: str, interpretation: str, replaced: tuple[tuple[str, str], ...]
    ) -> dict[str, Given]:
        chosen = self._readings_of(interpretation, replaced)
        readings = {term: reading for term, (reading, _) in chosen.items()}
        law, leaves = self.library.interpretations, self.rulebook(treaty).leaves.values()
        return {
            leaf.id: Given(given_reading(leaf, law, readings), Origin.READING)
            for leaf in leaves
            if leaf.kind is LeafKind.READING
        }

    def _work_out_look_ups(
        self,
        treaty: str,
        state: str,
        opponents: tuple[str, ...],
        day: datetime.date,
        texts: frozenset[str],
    ) -> dict[str, Given]:
        situation = Situation(self.library.treaty(treaty), state, opponents, day, texts)
        return {
            leaf.id: Given(given_lookup(leaf, situation), Origin.LOOKUP)
            for leaf in self.rulebook(treaty).leaves.values()
            if leaf.kind not in (LeafKind.FACT, LeafKind.READING)
        }

    def situation(self, question: Question) -> Situation:
        """Tell whom and when the law is asked about. Raises `UsageError` for an unknown text."""
        scenario = question.scenario
        treaty = self.library.treaty(scenario.treaty)
        if question.text is not None:
            _check("text", question.text, treaty.instrument.texts)
        texts = self._texts(treaty.id, question.on, question.text)
        return Situation(treaty, scenario.state, scenario.opponents, question.on, texts)

    def close(self) -> None:
        """Free the rule engines."""
        while self._engines:
            self._engines.popitem()[1].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _check(what: str, id: str, known: Iterable[str]) -> None:
    if id not in known:
        raise UsageError(f"unknown_{what}", id=id, advice=nearest(id, known))


def _practice(
    treaty: Treaty, scenario: Scenario, statuses: Mapping[str, Truth]
) -> Mapping[str, object] | None:
    if (practice := scenario.practice) is None:
        return None
    compared = {id: each.value for id, each in agreements(treaty, statuses, practice).items()}
    return {
        "measure": practice.measure.value,
        "under": practice.under,
        "organ": practice.organ,
        "date": practice.date.isoformat() if practice.date else None,
        "basis_cited": list(practice.basis_cited),
        "claims": list(practice.claims),
        "agreement": compared.get(treaty.main),
        "agreements": compared,
    }
