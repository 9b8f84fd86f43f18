"""The lab: a hypothetical, with a switch for every fact, and the answer beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from casus_foederis.files.source import LARGEST_FILE
from casus_foederis.files.writing import scenario_text
from casus_foederis.interview.asks import Progress
from casus_foederis.interview.relevance import Matter, Relevance
from casus_foederis.logic import Truth
from casus_foederis.meanings import cited
from casus_foederis.model.scenario import RECORD, Scenario
from casus_foederis.model.states import state_codes, state_name
from casus_foederis.pairs import pair_of
from casus_foederis.phrases import say, wording
from casus_foederis.report.interview import Pages
from casus_foederis.report.words import Words
from casus_foederis.web.addresses import Query
from casus_foederis.web.answer import Answer
from casus_foederis.web.hypothesis import Hypothesis, answers, of_file, read
from casus_foederis.web.site import Shown, Site

_MORE: Final = ("tree", "changes")  # what is also shown, if it is asked for: it takes a moment


def show(site: Site, query: Query) -> Shown:
    """Show the lab with a hypothetical in it."""
    tried = read(site, query)
    words = site.words(tried.scenario)
    also = [each for each in _MORE if each in query.words("also")]
    ever, groups = tried.treaty.instrument.states, site.library.vocabulary.groups
    named = dict.fromkeys((*ever, *tried.base.opponents, *tried.scenario.opponents))
    values: dict[str, Any] = {
        "tried": tried,
        "scenario": tried.scenario,
        "answer": Answer(site, tried.question),
        "before": _before(site, replace(tried, facts={}).address) if tried.facts else None,
        "words": words,
        "vocabulary": site.library.vocabulary,
        "choices": lambda fact: answers(site, fact),
        "states": sorted((state_name(code), code) for code in ever),
        "others": sorted((state_name(code), code) for code in state_codes() if code not in ever),
        "opponents": sorted((state_name(code), code) for code in named),
        "state_title": lambda code: wording(f"state.{code}", "title", state_name(code)),
        "texts": {id: words.text(id) for id in tried.treaty.instrument.texts},
        "terms": site.library.interpretations.terms,
        "more": _MORE,
        "also": also,
        "group_title": lambda group: wording(f"group.{group}", "title", groups[group].title),
        "about_fact": lambda fact: list(_about(site, words, fact)),
        "reader_at": lambda bundle: replace(tried, interpretation=bundle).address,
        "try_out": tried.changed,
        "largest": LARGEST_FILE,
    }
    return Shown("lab.html", values, tried.with_also(also), "lab_part.html")


@lru_cache(maxsize=2_000)
def _before(site: Site, address: str) -> Truth:
    """Answer what a hypothetical was before anything was switched; which is asked at every switch."""
    tried = read(site, Query.of(address))
    return site.assessor.assess(tried.question)[tried.treaty.main]


def _about(site: Site, words: Words, id: str) -> Iterator[str]:
    """Say what a fact asks, what it means, from where, and what it needs."""
    fact = site.library.vocabulary.facts[id]
    yield wording(id, "question", fact.question)
    yield wording(id, "paraphrase", fact.paraphrase)
    if fact.needs is not None:
        yield say("schema.needs", need=words.title(fact.needs))
    if fact.presumption is not None:
        yield say("schema.presumed", value=say(f"fact.{fact.presumption.status}"))
    yield say("schema.source", source=cited(fact))


def file(site: Site, query: Query) -> tuple[str, str]:
    """Write a hypothetical as a file, with comments on what it leaves open. Gives its name, and the text."""
    tried = read(site, query)
    scenario = tried.scenario
    rules = (tried.treaty.main,)
    matter = Matter(rules, tuple(site.library.interpretations.interpretations))
    told = set(scenario.record)
    mattering = Relevance(site.assessor).of(matter, scenario, RECORD, scenario.record, told)
    progress = Progress(scenario, rules, matter.interpretations, told, list(mattering), (), len(told))
    remarks = Pages(site.assessor, site.library).remarks(progress, tried.origin)
    return f"{scenario.id}.yaml", scenario_text(scenario, remarks, _pair(site, tried))


def _pair(site: Site, tried: Hypothesis) -> Any:
    """Say of which case it is a pair, if it was made from a whole case, and is the same but for one thing."""
    origin = site.library.scenarios.get(tried.origin or "")
    return pair_of(origin, tried.scenario) if origin is not None else None


def opened(site: Site, scenario: Scenario) -> Shown | str:
    """Open a case that was sent: the lab with its account; of several, a page to choose one."""
    found = {id: of_file(site, scenario, id).address for id in scenario.accounts}
    if len(found) == 1:
        return next(iter(found.values()))
    values = {"scenario": scenario, "found": found, "words": site.words(scenario)}
    return Shown("opened.html", values, "/lab")
