"""(b) Where the time of `casus screen` goes: a table copied, then a stage more at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import polars as pl
from by_hand import BECAUSE, in_polars
from measuring import tell, timed
from rows import INTERPRETATION, casus, make

from casus_foederis.assessor import Assessor
from casus_foederis.screening.frames import as_given, taken
from casus_foederis.screening.screen import Screening
from casus_foederis.screening.sheet import Sheet

ROWS = 10_000_000


def table(assessor: Assessor, folder: Path, rounds: int) -> Iterator[list[str]]:
    """Time the stages."""
    tell(f"(b) stages, {ROWS:,} rows")
    source, target = folder / "in.parquet", folder / "out.parquet"
    make(source, ROWS)
    yield ["stage, with all before it", "seconds"]
    for name, seconds in timed(stages(assessor, source, target), rounds).items():
        yield [name, f"{median(seconds):.1f} ({min(seconds):.1f} to {max(seconds):.1f})"]
    source.unlink()


def stages(assessor: Assessor, source: Path, target: Path) -> dict[str, Callable[[], object]]:
    """List the stages. Each of ours does what the one before does, and more."""
    screening = Screening(assessor, interpretations=[INTERPRETATION])

    def write(table: pl.LazyFrame) -> None:
        table.sink_parquet(target, engine="streaming")

    def answered(*without: str) -> pl.LazyFrame:
        sheet = Sheet(screening, taken(pl.scan_parquet(source)), str(source))
        table: pl.LazyFrame = as_given(None, sheet.answered(), ())
        return table.drop(*without)

    return {
        "the table, copied": lambda: write(pl.scan_parquet(source)),
        "the table, answered by hand": lambda: in_polars(source, target),
        "ours, with look-ups and statuses": lambda: write(answered(BECAUSE)),
        "and with the deciding conditions": lambda: write(answered()),
        "and read, counted and checked as the command does": lambda: casus(source, target),
    }
