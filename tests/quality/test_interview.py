"""The interview, answered from a scenario's file, comes to that scenario's answers; and it asks little."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import load
from casus_foederis.files.writing import scenario_text
from casus_foederis.interview.interview import Interviews
from casus_foederis.model.scenario import Scenario
from casus_foederis.report.interview import Pages
from conftest import ROOT
from quality.retelling import Retold, retell

MAIN = ("cst.art4.2",)
# Every day these, which have everything that makes an interview long: days, accounts, answers that changed.
FEW = ("kyrgyzstan-2010-june", "kazakhstan-2022", "armenia-2021", "who-asks-and-how")


def answers(assessor: Assessor, scenario: Scenario, rules: Collection[str]) -> list[dict[str, Any]]:
    """Give what the law says of a scenario: of each account, on each day, under each interpretation."""
    asked = [assessor.assess(question) for question in assessor.questions(scenario)]
    return [
        {
            "asked": (each.framing, each.role, each.on, each.text, each.interpretation),
            "read": (each.readings, each.bases),
            "found": {id: each.provisions[id] for id in rules},
            "follows": each.consequences,
        }
        for each in asked
    ]


def compare(assessor: Assessor, retold: dict[str, Retold], folder: Path) -> tuple[list[str], int]:
    """Write what was told anew to files, read them, and list the scenarios that come to other answers."""
    for each in retold.values():
        text = scenario_text(
            each.progress.scenario, Pages(assessor, assessor.library).remarks(each.progress, None)
        )
        (folder / f"{each.progress.scenario.id}.yaml").write_text(text, encoding="utf-8")
    wrong, compared = [], 0
    with Assessor(load([folder])) as fresh:
        for id, each in retold.items():
            rules = each.progress.rules
            ours = answers(fresh, fresh.library.scenario(each.progress.scenario.id), rules)
            compared += len(ours)
            if ours != answers(assessor, assessor.library.scenario(id), rules):
                wrong.append(id)
    return wrong, compared


def report(retold: dict[str, Retold], facts: int) -> str:
    """Tell how many questions each case took, and each account of it, of how many there are."""
    lines = [f"{each.progress.asked:2}   {each.mean:4.1f}   {facts}   {id}" for id, each in retold.items()]
    case = mean(each.progress.asked for each in retold.values())
    account = mean(each.mean for each in retold.values())
    return "\n".join(
        ("asked, of each account, of", *lines, f"{case:.1f} {account:.1f} {facts} on average", "")
    )


@pytest.mark.endurance
@pytest.mark.parametrize("whole", [False, True])
def test_answered_from_a_file_it_writes_a_file_with_the_same_answers(
    assessor: Assessor,
    tmp_path: Path,
    count: Callable[[str], None],
    file_regression: FileRegressionFixture,
    *,
    whole: bool,
) -> None:
    """About the main provision, and about all of them. Slow, for every account of every case; and worth it,
    because whoever is not asked something takes it on trust that it cannot matter."""
    library, interviews = assessor.library, Interviews(assessor)
    rules: Sequence[str] = tuple(library.treaty("cst").provisions) if whole else MAIN
    retold = {id: retell(interviews, each, rules) for id, each in library.scenarios.items()}
    wrong, compared = compare(assessor, retold, tmp_path)
    assert not wrong
    facts = len(library.vocabulary.facts)
    file_regression.check(report(retold, facts))
    asked = mean(each.progress.asked for each in retold.values())
    account = mean(each.mean for each in retold.values())
    count(f"assessments compared: {compared}; asked: {asked:.1f} of {facts}; of each account: {account:.1f}")
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    if whole:
        assert f"and {asked:.1f} for all seven provisions" in readme
    else:
        assert asked < facts / 2
        assert f"takes on average {asked:.1f} of {facts} questions" in readme


def test_of_a_few_cases_every_day(assessor: Assessor, tmp_path: Path) -> None:
    interviews = Interviews(assessor)
    retold = {id: retell(interviews, assessor.library.scenario(id), MAIN) for id in FEW}
    wrong, compared = compare(assessor, retold, tmp_path)
    assert not wrong
    assert compared > 100
