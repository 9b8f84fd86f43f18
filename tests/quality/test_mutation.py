"""Every rule and every date of the treaty is altered in turn, and some expectation of a scenario notices.

Which one is found by a plain evaluation of the rulebook, and confirmed by the rule engine on the altered law.
There are hundreds of rules to alter, so they are altered among the slow tests. It is worth the time because a rule
that can change unnoticed is one that nobody has checked.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeAlias

import pytest

from casus_foederis.assessor import Assessor, Expected, Question
from casus_foederis.files.library import Library
from casus_foederis.given import Situation, given_lookup, texts_in_force
from casus_foederis.leaves import LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.treaty import Treaty
from casus_foederis.rulebook import Node, Rulebook, compile_rulebook
from quality.kleene import ORDER, RANK, conclude
from quality.mutants import Mutant, date_mutants, rule_mutants

# Changes that no expectation could notice, by name, with the reason.
_MADE = "the other facts of the request need request.made, and so are never better than it"
_TAKEN = "decision.consensus needs decision.taken, and so is never better than it"
_SIGNED = "a State that has signed is no party, as one that has not; only the reason shown changes"
_FROZEN = "it is a party before and after; only the reason shown changes"
_WORDS = "no rule asks for these words; that they bind from that day is said of the parties, which are tested"
_OUTSIDE = "it is no party before and after; only the reason shown changes"
_SIX = "ARM, KAZ, KGZ, RUS, TJK, UZB on 1992-05-15"
EQUIVALENT: dict[str, str] = {
    "cst.bound: drop any/1": "no State is a party on a day without words, so asking for words adds nothing",
    "cst.request: drop request.made/1": _MADE,
    "peacekeeping.art3: drop request.made/2": _MADE,
    "peacekeeping.art3: drop decision.taken/7": _TAKEN,
    "charter.art5: drop request.made/3/1": _MADE,
} | {
    f"{what}, by {shift} day": reason
    for shift in ("-1", "+1")
    for what, reason in (
        (f"cst: {_SIX}", _SIGNED),
        ("cst: AZE on 1993-09-24", _SIGNED),
        ("cst: GEO on 1993-09-09", _SIGNED),
        ("cst: BLR on 1993-12-31", _SIGNED),
        ("cst: ARM on 2024-02-22", _FROZEN),
        ("peacekeeping: words of 2009-01-15", _WORDS),
        ("forces: words of 2012-06-13", _WORDS),
        ("forces: UZB on 2012-06-13", _OUTSIDE),
    )
}


@pytest.mark.endurance
@pytest.mark.parametrize("make", [rule_mutants, date_mutants])
def test_every_change_of_the_law_is_noticed(
    make: Callable[[Treaty], Iterable[Mutant]],
    library: Library,
    assessor: Assessor,
    count: Callable[[str], None],
) -> None:
    suite = Suite(library, assessor)
    noticed: dict[str, str] = {}
    survived: list[str] = []
    for mutant in make(library.treaties["cst"]):
        assert mutant.name not in noticed
        expected = suite.first_to_fail(mutant)
        if expected is None:
            survived.append(mutant.name)
        else:
            assert answer_under(library, mutant.treaty, expected) is not expected.status
            noticed[mutant.name] = f"{expected.question.scenario.id}, expectation {expected.number}"
    equivalent = [name for name in survived if name in EQUIVALENT]
    rules = library.treaties["cst"].rules
    share = 100 * len(noticed) / (len(noticed) + len(survived) - len(equivalent))
    count(
        f"changes: {len(noticed) + len(survived)}, noticed by an expectation: {len(noticed)}, "
        f"equivalent by name: {len(equivalent)}, share caught: {share:.4g} %"
    )
    assert survived == equivalent, "no expectation of any scenario notices these changes of the law"
    ours = {name for name in EQUIVALENT if (name.partition(":")[0] in rules) is (make is rule_mutants)}
    assert ours == set(equivalent), "these are listed as equivalent, and are noticed"


def answer_under(library: Library, treaty: Treaty, expected: Expected) -> Truth:
    """Let the rule engine answer under an altered treaty."""
    altered = dataclasses.replace(library, treaties={**library.treaties, treaty.id: treaty})
    with Assessor(altered) as assessor:
        return assessor.assess(expected.question)[expected.rule]


class Suite:
    """Every expectation of the bundled scenarios, with the value of every leaf that it asks with."""

    def __init__(self, library: Library, assessor: Assessor) -> None:
        self.library = library
        self.rulebook = assessor.rulebook("cst")
        self.asked: dict[tuple[object, ...], tuple[Expected, dict[str, Truth]]] = {}
        for scenario in library.scenarios.values():
            for expected in assessor.expected(scenario):
                given = {id: each.value for id, each in assessor.given(expected.question).items()}
                alike = (situation_of(expected.question), expected.rule, expected.status, *given.values())
                self.asked.setdefault(alike, (expected, given))

    def first_to_fail(self, mutant: Mutant) -> Expected | None:
        """Find an expectation that does not hold under an altered treaty."""
        if mutant.rule is None:
            return self._under_other_dates(mutant.treaty)
        library = self.library
        rulebook = compile_rulebook(mutant.treaty, library.vocabulary, library.interpretations)
        touched = rules_above(rulebook, mutant.rule)
        nodes = {rule: rulebook.cone(rule) for rule in touched}
        for expected, given in self.asked.values():
            rule = expected.rule
            if rule in touched and evaluate(nodes[rule], given)[rule] is not expected.status:
                return expected
        return None

    def _under_other_dates(self, treaty: Treaty) -> Expected | None:
        looked_up = [leaf for leaf in self.rulebook.leaves.values() if leaf.kind in LOOKED_UP]

        @cache
        def look_up(asked: Asked) -> Mapping[str, Truth]:
            state, opponents, on, text = asked
            situation = Situation(treaty, state, opponents, on, texts_in_force(treaty, on, text))
            return {leaf.id: given_lookup(leaf, situation) for leaf in looked_up}

        for expected, given in self.asked.values():
            found = look_up(situation_of(expected.question))
            if any(given[id] is not value for id, value in found.items()):
                nodes = self.rulebook.cone(expected.rule)
                if evaluate(nodes, {**given, **found})[expected.rule] is not expected.status:
                    return expected
        return None


Asked: TypeAlias = tuple[str, tuple[str, ...], datetime.date, str | None]  # State, opponents, day, words
LOOKED_UP = (LeafKind.TEXT, LeafKind.PARTY, LeafKind.OPPONENT_PARTY)


def situation_of(question: Question) -> Asked:
    return question.scenario.state, question.scenario.opponents, question.on, question.text


def rules_above(rulebook: Rulebook, rule: str) -> set[str]:
    """List the rules that rest on a rule, itself included."""
    return {id for id in rulebook.rules if any(node.rule == rule for node in rulebook.cone(id))}


def evaluate(nodes: Iterable[Node], given: Mapping[str, Truth]) -> dict[str, Truth]:
    """Conclude nodes by the definition of the logic, lowest first."""
    ranks = {id: RANK[value] for id, value in given.items()}
    for node in nodes:
        ranks[node.id] = conclude(node, [ranks[each.id] for each in node.inputs])
    return {id: ORDER[rank] for id, rank in ranks.items()}


def test_the_plain_evaluation_agrees_with_the_engine(library: Library, assessor: Assessor) -> None:
    for scenario in library.scenarios.values():
        for expected in assessor.expected(scenario):
            given = {id: each.value for id, each in assessor.given(expected.question).items()}
            nodes = assessor.rulebook("cst").cone(expected.rule)
            assert evaluate(nodes, given)[expected.rule] is expected.status
