"""What can still matter: no more is left out than can be, and nothing is asked that cannot turn an answer."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product

import pytest

from casus_foederis.assessor import Assessor, Question
from casus_foederis.interview.relevance import Matter, Relevance
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import RECORD, Facts, Statement
from conftest import A_DAY, PLAIN_ATTACK, a_scenario

MAIN = "cst.art4.2"
_ANSWER = {truth: (Statement(value=truth),) for truth in Truth}


def statuses(assessor: Assessor, facts: Facts, matter: Matter) -> list[Truth]:
    case = a_scenario({}).model_copy(update={"record": facts})
    asked = (Question(case, RECORD, each, A_DAY) for each in matter.interpretations)
    return [assessor.assess(question)[rule] for question in asked for rule in matter.rules]


@pytest.fixture(scope="module")
def matter(assessor: Assessor) -> Matter:
    law = assessor.library
    return Matter((MAIN, "charter.art5"), tuple(law.interpretations.interpretations))


def test_where_the_answer_is_decided_nothing_matters(assessor: Assessor, matter: Matter) -> None:
    main = Matter((MAIN,), matter.interpretations)
    facts: Facts = {"force.used": _ANSWER[Truth.FALSE]}
    assert not Relevance(assessor).of(main, a_scenario({}), RECORD, facts, {"force.used"})


def test_what_is_only_said_and_not_answered_stays_open(assessor: Assessor, matter: Matter) -> None:
    facts: Facts = {"force.used": _ANSWER[Truth.FALSE]}
    assert Relevance(assessor).of(matter, a_scenario({}), RECORD, facts, set())["force.used"]


def test_nothing_matters_to_a_state_that_no_treaty_binds(assessor: Assessor, matter: Matter) -> None:
    case = a_scenario({}, state="NOR")
    assert not Relevance(assessor).of(matter, case, RECORD, {}, set())


def test_against_the_rule_engine(assessor: Assessor, count: Callable[[str], None]) -> None:
    """In random cases with three facts open, durable-rules goes through all answers to those.

    A fact matters if and only if two patterns of answers that differ in it alone come to different statuses.
    """
    matter = Matter((MAIN, "charter.art5"), ("icj", "council-2022"))
    relevance, dice = Relevance(assessor), random.Random(6)
    vocabulary = list(assessor.library.vocabulary.facts)
    met = [*PLAIN_ATTACK, "request.standing"]
    asked = mattering = 0
    for _ in range(9):
        few = [*dice.sample(met, 2), dice.choice([fact for fact in vocabulary if fact not in met])]
        odd = dice.sample(vocabulary, 1)  # the others are as in an attack that meets everything
        told: dict[str, tuple[Statement, ...]] = {
            fact: _ANSWER[dice.choice(list(Truth)) if fact in odd else Truth.of(fact in met)]
            for fact in vocabulary
            if fact not in few
        }
        found = relevance.of(matter, a_scenario({}), RECORD, told, set(told))
        table = {
            answers: statuses(
                assessor, told | {f: _ANSWER[a] for f, a in zip(few, answers, strict=True)}, matter
            )
            for answers in product(Truth, repeat=len(few))
        }
        for place, fact in enumerate(few):
            turns = any(
                table[answers] != table[(*answers[:place], other, *answers[place + 1 :])]
                for answers in table
                for other in Truth
            )
            assert (fact in found) is turns, (fact, told)
            asked, mattering = asked + 1, mattering + turns
    count(f"facts: {asked}, mattering: {mattering}")
    assert 0 < mattering < asked
