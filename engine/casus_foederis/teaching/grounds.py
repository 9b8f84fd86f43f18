"""Grounds: what can be said in a debate about a case.

An answer of fact is one that an account has given, and rests on claims. A reading is one that the holder of
an interpretation held, or that follows from what the holder did; or one that exists, and that nobody is known
to have held.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from casus_foederis.changes.levers import LeverKind
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.interpretation import Basis
from casus_foederis.model.scenario import RECORD, Facts, Scenario


@dataclass(frozen=True, slots=True)
class Point:
    """Something on which sides can differ: a fact, or a term."""

    kind: LeverKind
    id: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who takes a place: an account of the case, or an interpretation.

    ``claims`` are those that this rests on, those first that say just that. ``inferred`` tells that nobody
    said it, and that it follows from what was said or done.
    """

    holder: str
    claims: tuple[str, ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """A place on a point, and who takes it: of a fact ``true`` or ``false``, of a term a reading.

    A reading without voices is one that nobody is known here to have held.
    """

    point: Point
    place: str
    voices: tuple[Voice, ...]

    @property
    def in_terms(self) -> bool:
        """Whether somebody said so."""
        return not all(voice.inferred for voice in self.voices)

    def to_dict(self) -> dict[str, Any]:
        """Give the ground as plain data."""
        return {
            "lever": self.point.kind.value,
            "id": self.point.id,
            "to": self.place,
            "voices": [
                {"holder": each.holder, "claims": list(each.claims), "inferred": each.inferred}
                for each in self.voices
            ],
        }


def grounds(
    library: Library, scenario: Scenario, on: datetime.date, points: Collection[Point]
) -> tuple[Ground, ...]:
    """List what can be said on a day about some points: facts, then readings, each in their usual order.

    Accounts given later than that day do not count, nor do claims made later in accounts without a day.
    """
    facts = (Point(LeverKind.FACT, fact) for fact in library.vocabulary.facts)
    terms = (Point(LeverKind.READING, term) for term in library.interpretations.terms)
    answers = (each for point in facts if point in points for each in _answers(library, scenario, on, point))
    readings = (each for point in terms if point in points for each in _readings(library, point))
    return (*answers, *readings)


def _answers(library: Library, scenario: Scenario, on: datetime.date, point: Point) -> Iterator[Ground]:
    for truth in (Truth.TRUE, Truth.FALSE):
        voices: list[Voice] = []
        for holder, facts in _told(scenario, on):
            said = next((each for each in facts.get(point.id, ()) if each.covers(on)), None)
            if said is None or said.value is not truth:
                continue
            claims = [each for each in said.claims if holder == RECORD or _was_made(library, each, on)]
            in_terms = [each for each in claims if point.id in _says(library, each, truth)]
            if claims or scenario.kind == "hypothetical":
                ordered = tuple(dict.fromkeys((*in_terms, *claims)))
                inferred = said.is_inferred or (bool(claims) and not in_terms)
                voices.append(Voice(holder, ordered, inferred))
        if voices:
            yield Ground(point, truth.value, tuple(voices))


def _told(scenario: Scenario, on: datetime.date) -> Iterator[tuple[str, Facts]]:
    """Give what the record says, and what accounts say that were given by a day."""
    yield RECORD, scenario.record
    for id, framing in scenario.framings.items():
        if framing.said is None or framing.said <= on:
            yield id, framing.facts


def _was_made(library: Library, claim: str, on: datetime.date) -> bool:
    """Tell whether a claim may have been made by a day, as far as its date is known."""
    date = library.claims[claim].date
    return date is None or f"{date}-01-01"[: len("2022-01-01")] <= on.isoformat()


def _says(library: Library, claim: str, truth: Truth) -> tuple[str, ...]:
    found = library.claims[claim]
    return found.supports if truth is Truth.TRUE else found.denies


def _readings(library: Library, point: Point) -> Iterator[Ground]:
    law = library.interpretations
    cells = {id: law.cells(id)[point.id] for id, each in law.interpretations.items() if not each.unheld}
    for reading in law.terms[point.id].readings:
        voices = tuple(
            Voice(id, each.claims, each.basis is Basis.INFERRED)
            for id, each in cells.items()
            if each.reading == reading and each.basis is not Basis.FILLED
        )
        yield Ground(point, reading, voices)
