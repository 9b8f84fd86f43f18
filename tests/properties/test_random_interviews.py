"""Whatever is replied in an interview: what was not asked cannot matter, and going through it again is the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

import pytest

from casus_foederis.assessor import Assessor, Question
from casus_foederis.interview.accounts import imagined, retold, told
from casus_foederis.interview.asks import Ask, AskFact, Progress, Review
from casus_foederis.interview.interview import Interviews, Start
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import Facts, Statement
from casus_foederis.model.vocabulary import Fact
from casus_foederis.problems import UsageError

DAYS = ("1995-03-03", "2005-05-01", "2010-06-12", "2012-12-18", "2022-01-06", "2023-05-01")
STATES = ("Kazakhstan", "Tajikistan", "Armenia", "Georgia", "Uzbekistan", "Afghanistan")
MANY = [40, pytest.param(1_500, marks=pytest.mark.endurance)]


def replies(dice: random.Random, ask: Ask, changes: int) -> Iterator[str]:
    """Propose replies, until one can be read."""
    day, other = sorted(dice.sample(DAYS, 2))
    answer = dice.choice(["yes", "no", "unknown"])
    match ask:
        case AskFact():
            some = [answer] * 12 + ["leave", "differ", "finish", f"{answer} since {day} until {other}"]
            yield dice.choice([*some, f"yes until {day}, no since {other}"])
            yield answer
        case Review():
            change = [str(dice.randint(1, 29)), "date", "state", "opponents", "title", "more"]
            yield "write" if changes > 2 else dice.choice(["write", *change])
        case Ask(key="date"):
            yield f"{day}, {other}"
        case Ask(key="state" | "opponents"):
            yield from dice.sample(STATES, 3)
        case Ask(key="several"):
            yield dice.choice(["yes", "no"])
        case Ask(key="title"):
            yield "A title"
        case Ask(key="holder-1" | "holder-2"):
            yield f"Somebody {ask.about}"
        case _:
            yield ask.default or "none"


def an_interview(
    interviews: Interviews, start: Start, dice: random.Random
) -> tuple[Progress, list[tuple[str, str]]]:
    """Reply at random, and see that the questions that are still to come only ever become fewer."""
    conversation, given = interviews.begin(start), list[tuple[str, str]]()
    ask, changes, most = next(conversation), 0, 100
    while True:
        if isinstance(ask, AskFact) and not changes:
            assert len(ask.progress.waiting) <= most, given
            most = len(ask.progress.waiting)
        changes += isinstance(ask, Review)
        for text in replies(dice, ask, changes):
            try:
                reply = ask.read(text)
            except UsageError:
                continue
            break
        given.append((ask.key, text))
        try:
            ask = conversation.send(reply)
        except StopIteration as finished:
            return finished.value, given


def otherwise(
    progress: Progress, account: str, facts: Mapping[str, Fact], dice: random.Random
) -> tuple[Facts, Facts]:
    """Answer what is open at random; and then also, at random, what the account was not asked about."""

    def answers(ids: list[str]) -> Facts:
        return {id: (Statement(value=dice.choice(list(Truth))),) for id in ids}

    said = told(progress.scenario)[account]
    silent = [id for id in facts if id not in said and id not in progress.answered]
    left = said | answers([id for id in silent if id in progress.open])
    return left, left | answers([id for id in silent if id not in progress.open])


@pytest.mark.parametrize("interviews", MANY)
def test_random_interviews(assessor: Assessor, interviews: int, count: Callable[[str], None]) -> None:
    """Slow with many; worth it, since a question that is wrongly left out is one that nobody will miss."""
    library, room = assessor.library, Interviews(assessor)
    dice, compared = random.Random(interviews), 0
    rules = list(library.treaty("cst").rules)
    bundles = list(library.interpretations.interpretations)
    for _ in range(interviews):
        origin = imagined(dice.choice(list(library.scenarios.values()))) if dice.random() < 0.3 else None
        start = Start(
            id="a-case",
            treaty="cst",
            title="A case",
            origin=origin,
            rules=dice.choice([(), tuple(dice.sample(rules, 2))]),
            interpretations=tuple(dice.sample(bundles, dice.choice([1, 2, 8]))),
        )
        progress, given = an_interview(room, start, dice)
        again = room.begin(start)
        ask = next(again)
        for key, text in given[:-1]:
            assert ask.key == key
            ask = again.send(ask.read(text))
        assert isinstance(ask, Review)
        assert ask.progress.scenario == progress.scenario
        facts = library.vocabulary.facts
        account = dice.choice(list(progress.scenario.accounts))
        day = dice.choice(progress.scenario.days_of(progress.scenario.accounts[account]))
        bundle = dice.choice(progress.interpretations)
        found = []
        for each in otherwise(progress, account, facts, dice):
            scenario = retold(progress.scenario, {**told(progress.scenario), account: each}, facts)
            assessment = assessor.assess(Question(scenario, account, bundle, day))
            found.append([assessment[rule] for rule in progress.rules])
        assert found[0] == found[1], given
        compared += len(found[0])
    count(f"statuses compared: {compared}, differing: 0")
    assert compared > interviews
