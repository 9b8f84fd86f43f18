"""A quiz on paper: the questions, with all that can be looked up at the end; and the key."""

from __future__ import annotations

from collections.abc import Iterator

from casus_foederis.phrases import say
from casus_foederis.report.html import document, elements
from casus_foederis.report.page import Block, Heading, Page, Paragraph, line
from casus_foederis.report.quiz import QuizPages
from casus_foederis.report.telling import asked_for, readings, standings, texts
from casus_foederis.report.words import ident, muted
from casus_foederis.teaching.asked import Asked
from casus_foederis.teaching.in_play import in_play


def quiz_sheet(pages: QuizPages, *, key: bool) -> Page:
    """Put all questions on one page, and at its end what can be looked up; or their key."""
    blocks: list[Block] = [Heading(line(_title(pages, key=key)), level=1)]
    if not key:
        blocks.append(Paragraph(line(say("sheet.name"))))
    for number, each in enumerate(pages.quiz.questions, 1):
        heading = say("quiz.number_on_paper", number=str(number), count=str(len(pages.quiz.questions)))
        blocks.append(Heading(line(heading)))
        if key:
            level = say(f"quiz.level_{each.level}")
            blocks.append(Paragraph(line(f"{pages.words(each).case} ", muted(f"({level})"))))
            blocks += (pages.law(each), *pages.asking(each), *pages.outcome(each))
        else:
            blocks += (*pages.case(each), *pages.asking(each, "☐\u00a0"))
    if not key:
        blocks += _appendix(pages)
    again = Paragraph(line(muted(f"{say('quiz.again')} "), ident(f"casus quiz --seed {pages.quiz.seed}")))
    return (*blocks, again, Paragraph(line(muted(say("suite.caution")))))


def quiz_html(pages: QuizPages, *, key: bool) -> str:
    """Make one printable document of the same."""
    return document(_title(pages, key=key), elements(quiz_sheet(pages, key=key)), "sheet")


def _title(pages: QuizPages, *, key: bool) -> str:
    return say("quiz.title_key" if key else "quiz.title", seed=str(pages.quiz.seed))


def _appendix(pages: QuizPages) -> Iterator[Block]:
    """Put together, once, what can be looked up for any of the questions."""
    by_treaty: dict[str, list[Asked]] = {}
    for each in pages.quiz.questions:
        by_treaty.setdefault(each.question.scenario.treaty, []).append(each)
    for of in by_treaty.values():
        words, rulebook = pages.words(of[0]), pages.assessor.rulebook(of[0].question.scenario.treaty)
        played = {id for each in of for id in in_play(pages.assessor, each.question, each.rule).conditions}
        states = (
            state
            for each in of
            for state in (each.question.scenario.state, *each.question.scenario.opponents)
        )
        yield Heading(line(say("teach.asked_for")))
        yield asked_for(words, [id for id in rulebook.rules if id in played])
        yield Heading(line(say("teach.texts")))
        yield texts(words)
        yield Heading(line(say("teach.standings")))
        yield standings(words, dict.fromkeys(states))
        yield Heading(line(say("teach.readings")))
        told = {each.question.interpretation: pages.told(each) for each in of}
        for id, assessment in told.items():
            yield Paragraph(line(f"{words.interpretation(id)} ", ident(id)))
            yield readings(words, assessment, assessment.readings)
