"""The page of memberships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus_foederis.files.library import Library
from casus_foederis.members import Membership, Position
from casus_foederis.model.states import state_name
from casus_foederis.model.treaty import Spell, Standing
from casus_foederis.phrases import say, wording
from casus_foederis.report.page import (
    Block,
    Branch,
    Heading,
    Line,
    Page,
    Span,
    Tone,
    Tree,
    line,
    symbol,
    table,
)
from casus_foederis.report.words import ident, muted


def membership_page(library: Library, treaty: str, found: Sequence[Membership]) -> Page:
    """Build the page: on a day, a line for each State; otherwise the spells of each."""
    title = Heading(line(say("members.title", treaty=library.treaty(treaty).instrument.title)), level=1)
    positions = [(each.state, each.position) for each in found if each.position is not None]
    return (title, *(_on_a_day(positions) if positions else _through_time(found)))


def _on_a_day(positions: Sequence[tuple[str, Position]]) -> Iterator[Block]:
    yield Heading(line(say("members.on", on=positions[0][1].on.isoformat())))
    heads = [say(f"members.{head}") for head in ("state", "standing", "reason", "source")]
    rows = (
        (
            line(symbol(position.status.truth)),
            line(_name(state), " ", ident(state)),
            _standing(position.status),
            line(position.reason),
            line(muted(position.source or "")),
        )
        for state, position in positions
    )
    yield table(rows, ["", *heads])


def _through_time(found: Sequence[Membership]) -> Iterator[Block]:
    for each in found:
        yield Heading(line(_name(each.state), " ", ident(each.state)))
        yield Tree(tuple(_spell(spell) for spell in each.spells))
        if not each.spells:
            yield Tree((Branch(line(say("members.never"))),))


def _spell(spell: Spell) -> Branch:
    since = spell.since.isoformat() if spell.since else ""
    until = spell.until.isoformat() if spell.until else ""
    source = say("members.cited", source=spell.source, confidence=say(f"confidence.{spell.confidence}"))
    parts = [Branch(line(muted(source)))]
    if spell.note:
        parts.append(Branch(line(muted(say("explain.note", note=spell.note)))))
    head = line(
        symbol(spell.standing.truth), f" {since} … {until}  ", *_standing(spell.standing), f". {spell.reason}"
    )
    return Branch(head, tuple(parts))


def _standing(standing: Standing) -> Line:
    return line(Span(say(f"standing.{standing}"), Tone(standing.truth.status)))


def _name(state: str) -> str:
    return wording(f"state.{state}", "title", state_name(state))
