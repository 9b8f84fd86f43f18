"""What a table says, cell by cell: which columns are read, how, and which cells cannot be.

Of every column that is read there is a value, as an expression, and a test by which a cell is wrong. The test
is never null; the value is of use where the test finds nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, TypeAlias

import narwhals as nw

from casus_foederis.logic import Truth

DATE: Final = "date"
STATE: Final = "state"
OPPONENTS: Final = "opponents"
SEPARATOR: Final = ";"  # several opponents in one cell

Day: TypeAlias = "str | datetime.date | datetime.datetime"

_TRUE: Final = ("true", "True", "TRUE", "1")
_FALSE: Final = ("false", "False", "FALSE", "0")
_UNKNOWN: Final = ("unknown", "Unknown", "UNKNOWN")
_SILENT: Final = ""

# A day of the calendar as ISO 8601 writes it, leap years and all, for programs of every kind.
_MONTH_AND_DAY: Final = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
_YEAR: Final = "[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9]"
_FOURTH: Final = "0[48]|[2468][048]|[13579][26]"
A_DAY: Final = f"^(?:(?:{_YEAR})-(?:{_MONTH_AND_DAY})|(?:[0-9][0-9](?:{_FOURTH})|(?:{_FOURTH})00)-02-29)$"


@dataclass(frozen=True, slots=True)
class Cells:
    """A column that is read: the value of a cell, null for unknown, and a test for wrong ones, if need be."""

    value: nw.Expr
    wrong: nw.Expr | None


def fact_cells(name: str, kind: nw.dtypes.DType, presumption: Truth | None) -> Cells | None:
    """Read answers to a question of fact; ``None`` if the column is of a type that holds none.

    An empty cell says nothing, as a scenario that leaves a fact out; there a presumption counts. The word
    *unknown* is said, and no presumption fills it.
    """
    cell = nw.col(name)
    nothing = cell.is_null()
    wrong: nw.Expr | None
    if isinstance(kind, nw.Boolean):
        value, wrong = cell, None
    elif is_text(kind):
        cell = cell.cast(nw.String())
        answered = cell.is_in([*_TRUE, *_FALSE])
        value = nw.when(answered).then(cell.is_in(_TRUE))
        nothing = nothing | (cell == _SILENT).fill_null(value=False)
        wrong = ~nothing & ~cell.is_in([*_TRUE, *_FALSE, *_UNKNOWN]).fill_null(value=False)
    elif kind.is_numeric():
        yes, no = (cell == 1).fill_null(value=False), (cell == 0).fill_null(value=False)
        value, wrong = nw.when(yes | no).then(yes), ~nothing & ~yes & ~no
    else:
        return None
    if presumption in (None, Truth.UNKNOWN):
        return Cells(value, wrong)
    presumed = nw.lit(presumption is Truth.TRUE)
    return Cells(nw.when(nothing).then(presumed).otherwise(value), wrong)


def day_cells(kind: nw.dtypes.DType) -> Cells | None:
    """Read days; ``None`` if the column is of a type that holds none."""
    cell = nw.col(DATE)
    if isinstance(kind, nw.String):
        cell = cell.cast(nw.String())
        return Cells(cell, cell.is_null() | ~cell.str.contains(A_DAY).fill_null(value=False))
    if isinstance(kind, nw.Date) or (isinstance(kind, nw.Datetime) and kind.time_zone is None):
        return Cells(cell, cell.is_null())
    return None


def state_cells(name: str, kind: nw.dtypes.DType, known: Collection[str], *, needed: bool) -> Cells | None:
    """Read States, written in one of some known ways; ``None`` if the column holds no text.

    Where they are not needed, an empty cell names none.
    """
    if not is_text(kind):
        return None
    cell = nw.col(name).cast(nw.String())
    named = cell if needed else nw.when(cell.is_null()).then(nw.lit(_SILENT)).otherwise(cell)
    return Cells(named, ~named.is_in(list(known)).fill_null(value=False))


def is_text(kind: nw.dtypes.DType) -> bool:
    """Tell whether columns of a type hold text."""
    return isinstance(kind, nw.String | nw.Categorical | nw.Enum)


def written_as(kind: nw.dtypes.DType, day: datetime.date) -> Day:
    """Write a day as a column of days holds them, so that the two can be compared."""
    if isinstance(kind, nw.String):
        return day.isoformat()
    return datetime.datetime.combine(day, datetime.time()) if isinstance(kind, nw.Datetime) else day
