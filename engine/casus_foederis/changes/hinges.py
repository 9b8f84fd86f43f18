"""Hinges: under which readings an answer turns on one fact at all, alone or with what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.changesets import Changes, ChangeSets
from casus_foederis.changes.levers import Change, Lever, LeverKind, levers_of
from casus_foederis.labels.labels import Labels
from casus_foederis.logic import Truth


@dataclass(frozen=True, slots=True)
class Hinge:
    """How it turns on one difference of fact whether a rule is met.

    ``together`` lists the smallest sets of answers to open questions of fact with which it does: the empty
    set alone where it turns on the fact as things stand, and none where it never does.
    """

    interpretation: str
    change: Change
    together: tuple[Changes, ...]

    @property
    def alone(self) -> bool:
        """Whether the answer turns on this fact as things stand."""
        return self.together == ((),)

    def to_dict(self) -> dict[str, Any]:
        """Give the hinge as plain data."""
        together = [[each.to_dict() for each in changes] for changes in self.together]
        return {"interpretation": self.interpretation, "fact": self.change.id, "together_with": together}


def hinges(assessor: Assessor, question: Question, rule: str, facts: Sequence[Lever]) -> Iterator[Hinge]:
    """Tell for each fact whether exchanging its answer for another's can decide that a rule is met.

    The account's other answers stay as they are; what it leaves open may be answered in any way.
    """
    rulebook = assessor.rulebook(question.scenario.treaty)
    given = assessor.given(question)
    fixed = {id: each.value for id, each in given.items()}
    open_facts = {
        key: lever
        for key, lever in levers_of(assessor, question).items()
        if lever.kind is LeverKind.FACT and lever.places[0] == Truth.UNKNOWN.value
    }
    for fact in facts:
        key = f"{fact.kind}.{fact.id}"
        levers = {**open_facts, key: fact}
        labels = Labels(rulebook, rule, fixed, {each: lever.choice for each, lever in levers.items()})
        if key not in labels.choices:
            yield Hinge(question.interpretation, fact.change(1), ())
            continue
        diagram, place = labels.diagram, labels.place(key)
        met = labels.where(rule, Truth.TRUE)
        ours, theirs = (diagram.chosen(met, {place: option}) for option in (0, 1))
        only_ours = diagram.both(ours, diagram.opposite(theirs))
        only_theirs = diagram.both(theirs, diagram.opposite(ours))
        coherent = diagram.chosen(labels.coherent, {place: 0})
        turns = diagram.both(diagram.any_of(only_ours, only_theirs), coherent)
        sets = ChangeSets(assessor.library, labels, turns, levers)
        yield Hinge(question.interpretation, fact.change(1), tuple(sets.page()))
