"""YAML text -> plain values, each with its place.

The parser's events are built into nodes here rather than by a YAML constructor, for three reasons: every
value keeps its line and column; scalars are read by YAML 1.2, where ``on`` and ``no`` are words and not
truth values; and what a data file has no need of (aliases, tags, several documents, endless nesting) is an
error before it can do harm.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from casus_foederis.advice import quoted
from casus_foederis.files.document import Document, Node, Text, split_lines
from casus_foederis.files.kind import KINDS
from casus_foederis.files.yaml_mistakes import mistake_of
from casus_foederis.problems import MOST_SHOWN, InputError, Place, Problem

LARGEST_FILE: Final = 400_000  # bytes; the largest bundled file is a tenth of this
LONGEST_KEY: Final = 200  # characters; ids have 64 at most
DEEPEST_NESTING: Final = 50
MOST_VALUES: Final = 30_000  # in a file; the largest bundled one has a tenth of that

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# What YAML does not allow, and the three line breaks of older YAML, which editors do not count as such.
FORBIDDEN = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# How archives (among them .docx and .odt), old .doc files, RTF and PDF begin.
_NOT_PLAIN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF")
NUMBER = re.compile(r"[-+]?[0-9]{1,18}(\.[0-9]{1,18})?")


def read_document(path: Path, name: str | None = None, *, keep: bool = False) -> Document:
    """Read one YAML file, and perhaps keep it. Raises `InputError` with the place of whatever is wrong."""
    file = name or str(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise _problem(file, "not_a_file")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)  # some files are larger than they say
        if len(raw) > LARGEST_FILE:
            raise _problem(file, "too_large", limit=str(LARGEST_FILE))
    except InputError:
        raise
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise _problem(file, "missing_file") from error
    except OSError as error:
        raise _problem(file, "unreadable", reason=error.strerror or type(error).__name__) from error
    return parse_document(raw, file, keep=keep)


def parse_document(raw: bytes, file: str, *, keep: bool = False) -> Document:
    """Read YAML from bytes. Raises `InputError` with the place of whatever is wrong.

    What is to be kept is not parsed again in this process: the bundled law, say, which everybody needs.
    """
    if raw.startswith(_NOT_PLAIN):
        raise _problem(file, "not_plain_text")
    try:
        whole = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = Text(raw[: error.start].decode("utf-8-sig"), raw)
        raise _problem(file, "not_utf8", *_end(text.whole)) from error
    text = Text(whole, raw)
    if (found := FORBIDDEN.search(whole)) is not None:
        character = f"U+{ord(found[0]):04X}"
        raise _problem(file, "character", *_end(whole[: found.start()]), text, character=character)
    root, duplicates = (_kept if keep else _parsed)(file, text)
    if root is None:
        raise _problem(file, "empty", kinds=quoted(KINDS))
    return Document(file, text, root, duplicates)


def _parsed(file: str, text: Text) -> tuple[Node | None, tuple[Problem, ...]]:
    """Build the nodes of a text, which nobody changes, and list the keys that stand in it twice."""
    try:
        builder = _Builder(file, text)
        root = builder.build(yaml.parse(text.whole, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        code, line, column, values = mistake_of(error, text.lines)
        raise _problem(file, code, line, column, text, **values) from error
    return root, tuple(builder.duplicates)


_kept = lru_cache(maxsize=256)(_parsed)  # more than are bundled; nobody changes nodes


def _end(text: str) -> tuple[int, int]:
    """Give the line and column just after a text."""
    lines = split_lines(text)
    return len(lines), len(lines[-1]) + 1


def _problem(
    file: str, code: str, line: int = 1, column: int = 1, text: Text | None = None, /, **values: str
) -> InputError:
    place = Place(file, line, column)
    excerpt = text.excerpt(place) if text else None
    return InputError([Problem(place, code, tuple(values.items()), excerpt)])


class _Builder:
    """Builds nodes from parser events, without recursion, so that no nesting can exhaust the stack."""

    def __init__(self, file: str, text: Text) -> None:
        self.file, self.text = file, text
        self.root: Node | None = None
        self.open: list[tuple[Node, str | None]] = []  # a container, and the key that awaits its value
        self.duplicates: list[Problem] = []
        self.values = 0

    def build(self, events: Iterator[Any]) -> Node | None:
        """Build the tree of one document; ``None`` for an empty file."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise self.error("several_documents", event)
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.open.pop()
            elif isinstance(event, yaml.NodeEvent):
                self.add(event)
        return self.root

    def add(self, event: Any) -> None:
        """Add a scalar, or open a container."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self.error("alias", event)
        if event.tag is not None and event.tag != "!":
            raise self.error("tag", event, tag=event.tag)
        self.values += 1
        if self.values > MOST_VALUES:
            raise self.error("too_many_values", event, limit=str(MOST_VALUES))
        scalar = isinstance(event, yaml.ScalarEvent)
        end = event.end_mark
        node = Node(*_at(event), (end.line + 1, end.column + 1))
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
        if len(key) > LONGEST_KEY:
            raise self.error("key_too_long", event, most=str(LONGEST_KEY))
        if key in parent.keys:
            line, column, width = _at(event)
            place = Place(self.file, line, column)
            values = (("key", key), ("line", str(parent.keys[key][0])))
            self.duplicates.append(Problem(place, "duplicate_key", values, self.text.excerpt(place, width)))
            if len(self.duplicates) == MOST_SHOWN:
                raise InputError(self.duplicates)
        parent.keys.setdefault(key, _at(event)[:2])
        self.open[-1] = (parent, key)

    def error(self, code: str, event: Any, /, **values: str) -> InputError:
        """Word a problem at an event, together with those found before."""
        found = _problem(self.file, code, *_at(event)[:2], self.text, **values)
        return InputError([*self.duplicates, *found.problems])


def _scalar(event: Any) -> str | int | float | bool | None:
    """Read a scalar by the core rules of YAML 1.2. Dates stay text; the models read them."""
    text: str = event.value
    if not event.implicit[0]:  # quoted, or a block
        return text
    if text in _WORDS:
        return _WORDS[text]
    if NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def _at(event: Any) -> tuple[int, int, int]:
    """Give line and column of an event, both from 1, and how many characters it takes on that line."""
    start, end = event.start_mark, event.end_mark
    scalar = isinstance(event, yaml.ScalarEvent) and start.line == end.line
    return start.line + 1, start.column + 1, max(1, end.column - start.column if scalar else 1)
