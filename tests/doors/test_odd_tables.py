"""Tables and places for them that nobody would think of, and that came up all the same."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

import casus_foederis as casus_api
from casus_foederis.assessor import Assessor
from casus_foederis.cli import main
from casus_foederis.problems import InputError, UsageError
from casus_foederis.screening.sweep import sweep
from conftest import A_DAY
from doors.process import COMMAND

TABLE = "date,state,force.used,request.express\n2022-01-06,KAZ,false,true\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("events.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_brackets_in_a_name_are_brackets() -> None:
    """To Polars, they are a pattern that other files may fit."""
    Path("data1.csv").write_text(TABLE.replace("KAZ", "ARM"), encoding="utf-8")
    Path("data[1].csv").write_text(TABLE, encoding="utf-8")
    assert main(["screen", "data[1].csv", "-o", "answers.csv"]) == 0
    assert pl.read_csv("answers.csv")["state"].to_list() == ["KAZ"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_did(end: str) -> None:
    """The last is how old Macintosh programs end them. A line break in a cell ends none."""
    written = 'date,state,force.used,"a ""note"""|2022-01-06,KAZ,false,"one\ntwo"|2022-01-06,ARM,true,x|'
    Path("ends.csv").write_bytes(written.replace("|", end).encode())
    assert main(["screen", "ends.csv", "-o", "answers.csv", "--interpretation", "icj"]) == 0
    answered = Path("answers.csv").read_bytes().decode().replace('"one\ntwo"', "CELL")
    assert [line.split(",cst.")[0] for line in answered.split(end)] == [
        'date,state,force.used,"a ""note"""',
        "2022-01-06,KAZ,false,CELL,not_met",
        "2022-01-06,ARM,true,x,undetermined",
        "",
    ]


def test_the_separator_is_what_makes_names_of_ours() -> None:
    text = 'date;state;force.used;"note (who, when, where, how, why)"\n2022-01-06;KAZ;false;x\n'
    Path("notes.csv").write_text(text, encoding="utf-8")
    assert main(["screen", "notes.csv", "-o", "answers.tsv"]) == 0
    assert pl.read_csv("answers.tsv", separator="\t")["state"].to_list() == ["KAZ"]


def test_what_text_cannot_hold_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    pl.read_csv("events.csv").with_columns(list=pl.lit([1])).write_parquet("events.parquet")
    assert main(["screen", "events.parquet", "-o", "answers.csv"]) == 2
    assert "CSV cannot hold what is in the column 'list'" in capsys.readouterr().err
    assert main(["screen", "events.parquet", "-o", "answers.parquet"]) == 0
    assert pl.read_parquet("answers.parquet")["list"].to_list() == [[1]]


def test_what_is_no_file_is_not_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.csv")
    Path("link.csv").symlink_to("pipe.csv")
    Path("circle.csv").symlink_to("circle.csv")
    for name in ("pipe.csv", "link.csv", "circle.csv"):
        assert main(["screen", "events.csv", "-o", name]) == 2
        assert f"'{name}' is there already, and is no file" in capsys.readouterr().err
    assert stat.S_ISFIFO(Path("pipe.csv").stat().st_mode)


