"""Who is bound, and when: the standing of States towards a treaty."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.files.library import Library
from casus_foederis.model.states import state_code, state_name, state_names
from casus_foederis.model.treaty import Instrument, Spell, Standing
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError


@dataclass(frozen=True)
class Position:
    """How a State stands to an instrument on one day, and why; without a spell, no instrument bound it."""

    instrument: str
    title: str
    on: datetime.date
    spell: Spell | None
    reason: str

    @property
    def status(self) -> Standing:
        """Whether the State is a party."""
        return self.spell.standing if self.spell else Standing.NOT_PARTY

    def to_dict(self) -> dict[str, Any]:
        """Give the position as plain data."""
        data: dict[str, Any] = {"on": self.on.isoformat(), "status": self.status.value, "reason": self.reason}
        if self.spell is None:
            return data | {"source": None, "confidence": None, "note": None, "contested": []}
        found = _spell(self.spell)
        return data | {name: found[name] for name in ("source", "confidence", "note", "contested")}


@dataclass(frozen=True)
class Membership:
    """The standing of one State towards a treaty: its spells in order, and, if asked, that on a day.

    ``others`` holds its positions, on that day, towards the instruments that stand around the treaty.
    """

    treaty: str
    state: str
    spells: tuple[Spell, ...]
    position: Position | None
    others: tuple[Position, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the membership as plain data."""
        data: dict[str, Any] = {"treaty": self.treaty, "state": self.state, "name": state_name(self.state)}
        if self.position is not None:
            data |= self.position.to_dict()
            data["instruments"] = {
                each.instrument: {"title": each.title, **each.to_dict()} for each in self.others
            }
        data["spells"] = [_spell(spell) for spell in self.spells]
        return data


def membership(library: Library, treaty: str, state: str, on: datetime.date | None = None) -> Membership:
    """Look up one State. Raises `UsageError` for a treaty or a State that does not exist."""
    found = library.treaty(treaty)
    code = state_code(state)
    if code is None:
        raise UsageError("unknown_state", id=state, advice=nearest(state, state_names()))
    spells = _spells(found.instrument, code)
    if on is None:
        return Membership(treaty, code, spells, None)
    positions = [_position(id, each, code, on) for id, each in found.instruments.items()]
    own = next(each for each in positions if each.instrument == treaty)
    return Membership(treaty, code, spells, own, tuple(each for each in positions if each is not own))


def memberships(library: Library, treaty: str, on: datetime.date | None = None) -> list[Membership]:
    """Look up every State that was ever connected with a treaty, by name."""
    states = library.treaty(treaty).instrument.states
    return [membership(library, treaty, state, on) for state in sorted(states, key=state_name)]


def _spells(instrument: Instrument, state: str) -> tuple[Spell, ...]:
    """List the spells of a State in the order of their days."""
    spells = (spell for spell in instrument.spells if state in spell.states)
    return tuple(sorted(spells, key=lambda spell: spell.since or datetime.date.min))


def _position(id: str, instrument: Instrument, state: str, on: datetime.date) -> Position:
    spell = instrument.spell_on(state, on)
    if spell is not None:
        return Position(id, instrument.title, on, spell, spell.reason)
    known = bool(_spells(instrument, state))
    return Position(id, instrument.title, on, None, say("members.outside" if known else "members.never"))


def _spell(spell: Spell) -> dict[str, Any]:
    return {
        "since": spell.since.isoformat() if spell.since else None,
        "until": spell.until.isoformat() if spell.until else None,
        "status": spell.standing.value,
        "reason": spell.reason,
        "source": spell.source,
        "confidence": spell.confidence.value,
        "claims": list(spell.claims),
        "note": spell.note,
        "contested": [
            {
                "of": each.of,
                "date": each.date.isoformat(),
                "source": each.source,
                "confidence": each.confidence.value,
                "claims": list(each.claims),
                "note": each.note,
            }
            for each in spell.contested
        ],
    }
