"""Changes, as pages show them: what would be otherwise, from what to what."""

from __future__ import annotations

from collections.abc import Sequence

from casus_foederis.changes.changesets import Part
from casus_foederis.changes.levers import NO_TEXT, Change, LeverKind
from casus_foederis.logic import Truth
from casus_foederis.model.treaty import Standing
from casus_foederis.phrases import say
from casus_foederis.report.page import Branch, Line, Span, Tone, joined, line
from casus_foederis.report.words import Words, ident, muted


def change_line(words: Words, change: Change) -> Line:
    """Say what would be otherwise; a dagger marks what nobody denies."""
    before, to = place(words, change), target(words, change)
    dagger = muted(f" {say('change.settled')}") if change.settled else ""
    return line(name(words, change), " ", ident(change.id), f": {before} → ", to, dagger)


def part_line(words: Words, part: Part) -> Line:
    """Say what every set changes in a part of the case: one thing, or one of several."""
    each = (line(name(words, change), ": ", target(words, change)) for change in part.changes)
    return joined(each, say("words.or"))


def name(words: Words, change: Change) -> str:
    """Name what a change is about."""
    match change.lever:
        case LeverKind.READING:
            return say("change.reading", term=words.term(change.id))
        case LeverKind.TEXT:
            if change.id == words.treaty.id:
                return say("change.text")
            return say("change.text_of", instrument=words.treaty.instruments[change.id].title)
        case _:
            return words.title(change.id)


def target(words: Words, change: Change) -> Span:
    """Say where a lever would stand."""
    return Span(_place(words, change.lever, change.id, change.to), Tone.STRONG)


def place(words: Words, change: Change) -> str:
    """Say where a lever stands."""
    return _place(words, change.lever, change.id, change.before)


def _place(words: Words, kind: LeverKind, id: str, where: str) -> str:
    match kind:
        case LeverKind.FACT:
            return say(f"fact.{Truth(where).status}")
        case LeverKind.READING:
            return words.reading(id, where)
        case LeverKind.TEXT:
            return words.text(where) if where != NO_TEXT else say("text.none")
        case LeverKind.STATUS:
            return say(f"fact.{Standing(where).truth.status}")


def change_set(words: Words, changes: Sequence[Change], *head: Span) -> Branch:
    """Show a set of changes, behind a head if there is one; a single change takes one line."""
    if len(changes) == 1:
        return Branch(line(*head, *change_line(words, changes[0])))
    count = say("change.together", count=str(len(changes)))
    return Branch(line(*head, muted(count)), tuple(Branch(change_line(words, each)) for each in changes))
