"""(a) One case after another: how many are answered in a second, with and without reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engines import engines
from measuring import number, ratio, same, tell, timed

from casus_foederis.assessor import Assessor, Question

OURS = "casus, explained"


def table(assessor: Assessor, rounds: int) -> Iterator[list[str]]:
    """Time all engines on every question of the bundled record."""
    asked = questions(assessor)
    leaves = [{id: each.value for id, each in assessor.given(question).items()} for question in asked]
    check(assessor, asked)

    def explained() -> None:
        for question in asked:
            assert assessor.assess(question).findings  # noqa: S101 - and let go of it again

    jobs = {OURS: explained}
    for name, engine in engines(assessor.rulebook("cst")).items():
        jobs[name] = lambda engine=engine: [engine.statuses(each) for each in leaves]  # type: ignore[misc]
    tell("(a) one case after another")
    times = timed(jobs, rounds)
    yield ["engine", "cases a second", "our speed by its speed"]
    for name, seconds in times.items():
        a_second = len(asked) / min(seconds)
        yield [name, number(a_second), "1" if name == OURS else ratio(times[OURS], seconds)]


def questions(assessor: Assessor) -> list[Question]:
    """List every question that the bundled scenarios raise."""
    return [
        question
        for scenario in assessor.library.scenarios.values()
        for question in assessor.questions(scenario)
    ]


def check(assessor: Assessor, asked: Sequence[Question]) -> int:
    """See that all engines give the same statuses; tell how many engines there are."""
    rulebook = assessor.rulebook("cst")
    others = engines(rulebook)
    for question in asked:
        leaves = {id: each.value for id, each in assessor.given(question).items()}
        assessment = assessor.assess(question)
        ours = {id: assessment[id].status for id in rulebook.provisions}
        same({OURS: ours} | {name: engine.statuses(leaves) for name, engine in others.items()})
    return 1 + len(others)
