"""Every compiled rule is needed: take it away, and some case is answered otherwise, or not at all."""

from __future__ import annotations

import random
from collections import Counter

from casus_foederis.assessor import Assessor
from casus_foederis.logic import Truth
from casus_foederis.rete import Engine, EngineError
from casus_foederis.rulebook import Rulebook
from casus_foederis.ruleset import compile_ruleset

# Rules whose work another rule always does too, by name, with the reason. There are none.
REDUNDANT: dict[str, str] = {}

ENOUGH = 4_000  # random cases drawn before looking for rules that have not yet stood alone


def random_leaves(rulebook: Rulebook, dice: random.Random) -> dict[str, Truth]:
    weights = dice.choice([(8, 1, 1), (1, 8, 1), (4, 4, 1), (1, 1, 1), (12, 1, 2), (1, 12, 2)])
    return {id: dice.choices(list(Truth), weights)[0] for id in rulebook.leaves}


def test_each_compiled_rule_changes_some_answer_when_removed(assessor: Assessor) -> None:
    rulebook = assessor.rulebook("cst")
    ruleset = compile_ruleset(rulebook)
    witnesses = find_witnesses(rulebook, set(ruleset.rules))
    missing = set(ruleset.rules) - set(witnesses) - set(REDUNDANT)
    assert not missing, f"no case was found in which these rules stand alone: {sorted(missing)}"

    changed = 0
    for name, leaves in witnesses.items():
        with Engine(rulebook) as whole, Engine(rulebook, ruleset.without(name)) as reduced:
            answers = whole.infer(leaves).values
            try:
                changed += reduced.infer(leaves).values != answers
            except EngineError as error:
                assert "nothing was concluded" in str(error)
                changed += 1
    print(f"compiled rules: {len(ruleset.rules)}, needed: {changed}, redundant by name: {len(REDUNDANT)}")
    assert changed == len(ruleset.rules) - len(REDUNDANT)


def find_witnesses(rulebook: Rulebook, wanted: set[str]) -> dict[str, dict[str, Truth]]:
    """Find for each rule a case in which it alone concludes its node.

    Cases are random at first; then, for the rules that are left, random cases are turned leaf by leaf
    towards what the rule needs.
    """
    dice = random.Random(2010)  # noqa: S311
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
    return {name: leaves for name, leaves in found.items() if name in wanted}


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
