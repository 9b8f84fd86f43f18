"""Counts of patterns are exact: every pattern of yes and no is gone through, one bit for each.

A number of as many bits as there are patterns says of which of them something is so; then *and*, *or* and *not*
of such numbers are the logic, and counting is counting bits. Where there are too many facts for one number, the
last few are gone through one by one. The slow part goes through every provision, text and interpretation.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

import pytest

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.levers import Change
from casus_foederis.changes.situations import place_cases
from casus_foederis.changes.triggers import Trigger
from casus_foederis.leaves import STATED
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Operator
from conftest import a_scenario

AT_ONCE = 22  # facts of which all patterns fit into one number
PROVISIONS = [
    "cst.art4.1",
    "cst.art4.2",
    "cst.art2.2",
    "cst.art6.1",
    "peacekeeping.art3",
    "forces.art2",
    "charter.art5",
]
BUNDLES = [
    "icj",
    "border-attack",
    "involvement",
    "infiltration",
    "directed-2001",
    "frontline",
    "council-2022",
    "literal-2010",
]
EVERY_DAY = ["icj", "frontline", "council-2022"]


def column(place: int, facts: int) -> int:
    """Make the number whose bits say in which patterns the fact of a place is so."""
    bits, width = ((1 << (1 << place)) - 1) << (1 << place), 2 << place
    while width < 1 << facts:
        bits, width = bits | bits << width, 2 * width
    return bits


class Patterns:
    """All patterns of a trigger's facts in one number, or those with some facts fixed."""

    def __init__(self, trigger: Trigger, fixed: Mapping[str, bool]) -> None:
        leaves = trigger.rulebook.leaves
        self.open = [fact for fact in trigger.facts if fact not in fixed]
        self.every = (1 << (1 << len(self.open))) - 1
        of_leaf = {id: truth is Truth.TRUE for id, truth in trigger.fixed.items()}
        of_leaf |= {fact + STATED if fact + STATED in leaves else fact: so for fact, so in fixed.items()}
        self.so = {id: self.every if truth else 0 for id, truth in of_leaf.items()}
        for place, fact in enumerate(self.open):
            leaf = fact + STATED if fact + STATED in leaves else fact
            self.so[leaf] = column(place, len(self.open))
        cone = trigger.rulebook.cone(trigger.rule)
        self.coherent = self.every
        for node in cone:
            self.so[node.id] = self.conclude(node.operator, node.inputs)
            if node.id + STATED in leaves:
                self.coherent &= self.every ^ self.so[node.id + STATED] | self.of(node.inputs[1])
        self.met = self.so[trigger.rule]

    def of(self, literal: Literal) -> int:
        return self.every ^ self.so[literal.id] if literal.negated else self.so[literal.id]

    def conclude(self, operator: Operator, inputs: tuple[Literal, ...]) -> int:
        if operator is Operator.BURDEN:  # nothing is unknown here
            return self.of(inputs[0])
        found = self.of(inputs[0])
        for each in inputs[1:]:
            found = found & self.of(each) if operator is Operator.ALL else found | self.of(each)
        return found

    def turning(self, place: int) -> int:
        """Count the patterns in which a fact is so, and whose answer turns without it."""
        so = column(place, len(self.open)) & self.coherent
        without = self.met << (1 << place)
        return ((self.met ^ without) & so).bit_count()


def enumerated(trigger: Trigger) -> Iterator[Patterns]:
    """Go through all patterns, as many at once as fit into one number."""
    apart = trigger.facts[AT_ONCE:]
    for answers in itertools.product([False, True], repeat=len(apart)):
        yield Patterns(trigger, dict(zip(apart, answers, strict=True)))


def check_counts(trigger: Trigger) -> int:
    """Hold the counts against the enumeration; give the number of patterns."""
    possible = met = 0
    turning = [0] * len(trigger.facts[:AT_ONCE])
    for patterns in enumerated(trigger):
        possible += patterns.coherent.bit_count()
        met += (patterns.coherent & patterns.met).bit_count()
        for place in range(len(patterns.open)):
            turning[place] += patterns.turning(place)
    assert (trigger.possible, trigger.met) == (possible, met)
    weights = {each.fact: each.share for each in trigger.weights()}
    assert [weights[fact] for fact in trigger.facts[:AT_ONCE]] == [
        Fraction(each, possible) for each in turning
    ]
    return possible


