"""What a YAML parser objects to, in words that help its author.

The parser says where it gave up and what it was looking for; people want to know what they did. Which of
our messages fits is worked out from both, and from the line itself.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import yaml


class Mistake(NamedTuple):
    """A message about YAML, and where it belongs: line and column, both from 1."""

    code: str
    line: int
    column: int
    values: dict[str, str]


def mistake_of(error: yaml.MarkedYAMLError, lines: list[str]) -> Mistake:
    """Find the message for what the parser objects to in a text of these lines."""
    stop = _at(error.problem_mark or error.context_mark)
    start = _at(error.context_mark or error.problem_mark)
    text = lines[stop[0] - 1] if stop[0] <= len(lines) else ""
    before, here = text[: stop[1] - 1], text[stop[1] - 1 :]
    reason = error.problem or error.context or ""
    code, at_start = _MESSAGES.get(reason, ("yaml", _STOP))
    if code == "open_bracket" and start[0] == stop[0]:
        code, at_start = "no_comma", _STOP
    code, place = _told_apart(code, before, here), start if at_start else stop
    if place == stop:
        place = stop[0], stop[1] - _back(code, before, here)
    values = {
        "special": {"character": _character(lines, place)},
        "open_bracket": {"line": str(stop[0])},
        "tag": {"tag": here.split(maxsplit=1)[0] if here.split() else ""},
        "yaml": {"reason": reason},
    }
    return Mistake(code, *place, values.get(code, {}))


# What the parser says -> our message, and whether it belongs where the parser gave up or where the part
# began that it was reading. Messages that depend on the line are told apart below.
_STOP, _START = False, True
_MESSAGES: Final = {
    "found character that cannot start any token": ("special", _STOP),
    "did not find expected alphabetic or numeric character": ("special", _START),
    "found unknown directive name": ("special", _START),
    "found a tab character that violates indentation": ("tab", _STOP),
    "found a tab character where an indentation space is expected": ("tab", _STOP),
    "mapping values are not allowed in this context": ("stray_key", _STOP),
    "could not find expected ':'": ("no_colon", _START),
    "found unexpected end of stream": ("open_quote", _START),
    "did not find expected ',' or ']'": ("open_bracket", _START),
    "did not find expected ',' or '}'": ("open_bracket", _START),
    "did not find expected node content": ("no_value", _STOP),
    "did not find expected key": ("indentation", _STOP),
    "did not find expected '-' indicator": ("indentation", _STOP),
    "block sequence entries are not allowed in this context": ("dash", _STOP),
    "found unknown escape character": ("escape", _STOP),
    "did not find expected hexdecimal number": ("escape", _STOP),
    "found undefined tag handle": ("tag", _STOP),
    "did not find expected comment or line break": ("block_text", _STOP),
    "did not find expected <document start>": ("several_documents", _STOP),
}


def _told_apart(code: str, before: str, here: str) -> str:
    """Choose between messages by what stands on the line before and after the place."""
    if code == "special" and here.startswith("\t"):
        return "tab"
    if code == "stray_key" and re.search(r":\s", before):
        return "colon_in_text"
    if code == "indentation" and before.strip():
        return "after_value"
    return code


def _back(code: str, before: str, here: str) -> int:
    """Count the characters back from where the parser gave up, at a colon, to where the author went wrong."""
    if code == "stray_key":
        return len(before.lstrip())
    return len(before.rsplit(maxsplit=1)[-1]) if here.startswith(":") and before.split() else 0


def _at(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _character(lines: list[str], place: tuple[int, int]) -> str:
    """Give the character at a place."""
    line, column = place
    return lines[line - 1][column - 1 : column] if line <= len(lines) else ""
