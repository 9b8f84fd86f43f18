"""The debates in the documents, typed again at a real terminal."""

from __future__ import annotations

import datetime
import re
import shlex
from pathlib import Path

import pytest

from casus_foederis.assessor import Assessor
from casus_foederis.teaching.debate import Debate
from conftest import ROOT
from doors.session import replay, typed_in

DEBATES = ROOT / "docs" / "debates.md"
THREE = ["kazakhstan-2022", "armenia-2020", "kyrgyzstan-2010-june"]


def session(name: str) -> str:
    """Find the debate about a case."""
    sessions: list[str] = re.findall(r"```text\n(.*?)```", DEBATES.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = (each for each in sessions if each.startswith(f"$ casus debate {name} "))
    return found


def played(assessor: Assessor, name: str) -> tuple[Debate, list[str]]:
    """Begin the debate about a case as it was begun, and give what was typed in it."""
    command, *lines = session(name).splitlines()
    _, _, _, scenario, *options = shlex.split(command)
    chosen = {key.lstrip("-"): value for key, value in zip(options[::2], options[1::2], strict=True)}
    on = datetime.date.fromisoformat(chosen["on"]) if "on" in chosen else None
    found = assessor.library.scenario(scenario)
    debate = Debate(
        assessor, found, chosen["as"], rule=chosen.get("provision"), text=chosen.get("text"), on=on
    )
    return debate, list(typed_in(lines))


# One every day, and the others among the slow ones: a terminal has to be waited for.
@pytest.mark.parametrize(
    "name", [*THREE[:1], *(pytest.param(each, marks=pytest.mark.endurance) for each in THREE[1:])]
)
def test_a_terminal_shows_the_debate_that_stands_there(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    stands = session(name)
    shown = replay(stands, tmp_path)
    if request.config.getoption("force_regen"):
        document = DEBATES.read_text(encoding="utf-8")
        DEBATES.write_text(document.replace(stands, shown), encoding="utf-8")
    assert shown == stands
