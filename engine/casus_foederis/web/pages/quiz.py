"""The quiz: a question, a reply, what it comes to. How far somebody has come stands in the address."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from casus_foederis.advice import nearest
from casus_foederis.problems import UsageError
from casus_foederis.report.quiz import QuizPages
from casus_foederis.teaching.asked import Asked, Kind, Level
from casus_foederis.teaching.quiz import Quiz, make_quiz
from casus_foederis.web.addresses import Query, address
from casus_foederis.web.pages import case
from casus_foederis.web.site import Shown, Site

MOST_QUESTIONS: Final = 20
_MOST_SEED: Final = 999_999
_COUNT: Final = 10
_BETWEEN: Final = "-"


def show(site: Site, query: Query) -> Shown:
    """Show where to begin; or a question, or what a reply to it comes to; or, after the last, the review."""
    kinds, levels = tuple(_few(query, "kind", Kind)), tuple(_few(query, "level", Level))
    count = query.number("count", _COUNT, MOST_QUESTIONS)
    chosen = {
        "count": str(count) if count != _COUNT else None,
        "kind": ",".join(kinds) or None,
        "level": ",".join(levels) or None,
    }
    choice = {
        "count": count,
        "most": MOST_QUESTIONS,
        "kinds": list(Kind),
        "levels": list(Level),
        "kind": kinds,
        "level": levels,
    }
    if query.get("seed") is None:
        return Shown("quiz_begin.html", choice | {"seed": 1}, address("/quiz", chosen))
    seed = query.number("seed", 1, _MOST_SEED)
    quiz = _quiz(site, seed, count, kinds, levels)
    pages, replies = QuizPages(quiz), _replies(quiz, query)
    asked = {"seed": str(seed), **chosen}

    def at(done: tuple[int, ...], reply: int | None = None) -> str:
        told = _BETWEEN.join(str(each + 1) for each in done) or None
        return address(
            "/quiz", {**asked, "replies": told, "reply": str(reply + 1) if reply is not None else None}
        )

    place = len(replies)
    values: dict[str, Any] = {**choice, "seed": seed, "pages": pages, "asked": asked, "place": place}
    if place == len(quiz.questions):
        values |= {
            "total": place,
            "right": place - len(wrong := [n for n in range(place) if replies[n] != quiz.questions[n].right]),
            "missed": [_missed(site, pages, n, at(replies[:n], replies[n])) for n in wrong],
            "again": at(()),
        }
        return Shown("quiz_review.html", values, at(replies))
    each = quiz.questions[place]
    reply = query.number("reply", 0, len(each.options)) - 1 if query.get("reply") else None
    values |= {
        "each": each,
        "reply": reply,
        "total": len(quiz.questions),
        "replies": _BETWEEN.join(str(one + 1) for one in replies),
        "explained": _explained(site, each),
        "next": at((*replies, reply)) if reply is not None else None,
    }
    return Shown("quiz.html", values, at(replies, reply))


def _missed(site: Site, pages: QuizPages, number: int, again: str) -> dict[str, Any]:
    """Tell of a question to which the reply was wrong."""
    each = pages.quiz.questions[number]
    return {
        "number": number + 1,
        "case": pages.words(each).case,
        "sentence": pages.sentence(each),
        "right": pages.option(each, each.options[each.right]),
        "explained": _explained(site, each),
        "again": again,
    }


def _explained(site: Site, each: Asked) -> str:
    """Give the address of the page that explains what was asked about."""
    return case.of_assessment(site, each.question.scenario, site.assessor.assess(each.question))


def _few(query: Query, key: str, known: type[Kind] | type[Level]) -> list[str]:
    """Read a few words of a list; all of them are none in particular."""
    words = [one.value for one in known]
    named = query.words(key)
    for each in sorted(named.difference(words)):
        raise UsageError(f"unknown_quiz_{key}", id=each, advice=nearest(each, words))
    return [each for each in words if each in named] if len(named) < len(words) else []


@lru_cache(maxsize=32)
def _quiz(site: Site, seed: int, count: int, kinds: tuple[str, ...], levels: tuple[str, ...]) -> Quiz:
    scenarios = list(site.library.scenarios.values())
    return make_quiz(site.assessor, scenarios, seed=seed, count=count, kinds=kinds, levels=levels)


def _replies(quiz: Quiz, query: Query) -> tuple[int, ...]:
    """Read the replies so far. Raises `UsageError` for what cannot have been chosen."""
    told = query.get("replies")
    found = []
    for place, text in enumerate(told.split(_BETWEEN) if told is not None else ()):
        if place == len(quiz.questions):
            raise UsageError("bad_number", value=f"'{text}'")
        most = len(quiz.questions[place].options)
        found.append(Query([("reply", text)]).number("reply", 0, most) - 1)
    return tuple(found)
