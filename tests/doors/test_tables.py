"""Tables at the command line: read, answered, refused with the column and the row, and never half written."""

from __future__ import annotations

import codecs
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import casus_foederis as casus_api
from casus_foederis.assessor import Assessor
from casus_foederis.cli import main
from casus_foederis.messages import GROUPS
from casus_foederis.problems import InputError, UsageError
from conftest import A_DAY
from doors.process import COMMAND, casus, data, on_a_terminal

HEAD = "event,date,state,opponents,force.used,force.grave,place.sovereign,author.organised_abroad,menace.security"
EVENTS = f"""{HEAD},request.made,request.express,request.for_assistance,request.by_government,request.to_organisation
007,2022-01-06,Kazakhstan,,TRUE,True,true,true,1,1,1,1,1,1
"Border, again",2021-04-29,KGZ,TJK,true,true,true,unknown,true,false,,,,
"""


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("events.csv")
    path.write_text(EVENTS, encoding="utf-8")
    return path


def read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False)


def test_a_table_is_answered_and_everything_in_it_stays_as_it_was(events: Path) -> None:
    done = casus("screen", "events.csv", "-o", "answers.csv", "--interpretation", "council-2022")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "Rows: 2. Written to answers.csv." in done.stdout
    assert "request.standing: yes" in done.stdout
    before, after = read(events), read(Path("answers.csv"))
    assert after.select(before.columns).equals(before)
    assert after["cst.art4.2@council-2022"].to_list() == ["met", "not_met"]
    assert after["cst.art4.2@council-2022.because"].to_list() == [None, "cst.request"]


def test_csv_and_parquet_give_the_same_answers_and_text_is_written_as_it_was_read(events: Path) -> None:
    given = read(events)
    given.write_parquet("events.parquet")
    given.write_csv("semicolons.csv", separator=";", include_bom=True)
    given.write_csv("tabs.tsv", separator="\t")
    found = []
    for name, separator in {
        "events.csv": ",",
        "semicolons.csv": ";",
        "tabs.tsv": "\t",
        "events.parquet": ",",
    }.items():
        assert main(["screen", name, "-o", "answers.csv"]) == 0
        assert main(["screen", name, "-o", "answers.parquet"]) == 0
        answers = Path("answers.csv").read_bytes()
        assert answers.startswith(codecs.BOM_UTF8) == (name == "semicolons.csv")
        found += [
            pl.read_csv("answers.csv", infer_schema=False, separator=separator),
            pl.read_parquet("answers.parquet").cast(pl.String),
        ]
    assert all(each.equals(found[0]) for each in found)


@pytest.mark.usefixtures("events")
def test_what_is_written_is_the_same_every_time() -> None:
    for name in ("one.csv", "two.csv"):
        assert main(["screen", "events.csv", "-o", name]) == 0
    assert Path("one.csv").read_bytes() == Path("two.csv").read_bytes()


@pytest.mark.usefixtures("events")
def test_the_page_is_data_too() -> None:
    asked = ("--provision", "cst.art2.2", "--interpretation", "icj")
    found = data("screen", "events.csv", "-o", "answers.csv", *asked)
    (answer,) = found["answers"]
    assert answer["counts"] == {"met": 2, "not_met": 0, "undetermined": 0}
    assert answer["because"] == "cst.art2.2@icj.because"
    assert found["rows"] == 2
    assert found["silent"]["menace.territorial_integrity"] == "unknown"
    assert "event" in found["carried"]


@pytest.mark.usefixtures("events")
def test_a_day_and_a_state_can_be_the_same_in_every_row() -> None:
    Path("drills.csv").write_text("force.threatened\ntrue\nfalse\n", encoding="utf-8")
    fixed = ["--state", "Uzbekistan", "--provision", "cst.art2.2", "--interpretation", "icj"]
    for day, expected in (("2012-06-27", "met"), ("2012-06-28", "undetermined"), ("2012-12-19", "not_met")):
        assert main(["screen", "drills.csv", "-o", "answers.csv", "--on", day, *fixed]) == 0
        assert read(Path("answers.csv"))["cst.art2.2@icj"][0] == expected


