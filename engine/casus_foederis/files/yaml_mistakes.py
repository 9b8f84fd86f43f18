"""What a YAML parser objects to, in words that help its author.

The parser says where it gave up and what it was looking for; people want to know what they did. Which of
our messages fits is worked out from both, and from the line itself.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import yaml

from casus_foederis.files.mending import in_quotes, space_after_colon
from casus_foederis.phrases import say


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
    reason = error.problem or error.context or ""
    code, at_start = _MESSAGES.get(reason, ("yaml", _STOP))
    if code == "open_bracket" and start[0] == stop[0]:
        code, at_start = "no_comma", _STOP
    place = start if at_start else stop
    above = _line_above(lines, stop[0])
    if found := _odd_sign(lines, sorted({place[0], above, stop[0]})):
        return found
    if code == "stray_key" and (mended := space_after_colon(_line(lines, above))):
        return Mistake("no_space", above, 1, {"mended": mended})
    line, text = _line(lines, place[0]), _line(lines, stop[0])
    before, here = text[: stop[1] - 1], text[stop[1] - 1 :]
    code = _told_apart(code, before, here, line)
    if code == "after_value" and (opened := _open_quote(lines[: stop[0] - 1])):
        return Mistake("open_quote", *opened, {})
    if place == stop:
        place = stop[0], stop[1] - _back(code, before, here)
    quotes = in_quotes(line)
    mended = say("advice.as_in", mended=quotes) if quotes else ""
    other = say("advice.other_quotes", mended=mended) if quotes else say("advice.delete")
    values = {
        "special": {"character": line[place[1] - 1 : place[1]]},
        "open_bracket": {"line": str(stop[0])},
        "tag": {"tag": here.split(maxsplit=1)[0] if here.split() else ""},
        "yaml": {"reason": reason},
        "colon_in_text": {"mended": mended},
        "after_value": {"advice": other},
        "no_space": {"mended": space_after_colon(line) or ""},
    }
    return Mistake(code, *place, values.get(code, {}))


def _line(lines: list[str], number: int) -> str:
    """Give a line by its number, from 1."""
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _line_above(lines: list[str], number: int) -> int:
    """Give the number of the last line above one that is not empty; of the first, if there is none."""
    above = [n for n in range(number - 1, 0, -1) if _line(lines, n).strip()]
    return above[0] if above else 1


# Signs that look like those of YAML, as word processors, web pages and other keyboards have them.
_ODD_SPACE: Final = re.compile(r"[ ]*([\u00a0\u2000-\u200b\u202f\u205f\u3000])")
_ODD_SIGNS: Final = (
    (re.compile(r"\s*(?:- )?[\w.'\"-]+\s*([\uff1a\ufe55])"), "':'"),
    (re.compile(r"\s*([\u2010-\u2015\u2212\u2022\u00b7])\s"), "'-'"),
    (re.compile(r"\s*(?:- )?[\w.-]+:\s+([\u201c-\u201f\u00ab\u2018\u2019])[^#]*:\s"), "'\"'"),
)


def _odd_sign(lines: list[str], numbers: list[int]) -> Mistake | None:
    """Find the first sign on some lines that only looks like one of YAML."""
    for number in numbers:
        line = _line(lines, number)
        if found := _ODD_SPACE.match(line):
            return Mistake("odd_space", number, found.start(1) + 1, {"character": _named(found[1])})
        for pattern, plain in _ODD_SIGNS:
            if found := pattern.match(line):
                values = {"character": f"'{found[1]}' ({_named(found[1])})", "plain": plain}
                return Mistake("odd_sign", number, found.start(1) + 1, values)
    return None


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


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


def _told_apart(code: str, before: str, here: str, line: str) -> str:
    """Choose between messages by the line, and by what stands on it before and after the place."""
    if code == "special" and here.startswith("\t"):
        return "tab"
    if code == "stray_key" and re.search(r":\s", before):
        return "colon_in_text"
    if code == "indentation" and before.strip():
        return "after_value"
    if code == "no_colon" and space_after_colon(line):
        return "no_space"
    return code


_OPENED: Final = re.compile(r"\s*(?:- )?[\w.-]+:\s+([\"'])(?:(?!\1).)*")


def _open_quote(lines: list[str]) -> tuple[int, int] | None:
    """Find a quotation mark that is closed neither on its line nor at the end of one of the next."""
    for number, line in enumerate(lines, 1):
        if found := _OPENED.fullmatch(line):
            closing = next((each for each in lines[number:] if found[1] in each), "")
            if not closing.rstrip().endswith(found[1]) or closing.count(found[1]) > 1:
                return number, found.start(1) + 1
    return None


def _back(code: str, before: str, here: str) -> int:
    """Count the characters back from where the parser gave up, at a colon, to where the author went wrong."""
    if code == "stray_key":
        return len(before.lstrip())
    return len(before.rsplit(maxsplit=1)[-1]) if here.startswith(":") and before.split() else 0


def _at(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
