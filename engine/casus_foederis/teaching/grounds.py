"""Grounds: what can be said in a debate about a case.

An answer of fact is one that an account has given, and rests on claims. A reading is one that the holder of
an interpretation held, or that follows from what the holder did; or one that exists, and that nobody is known
to have held.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from casus_foederis.changes.levers import LeverKind
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.interpretation import Basis
from casus_foederis.model.scenario import RECORD, Scenario


@dataclass(frozen=True, slots=True)
class Point:
    """Something on which sides can differ: a fact, or a term."""

    kind: LeverKind
    id: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A place on a point, and who takes it: of a fact ``true`` or ``false``, of a term a reading.

    ``holders`` are accounts of the case, or interpretations. ``claims`` are those that it rests on, and those
    first that say just that; ``in_terms`` tells whether somebody says so, or it is inferred. A reading
    without holders is one that nobody is known to have held.
    """

    point: Point
    place: str
    holders: tuple[str, ...]
    claims: tuple[str, ...] = ()
    in_terms: bool = True


def grounds(
    library: Library, scenario: Scenario, on: datetime.date, points: Collection[Point]
) -> tuple[Ground, ...]:
    """List what can be said on a day about some points: facts, then readings, each in their usual order.

    Accounts given later than that day do not count.
    """
    facts = (Point(LeverKind.FACT, fact) for fact in library.vocabulary.facts)
    terms = (Point(LeverKind.READING, term) for term in library.interpretations.terms)
    answers = (each for point in facts if point in points for each in _answers(library, scenario, on, point))
    readings = (each for point in terms if point in points for each in _readings(library, point))
    return (*answers, *readings)


def _answers(library: Library, scenario: Scenario, on: datetime.date, point: Point) -> Iterator[Ground]:
    said = {RECORD: scenario.record} | {
        id: framing.facts
        for id, framing in scenario.framings.items()
        if framing.said is None or framing.said <= on
    }
    for truth in (Truth.TRUE, Truth.FALSE):
        holders: list[str] = []
        claims: dict[str, None] = {}
        for id, facts in said.items():
            held = next((each for each in facts.get(point.id, ()) if each.covers(on)), None)
            if held is not None and held.value is truth and (held.claims or scenario.kind == "hypothetical"):
                holders.append(id)
                claims |= dict.fromkeys(held.claims)
        if holders:
            in_terms = [each for each in claims if point.id in _says(library, each, truth)]
            ordered = tuple(dict.fromkeys((*in_terms, *claims)))
            yield Ground(point, truth.value, tuple(holders), ordered, bool(in_terms) or not claims)


def _says(library: Library, claim: str, truth: Truth) -> tuple[str, ...]:
    found = library.claims[claim]
    return found.supports if truth is Truth.TRUE else found.denies


def _readings(library: Library, point: Point) -> Iterator[Ground]:
    law = library.interpretations
    cells = {id: law.cells(id)[point.id] for id in law.interpretations}
    for reading in law.terms[point.id].readings:
        own = {
            id: each
            for id, each in cells.items()
            if each.reading == reading and each.basis is not Basis.FILLED
        }
        claims = tuple(dict.fromkeys(claim for each in own.values() for claim in each.claims))
        in_terms = any(each.basis is Basis.HELD for each in own.values())
        yield Ground(point, reading, tuple(own), claims, in_terms)
