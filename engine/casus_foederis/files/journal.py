"""An interview that is not finished, kept in a file beside the one that it is to write.

It holds what the interview was begun with, and every reply as it was typed, in order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from casus_foederis.files.writing import write_whole
from casus_foederis.problems import UsageError

_ENDING: Final = ".unfinished"


class Begun(BaseModel):
    """What an interview was begun with, as it was typed on the command line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    treaty: str | None = None
    origin: str | None = None
    settings: dict[str, str] = {}
    rules: tuple[str, ...] = ()
    interpretations: tuple[str, ...] = ()


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid")

    begun: Begun
    replies: list[tuple[str, str]]


@dataclass
class Journal:
    """The replies of one interview: the key of what was asked, and what was typed."""

    path: Path
    begun: Begun
    replies: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, target: Path) -> Path:
        """Tell where the journal of an interview lies that is to write a file."""
        return target.with_name(target.name + _ENDING)

    @classmethod
    def read(cls, path: Path) -> Journal:
        """Read a journal. Raises `UsageError` if it is none."""
        try:
            kept = _Kept.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            raise UsageError("bad_journal", file=str(path)) from None
        return cls(path, kept.begun, kept.replies)

    def keep(self) -> None:
        """Write the journal, whole. Raises ``OSError`` if that cannot be done."""
        kept = {"begun": self.begun.model_dump(mode="json"), "replies": self.replies}
        write_whole(self.path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")

    def remove(self) -> None:
        """Remove the journal, if it was ever written."""
        self.path.unlink(missing_ok=True)
