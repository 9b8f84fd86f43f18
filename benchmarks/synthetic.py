"""Synthetic rulebooks of any number of open leaves, in shapes that suit one contestant or another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isqrt
from random import Random
from typing import Final

from problem import Problem

from casus_foederis.labels.labels import Choice
from casus_foederis.leaves import STATED, Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook

GOAL: Final = "goal"
GROWING: Final = 202  # a seed with which the smallest sets become many more with every size
_STANDS: Final = {
    Truth.FALSE: (Truth.FALSE, Truth.TRUE),
    Truth.TRUE: (Truth.TRUE, Truth.FALSE),
    Truth.UNKNOWN: (Truth.UNKNOWN, Truth.TRUE, Truth.FALSE),
}


class Draft:
    """A rulebook in the making. Whatever it is given to put together must be there already."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.choices: dict[str, Choice] = {}
        self.strata: dict[str, int] = {}

    def leaf(self, id: str, stands: Truth = Truth.FALSE) -> Literal:
        """Make an open leaf. One that is known can be moved to its opposite, one that is not to both."""
        self.choices[id] = Choice(tuple({id: truth} for truth in _STANDS[stands]))
        self.strata[id] = 0
        return Literal(id)

    def node(self, operator: Operator, inputs: Sequence[Literal], id: str | None = None) -> Literal:
        """Make a node."""
        id = id or f"node.{len(self.nodes)}"
        self.strata[id] = 1 + max(self.strata[each.id] for each in inputs)
        self.nodes.append(Node(id, operator, tuple(inputs), id, self.strata[id]))
        return Literal(id)

    def problem(self, name: str, status: Truth = Truth.TRUE) -> Problem:
        """Ask how the goal comes to a status."""
        rulebook = Rulebook(
            treaty="synthetic",
            nodes=tuple(sorted(self.nodes, key=lambda node: node.stratum)),
            leaves={id: Leaf(id, LeafKind.FACT) for id in self.choices},
            provisions=(GOAL,),
            rules=(GOAL,),
        )
        return Problem(name, rulebook, GOAL, status, {}, self.choices)


def many(leaves: int) -> Problem:
    """Want one of four in each of many groups: the sets multiply, and nothing is shared."""
    draft = Draft()
    found = [draft.leaf(f"leaf.{n}") for n in range(leaves)]
    groups = leaves // 4
    draft.node(Operator.ALL, [draft.node(Operator.ANY, found[n::groups]) for n in range(groups)], GOAL)
    return draft.problem("many")


def grid(leaves: int) -> Problem:
    """Want one in each row and each column of a grid: every leaf is shared."""
    draft = Draft()
    found = [draft.leaf(f"leaf.{n}") for n in range(leaves)]
    rows = next(n for n in range(isqrt(leaves), 0, -1) if leaves % n == 0)
    if rows == 1:  # a grid of one row is none: five leaves make two rows, of three and two
        rows = 2
    lines = [found[n::rows] for n in range(rows)]
    columns = [found[n : n + rows] for n in range(0, leaves, rows)]
    wanted = [draft.node(Operator.ANY, each) if len(each) > 1 else each[0] for each in (*lines, *columns)]
    draft.node(Operator.ALL, wanted, GOAL)
    return draft.problem("grid")


def crossed(leaves: int) -> Problem:
    """Want not all of one half, and some pair across the halves: far apart in the order of the rules."""
    draft = Draft()
    found = [draft.leaf(f"leaf.{n}") for n in range(leaves)]
    half = leaves // 2
    whole = draft.node(Operator.ALL, found[:half])
    pairs = [draft.node(Operator.ALL, found[n::half]) for n in range(half)]
    draft.node(Operator.ALL, [Literal(whole.id, negated=True), draft.node(Operator.ANY, pairs)], GOAL)
    return draft.problem("crossed")


def layered(leaves: int, seed: int = GROWING, status: Truth = Truth.TRUE) -> Problem:
    """Make layers of *all of* and *one of* at random, with sharing, negation, needs and a burden of proof."""
    chance, draft = Random(f"{leaves} {seed}"), Draft()
    switch = draft.leaf("switch")
    layer: list[Literal] = []
    for n in range(leaves - 1):
        stands = chance.choice((Truth.FALSE, Truth.FALSE, Truth.UNKNOWN, Truth.TRUE))
        if layer and chance.random() < 1 / 4:
            stated = draft.leaf(f"leaf.{n}{STATED}", stands)
            layer.append(draft.node(Operator.ALL, [stated, layer[-1]], f"leaf.{n}"))
        else:
            layer.append(draft.leaf(f"leaf.{n}", stands))
    operator = Operator.ANY
    while len(layer) > 1:
        layer = _layer(draft, operator, layer, chance)
        operator = Operator.ALL if operator is Operator.ANY else Operator.ANY
    draft.node(Operator.BURDEN, [layer[0], switch], GOAL)
    return draft.problem("layered", status)


def _layer(draft: Draft, operator: Operator, below: list[Literal], chance: Random) -> list[Literal]:
    """Put what is below together by threes or so; one in three takes in another's part besides."""
    chance.shuffle(below)
    groups: list[list[Literal]] = []
    while below:
        size = chance.randint(2, 4)
        groups.append(below[:size])
        below = below[size:]
    every = [each for group in groups for each in group]
    for group in groups:
        if chance.random() < 1 / 3 or len(group) == 1:
            group += [each for each in [chance.choice(every)] if each not in group]
    return [
        draft.node(operator, [Literal(each.id, chance.random() < 1 / 6) for each in group])
        for group in groups
    ]


SHAPES: Final[dict[str, Callable[[int], Problem]]] = {
    "many": many,
    "grid": grid,
    "crossed": crossed,
    "layered": layered,
}
