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
ENOUGH = 5_000
FEWER = Path(__file__).with_name("schemathesis.toml")  # of what takes longest


def test_every_request_is_answered_as_described(
    served: Served, count: Callable[[str], None], root: Path, tmp_path: Path
) -> None:
    program = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        str(FEWER),
        "run",
        f"{served.home}/api/openapi.json",
        "--mode",
        "all",
        "--seed",
        "7",
    ]
    program += ["--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing", "--workers", "2"]
    program += ["--continue-on-failure", "--no-color", "--warnings", "off"]
    paths = [str(root / "tests"), str(root / "engine")]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "api.known_names", "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    found = re.search(r"([\d,]+) generated, ([\d,]+) (?:found no|passed)", done.stdout)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert found is not None, done.stdout[-3000:]
    made, passed = (int(each.replace(",", "")) for each in found.groups())
    count(f"requests made up from the description: {made}, all answered as described: {passed}")
    assert made == passed >= ENOUGH
