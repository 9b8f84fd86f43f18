"""The record: every case under every interpretation, with what the organs did, and when it happened."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from casus_foederis.assessor import Question
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.practice import Measure
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.states import state_name
from casus_foederis.phrases import say, wording
from casus_foederis.report.cases import Case
from casus_foederis.report.html import Element, element
from casus_foederis.report.matrix import Matrix, filled_terms
from casus_foederis.report.page import SYMBOLS
from casus_foederis.report.words import Words
from casus_foederis.web.addresses import Query, address
from casus_foederis.web.answer import Answer
from casus_foederis.web.pages import case as case_page
from casus_foederis.web.site import Shown, Site

_BEGIN: Final = ("kazakhstan-2022", "kyrgyzstan-2010-june", "armenia-2020")  # with which the project began
_KINDS: Final = ("historical", "hypothetical", "all")


@dataclass(frozen=True)
class Filter:
    """Which cases are shown; what is left out is not asked about."""

    kind: str
    state: str | None
    did: str | None
    answer: str | None
    reader: str | None
    text: str | None

    @property
    def address(self) -> str:
        """The address of the record, so filtered."""
        kind = self.kind if self.kind != _KINDS[0] else None
        return address("/", {**vars(self), "kind": kind})

    def takes(self, scenario: Scenario) -> bool:
        """Tell whether a scenario is shown, as far as that hangs on no answer."""
        did = scenario.practice.measure.value if scenario.practice is not None else None
        return (
            self.kind in (scenario.kind, "all")
            and self.state in (None, scenario.state)
            and self.did in (None, did)
        )

    def takes_answers(self, case: Case) -> bool:
        """Tell whether a scenario with these answers is shown."""
        main = case.words.treaty.main
        return self.answer is None or any(
            each[main].status == self.answer
            for each in case.assessments
            if self.reader in (None, each.interpretation)
        )


@dataclass(frozen=True)
class Event:
    """Something on the timeline: a case on its first day, or words that come into force."""

    day: datetime.date
    title: str
    said: str
    address: str | None = None


def show(site: Site, query: Query) -> Shown:
    """Show the record."""
    states = {each.state for each in site.library.scenarios.values()}
    readers = site.library.interpretations.interpretations
    chosen = Filter(
        kind=query.one_of("kind", _KINDS, "choice") or _KINDS[0],
        state=query.one_of("state", states, "state"),
        did=query.one_of("did", [each.value for each in Measure], "choice"),
        answer=query.one_of("answer", [each.status for each in Truth], "choice"),
        reader=query.one_of("reader", readers, "interpretation"),
        text=query.one_of("text", site.treaty.instrument.texts, "text"),
    )
    scenarios = site.library.scenarios
    taken = [each for each in scenarios.values() if chosen.takes(each)]
    cases = [site.case(each, _text(site, chosen, each)) for each in taken]
    cases = [each for each in cases if chosen.takes_answers(each)]
    cases.sort(key=lambda each: each.words.scenario.date, reverse=True)  # what people remember comes first
    by_treaty: dict[str, list[Case]] = {}
    for each in cases:
        by_treaty.setdefault(each.words.treaty.id, []).append(each)
    matrices = [Matrix(site.library, of[0].words.treaty, of) for of in by_treaty.values()]
    signs = [(each.signs(), _folded(each.readers())) for each in matrices]
    values = {
        "chosen": chosen,
        "matrices": [
            (*explained, each.table(partial(_field, site, each)))
            for each, explained in zip(matrices, signs, strict=True)
        ],
        "count": len(cases),
        "begin": [_begun(site, scenarios[id]) for id in _BEGIN if id in scenarios],
        "question": (site.names.question(site.treaty.main), site.treaty.main),
        "kinds": _KINDS,
        "states": sorted((state_name(code), code) for code in states),
        "measures": [each.value for each in Measure],
        "statuses": [each.status for each in Truth],
        "readers": list(readers),
        "texts": {id: site.names.text(id) for id in site.treaty.instrument.texts},
        "timeline": sorted(_timeline(site, cases), key=lambda each: each.day),
    }
    return Shown("record.html", values, chosen.address, "record_part.html")


def _begun(site: Site, scenario: Scenario) -> dict[str, Any]:
    """Show a case in short: what its first account comes to, and on what that turns."""
    first = site.case(scenario).accounts[0]
    usual = Question(scenario, first[0].framing, first[0].interpretation, first[0].on)
    answer = Answer(site, usual)
    answers = [(site.letters[each.interpretation], each[answer.main]) for each in first]
    return {"answer": answer, "at": case_page.plain(scenario), "answers": answers}


def _text(site: Site, chosen: Filter, scenario: Scenario) -> str | None:
    """Give the words that are asked of a scenario; those of another treaty are no matter to it."""
    return chosen.text if scenario.treaty == site.treaty.id else None


def _field(site: Site, matrix: Matrix, words: Words, assessment: Assessment) -> Element:
    """Make a field of the matrix that leads to its reasons."""
    status = assessment[matrix.main]
    said = words.scenario, assessment
    star = [element("sup", "*")] if filled_terms(assessment, matrix.main) else []
    letter = element("span", matrix.letters[assessment.interpretation], class_="letter", aria_hidden="true")
    label = say("picture.cell", **matrix.said(words, assessment))
    link = element(
        "a",
        element("span", SYMBOLS[status], star, aria_hidden="true"),
        letter,
        href=case_page.of_assessment(site, *said),
        class_=status.status,
        aria_label=label,
        title=label,
    )
    return element("td", link, class_="answer")


def _folded(readers: Element) -> Element:
    """Fold away who reads the words how, so that the matrix is in sight."""
    readers.attrib.pop("open", None)
    return readers


def _timeline(site: Site, cases: list[Case]) -> Iterator[Event]:
    for case in cases:
        words, scenario = case.words, case.words.scenario
        if scenario.kind == "historical":
            yield Event(scenario.date, words.case, words.done, case_page.plain(scenario))
    for instrument in site.treaty.instruments.values():
        for id, text in instrument.texts.items():
            if text.since is not None:
                title = wording(f"text.{id}", "title", text.title)
                yield Event(text.since, instrument.title, title)
