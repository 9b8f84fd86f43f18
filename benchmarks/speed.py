"""How fast it is: one case after another, many rows, cold starts, and growth.

Contestants have to give the same answers before they are timed. ``--short`` only sees that they do. See the
README beside this file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import growth
import memory
import one_case
import record
import rows
import stages
import starts
from measuring import ROUNDS, DisagreementError, machine, show

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import load

SIZES = [100_000, 1_000_000, 10_000_000]
GREAT = 100_000_000
IN_MEMORY = 1_000_000
SHORT = 5_000  # rows
PACKAGES = ("durable-rules", "polars", "duckdb", "numpy", "clingo", "zen-engine", "clipspy", "openfisca-core")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 if contestants do not agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--short", action="store_true", help="no times; only whether all agree, in seconds")
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"rounds, in which all take turns ({ROUNDS})"
    )
    parser.add_argument("--only", choices=("a", "b", "c", "d"), action="append", help="these tables alone")
    parser.add_argument(
        "--great", type=int, default=GREAT, help=f"rows of the great table; 0 for none ({GREAT:,})"
    )
    options = parser.parse_args(arguments)
    only = options.only or ["a", "b", "c", "d"]
    try:
        with Assessor(load()) as assessor, tempfile.TemporaryDirectory() as name:
            if options.short:
                _short(assessor, Path(name))
            else:
                _tables(assessor, Path(name), only, options)
    except DisagreementError as error:
        print(f"the contestants do not agree: {error}", file=sys.stderr)
        return 1
    return 0


def _short(assessor: Assessor, folder: Path) -> None:
    asked = one_case.questions(assessor)[::40]
    print(f"one case: {one_case.check(assessor, asked)} engines agree on {len(asked)} questions")
    rows.make(folder / "short.parquet", SHORT)
    found = rows.check(folder / "short.parquet", folder)
    print(f"many rows: {len(rows.contestants())} contestants agree on {found} rows")
    print(f"in memory: {memory.check(assessor, SHORT)} contestants agree on {SHORT} rows")
    engines = len(growth.contestants(growth.rulebook(25, 25)))
    print(f"growth: {engines} engines agree on {growth.check()} cases")


def _tables(assessor: Assessor, folder: Path, only: Sequence[str], options: argparse.Namespace) -> None:
    rounds, markdown = options.rounds, options.markdown
    if "a" in only:
        show("(a) One case after another", [*one_case.table(assessor, rounds)], markdown=markdown)
    if "b" in only:
        show("(b) Many rows, from file to file", [*rows.table(folder, SIZES, rounds)], markdown=markdown)
        if options.great:
            show("(b) A great table, once", [*rows.great(folder, options.great)], markdown=markdown)
        table = [*memory.table(assessor, IN_MEMORY, rounds)]
        show(f"(b) {IN_MEMORY:,} rows in memory, statuses alone", table, markdown=markdown)
        table = [*stages.table(assessor, folder, rounds)]
        show(f"(b) Where the time goes, {stages.ROWS:,} rows", table, markdown=markdown)
    if "c" in only:
        show("(c) Cold starts", [*starts.table(rounds)], markdown=markdown)
        show("(c) Where the time of the whole record goes", [*record.table(rounds)], markdown=markdown)
    if "d" in only:
        show("(d) Growth", [*growth.table(rounds)], markdown=markdown)
    print(f"\n{machine(*PACKAGES)}")


if __name__ == "__main__":
    sys.exit(main())
