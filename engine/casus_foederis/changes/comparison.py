"""Two answers held against each other: where the questions differ, and which differences carry the outcome.

A difference is *moved over* when one question takes what the other has: an answer, a reading, the words, a
standing. Which sets of differences end an answer, and which bring the other, is found exactly; and so is how
the change divides among them, over all orders in which they could be moved over, one by one (Shapley 1953).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import comb
from typing import Any

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.changesets import Changes, ChangeSets
from casus_foederis.changes.levers import Asked, Change, Lever, apart, labels_of
from casus_foederis.labels.diagram import Decision
from casus_foederis.labels.labels import Choice, Labels
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment


class Passage:
    """The way from one answer to another: what ends the first, what brings the last, and who has what share.

    ``ends`` are the smallest sets of differences that, moved over, end the answer at the start; ``brings``,
    those that bring the answer at the end.
    """

    def __init__(
        self,
        assessor: Assessor,
        start: Question,
        rule: str,
        answers: tuple[Truth, Truth],
        levers: Mapping[str, Lever],
    ) -> None:
        self.start, self.end = answers
        self._labels = labels_of(assessor, start, rule, levers)
        self._levers = levers
        diagram = self._labels.diagram
        elsewhere = diagram.opposite(self._labels.where(rule, self.start))
        ended = diagram.both(elsewhere, self._labels.coherent)
        self.ends = ChangeSets(assessor.library, self._labels, ended, levers)
        self.brings = ChangeSets(assessor.library, self._labels, self._labels.reaching(self.end), levers)

    @cached_property
    def shares(self) -> Mapping[str, Fraction]:
        """How the change divides: lever, by key -> its share, the largest first; together they make one.

        It is the part of all orders in which moving this lever over brings the answer at the end, less those
        in which it takes it away again. A fact without what it needs is idle until that is moved over, too.
        """
        reached = self._labels.where(self._labels.goal, self.end)
        shares = {key: _share(self._labels, reached, place) for place, key in enumerate(self._labels.choices)}
        return {key: shares[key] for key in sorted(shares, key=lambda key: -shares[key]) if shares[key]}

    def lever(self, key: str) -> Change:
        """Give the difference of a key."""
        return self._levers[key].change(1)

    def to_dict(self) -> dict[str, Any]:
        """Give all of it as plain data; shares as fractions."""
        return {
            "from": self.start.status,
            "to": self.end.status,
            "ends": [[each.to_dict() for each in changes] for changes in self.ends.page()],
            "ends_count": self.ends.count,
            "brings": [[each.to_dict() for each in changes] for changes in self.brings.page()],
            "brings_count": self.brings.count,
            "shares": [
                {**self.lever(key).to_dict(), "share": str(share)} for key, share in self.shares.items()
            ],
        }


def by_kind(levers: Mapping[str, Lever]) -> dict[str, Lever]:
    """Put differences of one kind together, so that they are moved over as one: facts, readings and so on."""
    found: dict[str, Lever] = {}
    for lever in levers.values():
        kind = lever.kind.value
        before = found[kind].choice.options if kind in found else ({}, {})
        options = tuple({**one, **two} for one, two in zip(before, lever.choice.options, strict=True))
        found[kind] = Lever(lever.kind, kind, ("ours", "theirs"), Choice(options), "ours")
    return found


def _share(labels: Labels, reached: Decision, place: int) -> Fraction:
    """Give the share of one lever: over all orders, how often it tips the scale when its turn comes."""
    diagram, others = labels.diagram, len(labels.choices) - 1
    with_it, without = (diagram.by_size(diagram.chosen(reached, {place: option}), place) for option in (1, 0))
    total = Fraction(0)
    for before in range(others + 1):
        gained = _at(with_it, before) - _at(without, before)
        total += Fraction(gained, comb(others, before) * (others + 1))
    return total


def _at(counts: tuple[int, ...], size: int) -> int:
    return counts[size] if size < len(counts) else 0


@dataclass(frozen=True)
class Comparison:
    """Two assessments under the same treaty, and one rule on which they are compared.

    ``changes`` is everything that stands otherwise in the second; ``outcomes``, the conditions and provisions
    that come out otherwise, in ours and in theirs. ``there`` leads from the first answer to the second,
    ``back`` from the second to the first; neither exists where the answers are the same.
    """

    rule: str
    ours: Assessment
    theirs: Assessment
    changes: Changes
    outcomes: Mapping[str, tuple[Truth, Truth]]
    there: Passage | None
    back: Passage | None

    def to_dict(self) -> dict[str, Any]:
        """Give the comparison as plain data."""
        return {
            "provision": self.rule,
            "ours": asked(self.ours, self.rule),
            "theirs": asked(self.theirs, self.rule),
            "differences": [each.to_dict() for each in self.changes],
            "outcomes": {id: [one.status, two.status] for id, (one, two) in self.outcomes.items()},
            "there": self.there.to_dict() if self.there else None,
            "back": self.back.to_dict() if self.back else None,
        }


def asked(assessment: Assessment, rule: str) -> dict[str, str]:
    """Say what was asked and answered, as plain data."""
    return {
        "scenario": assessment.scenario,
        "framing": assessment.framing,
        "interpretation": assessment.interpretation,
        "text": assessment.text,
        "on": assessment.on.isoformat(),
        "status": assessment[rule].status,
    }


def compare(assessor: Assessor, ours: Asked, theirs: Asked, rule: str) -> Comparison:
    """Hold two questions about the same treaty against each other on one rule."""
    one, two = ours.assessment, theirs.assessment
    there = apart(ours, theirs)
    changes = tuple(lever.change(1) for lever in there.values())
    rules = assessor.rulebook(one.treaty).rules
    outcomes = {id: (one[id], two[id]) for id in rules if one[id] is not two[id]}
    if rule not in outcomes:
        return Comparison(rule, one, two, changes, outcomes, None, None)
    answers = outcomes[rule]
    return Comparison(
        rule,
        one,
        two,
        changes,
        outcomes,
        Passage(assessor, ours.question, rule, answers, there),
        Passage(assessor, theirs.question, rule, answers[::-1], apart(theirs, ours)),
    )
