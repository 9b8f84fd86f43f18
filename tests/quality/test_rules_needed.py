"""Every compiled rule is needed: take it away, and some case is answered otherwise, or not at all.

Slow, because a witness has to be found for each of hundreds of rules, and an engine made without each. It is worth
it because a rule that is not needed is one that nobody would miss if it were wrong.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from casus_foederis.assessor import Assessor
from casus_foederis.driver import EngineError
from casus_foederis.logic import Truth
from casus_foederis.rete import Engine
from casus_foederis.rulebook import Rulebook
from casus_foederis.ruleset import compile_ruleset

_MADE = "the rule names request.made beside facts that need it, and where it is not true, neither are they"
_TAKEN = "the rule names decision.taken beside decision.consensus, which needs it"

# Rules whose work another rule always does too, by name, with the reason.
REDUNDANT: dict[str, str] = {
    "cst.request.f.1": _MADE,
    "cst.request.u.1": _MADE,
    "charter.art5/3/1.f.1": _MADE,
    "charter.art5/3/1.u.1": _MADE,
    "peacekeeping.art3.claim.f.2": _MADE,
    "peacekeeping.art3.claim.u.2": _MADE,
    "peacekeeping.art3.claim.f.7": _TAKEN,
    "peacekeeping.art3.claim.u.7": _TAKEN,
}

ENOUGH = 4_000  # random cases drawn before looking for rules that have not yet stood alone


def random_leaves(rulebook: Rulebook, dice: random.Random) -> dict[str, Truth]:
    weights = dice.choice([(8, 1, 1), (1, 8, 1), (4, 4, 1), (1, 1, 1), (12, 1, 2), (1, 12, 2)])
    return {id: dice.choices(list(Truth), weights)[0] for id in rulebook.leaves}


@pytest.mark.endurance
def test_each_compiled_rule_changes_some_answer_when_removed(
    assessor: Assessor, count: Callable[[str], None]
) -> None:
    rulebook = assessor.rulebook("cst")
    ruleset = compile_ruleset(rulebook)
    witnesses = find_witnesses(rulebook, set(ruleset.rules) - set(REDUNDANT))
    missing = set(ruleset.rules) - set(witnesses) - set(REDUNDANT)
    assert not missing, f"no case was found in which these rules stand alone: {sorted(missing)}"
    assert not set(REDUNDANT) & set(witnesses), "these rules are listed as redundant, and are not"

    changed = 0
    with Engine(rulebook) as whole:
        for name, leaves in witnesses.items():
            answers = whole.infer(leaves).values
            with Engine(rulebook, ruleset.without(name)) as reduced:
                try:
                    changed += reduced.infer(leaves).values != answers
                except EngineError:  # nothing is concluded about some node, which is a change too
                    changed += 1
    count(f"compiled rules: {len(ruleset.rules)}, needed: {changed}, redundant by name: {len(REDUNDANT)}")
    assert changed == len(ruleset.rules) - len(REDUNDANT)


def find_witnesses(rulebook: Rulebook, wanted: set[str]) -> dict[str, dict[str, Truth]]:
    """Find for each rule a case in which it alone concludes its node.

    Cases are random at first; then, for the rules that are left, random cases are turned leaf by leaf
    towards what the rule needs.
    """
    dice = random.Random(2010)
    found: dict[str, dict[str, Truth]] = {}
    with Engine(rulebook) as engine:

        def look(leaves: dict[str, Truth]) -> None:
            firings = engine.infer(leaves).firings
            per_node = Counter(firing.node for firing in firings)
            for firing in firings:
                if per_node[firing.node] == 1:
                    found.setdefault(firing.compiled, leaves)

        for _ in range(ENOUGH):
            look(random_leaves(rulebook, dice))
        for name in sorted(wanted - set(found)):
            for _ in range(ENOUGH):
                if name in found:
                    break
                look(random_leaves(rulebook, dice) | aimed(rulebook, name, dice))
    return found


def aimed(rulebook: Rulebook, name: str, dice: random.Random) -> dict[str, Truth]:
    """Set the leaves under a rule's patterns so that they tend to match."""
    rule = compile_ruleset(rulebook).rules[name]
    aim: dict[str, Truth] = {}

    def set_to(id: str, truth: Truth) -> None:
        node = rulebook.by_id.get(id)
        if node is None:
            aim.setdefault(id, truth)
            return
        for literal in node.inputs:
            set_to(literal.id, ~truth if literal.negated else truth)

    for pattern in rule.patterns:
        options = [truth for truth in Truth if pattern.matches(truth)]
        decided = [truth for truth in options if truth is not Truth.UNKNOWN]
        set_to(pattern.condition, dice.choice(decided or options))
    return aim
