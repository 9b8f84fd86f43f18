"""Tables in files, screened by Polars part by part, so that they may be larger than memory."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

import narwhals as nw
import polars as pl

from casus_foederis.problems import InputError, Place, Problem, UsageError, printable
from casus_foederis.screening.cells import DATE, OPPONENTS, STATE
from casus_foederis.screening.frames import as_given, taken
from casus_foederis.screening.screen import Screening
from casus_foederis.screening.sheet import Sheet
from casus_foederis.screening.writing import (
    PARQUET,
    TEXT,
    Manner,
    Progress,
    Tally,
    WrongRowError,
    check_ending,
    write,
)

_SEPARATORS: Final = (",", ";", "\t")
_HEAD: Final = 65_536  # characters in which the names of columns are looked for
_LONGEST_REASON: Final = 200
_QUOTED: Final = re.compile('"[^"]*"')


def screen_file(screening: Screening, source: Path, target: Path, progress: Progress) -> Tally:
    """Screen the table of one file into another.

    The old file, if there is one, stays until the new one is whole. Raises `InputError` for a table that
    cannot be read so, and `UsageError` for files that cannot be read or written.
    """
    check_ending(target)
    if target.exists() and source.exists() and target.samefile(source):
        raise UsageError("table_onto_itself", file=str(target))
    table, manner = _opened(source, {DATE, STATE, OPPONENTS, *screening.library.vocabulary.facts})
    try:
        sheet = Sheet(screening, taken(table), str(source))
        try:
            answered = as_given(table, sheet.answered(marked=True), ())
            tally = write(answered, screening.answers, target, progress, manner)
        except WrongRowError:
            sheet.check()
            raise
        tally.silent, tally.needed, tally.carried = sheet.silent, sheet.needed, sheet.carried
        tally.without_opponents = sheet.without_opponents
        return tally
    except (pl.exceptions.PolarsError, nw.exceptions.NarwhalsError) as error:
        ragged = _too_many_cells(source, manner) if source.suffix.lower() in TEXT else None
        raise ragged or _unreadable(source, error) from error


def _opened(source: Path, ours: Collection[str]) -> tuple[pl.LazyFrame, Manner]:
    if not source.is_file():
        code = "table_no_file" if source.exists() else "missing_file"
        raise InputError([Problem(Place(str(source)), code)])
    ending = source.suffix.lower()
    if ending not in (*TEXT, PARQUET):
        raise UsageError("table_format", file=str(source))
    try:
        with source.open("rb") as file:
            marked = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
        if ending == PARQUET:
            return pl.scan_parquet(source, glob=False), Manner()
        with source.open(encoding="utf-8-sig", newline="") as text:
            head = text.read(_HEAD)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([Problem(Place(str(source)), "unreadable", (("reason", reason),))]) from error
    except UnicodeDecodeError as error:
        raise InputError([Problem(Place(str(source)), "not_utf8")]) from error
    separator, names = _first_line(source, head, ours)
    outside = _QUOTED.sub("", head)
    ends = "\r\n" if "\r\n" in outside else "\r" if "\r" in outside and "\n" not in outside else "\n"
    # Everything is text, so that whatever is carried along comes out as it went in.
    table = pl.scan_csv(source, separator=separator, eol_char=ends[-1], infer_schema=False, glob=False)
    taken_for = table.collect_schema().names()
    if len(names) == len(taken_for):  # which have their quotation marks doubled
        table = table.rename(
            {wrong: name for wrong, name in zip(taken_for, names, strict=True) if wrong != name}
        )
    return table, Manner(separator, ends, marked)


def _first_line(source: Path, head: str, ours: Collection[str]) -> tuple[str, list[str]]:
    """Find what stands between the names of columns, and the names.

    It is what makes most names that are ours of them, and else most names.
    """
    try:
        read = {
            separator: next(csv.reader(io.StringIO(head, newline=""), delimiter=separator), [])
            for separator in _SEPARATORS
        }
    except csv.Error as error:
        raise _unreadable(source, error) from error
    separator, names = max(read.items(), key=lambda each: (len({*each[1]} & {*ours}), len(each[1])))
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        place = Place(str(source), 1, 1 + names.index(twice[0]))
        raise InputError([Problem(place, "table_twice", (("column", twice[0]),))])
    return separator, names


def _unreadable(source: Path, error: Exception) -> InputError:
    """Say why a file cannot be read: the first line of what the program says, which is for people."""
    reason = printable(str(error).strip().partition("\n")[0])[:_LONGEST_REASON].rstrip(".")
    code = "not_utf8" if "utf-8" in reason.casefold() or "utf8" in reason.casefold() else "table_broken"
    values = (("reason", reason),) if code == "table_broken" else ()
    return InputError([Problem(Place(str(source)), code, values)])


def _too_many_cells(source: Path, manner: Manner) -> InputError | None:
    """Find the first line with more cells than there are columns."""
    with source.open(encoding="utf-8-sig", newline="") as text, suppress(csv.Error, UnicodeDecodeError):
        lines = csv.reader(text, delimiter=manner.separator)
        wanted = len(next(lines, []))
        for cells in lines:
            if len(cells) > wanted:
                values = (("found", str(len(cells))), ("wanted", str(wanted)))
                return InputError([Problem(Place(str(source), lines.line_num), "table_fields", values)])
    return None


def rows_of(source: Path) -> int | None:
    """Tell how many rows a table has, if its file says so."""
    if source.suffix.lower() != PARQUET:
        return None
    with suppress(OSError, pl.exceptions.PolarsError):
        return int(pl.scan_parquet(source, glob=False).select(pl.len()).collect().item())
    return None
