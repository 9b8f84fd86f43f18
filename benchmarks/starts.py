"""(c) From the command to the answer, in a new process: cold start, and what a bare durable-rules takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from measuring import number, tell, timed

BARE: Final = """
from durable.lang import assert_fact, m, ruleset, when_all

with ruleset("bare"):
    @when_all(m.subject == "aggression")
    def assist(context):
        print("assistance is due")

assert_fact("bare", {"subject": "aggression"})
"""
PASS, SCRIPT = "python -c pass", "a bare durable-rules script"
CASUS: Final = (sys.executable, "-m", "casus_foederis")
COMMANDS: Final = {
    PASS: (sys.executable, "-c", "pass"),
    SCRIPT: (sys.executable, "-W", "ignore", "-c", BARE),
    "casus --help": (*CASUS, "--help"),
    "casus members cst Uzbekistan": (*CASUS, "members", "cst", "Uzbekistan"),
    "casus explain kazakhstan-2022": (*CASUS, "explain", "kazakhstan-2022"),
    "casus run kazakhstan-2022": (*CASUS, "run", "kazakhstan-2022"),
    "casus run, the whole record": (*CASUS, "run"),
}


def table(rounds: int) -> Iterator[list[str]]:
    """Time the commands."""
    tell("(c) cold starts")
    times = timed({name: partial(_run, command) for name, command in COMMANDS.items()}, rounds)
    yield ["command", "ms", f"by {PASS}", f"by {SCRIPT}"]
    for name, seconds in times.items():
        yield [
            name,
            f"{1000 * median(seconds):,.0f} ({1000 * min(seconds):,.0f} to {1000 * max(seconds):,.0f})",
            *(_by(seconds, times[other]) for other in (PASS, SCRIPT)),
        ]


def _by(ours: list[float], others: list[float]) -> str:
    return number(median(our / other for our, other in zip(ours, others, strict=True)))


def check() -> int:
    """See that every command succeeds; tell how many there are."""
    for command in COMMANDS.values():
        _run(command)
    return len(COMMANDS)


def _run(command: tuple[str, ...]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parent.parent)  # noqa: S603 - ours
