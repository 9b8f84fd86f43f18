"""Runs contestants against each other: first whether they agree, then how long each takes.

Every run has a process of its own, which is ended when its time is up.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import pairwise
from multiprocessing.connection import Connection
from statistics import median
from time import perf_counter
from typing import Final, TypeVar

import diagrams
from contestants import DIAGRAM
from measuring import DisagreementError
from problem import Contestant, Moves, Problem

LISTED: Final = 100_000  # sets up to which they are compared one by one; beyond, their number is
SHOWN: Final = 200  # characters of an answer, where two differ
LEAST: Final = 0.1  # seconds for which a short job is repeated within a run

T = TypeVar("T")


@dataclass(frozen=True)
class Result:
    """What came of a problem. Who took no part has no times; who did not end in time has ``None``."""

    problem: Problem
    sets: int | None
    nodes: int | None
    seconds: dict[str, list[float] | None]


def race(problem: Problem, contestants: Sequence[Contestant], limit: float, rounds: int) -> Result:
    """Let all contestants that are able solve a problem: once to see that they agree, then in rounds."""
    able = [each for each in contestants if each.able(problem)]
    counts = {each.name: within(limit, partial(each.count, problem)) for each in able}
    in_time = [each for each in able if counts[each.name] is not None]
    sets = _same(problem, counts)
    if sets is not None and sets <= LISTED:
        _same(problem, {each.name: within(limit, partial(_sum, each, problem)) for each in in_time})
    seconds: dict[str, list[float] | None] = {each.name: None for each in able}
    seconds |= _rounds(problem, in_time, limit, rounds)
    nodes = within(limit, partial(diagrams.nodes, problem)) if DIAGRAM in in_time else None
    return Result(problem, sets, nodes, seconds)


def compare(problem: Problem, contestants: Sequence[Contestant]) -> int:
    """See whether all contestants list the same sets, and count as many; give their number.

    Raises `DisagreementError` if they do not.
    """
    able = [each for each in contestants if each.able(problem)]
    listed = {each.name: _sorted(each.sets(problem)) for each in able}
    _same(problem, listed)
    counts = {f"{each.name}, counting": each.count(problem) for each in able}
    lengths = {f"{name}, listing": len(sets) for name, sets in listed.items()}
    return _same(problem, counts | lengths) or 0


def _same(problem: Problem, answers: Mapping[str, T | None]) -> T | None:
    """Give the answer of all who have one. Raises `DisagreementError` if they do not agree."""
    given = {name: answer for name, answer in answers.items() if answer is not None}
    for one, two in pairwise(given):
        if given[one] != given[two]:
            said = " and ".join(f"{name} says {str(given[name])[:SHOWN]}" for name in (one, two))
            raise DisagreementError(f"{problem.name}, {len(problem.open())} open: {said}")
    return next(iter(given.values()), None)


def within(limit: float, job: Callable[[], T]) -> T | None:
    """Do a job in a process of its own; ``None`` if it takes too long.

    The process is forked, so that the problem need not be written down for it.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(job, theirs))
    process.start()
    theirs.close()
    found: T | None = ours.recv() if ours.poll(limit) else None
    process.kill()
    process.join()
    return found


def _send(job: Callable[[], object], to: Connection) -> None:
    to.send(job())


def _rounds(
    problem: Problem, contestants: Sequence[Contestant], limit: float, rounds: int
) -> dict[str, list[float] | None]:
    """Time the contestants by turns. One whose time is up is out, and so are its earlier times."""
    seconds: dict[str, list[float] | None] = {each.name: [] for each in contestants}
    for _ in range(rounds):
        for each in contestants:
            times = seconds[each.name]
            if times is not None:
                took = within(limit, partial(_timed, each, problem))
                seconds[each.name] = None if took is None else [*times, took]
    return seconds


def _timed(contestant: Contestant, problem: Problem) -> float:
    """Time a job; if it is short, the median of as many as fit."""
    times: list[float] = []
    while sum(times) < LEAST:
        start = perf_counter()
        contestant.count(problem)
        times.append(perf_counter() - start)
    return median(times)


def _sum(contestant: Contestant, problem: Problem) -> str:
    return sha256(repr(_sorted(contestant.sets(problem))).encode()).hexdigest()


def _sorted(sets: list[Moves]) -> list[list[tuple[str, int]]]:
    return sorted(map(sorted, sets))
