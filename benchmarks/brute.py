"""Brute force: every combination of all choices is worked out, each a bit of one long number.

So all combinations are worked out at once, and a step of inference is one operation on numbers of millions
of bits. This is as fast as brute force gets in Python; its cost doubles with every choice all the same.
"""

from __future__ import annotations

from functools import reduce
from math import prod
from operator import and_, or_
from typing import Final, TypeAlias

from problem import Moves, Problem

from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Operator

MOST: Final = 2**24  # combinations

Ways: TypeAlias = tuple[int, int]  # the combinations in which something is true, and in which it is false


def able(problem: Problem) -> bool:
    """Tell whether the combinations are few enough."""
    return prod(problem.open().values()) <= MOST


class Table:
    """All combinations of one problem. The number of a combination counts in the options of the choices."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.sizes, self.owners = problem, problem.open(), problem.owners()
        self.strides: dict[str, int] = {}
        self.total = 1
        for id, size in self.sizes.items():
            self.strides[id] = self.total
            self.total *= size
        self.every = (1 << self.total) - 1

    def where(self, choice: str, option: int) -> int:
        """Mark the combinations in which a choice falls on an option."""
        stride = self.strides[choice]
        found, width = ((1 << stride) - 1) << (option * stride), stride * self.sizes[choice]
        while width < self.total:
            found |= found << width
            width *= 2
        return found & self.every

    def reaching(self) -> int:
        """Mark the coherent combinations in which the goal has its status."""
        problem = self.problem
        ways = {leaf: self._leaf(leaf) for leaf in problem.leaves()}
        for node in problem.nodes():
            ways[node.id] = self._conclude(node, [_ways(ways, each) for each in node.inputs])
        met, not_met = ways[problem.goal]
        unknown = self.every & ~met & ~not_met
        found = {Truth.TRUE: met, Truth.FALSE: not_met, Truth.UNKNOWN: unknown}[problem.status]
        for need in problem.needs():
            made = reduce(or_, [self.where(need.choice, option) for option in need.options], 0)
            found &= ~made | _ways(ways, need.needed)[0]
        return found

    def smallest(self) -> int:
        """Mark those of which no part reaches the goal: a part has some choices at their first option."""
        found = above = self.reaching()
        for id in self.sizes:
            above |= self._moved(above, id)
        return found & ~reduce(or_, [self._moved(above, id) for id in self.sizes], 0)

    def moves(self, combination: int) -> Moves:
        """Name the moves of a combination."""
        options = ((id, combination // self.strides[id] % size) for id, size in self.sizes.items())
        return frozenset(each for each in options if each[1])

    def _moved(self, combinations: int, choice: str) -> int:
        """Move one choice, wherever it stands at its first option, to each of the others."""
        stay = combinations & self.where(choice, 0)
        return reduce(or_, [stay << (n * self.strides[choice]) for n in range(1, self.sizes[choice])], 0)

    def _leaf(self, leaf: str) -> Ways:
        owner = self.owners.get(leaf)
        if owner is None:
            value = self.problem.fixed[leaf]
            return self.every * (value is Truth.TRUE), self.every * (value is Truth.FALSE)
        met = not_met = 0
        for option, values in enumerate(self.problem.choices[owner].options):
            met |= self.where(owner, option) * (values[leaf] is Truth.TRUE)
            not_met |= self.where(owner, option) * (values[leaf] is Truth.FALSE)
        return met, not_met

    def _conclude(self, node: Node, inputs: list[Ways]) -> Ways:
        if node.operator is Operator.BURDEN:
            (met, not_met), (switch, _) = inputs
            return met, not_met | (switch & ~met)
        mets, not_mets = [each for each, _ in inputs], [each for _, each in inputs]
        if node.operator is Operator.ALL:
            return reduce(and_, mets), reduce(or_, not_mets)
        return reduce(or_, mets), reduce(and_, not_mets)


def _ways(ways: dict[str, Ways], literal: Literal) -> Ways:
    met, not_met = ways[literal.id]
    return (not_met, met) if literal.negated else (met, not_met)


def count(problem: Problem) -> int:
    """Count the smallest sets."""
    return Table(problem).smallest().bit_count()


def sets(problem: Problem) -> list[Moves]:
    """List the smallest sets."""
    table = Table(problem)
    marks = bin(table.smallest())[:1:-1]
    return [table.moves(place) for place, mark in enumerate(marks) if mark == "1"]
