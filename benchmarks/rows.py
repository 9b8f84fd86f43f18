"""(b) Many rows: how fast a table is screened, against what one would write by hand for this one question.

The question is Article 4(2) under the default interpretation: its status, and the first condition that
decides. From Parquet file to Parquet file, every column carried along; each run in a process of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
from by_hand import BECAUSE, STATUS, in_duckdb, in_polars
from measuring import alone, number, ratio, same, tell
from polars.io.plugins import register_io_source

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import load_law
from casus_foederis.screening.files import screen_file
from casus_foederis.screening.screen import Screening

OURS = "casus screen"
INTERPRETATION = "icj"
PART = 500_000  # rows made at a time
STATES = ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK", "AZE", "GEO", "UZB", "MDA"]

Job = Callable[[Path, Path], None]


def casus(source: Path, target: Path) -> None:
    """Screen a file as the command does."""
    with Assessor(load_law()) as assessor:
        screening = Screening(assessor, interpretations=[INTERPRETATION])
        screen_file(screening, source, target, lambda _: None)


def contestants() -> dict[str, Job]:
    """List who is there."""
    found: dict[str, Job] = {OURS: casus, "Polars, by hand": in_polars}
    try:
        import duckdb  # noqa: F401
    except ModuleNotFoundError:
        print("DuckDB is not installed, and is left out.")
    else:
        found["DuckDB, by hand"] = in_duckdb
    return found


def make(path: Path, rows: int, seed: int = 1) -> None:
    """Write a table of random events: dates, States, and every fact of the vocabulary."""
    facts = list(load_law().vocabulary.facts)

    def parts(*_: object) -> Iterator[pl.DataFrame]:
        for first in range(0, rows, PART):
            yield events(facts, first, min(PART, rows - first), seed)

    register_io_source(parts, schema=events(facts, 0, 1, seed).schema, is_pure=True).sink_parquet(path)


def events(facts: list[str], first: int, count: int, seed: int) -> pl.DataFrame:
    """Make some rows. A fact is answered yes in most of them, no in some, and sometimes not at all."""
    dice = random.Random(seed)
    made = pl.select(pl.int_range(first, first + count).alias("event")).with_columns(
        (pl.lit(date(1992, 1, 1)) + pl.duration(days=_drawn(dice, 12_000))).cast(pl.Date).alias("date"),
        pl.lit(pl.Series(STATES)).get(_drawn(dice, len(STATES))).alias("state"),
    )
    for fact in facts:
        drawn = _drawn(dice, 100)
        made = made.with_columns(pl.when(drawn < 85).then(drawn < 62).alias(fact))
    return made


def _drawn(dice: random.Random, sides: int) -> pl.Expr:
    """Draw a number for every row: its hash, with a seed of its own."""
    return pl.col("event").hash(dice.randrange(2**60)) % sides


def table(folder: Path, sizes: list[int], rounds: int) -> Iterator[list[str]]:
    """Time all contestants on tables of these sizes."""
    yield ["rows", "contestant", "rows a second", "our speed by its speed", "peak memory, MB"]
    for rows in sizes:
        source = folder / f"{rows}.parquet"
        tell(f"(b) {rows:,} rows")
        make(source, rows)
        check(source, folder)
        yield from _timed(source, folder, rows, rounds, contestants())
        source.unlink()


def great(folder: Path, rows: int) -> Iterator[list[str]]:
    """Time one run of ours and of Polars on a great table, and see that they count the same answers."""
    yield ["rows", "contestant", "rows a second", "our speed by its speed", "peak memory, MB"]
    source = folder / f"{rows}.parquet"
    tell(f"(b) {rows:,} rows")
    make(source, rows)
    both = {name: job for name, job in contestants().items() if name != "DuckDB, by hand"}
    counts: dict[str, Any] = {}
    yield from _timed(source, folder, rows, 1, both, counts=counts)
    same(counts)
    source.unlink()


def _timed(
    source: Path,
    folder: Path,
    rows: int,
    rounds: int,
    jobs: dict[str, Job],
    *,
    counts: dict[str, Any] | None = None,
) -> Iterator[list[str]]:
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    peaks: dict[str, int] = dict.fromkeys(jobs, 0)
    for _ in range(rounds):
        for name, job in jobs.items():
            _, took, peak = alone(partial(job, source, folder / "out.parquet"))
            seconds[name].append(took)
            peaks[name] = max(peaks[name], peak)
            if counts is not None:
                counts[name] = _counted(folder / "out.parquet")
    for name, took in seconds.items():
        compared = "1" if name == OURS else ratio(seconds[OURS], took)
        yield [f"{rows:,}", name, number(rows / min(took)), compared, f"{peaks[name] / 2**20:,.0f}"]


def _counted(path: Path) -> list[tuple[Any, ...]]:
    """Count how often which condition decided for which status."""
    answers = pl.scan_parquet(path).select(pl.col(STATUS, BECAUSE).cast(pl.String))
    found = answers.group_by(STATUS, BECAUSE).len().collect(engine="streaming")
    return sorted(found.rows(), key=str)


def check(source: Path, folder: Path) -> int:
    """See that all contestants give the same two columns; tell how many rows they are."""
    answers: dict[str, Any] = {}
    for name, job in contestants().items():
        target = folder / "out.parquet"
        alone(partial(job, source, target))
        found = pl.read_parquet(target)
        columns = found.select("event", pl.col(STATUS, BECAUSE).cast(pl.String))  # ours are categories
        answers[name] = columns.hash_rows().sum()
        rows = found.height
    same(answers)
    return rows
