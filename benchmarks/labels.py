"""How the work of finding all smallest sets of changes grows, for our diagrams and three other ways.

``--short`` only sees, on small problems, that all ways come to the same. See the README beside this file.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from typing import Final

import real
from contestants import DIAGRAM, contestants
from measuring import DisagreementError, number, print_table
from problem import Contestant, Problem
from race import Result, compare, race
from synthetic import SHAPES, layered

from casus_foederis.logic import Truth

SIZES: Final = (5, 10, 20, 40)
SEEDS: Final = 60  # of random rulebooks of each small size
NOT_TRIED: Final = "-"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 if the contestants do not agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--short", action="store_true", help="no times; only whether all agree, in seconds")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--limit", type=float, default=60, help="seconds for one run (60)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each contestant on each problem (5)")
    options = parser.parse_args(arguments)
    runners = contestants()
    try:
        if options.short:
            print(_short(runners))
        else:
            results = _races(runners, options.limit, options.rounds)
            print_table(list(_table(results, runners, options.limit)), markdown=options.markdown)
            print(f"\n{_notes(options.limit, options.rounds)}")
    except DisagreementError as error:
        print(f"the contestants do not agree: {error}", file=sys.stderr)
        return 1
    return 0


def _short(runners: Sequence[Contestant]) -> str:
    counts = [compare(problem, runners) for problem in _small_problems()]
    names = ", ".join(each.name for each in runners)
    return f"{len(counts)} problems, {sum(counts)} smallest sets: {names} agree on all"


def _small_problems() -> Iterator[Problem]:
    yield from real.problems((5, 10), every_status=True)
    for size in (5, 8, 10):
        yield from (shape(size) for shape in SHAPES.values())
    for seed in range(SEEDS):
        yield from (layered(size, seed, status) for size in (4, 6, 8) for status in Truth)


def _races(runners: Sequence[Contestant], limit: float, rounds: int) -> list[Result]:
    problems = [*real.problems((*SIZES[:-1], None))]
    problems += [shape(size) for shape in SHAPES.values() for size in SIZES]
    results: list[Result] = []
    for place, problem in enumerate(problems, 1):
        if sys.stderr.isatty():
            print(f"{place} of {len(problems)}: {problem.name}", file=sys.stderr)
        results.append(race(problem, runners, limit, rounds))
    return results


def _table(results: Sequence[Result], runners: Sequence[Contestant], limit: float) -> Iterator[list[str]]:
    others = [each.name for each in runners if each != DIAGRAM]
    yield ["problem", "open", "smallest sets", "nodes", "diagram, ms", *(f"{each}, ratio" for each in others)]
    for result in results:
        ours = result.seconds[DIAGRAM.name]
        yield [
            result.problem.name,
            str(len(result.problem.open())),
            _whole(result.sets),
            _whole(result.nodes),
            f"> {limit:g} s" if ours is None else number(1000 * median(ours)),
            *(_ratio(result, each, limit) for each in others),
        ]


def _whole(count: int | None) -> str:
    return NOT_TRIED if count is None else f"{count:,}"


def _ratio(result: Result, name: str, limit: float) -> str:
    """Word how a contestant compares to ours: the median, and from least to most."""
    if name not in result.seconds:
        return NOT_TRIED
    theirs, ours = result.seconds[name], result.seconds[DIAGRAM.name]
    if theirs is None:
        return f"> {limit:g} s"
    if ours is None:
        return f"{number(1000 * median(theirs))} ms"
    ratios = [each / median(ours) for each in theirs]
    return f"{number(median(ratios))} ({number(min(ratios))} to {number(max(ratios))})"


def _notes(limit: float, rounds: int) -> str:
    try:
        clingo = f"clingo {version('clingo')}"
    except PackageNotFoundError:
        clingo = "without clingo"
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} CPUs"
    return (
        f"{machine}, {platform.python_implementation()} {platform.python_version()}, {clingo}.\n"
        f"Times are medians of {rounds} rounds, in which the contestants take turns. A ratio is the time of\n"
        "a contestant by the median time of the diagram: the median, and in brackets the least and the\n"
        f"greatest; above 1, the diagram is faster. Where the diagram took more than {limit:g} s, the times\n"
        "of the others stand instead. A dash is for what was not tried: brute force on too many combinations."
    )


if __name__ == "__main__":
    sys.exit(main())
