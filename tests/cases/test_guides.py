"""The guides, followed step by step: their files are written, their changes made, their commands run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casus_foederis.cli import main
from casus_foederis.files.search import data_folder
from conftest import ROOT

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SAVE = re.compile(r"Save this as `([\w.-]+)`")
_REPLACE = re.compile(r"in the\s+place of the line\s+`([^`]+)`")


def steps(guide: str) -> Iterator[tuple[str, str, str]]:
    """List the blocks of a guide: the text before each, its language, and what stands in it."""
    text, end = (ROOT / "docs" / guide).read_text(encoding="utf-8"), 0
    for found in _BLOCK.finditer(text):
        yield text[end : found.start()], found[1], found[2]
        end = found.end()


def patched(text: str, diff: str) -> str:
    """Make a change that a guide shows: what it takes out stands in the file once, where it says."""
    lines = diff.splitlines()[1:]
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    assert text.count(old) == 1, old
    return text.replace(old, new)


def plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


@pytest.fixture
def here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], str]:
    """Run a command in an empty folder; it must succeed."""
    monkeypatch.chdir(tmp_path)

    def run(command: str) -> str:
        name, *arguments = shlex.split(command)
        if name == "pytest":
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", *arguments],
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout
            return done.stdout
        assert name == "casus"
        code = main(arguments)
        printed = capsys.readouterr()
        assert code == 0, (command, printed)
        return printed.out

    return run


@pytest.mark.endurance
def test_write_your_own_scenario(tmp_path: Path, here: Callable[[str], str]) -> None:
    file = tmp_path / "raid.yaml"
    ran = []
    for before, language, block in steps("write-a-scenario.md"):
        if language == "yaml":
            if (line := _REPLACE.search(before)) is not None:
                text = file.read_text(encoding="utf-8")
                assert text.count(f"  {line[1]}\n") == 1
                file.write_text(text.replace(f"  {line[1]}\n", block), encoding="utf-8")
            elif "at the top" in before:
                file.write_text(block + file.read_text(encoding="utf-8"), encoding="utf-8")
            else:
                assert not file.exists() or "at the end" in before or "the second names" in before
                with file.open("a", encoding="utf-8") as out:
                    out.write(block)
        elif language == "sh":
            ran += [here(command) for command in block.splitlines()]
        elif language == "text":
            wrong = file.read_text(encoding="utf-8").replace("author.state:", "author.stat:", 1)
            (tmp_path / "wrong.yaml").write_text(wrong.replace("Tajikistan", "Tadjikistan"), encoding="utf-8")
            told = subprocess.run(
                [sys.executable, "-m", "casus_foederis", "check", "wrong.yaml"],
                capture_output=True,
                text=True,
                check=False,
            )
            assert told.returncode == 2
            assert all(line in told.stdout for line in block.splitlines())
    assert len(ran) >= 7
    assert "Expectations checked: 2. Failed: 0." in ran[-2]
    assert "2 passed" in ran[-1]
    assert "Warnings: 0." in here("casus check raid.yaml")


@pytest.mark.endurance
def test_add_a_treaty(tmp_path: Path, here: Callable[[str], str]) -> None:
    shown, ran = "", 0
    for before, language, block in steps("add-a-treaty.md"):
        if language == "yaml" and "Add these to `pass.yaml`" in before:
            with (tmp_path / "pass.yaml").open("a", encoding="utf-8") as case:
                case.write(block)
        elif language == "yaml":
            (name,) = _SAVE.findall(before)
            (tmp_path / name).write_text(block, encoding="utf-8")
        elif language == "sh":
            commands = block.splitlines()
            shown = plain("".join(here(command) for command in commands))
            ran += len(commands)
        else:
            assert plain(block) in shown
    assert ran >= 7
    assert "2 passed" in shown
    import casus_foederis as casus

    with casus.Assessor(casus.library("pact.yaml", "pass.yaml")) as own:
        assert casus.conditions("pact.art2", assessor=own).met


@pytest.mark.endurance
def test_add_a_reading(tmp_path: Path) -> None:
    """In a copy of the repository. Slow, because every command reads a library of its own, and checks all of it."""
    for folder in ("engine", "rules", "scenarios", "seeds"):
        shutil.copytree(data_folder() / folder, tmp_path / folder)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "engine")}
    shown = ""
    for _, language, block in steps("add-a-reading.md"):
        if language == "diff":
            file = tmp_path / block.splitlines()[0].removeprefix("--- ")
            file.write_text(patched(file.read_text(encoding="utf-8"), block), encoding="utf-8")
        elif language == "sh":
            for command in block.splitlines():
                program = [sys.executable, "-m", "casus_foederis", *shlex.split(command)[1:]]
                done = subprocess.run(
                    program, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
                )
                assert done.returncode == 0, (command, done.stdout, done.stderr)
                shown += done.stdout
        elif language == "text":
            assert " ".join(block.split()) in " ".join(shown.split())
    assert "✔ The request cst.request" in shown
