"""Tables of dataframe libraries: taken in, and given back as what they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

import narwhals as nw

from casus_foederis.problems import UsageError, printable

_DOT: Final = "\u2024"  # for the dots in names: Spark takes a dot for a path


def inner(name: str) -> str:
    """Name a column as it is called in frames that were taken in."""
    return name.replace(".", _DOT)


def outer(name: str) -> str:
    """Name a column as it is called in the table, or will be."""
    return name.replace(_DOT, ".")


def taken(table: Any) -> Any:
    """Take in a table. Of pandas, with types that know null; those that it has by itself do not.

    Raises `UsageError` for a library that is not one of the five, and for columns without names of their own.
    """
    if nw.dependencies.is_pandas_dataframe(table):
        _check_names([*table.columns])
    elif nw.dependencies.is_pyarrow_table(table):
        _check_names(table.column_names)
    try:
        frame = nw.from_native(table)
    except TypeError as error:
        raise UsageError("table_library", id=type(table).__name__) from error
    library = frame.implementation
    if library.is_pandas():
        frame = nw.from_native(_nullable(table))
    elif not (library.is_polars() or library.is_pyarrow() or library.is_duckdb() or library.is_pyspark()):
        raise UsageError("table_library", id=str(library))
    _check_names(frame.collect_schema().names())
    return _renamed(frame, inner)


def _check_names(names: Sequence[Any]) -> None:
    times = Counter(names)
    if wrong := [each for each in times if not isinstance(each, str) or times[each] > 1 or _DOT in each]:
        raise UsageError("table_names", names=printable(", ".join(f"'{each}'" for each in wrong)))


def as_given(table: Any, answered: Any, columns: Sequence[str]) -> Any:
    """Give an answered table back as what it was; of pandas, with its index and types as before."""
    found = _renamed(answered, outer).to_native()
    if not answered.implementation.is_pandas():
        return found
    return table.assign(**{name: found[name].array for name in columns})


def _renamed(frame: Any, rename: Callable[[str], str]) -> Any:
    if frame.implementation.is_pyspark():
        return nw.from_native(frame.to_native().toDF(*map(rename, frame.columns)))
    return frame.rename({name: rename(name) for name in frame.collect_schema().names()})


def number_rows(frame: Any, name: str) -> Any:
    """Give a frame that holds its rows in order their numbers, from 0, as a column."""
    if frame.implementation.is_polars():
        return nw.from_native(frame.to_native().with_row_index(name))
    return frame.with_row_index(name)


def _nullable(table: Any) -> Any:
    """Give columns the types of Arrow, as far as they have one: objects that are booleans or days, too."""
    try:
        import pandas as pd
        import pyarrow as pa
    except ModuleNotFoundError as error:
        raise UsageError("table_needs_arrow") from error

    columns = {}
    for name in table.columns:
        if len(table) and table[name].isna().all():  # numbers, as pandas has it; it says nothing
            columns[name] = pd.array([None] * len(table), dtype=pd.ArrowDtype(pa.null()))
            continue
        try:
            found = pa.array(table[name], from_pandas=True)
        except (ValueError, TypeError, OverflowError, NotImplementedError):  # nothing that we could read
            columns[name] = table[name].to_numpy()
        else:
            columns[name] = pd.array(found, dtype=pd.ArrowDtype(found.type))
    return pd.DataFrame(columns)
