"""The API against its own description, by schemathesis: 5,000 requests, made up from it, right ones and wrong ones."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from doors.served import Served

pytestmark = pytest.mark.api

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "unsupported_method",
)
ALL = 5_000
ENOUGH = int(os.environ.get("CASUS_REQUESTS", ALL))  # fewer where time is short, as in CI
FEWER = Path(__file__).with_name("schemathesis.toml")  # of what takes longest


def test_every_request_is_answered_as_described(
    served: Served, count: Callable[[str], None], root: Path, tmp_path: Path
) -> None:
    """How many a run makes up hangs on what it has made up before, so there are as many runs as it takes."""
    made = 0
    for seed in range(7, 12):
        if made < ENOUGH:
            made += requests_of_a_run(served, root, tmp_path, seed)
    count(f"requests made up from the description, all answered as described: {made}")
    assert made >= ENOUGH


def requests_of_a_run(served: Served, root: Path, folder: Path, seed: int) -> int:
    """Have requests made up, and count them; all have to be answered as described."""
    program = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(FEWER), "run"]
    program += [f"{served.home}/api/openapi.json", "--mode", "all", "--seed", str(seed), "--workers", "2"]
    program += ["--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"]
    if ENOUGH < ALL:
        program += ["--max-examples", "15"]  # of made-up ones, for each address
    program += ["--continue-on-failure", "--no-color", "--warnings", "off"]
    paths = [str(root / "tests"), str(root / "engine")]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "api.known_names", "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=environment, cwd=folder)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    found = re.search(r"([\d,]+) generated, ([\d,]+) (?:found no|passed)", done.stdout)
    assert found is not None, done.stdout[-3000:]
    made, passed = (int(each.replace(",", "")) for each in found.groups())
    assert made == passed
    return made
