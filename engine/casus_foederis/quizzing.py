"""The quiz at a terminal: a question, a reply, what it comes to; and at the end a review."""

from __future__ import annotations

from functools import partial
from typing import Final

from casus_foederis.interview.asks import Ask
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError
from casus_foederis.prompting import Left, prepare, show, take, tell
from casus_foederis.report.page import Page
from casus_foederis.report.quiz import QuizPages
from casus_foederis.teaching.asked import Asked
from casus_foederis.teaching.quiz import Quiz

_LONGEST: Final = 9  # digits of a number that can be meant


def put(quiz: Quiz, drawn_by: str) -> None:
    """Put the questions one after another. ``drawn_by`` is the command that draws the same ones."""
    prepare()
    pages, replies = QuizPages(quiz), dict[int, int]()
    tell(say("quiz.welcome", count=str(len(quiz.questions))))
    try:
        for place, each in enumerate(quiz.questions):
            print()
            show(pages.question(place))
            most = len(each.options)
            typed = None
            while typed is None:  # there is nothing to go back to: what was answered is answered
                tell(say("quiz.hint", most=str(most)))
                typed = take(Ask("choice", partial(read_choice, most)), partial(_help, pages, each))
            replies[place] = read_choice(most, typed)
            show(pages.outcome(each, replies[place]))
    except (KeyboardInterrupt, Left):
        print()
    show(pages.review(replies, drawn_by))


def _help(pages: QuizPages, each: Asked) -> Page:
    """Show what can be looked up, and ask again."""
    return (*pages.looked_up(each), *pages.asking(each))


def read_choice(most: int, text: str) -> int:
    """Read the number of an option, and give its place, from 0. Raises `UsageError` for anything else."""
    plain = text.strip().rstrip(".)")
    if not plain.isdecimal() or len(plain) > _LONGEST or not 1 <= int(plain) <= most:
        raise UsageError("bad_choice", value=f"'{text}'", most=str(most))
    return int(plain) - 1
