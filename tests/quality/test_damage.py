"""300 damaged copies of the bundled files: no traceback, no hang, bounded memory, no accepted nonsense.

Each copy takes the place of the original among the bundled files, in a process of its own kind with a limit
of time and memory, so that damage to the law itself is met, too. What is accepted all the same must be
accepted by the JSON Schema, which knows nothing of the checker; whether it is nonsense is decided there.
The first half of them is tried every day, all of them among the slow tests.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from casus_foederis.files.library import Library
from casus_foederis.files.source import parse_document
from casus_foederis.schemas import schema
from conftest import ROOT
from quality.damage import damaged_bytes, damaged_structure, damaged_types

COPIES = 7, pytest.param(100, marks=pytest.mark.endurance)  # of each sort of damage
FOLDERS = ("rules", "seeds", "scenarios")
SCENARIOS = ("kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022", "armenia-2006")
SECONDS, BYTES = 120, 1_000_000_000  # for all copies of one sort

INSPECT = """
import json, resource, shutil, sys
from pathlib import Path

resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
from casus_foederis.files import search
from casus_foederis.inspection import inspect

home = Path(sys.argv[1])
search.data_folder = lambda: home
for copy in sorted(home.glob("damaged/*")):
    number, _, name = copy.name.partition("-")
    original = home / name.replace("~", "/")
    sound = original.read_bytes()
    original.write_bytes(copy.read_bytes())
    found = inspect()
    original.write_bytes(sound)
    told = [problem.to_dict() for problem in found.problems]
    print(json.dumps({"copy": copy.name, "told": told}))
"""


@pytest.mark.parametrize("copies", COPIES)
@pytest.mark.parametrize("damage", [damaged_bytes, damaged_structure, damaged_types])
def test_damaged_files(
    damage: Callable[[bytes, random.Random], bytes],
    copies: int,
    library: Library,
    tmp_path: Path,
    count: Callable[[str], None],
) -> None:
    chance = random.Random(damage.__name__)
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for path in (tmp_path / "scenarios").rglob("*.yaml"):
        if path.stem not in SCENARIOS:  # to check them all 300 times would take minutes
            path.unlink()
    (tmp_path / "damaged").mkdir()
    originals = sorted(path for folder in FOLDERS for path in (tmp_path / folder).rglob("*.yaml"))
    for number in range(copies):
        original = originals[number % len(originals)]
        name = original.relative_to(tmp_path).as_posix().replace("/", "~")
        (tmp_path / "damaged" / f"{number:03}-{name}").write_bytes(damage(original.read_bytes(), chance))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", INSPECT, str(tmp_path), str(BYTES)],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == copies
    accepted = 0
    for answer in answers:
        errors = [each for each in answer["told"] if each["severity"] == "error"]
        assert all(each["line"] >= 1 and each["column"] >= 1 and each["file"] for each in errors)
        if not errors:
            accepted += 1
            data = parse_document((tmp_path / "damaged" / answer["copy"]).read_bytes(), "a").root.plain()
            jsonschema.validate(data, schema(library, data["kind"]))
    count(f"damaged files: {copies}, refused: {copies - accepted}, accepted and sound: {accepted}")
    assert accepted < copies / 2
