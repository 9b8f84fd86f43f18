"""The benchmarks, in short: whether contestants give the same answers. No time is ever asserted."""

from __future__ import annotations

import subprocess
import sys

from conftest import ROOT


def test_contestants_of_the_speed_benchmark_agree() -> None:
    """Of engines that are not installed, it says so; the C module by itself, and Polars by hand, are always there."""
    program = [
        sys.executable,
        "-W",
        "error::DeprecationWarning",
        str(ROOT / "benchmarks" / "speed.py"),
        "--short",
    ]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(" agree on ") == 4
    assert "one case: 1 engines" not in done.stdout
    assert "many rows: 1 contestants" not in done.stdout
