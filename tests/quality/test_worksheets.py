"""Keys of worksheets, held against the oracle: every status, and every set of changes that is said to turn it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from casus_foederis.assessor import Assessor
from casus_foederis.teaching.worksheet import MOST_TURNS, make_worksheet
from quality import oracle
from quality.plain_cases import NUMBER, plain_case

FEW = ["kazakhstan-2022", "request-withdrawn"]


# Slow ones say more: every case, as every interpretation reads it.
@pytest.mark.parametrize("cases", [FEW, pytest.param(None, marks=pytest.mark.endurance)])
def test_keys_are_right(assessor: Assessor, cases: list[str] | None, count: Callable[[str], None]) -> None:
    library, statuses, sets = assessor.library, 0, 0
    for scenario in map(library.scenario, cases or library.scenarios):
        for bundle in library.interpretations.interpretations:
            sheet = make_worksheet(assessor, scenario, interpretation=bundle)
            for question, assessment in zip(sheet.questions, sheet.assessments, strict=True):
                answers = oracle.answer(plain_case(library, question))
                for id in sheet.conditions:
                    assert NUMBER[assessment[id]] == answers[id], (scenario.id, question.framing, id)
                for id, status in sheet.matrix[question.framing].items():
                    case = plain_case(library, replace(question, interpretation=id))
                    assert NUMBER[status] == oracle.answer(case)[sheet.rule]
                turned = sheet.turns[question.framing]
                for changes in turned.page(1, MOST_TURNS):
                    case = plain_case(library, question, changes)
                    was_met, is_met = (
                        each[sheet.rule] == oracle.YES for each in (answers, oracle.answer(case))
                    )
                    assert was_met is not is_met, (scenario.id, question.framing, changes)
                    sets += 1
                statuses += len(sheet.conditions) + len(sheet.matrix[question.framing])
    count(f"statuses in keys: {statuses}, sets of changes: {sets}, all confirmed")
    assert statuses > sets > 0
