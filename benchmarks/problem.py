"""What every contestant is asked: all smallest coherent sets of moves that bring a condition to a status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from casus_foederis.labels.labels import Choice
from casus_foederis.leaves import STATED
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Rulebook

Moves: TypeAlias = frozenset[tuple[str, int]]  # choices, and the option to which each is moved


@dataclass(frozen=True, slots=True)
class Need:
    """A choice that, moved to one of some options, makes a fact true, and what must be true then."""

    choice: str
    options: tuple[int, ...]
    needed: Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """A condition, the status wanted of it, the leaves that are fixed, and the choices that are open.

    Nothing here is kept from one call to the next, so that every contestant pays for what it looks up.
    """

    name: str
    rulebook: Rulebook
    goal: str
    status: Truth
    fixed: Mapping[str, Truth]
    choices: Mapping[str, Choice]

    def nodes(self) -> list[Node]:
        """List the nodes on which the condition rests, lowest first."""
        return self.rulebook.cone(self.goal)

    def leaves(self) -> list[str]:
        """List the leaves on which it rests."""
        nodes = self.nodes()
        used = dict.fromkeys(each.id for node in nodes for each in node.inputs) | {self.goal: None}
        return [id for id in used if id not in self.rulebook.by_id]

    def owners(self) -> dict[str, str]:
        """Tell on which choice a leaf hangs; of the leaves on which the condition rests alone."""
        owners = {leaf: id for id, each in self.choices.items() for leaf in each.options[0]}
        return {leaf: owners[leaf] for leaf in self.leaves() if leaf in owners}

    def open(self) -> dict[str, int]:
        """List the choices on which it rests, with the number of options of each."""
        return {id: len(self.choices[id].options) for id in self.owners().values()}

    def needs(self) -> list[Need]:
        """List what facts need once they are moved to true, those that rest on most first.

        What a fact needs stands below it. So whoever meets the needs in this order comes past none twice.
        """
        owners, found = self.owners(), []
        for node in reversed(self.nodes()):
            leaf = node.id + STATED
            if leaf in owners:
                options = self.choices[owners[leaf]].options
                made = tuple(n for n, each in enumerate(options) if n and each[leaf] is Truth.TRUE)
                found.append(Need(owners[leaf], made, node.inputs[1]))
        return found


@dataclass(frozen=True, slots=True)
class Contestant:
    """A way to the answer: one that counts the sets, as fast as it can, and one that lists them.

    ``able`` tells which problems are not too large to begin with.
    """

    name: str
    count: Callable[[Problem], int]
    sets: Callable[[Problem], list[Moves]]
    able: Callable[[Problem], bool] = lambda _: True
