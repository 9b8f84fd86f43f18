"""What actors concluded in law, and whether one way of reading the treaty carries all of it.

A position is carried by a combination of readings if, on the actor's own account, every answer comes out as
the actor gave it, and every word is read as the actor read it. Named interpretations are asked first. Where
none of them carries a set of positions, the search goes through all combinations of readings.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Final, TypeAlias

from casus_foederis.assessor import Assessor, Question
from casus_foederis.given import given_reading
from casus_foederis.leaves import LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import Position, Scenario
from casus_foederis.reach import Outlook

Way: TypeAlias = Mapping[str, frozenset[str]]  # term -> readings, any of which will do; others are free

MOST_CLASHES: Final = 12  # of one actor; of more, nobody reads them


@dataclass(frozen=True)
class Held:
    """A position that an actor held in one case. ``carriers`` are the named interpretations that carry it."""

    of: str
    scenario: str
    framing: str
    on: datetime.date
    position: Position
    carriers: tuple[str, ...]
    search: Callable[[], tuple[Way, ...]] = field(repr=False, compare=False)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """All combinations of readings that carry it; the search, which can take seconds, waits for it."""
        return self.search()

    def to_dict(self) -> dict[str, Any]:
        """Give the position as plain data."""
        return {
            "of": self.of,
            "scenario": self.scenario,
            "framing": self.framing,
            "on": self.on.isoformat(),
            "answers": dict(self.position.answers),
            "readings": {term: list(each) for term, each in self.position.readings.items()},
            "claims": list(self.position.claims),
            "carriers": list(self.carriers),
        }


@dataclass(frozen=True, slots=True)
class Clash:
    """A smallest set of one actor's positions that no named interpretation carries together.

    Any of them left out, one does. ``way`` is a combination of readings, without a name, that carries them
    all the same; ``None`` if there is none at all.
    """

    of: str
    positions: tuple[Held, ...]
    way: Way | None

    def to_dict(self) -> dict[str, Any]:
        """Give the clash as plain data."""
        way = None if self.way is None else {term: sorted(each) for term, each in self.way.items()}
        parts = [{"scenario": each.scenario, "framing": each.framing} for each in self.positions]
        return {"of": self.of, "positions": parts, "carried_by_readings": way}


def held_positions(assessor: Assessor, scenarios: Sequence[Scenario]) -> list[Held]:
    """List every position in scenarios, by actor and then by day, with what carries it."""
    found = [
        _held(assessor, scenario, id, framing.position)
        for scenario in scenarios
        for id, framing in scenario.framings.items()
        if framing.position is not None
    ]
    return sorted(found, key=lambda each: (each.of.casefold(), each.on, each.scenario, each.framing))


def clashes(held: Sequence[Held], interpretations: Iterable[str]) -> list[Clash]:
    """Find the smallest sets of one actor's positions that none of some interpretations carries together.

    Of positions that the same interpretations carry, the first stands for all; and of many sets, the smallest
    are given, `MOST_CLASHES` of one actor.
    """
    every = frozenset(interpretations)
    found: list[Clash] = []
    for actor in dict.fromkeys(each.of for each in held):
        first: dict[frozenset[str], Held] = {}
        for each in held:
            if each.of == actor:
                first.setdefault(every.difference(each.carriers), each)
        for cover in _smallest_covers(list(first), every):
            chosen = tuple(first[excluded] for excluded in cover)
            found.append(Clash(actor, chosen, _common_way(chosen)))
    return found


def _smallest_covers(
    excluded: Sequence[frozenset[str]], every: frozenset[str]
) -> list[tuple[frozenset[str], ...]]:
    """Find the smallest sets of positions that together exclude every interpretation, small ones first.

    A position stands here for the interpretations that do not carry it. No smallest set has more members than
    there are interpretations.
    """
    found: list[frozenset[frozenset[str]]] = []

    def extend(chosen: frozenset[frozenset[str]], left: frozenset[str], size: int) -> None:
        if len(found) >= MOST_CLASHES:
            return
        if not left:
            if len(chosen) == size and chosen not in found and all(_needed(each, chosen) for each in chosen):
                found.append(chosen)
        elif len(chosen) < size:
            wanted = min(left)
            for each in excluded:
                if wanted in each:
                    extend(chosen | {each}, left - each, size)

    for size in range(1, len(every) + 1):
        extend(frozenset(), every, size)
    order = {each: number for number, each in enumerate(excluded)}
    return [tuple(sorted(each, key=order.__getitem__)) for each in found]


def _needed(one: frozenset[str], chosen: frozenset[frozenset[str]]) -> bool:
    """Tell whether a position excludes an interpretation that no other of the chosen ones does."""
    return bool(one.difference(*(other for other in chosen if other != one)))


def _held(assessor: Assessor, scenario: Scenario, id: str, position: Position) -> Held:
    """Find which interpretations carry a position."""
    law = assessor.library.interpretations
    day = scenario.first_day(id)
    carriers = []
    for bundle in law.interpretations:
        assessment = assessor.assess(Question(scenario, id, bundle, day))
        read = all(assessment.readings[term] in each for term, each in position.readings.items())
        if read and all(assessment[rule].status == status for rule, status in position.answers.items()):
            carriers.append(bundle)
    search = partial(_ways, assessor, Question(scenario, id, law.default, day), position)
    return Held(position.of, scenario.id, id, day, position, tuple(carriers), search)


def _ways(assessor: Assessor, question: Question, position: Position) -> tuple[Way, ...]:
    return tuple(_Search(assessor, question).to(position))


class _Search:
    """Finds combinations of readings under which one account gets the answers that its holder gave."""

    def __init__(self, assessor: Assessor, question: Question) -> None:
        self.law = assessor.library.interpretations
        self.rulebook = assessor.rulebook(question.scenario.treaty)
        leaves = self.rulebook.leaves
        given = assessor.given(question)
        self.known = {id: each.value for id, each in given.items() if leaves[id].kind is not LeafKind.READING}
        self.about: dict[tuple[str, str], dict[str, Truth]] = {}  # a term as read -> its leaves
        for term, each in self.law.terms.items():
            own = [
                leaf for leaf in leaves.values() if leaf.kind is LeafKind.READING and leaf.about[0] == term
            ]
            for reading in each.readings:
                values = {leaf.id: given_reading(leaf, self.law, {term: reading}) for leaf in own}
                self.about[term, reading] = values

    def to(self, position: Position) -> list[Way]:
        """List the ways to a position."""
        ways: list[Way] = [{term: frozenset(each) for term, each in position.readings.items()}]
        for rule, status in position.answers.items():
            outlook = Outlook(self.rulebook, rule, self.known)
            terms = list(dict.fromkeys(self.rulebook.leaves[id].about[0] for id in outlook.open))
            wanted = Truth.of_status(status)
            ways = [found for way in ways for found in self._extend(outlook, wanted, way, terms, {})]
        return ways

    def _extend(
        self, outlook: Outlook, wanted: Truth, way: Way, terms: Sequence[str], chosen: Mapping[str, str]
    ) -> Iterator[Way]:
        """Choose a reading for one term after another, until the answer is settled."""
        leaves: dict[str, Truth] = {}
        for each in chosen.items():
            leaves |= self.about[each]
        possible = outlook.outcomes(leaves)
        if wanted not in possible:
            return
        if len(possible) == 1 or not terms:
            yield {**way, **{term: frozenset((reading,)) for term, reading in chosen.items()}}
            return
        term, rest = terms[0], terms[1:]
        every = self.law.terms[term].readings
        by_reading = {
            reading: list(self._extend(outlook, wanted, way, rest, {**chosen, term: reading}))
            for reading in every
            if reading in way.get(term, every)
        }
        for found in _merged(term, by_reading):
            yield found if len(found[term]) < len(every) else _without(found, term)


def _merged(term: str, by_reading: Mapping[str, Sequence[Way]]) -> Iterator[Way]:
    """Put ways together that differ in nothing but the reading of one term."""
    alike: dict[frozenset[tuple[str, frozenset[str]]], tuple[Way, set[str]]] = {}
    for reading, ways in by_reading.items():
        for way in ways:
            rest = _without(way, term)
            alike.setdefault(frozenset(rest.items()), (rest, set()))[1].add(reading)
    for rest, readings in alike.values():
        yield {**rest, term: frozenset(readings)}


def _without(way: Way, term: str) -> Way:
    return {other: readings for other, readings in way.items() if other != term}


def _common_way(held: Sequence[Held]) -> Way | None:
    """Find a combination of readings that carries several positions together."""
    ways: list[Way] = [{}]
    for each in held:
        joined = (_joined(way, other) for way in ways for other in each.ways)
        ways = list({frozenset(way.items()): way for way in joined if way is not None}.values())
    return ways[0] if ways else None


def _joined(one: Way, two: Way) -> Way | None:
    """Give the readings that two ways have in common; ``None`` if they have none of some term."""
    joined = {
        term: one.get(term, two.get(term, frozenset())) & two.get(term, one.get(term, frozenset()))
        for term in (*one, *two)
    }
    return joined if all(joined.values()) else None
