"""What a file says that it is, read from its head alone.

This module imports nothing of ours, because pytest asks it of every YAML file on a machine that has Casus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_ENOUGH: Final = 65_536  # bytes at the head of a file in which its kind must be said


def says_kind(path: Path, kinds: Iterable[str]) -> bool:
    """Tell whether a file says, in a ``kind:`` line, that it is of one of these kinds. Never raises."""
    words = "|".join(kinds).encode()
    line = rb"^(?:\xef\xbb\xbf)?[\"']?kind[\"']?[ ]*:[ ]*[\"']?(%b)[\"']?[ \r]*(#.*)?$" % words
    try:
        if not path.is_file():  # a pipe, say, would keep its reader waiting
            return False
        with path.open("rb") as file:
            return re.search(line, file.read(_ENOUGH), re.MULTILINE) is not None
    except OSError:
        return False
