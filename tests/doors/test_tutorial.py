"""The tutorial, followed to the letter at a real terminal: its transcript is what is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT
from doors.session import replay

TUTORIAL, TRANSCRIPT = ROOT / "docs" / "tutorial.md", ROOT / "docs" / "transcript.md"
_BLOCK = re.compile(r"```text\n(.*?)```", re.DOTALL)


def blocks(document: Path) -> list[str]:
    return _BLOCK.findall(document.read_text(encoding="utf-8"))


@pytest.mark.endurance
def test_the_transcript_is_what_a_terminal_shows(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Slow, because it waits for a terminal some thirty times; worth it, because newcomers do just this."""
    (session,) = blocks(TRANSCRIPT)
    shown = replay(session, tmp_path)
    if request.config.getoption("force_regen"):
        document = TRANSCRIPT.read_text(encoding="utf-8")
        TRANSCRIPT.write_text(document.replace(session, shown), encoding="utf-8")
    assert shown == session


def test_all_that_the_tutorial_shows_stands_in_the_transcript() -> None:
    (session,) = blocks(TRANSCRIPT)
    shown = blocks(TUTORIAL)
    assert len(shown) >= 5
    assert not [block for block in shown if block not in session]


def test_the_tutorial_shows_every_command_of_the_transcript() -> None:
    (session,) = blocks(TRANSCRIPT)
    commands = [line for line in session.splitlines() if line.startswith("$ ")]
    assert len(commands) >= 5
    tutorial = TUTORIAL.read_text(encoding="utf-8")
    assert not [command for command in commands if command.removeprefix("$ ") not in tutorial]