def test_a_link_stays_and_the_permissions_of_the_old_file() -> None:
    Path("old.csv").write_text("old", encoding="utf-8")
    Path("old.csv").chmod(0o640)
    Path("link.csv").symlink_to("old.csv")
    assert main(["screen", "events.csv", "-o", "link.csv"]) == 0
    assert Path("link.csv").is_symlink()
    assert stat.S_IMODE(Path("old.csv").stat().st_mode) == 0o640
    assert pl.read_csv("old.csv").height == 1


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_full_disk_is_told_and_leaves_nothing(ending: str) -> None:
    def few_bytes() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, 4_096))

    done = subprocess.run(
        [*COMMAND, "sweep", "--sample", "60000", "-o", f"some.{ending}", "--interpretation", "icj"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=few_bytes,
    )
    assert done.returncode == 2
    assert f"The file 'some.{ending}' cannot be written: File too large." in done.stderr
    assert {path.name for path in Path().iterdir()} == {"events.csv"}


def test_names_that_are_ours_but_for_what_is_between_words_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("forceused", "Force Used", "FORCE-USED", "Opponent", "menacesecurity"):
        Path("named.csv").write_text(
            TABLE.replace("\n", f",{name}\n", 1).replace("true\n", "true,\n"), "utf-8"
        )
        assert main(["screen", "named.csv", "-o", "answers.csv"]) == 2
        assert f"'{name}' is not the name of a column that is read" in capsys.readouterr().err


def test_states_may_be_written_in_capitals_or_small_letters() -> None:
    said = ["KAZ", "kaz", "Kazakhstan", "KAZAKHSTAN", "kazakhstan"]
    table = pl.DataFrame(
        {"state": said, "opponents": ["azerbaijan; TUR"] * 5, "force.threatened": [True] * 5}
    )
    answered = casus_api.screen(table, provisions="cst.art2.2", interpretations="icj", on=A_DAY)
    assert answered["cst.art2.2@icj"].to_list() == ["met"] * 5


def test_a_page_says_what_is_missing_and_what_met_means(capsys: pytest.CaptureFixture[str]) -> None:
    table = TABLE.replace("state", "\x1b[31mnote,state").replace("KAZ", "x,KAZ")
    Path("events.csv").write_text(table, encoding="utf-8")
    assert main(["screen", "events.csv", "-o", "answers.csv"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "without which others count for nothing request.made (for request.express)" in printed
    assert "opponents: no party to the treaty is one" in printed
    assert "It is no finding that the treaty was triggered" in printed
    assert "\x1b[31m" not in printed
    assert "Columns that were carried along" in printed
    Path("events.csv").write_text(TABLE, encoding="utf-8")
    assert main(["screen", "events.csv", "-o", "answers.csv"]) == 0
    assert "Columns that were carried along" not in capsys.readouterr().out
    assert main(["sweep", "peacekeeping.art3", "-o", "ways.csv", "--text", "cst-1992"]) == 0
    assert "Asked under the text cst-1992, on 2012-12-18." in " ".join(capsys.readouterr().out.split())


def test_a_condition_that_reads_no_facts_can_be_asked() -> None:
    assert main(["screen", "events.csv", "-o", "answers.csv", "--provision", "cst.bound"]) == 0
    assert pl.read_csv("answers.csv")["cst.bound@icj"].to_list() == ["met"]
    Path("events.csv").write_text("event\nany\n", encoding="utf-8")
    asked = ("--provision", "cst.bound", "--on", "2022-01-06", "--state", "KAZ")
    assert main(["screen", "events.csv", "-o", "answers.csv", *asked]) == 0
    assert pl.read_csv("answers.csv")["cst.bound@icj"].to_list() == ["met"]


def test_columns_of_days_and_states_without_a_day_or_state_are_told_of_their_first_row(
    assessor: Assessor,
) -> None:
    table = pl.DataFrame({"date": [None], "state": [None], "force.used": [True]})
    with pytest.raises(InputError) as found:
        casus_api.screen(table, assessor=assessor)
    assert [each.code for each in found.value.problems] == ["table_day", "table_no_state"]


def test_words_that_are_categories_are_words(assessor: Assessor) -> None:
    said = pl.Series("force.threatened", ["true", "unknown", None], dtype=pl.Categorical)
    found = casus_api.screen(
        pl.DataFrame([said]), provisions="cst.art2.2", on=A_DAY, state="KAZ", assessor=assessor
    )
    assert found["cst.art2.2@icj"].to_list() == ["met", "undetermined", "undetermined"]


def test_days_of_every_year_are_days_and_no_others() -> None:
    def refused(day: str) -> bool:
        Path("events.csv").write_text(TABLE.replace("2022-01-06", day), encoding="utf-8")
        return main(["screen", "events.csv", "-o", "answers.csv"]) == 2

    def is_a_day(text: str) -> bool:
        try:
            return date.fromisoformat(text).isoformat() == text
        except ValueError:
            return False

    tried = [f"{year}-02-29" for year in ("0000", "0004", "0100", "0400", "1900", "2000", "2022", "2024")]
    tried += ["0000-01-01", "0001-01-01", "9999-12-31", "2022-04-31", "20220106", "2022-1-6", " 2022-01-06"]
    for day in tried:
        assert refused(day) != is_a_day(day), day


def test_wrong_values_from_python_are_told(assessor: Assessor) -> None:
    table = pl.DataFrame({"force.used": [True]})
    for wrong in ("2022-01-06", datetime(2022, 1, 6)):
        with pytest.raises(UsageError, match=r"datetime\.date"):
            casus_api.screen(table, on=wrong, state="KAZ", assessor=assessor)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="'3'"):
        casus_api.screen(table, on=A_DAY, state=3, assessor=assessor)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="-1"):
        sweep(assessor, sample=-1)


def test_a_sweep_can_be_asked_for_a_part(assessor: Assessor) -> None:
    """Polars hands a condition, and the number of rows that it wants, over to whoever makes them."""
    table = sweep(assessor, "peacekeeping.art3", interpretations=["icj"]).table()
    whole = table.collect()
    asked = pl.col("request.made")
    assert table.filter(asked).collect().equals(whole.filter(asked))
    assert table.head(5).collect().equals(whole.head(5))
    assert table.filter(asked).head(5).collect().equals(whole.filter(asked).head(5))
    assert table.select("request.express").collect().equals(whole.select("request.express"))
    assert sweep(assessor, "cst.art4.2").table().head(3).collect().height == 3
