"""Lines of YAML as their authors meant them, for messages that say: write it so.

A line is only offered if a parser reads from it what its author wrote.
"""

from __future__ import annotations

import re
from typing import Final

import yaml

_LONGEST: Final = 100  # characters of a line that is worth writing again
_TEXT: Final = re.compile(r"\s*(?:- )?([\w.-]+):\s+(\S.*)")
_TIGHT: Final = re.compile(r"\s*(?:- )?([A-Za-z][\w.-]*):(?=[^\s/])(.+)")
_COMMENT: Final = re.compile(r"\s+#\s.*")  # who means a comment writes a space behind the sign


def space_after_colon(line: str) -> str | None:
    """Put a space behind the colon after a key; ``None`` if that is not what is lacking."""
    found = _TIGHT.fullmatch(_COMMENT.sub("", line.rstrip()))
    if found is None or len(line) > _LONGEST:
        return None
    key, text = found.groups()
    plain = f"{key}: {text}"
    return plain if _reads(plain) == {key: text} else _quoted(key, text)


def in_quotes(line: str) -> str | None:
    """Put the text behind a key in quotation marks that it does not hold; ``None`` if there is none."""
    found = _TEXT.fullmatch(_COMMENT.sub("", line.rstrip()))
    if found is None or found[2][0] in "{[|>&*!" or len(line) > _LONGEST:
        return None
    key, text = found.groups()
    if len(text) > 1 and text[0] == text[-1] == "'":
        text = text[1:-1].replace("''", "'")
    elif len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('\\"', '"')
    return _quoted(key, text)


def _quoted(key: str, text: str) -> str | None:
    """Write a key and its text in quotation marks; in double ones, if only those need no doubling."""
    if not text.strip():
        return None
    doubled = text.replace("'", "''")
    line = f'{key}: "{text}"' if "'" in text and '"' not in text else f"{key}: '{doubled}'"
    return line if _reads(line) == {key: text} else None


def _reads(line: str) -> object:
    """Read a line; every value is text."""
    try:
        return yaml.load(line, Loader=yaml.BaseLoader)  # noqa: S506 - which makes nothing but text
    except yaml.YAMLError:
        return None
