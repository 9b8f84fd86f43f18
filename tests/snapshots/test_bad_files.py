"""What people read after their mistakes: each broken file of ``bad/``, with its exact output beside it.

``make snapshots`` writes the outputs anew, for review. A folder in ``bad/`` is checked as one.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from casus_foederis.files.source import LARGEST_FILE, MOST_VALUES
from casus_foederis.inspection import inspect
from casus_foederis.messages import GROUPS, MESSAGES
from casus_foederis.report.notices import print_inspection

BAD = Path(__file__).parent.parent / "bad"
CASES = sorted(path.name for path in BAD.iterdir() if path.suffix != ".txt")


def output(path: str) -> str:
    """Check a path and give what is printed, as to a file."""
    out = io.StringIO()
    print_inspection(inspect([Path(path)]), out)
    return out.getvalue()


@pytest.mark.parametrize("name", CASES)
def test_a_broken_file(
    name: str, file_regression: FileRegressionFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each is checked in a folder of its own, because files may name what others beside them define."""
    (shutil.copytree if (BAD / name).is_dir() else shutil.copy)(BAD / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    file_regression.check(output(name), encoding="utf-8", fullpath=BAD / f"{Path(name).stem}.txt")


def make_too_large() -> None:
    with Path("too-large.yaml").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)


def make_too_many_values() -> None:
    Path("too-many-values.yaml").write_text(f"kind: hypothetical\nalso_on: [{'1,' * MOST_VALUES}1]\n")


def make_a_loop() -> None:
    Path("a-loop.yaml").symlink_to("a-loop.yaml")


def make_a_device() -> None:
    Path("a-device.yaml").symlink_to("/dev/zero")


def make_unreadable() -> None:
    """Even for root: reading the memory of a process from its beginning is an error of input and output."""
    Path("unreadable.yaml").symlink_to("/proc/self/mem")


def make_nothing() -> None:
    """Leave the file missing."""


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("missing.yaml", make_nothing),
        ("too-large.yaml", make_too_large),
        ("too-many-values.yaml", make_too_many_values),
        ("a-loop.yaml", make_a_loop),
        ("a-device.yaml", make_a_device),
        ("unreadable.yaml", make_unreadable),
    ],
)
def test_a_file_that_git_cannot_hold(
    name: str,
    make: Callable[[], None],
    file_regression: FileRegressionFixture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    make()
    file_regression.check(output(name), encoding="utf-8", fullpath=BAD / f"{Path(name).stem}.txt")


def test_every_output_belongs_to_a_file() -> None:
    made = {"missing", "too-large", "too-many-values", "a-loop", "a-device", "unreadable"}
    assert {path.stem for path in BAD.glob("*.txt")} == {Path(name).stem for name in CASES} | made


# Messages that no file of somebody's own can bring about: they are asked for on the command line, or stand in
# the way of whoever changes the bundled law, or guard the rule engine (see test_hazards.py).
NOT_FROM_FILES = {
    *GROUPS["request"],
    *GROUPS["table"],  # in `doors/test_tables.py`
    *(
        "default_incomplete",
        "bad_name",
        "collision",
        "too_many_rules",
        "too_many_uses",
        "text_missing",
        "too_layered",
        "other",
    ),
}


def test_every_message_has_an_example() -> None:
    shown = "".join(path.read_text(encoding="utf-8") for path in BAD.glob("*.txt"))
    assert set(MESSAGES) - set(re.findall(r"\[(\w+)\]$", shown, re.MULTILINE)) == NOT_FROM_FILES


def test_nothing_was_run() -> None:
    assert not Path("/tmp/casus-was-run").exists()  # noqa: S108 - what tag-of-python.yaml would write
