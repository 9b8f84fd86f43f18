"""The page of memberships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus_foederis.files.library import Library
from casus_foederis.meanings import cited
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
    """Build the page: on a day, a line for each State, or all about the one; otherwise the spells of each."""
    title = Heading(line(say("members.title", treaty=library.treaty(treaty).instrument.title)), level=1)
    positions = [(each.state, each.position) for each in found if each.position is not None]
    if len(positions) == 1:
        return (title, *_on_a_day(found[0], positions[0][1]))
    return (title, *(_all_on_a_day(positions) if positions else _through_time(found)))


def _on_a_day(found: Membership, position: Position) -> Iterator[Block]:
    on = say("members.on", on=position.on.isoformat())
    yield Heading(line(_name(found.state), " ", ident(found.state), f". {on}"))
    yield Tree((_position(position),))
    if found.others:
        yield Heading(line(say("members.others")))
        yield Tree(tuple(_position(each, each.title) for each in found.others))


def _position(position: Position, title: str = "") -> Branch:
    head = line(
        symbol(position.status.truth),
        f" {title}: " if title else " ",
        *_standing(position.status),
        f". {position.reason}",
    )
    return Branch(head, _cited(position.spell) if position.spell else ())


def _all_on_a_day(positions: Sequence[tuple[str, Position]]) -> Iterator[Block]:
    yield Heading(line(say("members.on", on=positions[0][1].on.isoformat())))
    heads = [say(f"members.{head}") for head in ("state", "standing", "reason", "source")]
    rows = (
        (
            line(symbol(position.status.truth)),
            line(_name(state), " ", ident(state)),
            _standing(position.status),
            line(position.reason),
            line(muted(position.spell.source if position.spell else "")),
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
    head = line(
        symbol(spell.standing.truth), f" {since} … {until}  ", *_standing(spell.standing), f". {spell.reason}"
    )
    return Branch(head, _cited(spell))


def _cited(spell: Spell) -> tuple[Branch, ...]:
    """Give the source of a spell, what a careful reader should know, and the dates that others give."""
    texts = [cited(spell)]
    if spell.note:
        texts.append(say("explain.note", note=spell.note))
    texts += [
        say(f"members.contested_{each.of}", date=each.date.isoformat(), source=cited(each))
        for each in spell.contested
    ]
    return tuple(Branch(line(muted(text))) for text in texts)


def _standing(standing: Standing) -> Line:
    return line(Span(say(f"standing.{standing}"), Tone(standing.truth.status)))


def _name(state: str) -> str:
    return wording(f"state.{state}", "title", state_name(state))
