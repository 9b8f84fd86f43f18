"""Accounts crossed with texts: what each comes to under each of the treaty's words, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.changesets import Part
from casus_foederis.changes.levers import LeverKind
from casus_foederis.changes.whatif import Goal, SmallestChanges
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment


@dataclass(frozen=True)
class Cell:
    """One account under one text: an assessment under each interpretation.

    ``lacking`` is what all smallest changes of facts and readings have in common that make the rule met under
    this text; nothing where some interpretation meets it already.
    """

    scenario: str
    framing: str
    text: str
    own: bool  # whether these were the words in force
    assessments: Sequence[Assessment]
    search: Callable[[], tuple[Part, ...]] = field(repr=False, compare=False)

    @cached_property
    def lacking(self) -> tuple[Part, ...]:
        """What is lacking; looked for when first asked for."""
        return self.search()

    def statuses(self, rule: str) -> Mapping[str, Truth]:
        """Give a rule's status: interpretation -> status."""
        return {each.interpretation: each[rule] for each in self.assessments}

    def to_dict(self, rule: str) -> dict[str, Any]:
        """Give the cell as plain data."""
        return {
            "scenario": self.scenario,
            "framing": self.framing,
            "text": self.text,
            "in_force": self.own,
            "statuses": {id: truth.status for id, truth in self.statuses(rule).items()},
            "lacking": [each.to_dict() for each in self.lacking],
        }


def crossing(
    assessor: Assessor, accounts: Sequence[Question], rule: str, interpretations: Sequence[str]
) -> Iterator[Cell]:
    """Ask each account under each text of the treaty proper, and under each interpretation."""
    for account in accounts:
        instrument = assessor.library.treaty(account.scenario.treaty).instrument
        for text in instrument.texts:
            asked = replace(account, text=text)
            found = [assessor.assess(replace(asked, interpretation=each)) for each in interpretations]
            yield Cell(
                account.scenario.id,
                account.framing,
                text,
                instrument.text_on(account.on) == text,
                found,
                partial(_lacking, assessor, asked, rule, found),
            )


def _lacking(
    assessor: Assessor, question: Question, rule: str, found: Sequence[Assessment]
) -> tuple[Part, ...]:
    if any(each[rule] is Truth.TRUE for each in found):
        return ()
    kinds = (LeverKind.FACT, LeverKind.READING)
    return SmallestChanges(assessor, question, Goal(rule, Truth.TRUE), kinds).parts
