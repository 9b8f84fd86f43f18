"""Where the time of `casus screen` goes: a table copied, then a stage more at a time."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
from by_hand import BECAUSE, in_polars
from measuring import show, tell, timed
from rows import INTERPRETATION, casus, make

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import load
from casus_foederis.screening.frames import as_given, taken
from casus_foederis.screening.screen import Screening
from casus_foederis.screening.sheet import Sheet

ROWS = 10_000_000
ROUNDS = 3


def stages(assessor: Assessor, source: Path, target: Path) -> dict[str, Callable[[], object]]:
    """List the stages; each does what the one before does, and more."""
    screening = Screening(assessor, interpretations=[INTERPRETATION])

    def write(table: pl.LazyFrame) -> None:
        table.sink_parquet(target, engine="streaming")

    def answered(*without: str) -> pl.LazyFrame:
        sheet = Sheet(screening, taken(pl.scan_parquet(source)), str(source))
        table: pl.LazyFrame = as_given(None, sheet.answered(), ())
        return table.drop(*without)

    return {
        "the table, copied": lambda: write(pl.scan_parquet(source)),
        "and by hand, in all": lambda: in_polars(source, target),
        "ours, with look-ups and statuses": lambda: write(answered(BECAUSE)),
        "and with the deciding conditions": lambda: write(answered()),
        "and read, counted and checked as the command does": lambda: casus(source, target),
    }


def main() -> int:
    """Print the table."""
    with Assessor(load()) as assessor, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tell(f"{ROWS:,} rows")
        make(folder / "in.parquet", ROWS)
        times = timed(stages(assessor, folder / "in.parquet", folder / "out.parquet"), ROUNDS)
    rows = [["stage", "seconds"], *([name, f"{min(seconds):.1f}"] for name, seconds in times.items())]
    show(f"Where the time goes, {ROWS:,} rows", rows, markdown="--markdown" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
