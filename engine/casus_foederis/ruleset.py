"""The rulebook, encoded as a ruleset that durable-rules can bear.

durable-rules is a Rete engine in C, and frozen since 2020: safe and right inside a narrow pattern, and
silently wrong, or worse, outside it. The pattern is kept by construction here:

* Rules are flat conjunctions of *positive* patterns over facts ``{condition, value}``. No negation, no
  disjunction, no comparison between facts. Three values and "not" are encoded in the rules: a conjunction of
  *k* parts becomes one rule for true, *k* for false (one part false) and *k* for unknown (one part unknown,
  the others marked *not false*). Disjunction is the mirror image.
* One rule, one node: each node of the rulebook concludes in its own stratum, which is the rule's priority.
* Only ids of the rulebook reach the engine. They are short, ASCII, unique, and free of collisions under the
  32-bit hash by which the engine knows names. Anything else is refused here.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from casus_foederis.advice import quoted
from casus_foederis.driver import PRIME, SID, Conclusion
from casus_foederis.logic import Truth
from casus_foederis.problems import told
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook

# Limits of durable-rules 2.0.28, each a little below the one at which it fails.
MOST_SIBLINGS: Final = 480  # distinct tests under one node of its network: hangs from 513
MOST_RULES: Final = 4_000  # rules in a ruleset: error from 4,097
MOST_PARTS: Final = 16  # patterns in a rule: error at the first fact, and not when compiling
MOST_USES: Final = 250  # rules that share a pattern: wrong answers or a crash from 256
LONGEST_ID: Final = 128  # characters: ids are copied to the C stack

_PROPERTIES: Final = ("id", "sid", "group", "condition", "value", "not_false", "not_true")


class RulesetError(ValueError):
    """The rulebook cannot be put to durable-rules safely; ``rule`` is the one as written that is to blame."""

    def __init__(self, code: str, rule: str | None = None, **values: str) -> None:
        self.code, self.rule, self.values = code, rule, values
        super().__init__(told(code, **values))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of a rule: this condition has this value, or is not false, or is not true."""

    condition: str
    property: str
    value: str

    def matches(self, truth: Truth) -> bool:
        """Tell whether the condition's fact, with this value, matches."""
        if self.property == "value":
            return self.value == truth.value
        return self.property != f"not_{truth.value}"


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule of the ruleset: if all patterns match, the node has this value.

    ``rule`` is the rule as written; ``priority`` is the stratum of the node.
    """

    name: str
    node: str
    rule: str
    patterns: tuple[Pattern, ...]
    concludes: Truth
    priority: int


@dataclass(frozen=True)
class Ruleset:
    """Compiled rules by name, and what the engine is told."""

    rules: Mapping[str, CompiledRule]

    def without(self, name: str) -> Ruleset:
        """Leave one rule out, to show what it is for."""
        return Ruleset({each: rule for each, rule in self.rules.items() if each != name})

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Put each condition into a group, there being about as many groups as conditions in each.

        The engine's network tries the tests under one node one by one, and hangs if there are too many. So
        the group is tested first.
        """
        conditions = sorted({pattern.condition for rule in self.rules.values() for pattern in rule.patterns})
        size = math.isqrt(len(conditions)) + 1
        return {condition: f"g{n // size}" for n, condition in enumerate(conditions)}

    @cached_property
    def definition(self) -> str:
        """The ruleset as the engine takes it."""

        def test(pattern: Pattern) -> dict[str, object]:
            group = {"group": self.groups[pattern.condition]}
            return {"$and": [group, {"condition": pattern.condition}, {pattern.property: pattern.value}]}

        rules: dict[str, object] = {PRIME: {"all": [{"p0": {"condition": PRIME}}], "pri": 0}}
        for rule in self.rules.values():
            patterns = [{f"p{n}": test(pattern)} for n, pattern in enumerate(rule.patterns)]
            rules[rule.name] = {"all": patterns, "pri": rule.priority}
        return json.dumps(rules)

    @cached_property
    def facts(self) -> Mapping[tuple[str, Truth], str]:
        """Every fact to which some rule listens, as the engine takes it.

        A batch that holds a single fact to which none does would run no rule at all.
        """
        return {
            (pattern.condition, truth): self._fact(pattern.condition, truth)
            for rule in self.rules.values()
            for pattern in rule.patterns
            for truth in Truth
            if pattern.matches(truth)
        }

    @cached_property
    def conclusions(self) -> Mapping[str, Conclusion]:
        """What each rule concludes, for the driver."""
        return {
            name: Conclusion(rule.node, rule.concludes.value, self.facts.get((rule.node, rule.concludes)))
            for name, rule in self.rules.items()
        }

    def _fact(self, condition: str, truth: Truth) -> str:
        fact = {"id": f"{condition}={truth.value}", "sid": SID, "group": self.groups[condition]}
        fact |= {"condition": condition, "value": truth.value}
        if truth is not Truth.FALSE:
            fact["not_false"] = "yes"
        if truth is not Truth.TRUE:
            fact["not_true"] = "yes"
        return json.dumps(fact)


