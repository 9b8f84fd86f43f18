"""A quiz: questions to be answered before the engine does, drawn by lot, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor, Question
from casus_foederis.model.scenario import Scenario
from casus_foederis.problems import UsageError
from casus_foederis.teaching.asked import Asked, Kind, Level
from casus_foederis.teaching.making import Maker, lot

_APART: Final = 6  # questions between two about one case, as long as there are others


@dataclass(frozen=True)
class Quiz:
    """Questions with their keys. The same seed asks the same questions about the same cases."""

    seed: int
    questions: tuple[Asked, ...]
    assessor: Assessor = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Give the quiz, with its keys, as plain data."""
        return {"seed": self.seed, "questions": [each.to_dict() for each in self.questions]}


def make_quiz(
    assessor: Assessor,
    scenarios: Sequence[Scenario],
    *,
    seed: int,
    count: int = 10,
    rule: str | None = None,
    kinds: Collection[str] = (),
    levels: Collection[str] = (),
    done: Callable[[object], None] = lambda _: None,
) -> Quiz:
    """Draw questions by lot, of each kind in turn; all that there are, if there are fewer.

    Without ``rule`` they are about the treaty's main provision; without ``kinds`` and ``levels``, of all of
    them. ``done`` is told of every question as it is made. Raises `UsageError` for what does not exist, and
    if there is nothing to ask.
    """
    for code, named, known in (
        ("unknown_quiz_kind", kinds, Kind),
        ("unknown_quiz_level", levels, Level),
    ):
        for each in named:
            if each not in list(known):
                raise UsageError(code, id=each, advice=nearest(each, known))
    about = [each for each in scenarios if rule is None or rule in assessor.rulebook(each.treaty).rules]
    if not about:
        rules = (id for each in scenarios for id in assessor.rulebook(each.treaty).rules)
        raise UsageError("unknown_rule", id=rule or "", advice=nearest(rule or "", rules))
    maker = Maker(assessor, rule, seed)
    asked = [
        Question(scenario, framing, interpretation, scenario.first_day(framing))
        for scenario in about
        for framing in scenario.accounts
        for interpretation in assessor.library.interpretations.interpretations
    ]
    urns = [
        _Urn(maker, kind, asked, seed, [each for each in Level if not levels or each in levels])
        for kind in Kind
        if not kinds or kind in kinds
    ]
    found: list[Asked] = []
    while urns and len(found) < count:
        for urn in tuple(urns):
            drawn = urn.draw({each.question.scenario.id for each in found[-_APART:]})
            if drawn is None:
                urns.remove(urn)
            elif len(found) < count:
                found.append(drawn)
                done(drawn)
    if not found:
        raise UsageError("nothing_to_ask")
    return Quiz(seed, tuple(found), assessor)


class _Urn:
    """What could be asked of one kind, in the order of the lot. What was drawn does not come again."""

    def __init__(
        self, maker: Maker, kind: Kind, asked: Sequence[Question], seed: int, levels: Collection[Level]
    ) -> None:
        self._maker, self._kind, self._levels = maker, kind, levels

        def order(each: Question) -> str:
            return lot(seed, kind, each.scenario.id, each.framing, each.interpretation)

        self._waiting = sorted(asked, key=order)

    def draw(self, recent: Collection[str]) -> Asked | None:
        """Draw a question; about one of the recent cases only if nothing else is left."""
        while self._waiting:
            places = (n for n, each in enumerate(self._waiting) if each.scenario.id not in recent)
            made = self._maker.make(self._kind, self._waiting.pop(next(places, 0)))
            if made is not None and made.level in self._levels:
                return made
        return None
