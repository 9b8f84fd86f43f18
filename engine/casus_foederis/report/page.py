"""A page: what is to be shown, apart from how. Builders make pages, renderers print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from casus_foederis.logic import Truth


class Tone(StrEnum):
    """What a stretch of text is, for the renderer to set apart."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    ID = "id"
    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the page's own."""

    line: Line
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of a tree, and what hangs from it."""

    line: Line
    parts: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """Nested lines."""

    branches: tuple[Branch, ...]


Row: TypeAlias = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Groups of rows under column heads. ``narrow`` columns hold a symbol or a date each.

    The rows of a ``roomy`` table leave room to write in, by hand.
    """

    head: Row
    groups: tuple[tuple[Row, ...], ...]
    narrow: frozenset[int] = frozenset()
    roomy: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(row for group in self.groups for row in group)


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write in, by hand."""

    lines: int


Block: TypeAlias = Heading | Paragraph | Tree | Table | Blank
Page: TypeAlias = tuple[Block, ...]

SYMBOLS = {Truth.TRUE: "✔", Truth.FALSE: "✘", Truth.UNKNOWN: "?"}


def line(*parts: Span | str) -> Line:
    """Make a line of spans and plain strings."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def symbol(status: Truth) -> Span:
    """Show a status by a symbol; colour only adds to it."""
    return Span(SYMBOLS[status], Tone(status.status))


def table(rows: Iterable[Row], head: Iterable[str] = ()) -> Table:
    """Make a table of one group."""
    return Table(tuple(line(each) for each in head), (tuple(rows),))


def joined(lines: Iterable[Line], separator: str) -> Line:
    """Put lines one after another with a separator in between."""
    spans: list[Span] = []
    for each in lines:
        if spans:
            spans.append(Span(separator))
        spans.extend(each)
    return tuple(spans)
