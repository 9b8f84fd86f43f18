"""Questions of a quiz: of which kind, how hard, and what each option comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

from casus_foederis.assessor import Question
from casus_foederis.changes.changesets import Changes
from casus_foederis.logic import Truth

MOST_CHANGES: Final = 3  # that a question asks for at once


class Kind(StrEnum):
    """What is asked for."""

    CONDITION = "condition"  # which condition fails?
    CHANGE = "change"  # change one thing (or two, or three), so that it is met
    ACCOUNT = "account"  # on whose account?
    TEXT = "text"  # the same facts under other words?


class Level(StrEnum):
    """How hard a question is."""

    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"


Reply: TypeAlias = str | Truth | Changes  # a condition or an account, a status, changes


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be chosen. ``found`` is the status that it comes to, which makes it right or not."""

    reply: Reply
    found: Truth
    right: bool

    def to_dict(self) -> dict[str, Any]:
        """Give the option as plain data."""
        match self.reply:
            case Truth():
                reply: Any = self.reply.status
            case str():
                reply = self.reply
            case _:
                reply = [each.to_dict() for each in self.reply]
        return {"reply": reply, "comes_to": self.found.status, "right": self.right}


@dataclass(frozen=True)
class Asked:
    """A question of a quiz.

    ``question`` is what the law is asked; of an account to be found, that account. ``now`` is the status that
    is told beforehand, if one is; ``goal`` is the status that the right option comes to. ``distance`` is the
    least number of answers of fact that would turn the answer; of changes to be found, their number; ``None``
    where no answers of fact turn it.
    """

    kind: Kind
    question: Question
    rule: str
    now: Truth | None
    goal: Truth
    options: tuple[Option, ...]
    distance: int | None

    @property
    def id(self) -> str:
        """Name the question: the same question has the same name in every quiz."""
        asked = self.question
        return f"{self.kind}.{asked.scenario.id}.{asked.framing}.{asked.interpretation}"

    @property
    def right(self) -> int:
        """The place of the right option, from 0."""
        return next(place for place, option in enumerate(self.options) if option.right)

    @property
    def level(self) -> Level:
        """Tell how hard it is: many changes are hard to find, and what nearly turns is hard to tell."""
        steps = self.distance if self.distance is not None else MOST_CHANGES
        steps = min(steps, MOST_CHANGES) - 1
        return list(Level)[steps if self.kind is Kind.CHANGE else MOST_CHANGES - 1 - steps]

    def to_dict(self) -> dict[str, Any]:
        """Give the question, with its key, as plain data."""
        asked = self.question
        return {
            "id": self.id,
            "kind": self.kind.value,
            "level": self.level.value,
            "distance": self.distance,
            "scenario": asked.scenario.id,
            "framing": asked.framing,
            "interpretation": asked.interpretation,
            "text": asked.text,
            "on": asked.on.isoformat(),
            "provision": self.rule,
            "now": self.now.status if self.now is not None else None,
            "goal": self.goal.status,
            "options": [each.to_dict() for each in self.options],
        }
