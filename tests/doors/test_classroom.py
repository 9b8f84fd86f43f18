"""Worksheets, quizzes and debates in a real process, and at a real terminal.

Much of it is slow, because processes and terminals have to be waited for; a part runs every day.
"""

from __future__ import annotations

import re
import shlex
from functools import cache

import pytest

from doors.process import CONTROL_C, CONTROL_D, Terminal, casus, data, here, refusal

THREE = ("kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022")
LEFT = (CONTROL_C, CONTROL_D)
QUIZ = ("quiz", *THREE, "--seed", "4", "--questions", "4")


@cache
def right_answers() -> list[str]:
    """Give what would have to be typed."""
    questions = data(*QUIZ)["questions"]
    return [str([each["right"] for each in asked["options"]].index(True) + 1) for asked in questions]


def other_than(number: str) -> str:
    return "2" if number == "1" else "1"


@pytest.mark.endurance
def test_who_knows_it_all_is_told_so() -> None:
    with Terminal(*QUIZ) as terminal:
        terminal.prompt()
        for typed in right_answers():
            terminal.type(typed)
        assert terminal.end() == 0
    assert terminal.shown.count("✔ Right.") == 4
    assert "Answered: 4. Right: 4." in terminal.shown
    assert "Nothing is left to look at again." in terminal.shown


@pytest.mark.endurance
def test_who_errs_is_told_why_and_what_to_look_at_again() -> None:
    first, *others = right_answers()
    with Terminal(*QUIZ) as terminal:
        terminal.prompt()
        told = terminal.type(other_than(first))
        assert f"✘ No. Right is: {first}." in told
        assert "What decided it:" in told
        for typed in others:
            terminal.type(typed)
        assert terminal.end() == 0
    assert "Answered: 4. Right: 3." in terminal.shown
    assert "To look at again:" in terminal.shown


def test_the_answer_is_not_seen_before_one_is_given() -> None:
    with Terminal(*QUIZ) as terminal:
        asked = terminal.prompt()
    assert "Right" not in asked
    assert "What decided it" not in asked
    assert "casus explain" not in asked


@pytest.mark.endurance
def test_the_command_at_the_end_draws_the_same_questions() -> None:
    with Terminal("quiz", "--questions", "2", "--kind", "text") as terminal:
        terminal.prompt()
        terminal.type("1")
        terminal.type("1")
        assert terminal.end() == 0
    command = " ".join(terminal.shown.split("somebody else:")[1].split())
    assert command.endswith("--questions 2 --kind text")
    with Terminal(*shlex.split(command)[1:]) as again:
        first = again.prompt()
    assert " ".join(first.split("words are read")[0].split()) in " ".join(terminal.shown.split())


@pytest.mark.parametrize(
    "typed", ["quit", *(pytest.param(each, marks=pytest.mark.endurance) for each in LEFT)]
)
def test_who_leaves_sees_what_was_answered_so_far(typed: str) -> None:
    with Terminal(*QUIZ) as terminal:
        terminal.prompt()
        terminal.type(right_answers()[0])
        terminal.type(typed)
        assert terminal.end() == 0
    assert "Answered: 1. Right: 1." in terminal.shown
    assert "Traceback" not in terminal.shown


@pytest.mark.endurance
def test_words_can_be_looked_up_and_mistakes_are_told() -> None:
    with Terminal(*QUIZ) as terminal:
        terminal.prompt()
        assert "The treaty's words, in a paraphrase" in terminal.type("?")
        assert "'seven' is not one of the answers." in " ".join(terminal.type("seven").split())
        assert "A number from 1 to" in terminal.type("back")


@pytest.mark.endurance
def test_without_a_terminal_a_quiz_is_printed_and_not_asked() -> None:
    asked = here(*QUIZ)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert "--format html" in asked.stderr
    sheet = here(*QUIZ, "--format", "markdown")
    key = here(*QUIZ, "--format", "markdown", "--key")
    assert sheet.returncode == key.returncode == 0
    assert "Right is" not in sheet.stdout
    assert [re.findall(r"Right is: (\d)", key.stdout)] == [right_answers()]