WRONG = {
    "table_no_column": "event,state,force.used\n1,KAZ,true\n",
    "table_no_facts": "date,state,weather\n2022-01-06,KAZ,true\n",
    "table_column": "date,state,force_used\n2022-01-06,KAZ,true\n",
    "table_twice": "date,state,force.used,force.used\n2022-01-06,KAZ,true,true\n",
    "table_taken": "date,state,force.used,cst.art4.2@icj\n2022-01-06,KAZ,true,met\n",
    "table_broken": 'date,state,force.used\n2022-01-06,"KAZ,true\n',
    "table_fields": 'date,state,force.used\n2022-01-06,"KAZ",true\n2022-01-06,KAZ,true,true\n',
    "table_answer": "date,state,force.used\n2022-01-06,KAZ,true\n2022-01-06,KAZ,maybe\n",
    "table_day": "date,state,force.used\n2022-01-06,KAZ,true\n2022-02-30,KAZ,true\n",
    "table_state": "date,state,force.used\n2022-01-06,KAZ,true\n2022-01-06,Kazakstan,true\n",
    "table_no_state": "date,state,force.used\n2022-01-06,KAZ,true\n2022-01-06,,true\n",
    "table_opponents": 'date,state,opponents,force.used\n2022-01-06,KAZ,AZE,true\n2022-01-06,KAZ,"AZE,TUR",true\n',
    "not_utf8": "date,state,force.used\n2022-01-06,KAZ,true\n2022-01-06,\xe9,true\n",
    "missing_file": "",
}
SAYS = {
    "table_column": "Did you mean 'force.used'?",
    "table_answer": ":3:3: error: In the column 'force.used', row 2 below the names of columns says 'maybe'.",
    "table_fields": ":3:1: error: There are 4 cells in this line, and 3 names of columns in the first.",
    "table_no_state": "row 2 below the names of columns says nothing. Write the State concerned",
    "table_day": "'2022-02-28'",
    "table_state": "says 'Kazakstan'. Write one State, as an ISO 3166 code or an English name. Did you mean "
    "'Kazakhstan'?",
}


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_table_is_refused_and_the_old_answers_stay(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "events.csv", tmp_path / "answers.csv"
    if WRONG[code]:
        source.write_bytes(WRONG[code].encode("latin-1" if code == "not_utf8" else "utf-8"))
    target.write_text("old", encoding="utf-8")
    assert main(["screen", str(source), "-o", str(target)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"[{code}]" in printed.err
    assert SAYS.get(code, "error") in printed.err
    assert target.read_text(encoding="utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} <= {source.name, target.name}


def test_a_wrong_cell_of_each_column_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "events.csv"
    source.write_text(
        "date,state,opponents,force.used\n6.1.2022,KAZ,Hamas,2\n,Kazak,AZE;,\n", encoding="utf-8"
    )
    assert main(["screen", str(source), "-o", str(tmp_path / "answers.csv")]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(": error")[0].rpartition(".csv:")[2] for line in told] == [
        "2:1",
        "2:3",
        "2:4",
        "3:2",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["events.csv", "-o", "answers.xlsx"], "'answers.xlsx' is neither CSV nor Parquet"),
        (["events.xlsx", "-o", "answers.csv"], "'events.xlsx' is neither CSV nor Parquet"),
        (["events.csv", "-o", "events.csv"], "'events.csv' is the table that is read"),
        (["folder.csv", "-o", "answers.csv"], "This is no file"),
        (["events.csv", "-o", "nowhere/answers.csv"], "'nowhere/answers.csv' cannot be written"),
        (["events.csv", "-o", "answers.csv", "--interpretation", "jci"], "There is no interpretation 'jci'"),
        (["events.csv", "-o", "answers.csv", "--provision", "cst.art4"], "'cst.art4'"),
        (["events.csv", "-o", "answers.csv", "--text", "cst-2011"], "'cst-2011'"),
        (["events.csv", "-o", "answers.csv", "--reading", "gravity=light"], "'light'"),
        (["events.csv", "-o", "answers.csv", "--state", "Kazakstan"], "Did you mean 'Kazakhstan'?"),
        (["events.csv", "-o", "answers.csv", "--treaty", "nato"], "There is no treaty 'nato'"),
    ],
)
def test_a_wrong_request_is_refused(
    arguments: list[str], words: str, events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("folder.csv").mkdir()
    Path("events.xlsx").write_bytes(b"PK")
    assert main(["screen", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert events.read_text(encoding="utf-8") == EVENTS
    assert not Path("answers.csv").exists()


def test_frames_that_cannot_be_read_are_refused(assessor: Assessor) -> None:
    def code(table: Any) -> str:
        try:
            casus_api.screen(table, on=A_DAY, state="KAZ", assessor=assessor)
        except InputError as error:
            return error.problems[0].code
        except UsageError as error:
            return error.code
        return "nothing"

    assert code([1, 2]) == "table_library"
    assert code(pl.DataFrame({"force.used": [[True]]})) == "table_type"
    assert code(pl.DataFrame({"force.used": [0.5, 1.0, None]})) == "table_answer"
    assert code(pl.DataFrame({"force.used": [True], "casus:1": [1]})) == "table_taken"
    assert code(pl.DataFrame({"force.used": [1, 0, None]})) == "nothing"
    assert code(pl.DataFrame({"force.used": [None], "opponents": [None]})) == "nothing"
    assert code(pl.DataFrame({"force.used": [True], "force\u2024used": [True]})) == "table_names"
    assert code(pl.DataFrame({"force.used": [True], "opponents": [["AZE"]]})) == "table_type"
    tested = {
        *WRONG,
        "table_format",
        "table_onto_itself",
        "table_no_file",
        "table_library",
        "table_type",
        "table_names",
    }
    elsewhere = {
        "no_tables",  # the installed wheel, without the extra
        "table_nested",  # odd tables
        "table_no_file_there",
        "table_needs_arrow",  # dataframe libraries
    }
    assert GROUPS["table"].keys() - tested == elsewhere


def test_a_run_that_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    source, target = tmp_path / "events.parquet", tmp_path / "answers.csv"
    rows = 2_000_000
    columns = {"date": "2022-01-06", "state": "KAZ", "force.used": True, "place.sovereign": None}
    pl.select(pl.int_range(rows).alias("event")).with_columns(
        **{name: pl.lit(value) for name, value in columns.items()}
    ).with_columns(pl.col("place.sovereign").cast(pl.Boolean)).write_parquet(source)
    target.write_text("old", encoding="utf-8")
    with subprocess.Popen([*COMMAND, "screen", str(source), "-o", str(target)]) as process:
        part = waited_for(tmp_path)
        process.send_signal(signal.SIGKILL)
    assert part.exists()
    assert process.returncode == -signal.SIGKILL
    assert target.read_text(encoding="utf-8") == "old"
    part.unlink()
    assert casus("screen", str(source), "-o", str(target), "--interpretation", "icj").returncode == 0
    assert read(target).height == rows


def waited_for(folder: Path) -> Path:
    """Wait until something is written beside the target."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for path in folder.glob(".*.csv"):
            if path.stat().st_size:
                return path
        time.sleep(0.005)
    pytest.fail("nothing was written")


@pytest.mark.usefixtures("events")
def test_rows_are_counted_on_a_terminal() -> None:
    shown = on_a_terminal("screen", "events.csv", "-o", "answers.csv", columns=100)
    assert "rows" in shown.partition("screened")[0]  # the bar, which is gone at the end
    assert "Rows: 2." in shown


def test_every_hypothetical_of_a_provision_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sweep", "peacekeeping.art3", "-o", "ways.csv", "--interpretation", "icj"]) == 0
    assert "Rows: 51. Written to ways.csv." in capsys.readouterr().out
    assert read(Path("ways.csv")).height == 51
    for name in ("one.csv", "two.csv"):
        assert main(["sweep", "cst.art4.2", "-o", name, "--sample", "500"]) == 0
        assert "Rows: 500, drawn at random from 12,779,520." in capsys.readouterr().out
    assert Path("one.csv").read_bytes() == Path("two.csv").read_bytes()
    found = data("sweep", "cst.art4.2", "-o", "some.parquet", "--sample", "5", "--text", "cst-1992")
    assert found["possible"] == 12_779_520
    assert pl.read_parquet("some.parquet").height == found["rows"] == 5
