"""Where each claim is used: for an answer of an account, for what was done, in a conflict, in the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.base import Attested
from casus_foederis.model.evidence import Claim, Conflict
from casus_foederis.model.interpretation import Cell
from casus_foederis.model.scenario import RECORD, Scenario
from casus_foederis.problems import UsageError


@dataclass(frozen=True, slots=True)
class Citation:
    """One use of a claim.

    ``kind`` is ``fact``, ``position``, ``practice`` or ``background``, and ``where`` then a scenario; or it
    is ``conflict`` or ``law``, and ``where`` the id of what rests on the claim. ``framing``, ``fact`` and
    ``answer`` are those of a fact; a position has a framing too.
    """

    kind: str
    where: str
    framing: str | None = None
    fact: str | None = None
    answer: Truth | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the citation as plain data."""
        return {
            "kind": self.kind,
            "where": self.where,
            "framing": self.framing,
            "fact": self.fact,
            "answer": self.answer.value if self.answer is not None else None,
        }


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim with its id and every use of it."""

    id: str
    claim: Claim
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the claim as plain data."""
        said = self.claim.model_dump(mode="json")
        return {"id": self.id, **said, "citations": [each.to_dict() for each in self.citations]}


def cited_claims(library: Library, name: str | None = None) -> list[CitedClaim]:
    """List claims with their uses: all of them, or those of a scenario or a fact, or the one of that id.

    Of a fact, these are the claims that support or deny it, and those that are cited for it. Raises
    `UsageError` for a name that is none of the three.
    """
    uses = citations(library)
    found = [CitedClaim(id, claim, tuple(uses.get(id, ()))) for id, claim in library.claims.items()]
    if name is None:
        return found
    if name in library.claims:
        return [each for each in found if each.id == name]
    if name in library.scenarios:
        return [each for each in found if any(use.where == name for use in each.citations)]
    if name in library.vocabulary.facts:
        return [each for each in found if _bears_on(each, name)]
    known = [*library.scenarios, *library.vocabulary.facts, *library.claims]
    raise UsageError("unknown_evidence", id=name, advice=nearest(name, known))


def found_conflicts(library: Library, name: str | None = None) -> Mapping[str, Conflict]:
    """List conflicts: all of them, the one of an id, or those that a claim behind a scenario is part of.

    Raises `UsageError` for a name that is neither.
    """
    if name is None:
        return library.conflicts
    if name in library.conflicts:
        return {name: library.conflicts[name]}
    if name in library.scenarios:
        behind = {claim for claim, _ in of_scenario(library.scenarios[name])}
        return {
            id: each
            for id, each in library.conflicts.items()
            if any(behind.intersection(side.claims) for side in each.sides)
        }
    advice = nearest(name, [*library.conflicts, *library.scenarios])
    raise UsageError("unknown_conflict", id=name, advice=advice)


def _bears_on(each: CitedClaim, fact: str) -> bool:
    said = {*each.claim.supports, *each.claim.denies}
    return fact in said or any(use.fact == fact for use in each.citations)


def citations(library: Library) -> Mapping[str, Sequence[Citation]]:
    """Find every use of every claim: claim -> its uses, by scenarios first, then conflicts, then the law."""
    found: dict[str, list[Citation]] = {}
    for claim, citation in _all(library):
        if citation not in found.setdefault(claim, []):
            found[claim].append(citation)
    return found


def _all(library: Library) -> Iterator[tuple[str, Citation]]:
    for scenario in library.scenarios.values():
        yield from of_scenario(scenario)
    for id, conflict in library.conflicts.items():
        for side in conflict.sides:
            yield from ((claim, Citation("conflict", id)) for claim in side.claims)
    for where, part in _law(library):
        yield from ((claim, Citation("law", where)) for claim in part.claims)


def of_scenario(scenario: Scenario) -> Iterator[tuple[str, Citation]]:
    """Find every use of a claim in one scenario."""
    parts = {RECORD: scenario.record} | {id: each.facts for id, each in scenario.framings.items()}
    for framing, facts in parts.items():
        for fact, answers in facts.items():
            for answer in answers:
                use = Citation("fact", scenario.id, framing, fact, answer.value)
                yield from ((claim, use) for claim in answer.claims)
    for id, each in scenario.framings.items():
        held = each.position.claims if each.position else ()
        yield from ((claim, Citation("position", scenario.id, id)) for claim in held)
    practice = scenario.practice.claims if scenario.practice else ()
    yield from ((claim, Citation("practice", scenario.id)) for claim in practice)
    yield from ((claim, Citation("background", scenario.id)) for claim in scenario.background)


def _law(library: Library) -> Iterator[tuple[str, Attested | Cell]]:
    """Yield every part of the law that can rest on claims, with the id under which it is worded."""
    law = library.interpretations
    for id, term in law.terms.items():
        yield from ((f"reading.{id}.{name}", reading) for name, reading in term.readings.items())
    for id, interpretation in law.interpretations.items():
        yield from ((f"interpretation.{id}", cell) for cell in interpretation.readings.values())
    for treaty in library.treaties.values():
        for name, instrument in treaty.instruments.items():
            yield from ((f"text.{id}", text) for id, text in instrument.texts.items())
            for spell in instrument.spells:
                where = f"party.{name}"
                yield from ((where, part) for part in (spell, *spell.contested))
