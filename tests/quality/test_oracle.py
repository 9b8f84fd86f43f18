"""Two encodings of the law, one answer: durable-rules against the oracle, on random whole cases."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from casus_foederis.assessor import Assessor, Question
from casus_foederis.logic import Truth
from conftest import a_scenario
from quality import oracle
from quality.many_rows import STATES, TURNING_DAYS

EVERY_DAY, SLOW = 500, 5_000  # cases for each seed
SEEDS = [1992, 1999, 2010, 2022]  # four parts, which can run side by side; two of them every day
PARTS = [
    *((seed, EVERY_DAY) for seed in SEEDS[::3]),
    *(pytest.param(seed, SLOW, marks=pytest.mark.endurance) for seed in SEEDS),
]

NUMBER = {Truth.FALSE: oracle.NO, Truth.UNKNOWN: oracle.UNKNOWN, Truth.TRUE: oracle.YES}


def a_case(dice: random.Random) -> dict[str, Any]:
    """Draw a case. Facts lean towards yes, so that deep conditions are reached, and towards turning days."""
    day = dice.choice(TURNING_DAYS) + timedelta(days=dice.choice([-1, 0, 0, 1, dice.randrange(3000)]))
    lean = dice.choice([0.1, 0.3, 0.5, 0.7, 0.9])
    facts = {}
    for fact in oracle.FACTS:
        if dice.random() < 0.9:
            yes = dice.random() < lean
            facts[fact] = oracle.YES if yes else dice.choice([oracle.NO, oracle.UNKNOWN])
    return {
        "on": day,
        "state": dice.choice(STATES[:6] if dice.random() < 0.7 else STATES),
        "opponents": dice.sample(["AZE", "UZB", "TJK", "AFG"], k=dice.choice([0, 0, 1, 1, 2])),
        "facts": facts,
        "text": dice.choice([None, None, None, "cst-1992", "cst-2010"]),
        "readings": {term: dice.choice(readings) for term, readings in oracle.READINGS.items()},
    }


@pytest.mark.parametrize(("seed", "cases"), PARTS)
def test_random_whole_cases_agree_with_the_oracle(
    assessor: Assessor, seed: int, cases: int, count: Callable[[str], None]
) -> None:
    dice = random.Random(seed)
    words = {oracle.NO: False, oracle.UNKNOWN: "unknown", oracle.YES: True}
    mismatches = []
    seen: dict[str, set[int]] = {}
    for _ in range(cases):
        case = a_case(dice)
        scenario = a_scenario(
            {fact: words[value] for fact, value in case["facts"].items()},
            date=case["on"],
            state=case["state"],
            opponents=[each for each in case["opponents"] if each != case["state"]],
        )
        case["opponents"] = list(scenario.opponents)
        bundle = dice.choice(["icj", "council-2022"])
        question = Question(scenario, "record", bundle, case["on"], case["text"], case["readings"])
        found = assessor.assess(question)
        for id, expected in oracle.answer(case).items():
            seen.setdefault(id, set()).add(expected)
            if NUMBER[found[id]] != expected:
                mismatches.append((id, expected, found[id], case))
    count(f"whole cases: {cases}, conditions and provisions each: {len(seen)}, mismatches: {len(mismatches)}")
    assert not mismatches, mismatches[0]
    assert set(seen) == set(assessor.rulebook("cst").rules)
    never = {id: {0, 1, 2} - values for id, values in seen.items() if values != {0, 1, 2}}
    assert not never, f"the cases are too tame: some answers never came up: {never}"
