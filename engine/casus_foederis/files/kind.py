"""What a file says that it is, read from its head alone.

This module imports nothing of ours, because pytest asks it of every YAML file on a machine that has Casus.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

SCENARIOS: Final = ("historical", "hypothetical")
BESIDE: Final = (
    "claims",
    "sources",
    "conflicts",
    "treaty",
    "wording",
)  # what may belong to a scenario in its folder
KINDS: Final = ("hypothetical", "historical", *BESIDE, "vocabulary", "interpretations")

_ENOUGH: Final = 65_536  # bytes at the head of a file in which its kind must be said
_LINE: Final = re.compile(
    rb"^(?:\xef\xbb\xbf)?[\"']?[Kk]ind[\"']?[ ]*:[ ]*[\"']?([\w-]+)[\"']?[ \r]*(#.*)?$", re.MULTILINE
)
# So that "Historical" and "hypotetical" are mistakes, and "historical-novel" is not ours
_ALIKE: Final = 0.85


def says_kind(path: Path, kinds: Sequence[str] = KINDS) -> bool:
    """Tell whether a file says, in a ``kind:`` line, that it is of one of these kinds. Never raises.

    A word that is one of them but for a slip counts: who wrote it wants to be told, and not passed over.
    """
    word = kind_word(path)
    if word is None or word in kinds:
        return word is not None
    import difflib

    return word.casefold() in kinds or bool(difflib.get_close_matches(word, kinds, n=1, cutoff=_ALIKE))


def kind_word(path: Path) -> str | None:
    """Give the word of a file's ``kind:`` line; ``None`` if it has none. Never raises."""
    try:
        if not path.is_file():  # a pipe, say, would keep its reader waiting
            return None
        with path.open("rb") as file:
            found = _LINE.search(file.read(_ENOUGH))
    except OSError:
        return None
    return found[1].decode() if found else None
