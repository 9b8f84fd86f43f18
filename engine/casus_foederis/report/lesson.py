"""What a hypothetical was made up to teach, and the cases that are the same but for one thing."""

from __future__ import annotations

from collections.abc import Iterator

from casus_foederis.model.scenario import KEYS_OF_PAIRS, Hypothetical
from casus_foederis.pairs import Twins, twins
from casus_foederis.phrases import say, wording
from casus_foederis.report.page import Block, Branch, Paragraph, Tree, line
from casus_foederis.report.words import Words, ident


def lesson(words: Words) -> Iterator[Block]:
    """Say what a case teaches, and name its pairs; nothing where it does neither."""
    scenario = words.scenario
    if isinstance(scenario, Hypothetical) and scenario.teaches is not None:
        condition = words.title(scenario.teaches.condition)
        text = wording(f"scenario.{scenario.id}", "lesson", scenario.teaches.lesson)
        yield Paragraph(line(say("explain.teaches", condition=condition, lesson=text)))
    pairs = [each for each in twins(words.library) if scenario.id in (each.first, each.second)]
    if pairs:
        yield Paragraph(line(say("explain.pairs")))
        yield Tree(tuple(_pair(words, each) for each in pairs))


def _pair(words: Words, pair: Twins) -> Branch:
    other = pair.first if words.scenario.id == pair.second else pair.second
    known = words.library.scenarios.get(other)
    case = wording(f"scenario.{other}", "title", known.title if known else other)
    named = say("explain.pair", case=case, difference=difference(words, pair.differs))
    return Branch(line(named, " ", ident(f"casus compare {pair.first} {pair.second}")))


def difference(words: Words, id: str) -> str:
    """Name that in which two cases differ."""
    return say(f"pair.{id}") if id in KEYS_OF_PAIRS else words.title(id)
