"""A plan: rules as steps, each of which makes one column of a table from others.

What is the same in every row (the readings, a fact that the table says nothing of) is worked out here, once,
and never becomes a column. Two nodes that come to the same step are one column, so that several
interpretations of a treaty share what they have in common. Nothing here knows a dataframe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from casus_foederis.leaves import STATED
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook

OWN: Final = "casus:"  # how the names of our columns begin; no table may have such

Value: TypeAlias = Truth | Literal  # the same in every row, or a column, perhaps negated
Name: TypeAlias = str  # of a rule, where the reason is the same in every row


@dataclass(frozen=True, slots=True)
class Connective:
    """A step: a column that is concluded from others, as a node of the rulebook is from its inputs."""

    operator: Operator
    inputs: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of reasons."""

    name: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A step: a column that names a rule. That of the first part whose value is the whole's; or the last."""

    whole: Value
    parts: tuple[tuple[Value, Name | Column], ...]
    last: Name | Column


Step: TypeAlias = Connective | Reason


class Plan:
    """Steps by which rules of a rulebook are concluded, in layers.

    Each uses columns of the table, and of the layers before its own.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._known: dict[Step, str] = {}
        self._layer_of: dict[str, int] = {}

    @property
    def layers(self) -> list[dict[str, Step]]:
        """The steps by the names of their columns, layer by layer."""
        found: list[dict[str, Step]] = [{} for _ in range(max(self._layer_of.values(), default=0))]
        for step, name in self._known.items():
            found[self._layer_of[name] - 1][name] = step
        return found

    def conclude(self, goals: Sequence[str], leaves: Mapping[str, Value]) -> Conclusions:
        """Plan all that it takes to conclude some rules, with these values of the leaves.

        A leaf that is left out is unknown in every row.
        """
        values = {id: leaves.get(id, Truth.UNKNOWN) for id in self.rulebook.leaves}
        needed = {node.id for goal in goals for node in self.rulebook.cone(goal)}
        for node in self.rulebook.nodes:
            if node.id in needed:
                inputs = [_valued(each, values) for each in node.inputs]
                values[node.id] = self.conclusion(node.operator, inputs)
        return Conclusions(self, values)

    def column(self, step: Step) -> str:
        """Give the column of a step, a new one if no step is the same."""
        if step not in self._known:
            self._known[step] = f"{OWN}{len(self._known)}"
            below = (self._layer_of.get(name, 0) for name in _used(step))
            self._layer_of[self._known[step]] = 1 + max(below, default=0)
        return self._known[step]

    def conclusion(self, operator: Operator, inputs: Sequence[Value]) -> Value:
        """Give what some values come to: a column, where it is not the same in every row."""
        if operator is Operator.BURDEN:
            return self._burden(*inputs)
        decisive = Truth.FALSE if operator is Operator.ALL else Truth.TRUE
        if decisive in inputs:
            return decisive
        parts = tuple(dict.fromkeys(each for each in inputs if each is not ~decisive))
        if not parts or parts == (Truth.UNKNOWN,):
            return parts[0] if parts else ~decisive
        return parts[0] if len(parts) == 1 else Literal(self.column(Connective(operator, parts)))

    def _burden(self, claim: Value, switch: Value) -> Value:
        if claim in (Truth.TRUE, Truth.FALSE) or switch in (Truth.FALSE, Truth.UNKNOWN):
            return claim
        if claim is Truth.UNKNOWN and switch is Truth.TRUE:
            return Truth.FALSE
        return Literal(self.column(Connective(Operator.BURDEN, (claim, switch))))


class Conclusions:
    """What some rules come to, as columns or for every row, and why."""

    def __init__(self, plan: Plan, values: Mapping[str, Value]) -> None:
        self.plan, self.values = plan, values
        self._reasons: dict[str, Name | Column] = {}

    def reason(self, rule: str) -> Name | Column:
        """Name the first condition that decides a rule, whatever the rule comes to.

        One goes down from the rule, at every step to the first part that has the value of the whole, and
        names the last condition that one came through. Where all parts decide together, a part that is a
        condition, or holds one, comes before those that are not. Where a burden of proof decides, it is the
        rule itself.
        """
        if rule not in self._reasons:
            node = self.plan.rulebook.by_id[rule]
            whole = self.values[rule]
            parts = [(_valued(each, self.values), self._behind(each.id, node)) for each in node.inputs]
            if node.operator is Operator.BURDEN:
                self._reasons[rule] = self._choose(whole, parts[:1], node.rule)
            else:
                together = Truth.TRUE if node.operator is Operator.ALL else Truth.FALSE
                first = next((reason for _, reason in parts if reason != node.rule), node.rule)
                self._reasons[rule] = self._choose(whole, [(together, first), *parts[:-1]], parts[-1][1])
        return self._reasons[rule]

    def _behind(self, id: str, node: Node) -> Name | Column:
        """Name what lies behind a part. A leaf, or a fact with its need, stands for the rule that asks it."""
        rulebook = self.plan.rulebook
        inner = id in rulebook.by_id and id + STATED not in rulebook.leaves
        return self.reason(id) if inner else node.rule

    def _choose(
        self, whole: Value, parts: list[tuple[Value, Name | Column]], last: Name | Column
    ) -> Name | Column:
        for number, (value, name) in enumerate(parts):
            if value == whole:  # whatever it is
                parts, last = parts[:number], name
                break
        while parts and parts[-1][1] == last:
            parts.pop()
        if not parts:
            return last
        return Column(self.plan.column(Reason(whole, tuple(parts), last)))


def _used(step: Step) -> Iterator[str]:
    """List the columns that a step uses."""
    match step:
        case Connective(inputs=inputs):
            yield from (each.id for each in inputs if isinstance(each, Literal))
        case Reason(whole=whole, parts=parts, last=last):
            yield from (each.id for each, _ in ((whole, last), *parts) if isinstance(each, Literal))
            yield from (each.name for _, each in ((whole, last), *parts) if isinstance(each, Column))


def _valued(literal: Literal, values: Mapping[str, Value]) -> Value:
    value = values[literal.id]
    return value if not literal.negated else opposite(value)


def opposite(value: Value) -> Value:
    """Negate a value."""
    return ~value if isinstance(value, Truth) else Literal(value.id, not value.negated)
