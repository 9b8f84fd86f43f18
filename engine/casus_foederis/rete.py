"""Reader 1: the rulebook on durable-rules. It infers; this module only feeds it and writes down what it does.

durable-rules is a Rete engine in C, and frozen since 2020: safe and right inside a narrow pattern, and
silently wrong, or worse, outside it. The pattern is kept by construction here:

* Rules are flat conjunctions of *positive* patterns over facts ``{condition, value}``. No negation, no
  disjunction, no comparison between facts. Three values and "not" are encoded in the rules: a conjunction of
  *k* parts becomes one rule for true, *k* for false (one part false) and *k* for unknown (one part unknown,
  the others marked *not false*). Disjunction is the mirror image.
* One rule, one node: each node of the rulebook concludes in its own stratum, the rule's priority.
* Only ids of the rulebook reach the engine. They are short, ASCII, unique and free of collisions under the
  32-bit hash by which the engine knows names; `compile_ruleset` refuses anything else.
* One state per engine, primed before first use, deleted after every evaluation, whatever happened.

The C module is driven directly. The package's own Python layer starts threads, reads the wall clock,
swallows exceptions, and under Python 3.12 with warnings as errors fires no rule at all.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType
from typing import Final, Self

import durable_rules_engine as durable

from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Firing
from casus_foederis.problems import quoted
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook

# Limits of durable-rules 2.0.28, each a little below the one at which it fails.
MOST_SIBLINGS: Final = 480  # distinct tests under one node of its network: hangs from 513
MOST_RULES: Final = 4_000  # rules in a ruleset: error from 4,097
MOST_PARTS: Final = 16  # patterns in a rule: error at the first fact, not when compiling
MOST_USES: Final = 250  # rules that share a pattern: wrong answers or a crash from 256
MOST_MESSAGES: Final = 10_000  # kept in memory, once read
LONGEST_ID: Final = 128  # characters: ids are copied to the C stack

_SID: Final = "s"
_PRIME: Final = "prime"
_PROPERTIES: Final = ("id", "sid", "group", "condition", "value", "not_false", "not_true")


class RulesetError(ValueError):
    """The rulebook cannot be put to durable-rules safely."""


class EngineError(RuntimeError):
    """durable-rules did something that the rulebook does not allow for."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of a rule: this condition has this value, or is not false, or is not true."""

    condition: str
    property: str
    value: str

    def matches(self, truth: Truth) -> bool:
        """Tell whether the condition's fact, with this value, matches."""
        return self.value == truth.value if self.property == "value" else self.property != f"not_{truth.value}"


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule of the ruleset: if all patterns match, the node has this value."""

    name: str
    node: str
    rule: str
    patterns: tuple[Pattern, ...]
    concludes: Truth
    priority: int


@dataclass(frozen=True, slots=True)
class Inference:
    """One evaluation: the value of every node, and every firing in order."""

    values: Mapping[str, Truth]
    firings: tuple[Firing, ...]


def _is(literal: Literal, truth: Truth) -> Pattern:
    return Pattern(literal.id, "value", (~truth if literal.negated else truth).value)


def _is_not(literal: Literal, truth: Truth) -> Pattern:
    excluded = ~truth if literal.negated else truth
    return Pattern(literal.id, f"not_{excluded.value}", "yes")


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
    add("tf"[decisive is Truth.TRUE], ~decisive, *(_is(each, ~decisive) for each in node.inputs))
    for n, one in enumerate(node.inputs, 1):
        add(f"{'ft'[decisive is Truth.TRUE]}.{n}", decisive, _is(one, decisive))
    for n, one in enumerate(node.inputs, 1):
        others = (_is_not(each, decisive) for each in node.inputs if each is not one)
        add(f"u.{n}", Truth.UNKNOWN, _is(one, Truth.UNKNOWN), *others)
    return rules


def compile_ruleset(rulebook: Rulebook) -> tuple[CompiledRule, ...]:
    """Encode a rulebook. Raises `RulesetError`, naming the limit, if durable-rules could not bear it."""
    rules = tuple(rule for node in rulebook.nodes for rule in compile_node(node))
    conditions = [*rulebook.leaves, *(node.id for node in rulebook.nodes)]
    _check(conditions, rules)
    return rules


def _check(conditions: list[str], rules: tuple[CompiledRule, ...]) -> None:
    names = [*conditions, *(rule.name for rule in rules)]
    for name in names:
        if not name.isascii() or not name.isprintable() or len(name) > LONGEST_ID:
            raise RulesetError(f"the id '{name[:LONGEST_ID]}' is not short ASCII; shorten or rename it")
    if len(rules) > MOST_RULES:
        raise RulesetError(
            f"{len(rules)} rules are more than the {MOST_RULES} that durable-rules bears; split the treaty file"
        )
    uses: dict[Pattern, int] = {}
    for rule in rules:
        parts = {pattern.condition for pattern in rule.patterns}
        if len(parts) < len(rule.patterns):
            raise RulesetError(f"the rule '{rule.name}' names a part twice; durable-rules would never fire it")
        if len(parts) > MOST_PARTS:
            raise RulesetError(
                f"the rule '{rule.name}' has {len(parts)} parts, more than the {MOST_PARTS} that durable-rules "
                "bears; give some of them a condition of their own"
            )
        for pattern in rule.patterns:
            uses[pattern] = uses.get(pattern, 0) + 1
            if uses[pattern] > MOST_USES:
                raise RulesetError(
                    f"more than {MOST_USES} rules test '{pattern.condition}', which durable-rules cannot bear; "
                    "give what they share a condition of its own"
                )
    values = [f"{condition}={truth.value}" for condition in conditions for truth in Truth]
    aliases = [f"p{n}" for n in range(MOST_PARTS)]
    # durable-rules knows rules, properties, aliases and fact ids by a 32-bit hash alone.
    for kind in (names, values, [*_PROPERTIES, *aliases]):
        if clash := _collision(kind):
            raise RulesetError(f"durable-rules cannot tell {quoted(clash)} apart; rename one")


def _collision(words: list[str]) -> tuple[str, str] | None:
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


def _fact(condition: str, truth: Truth, group: str) -> str:
    """Encode a fact for the engine, with the marks that the rules for unknown ask for."""
    fact = {"id": f"{condition}={truth.value}", "sid": _SID, "group": group}
    fact |= {"condition": condition, "value": truth.value}
    if truth is not Truth.FALSE:
        fact["not_false"] = "yes"
    if truth is not Truth.TRUE:
        fact["not_true"] = "yes"
    return json.dumps(fact)


class Engine:
    """A rulebook, compiled and loaded into durable-rules.

    Evaluations are independent and may come from several threads, which take turns. Close the engine, or
    use it in a ``with`` statement: the C module frees nothing by itself.
    """

    def __init__(self, rulebook: Rulebook, without: frozenset[str] = frozenset()) -> None:
        """Compile and load. ``without`` leaves out compiled rules by name, to show what each is for."""
        self.rulebook = rulebook
        self.rules = {rule.name: rule for rule in compile_ruleset(rulebook) if rule.name not in without}
        # The engine's network tries the tests under one node one by one, and hangs if there are too many.
        # So conditions are tested by group first, groups being about as many as the conditions in each.
        heard = sorted({pattern.condition for rule in self.rules.values() for pattern in rule.patterns})
        size = math.isqrt(len(heard)) + 1
        if size > MOST_SIBLINGS:
            raise RulesetError(f"{len(heard)} conditions are more than durable-rules bears; split the treaty file")
        self._group = {condition: f"g{n // size}" for n, condition in enumerate(heard)}
        # A batch with one fact that no rule listens to runs none of its rules: such facts are never sent.
        self._facts = {
            (pattern.condition, truth): _fact(pattern.condition, truth, self._group[pattern.condition])
            for rule in self.rules.values()
            for pattern in rule.patterns
            for truth in Truth
            if pattern.matches(truth)
        }
        # The same messages come again and again; reading one takes longer than finding it read.
        self._read = lru_cache(maxsize=MOST_MESSAGES)(self._read_message)
        self._lock = threading.Lock()
        self._handle: int | None = durable.create_ruleset("casus", json.dumps(self._definition()))
        self._prime()

    def _definition(self) -> dict[str, object]:
        def test(pattern: Pattern) -> dict[str, object]:
            group = {"group": self._group[pattern.condition]}
            return {"$and": [group, {"condition": pattern.condition}, {pattern.property: pattern.value}]}

        definition: dict[str, object] = {_PRIME: {"all": [{"p0": {"condition": _PRIME}}], "pri": 0}}
        for rule in self.rules.values():
            patterns = [{f"p{n}": test(pattern)} for n, pattern in enumerate(rule.patterns)]
            definition[rule.name] = {"all": patterns, "pri": rule.priority}
        return definition

    def _prime(self) -> None:
        """Run one action: deleting a state that never ran one crashes the C module."""
        fact = {"id": _PRIME, "sid": _SID, "condition": _PRIME}
        _, state = durable.assert_facts(self._handle, json.dumps([fact]))
        if not durable.start_action_for_state(self._handle, state):
            raise EngineError("durable-rules did not fire its first rule")
        durable.complete_and_start_action(self._handle, state)
        durable.delete_state(self._handle, _SID)

    def infer(self, leaves: Mapping[str, Truth]) -> Inference:
        """Evaluate one case.

        ``leaves`` gives a value for every leaf of the rulebook. Raises ``KeyError`` if one is missing, and
        `EngineError` if a node concludes nothing or two different things.
        """
        given = [(id, leaves[id]) for id in self.rulebook.leaves]
        batch = ",".join([self._facts[fact] for fact in given if fact in self._facts])
        with self._lock:
            if self._handle is None:
                raise EngineError("the engine is closed")
            try:
                firings = self._fire(f"[{batch}]") if batch else []
            finally:
                durable.delete_state(self._handle, _SID)
        values = {firing.node: firing.concluded for firing in firings}
        if missing := [node.id for node in self.rulebook.nodes if node.id not in values]:
            raise EngineError(f"nothing was concluded about {quoted(missing)}")
        return Inference(values, tuple(firings))

    def _fire(self, batch: str) -> list[Firing]:
        """Assert the facts; then, firing by firing, write down what matched and assert what follows."""
        handle, state = self._handle, self._assert(durable.assert_facts, batch)
        firings: list[Firing] = []
        concluded: dict[str, Truth] = {}
        started = durable.start_action_for_state(handle, state)
        message = started[1] if started else None
        while message and message != "{}":
            rule, matched = self._read(message)
            firings.append(Firing(len(firings) + 1, rule.rule, rule.name, rule.node, matched, rule.concludes))
            if len(firings) > len(self.rules):
                raise EngineError("durable-rules fires without end")
            if rule.node not in concluded:
                concluded[rule.node] = rule.concludes
                if (rule.node, rule.concludes) in self._facts:
                    self._assert(durable.assert_fact, self._facts[rule.node, rule.concludes])
            elif concluded[rule.node] is not rule.concludes:
                raise EngineError(f"'{rule.node}' came out both true and false, or known and unknown")
            message = durable.complete_and_start_action(handle, state)
        return firings

    def _read_message(self, message: str) -> tuple[CompiledRule, tuple[str, ...]]:
        """Read what the engine says of a firing: which rule, and the conditions of the facts that matched."""
        ((name, match),) = json.loads(message).items()
        return self.rules[name], tuple(fact["condition"] for fact in match.values())

    def _assert(self, assertion: Callable[[int | None, str], tuple[int, int]], facts: str) -> int:
        code, state = assertion(self._handle, facts)
        if code:
            raise EngineError(f"durable-rules refused facts (code {code})")
        return state

    def close(self) -> None:
        """Free what the C module holds."""
        with self._lock:
            if self._handle is not None:
                durable.delete_ruleset(self._handle)
                self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