@pytest.mark.parametrize(
    ("provision", "bundle", "text"),
    [
        ("cst.art4.2", "icj", "cst-2010"),
        ("cst.art4.2", "council-2022", "cst-2010"),
        ("cst.art4.2", "literal-2010", "cst-1992"),
        ("cst.art4.1", "infiltration", "cst-2010"),
        ("cst.art2.2", "icj", "cst-2010"),
        ("cst.art2.2", "icj", "cst-1992"),
        ("peacekeeping.art3", "icj", "cst-2010"),
        ("forces.art2", "frontline", "cst-2010"),
        ("charter.art5", "icj", "cst-2010"),
    ],
)
def test_counts_equal_an_exhaustive_enumeration(
    assessor: Assessor, provision: str, bundle: str, text: str, count: Callable[[str], None]
) -> None:
    trigger = Trigger(assessor, provision, interpretation=bundle, text=text)
    patterns = check_counts(trigger)
    count(f"patterns gone through: {patterns:,}, met: {trigger.met:,}")


@pytest.mark.endurance
@pytest.mark.parametrize("provision", PROVISIONS)
def test_counts_of_every_provision_text_and_interpretation(
    assessor: Assessor, provision: str, count: Callable[[str], None]
) -> None:
    patterns = 0
    for bundle, text in itertools.product(BUNDLES, ["cst-1992", "cst-2010"]):
        if (provision, bundle) == ("cst.art6.1", "icj") or provision != "cst.art6.1":
            patterns += check_counts(Trigger(assessor, provision, interpretation=bundle, text=text))
    count(f"patterns gone through: {patterns:,}")


@pytest.mark.parametrize(
    "bundle",
    [
        *EVERY_DAY,
        *(pytest.param(each, marks=pytest.mark.endurance) for each in BUNDLES if each not in EVERY_DAY),
    ],
)
def test_each_way_suffices_for_the_rule_engine_and_none_of_its_answers_can_be_spared(
    assessor: Assessor, bundle: str, count: Callable[[str], None]
) -> None:
    """Everything that a way does not answer is stated to be unknown, so that nothing is presumed."""
    trigger = Trigger(assessor, interpretation=bundle)
    unknown = dict.fromkeys(assessor.library.vocabulary.facts, "unknown")
    scenario = a_scenario(unknown)

    def answer(way: tuple[Change, ...]) -> Truth:
        leaves = {each.id: Truth(each.to) for each in way}
        found = assessor.assess(Question(scenario, "record", bundle, scenario.date, trigger.text, {}, leaves))
        return found[trigger.rule]

    ways = list(trigger.ways)
    for way in ways[:60]:
        assert answer(way) is Truth.TRUE
        for each in way:
            assert answer(tuple(other for other in way if other is not each)) is not Truth.TRUE
    count(f"ways: {len(ways)}")
    assert ways


@pytest.mark.parametrize("provision", PROVISIONS)
def test_situations_divide_all_patterns(assessor: Assessor, provision: str) -> None:
    trigger = Trigger(assessor, provision)
    found = place_cases(assessor, trigger)
    assert sum(each.patterns for each in found) == trigger.possible
    assert [each.patterns for each in found if not each.size] == [trigger.met]
    for situation in found:
        for case in situation.cases:
            assert case.status is not Truth.TRUE or not situation.size
            assert case.status is not Truth.FALSE or situation.size


def test_cases_stand_where_the_project_began(assessor: Assessor) -> None:
    """In June 2010 the attacker lacked, in autumn 2020 the request, and in 2022 nothing."""
    found = {
        (case.scenario, case.framing): (situation.sets, case.status)
        for situation in place_cases(assessor, Trigger(assessor, interpretation="council-2022"))
        for case in situation.cases
    }
    assert found["kazakhstan-2022", "tokayev"] == ([[]], Truth.TRUE)
    assert found["kazakhstan-2022", "observers"] == ([[("cst.author", True)]], Truth.FALSE)
    assert found["kyrgyzstan-2010-june", "medvedev"] == ([[("cst.author", True)]], Truth.FALSE)
    assert found["armenia-2020", "foreign-ministry"] == ([[("cst.request", True)]], Truth.FALSE)
