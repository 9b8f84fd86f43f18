"""YAML text -> plain values, each with its place.

The parser's events are built into nodes here rather than by a YAML constructor, for three reasons: every
value keeps its line and column; scalars are read by YAML 1.2, where ``on`` and ``no`` are words and not
truth values; and what a data file has no need of (aliases, tags, several documents, endless nesting) is an
error before it can do harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from casus_foederis.problems import MOST_SHOWN, InputError, Place, Problem

LARGEST_FILE: Final = 1_000_000  # bytes; the largest bundled file is a thirtieth of this
DEEPEST_NESTING: Final = 50

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY_STEP = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# What YAML does not allow, and the three line breaks of older YAML, which editors do not count as such.
_FORBIDDEN = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}(\.[0-9]{1,18})?")


@dataclass(slots=True)
class Node:
    """A value with its place. ``value`` is a scalar, a list of nodes, or a dict of nodes by key."""

    line: int
    column: int
    value: Any = None
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    def plain(self) -> Any:
        """Give the value alone, without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read."""

    file: str
    root: Node
    raw: bytes

    @property
    def kind(self) -> Any:
        """What the file says it is; ``None`` if it does not say."""
        return (
            self.root.value["kind"].value
            if isinstance(self.root.value, dict) and "kind" in self.root.value
            else None
        )

    def place(self, path: tuple[str | int, ...], *, key: bool = False) -> Place:
        """Find where a path leads; steps that do not exist in the file are passed over.

        With ``key``, the place is that of the last key rather than of its value.
        """
        node, words = self.root, "$"
        line, column = node.line, node.column
        for step in path:
            if isinstance(node.value, dict) and step in node.value:
                words += f".{step}" if _KEY_STEP.fullmatch(str(step)) else f"['{step}']"
                line, column = node.keys[str(step)]
                node = node.value[step]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                words += f"[{step}]"
                node = node.value[step]
                line, column = node.line, node.column
        if not key and node is not self.root:
            line, column = node.line, node.column
        return Place(self.file, line, column, words)

    def problem(self, path: tuple[str | int, ...], code: str, *, key: bool = False, **values: str) -> Problem:
        """Word a problem at a path of this document."""
        return Problem(self.place(path, key=key), code, tuple(values.items()))


def read_document(path: Path, name: str | None = None) -> Document:
    """Read one YAML file. Raises `InputError` with the place of whatever is wrong."""
    file = name or str(path)
    try:
        if not path.is_file():
            raise _error(file, "not_a_file" if path.exists() else "missing_file")
        if path.stat().st_size > LARGEST_FILE:
            raise _error(file, "too_large", limit=str(LARGEST_FILE))
        raw = path.read_bytes()
    except OSError as error:
        raise _error(file, "unreadable", reason=error.strerror or type(error).__name__) from error
    return parse_document(raw, file)


def parse_document(raw: bytes, file: str) -> Document:
    """Read YAML from bytes. Raises `InputError` with the place of whatever is wrong."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _error(file, "not_utf8", *_end(raw[: error.start].decode("utf-8-sig"))) from error
    if (found := _FORBIDDEN.search(text)) is not None:
        character = f"U+{ord(found[0]):04X}"
        raise _error(file, "character", *_end(text[: found.start()]), character=character)
    try:
        root = _Builder(file).build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = _at(mark) if mark else (1, 1)
        raise _error(file, "yaml", line, column, reason=error.problem or error.context or "") from error
    if root is None:
        raise _error(file, "empty")
    return Document(file, root, raw)


def _end(text: str) -> tuple[int, int]:
    """Give the line and column just after a text."""
    lines = re.split(r"\r\n|\r|\n", text)
    return len(lines), len(lines[-1]) + 1


def _at(mark: Any) -> tuple[int, int]:
    """Give the line and column of a mark of the parser, both from 1."""
    return mark.line + 1, mark.column + 1


def _error(file: str, code: str, line: int = 1, column: int = 1, /, **values: str) -> InputError:
    return InputError([Problem(Place(file, line, column), code, tuple(values.items()))])


class _Builder:
    """Builds nodes from parser events, without recursion, so that no nesting can exhaust the stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.open: list[tuple[Node, str | None]] = []  # a container, and the key that awaits its value
        self.duplicates: list[Problem] = []

    def build(self, events: Iterator[Any]) -> Node | None:
        """Build the tree of one document; ``None`` for an empty file."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise self.error("several_documents", event)
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.open.pop()
            elif isinstance(event, yaml.NodeEvent):
                self.add(event)
        if self.duplicates:
            raise InputError(self.duplicates)
        return self.root

    def add(self, event: Any) -> None:
        """Add a scalar, or open a container."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self.error("alias", event)
        if event.tag is not None and event.tag != "!":
            raise self.error("tag", event, tag=event.tag)
        scalar = isinstance(event, yaml.ScalarEvent)
        node = Node(*_at(event.start_mark))
        node.value = _scalar(event) if scalar else {} if isinstance(event, yaml.MappingStartEvent) else []
        if not self.open:
            self.root = node
        elif self.awaits_key():
            if not scalar:
                raise self.error("key_not_word", event)
            self.add_key(event)
            return
        else:
            parent, key = self.open[-1]
            if key is None:
                parent.value.append(node)
            else:
                parent.value.setdefault(key, node)
                self.open[-1] = (parent, None)
        if not scalar:
            if len(self.open) >= DEEPEST_NESTING:
                raise self.error("too_deep", event, limit=str(DEEPEST_NESTING))
            self.open.append((node, None))

    def awaits_key(self) -> bool:
        """Tell whether the next node is a key."""
        parent, key = self.open[-1]
        return isinstance(parent.value, dict) and key is None

    def add_key(self, event: Any) -> None:
        """Take a key, and note it if it stood there before."""
        parent, key = self.open[-1][0], event.value
        if key in parent.keys:
            place = Place(self.file, *_at(event.start_mark))
            values = (("key", key), ("line", str(parent.keys[key][0])))
            self.duplicates.append(Problem(place, "duplicate_key", values))
            if len(self.duplicates) == MOST_SHOWN:
                raise InputError(self.duplicates)
        parent.keys.setdefault(key, _at(event.start_mark))
        self.open[-1] = (parent, key)

    def error(self, code: str, event: Any, /, **values: str) -> InputError:
        """Word a problem at an event, together with those found before."""
        found = _error(self.file, code, *_at(event.start_mark), **values)
        return InputError([*self.duplicates, *found.problems])


def _scalar(event: Any) -> str | int | float | bool | None:
    """Read a scalar by the core rules of YAML 1.2. Dates stay text; the models read them."""
    text: str = event.value
    if not event.implicit[0]:  # quoted, or a block
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
