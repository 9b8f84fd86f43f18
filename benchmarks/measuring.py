"""What all benchmarks of speed share: rounds in which contestants take turns, ratios, tables, the machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final, TypeVar

GREAT: Final = 10  # from here on, numbers have no decimals
ROUNDS: Final = 5

T = TypeVar("T")
Times = dict[str, list[float]]


class DisagreementError(Exception):
    """Two contestants do not give the same answer."""


def same(answers: Mapping[str, T]) -> T:
    """Give the answer of all. Raises `DisagreementError` if one has another."""
    (first, answer), *others = answers.items()
    for name, other in others:
        if other != answer:
            raise DisagreementError(f"{first} says {str(answer)[:300]}, {name} says {str(other)[:300]}")
    return answer


def timed(jobs: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> Times:
    """Time jobs, in seconds. They take turns, so that what slows the machine down slows all of them."""
    times: Times = {name: [] for name in jobs}
    for job in jobs.values():  # to be warm
        job()
    for _ in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            start = perf_counter()
            job()
            times[name].append(perf_counter() - start)
    return times


def alone(job: Callable[[], T]) -> tuple[T, float, int]:
    """Do a job in a process of its own; give what came of it, its seconds, and its peak memory in bytes.

    The process is a new one, because Polars does not survive a fork. Its start is not counted.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(job, theirs))
    process.start()
    theirs.close()
    found: tuple[T, float, int] = ours.recv()
    process.join()
    return found


def _send(job: Callable[[], object], to: object) -> None:
    start = perf_counter()
    found = job()
    took = perf_counter() - start
    to.send((found, took, _peak()))  # type: ignore[attr-defined]


def _peak() -> int:
    """Tell the most memory that this process has held, in bytes; `resource` would count its parent, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Word our speed by somebody's, round by round: the median, and from least to most."""
    ratios = [their / our for our, their in zip(ours, theirs, strict=True)]
    if len(ratios) == 1:
        return number(ratios[0])
    return f"{number(median(ratios))} ({number(min(ratios))} to {number(max(ratios))})"


def number(value: float) -> str:
    """Write a number with two digits that say something; a great one whole."""
    return f"{value:,.0f}" if value >= GREAT else f"{value:.2g}"


def show(title: str, rows: Sequence[Sequence[str]], *, markdown: bool) -> None:
    """Print a table under a title; the first row holds its heads."""
    print(f"\n### {title}\n" if markdown else f"\n{title}")
    print_table(rows, markdown=markdown)


def print_table(rows: Sequence[Sequence[str]], *, markdown: bool) -> None:
    """Print a table; the first row holds its heads."""
    if markdown:
        head, *body = (f"| {' | '.join(row)} |" for row in rows)
        print(head, f"|---|{'---:|' * (len(rows[0]) - 1)}", *body, sep="\n")
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [each.rjust(width) for each, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]))


def machine(*packages: str) -> str:
    """Describe the machine, and the versions of packages."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {_version(name)}" for name in packages)
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} CPUs ({_processor()}), "
        f"{memory:.0f} GiB of memory, {platform.python_implementation()} {platform.python_version()}; "
        f"{versions}."
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not there)"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown"
    )


def tell(text: str) -> None:
    """Show on a terminal how far it is."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr)
