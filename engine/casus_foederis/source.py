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

from casus_foederis.problems import InputError, Place, Problem

LARGEST_FILE: Final = 4_000_000  # bytes; the largest bundled file is a hundredth of this
DEEPEST_NESTING: Final = 50

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY_STEP = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


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
        return self.root.value["kind"].value if isinstance(self.root.value, dict) and "kind" in self.root.value else None

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

    def fail(code: str, line: int = 1, column: int = 1, **values: str) -> InputError:
        return InputError([Problem(Place(file, line, column), code, tuple(values.items()))])

    try:
        if not path.is_file():
            raise fail("not_a_file" if path.exists() else "missing_file")
        if path.stat().st_size > LARGEST_FILE:
            raise fail("too_large", limit=str(LARGEST_FILE))
        raw = path.read_bytes()
    except OSError as error:
        raise fail("unreadable", reason=error.strerror or type(error).__name__) from error
    return parse_document(raw, file)


def parse_document(raw: bytes, file: str) -> Document:
    """Read YAML from bytes. Raises `InputError` with the place of whatever is wrong."""

    def fail(code: str, line: int = 1, column: int = 1, **values: str) -> InputError:
        return InputError([Problem(Place(file, line, column), code, tuple(values.items()))])

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise fail("not_utf8", line, column) from error
    try:
        root = _build(yaml.parse(text, Loader=_Loader), file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise fail("yaml", line, column, reason=error.problem or error.context or "") from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise fail("character", line, column, code=f"U+{ord(text[len(before)]):04X}") from error
    if root is None:
        raise fail("empty")
    return Document(file, root, raw)


def _build(events: Iterator[Any], file: str) -> Node | None:
    """Build nodes from parser events, without recursion, so that no nesting can exhaust the stack."""
    root: Node | None = None
    open_nodes: list[tuple[Node, str | None]] = []  # a container, and the key that awaits its value
    problems: list[Problem] = []

    def report(code: str, event: Any, **values: str) -> Problem:
        place = Place(file, event.start_mark.line + 1, event.start_mark.column + 1)
        return Problem(place, code, tuple(values.items()))

    for event in events:
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise InputError([*problems, report("several_documents", event)])
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            open_nodes.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise InputError([*problems, report("alias", event)])
        if event.tag is not None and event.tag != "!":
            raise InputError([*problems, report("tag", event, tag=event.tag)])

        node = Node(event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            node.value = _scalar(event)
        else:
            node.value = {} if isinstance(event, yaml.MappingStartEvent) else []

        if not open_nodes:
            root = node
        else:
            parent, key = open_nodes[-1]
            if isinstance(parent.value, list):
                parent.value.append(node)
            elif key is None:
                if not isinstance(event, yaml.ScalarEvent):
                    raise InputError([*problems, report("key_not_word", event)])
                if event.value in parent.value:
                    problems.append(
                        report("duplicate_key", event, key=event.value, line=str(parent.keys[event.value][0]))
                    )
                parent.keys.setdefault(event.value, (node.line, node.column))
                open_nodes[-1] = (parent, event.value)
                continue
            else:
                parent.value.setdefault(key, node)
                open_nodes[-1] = (parent, None)

        if not isinstance(event, yaml.ScalarEvent):
            if len(open_nodes) >= DEEPEST_NESTING:
                raise InputError([*problems, report("too_deep", event, limit=str(DEEPEST_NESTING))])
            open_nodes.append((node, None))
    if problems:
        raise InputError(problems)
    return root


def _scalar(event: Any) -> str | int | float | bool | None:
    """Read a scalar by the core rules of YAML 1.2. Dates stay text; the models read them."""
    text: str = event.value
    if not event.implicit[0]:  # quoted, or a block
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text) if len(text) < 19 else text
    return text
