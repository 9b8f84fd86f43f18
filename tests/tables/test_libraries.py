"""One table in five dataframe libraries: the same answers, in the same rows.

Needs DuckDB, pandas, PyArrow and PySpark, and Java for the last; `make tables` installs what is missing.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest

import casus_foederis as casus
from casus_foederis.assessor import Assessor
from casus_foederis.columns.plan import Plan, Value
from casus_foederis.problems import InputError
from casus_foederis.rulebook import Literal
from casus_foederis.screening.answers import add_answers
from casus_foederis.screening.frames import as_given, taken
from casus_foederis.screening.screen import Answer
from quality.kleene import ORDER
from quality.many_rows import rows
from quality.random_books import random_case
from quality.test_columns import BOOLEANS

pytestmark = pytest.mark.tables

ROWS = 3_000

Convert = Callable[[pl.DataFrame], Any]


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    if shutil.which("java") is None:
        pytest.skip("there is no Java here, and none could be installed")
    from pyspark.sql import SparkSession

    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.log.level": "ERROR"}
    made = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        made = made.config(name, value)
    session = made.getOrCreate()
    yield session
    session.stop()


def to_duckdb(table: pl.DataFrame) -> Any:
    import duckdb

    connection = duckdb.connect()
    connection.register("given", table.to_arrow())
    return connection.table("given")


def to_pandas(table: pl.DataFrame) -> Any:
    """Make columns as pandas does by itself: objects where booleans are missing, and an index of its own."""
    import pandas as pd

    return pd.DataFrame(table.to_dict(as_series=False), index=range(5, 5 + table.height))


def to_spark(session: Any, table: pl.DataFrame) -> Any:
    kinds = {pl.String: "string", pl.Boolean: "boolean", pl.Int64: "bigint", pl.Date: "date"}
    schema = ", ".join(f"`{name}` {kinds[type(kind)]}" for name, kind in table.schema.items())
    return session.createDataFrame(table.rows(), schema=schema)


WAYS: dict[str, Convert] = {
    "polars": lambda table: table,
    "lazy polars": pl.DataFrame.lazy,
    "duckdb": to_duckdb,
    "pandas": to_pandas,
    "pyarrow": pl.DataFrame.to_arrow,
}


@pytest.fixture(params=[*WAYS, "pyspark"])
def convert(request: pytest.FixtureRequest) -> Convert:
    """A way to bring a table of Polars to one of the libraries."""
    if request.param != "pyspark":
        return WAYS[request.param]
    session = request.getfixturevalue("spark")
    return lambda table: to_spark(session, table)


def back(table: Any, columns: list[str]) -> pl.DataFrame:
    """Bring some columns of a table of any of the libraries back to Polars, rows in the order that they have.

    What is a category in one library, and has no type in another, is text here.
    """
    found = _fetched(table, columns)
    words = [name for name, kind in found.schema.items() if kind in (pl.Enum, pl.Null)]
    return found.cast(dict.fromkeys(words, pl.String()))


def _fetched(table: Any, columns: list[str]) -> pl.DataFrame:
    if hasattr(table, "sparkSession"):
        kept = table.toDF(*(name.replace(".", "_") for name in table.columns))  # Spark takes a dot for a path
        fetched = kept.select(*(name.replace(".", "_") for name in columns)).collect()
        return pl.DataFrame(
            [tuple(row) for row in fetched], schema=columns, orient="row", infer_schema_length=None
        )
    if type(table).__module__.startswith("pandas"):
        return pl.DataFrame(
            {name: table[name].astype(object).where(table[name].notna(), None).tolist() for name in columns}
        )
    if isinstance(table, pl.DataFrame | pl.LazyFrame):
        return table.lazy().collect().select(columns)
    return pl.DataFrame(table.arrow() if hasattr(table, "fetchall") else table).select(columns)


def a_table(assessor: Assessor, kind: str) -> pl.DataFrame:
    """Draw a table whose facts are booleans, or words, or numbers; days are dates, or text."""
    facts = list(assessor.library.vocabulary.facts)
    table = rows(random.Random(kind), ROWS, facts)
    if kind != "words":
        for fact in facts:
            table[fact] = [{"true": True, "false": False}.get(each) for each in table[fact]]
        table["date"] = [date.fromisoformat(each) for each in table["date"]]
    if kind == "numbers":
        for fact in facts:
            table[fact] = [None if each is None else int(each) for each in table[fact]]
    types = {"words": pl.String(), "booleans": pl.Boolean(), "numbers": pl.Int64()}
    schema = {name: types[kind] if name in facts else None for name in table}
    return pl.DataFrame({"event": range(ROWS), **table}, schema={"event": pl.Int64(), **schema})


@pytest.mark.parametrize("kind", ["words", "booleans", "numbers"])
def test_the_answers_are_the_same_in_every_library(
    convert: Convert, assessor: Assessor, kind: str, count: Callable[[str], None]
) -> None:
    table = a_table(assessor, kind)
    given = convert(table)
    rules = assessor.rulebook("cst").rules
    asked: dict[str, Any] = {"provisions": rules, "assessor": assessor}
    answered = casus.screen(given, **asked)
    assert type(answered) is type(given)
    expected = casus.screen(table, **asked)
    columns = ["event", *expected.columns[len(table.columns) :]]
    assert back(answered, columns).sort("event").equals(expected.select(columns))
    count(f"{ROWS} rows of {kind}, {len(columns) - 1} columns of answers, all as in Polars")


@pytest.mark.parametrize("name", ["polars", "lazy polars", "pandas", "pyarrow"])
def test_rows_stay_in_order_where_there_is_one(name: str, assessor: Assessor) -> None:
    given = WAYS[name](a_table(assessor, "booleans"))
    answered = casus.screen(given, assessor=assessor)
    assert back(answered, ["event"])["event"].to_list() == list(range(ROWS))
    if name == "pandas":
        assert list(answered.index) == list(given.index)
        assert answered[given.columns].equals(given)


def test_wrong_cells_are_named_in_every_library(convert: Convert, assessor: Assessor) -> None:
    table = a_table(assessor, "words").with_columns(
        pl.when(pl.col("event") == 7).then(pl.lit("2022-02-30")).otherwise("date").alias("date"),
        pl.when(pl.col("event") == 9).then(pl.lit("perhaps")).otherwise("force.used").alias("force.used"),
        pl.when(pl.col("event") == 11).then(pl.lit("AZE;Hamas")).otherwise("opponents").alias("opponents"),
        pl.when(pl.col("event") == 13).then(None).otherwise("state").alias("state"),
    )
    with pytest.raises(InputError) as found:
        casus.screen(convert(table), assessor=assessor)
    told = {dict(each.values)["column"]: dict(each.values)["where"] for each in found.value.problems}
    assert sorted(told) == ["date", "force.used", "opponents", "state"]
    assert set(told.values()) in ({"a row"}, {f"row {n} below the names of columns" for n in (8, 10, 12, 14)})


@pytest.mark.parametrize("seed", range(4))
def test_every_library_knows_the_three_values(convert: Convert, seed: int) -> None:
    """Rules that are wilder than any treaty: negated, nested, with a burden of proof."""
    dice = random.Random(seed)
    case = random_case(dice, 8)
    same = {id: dice.choice(ORDER) for id in case.rulebook.leaves if dice.random() < 0.2}
    table = {id: [dice.choice(ORDER) for _ in range(200)] for id in case.rulebook.leaves if id not in same}
    given = pl.DataFrame(
        {"event": range(200), **{id: [BOOLEANS[each] for each in values] for id, values in table.items()}},
        schema={"event": pl.Int64(), **dict.fromkeys(table, pl.Boolean())},
    )

    def answered(table: Any) -> pl.DataFrame:
        plan = Plan(case.rulebook)
        leaves: dict[str, Value] = {
            **same,
            **{id: Literal(id.replace(".", "\u2024")) for id in given.columns[1:]},
        }
        found = plan.conclude(case.goals, leaves)
        answers = {Answer(id, "any"): (found.values[id], found.reason(id)) for id in case.goals}
        frame = taken(table)
        made = add_answers(frame, plan, answers, ["event"])
        columns = [column for each in answers for column in (each.status, each.because)]
        return back(as_given(table, made, columns), ["event", *columns]).sort("event")

    expected = answered(given)
    assert answered(convert(given)).equals(expected)
