"""An interview that is not finished, kept in a file beside the one that it is to write.

It holds what the interview was begun with, and every reply as it was typed, in order.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
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
    folder: str


@dataclass
class Journal:
    """The replies of one interview: the key of what was asked, and what was typed.

    ``folder`` is the one in which it was begun, from which the names of files are taken.
    """

    path: Path
    begun: Begun
    replies: list[tuple[str, str]] = field(default_factory=list)
    folder: Path = field(default_factory=Path.cwd)

    @classmethod
    def of(cls, target: Path) -> Path:
        """Tell where the journal of an interview lies that is to write a file."""
        return target.with_name(target.name + _ENDING)

    @classmethod
    def read(cls, path: Path) -> Journal:
        """Read a journal, wherever it is gone on with. Raises `UsageError` if it is none."""
        try:
            kept = _Kept.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            raise UsageError("bad_journal", file=str(path)) from None
        folder = Path(kept.folder)
        names = {"origin": kept.begun.origin, "treaty": kept.begun.treaty}
        moved = {key: _from_here(folder, name) for key, name in names.items() if name is not None}
        return cls(path, kept.begun.model_copy(update=moved), kept.replies, folder)

    def keep(self) -> None:
        """Write the journal, whole. Raises `UsageError` if that cannot be done."""
        kept = _Kept(begun=self.begun, replies=self.replies, folder=str(self.folder))
        write_whole(self.path, json.dumps(kept.model_dump(mode="json"), ensure_ascii=True, indent=1) + "\n")

    def remove(self) -> None:
        """Remove the journal, if there is one."""
        with suppress(OSError):
            self.path.unlink()


def _from_here(folder: Path, name: str) -> str:
    """Give the name of a file in another folder as it is from here; what is the name of none stays."""
    for file, rest in ((name, ""), (name.rpartition(":")[0], ":" + name.rpartition(":")[2])):
        if file and (folder / file).exists():
            return os.path.relpath(folder / file) + rest
    return name
