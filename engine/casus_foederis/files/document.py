"""A file that was read: its values with their places, and its text to quote from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any, Final, TypeVar

from casus_foederis.files.mending import in_quotes
from casus_foederis.phrases import say
from casus_foederis.problems import Excerpt, Place, Problem

MOST_ADVISED: Final = 200  # mistakes of a file for which it is worked out what was meant

_Known = TypeVar("_Known")
_LONGEST_STEP: Final = 60  # characters of a key that a path repeats
_KEY_STEP: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# Keys under which people write sentences.
_FREE_TEXT: Final = frozenset(
    (
        "title",
        "summary",
        "note",
        "holder",
        "organ",
        "actor",
        "says",
        "question",
        "paraphrase",
        "reason",
        "lesson",
    )
)
_CUT: Final = re.compile(r"\s+#[^\s#]")  # who means a comment writes a space behind the sign


@dataclass(slots=True)
class Node:
    """A value with its place. ``value`` is a scalar, a list of nodes, or a dict of nodes by key.

    ``width`` counts the characters that it takes on its line; ``end`` is the place behind it.
    """

    line: int
    column: int
    width: int = 1
    end: tuple[int, int] = (1, 1)
    value: Any = None
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    def scalars(self, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Node]]:
        """Yield every value that holds no others, with its path. Nesting is bounded when a file is read."""
        if isinstance(self.value, dict):
            for key, node in self.value.items():
                yield from node.scalars((*path, key))
        elif isinstance(self.value, list):
            for n, node in enumerate(self.value):
                yield from node.scalars((*path, n))
        else:
            yield path, self

    def plain(self) -> Any:
        """Give the value alone, without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


@dataclass(frozen=True)
class Document:
    """One file, read."""

    file: str
    text: Text
    root: Node
    duplicates: tuple[Problem, ...] = ()  # keys that stand twice
    advised: Iterator[int] = field(default_factory=count, repr=False, compare=False)

    @property
    def kind(self) -> Any:
        """What the file says it is; ``None`` if it does not say."""
        found = self.root.value.get("kind") if isinstance(self.root.value, dict) else None
        return found.value if found else None

    def place(self, path: tuple[str | int, ...], *, key: bool = False) -> Place:
        """Find where a path leads; steps that do not exist in the file are passed over.

        With ``key``, the place is that of the last key rather than of its value.
        """
        return self._find(path, key=key)[0]

    def problem(self, path: tuple[str | int, ...], code: str, *, key: bool = False, **values: str) -> Problem:
        """Word a problem at a path of this document."""
        place, width = self._find(path, key=key)
        excerpt = self.text.excerpt(place, width) if place.path != "$" else None
        return Problem(place, code, tuple(values.items()), excerpt)

    def advise(self, work_out: Callable[[str, _Known], str], word: str, known: _Known) -> str:
        """Work out what was meant; after hundreds of mistakes in one file, nobody reads it."""
        return work_out(word, known) if next(self.advised) < MOST_ADVISED else say("advice.later")

    def comments_in_text(self) -> Iterator[Problem]:
        """Find texts that a number sign cuts off: what stands behind it is a comment, and is lost."""
        for path, node in self.root.scalars():
            if not isinstance(node.value, str) or _FREE_TEXT.isdisjoint(path[-1:]):
                continue
            begins = self.text.lines[node.line - 1][node.column - 1 :]
            line, end = self.text.lines[node.end[0] - 1], node.end[1] - 1
            if begins[:1] not in tuple("'\"|>") and _CUT.match(line, end):
                place = Place(self.file, *node.end)
                mended = in_quotes(line) if node.end[0] == node.line else None
                values = (("mended", say("advice.as_in", mended=mended) if mended else ""),)
                width = len(line.rstrip()) - end
                yield Problem(place, "comment_in_text", values, self.text.excerpt(place, width))

    def steps(self, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        """Give those steps of a path that exist in the file."""
        node, found = self.root, []
        for step in path:
            inside = node.value
            if isinstance(inside, list) and isinstance(step, int) and step < len(inside):
                node = inside[step]
            elif isinstance(inside, dict) and step in inside:
                node = inside[str(step)]
            else:
                continue
            found.append(step)
        return tuple(found)

    def _find(self, path: tuple[str | int, ...], *, key: bool) -> tuple[Place, int]:
        """Find the place to which a path leads, and the width of what stands there."""
        node, words = self.root, "$"
        at_key: tuple[int, int, int] | None = None
        for step in self.steps(path):
            if isinstance(step, int):
                words += f"[{step}]"
                node, at_key = node.value[step], None
            else:
                shown = step if len(step) <= _LONGEST_STEP else step[:_LONGEST_STEP] + "…"
                words += f".{step}" if _KEY_STEP.fullmatch(shown) else f"['{shown}']"
                at_key = (*node.keys[step], len(step))
                node = node.value[step]
        line, column, width = at_key if key and at_key else (node.line, node.column, node.width)
        return Place(self.file, line, column, words), width


_LONGEST_EXCERPT: Final = 100  # characters


@dataclass(frozen=True)
class Text:
    """The text of a file, to quote from, and the bytes that it was."""

    whole: str
    raw: bytes

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, as editors count them."""
        return split_lines(self.whole)

    def excerpt(self, place: Place, width: int = 1) -> Excerpt | None:
        """Quote the line of a place; of a long line, what is around the place."""
        if place.line > len(self.lines) or not self.lines[place.line - 1].strip():
            return None
        line, start = self.lines[place.line - 1], place.column - 1
        begin = 0 if start + width <= _LONGEST_EXCERPT else max(0, start - _LONGEST_EXCERPT // 4)
        end = begin + _LONGEST_EXCERPT
        before, after = "…" * (begin > 0), "…" * (end < len(line))
        shown = before + line[begin:end] + after
        start += len(before) - begin
        return Excerpt(shown, start, max(1, min(width, len(shown) - start)))


def split_lines(text: str) -> list[str]:
    """Split a text into lines, as editors count them, and not as Python does."""
    return re.split(r"\r\n|\r|\n", text)
