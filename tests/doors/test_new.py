"""``casus new``: without a terminal, and at a real one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from casus_foederis.cli import main
from casus_foederis.files.library import load
from casus_foederis.files.search import data_folder
from casus_foederis.labels import diagram
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import Hypothetical, Pair, Scenario
from conftest import ROOT
from doors.process import COMMAND, CONTROL_C, CONTROL_D, Terminal, casus

HEAD = ("A raid", "", "", "2023-05-01", "Tajikistan", "Afghanistan", "")  # title, file, summary, ...
ONE = ("--set", "title=A raid", "--set", "date=2023-05-01", "--set", "state=tajikistan")


def read(file: Path) -> Scenario:
    (scenario,) = load([file]).scenarios.values()
    return scenario


def facts(scenario: Scenario) -> dict[str, str]:
    return {id: statements[0].value.value for id, statements in scenario.record.items()}


class Sit(Protocol):
    def __call__(self, *typed: str, arguments: Sequence[str] = ("new",)) -> Terminal: ...


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    """Sit down at a terminal in an empty folder, and type."""
    with ExitStack() as stack:

        def sit(*typed: str, arguments: Sequence[str] = ("new",)) -> Terminal:
            terminal = stack.enter_context(Terminal(*arguments, cwd=tmp_path))
            terminal.prompt()
            for text in typed:
                terminal.type(text)
            return terminal

        yield sit


# Without a terminal.


@pytest.fixture
def new(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Scenario]:
    """Run the command in an empty folder, where it must succeed, and read what it has written."""
    monkeypatch.chdir(tmp_path)

    def new(file: str, *arguments: str) -> Scenario:
        assert main(["new", file, "--yes", *arguments]) == 0
        return read(tmp_path / file)

    return new


def test_it_can_be_answered_beforehand(tmp_path: Path) -> None:
    done = casus("new", "--yes", *ONE, "--set", "force.used=yes", "--set", "author.state=no", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "✔ Written: a-raid.yaml" in done.stdout
    scenario = read(tmp_path / "a-raid.yaml")
    assert facts(scenario) == {"force.used": "true", "author.state": "false"}
    assert (scenario.id, scenario.state, scenario.kind) == ("a-raid", "TJK", "hypothetical")
    assert casus("check", "a-raid.yaml", cwd=tmp_path).stdout.startswith("✔ Nothing is wrong")


def test_the_same_answers_make_the_same_bytes(new: Callable[..., Scenario], tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        new(f"{folder}/case.yaml", *ONE)
    assert (tmp_path / "one/case.yaml").read_bytes() == (tmp_path / "two/case.yaml").read_bytes()


def test_from_an_account_of_a_case(new: Callable[..., Scenario]) -> None:
    scenario = new("an-army.yaml", "--from", "kazakhstan-2022:tokayev", "--set", "author.state=yes")
    assert scenario.framings == {}
    assert facts(scenario)["author.state"] == "true"
    (kept,) = scenario.record["author.organised_abroad"]
    assert kept.claims == ("s2-51",)
    (changed,) = scenario.record["author.state"]
    assert changed.claims == ()
    assert scenario.practice is None
    assert scenario.expect == ()


def test_from_a_whole_case_what_is_set_holds_for_every_account(new: Callable[..., Scenario]) -> None:
    scenario = new("case.yaml", "--from", "kazakhstan-2022", "--set", "force.grave=no")
    assert len(scenario.framings) == 7
    assert facts(scenario)["force.grave"] == "false"
    assert not any("force.grave" in each.facts for each in scenario.framings.values())


def test_from_a_file_of_ones_own(new: Callable[..., Scenario], capsys: pytest.CaptureFixture[str]) -> None:
    new("a-raid.yaml", *ONE, "--set", "force.used=yes")
    scenario = new("later.yaml", "--from", "a-raid.yaml", "--set", "date=2024-05-01")
    assert scenario.title == "A raid, otherwise"
    assert scenario.date.year == 2024
    assert "casus compare a-raid.yaml later.yaml" in capsys.readouterr().out
    assert main(["compare", "a-raid.yaml", "later.yaml"]) == 0


def test_a_case_that_differs_from_another_in_one_thing_says_so(new: Callable[..., Scenario]) -> None:
    one = new("one.yaml", "--from", "plain-attack", "--set", "force.grave=no")
    assert isinstance(one, Hypothetical)
    assert one.pair == Pair(of="plain-attack", differs="force.grave")
    two = new("two.yaml", "--from", "plain-attack", "--set", "force.grave=no", "--set", "author.state=no")
    assert isinstance(two, Hypothetical)
    assert two.pair is None
    later = new("later.yaml", "--from", "one.yaml", "--set", "date=2012-12-18")
    assert isinstance(later, Hypothetical)
    assert later.pair == Pair(of="one", differs="date")


WRONG = {
    "no_terminal": ((), "there is no terminal to answer at"),
    "nothing": ((), "'title', 'date', 'state'"),
    "state": ((*ONE[:-1], "state=Tajikistn"), "Did you mean 'Tajikistan'?"),
    "day": ((*ONE[:2], "--set", "date=1.5.2023", *ONE[4:]), "Did you mean '2023-05-01', '2023-01-05'?"),
    "twice": ((*ONE, "--set", "title=Another"), "One thing is set to two values."),
    "fact": ((*ONE, "--set", "force.usd=yes"), "Did you mean 'force.used'?"),
    "answer": ((*ONE, "--set", "force.used=perhaps"), "This is not an answer: 'perhaps'."),
    "finish": ((*ONE, "--set", "force.used=finish"), "This is not an answer: 'finish'."),
    "overlap": ((*ONE, "--set", "force.used=yes, no"), "do not follow one another"),
    "window": (
        (*ONE, "--set", "force.used=yes since 2023-05-02 until 2023-05-01"),
        "'until' lies before 'since'.",
    ),
    "origin": (("--from", "kazakhstan-2023"), "Did you mean 'kazakhstan-2022'?"),
    "framing": (("--from", "kazakhstan-2022:tokaev"), "Did you mean 'tokayev'?"),
    "treaty": ((*ONE, "--treaty", "nato"), "There is no treaty 'nato'."),
    "provision": ((*ONE, "--provision", "cst.art4.3"), "Did you mean"),
    "interpretation": ((*ONE, "--interpretation", "icjj"), "Did you mean 'icj'?"),
    "folder": (("nowhere/case.yaml", *ONE), "'nowhere/case.yaml' cannot be the file of a case."),
    "name": (("ما.yaml", *ONE), "cannot be the file of a case."),
    "taken": (("kazakhstan-2022.yaml", *ONE), "There is already a case 'kazakhstan-2022'"),
    "control": (("--set", "title=A\x07", *ONE[2:]), "This text holds control characters."),
    "long": ((*ONE, "--set", f"summary={'a' * 4_001}"), "At most 4000 characters"),
    "own": ((*ONE, "--set", "opponents=TJK"), "'Tajikistan' cannot be its own opponent."),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_written(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, said = WRONG[what]
    monkeypatch.chdir(tmp_path)
    assert main(["new", *arguments, *(["--yes"] if what != "no_terminal" else [])]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a-raid.yaml").write_text("mine", encoding="utf-8")
    done = casus("new", "--yes", *ONE, cwd=tmp_path)
    assert done.returncode == 2
    assert "There is already a file 'a-raid.yaml'." in done.stderr
    assert (tmp_path / "a-raid.yaml").read_text(encoding="utf-8") == "mine"


def test_a_pipe_that_nobody_closes_is_not_waited_for(tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    done = subprocess.run(
        [*COMMAND, "new"], stdin=ours, capture_output=True, text=True, timeout=30, check=False, cwd=tmp_path
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert "no terminal" in done.stderr


# At a terminal.


def test_a_whole_interview(sit: Sit, tmp_path: Path) -> None:
    terminal = sit(*HEAD, "y", "y", "y", "y")
    assert "No longer asked, because it cannot matter any more: Bands sent by a State" in terminal.shown
    terminal.type("finish")
    assert "✔ Written: a-raid.yaml" in terminal.type("")
    assert terminal.end() == 0
    scenario = read(tmp_path / "a-raid.yaml")
    assert set(facts(scenario)) == {"force.used", "force.grave", "place.sovereign", "author.state"}
    assert [each.name for each in tmp_path.iterdir()] == ["a-raid.yaml"]


def test_going_back_takes_the_last_answer_back(sit: Sit, tmp_path: Path) -> None:
    terminal = sit(*HEAD, "no", "back")
    assert "Was armed force used" in terminal.shown.rpartition("[write] > no")[2]
    terminal.type("yes")
    terminal.type("b")
    terminal.type("back")  # from the first fact to what stands before it
    assert "so that there are several accounts?" in terminal.shown.rpartition("back")[2]
    terminal.type("no")
    terminal.type("unknown")
    terminal.type("f")
    terminal.type("")
    assert facts(read(tmp_path / "a-raid.yaml")) == {"force.used": "unknown"}


@pytest.mark.endurance
def test_what_was_taken_back_is_proposed_again(sit: Sit) -> None:
    terminal = sit(*HEAD, "no", "back", "back")
    assert terminal.type("").endswith("[no] > ")
    assert "Facts that matter to other provisions only" in terminal.type("")
    terminal.type("quit")


def test_mistakes_are_told_and_asked_again(sit: Sit) -> None:
    terminal = sit("A raid", "", "", "2023-13-01")
    assert "This is not a day of the calendar" in terminal.shown
    terminal.type("2023-05-01")
    assert "Did you mean 'Tajikistan'?" in terminal.type("Tajikstan")
    terminal.type("Tajikistan")
    terminal.type("")
    terminal.type("")
    assert "This is not an answer: 'perhaps'." in terminal.type("perhaps")
    assert "casus claims force.used" in terminal.type("?")
    assert "Only one account is asked here." in terminal.type("differ")
    terminal.type("quit")
    assert terminal.end() == 0


# Every day the two that people do most; the others take a second each.
_SLOW = [pytest.param(each, marks=pytest.mark.endurance) for each in (CONTROL_D, "killed")]


@pytest.fixture(params=["quit", CONTROL_C, *_SLOW])
def left(request: pytest.FixtureRequest, sit: Sit, tmp_path: Path) -> Path:
    """Leave an interview after three facts, in one way or another; gives the folder."""
    terminal = sit(*HEAD, "yes", "yes", "no")
    if request.param == "killed":
        terminal.process.kill()
    else:
        assert "to go on: casus new a-raid.yaml" in " ".join(terminal.type(request.param).split())
    terminal.end()
    return tmp_path


@pytest.mark.endurance
def test_an_interview_that_was_left_can_be_taken_up_again(sit: Sit, left: Path) -> None:
    assert [each.name for each in left.iterdir()] == ["a-raid.yaml.unfinished"]
    terminal = sit("", arguments=("new", "a-raid.yaml"))
    assert "7. Did it fall on the State's own forces" in terminal.shown
    terminal.type("finish")
    terminal.type("")
    assert facts(read(left / "a-raid.yaml")) == {
        "force.used": "true",
        "force.grave": "true",
        "place.sovereign": "false",
    }
    assert [each.name for each in left.iterdir()] == ["a-raid.yaml"]


def test_a_journal_that_is_none_is_an_error(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "case.yaml.unfinished").write_text("{}", encoding="utf-8")
    terminal = sit("yes", arguments=("new", "case.yaml"))
    assert "does not hold an unfinished interview" in " ".join(terminal.shown.split())
    assert terminal.end() == 2


@pytest.mark.parametrize(("typed", "kept"), [("", True), ("no", True), ("yes", False)])
def test_a_file_is_replaced_only_by_whoever_says_so(sit: Sit, tmp_path: Path, typed: str, kept: bool) -> None:
    (tmp_path / "a-raid.yaml").write_text("mine", encoding="utf-8")
    terminal = sit("A raid", "")
    assert "There is a file a-raid.yaml. Is it to be replaced?" in terminal.shown
    terminal.type(typed)
    if kept:
        assert "casus new --from a-raid.yaml" in " ".join(terminal.shown.split())
        assert terminal.shown.endswith("[a-raid.yaml] > ")
        terminal.type("quit")
    else:
        for text in (*HEAD[2:], "yes", "finish", ""):
            terminal.type(text)
    terminal.end()
    assert ((tmp_path / "a-raid.yaml").read_text(encoding="utf-8") == "mine") is kept


def test_accounts_that_differ(sit: Sit, tmp_path: Path) -> None:
    accounts = ("yes", "The government", "", "state-concerned", "", "The neighbour", "them", "", "2023-05-02")
    terminal = sit(*HEAD[:-1], *accounts, "none", "yes", "differ", "yes", "no", "finish", "")
    assert terminal.end() == 0
    scenario = read(tmp_path / "a-raid.yaml")
    assert list(scenario.framings) == ["the-government", "them"]
    assert facts(scenario) == {"force.used": "true"}
    grave = [each.facts["force.grave"][0].value for each in scenario.framings.values()]
    assert grave == [Truth.TRUE, Truth.FALSE]
    assert str(scenario.framings["them"].said) == "2023-05-02"


def test_a_change_from_the_review_brings_new_questions(sit: Sit) -> None:
    """The attacker was an army, so nothing else was asked of it; if it was none, it is."""
    arguments = ("new", "case.yaml", "--from", "which-good-is-menaced:security")
    terminal = sit("", "", arguments=arguments)
    assert "Which good is menaced, otherwise: the answers" in terminal.shown
    assert "Were the attackers sent by or for another State" in terminal.type("author.state") + terminal.type(
        "no"
    )
    terminal.type("quit")
    terminal.end()


def test_other_provisions_are_offered(sit: Sit) -> None:
    terminal = sit(*HEAD, "no")
    assert "Facts that matter to other provisions only" in terminal.shown
    assert "Was the use of armed force threatened?" in terminal.type("more")
    terminal.type("quit")
    terminal.end()


# What an attacker tried.


def test_a_file_that_appears_meanwhile_is_not_replaced_unasked(sit: Sit, tmp_path: Path) -> None:
    terminal = sit(*HEAD, "finish")
    (tmp_path / "a-raid.yaml").write_text("mine", encoding="utf-8")
    assert "There is a file a-raid.yaml. Is it to be replaced?" in terminal.type("")
    terminal.type("no")
    assert terminal.end() == 0
    assert (tmp_path / "a-raid.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "title", ["089", "-08", "\ufeff", f"{'word ' * 30}\ufeffend", "null", "a: b # c", "متن"]
)
def test_odd_titles_are_written_so_that_they_can_be_read(new: Callable[..., Scenario], title: str) -> None:
    scenario = new("case.yaml", "--set", f"title={title}", "--set", f"summary={title}", *ONE[2:])
    assert (scenario.title, scenario.summary) == (title, title)


@pytest.mark.endurance
def test_nobody_becomes_an_opponent_of_its_own(sit: Sit) -> None:
    terminal = sit(*HEAD, "finish", "state")
    assert "'Afghanistan' cannot be its own opponent." in terminal.type("Afghanistan")
    terminal.type("quit")


def test_a_number_that_is_none_is_told(sit: Sit) -> None:
    terminal = sit(*HEAD, "finish")
    assert "Nothing here is called so: '000000005123'." in terminal.type("000000005123")
    terminal.type("quit")


def test_what_is_answered_beforehand_is_read_before_anything_is_asked(sit: Sit, tmp_path: Path) -> None:
    terminal = sit(arguments=("new", "--set", "force.used=perhaps"))
    assert "This is not an answer: 'perhaps'." in " ".join(terminal.shown.split())
    assert terminal.end() == 2
    assert list(tmp_path.iterdir()) == []


def test_back_at_the_file_asks_for_the_title_again(sit: Sit) -> None:
    terminal = sit("back")
    assert "This is the first question." in terminal.shown
    terminal.type("A raid")
    assert "What is the case to be called?" in terminal.type("back")
    assert terminal.type("Another").endswith("[another.yaml] > ")
    terminal.type("quit")


def test_a_name_that_is_taken_is_asked_again(sit: Sit) -> None:
    terminal = sit("Kazakhstan 2022")
    assert "There is already a case 'kazakhstan-2022'" in terminal.type("")
    terminal.type("mine")
    terminal.type("quit")


@pytest.mark.endurance
def test_an_interview_can_be_gone_on_with_from_another_folder(sit: Sit, tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "one.yaml"), "--yes", *ONE, "--set", "force.used=yes"]) == 0
    sit("", "", "quit", arguments=("new", "two.yaml", "--from", "one.yaml")).end()
    (tmp_path / "inside").mkdir()
    with Terminal("new", "../two.yaml", cwd=tmp_path / "inside") as terminal:
        terminal.prompt()
        assert "A raid, otherwise: the answers" in terminal.type("yes")
        assert "casus compare ../one.yaml ../two.yaml" in terminal.type("")


@pytest.mark.endurance
def test_replies_that_no_longer_fit_are_told(sit: Sit, tmp_path: Path) -> None:
    sit(*HEAD, "yes", "yes", "quit").end()
    journal = tmp_path / "a-raid.yaml.unfinished"
    journal.write_text(
        journal.read_text(encoding="utf-8").replace("2023-05-01", "2023-99-01"), encoding="utf-8"
    )
    terminal = sit("yes", arguments=("new", "a-raid.yaml"))
    assert "Replies that do not fit any more, and are asked again: 6." in terminal.shown
    terminal.type("quit")


def test_what_cannot_be_kept_is_told_before_anything_is_asked(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "a-raid.yaml.unfinished").mkdir()
    terminal = sit("A raid", "", "no")
    assert "The file 'a-raid.yaml.unfinished' cannot be written" in terminal.shown
    assert terminal.end() == 2


def test_a_copy_of_a_bundled_case_can_be_started_from(new: Callable[..., Scenario], tmp_path: Path) -> None:
    copy = (data_folder() / "scenarios/historical/kazakhstan-2022.yaml").read_bytes()
    (tmp_path / "mine.yaml").write_bytes(copy)
    assert len(new("other.yaml", "--from", "mine.yaml").framings) == 7


def test_what_rests_on_claims_of_ones_own_stays_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "tests" / "bad" / "claims-beside", tmp_path / "own")
    source = "kind: sources\nsources:\n  s2: {title: A gazette, language: en, confidence: reported}\n"
    claims = tmp_path / "own" / "claims.yaml"
    claims.write_text(
        claims.read_text(encoding="utf-8").replace("source: s2", "source: own"), encoding="utf-8"
    )
    (tmp_path / "own" / "sources.yaml").write_text(source.replace("s2", "own"), encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "own")
    assert main(["new", "../elsewhere/new.yaml", "--yes", "--from", "case.yaml"]) == 2
    assert "rests on claims that lie beside it" in capsys.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert main(["new", "new.yaml", "--yes", "--from", "case.yaml"]) == 0
    assert "claims: [x-gazette-1]" in Path("new.yaml").read_text(encoding="utf-8")


def test_a_provision_that_is_too_entangled_bothers_only_who_asks_about_it(
    new: Callable[..., Scenario], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(diagram, "MOST_NODES", 20)
    assert new("case.yaml", *ONE, "--provision", "cst.bound").record == {}
    assert main(["new", "other.yaml", "--yes", *ONE]) == 2
    assert "too entangled to tell what can still matter to it" in capsys.readouterr().err
