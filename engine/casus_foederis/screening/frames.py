"""Tables of dataframe libraries: taken in, put beside others, and given back as what they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import narwhals as nw

from casus_foederis.columns.plan import OWN
from casus_foederis.problems import UsageError

_ROW: Final = f"{OWN}order"
_KINDS: Final = {"text": nw.String(), "number": nw.Int32(), "truth": nw.Boolean()}

Columns = Mapping[str, Sequence[Any]]

_DOT: Final = "\u2024"  # for the dots in names: Spark takes a dot for a path


def inner(name: str) -> str:
    """Name a column as it is called in frames that were taken in."""
    return name.replace(".", _DOT)


def outer(name: str) -> str:
    """Name a column as it is called in the table, or will be."""
    return name.replace(_DOT, ".")


def taken(table: Any) -> Any:
    """Take in a table. Of pandas, with types that know null; those that it has by itself do not.

    Raises `UsageError` for a library that is not one of the five.
    """
    try:
        frame = nw.from_native(table)
    except TypeError as error:
        raise UsageError("table_library", id=type(table).__name__) from error
    library = frame.implementation
    if library.is_pandas():
        frame = nw.from_native(_nullable(table))
    elif not (library.is_polars() or library.is_pyarrow() or library.is_duckdb() or library.is_pyspark()):
        raise UsageError("table_library", id=str(library))
    return _renamed(frame, inner)


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


def join(frame: Any, columns: Columns, on: str) -> Any:
    """Add the columns of a small table to the rows of a large one; null where it has no such row.

    Frames that hold their rows in order keep it.
    """
    beside = _beside(frame, columns)
    if frame.implementation.is_polars():  # alone among the libraries, it can be told to keep the order
        joined = frame.to_native().join(beside.to_native(), on=on, how="left", maintain_order="left")
        return nw.from_native(joined)
    if isinstance(frame, nw.LazyFrame):
        return frame.join(beside, on=on, how="left")
    return number_rows(frame, _ROW).join(beside, on=on, how="left").sort(_ROW).drop(_ROW)


def number_rows(frame: Any, name: str) -> Any:
    """Give a frame that holds its rows in order their numbers, from 0, as a column."""
    if frame.implementation.is_polars():
        return nw.from_native(frame.to_native().with_row_index(name))
    return frame.with_row_index(name)


def _beside(frame: Any, columns: Columns) -> Any:
    """Make a small table in the library of a frame and, where there are such, in its session."""
    library = frame.implementation
    kinds = {name: _kind(values) for name, values in columns.items()}
    if library.is_pandas():
        return nw.from_native(_pandas(columns, kinds))
    if library.is_duckdb():
        return nw.from_native(_duckdb(frame.to_native(), columns, kinds))
    if library.is_pyspark():
        return nw.from_native(_spark(frame.to_native(), columns, kinds))
    schema = {name: _KINDS[kind] for name, kind in kinds.items()}
    made = nw.from_dict(dict(columns), schema=schema, backend=library)
    return made.lazy() if isinstance(frame, nw.LazyFrame) else made


def _nullable(table: Any) -> Any:
    """Give columns the types of Arrow, as far as they have one: objects that are booleans or days, too."""
    import pandas as pd
    import pyarrow as pa

    columns = {}
    for name in table.columns:
        try:
            found = pa.array(table[name], from_pandas=True)
        except (pa.ArrowInvalid, pa.ArrowTypeError):  # mixed: nothing of which we know what it means
            columns[name] = table[name].to_numpy()
        else:
            columns[name] = pd.array(found, dtype=pd.ArrowDtype(found.type))
    return pd.DataFrame(columns)


def _kind(values: Sequence[Any]) -> str:
    """Tell what a column of ours holds; one of nothing but nulls holds truths."""
    sample = next((each for each in values if each is not None), None)
    return "text" if isinstance(sample, str) else "truth" if isinstance(sample, bool | None) else "number"


def _pandas(columns: Columns, kinds: Mapping[str, str]) -> Any:
    import pandas as pd
    import pyarrow as pa

    types = {"text": pa.string(), "number": pa.int32(), "truth": pa.bool_()}
    arrays = {name: pa.array(values, types[kinds[name]]) for name, values in columns.items()}
    return pa.table(arrays).to_pandas(types_mapper=pd.ArrowDtype)


def _duckdb(relation: Any, columns: Columns, kinds: Mapping[str, str]) -> Any:
    """Write the table into a query; a relation does not tell its connection."""
    types = {"text": "VARCHAR", "number": "INTEGER", "truth": "BOOLEAN"}

    def written(value: Any) -> str:
        if isinstance(value, str):
            return "'" + value.replace("'", "''") + "'"
        return "NULL" if value is None else str(value)

    rows = ",".join(f"({','.join(map(written, row))})" for row in zip(*columns.values(), strict=True))
    names = ",".join(f'c{n}::{types[kinds[name]]} AS "{name}"' for n, name in enumerate(columns))
    aliases = ",".join(f"c{n}" for n, _ in enumerate(columns))
    return relation.query("casus_given", f"SELECT {names} FROM (VALUES {rows}) AS t({aliases})")  # noqa: S608


def _spark(frame: Any, columns: Columns, kinds: Mapping[str, str]) -> Any:
    from pyspark.sql import types

    known = {"text": types.StringType(), "number": types.IntegerType(), "truth": types.BooleanType()}
    schema = types.StructType([types.StructField(name, known[kinds[name]]) for name in columns])
    return frame.sparkSession.createDataFrame(list(zip(*columns.values(), strict=True)), schema)
