"""Assumption labels by propagation, set by set, after de Kleer's truth maintenance system (1986).

An environment is a set of assumptions that nothing else is needed to conclude something; an assumption is a
choice and an option, and that a choice stays at its first option is one like any other, as what is so as
things stand is so only while nobody moves it. Of each node four things can be concluded: that it is true,
false, not true, not false. The last two are what a burden of proof and an unknown goal are made of, and they
are propagated like the first two, so that nothing ever has to be negated.

Only what the goal asks for is concluded. An environment that contains another is dropped, stays and all:
that is sound, as whatever extends it extends the other. Only at the very end are stays forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from functools import reduce
from operator import or_
from typing import TypeAlias

from problem import Moves, Problem

from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Operator

# Assumptions are bits. With every environment go the assumptions that it rules out.
Label: TypeAlias = dict[int, int]
Tree: TypeAlias = "dict[int, Tree]"  # by the lowest assumption, then the next


class Finding(Enum):
    """What can be concluded of a node."""

    TRUE = auto()
    FALSE = auto()
    NOT_TRUE = auto()
    NOT_FALSE = auto()


_UNDER_NEGATION = {
    Finding.TRUE: Finding.FALSE,
    Finding.FALSE: Finding.TRUE,
    Finding.NOT_TRUE: Finding.NOT_FALSE,
    Finding.NOT_FALSE: Finding.NOT_TRUE,
}
_FITTING = {
    Finding.TRUE: {Truth.TRUE},
    Finding.FALSE: {Truth.FALSE},
    Finding.NOT_TRUE: {Truth.FALSE, Truth.UNKNOWN},
    Finding.NOT_FALSE: {Truth.TRUE, Truth.UNKNOWN},
}
_WANTED = {
    Truth.TRUE: (Finding.TRUE,),
    Truth.FALSE: (Finding.FALSE,),
    Truth.UNKNOWN: (Finding.NOT_TRUE, Finding.NOT_FALSE),
}
_ALWAYS: Label = {0: 0}
_END = 0


class Propagation:
    """The labels of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.owners = problem, problem.owners()
        self.assumptions = [(id, n) for id, size in problem.open().items() for n in range(size)]
        bits = {each: 1 << place for place, each in enumerate(self.assumptions)}
        groups = {id: [bits[id, n] for n in range(size)] for id, size in problem.open().items()}
        self.single = {id: [(bit, sum(group) - bit) for bit in group] for id, group in groups.items()}
        self.moved = sum(bit for (_, option), bit in bits.items() if option)
        self.labels: dict[tuple[str, Finding], Label] = {}

    def smallest(self) -> Iterable[int]:
        """Find the smallest coherent sets of moves that bring the goal to its status."""
        goal = Literal(self.problem.goal)
        found = _all_of([self.label(goal, each) for each in _WANTED[self.problem.status]])
        return _minimal({each & self.moved: 0 for each in self._with_needs(found)})

    def _with_needs(self, found: Label) -> Label:
        """Add what facts need to the environments that move them to true; the others can do without.

        A fact that no environment moves to true stays where it stands, or is moved elsewhere.
        """
        for need in self.problem.needs():
            made = sum(self.single[need.choice][option][0] for option in need.options)
            bare = {each: barred for each, barred in found.items() if each & made}
            if bare:
                rest = {each: barred for each, barred in found.items() if not each & made}
                found = _minimal(rest | _all_of([bare, self.label(need.needed, Finding.TRUE)]))
        return found

    def moves(self, environment: int) -> Moves:
        """Name the moves of a set."""
        made = (each for place, each in enumerate(self.assumptions) if environment >> place & 1)
        return frozenset(each for each in made if each[1])

    def label(self, literal: Literal, finding: Finding) -> Label:
        """Conclude an input from as little as possible, in every way."""
        key = literal.id, _UNDER_NEGATION[finding] if literal.negated else finding
        if key not in self.labels:
            node = self.problem.rulebook.by_id.get(literal.id)
            self.labels[key] = self._leaf(*key) if node is None else self._node(node, key[1])
        return self.labels[key]

    def _leaf(self, leaf: str, finding: Finding) -> Label:
        fitting = _FITTING[finding]
        if leaf not in self.owners:
            return _ALWAYS if self.problem.fixed[leaf] in fitting else {}
        owner = self.owners[leaf]
        options = self.problem.choices[owner].options
        found = [n for n, each in enumerate(options) if each[leaf] in fitting]
        return _ALWAYS if len(found) == len(options) else dict(self.single[owner][n] for n in found)

    def _node(self, node: Node, finding: Finding) -> Label:
        if node.operator is Operator.BURDEN:
            claim, switch = node.inputs
            return self._burden(claim, switch, finding)
        labels = [self.label(each, finding) for each in node.inputs]
        every = node.operator is Operator.ALL
        return _all_of(labels) if every == (finding in (Finding.TRUE, Finding.NOT_FALSE)) else _any_of(labels)

    def _burden(self, claim: Literal, switch: Literal, finding: Finding) -> Label:
        """Conclude the claim; but where it is unknown and the switch true, it is false."""
        plain = self.label(claim, finding)
        match finding:
            case Finding.TRUE | Finding.NOT_TRUE:
                return plain
            case Finding.FALSE:
                lost = [self.label(claim, Finding.NOT_TRUE), self.label(switch, Finding.TRUE)]
                return _any_of([plain, _all_of(lost)])
            case Finding.NOT_FALSE:
                kept = [plain, self.label(switch, Finding.NOT_TRUE)]
                return _any_of([self.label(claim, Finding.TRUE), _all_of(kept)])


def _any_of(labels: Iterable[Label]) -> Label:
    return _minimal(reduce(or_, labels))


def _all_of(labels: Iterable[Label]) -> Label:
    """Put together one environment of each label, in every way in which they agree.

    One that holds all that the next label wants is left as it is; nothing smaller would come of it.
    """
    found = _ALWAYS
    for label in sorted(labels, key=len):
        done = {one: no for one, no in found.items() if any(two & one == two for two in label)}
        rest = [each for each in found.items() if each[0] not in done]
        pairs = {one | two: no | nor for one, no in rest for two, nor in label.items() if not one & nor}
        found = _minimal(done | pairs)
    return found


def _minimal(label: Label) -> Label:
    """Drop every environment that contains another. Of the same size, none contains another."""
    sizes: dict[int, list[int]] = {}
    for each in label:
        sizes.setdefault(each.bit_count(), []).append(each)
    kept: Label = {}
    tree: Tree = {}
    for size in sorted(sizes):
        fresh = [each for each in sizes[size] if not _contains_one(each, tree)] if tree else sizes[size]
        if size < max(sizes):
            for each in fresh:
                _plant(each, tree)
        kept |= {each: label[each] for each in fresh}
    return kept


def _plant(environment: int, tree: Tree) -> None:
    """Add an environment to a tree, in which those that begin alike share a branch."""
    left = environment
    while left:
        tree = tree.setdefault(left & -left, {})
        left &= left - 1
    tree[_END] = {}


def _contains_one(left: int, tree: Tree) -> bool:
    """Tell whether some environment of a tree is part of what is left of one."""
    if _END in tree:
        return True
    while left:
        branch = tree.get(left & -left)
        left &= left - 1
        if branch is not None and _contains_one(left, branch):
            return True
    return False


def count(problem: Problem) -> int:
    """Count the smallest sets."""
    return len(list(Propagation(problem).smallest()))


def sets(problem: Problem) -> list[Moves]:
    """List the smallest sets."""
    propagation = Propagation(problem)
    return [propagation.moves(each) for each in propagation.smallest()]
