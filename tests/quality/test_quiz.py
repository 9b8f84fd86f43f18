"""Questions of a quiz, every key and every wrong answer of which is asked of the oracle again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.levers import Change, LeverKind, levers_of
from casus_foederis.logic import Truth
from casus_foederis.teaching.asked import Asked, Kind, Option
from casus_foederis.teaching.quiz import make_quiz
from quality import oracle
from quality.plain_cases import NUMBER, plain_case

_STATUS = {number: truth for truth, number in NUMBER.items()}


def what_it_comes_to(assessor: Assessor, asked: Asked, option: Option) -> Truth:
    """Answer an option by the oracle: the status of the condition, or of the rule as it would be then."""
    question, rule = asked.question, asked.rule
    changes: tuple[Change, ...] = ()
    match option.reply:
        case str() if asked.kind is Kind.CONDITION:
            rule = option.reply
        case str():
            day = question.scenario.first_day(option.reply)
            question = replace(question, framing=option.reply, on=day)
        case tuple():
            changes = option.reply
    return _STATUS[oracle.answer(plain_case(assessor.library, question, changes))[rule]]


def without_the_words_asked_about(question: Question) -> Question:
    return replace(question, text=None)


# Slow ones say more: a thousand questions take half a minute, and show that no key is wrong anywhere.
@pytest.mark.parametrize("many", [40, pytest.param(1_000, marks=pytest.mark.endurance)])
def test_one_answer_is_right_and_no_other(
    assessor: Assessor, many: int, count: Callable[[str], None]
) -> None:
    scenarios = list(assessor.library.scenarios.values())
    quiz = make_quiz(assessor, scenarios, seed=many, count=many)
    options = wrong = 0
    for asked in quiz.questions:
        found = [what_it_comes_to(assessor, asked, each) for each in asked.options]
        if asked.kind is Kind.TEXT:
            right = [each.reply is found[0] for each in asked.options]
        else:
            right = [each is asked.goal for each in found]
            assert found == [each.found for each in asked.options], asked.id
        assert right == [each.right for each in asked.options], asked.id
        assert sum(right) == 1, asked.id
        if asked.now is not None:
            told = plain_case(assessor.library, without_the_words_asked_about(asked.question))
            assert _STATUS[oracle.answer(told)[asked.rule]] is asked.now, asked.id
        options += len(found)
        wrong += len(found) - 1
    kinds = Counter(each.kind.value for each in quiz.questions)
    count(
        f"questions: {len(quiz.questions)} ({dict(sorted(kinds.items()))}), wrong answers: {wrong}, all confirmed"
    )
    assert len({each.id for each in quiz.questions}) == many == len(quiz.questions)
    assert set(kinds) == set(Kind)
    assert options > 3 * many


def test_of_the_changes_that_are_asked_for_none_can_be_spared(assessor: Assessor) -> None:
    """By the oracle: where two are asked for, no single one would do; and where one is, something has to change."""
    scenarios = list(assessor.library.scenarios.values())
    quiz = make_quiz(assessor, scenarios, seed=5, count=20, kinds=["change"])
    sizes = Counter(each.distance for each in quiz.questions)
    for asked in quiz.questions:
        assert asked.now is not asked.goal
        changed = [each.reply for each in asked.options if isinstance(each.reply, tuple)]
        assert {len(each) for each in changed} == {asked.distance}
        levers = levers_of(assessor, asked.question).values() if asked.distance == 2 else ()
        for lever in levers:
            for option in range(1, len(lever.places) if lever.kind is not LeverKind.STATUS else 0):
                case = plain_case(assessor.library, asked.question, [lever.change(option)])
                assert _STATUS[oracle.answer(case)[asked.rule]] is not asked.goal, (asked.id, lever.id)
    assert min(sizes.values()) > 1
    assert set(sizes) == {1, 2, 3}
