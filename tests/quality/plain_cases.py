"""Questions as the plain cases that the oracle answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casus_foederis.assessor import Question
from casus_foederis.changes.levers import Change, LeverKind
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from quality import oracle

NUMBER = {Truth.FALSE: oracle.NO, Truth.UNKNOWN: oracle.UNKNOWN, Truth.TRUE: oracle.YES}
_ANSWER = {truth.value: number for truth, number in NUMBER.items()}


def plain_case(library: Library, question: Question, changes: Iterable[Change] = ()) -> dict[str, Any]:
    """Write a question down as plain data, with some changes made in it."""
    scenario = question.scenario
    framing = scenario.framings.get(question.framing)
    said = {**scenario.record, **(framing.facts if framing else {})}
    facts = {}
    for fact, statements in said.items():
        held = [each.value for each in statements if each.covers(question.on)]
        facts[fact] = NUMBER[held[0]] if held else oracle.UNKNOWN
    cells = library.interpretations.cells(question.interpretation)
    case: dict[str, Any] = {
        "on": question.on,
        "state": scenario.state,
        "opponents": list(scenario.opponents),
        "facts": facts,
        "text": question.text,
        "readings": {term: cell.reading for term, cell in cells.items()} | dict(question.readings),
    }
    for each in changes:
        match each.lever:
            case LeverKind.FACT:
                facts[each.id] = _ANSWER[each.to]
            case LeverKind.READING:
                case["readings"][each.id] = each.to
            case LeverKind.TEXT:
                case["text"] = each.to
            case LeverKind.STATUS:
                raise AssertionError("the oracle looks standings up")
    return case
