"""Style, script and sign of the page: read once, and given by name, so that no address is a path."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_KINDS: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_NAMES: Final = ("page.css", "page.js", "sign.svg")


@dataclass(frozen=True)
class StaticFile:
    """A file that never changes while the program runs."""

    content: bytes
    kind: str

    @property
    def digest(self) -> str:
        """What its address ends in, so that a new version has a new address."""
        return hashlib.sha256(self.content).hexdigest()[:12]


@cache
def static_files() -> dict[str, StaticFile]:
    """Give all of them by name."""
    folder = files("casus_foederis.web") / "static"
    return {
        name: StaticFile((folder / name).read_bytes(), _KINDS[name.rpartition(".")[2]]) for name in _NAMES
    }


def static_address(name: str) -> str:
    """Give the address of one."""
    return f"/static/{name}?{static_files()[name].digest}"
