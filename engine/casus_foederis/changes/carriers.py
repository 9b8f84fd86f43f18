"""Carriers: single differences that an answer hangs on, each asked of the rule engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.levers import Asked, Change, Lever, apart, moved
from casus_foederis.logic import Truth


@dataclass(frozen=True, slots=True)
class Carrier:
    """A difference that, told as some other accounts tell it, ends an answer that is met.

    ``after`` is what the rule comes to then; ``others`` are the accounts that tell it so.
    """

    account: Question
    text: str
    change: Change
    after: Truth
    others: tuple[Question, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the carrier as plain data."""
        return {
            "scenario": self.account.scenario.id,
            "framing": self.account.framing,
            "interpretation": self.account.interpretation,
            "change": self.change.to_dict(),
            "status": self.after.status,
            "as_told_by": [{"scenario": each.scenario.id, "framing": each.framing} for each in self.others],
        }


def carriers(assessor: Assessor, asked: Sequence[Asked], rule: str) -> Iterator[Carrier]:
    """Find what carries each account that is met, held against all the others."""
    for own in asked:
        if own.assessment[rule] is not Truth.TRUE:
            continue
        told: dict[tuple[str, str], tuple[Lever, list[Question]]] = {}
        for other in asked:
            for key, lever in apart(own, other).items():
                told.setdefault((key, lever.places[1]), (lever, []))[1].append(other.question)
        for (key, _), (lever, others) in told.items():
            after = assessor.assess(moved(own.question, {key: lever}, {key: 1}))[rule]
            if after is not Truth.TRUE:
                yield Carrier(own.question, own.assessment.text, lever.change(1), after, tuple(others))
