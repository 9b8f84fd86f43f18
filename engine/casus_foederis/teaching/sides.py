"""The two sides of a debate, and on which of them an account stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.levers import Lever, LeverKind, labels_of, levers_of
from casus_foederis.labels.diagram import NO
from casus_foederis.logic import Status, Truth
from casus_foederis.model.scenario import Framing, Role


class Side(StrEnum):
    """For the provision's being met, or against it."""

    FOR = "for"
    AGAINST = "against"

    @property
    def other(self) -> Side:
        """The other side."""
        return Side.AGAINST if self is Side.FOR else Side.FOR

    def gain(self, status: Truth) -> int:
        """Tell how good a status is for this side: 2, 1 where it is open, or 0."""
        if status is Truth.UNKNOWN:
            return 1
        return 2 if (status is Truth.TRUE) is (self is Side.FOR) else 0


def argued(assessor: Assessor, question: Question) -> dict[str, Lever]:
    """List what can be argued about: every fact and every term, with all places that they can have."""
    levers = levers_of(assessor, question, to_unknown=True)
    return {key: lever for key, lever in levers.items() if lever.kind in (LeverKind.FACT, LeverKind.READING)}


def concluded_side(assessor: Assessor, question: Question, framing: Framing, rule: str) -> Side | None:
    """Tell on which side an actor stands who concluded something in law; ``None`` if that does not say it."""
    answers = framing.position.answers if framing.position is not None else {}
    concluded = _follows(assessor, question, answers, rule)
    return {Truth.TRUE: Side.FOR, Truth.FALSE: Side.AGAINST}.get(concluded or Truth.UNKNOWN)


def usual_side(role: Role | None) -> Side:
    """Give the side that a role is given where nobody is known to have concluded anything."""
    return Side.FOR if role is Role.STATE_CONCERNED else Side.AGAINST


def _follows(
    assessor: Assessor, question: Question, answers: Mapping[str, Status], rule: str
) -> Truth | None:
    """Tell what a rule comes to if others come to this, whatever the facts and the readings."""
    if rule in answers:
        return Truth.of_status(answers[rule])
    rulebook, levers = assessor.rulebook(question.scenario.treaty), argued(assessor, question)
    for id, status in answers.items():
        below = {each: {node.id for node in rulebook.cone(each)} for each in (rule, id)}
        if id not in below[rule] and rule not in below[id]:
            continue
        labels = labels_of(assessor, question, rule if id in below[rule] else id, levers)
        so = labels.where(id, Truth.of_status(status))
        for truth in (Truth.TRUE, Truth.FALSE):
            otherwise = labels.diagram.opposite(labels.where(rule, truth))
            if so != NO and labels.diagram.both(so, otherwise) == NO:
                return truth
    return None
