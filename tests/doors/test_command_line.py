"""The command line as programs and people meet it: a real process, a real terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casus_foederis.cli import main
from doors.process import COMMAND, casus, data, here, on_a_terminal, refusal


@pytest.fixture(scope="module")
def suite() -> Any:
    return data("run", "kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022")


def table(suite: Any, scenario: str, framing: str, provision: str) -> dict[str, str]:
    """One row of the answers: interpretation -> status."""
    return {
        each["interpretation"]: each["provisions"][provision]["status"]
        for each in suite["assessments"]
        if (each["scenario"], each["framing"]) == (scenario, framing)
    }


M, N, U = "met", "not_met", "undetermined"
BUNDLES = [
    "icj",
    "border-attack",
    "involvement",
    "infiltration",
    "directed-2001",
    "frontline",
    "council-2022",
    "literal-2010",
]


def row(*statuses: str) -> dict[str, str]:
    return dict(zip(BUNDLES, statuses * (8 // len(statuses)), strict=True))


def test_what_the_law_must_answer(suite: Any) -> None:
    kaz, kgz, arm = "kazakhstan-2022", "kyrgyzstan-2010-june", "armenia-2020"
    assert table(suite, kaz, "tokayev", "cst.art4.2") == row(U, N, U, U, U, N, M, U)
    assert table(suite, kaz, "observers", "cst.art4.2") == row(N, N, N, N, N, N, N, U)
    for framing in ("tokayev", "council", "observers", "secretary-general", "tokayev-10-january"):
        assert table(suite, kaz, framing, "cst.art6.1") == row(M)
        assert table(suite, kaz, framing, "peacekeeping.art3") == row(M)
    for framing in ("interim-government", "medvedev"):
        assert table(suite, kgz, framing, "cst.art4.1") == row(N)
        assert table(suite, kgz, framing, "cst.art4.2") == row(N)
    assert table(suite, kgz, "interim-government", "cst.art2.2") == row(M)
    assert table(suite, arm, "kremlin", "cst.art4.1") == row(N)
    assert table(suite, arm, "foreign-ministry", "cst.art4.2") == row(N)
    assert table(suite, arm, "foreign-ministry", "cst.art2.2") == row(M)
    assert table(suite, arm, "foreign-ministry", "cst.art4.1") == row(U, U, U, U, U, M, U, U)


def test_what_the_law_must_answer_under_other_words_and_readings() -> None:
    old = data("run", "kazakhstan-2022", "--text", "cst-1992")
    assert table(old, "kazakhstan-2022", "tokayev", "cst.art4.2") == row(U, N, U, U, U, N, U, U)
    assert table(old, "kazakhstan-2022", "observers", "cst.art6.1") == row(N)
    burden = data(
        "run", "kazakhstan-2022", "--interpretation", "icj", "--reading", "unknowns=against-invoker"
    )
    assert table(burden, "kazakhstan-2022", "tokayev", "cst.art4.2") == {"icj": N}
    late = data(
        *("run", "kyrgyzstan-2010-june", "--framing", "security-service"),
        *("--text", "cst-2010", "--interpretation", "council-2022"),
    )
    (found,) = late["assessments"]
    assert found["findings"]["cst.author"]["status"] == M
    assert found["provisions"]["cst.art4.2"]["status"] == N


def test_the_shape_that_other_programs_rely_on(suite: Any) -> None:
    assert set(suite) == {"casus", "assessments", "summary"}
    found = next(
        each
        for each in suite["assessments"]
        if (each["scenario"], each["framing"], each["interpretation"])
        == ("kazakhstan-2022", "tokayev", "council-2022")
    )
    assert (found["role"], found["treaty"], found["text"], found["on"]) == (
        "state-concerned",
        "cst",
        "cst-2010",
        "2022-01-06",
    )
    assert found["readings"]["author"] == "organised-abroad"
    assert len(found["readings"]) == len(found["bases"]) == 12
    assert found["provisions"]["cst.art4.2"] == {"status": "met", "consequence": "assistance_due"}
    assert found["provisions"]["charter.art5"] == {"status": "not_met", "consequence": None}
    fact = found["findings"]["author.organised_abroad"]
    assert (fact["status"], fact["origin"], fact["claims"]) == ("met", "fact", ["s2-51"])
    rule = found["findings"]["cst.aggression"]
    assert (rule["status"], rule["origin"]) == ("met", "rule")
    assert "cst.armed_attack" in rule["because"]
    origins = {finding["origin"] for finding in found["findings"].values()}
    assert origins == {"fact", "lookup", "reading", "rule", "presumption"}
    assert set(found["firings"][0]) == {"step", "rule", "compiled", "matched", "concluded"}
    last = found["firings"][-1]
    assert (last["rule"], last["concluded"]) == ("cst.art6.1", "met")
    assert found["practice"]["measure"] == "deployed"
    assert found["practice"]["agreement"] == found["practice"]["agreements"]["cst.art4.2"] == "in_line"
    assert all(each.startswith("sha256:") and len(each) == 71 for each in found["receipt"].values())


@pytest.mark.endurance
def test_same_input_same_bytes() -> None:
    once = casus("run", "kazakhstan-2022", "armenia-2020", "--format", "json")
    again = casus(
        "run", "armenia-2020", "kazakhstan-2022", "--format", "json", env=os.environ | {"PYTHONHASHSEED": "7"}
    )
    assert once.stdout == again.stdout != ""


def test_a_failed_expectation_is_exit_code_1(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "kind: hypothetical\nid: my-case\ntitle: t\ndate: 2022-01-06\nstate: KAZ\ntreaty: cst\nsummary: s\n"
        "expect: [{interpretation: icj, provision: cst.art4.2, status: met}]\n"
    )
    done = here("run", str(case))
    assert done.returncode == 1
    assert "cst.art4.2 was expected met, and is undetermined" in " ".join(
        done.stdout.replace("│", "").split()
    )
    summary = json.loads(here("run", str(case), "--format", "json").stdout)["summary"]
    assert summary["expectations"]["checked"] == 1
    assert summary["expectations"]["failed"][0]["found"] == "undetermined"


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["run", "kazakhstan-2021"], "Did you mean 'kazakhstan-2022'"),
        (["run", "nowhere/"], "nowhere:1:1: error: There is no such file or folder"),
        (["run", "--framing", "tokaev"], "Did you mean 'tokayev'"),
        (["run", "--interpretation", "ICJ"], "There is no interpretation 'ICJ'"),
        (["run", "--text", "cst-2012"], "Did you mean 'cst-2010'"),
        (["run", "--reading", "autor=state"], "Did you mean 'author'"),
        (["run", "--reading", "author=states"], "Did you mean 'state'"),
        (["run", "--reading", "author"], "Write it as TERM=READING"),
        (["run", "--on", "6.1.2022"], "Did you mean '2022-01-06', '2022-06-01'?"),
        (["run", "--on", "20220106"], "Did you mean '2022-01-06'?"),
        (["run", "--on", "2022-W01-4"], "Write it as YYYY-MM-DD"),
        (["run", "x" * 300 + ".yaml"], "The file cannot be read: File name too long"),
        (["run", ""], "There is no scenario and no file ''"),
        (["explain", "nothing"], "There is no scenario and no file 'nothing'"),
        (["members", "nato"], "There is no treaty 'nato'"),
        (["members", "cst", "Kazakstan"], "Did you mean 'Kazakhstan'"),
        (["dance"], "invalid choice: 'dance'"),
        ([], "casus explain kazakhstan-2022"),
    ],
)
def test_wrong_input_is_exit_code_2_and_says_what_would_be_right(arguments: list[str], cause: str) -> None:
    assert cause in refusal(*arguments)


def test_a_refusal_is_no_traceback() -> None:
    done = casus("run", "kazakhstan-2023")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("casus: There is no scenario")


def test_a_broken_file_is_named_with_line_and_column(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("kind: hypothetical\nid: my-case\nrecord: {force.usd: true}\n")
    done = here("run", str(case))
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"{case}:1:1: error: 'title' is missing. Add a line such as 'title: A raid" in done.stderr


@pytest.mark.endurance
def test_members_answers_for_programs() -> None:
    found = data("members", "cst", "UZB", "--on", "2012-07-01")
    assert (found["state"], found["on"], found["status"]) == ("UZB", "2012-07-01", "contested")
    assert data("members", "cst", "Russia", "--on", "2022-01-06")["status"] == "party"
    assert data("members", "cst", "China", "--on", "2022-01-06")["status"] == "not_party"
    everybody = data("members", "cst", "--on", "1995-01-01")["members"]
    assert [each["status"] for each in everybody] == ["party"] * 9


@pytest.mark.endurance
def test_claims_conflicts_and_the_backtest_for_programs() -> None:
    (claim,) = data("claims", "s2-51")["claims"]
    assert (claim["id"], claim["source"], claim["passage"], claim["actor"]) == (
        "s2-51",
        "s2",
        4,
        "President Tokayev",
    )
    use = {"kind": "fact", "where": "kazakhstan-2022", "framing": "tokayev"}
    assert {**use, "fact": "author.organised_abroad", "answer": "true"} in claim["citations"]
    conflicts = data("conflicts")["conflicts"]
    assert len(conflicts) == 28
    assert [side["claims"] for side in conflicts["x1"]["sides"]] == [["s3-73"], ["s4-95"]]
    (found,) = data("backtest", "kazakhstan-2022")["backtests"]
    assert found["cases"]["kazakhstan-2022"]["council-2022"]["in_line"] >= 1
    assert found["counts"]["cst.art4.2"]["border-attack"]["action_without_duty"] == 3
    assert found["positions"][0]["claims"]


def test_what_is_no_evidence_is_named() -> None:
    done = here("claims", "kazakstan-2022")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean 'kazakhstan-2022'" in done.stderr


@pytest.mark.endurance
def test_seeds_that_are_not_there(tmp_path: Path) -> None:
    done = here("check", "--seeds", str(tmp_path))
    assert done.returncode == 2
    assert done.stdout.count("[text_missing]") == 5


def test_a_framing_that_only_one_case_has_leaves_that_case() -> None:
    assert {
        each["scenario"]
        for each in data("run", "kazakhstan-2022", "armenia-2020", "--framing", "observers")["assessments"]
    } == {"kazakhstan-2022"}
    done = here("run", "kazakhstan-2022", "armenia-2020", "--framing", "observers")
    assert done.returncode == 0
    assert "Kazakhstan, January 2022" in done.stdout
    assert "Armenia" not in done.stdout


def test_on_a_day_before_the_treaty_nothing_is_bound() -> None:
    found = data("run", "kazakhstan-2022", "--on", "1993-01-01", "--interpretation", "icj")
    assert {each["text"] for each in found["assessments"]} == {"none"}
    assert {each["provisions"]["cst.art4.2"]["status"] for each in found["assessments"]} == {"not_met"}


def test_a_reader_that_leaves_early_is_no_error() -> None:
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [*COMMAND, "run", "kazakhstan-2022", "--format", "json"],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writer)
    os.read(reader, 10)
    os.close(reader)
    _, errors = process.communicate(timeout=60)
    assert errors == ""
    assert process.returncode == 141


@pytest.mark.parametrize("columns", [60, 140, pytest.param(80, marks=pytest.mark.endurance)])
def test_on_a_terminal_it_is_coloured_and_keeps_to_the_width(columns: int) -> None:
    text = on_a_terminal("run", "kazakhstan-2022", columns=columns)
    assert "\x1b[" in text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert max(len(line) for line in plain.splitlines()) <= columns
    for sign in ("✔", "✘", "?"):  # never by colour alone
        assert sign in plain


def test_output_that_is_closed_from_the_start_is_no_error() -> None:
    program = " ".join([*COMMAND, "run", "armenia-2020"])
    done = subprocess.run(["bash", "-c", f"{program} >&-"], capture_output=True, text=True, check=False)  # noqa: S607
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.endurance
@pytest.mark.parametrize("columns", ["1", "5", "20"])
def test_a_tiny_window_is_no_error(columns: str) -> None:
    assert casus("run", "armenia-2020", env=os.environ | {"COLUMNS": columns}).returncode == 0


def test_colour_can_be_refused() -> None:
    assert "\x1b[" not in casus("run", "armenia-2020", env=os.environ | {"NO_COLOR": "1"}).stdout


@pytest.mark.endurance
def test_a_poor_terminal_gets_something_in_place_of_symbols() -> None:
    done = subprocess.run(
        [*COMMAND, "run", "armenia-2020"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0
    assert done.stdout.isascii()
    text = done.stdout.decode()
    assert "+ met   - not met   ? undetermined" in text  # each status keeps a sign of its own
    data = subprocess.run(
        [*COMMAND, "run", "armenia-2020", "--format", "json"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert json.loads(data.stdout)["assessments"]


def test_help_needs_nothing_heavy() -> None:
    script = (
        "import sys; from casus_foederis.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'pydantic', 'rich', 'yaml', 'pytest', 'durable_rules_engine'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "command", ["run", "explain", "worksheet", "quiz --format json", "backtest", "serve"]
)
def test_a_file_without_a_scenario_is_told_so(
    command: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), str(root / "rules" / "treaties" / "cst.yaml")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "There is no scenario in" in printed.err