def compile_ruleset(rulebook: Rulebook) -> Ruleset:
    """Encode a rulebook. Raises `RulesetError`, naming the limit, if durable-rules could not bear it."""
    rules = [rule for node in rulebook.nodes for rule in compile_node(node)]
    conditions = [*rulebook.leaves, *(node.id for node in rulebook.nodes)]
    _check_names([*conditions, *(rule.name for rule in rules)])
    _check_sizes(conditions, rules)
    values = [f"{condition}={truth.value}" for condition in conditions for truth in Truth]
    aliases = [f"p{n}" for n in range(MOST_PARTS)]
    for words in (conditions, [rule.name for rule in rules], values, [*_PROPERTIES, *aliases]):
        if clash := _collision(words):
            raise RulesetError("collision", ids=quoted(clash))
    return Ruleset({rule.name: rule for rule in rules})


def compile_node(node: Node) -> list[CompiledRule]:
    """Encode one node as rules of which, whatever its inputs, at least one fires, all to the same effect."""
    rules: list[CompiledRule] = []

    def add(suffix: str, concludes: Truth, *patterns: Pattern) -> None:
        name = f"{node.id}.{suffix}"
        rules.append(CompiledRule(name, node.id, node.rule, patterns, concludes, node.stratum))

    if node.operator is Operator.BURDEN:
        claim, switch = node.inputs
        add("t", Truth.TRUE, _is(claim, Truth.TRUE))
        add("f", Truth.FALSE, _is(claim, Truth.FALSE))
        add("burden", Truth.FALSE, _is(claim, Truth.UNKNOWN), _is(switch, Truth.TRUE))
        add("u", Truth.UNKNOWN, _is(claim, Truth.UNKNOWN), _is_not(switch, Truth.TRUE))
        return rules

    decisive = Truth.FALSE if node.operator is Operator.ALL else Truth.TRUE
    add((~decisive).value[0], ~decisive, *(_is(each, ~decisive) for each in node.inputs))
    for n, one in enumerate(node.inputs, 1):
        add(f"{decisive.value[0]}.{n}", decisive, _is(one, decisive))
    for n, one in enumerate(node.inputs, 1):
        others = (_is_not(each, decisive) for each in node.inputs if each is not one)
        add(f"u.{n}", Truth.UNKNOWN, _is(one, Truth.UNKNOWN), *others)
    return rules


def _is(literal: Literal, truth: Truth) -> Pattern:
    return Pattern(literal.id, "value", (~truth if literal.negated else truth).value)


def _is_not(literal: Literal, truth: Truth) -> Pattern:
    excluded = ~truth if literal.negated else truth
    return Pattern(literal.id, f"not_{excluded.value}", "yes")


def _check_names(names: Iterable[str]) -> None:
    for name in names:
        if not name.isascii() or not name.isprintable() or len(name) > LONGEST_ID:
            raise RulesetError("bad_name", id=name[:LONGEST_ID], most=str(LONGEST_ID))


def _check_sizes(conditions: list[str], rules: list[CompiledRule]) -> None:
    if len(rules) > MOST_RULES or math.isqrt(len(conditions)) >= MOST_SIBLINGS:
        raise RulesetError("too_many_rules", count=str(len(rules)), most=str(MOST_RULES))
    for rule in rules:
        parts = Counter(pattern.condition for pattern in rule.patterns)
        for id, times in parts.most_common(1):
            if times > 1:
                raise RulesetError("part_twice", rule.rule, id=id)
        if len(parts) > MOST_PARTS:
            raise RulesetError("too_many_parts", rule.rule, count=str(len(parts)), most=str(MOST_PARTS))
    uses = Counter(pattern for rule in rules for pattern in rule.patterns)
    for pattern, times in uses.most_common(1):
        if times > MOST_USES:
            raise RulesetError("too_many_uses", id=pattern.condition, most=str(MOST_USES))


def _collision(words: Iterable[str]) -> tuple[str, str] | None:
    """Find two words that are the same, or have the same 32-bit FNV-1a hash."""
    seen: dict[int, str] = {}
    for word in words:
        code = 2166136261
        for byte in word.encode():
            code = (code ^ byte) * 16777619 & 0xFFFFFFFF
        if code in seen:
            return seen[code], word
        seen[code] = word
    return None
