"""The backtest: what is counted and named; what actors concluded, and what carries it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from casus_foederis.assessor import Assessor, Question
from casus_foederis.backtest import Backtest, backtest
from casus_foederis.model.practice import Agreement
from casus_foederis.positions import MOST_CLASHES, Held, clashes, held_positions
from conftest import a_scenario


@pytest.fixture(scope="module")
def found(assessor: Assessor) -> Backtest:
    (only,) = backtest(assessor, list(assessor.library.scenarios.values()))
    return only


def test_every_account_is_counted_once_for_each_interpretation_and_provision(found: Backtest) -> None:
    for provision in found.provisions:
        for counted in found.counts(provision).values():
            assert counted.total() == found.answers
    assert all(scenario.kind == "historical" for scenario in found.scenarios)


def test_counts_are_those_of_the_assessments(found: Backtest, assessor: Assessor) -> None:
    chosen = random.Random(7).sample(list(found.comparisons), 40)
    for each in chosen:
        scenario = assessor.library.scenarios[each.scenario]
        answer = assessor.assess(Question(scenario, each.framing, each.interpretation, each.on))
        assert answer.practice is not None
        assert answer.practice["agreements"][each.provision] == each.agreement


def test_what_the_record_shows(found: Backtest) -> None:
    """A person decides about these when the record or the law changes; they are findings, not rules."""
    assert [scenario.id for scenario in found.unexplained()] == ["karabakh-1994"]
    assert {scenario.id for scenario in found.unbound} == {
        "south-ossetia-1992",
        "artsvashen-1992",
        "andijan-2005",
    }

    def agreements(scenario: str, framing: str, interpretation: str) -> set[Agreement]:
        asked = (scenario, framing, interpretation, "cst.art4.2")
        return {
            each.agreement
            for each in found.comparisons
            if (each.scenario, each.framing, each.interpretation, each.provision) == asked
        }

    assert agreements("kazakhstan-2022", "tokayev", "council-2022") == {Agreement.IN_LINE}
    assert agreements("kazakhstan-2022", "tokayev", "border-attack") == {Agreement.ACTION_WITHOUT_DUTY}
    assert Agreement.PARTIAL in agreements("armenia-2022", "armenia", "border-attack")
    assert agreements("karabakh-1994", "aliyev", "border-attack") == {Agreement.DUTY_WITHOUT_ACTION}
    assert "kyrgyzstan-2010-june" not in [scenario.id for scenario in found.telling()]


def test_moscow_in_2010_and_2022(found: Backtest) -> None:
    pairs = {
        tuple(each.scenario for each in clash.positions): clash.way
        for clash in found.clashes
        if clash.of == "Russia"
    }
    assert pairs[("kyrgyzstan-2010-june", "kazakhstan-2022")] is None


def test_smallest_sets_are_smallest(found: Backtest) -> None:
    for clash in found.clashes:
        carriers = [set(each.carriers) for each in clash.positions]
        assert not set.intersection(*carriers)
        for left_out in range(len(carriers)):
            rest = carriers[:left_out] + carriers[left_out + 1 :]
            assert not rest or set.intersection(*rest)


def readings_of(assessor: Assessor, held: Held, dice: random.Random) -> dict[str, str]:
    """Draw a combination of readings, half of the time one that the ways allow as far as they say."""
    way = dice.choice(held.ways) if held.ways and dice.random() < 0.5 else {}
    terms = assessor.library.interpretations.terms
    return {term: dice.choice(sorted(way.get(term, each.readings))) for term, each in terms.items()}


def test_the_ways_are_all_those_that_the_rule_engine_answers_so(
    assessor: Assessor, count: Callable[[str], None]
) -> None:
    """On random combinations of readings, the search and the engine agree on whether a position is carried."""
    dice, asked, carried = random.Random(2010), 0, 0
    for held in held_positions(assessor, list(assessor.library.scenarios.values())):
        scenario = assessor.library.scenarios[held.scenario]
        for _ in range(12):
            readings = readings_of(assessor, held, dice)
            answer = assessor.assess(Question(scenario, held.framing, "icj", held.on, None, readings))
            read = all(readings[term] in each for term, each in held.position.readings.items())
            same = all(answer[rule].status == status for rule, status in held.position.answers.items())
            by_ways = any(all(readings[term] in each for term, each in way.items()) for way in held.ways)
            assert by_ways is (read and same), (held.scenario, held.framing, readings)
            asked, carried = asked + 1, carried + by_ways
    count(f"combinations of readings: {asked}, carried: {carried}, mismatches: 0")
    assert 0 < carried < asked


def a_case(id: str, position: dict[str, Any], **facts: bool) -> Any:
    framing = {
        "holder": "An actor",
        "facts": {name.replace("__", "."): value for name, value in facts.items()},
        "position": {"of": "An actor", "claims": ["s2-51"], **position},
    }
    return a_scenario({}, id=id, framings={"it": framing})


def test_positions_that_only_readings_without_a_name_carry(assessor: Assessor) -> None:
    """Two readings, each held by somebody, and together by nobody."""
    cases = [
        a_case("one", {"readings": {"author": "infiltration"}}),
        a_case("two", {"readings": {"place": "disputed-too"}}),
    ]
    (clash,) = clashes(held_positions(assessor, cases), assessor.library.interpretations.interpretations)
    assert clash.way == {"author": frozenset({"infiltration"}), "place": frozenset({"disputed-too"})}
    assert len(clash.positions) == 2


def test_a_position_that_the_facts_exclude(assessor: Assessor) -> None:
    case = a_case("one", {"answers": {"cst.art4.1": "met"}}, force__used=False)
    (held,) = held_positions(assessor, [case])
    assert held.carriers == ()
    assert held.ways == ()
    (clash,) = clashes([held], assessor.library.interpretations.interpretations)
    assert clash.way is None
    assert clash.to_dict()["carried_by_readings"] is None


def test_without_positions_and_practice_there_is_nothing_to_say(assessor: Assessor) -> None:
    (empty,) = backtest(assessor, [a_scenario({"force.used": True})])
    assert (empty.scenarios, empty.comparisons, empty.positions, empty.clashes) == ([], [], [], [])


def test_many_positions_of_one_actor_take_no_longer_than_there_is_to_say(assessor: Assessor) -> None:
    """Thirty positions have a thousand million subsets."""
    terms = assessor.library.interpretations.terms
    cases = [
        a_case(f"case-{number}", {"readings": {term: reading}})
        for number, (term, reading) in enumerate(
            (term, reading) for term, each in terms.items() for reading in each.readings
        )
    ]
    assert len(cases) >= 30
    held = held_positions(assessor, cases)
    found = clashes(held, assessor.library.interpretations.interpretations)
    for clash in found:
        carriers = [set(each.carriers) for each in clash.positions]
        assert not set.intersection(*carriers)
    assert 0 < len(found) <= MOST_CLASHES
    smallest = [len(clash.positions) for clash in found]
    assert smallest == sorted(smallest)
