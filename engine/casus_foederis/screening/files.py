"""Tables in files, read and written by Polars part by part: memory does not grow with their length."""

from __future__ import annotations

import csv
import os
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import narwhals as nw
import polars as pl

from casus_foederis.logic import Truth
from casus_foederis.problems import InputError, Place, Problem, UsageError, printable
from casus_foederis.screening.frames import as_given, taken
from casus_foederis.screening.screen import Answer, Screening
from casus_foederis.screening.sheet import WRONG, Sheet

CSV, PARQUET = ".csv", ".parquet"
_SEPARATORS: Final = (",", ";", "\t")
_HEAD: Final = 65_536  # bytes in which the names of columns are looked for
_LONGEST_REASON: Final = 200

Progress = Callable[[int], None]  # is told how many rows were done since it was last told


@dataclass
class Tally:
    """How many rows a table has, and how many of them came to what, by answer.

    ``silent`` are facts of which it says nothing, and what they are taken for; ``carried`` are columns that
    were not read.
    """

    rows: int = 0
    counts: dict[Answer, Counter[Truth]] = field(default_factory=dict)
    silent: dict[str, Truth] = field(default_factory=dict)
    carried: list[str] = field(default_factory=list)

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
        return {"rows": self.rows, "answers": answers, "silent": silent, "carried": self.carried}


class _WrongRowError(Exception):
    """Some row of the part that was just read cannot be answered."""


def screen_file(screening: Screening, source: Path, target: Path, progress: Progress) -> Tally:
    """Screen the table of one file into another.

    The old file, if there is one, stays until the new one is whole. Raises `InputError` for a table that
    cannot be read so, and `UsageError` for files that cannot be read or written.
    """
    check_ending(target)
    if target.exists() and source.exists() and target.samefile(source):
        raise UsageError("table_onto_itself", file=str(target))
    table = _opened(source)
    try:
        sheet = Sheet(screening, taken(table), str(source))
        try:
            answered = as_given(table, sheet.answered(marked=True), ())
            tally = write(answered, screening.answers, target, progress)
        except _WrongRowError:
            sheet.check()
            raise
        tally.silent, tally.carried = sheet.silent, sheet.carried
        return tally
    except (pl.exceptions.PolarsError, nw.exceptions.NarwhalsError) as error:
        raise _unreadable(source, error) from error


def check_ending(target: Path) -> None:
    """Raise `UsageError` if a table cannot be written into a file of this name."""
    if target.suffix.lower() not in (CSV, PARQUET):
        raise UsageError("table_format", file=str(target))


def _opened(source: Path) -> pl.LazyFrame:
    if not source.is_file():
        code = "table_no_file" if source.exists() else "missing_file"
        raise InputError([Problem(Place(str(source)), code)])
    if source.suffix.lower() == PARQUET:
        return pl.scan_parquet(source)
    if source.suffix.lower() != CSV:
        raise UsageError("table_format", file=str(source))
    separator = _separator(source)
    # Everything is text, so that whatever is carried along comes out as it went in.
    return pl.scan_csv(source, separator=separator, infer_schema=False)


def _separator(source: Path) -> str:
    """Find what stands between the names of columns; a semicolon, where the comma is in numbers."""
    try:
        with source.open("rb") as file:
            head = file.readline(_HEAD).decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([Problem(Place(str(source)), "unreadable", (("reason", reason),))]) from error
    except UnicodeDecodeError as error:
        raise InputError([Problem(Place(str(source)), "not_utf8")]) from error
    separator = max(_SEPARATORS, key=head.count)
    names = next(csv.reader([head], delimiter=separator), [])
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        place = Place(str(source), 1, 1 + names.index(twice[0]))
        raise InputError([Problem(place, "table_twice", (("column", twice[0]),))])
    return separator


def _unreadable(source: Path, error: Exception) -> InputError:
    """Say why Polars cannot read a file: the first line of what it says, which is for people."""
    reason = printable(str(error).strip().partition("\n")[0])[:_LONGEST_REASON].rstrip(".")
    code = "not_utf8" if "utf-8" in reason.casefold() or "utf8" in reason.casefold() else "table_broken"
    values = (("reason", reason),) if code == "table_broken" else ()
    return InputError([Problem(Place(str(source)), code, values)])


def rows_of(source: Path) -> int | None:
    """Tell how many rows a table has, if its file says so."""
    if source.suffix.lower() != PARQUET:
        return None
    with suppress(OSError, pl.exceptions.PolarsError):
        return int(pl.scan_parquet(source).select(pl.len()).collect().item())
    return None


def write(table: pl.LazyFrame, answers: Sequence[Answer], target: Path, progress: Progress) -> Tally:
    """Write a table with answers into a file, part by part, in one go for whoever looks at it."""
    tally, lock = Tally(counts={each: Counter() for each in answers}), threading.Lock()

    def count(part: pl.DataFrame) -> pl.DataFrame:
        if WRONG in part.columns:
            if part[WRONG].any():
                raise _WrongRowError
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
    counted = table.map_batches(count, streamable=True, schema=schema)
    real = Path(os.path.realpath(target))
    part = real.with_name(f".{secrets.token_hex(6)}{target.suffix}")
    try:
        part.touch(exist_ok=False)
        if target.suffix.lower() == CSV:
            counted.sink_csv(part, engine="streaming")
        else:
            counted.sink_parquet(part, engine="streaming")
        part.replace(real)
    except OSError as error:
        raise UsageError("cannot_write", file=str(target), reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return tally
