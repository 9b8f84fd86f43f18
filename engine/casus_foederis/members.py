"""Who is bound, and when: the standing of States towards a treaty."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.files.library import Library
from casus_foederis.model.base import Confidence
from casus_foederis.model.states import state_code, state_name, state_names
from casus_foederis.model.treaty import Spell, Standing
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError


@dataclass(frozen=True)
class Position:
    """How a State stands on one day, and why. Without a source, it follows from there being no instrument."""

    on: datetime.date
    status: Standing
    reason: str
    source: str | None = None
    confidence: Confidence | None = None
    note: str | None = None


@dataclass(frozen=True)
class Membership:
    """The standing of one State towards a treaty: its spells in order, and, if asked, that on a day."""

    treaty: str
    state: str
    spells: tuple[Spell, ...]
    position: Position | None

    def to_dict(self) -> dict[str, Any]:
        """Give the membership as plain data."""
        data: dict[str, Any] = {"treaty": self.treaty, "state": self.state, "name": state_name(self.state)}
        if (position := self.position) is not None:
            data |= {
                "on": position.on.isoformat(),
                "status": position.status.value,
                "reason": position.reason,
                "source": position.source,
                "confidence": position.confidence.value if position.confidence else None,
                "note": position.note,
            }
        data["spells"] = [_spell(spell) for spell in self.spells]
        return data


def membership(library: Library, treaty: str, state: str, on: datetime.date | None = None) -> Membership:
    """Look up one State. Raises `UsageError` for a treaty or a State that does not exist."""
    instrument = library.treaty(treaty).instrument
    code = state_code(state)
    if code is None:
        raise UsageError("unknown_state", id=state, advice=nearest(state, state_names()))
    spells = sorted(
        (spell for spell in instrument.spells if code in spell.states),
        key=lambda spell: spell.since or datetime.date.min,
    )
    position = None if on is None else _position(instrument.spell_on(code, on), on, known=bool(spells))
    return Membership(treaty, code, tuple(spells), position)


def _position(spell: Spell | None, on: datetime.date, *, known: bool) -> Position:
    if spell is None:
        return Position(on, Standing.NOT_PARTY, say("members.outside" if known else "members.never"))
    return Position(on, spell.standing, spell.reason, spell.source, spell.confidence, spell.note)


def memberships(library: Library, treaty: str, on: datetime.date | None = None) -> list[Membership]:
    """Look up every State that was ever connected with a treaty, by name."""
    states = library.treaty(treaty).instrument.states
    return [membership(library, treaty, state, on) for state in sorted(states, key=state_name)]


def _spell(spell: Spell) -> dict[str, Any]:
    return {
        "since": spell.since.isoformat() if spell.since else None,
        "until": spell.until.isoformat() if spell.until else None,
        "status": spell.standing.value,
        "reason": spell.reason,
        "source": spell.source,
        "confidence": spell.confidence.value,
        "note": spell.note,
    }
