"""Sets of changes that bring something about: all of the smallest, counted, listed from the nearest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final, TypeAlias

from casus_foederis.changes.levers import Change, Lever, LeverKind
from casus_foederis.files.library import Library
from casus_foederis.labels.diagram import Decision
from casus_foederis.labels.families import Cost, Families, Move
from casus_foederis.labels.labels import Labels
from casus_foederis.problems import UsageError

Changes: TypeAlias = tuple[Change, ...]

MOST_LISTED: Final = 10_000  # sets of changes, at a time


@dataclass(frozen=True, slots=True)
class Part:
    """Something that every one of the sets changes: one change, or one or more of several.

    ``kind`` and ``id`` name the part of the case in which they lie: facts of one group, one term, the words,
    or a standing.
    """

    kind: LeverKind
    id: str
    changes: Changes

    @property
    def asks(self) -> frozenset[tuple[str, str]]:
        """What would have to be so, wherever the levers stand now: pairs of id and place."""
        return frozenset((each.id, each.to) for each in self.changes)

    def to_dict(self) -> dict[str, Any]:
        """Give the part as plain data."""
        return {"lever": self.kind.value, "of": self.id, "one_of": [each.to_dict() for each in self.changes]}


class ChangeSets:
    """All smallest sets of changes that bring something about: each is enough, and no coherent part of it is.

    Iterating lists them, nearest first: few changes before many; among as many, what is open or in dispute
    before what nobody denies; then readings near to the present one before wider ones.
    """

    def __init__(
        self, library: Library, labels: Labels, decision: Decision, levers: Mapping[str, Lever]
    ) -> None:
        """Find them: for a decision of some labels, whose choices are these levers, by key."""
        self._library = library
        self._levers = [levers[key] for key in labels.choices]
        self._families = Families(labels.diagram)
        self._family = self._families.smallest(decision)
        self.count = self._families.count(self._family)

    def __iter__(self) -> Iterator[Changes]:
        for moves in self._families.nearest(self._family, self._cost):
            yield tuple(map(self._change, moves))

    def page(self, number: int = 1, most: int = MOST_LISTED) -> list[Changes]:
        """List a page of the sets; the first has the number 1. Raises `UsageError` for a number below."""
        for each in (number, most):
            if each < 1:
                raise UsageError("bad_number", value=str(each))
        return list(islice(self, (number - 1) * most, number * most))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What every set changes: single changes that all have, then parts of the case that all touch."""
        counts = self._families.moves(self._family)
        always, places = list[Part](), dict[tuple[LeverKind, str], list[int]]()
        for place, lever in enumerate(self._levers):
            part = (lever.kind, self._part_of(lever))
            needed = [move for move, count in counts.items() if move[0] == place and count == self.count]
            always += (Part(*part, (self._change(move),)) for move in needed)
            if not needed:
                places.setdefault(part, []).append(place)
        for part, within in places.items():
            if self.count and not self._families.count(self._family, within):
                changes = (self._change(move) for move in sorted(counts) if move[0] in within)
                always.append(Part(*part, tuple(changes)))
        return tuple(always)

    def _change(self, move: Move) -> Change:
        return self._levers[move[0]].change(move[1])

    def _part_of(self, lever: Lever) -> str:
        if lever.kind is not LeverKind.FACT:
            return lever.id
        groups = self._library.vocabulary.groups
        return next(id for id, group in groups.items() if lever.id in group.facts)

    def _cost(self, move: Move) -> Cost:
        lever = self._levers[move[0]]
        steps = 0
        term = self._library.interpretations.terms.get(lever.id)
        if lever.kind is LeverKind.READING and term is not None:
            order = list(term.readings)
            apart = order.index(lever.places[move[1]]) - order.index(lever.places[0])
            steps = abs(apart) if term.ordered else 1
        return 1, int(lever.settled), steps
