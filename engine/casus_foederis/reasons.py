"""Why, and why not: the reasons behind an assessment, as a tree, and what would have to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from casus_foederis.leaves import STATED
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.rulebook import Literal, Operator, Rulebook


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of an explanation.

    ``id`` names a leaf, a condition or a provision; a connective in between has none, and ``operator`` says
    which it is. ``status`` is that of the line as it stands, so for a negated line the opposite of its id's.
    ``decisive`` tells whether it bears on the answer. A line that was explained before has no parts and is
    marked ``repeated``.
    """

    id: str | None
    operator: Operator | None
    negated: bool
    status: Truth
    decisive: bool
    parts: tuple[Reason, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf, or another condition, that would have to have this value."""

    id: str
    to: Truth


@dataclass(frozen=True, slots=True)
class Every:
    """Changes that are all needed."""

    parts: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Changes of which one is enough."""

    parts: tuple[Change, ...]


Change: TypeAlias = Leaf | Every | Either


@dataclass(frozen=True, slots=True)
class Lack:
    """A condition that is not met or undetermined, and what it takes for it to be met."""

    id: str
    status: Truth
    change: Change


class Reasons(dict[str, Reason]):
    """A tree of reasons for each provision of one assessment."""

    def __init__(self, assessment: Assessment, trees: Mapping[str, Reason]) -> None:
        super().__init__(trees)
        self.assessment = assessment


def reasons(rulebook: Rulebook, assessment: Assessment, main: str) -> Reasons:
    """Unfold every provision into the tree of its reasons, the main one first.

    A condition is unfolded where it is first met with; a provision that is part of one before has no tree.
    """
    shown: set[str] = set()

    def unfold(literal: Literal, decisive: bool) -> Reason:
        status = _status(assessment, literal)
        node = rulebook.by_id.get(literal.id)
        if node is None or literal.id + STATED in rulebook.leaves:
            return Reason(literal.id, None, literal.negated, status, decisive)
        named = literal.id if literal.id in rulebook.rules else None
        if named in shown:
            return Reason(named, None, literal.negated, status, decisive, repeated=True)
        if named is not None:
            shown.add(named)
        burden: tuple[Reason, ...] = ()
        if node.operator is Operator.BURDEN:
            claim, switch = node.inputs
            if assessment[claim.id] is Truth.UNKNOWN and assessment[switch.id] is Truth.TRUE:
                burden = (Reason(switch.id, None, True, Truth.FALSE, decisive),)
            node = rulebook.by_id[claim.id]
        # A part bears on the answer if it agrees with it: false parts make a conjunction false, and so on.
        value = assessment[node.id]
        parts = (unfold(part, decisive and _status(assessment, part) is value) for part in node.inputs)
        return Reason(named, node.operator, literal.negated, status, decisive, (*parts, *burden))

    trees = {id: unfold(Literal(id), decisive=True) for id in dict.fromkeys((main, *rulebook.provisions))}
    return Reasons(assessment, {id: tree for id, tree in trees.items() if not tree.repeated})


def lacks(rulebook: Rulebook, assessment: Assessment, provision: str) -> tuple[Lack, ...]:
    """List the conditions behind a provision that are not met, deepest first, with what each lacks.

    What a condition lacks is told down to the leaves, or to another condition, which is listed before it.
    """
    found: dict[str, Lack] = {}

    def visit(id: str) -> None:
        change, others = _change(rulebook, assessment, Literal(id))
        for other in others:
            if other not in found:
                visit(other)
        if change is not None:
            found[id] = Lack(id, assessment[id], change)

    if assessment[provision] is not Truth.TRUE:
        visit(provision)
    return tuple(found.values())


def deciding(rulebook: Rulebook, assessment: Assessment, provision: str) -> tuple[str, ...]:
    """Name the conditions that decided a provision by leaves of their own; none for one that is met."""
    found: dict[str, None] = {}

    def visit(id: str) -> None:
        because = assessment.findings[id].because
        inner = [each for each in because if each in rulebook.rules]
        for each in inner:
            visit(each)
        if len(inner) < len(because):
            found[id] = None

    if assessment[provision] is not Truth.TRUE:
        visit(provision)
    return tuple(found)


def bearing(assessment: Assessment, provision: str) -> tuple[str, ...]:
    """Name the leaves that an answer rests on, through all its conditions."""
    return tuple(id for id in behind(assessment, provision) if not assessment.findings[id].because)


def behind(assessment: Assessment, provision: str) -> tuple[str, ...]:
    """Name everything that an answer rests on: conditions, and below them leaves; itself first."""
    found: dict[str, None] = {}

    def visit(id: str) -> None:
        if id in found:
            return
        found[id] = None
        for reason in assessment.findings[id].because:
            visit(reason)

    visit(provision)
    return tuple(found)


def _status(assessment: Assessment, literal: Literal) -> Truth:
    value = assessment[literal.id]
    return ~value if literal.negated else value


def _change(
    rulebook: Rulebook,
    assessment: Assessment,
    literal: Literal,
    wanted: Truth = Truth.TRUE,
    inside: bool = False,
) -> tuple[Change | None, tuple[str, ...]]:
    """Say what it takes for a literal to have a value, and which named conditions that involves.

    Named conditions further in are not unfolded: they have a line of their own.
    """
    target = ~wanted if literal.negated else wanted
    node = rulebook.by_id.get(literal.id)
    if assessment[literal.id] is target:
        return None, ()
    if node is None:
        return Leaf(literal.id.removesuffix(STATED), target), ()
    if inside and literal.id in rulebook.rules and target is Truth.TRUE:
        return Leaf(literal.id, target), (literal.id,)
    inputs = node.inputs[:1] if node.operator is Operator.BURDEN else node.inputs
    parts = [_change(rulebook, assessment, each, target, inside=True) for each in inputs]
    changes = tuple(change for change, _ in parts if change is not None)
    others = tuple(dict.fromkeys(other for _, each in parts for other in each))
    conjunctive = (node.operator is not Operator.ANY) is (target is Truth.TRUE)
    return _gathered(Every if conjunctive else Either, changes), others


def _gathered(kind: type[Every] | type[Either], changes: tuple[Change, ...]) -> Change | None:
    """Put changes together, taking in the parts of those of the same kind, each once."""
    parts: dict[Change, None] = {}
    for change in changes:
        parts.update(dict.fromkeys(change.parts if isinstance(change, kind) else (change,)))
    return kind(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)
