"""Families of changes: the smallest sets of changes that bring something about, all of them, in little room.

A *family* is a collection of sets, each a set of moves: a choice of a `Diagram`, and the option to which it
is moved. A choice that is not in a set stays at its first option. Families are nodes like decisions, but a
choice for which a node does not ask is one that nobody moves (Minato's zero-suppressed diagrams, 1993).
Millions of sets can take a few hundred nodes; they are counted without being listed, and listed from the
nearest on.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterator
from operator import add
from typing import Final, TypeAlias

from casus_foederis.labels import diagram
from casus_foederis.labels.diagram import NO, YES, Decision, Diagram
from casus_foederis.problems import UsageError

Family: TypeAlias = int  # the number of a node
Move: TypeAlias = tuple[int, int]  # a choice, and the option to which it is moved
Cost: TypeAlias = tuple[int, ...]  # compared from the left

NONE: Final[Family] = 0  # no set at all
NOTHING: Final[Family] = 1  # one set, in which nothing is moved


class Families:
    """Families of sets of moves, of the choices of one diagram."""

    def __init__(self, of: Diagram) -> None:
        self.diagram = of
        end = (len(of.sizes), ())
        self._nodes: list[tuple[int, tuple[Family, ...]]] = [end, end]
        self._known: dict[tuple[int, tuple[Family, ...]], Family] = {}
        self._smallest: dict[Decision, Family] = {NO: NONE, YES: NOTHING}
        self._spared: dict[tuple[Family, Family], Family] = {}

    def smallest(self, decision: Decision) -> Family:
        """Find the sets of moves that bring something about, and of which no part does.

        That more moves do more is not taken for granted: a set may bring it about, and a larger one undo it.
        """
        found = self._smallest.get(decision)
        if found is None:
            choice, ways = self.diagram.node(decision)
            stay, *moved = map(self.smallest, ways)
            # A set that moves this choice is no smallest one if what else it moves is enough without.
            needed = (self.without_parts(each, stay) for each in moved)
            found = self._smallest[decision] = self._make(choice, (stay, *needed))
        return found

    def without_parts(self, family: Family, parts: Family) -> Family:
        """Leave out every set that contains a set of another family, or is one.

        In neither family does one set contain another; so the empty set is only ever alone in its family.
        """
        if NONE in (family, parts):
            return family
        if parts in (NOTHING, family):
            return NONE
        if family == NOTHING:
            return NOTHING
        key = (family, parts)
        found = self._spared.get(key)
        if found is None:
            choice, sets = self._nodes[family]
            asked, others = self._nodes[parts]
            if asked < choice:  # nobody in the family moves this choice
                found = self.without_parts(family, others[0])
            elif choice < asked:
                found = self._make(choice, tuple(self.without_parts(each, parts) for each in sets))
            else:
                stay = others[0]
                moved = (
                    self.without_parts(self.without_parts(each, other), stay)
                    for each, other in zip(sets[1:], others[1:], strict=True)
                )
                found = self._make(choice, (self.without_parts(sets[0], stay), *moved))
            self._spared[key] = found
        return found

    def count(self, family: Family, still: Collection[int] = ()) -> int:
        """Count the sets; of those that move none of some choices, if such are named."""
        return self._counts(family, still)[family]

    def moves(self, family: Family) -> dict[Move, int]:
        """Count, for every move that is part of some set, the sets that it is part of."""
        counts, above = self._counts(family), {family: 1}
        found: dict[Move, int] = {}
        for each in sorted(counts.keys() - {NONE, NOTHING}, key=lambda each: self._nodes[each][0]):
            choice, sets = self._nodes[each]
            for option, way in enumerate(sets):
                above[way] = above.get(way, 0) + above[each]
                if option and way != NONE:
                    found[choice, option] = found.get((choice, option), 0) + above[each] * counts[way]
        return found

    def nearest(self, family: Family, cost: Callable[[Move], Cost]) -> Iterator[tuple[Move, ...]]:
        """List the sets, cheapest first; those that cost the same stand in a fixed order.

        Costs are added up number by number; none is negative.
        """
        if family == NONE:
            return
        least: dict[Family, Cost] = {NOTHING: ()}

        def cheapest(each: Family) -> Cost:
            if each not in least:
                choice, sets = self._nodes[each]
                ways = ((option, way) for option, way in enumerate(sets) if way != NONE)
                least[each] = min(paid(choice, option, cheapest(way)) for option, way in ways)
            return least[each]

        def paid(choice: int, option: int, already: Cost) -> Cost:
            return _sum(already, cost((choice, option))) if option else already

        # What a set costs at least; the moves made so far; where we are; what they cost.
        start: tuple[Cost, tuple[Move, ...], Family, Cost] = (cheapest(family), (), family, ())
        waiting = [start]
        while waiting:
            _, made, each, spent = heapq.heappop(waiting)
            if each == NOTHING:
                yield made
                continue
            choice, sets = self._nodes[each]
            for option, way in enumerate(sets):
                if way != NONE:
                    more = paid(choice, option, spent)
                    moved = (*made, (choice, option)) if option else made
                    heapq.heappush(waiting, (_sum(more, cheapest(way)), moved, way, more))

    def _counts(self, family: Family, still: Collection[int] = ()) -> dict[Family, int]:
        counts = {NONE: 0, NOTHING: 1}

        def go(each: Family) -> int:
            if each not in counts:
                choice, sets = self._nodes[each]
                counts[each] = sum(map(go, sets[:1] if choice in still else sets))
            return counts[each]

        go(family)
        return counts

    def _make(self, choice: int, sets: tuple[Family, ...]) -> Family:
        if not any(sets[1:]):
            return sets[0]
        key = (choice, sets)
        found = self._known.get(key)
        if found is None:
            if len(self._nodes) > diagram.MOST_NODES:
                raise UsageError("too_entangled")
            found = self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return found


def _sum(one: Cost, two: Cost) -> Cost:
    return tuple(map(add, one, two)) if one and two else one or two
