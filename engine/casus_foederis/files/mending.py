"""Lines of YAML as their authors meant them, for messages that say: write it so."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 100  # characters of a line that is worth writing again
_TEXT: Final = re.compile(r"\s*(?:- )?([\w.-]+):\s+(\S.*)")
_TIGHT: Final = re.compile(r"\s*(?:- )?([\w.-]+):(?=\S)(?!//)(.+)")


def space_after_colon(line: str) -> str | None:
    """Put a space behind the colon after a key; ``None`` if that is not what is lacking."""
    found = _TIGHT.fullmatch(line.rstrip())
    return f"{found[1]}: {found[2]}" if found and len(line) <= _LONGEST else None


def in_quotes(line: str) -> str:
    """Put the text behind a key in quotation marks that it does not hold itself."""
    found = _TEXT.fullmatch(line.rstrip())
    if found is None or found[2][0] in "{[|>&*!" or len(line) > _LONGEST:
        return "key: 'text'"
    key, text = found.groups()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if "'" in text and '"' not in text and "\\" not in text:
        return f'{key}: "{text}"'
    doubled = text.replace("'", "''")
    return f"{key}: '{doubled}'"
