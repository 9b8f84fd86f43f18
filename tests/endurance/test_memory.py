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

WARM_UP = 20_000  # until the messages of the engine that are kept in memory have all come up
ASSESSMENTS = 100_000
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


def test_a_hundred_thousand_assessments_do_not_grow_memory(
    library: Library, count: Callable[[str], None]
) -> None:
    with Assessor(library) as assessor:
        stream = questions(library)
        for question in itertools.islice(stream, WARM_UP):
            assessor.assess(question)
        before = resident()
        for question in itertools.islice(stream, ASSESSMENTS):
            assessor.assess(question)
        growth = resident() - before
    count(
        f"assessments after warm-up: {ASSESSMENTS}, growth: {growth} kB, threads: {threading.active_count()}"
    )
    assert growth < MOST_GROWTH


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
