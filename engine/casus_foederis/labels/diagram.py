"""Decision diagrams: every combination of many choices, and which of them have a property, in little room.

A *diagram* is about a fixed row of choices, each between two or more options, numbered from 0. A *decision*
is a property of combinations (which of them make a provision met, say): a node that asks for one choice and
leads, option by option, to further nodes, down to ``NO`` and ``YES``. Equal nodes are one node, and a node
whose options all lead to the same is left out; so a property has one node, and what is shared is worked out
once.

Nothing here is an estimate; what would take too much room is an error. The idea is Bryant's (1986), for
choices of more than two options after Srinivasan and others (1990); how sets of changes are read off a
decision is in `families`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, TypeAlias

from casus_foederis.problems import UsageError

Decision: TypeAlias = int  # the number of a node
Polynomial: TypeAlias = tuple[int, ...]  # how many combinations depart from option 0 in 0, 1, 2 ... choices

MOST_CHOICES: Final = 300  # the work goes as deep as there are choices
MOST_NODES = 400_000  # a few seconds; the bundled treaty takes a few thousand

NO: Final[Decision] = 0
YES: Final[Decision] = 1


class Diagram:
    """Decisions about one row of choices, which are asked for in this order.

    ``sizes`` says how many options each choice has. Decisions of one diagram can be combined with each other,
    and with no other's. Raises `UsageError`, now or when decisions are combined, if that takes too much room.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        if len(sizes) > MOST_CHOICES:
            raise UsageError("too_entangled")
        self.sizes = tuple(sizes)
        end = (len(self.sizes), ())
        self._nodes: list[tuple[int, tuple[Decision, ...]]] = [end, end]
        self._known: dict[tuple[int, tuple[Decision, ...]], Decision] = {}
        self._met: dict[tuple[Decision, Decision], Decision] = {}
        self._opposites: dict[Decision, Decision] = {NO: YES, YES: NO}

    def __len__(self) -> int:
        """Tell how many nodes there are, a measure of the work done."""
        return len(self._nodes)

    def node(self, decision: Decision) -> tuple[int, tuple[Decision, ...]]:
        """Give the choice for which a decision asks first, and where each option leads.

        ``NO`` and ``YES`` ask for none: their choice is the one after the last.
        """
        return self._nodes[decision]

    def among(self, choice: int, options: Collection[int]) -> Decision:
        """Decide that a choice falls on one of some options."""
        return self._make(choice, tuple(int(each in options) for each in range(self.sizes[choice])))

    def opposite(self, decision: Decision) -> Decision:
        """Decide that something is not so."""
        found = self._opposites.get(decision)
        if found is None:
            choice, ways = self._nodes[decision]
            found = self._opposites[decision] = self._make(choice, tuple(map(self.opposite, ways)))
        return found

    def both(self, one: Decision, two: Decision) -> Decision:
        """Decide that two things are so."""
        if two in (one, YES):
            return one
        if one == YES:
            return two
        if NO in (one, two):
            return NO
        key = (one, two) if one < two else (two, one)
        found = self._met.get(key)
        if found is None:
            choice = min(self._nodes[one][0], self._nodes[two][0])
            pairs = zip(self._ways(one, choice), self._ways(two, choice), strict=True)
            found = self._met[key] = self._make(choice, tuple(self.both(*pair) for pair in pairs))
        return found

    def all_of(self, *decisions: Decision) -> Decision:
        """Decide that all of some things are so."""
        found = YES
        for each in decisions:
            found = self.both(found, each)
        return found

    def any_of(self, *decisions: Decision) -> Decision:
        """Decide that at least one of some things is so."""
        return self.opposite(self.all_of(*map(self.opposite, decisions)))

    def chosen(self, decision: Decision, fallen: Mapping[int, int]) -> Decision:
        """Decide the same once some choices have fallen, each on an option; no longer asks for them."""
        known: dict[Decision, Decision] = {NO: NO, YES: YES}

        def go(each: Decision) -> Decision:
            if each not in known:
                asked, ways = self._nodes[each]
                if asked in fallen:
                    known[each] = go(ways[fallen[asked]])
                else:
                    known[each] = self._make(asked, tuple(map(go, ways)))
            return known[each]

        return go(decision)

    def asked(self, decision: Decision) -> set[int]:
        """List the choices on which a decision depends."""
        seen, waiting = set[Decision](), [decision]
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                waiting += self._nodes[each][1]
        return {self._nodes[each][0] for each in seen} - {len(self.sizes)}

    def count(self, decision: Decision, left_out: int | None = None) -> int:
        """Count the combinations of choices of which something is so; one choice can be left out."""
        return sum(self.by_size(decision, left_out))

    def by_size(self, decision: Decision, left_out: int | None = None) -> Polynomial:
        """Count them by how many choices depart from their first option.

        One choice can be left out; on that one the decision must not depend.
        """
        counts: dict[Decision, list[int]] = {NO: [], YES: [1]}

        def go(each: Decision) -> list[int]:
            if each not in counts:
                choice, ways = self._nodes[each]
                total: list[int] = []
                for option, way in enumerate(ways):
                    part = self._spread(go(way), choice + 1, self._nodes[way][0], left_out)
                    total = _added(total, [0, *part] if option else part)
                counts[each] = total
            return counts[each]

        return tuple(self._spread(go(decision), 0, self._nodes[decision][0], left_out))

    def _spread(self, counts: list[int], first: int, end: int, left_out: int | None) -> list[int]:
        """Multiply by the choices in between, which are free."""
        for choice in range(first, end):
            if choice != left_out:
                others = self.sizes[choice] - 1
                counts = _added(counts, [0, *(others * each for each in counts)])
        return counts

    def _ways(self, decision: Decision, choice: int) -> tuple[Decision, ...]:
        """Tell where the options of a choice lead; if the decision does not ask for it, back to itself."""
        asked, ways = self._nodes[decision]
        return ways if asked == choice else (decision,) * self.sizes[choice]

    def _make(self, choice: int, ways: tuple[Decision, ...]) -> Decision:
        if ways.count(ways[0]) == len(ways):
            return ways[0]
        key = (choice, ways)
        found = self._known.get(key)
        if found is None:
            if len(self._nodes) > MOST_NODES:
                raise UsageError("too_entangled")
            found = self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return found


def _added(one: list[int], two: list[int]) -> list[int]:
    short, long = sorted((one, two), key=len)
    return [*(a + b for a, b in zip(short, long, strict=False)), *long[len(short) :]]
