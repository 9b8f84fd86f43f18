"""Tables with answers, written into files: counted on the way, and in one go for whoever looks at it."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl

from casus_foederis.logic import Truth
from casus_foederis.problems import UsageError, printable
from casus_foederis.screening.screen import Answer
from casus_foederis.screening.sheet import WRONG

TEXT, PARQUET = (".csv", ".tsv"), ".parquet"
_OS_ERROR: Final = re.compile(r"\(os error (\d+)\)")  # how Polars tells that the disk is full, say

Progress = Callable[[int], None]  # is told how many rows were done since it was last told


@dataclass
class Tally:
    """How many rows a table has, and how many of them came to what, by answer.

    ``silent`` are facts of which it says nothing, and what they are taken for; ``needed`` are those of them
    that facts need of which it says something, with these; ``carried`` are columns that were not read. No
    State is taken to be an opponent in any row, where it is ``without_opponents`` and they are asked for.
    """

    rows: int = 0
    counts: dict[Answer, Counter[Truth]] = field(default_factory=dict)
    silent: dict[str, Truth] = field(default_factory=dict)
    needed: dict[str, list[str]] = field(default_factory=dict)
    carried: list[str] = field(default_factory=list)
    without_opponents: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        answers = [
            {
                "provision": each.provision,
                "interpretation": each.interpretation,
                "column": each.status,
                "because": each.because,
                "counts": {truth.status: counts[truth] for truth in Truth},
            }
            for each, counts in self.counts.items()
        ]
        silent = {fact: truth.value for fact, truth in self.silent.items()}
        return {
            "rows": self.rows,
            "answers": answers,
            "silent": silent,
            "needed": self.needed,
            "without_opponents": self.without_opponents,
            "carried": self.carried,
        }


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table is written as text.

    Spreadsheet programs of some languages write semicolons, and read nothing else; some want a byte order
    mark.
    """

    separator: str = ","
    line_end: str = "\n"
    byte_order_mark: bool = False


class WrongRowError(Exception):
    """Some row of the part that was just read cannot be answered."""


def check_ending(target: Path) -> None:
    """Raise `UsageError` if a table cannot be written into a file of this name."""
    if target.suffix.lower() not in (*TEXT, PARQUET):
        raise UsageError("table_format", file=str(target))


def write(
    table: pl.LazyFrame,
    answers: Sequence[Answer],
    target: Path,
    progress: Progress,
    manner: Manner | None = None,
) -> Tally:
    """Write a table with answers into a file, part by part, in one go for whoever looks at it.

    Raises `UsageError` for a file that cannot be written.
    """
    tally, lock = Tally(counts={each: Counter() for each in answers}), threading.Lock()

    def count(part: pl.DataFrame) -> pl.DataFrame:
        if WRONG in part.columns:
            if part[WRONG].any():
                raise WrongRowError
            part = part.drop(WRONG)
        found = {
            truth: part.select((pl.col(each.status) == truth.status).sum() for each in answers).row(0)
            for truth in Truth
        }
        with lock:  # parts are done side by side
            tally.rows += part.height
            for truth, counts in found.items():
                for answer, rows in zip(answers, counts, strict=True):
                    tally.counts[answer][truth] += rows
            progress(part.height)
        return part

    schema = {name: kind for name, kind in table.collect_schema().items() if name != WRONG}
    ending = target.suffix.lower()
    if ending in TEXT:
        _check_text(schema)
    counted = table.map_batches(count, streamable=True, schema=schema)
    with _replaced(target) as part:
        if ending in TEXT:
            manner = manner or Manner()
            counted.sink_csv(
                part,
                separator="\t" if ending == ".tsv" else manner.separator,
                line_terminator=manner.line_end,
                include_bom=manner.byte_order_mark,
                engine="streaming",
            )
        else:
            counted.sink_parquet(part, engine="streaming")
    return tally


def _check_text(schema: Mapping[str, pl.DataType]) -> None:
    """Raise `UsageError` for a column that text cannot hold."""
    for name, kind in schema.items():
        if kind.is_nested() or isinstance(kind, pl.Binary | pl.Object):
            raise UsageError("table_nested", column=printable(name), type=str(kind))


def _make_like(old: Path, new: Path) -> None:
    """Give a file the permissions of another, and its owner and group, as far as we may."""
    about = old.stat()
    with suppress(OSError):
        os.chown(new, about.st_uid, about.st_gid)
    shutil.copymode(old, new)


@contextmanager
def _replaced(target: Path) -> Iterator[Path]:
    """Give a file to be written; it takes the place of another once it is whole, and its permissions."""
    real = Path(os.path.realpath(target))
    part = real.with_name(f".{secrets.token_hex(6)}{target.suffix}")
    try:
        if os.path.lexists(real):
            if not real.is_file():
                raise UsageError("table_no_file_there", file=str(target))
            real.open("ab").close()  # raises an error, if it is not to be written
        part.touch(exist_ok=False)
        if real.exists():
            _make_like(real, part)
        yield part
        part.replace(real)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        if told := _OS_ERROR.search(str(error)):
            reason = os.strerror(int(told[1]))
        if reason is None:
            raise
        raise UsageError("cannot_write", file=str(target), reason=reason) from error
    finally:
        with suppress(OSError):
            part.unlink()
