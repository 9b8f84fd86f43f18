"""``casus check`` and ``casus schema`` as people and programs meet them: a real process, a real terminal."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from doors.process import COMMAND, casus, here, on_a_terminal

BAD = ROOT / "tests" / "bad"
CASE = """\
kind: hypothetical
id: my-case
title: A raid
date: 2022-01-06
state: {state}
treaty: cst
summary: A raid.
"""


def case(folder: Path, more: str = "", state: str = "Kazakhstan", name: str = "case.yaml") -> Path:
    path = folder / name
    path.write_text(CASE.format(state=state) + more, encoding="utf-8")
    return path


def test_the_bundled_files_are_neither_wrong_nor_odd() -> None:
    done = here("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "✔ Nothing is wrong, and nothing odd."


def test_an_error_is_exit_code_2_and_told_where_it_is_asked_for(tmp_path: Path) -> None:
    path = case(tmp_path, "record: {force.usd: true}\n")
    done = here("check", str(path))
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith(f"{path}:8:10: $.record['force.usd']: error: The vocabulary has no fact")
    assert "Errors: 1. Warnings: 0." in done.stdout


def test_what_is_only_odd_is_exit_code_0(tmp_path: Path) -> None:
    done = here("check", str(case(tmp_path, state="Georgia")))
    assert done.returncode == 0
    assert re.search(r"case.yaml:5:8: \$\.state: warning: .*\[not_a_party\]", done.stdout)


def test_everything_in_all_files_comes_at_once() -> None:
    done = casus("check", str(BAD), timeout=60)
    assert done.returncode == 2
    files = {line.partition(".yaml:")[0] for line in done.stdout.splitlines() if ".yaml:" in line}
    assert len(files) > 100
    told = [
        line
        for line in done.stdout.splitlines()
        if not line.startswith((" ", "Files", "What is not valid")) and line
    ]
    assert all(re.match(r"[^:]+:\d+:\d+: (\$[^ ]+.*: )?(error|warning): .*\[\w+\]$", line) for line in told)


def test_the_order_of_paths_is_no_matter(tmp_path: Path) -> None:
    one, two = case(tmp_path, "x: 1\n", name="one.yaml"), case(tmp_path, "y: 1\n", name="two.yaml")
    first = here("check", str(one), str(two), "--format", "json")
    again = casus(
        "check",
        str(two),
        str(tmp_path),
        str(one),
        "--format",
        "json",
        env=os.environ | {"PYTHONHASHSEED": "3"},
    )
    assert first.stdout == again.stdout


def test_json(tmp_path: Path) -> None:
    path = case(tmp_path, "record: {force.usd: true}\n", state="Georgia")
    done = here("check", str(path), "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 2
    assert set(found) == {"casus", "problems", "summary"}
    assert found["summary"] == {"files": 1, "errors": 1, "warnings": 0, "passed_over": 0, "not_shown": 0}
    assert found["problems"] == [
        {
            "severity": "error",
            "code": "unknown_fact",
            "file": str(path),
            "line": 8,
            "column": 10,
            "path": "$.record['force.usd']",
            "message": "The vocabulary has no fact 'force.usd'.",
            "remedy": "Did you mean 'force.used'?",
        }
    ]


@pytest.mark.endurance
def test_github(tmp_path: Path) -> None:
    path = case(tmp_path, "50%, or so: 1\n", name="a,b.yaml")
    done = here("check", str(path), "--format", "github")
    assert done.returncode == 2
    named = str(path).replace(",", "%2C")
    assert done.stdout.startswith(
        f"::error file={named},line=8,col=1,title=unknown_key::The key '50%25, or so' cannot"
    )
    assert here("check", "--format", "github").stdout == ""


def test_sarif(tmp_path: Path) -> None:
    case(tmp_path, "x: 1\n", name="ä case.yaml")
    done = casus("check", "ä case.yaml", "--format", "sarif", cwd=tmp_path)
    log = json.loads(done.stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (result,) = run["results"]
    assert result["level"] == "error"
    assert result["ruleId"] in [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "%C3%A4%20case.yaml"
    assert location["region"] == {"startLine": 8, "startColumn": 1}


def test_colours_and_wrapping_only_on_a_terminal(tmp_path: Path) -> None:
    path = case(tmp_path, "record: {force.usd: true}\n")
    shown = on_a_terminal("check", str(path), columns=60, code=2)
    assert "\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(len(line) for line in plain.splitlines()) <= max(60, len(str(path)) + 6)
    assert "\x1b[" not in here("check", str(path)).stdout


def test_a_poor_terminal_is_no_trouble() -> None:
    done = casus("check", str(BAD / "id-in-persian.yaml"), env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2
    assert "id-in-persian.yaml:2:5" in done.stdout


@pytest.mark.endurance
@pytest.mark.parametrize(
    "line",
    ["opponents: [{many}]", "record: {{force.used: {{value: true, claims: [{many}]}}}}"],
)
def test_a_flood_of_mistakes_is_told_in_time_and_little_memory(tmp_path: Path, line: str) -> None:
    """Each of them was once looked up in the list of all. Slow, for there are 20,000 of them; and worth it, because a file
    that keeps everybody waiting is an attack."""
    path = case(tmp_path, line.format(many=", ".join(f"x{n}" for n in range(20_000))))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)

    done = subprocess.run(
        [*COMMAND, "check", str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=limit,
    )
    assert done.returncode == 2, done.stderr
    assert "Errors: 20000." in done.stdout
    assert "Not shown here, problems of the same files: 19000." in done.stdout


@pytest.mark.endurance
def test_a_reader_that_leaves_is_no_failed_expectation() -> None:
    for command in (["check", str(BAD)], ["run", "kazakhstan-2022"], ["members", "cst"]):
        with subprocess.Popen(
            [*COMMAND, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.close()
            assert process.stderr is not None
            assert process.stderr.read() == b""
        assert process.returncode == 141


def test_no_path_is_not_this_folder() -> None:
    done = here("check", "")
    assert (done.returncode, done.stdout) == (2, "")


def test_files_that_are_ours_in_another_form_are_found_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "braces.yaml").write_text("{kind: hypothetical, id: my-case}\n")
    (tmp_path / "BIG.YAML").write_text("kind: hypothetical\n")
    (tmp_path / "next-line.yml").write_text("kind:\n  hypothetical\n")
    (tmp_path / "others.yaml").write_text("spec:\n  kind: hypothetical\n")
    done = here("check", str(tmp_path), "--format", "json")
    summary = json.loads(done.stdout)["summary"]
    assert (summary["files"], summary["passed_over"]) == (3, 1)


def test_what_is_broken_in_one_file_takes_nothing_along(tmp_path: Path) -> None:
    """A case names a claim and a treaty of files that are themselves wrong."""
    treaty = (BAD / "treaty-rule-names-nothing.yaml").read_text(encoding="utf-8")
    (tmp_path / "treaty.yaml").write_text(treaty, encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(
        "kind: claims\nclaims:\n  x-mine-1: {source: s1, actor: me, says: it, confidence: sure}\n"
    )
    record = "record: {force.used: {value: true, claims: [x-mine-1]}}\n"
    case(tmp_path, record, name="one.yaml")
    path = case(tmp_path, record, name="two.yaml")
    text = path.read_text().replace("treaty: cst", "treaty: pact").replace("id: my-case", "id: other")
    path.write_text(text.replace("hypothetical", "historical"))
    done = here("check", str(tmp_path), "--format", "json")
    assert done.stderr == ""
    codes = [(Path(each["file"]).name, each["code"]) for each in json.loads(done.stdout)["problems"]]
    assert codes == [("claims.yaml", "not_allowed"), ("treaty.yaml", "unknown_part")]


@pytest.mark.parametrize("key", ["<all>", "[key]", "a" * 190])
def test_keys_that_look_like_marks_of_ours(tmp_path: Path, key: str) -> None:
    done = here("check", str(case(tmp_path, f'"{key}": 1\nrecord: {{"{key}": 1}}\n')))
    assert (done.returncode, done.stderr) == (2, "")
    assert ".yaml:8:1: " in done.stdout
    assert ".yaml:9:10: " in done.stdout
    assert len(done.stdout) < 5_000


@pytest.mark.endurance
def test_names_of_files_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsencode(case(tmp_path, "x: 1\n")).replace(b"case", b"\xff")
    os.rename(tmp_path / "case.yaml", name)  # noqa: PTH104 - a name in bytes
    for format in ("text", "json", "github", "sarif"):
        program = [*(os.fsencode(each) for each in COMMAND), b"check", name, b"--format", format.encode()]
        done = subprocess.run(program, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.endurance
def test_one_file_under_two_names_is_always_told_under_the_same(tmp_path: Path) -> None:
    path = case(tmp_path, "x: 1\n")
    (tmp_path / "link.yaml").symlink_to(path)
    shown = {
        casus("check", *names, cwd=tmp_path).stdout
        for names in (("case.yaml", "link.yaml"), ("link.yaml", "case.yaml"))
    }
    assert len(shown) == 1


@pytest.mark.parametrize("kind", ["hypothetical", "treaty"])
def test_a_schema_is_what_is_shipped(kind: str) -> None:
    done = here("schema", kind)
    assert done.returncode == 0
    assert done.stdout == (ROOT / "schemas" / f"{kind}.json").read_text(encoding="utf-8")


def test_the_kinds_of_files_are_listed() -> None:
    shown = here("schema").stdout
    assert re.search(r"hypothetical +a crisis that somebody imagines", shown)


def test_a_kind_that_does_not_exist() -> None:
    done: Any = here("schema", "scenario")
    assert (done.returncode, done.stdout) == (2, "")
    assert "This is not a kind of file: 'scenario'." in done.stderr
