"""A long life in one process. Slow (minutes), and worth it: the C module frees nothing by itself."""

from __future__ import annotations

import itertools
import random
import resource
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casus_foederis.assessor import Assessor, Question
from casus_foederis.files.library import Library
from conftest import A_DAY, a_scenario

WARM_UP = 20_000
ASSESSMENTS = 100_000, pytest.param(1_000_000, marks=pytest.mark.marathon)
MOST_GROWTH = 8_000  # kilobytes; a leak of one small fact per assessment would be a hundred times that

pytestmark = pytest.mark.endurance


def questions(library: Library) -> Iterator[Question]:
    """Draw questions without end: facts, interpretation and text at random."""
    dice = random.Random(51)
    facts = list(library.vocabulary.facts)
    bundles = list(library.interpretations.interpretations)
    while True:
        case = {fact: dice.choice([True, False, "unknown"]) for fact in facts}
        text = dice.choice([None, "cst-1992"])
        yield Question(a_scenario(case), "record", dice.choice(bundles), A_DAY, text)


def resident() -> int:
    """Memory that this process holds now, in kilobytes. A peak would hide a leak below an earlier peak."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024


def handles() -> int:
    """Files, pipes and sockets that this process holds open."""
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("assessments", ASSESSMENTS)
def test_assessments_without_end_leave_nothing_behind(
    library: Library, assessments: int, count: Callable[[str], None]
) -> None:
    with Assessor(library) as assessor:
        stream = questions(library)
        for question in itertools.islice(stream, WARM_UP):
            assert assessor.assess(question).findings
        before, held, threads = resident(), handles(), threading.active_count()
        for question in itertools.islice(stream, assessments):
            assert assessor.assess(question).findings
        growth = resident() - before
        left = handles() - held, threading.active_count() - threads
    count(f"assessments after warm-up: {assessments:,}, growth: {growth} kB, new handles and threads: {left}")
    assert growth < MOST_GROWTH
    assert left == (0, 0)


def test_a_thousand_engines_do_not_grow_memory(assessor: Assessor, count: Callable[[str], None]) -> None:
    from casus_foederis.rete import Engine

    rulebook = assessor.rulebook("cst")
    for _ in range(100):
        Engine(rulebook).close()
    before = resident()
    for _ in range(1_000):
        Engine(rulebook).close()
    growth = resident() - before
    count(f"engines opened and closed: 1000, growth: {growth} kB")
    assert growth < MOST_GROWTH
