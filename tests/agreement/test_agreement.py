"""The readers of the rules never disagree: columns, labels, durable-rules, and a program written by hand."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple

import pytest

from agreement.patterns import Lot, Round, lots, smallest
from casus_foederis.api import library
from casus_foederis.assessor import Assessor
from casus_foederis.logic import Truth

PATTERNS = 100_000, pytest.param(1_000_000, marks=pytest.mark.marathon)
SAMPLE = 20  # of so many, one is for durable-rules, too
EVERY_DAY = 1_000


class Held(NamedTuple):
    """How many rows the readers were held against each other on, what they came to, and what differs."""

    rows: int
    few: int
    came_to: set[tuple[str, str]]
    told: list[str]


def run(lot: Lot, count: int, sample: int, clingo: bool) -> Held:
    """Hold the readers against each other on one lot."""
    with Assessor(library()) as assessor:
        return run_with(assessor, lot, count, sample, clingo)


def run_with(assessor: Assessor, lot: Lot, count: int, sample: int, clingo: bool) -> Held:
    round = Round(assessor, lot, count)
    few = round.rows[:sample]
    told = []
    for reader, given in (
        (round.by_labels, round.rows),
        (round.by_durable_rules, few),
        *([(round.by_clingo, round.rows)] if clingo else []),
    ):
        wrong = reader(given, round.answers)
        told += [smallest(round, reader, wrong[0])] if wrong else []
    came_to = {(rule, status) for rule, statuses in round.answers.items() for status in statuses}
    return Held(len(round.rows), len(few), came_to, told)


def together(results: Sequence[Held]) -> Held:
    rows, few, came_to, told = zip(*results, strict=True)
    return Held(sum(rows), sum(few), set().union(*came_to), [line for lines in told for line in lines])


def test_readers_agree(assessor: Assessor, count: Callable[[str], None]) -> None:
    """Every day, without clingo, which need not be there."""
    chosen = lots(assessor, seed=2022)[::5]
    rows, few, _, told = together(
        [run_with(assessor, lot, EVERY_DAY // len(chosen), 4, clingo=False) for lot in chosen]
    )
    count(f"columns and labels: {rows}, durable-rules: {few}, disagreements: {len(told)}")
    assert not told, told


@pytest.mark.agree
@pytest.mark.parametrize("patterns", PATTERNS)
def test_all_readers_agree(assessor: Assessor, patterns: int, count: Callable[[str], None]) -> None:
    """Slow (minutes), and worth it: four readers of one law, one of which shares no line with the others."""
    chosen = lots(assessor, seed=1992)
    each, sample = patterns // len(chosen) + 1, patterns // SAMPLE // len(chosen) + 1
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        waiting = [pool.submit(run, lot, each, sample, True) for lot in chosen]
        rows, few, came_to, told = together([done.result() for done in waiting])
    rules = assessor.rulebook("cst").rules
    count(
        f"patterns under {len(chosen)} sets of words and readings, columns against clingo and labels: {rows:,}; "
        f"against durable-rules: {few:,}; rules each: {len(rules)}; disagreements: {len(told)}"
    )
    assert rows >= patterns
    assert few >= patterns // SAMPLE
    assert came_to == {(rule, truth.status) for rule in rules for truth in Truth}
    assert not told, told


@pytest.mark.agree
@pytest.mark.parametrize("name", ["by_labels", "by_durable_rules", "by_clingo"])
def test_a_disagreement_would_be_found_and_told_small(
    assessor: Assessor, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers of the columns are turned around wherever the treaty binds and force was used."""
    real = Round.columns

    def turned(self: Round, given: Any) -> dict[str, list[str]]:
        answers = real(self, given)
        for number, row in enumerate(given):
            if row["force.used"] == "true" and answers["cst.bound"][number] == "met":
                answers["cst.declaration"][number] = "met"
        return answers

    monkeypatch.setattr(Round, "columns", turned)
    round = Round(assessor, Lot(1, "icj", None, {}), 60)
    reader = getattr(round, name)
    wrong = reader(round.rows, round.answers)
    assert wrong
    told = smallest(round, reader, wrong[0])
    assert told.startswith(f"{name} differs from the columns, which say of cst.declaration: met.")
    assert told.count(": true") == 1
    assert "force.used: true" in told
    assert "menace" not in told