def test_keys_are_the_same_in_every_format() -> None:
    gift = here(*QUIZ, "--format", "gift").stdout
    questions = gift.split("\n::")[1:]
    rows = [[row for row in each.splitlines() if row.startswith(("  =", "  ~"))] for each in questions]
    assert [str([row[2] for row in each].index("=") + 1) for each in rows] == right_answers()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("quiz", "--kind", "riddle"), "'account', 'change', 'condition', 'text'"),
        (("quiz", "--level", "herd"), "Did you mean 'hard'?"),
        (("quiz", "--seed", "x"), "not a number"),
        (("quiz", "--key"), "Without a seed"),
        (("quiz", "nowhere"), "no file 'nowhere'"),
        (("quiz", "plain-attack", "--kind", "account"), "nothing of that kind"),
        (("worksheet", "kazakhstan-2022", "--framing", "tokaev"), "Did you mean 'tokayev'"),
        (("worksheet", "kazakhstan-2022", "--provision", "cst.art4"), "cst.art4.1"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_printed(
    arguments: tuple[str, ...], told: str
) -> None:
    assert told in refusal(*arguments, "--format", "json")


def test_a_worksheet_gives_nothing_away_and_its_key_everything() -> None:
    sheet = here("worksheet", "kazakhstan-2022").stdout
    key = here("worksheet", "kazakhstan-2022", "--key").stdout
    signs = [row for row in sheet.splitlines() if "✘" in row]
    assert len(signs) == 1  # what the signs mean
    assert "✘ William Courtney, former US ambassador: not met." in key
    assert "s2-51" in key
    assert "s2-51" not in sheet


@pytest.mark.endurance
def test_worksheets_as_html_are_one_document_that_runs_and_fetches_nothing() -> None:
    done = here("worksheet", *THREE, "--format", "html")
    assert done.returncode == 0
    assert done.stdout.count("<h1>") == 4
    assert not re.search(r"<(script|link|img)|https?://|@import|url\(", done.stdout)


@pytest.mark.endurance
def test_worksheets_for_programs() -> None:
    found = data("worksheet", *THREE)["worksheets"]
    assert [each["scenario"] for each in found] == list(THREE)


def test_a_debate_needs_a_terminal_and_a_role() -> None:
    done = casus("debate", "kazakhstan-2022", "--as", "state-concerned")
    assert (done.returncode, done.stdout) == (2, "")
    assert "casus_foederis.debate" in done.stderr
    with Terminal("debate", "kazakhstan-2022", "--as", "umpire") as terminal:
        assert "Nobody speaks here as 'umpire'" in terminal.rest()
        assert terminal.end() == 2


@pytest.mark.parametrize("typed", ["finish", pytest.param(CONTROL_C, marks=pytest.mark.endurance)])
def test_a_debate_can_be_left(typed: str) -> None:
    with Terminal("debate", "kazakhstan-2022", "--as", "observers") as terminal:
        terminal.prompt()
        terminal.type("author state")
        terminal.type(typed)
        assert terminal.end() == 0
    assert "How it ended" in terminal.shown
    assert "Traceback" not in terminal.shown


@pytest.mark.endurance
def test_in_a_debate_mistakes_are_told_and_moves_can_be_listed() -> None:
    with Terminal("debate", "kazakhstan-2022", "--as", "observers") as terminal:
        terminal.prompt()
        assert "is no move" in terminal.type("nonsense")
        assert "What was said has been said." in terminal.type("back")
        assert "Readings that somebody held" in terminal.type("moves")
        assert "Readings that somebody held" in terminal.type("?")
        assert "Nobody on the record says that" in terminal.type("author.state yes")
