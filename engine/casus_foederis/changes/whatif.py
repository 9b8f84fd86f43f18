"""What if: the changes that would have brought a provision to a status, and what changes instead make of it.

Every smallest set of changes counts: one that is enough, coherent in itself, and of which no coherent part is
enough. What follows from another change by a need is no change of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.changesets import MOST_LISTED, Changes, ChangeSets
from casus_foederis.changes.levers import Lever, LeverKind, labels_of, levers_of, moved
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.problems import UsageError

_STATUSES: Final = {truth.status: truth for truth in Truth}


@dataclass(frozen=True, slots=True)
class Goal:
    """A status that a provision, or a condition, is to come to."""

    rule: str
    status: Truth

    @classmethod
    def read(cls, text: str) -> Goal:
        """Read a goal such as ``cst.art4.2=met``. Raises `UsageError` for what is not of that form."""
        rule, _, status = text.partition("=")
        if not rule or status not in _STATUSES:
            raise UsageError("bad_goal", value=f"'{text}'")
        return cls(rule, _STATUSES[status])

    def to_dict(self) -> dict[str, str]:
        """Give the goal as plain data."""
        return {"provision": self.rule, "status": self.status.status}


def _check_rule(assessor: Assessor, question: Question, rule: str) -> None:
    rules = assessor.rulebook(question.scenario.treaty).rules
    if rule not in rules:
        raise UsageError("unknown_rule", id=rule, advice=nearest(rule, rules))


class SmallestChanges(ChangeSets):
    """All smallest sets of changes that bring a goal about, in one question."""

    def __init__(
        self,
        assessor: Assessor,
        question: Question,
        goal: Goal,
        kinds: Collection[LeverKind] = tuple(LeverKind),
    ) -> None:
        """Find them; only levers of these kinds are moved. Raises `UsageError` for an unknown rule."""
        _check_rule(assessor, question, goal.rule)
        self.goal = goal
        every = levers_of(assessor, question)
        levers = {key: lever for key, lever in every.items() if lever.kind in kinds}
        labels = labels_of(assessor, question, goal.rule, levers)
        super().__init__(assessor.library, labels, labels.reaching(goal.status), levers)

    def to_dict(self, page: int = 1, most: int = MOST_LISTED) -> dict[str, Any]:
        """Give the goal, a page of the sets and their exact count as plain data."""
        return {
            "goal": self.goal.to_dict(),
            "changes": [[each.to_dict() for each in changes] for changes in self.page(page, most)],
            "count": self.count,
            "page": page,
            "always": [part.to_dict() for part in self.parts],
        }


class EndingChanges(ChangeSets):
    """All smallest sets of changes that end a status, whatever it comes to then, in one question."""

    def __init__(self, assessor: Assessor, question: Question, ended: Goal) -> None:
        """Find them. Raises `UsageError` for an unknown rule."""
        _check_rule(assessor, question, ended.rule)
        levers = levers_of(assessor, question)
        labels = labels_of(assessor, question, ended.rule, levers)
        elsewhere = labels.diagram.opposite(labels.where(ended.rule, ended.status))
        super().__init__(assessor.library, labels, labels.diagram.both(elsewhere, labels.coherent), levers)


@dataclass(frozen=True)
class Altered:
    """A question with levers set otherwise, and what became of the law's answers.

    ``idle`` lists settings without effect: a fact that is set to true, while what it needs is not.
    """

    question: Question
    changes: Changes
    idle: Changes
    before: Assessment
    after: Assessment

    def differences(self, ids: Iterable[str]) -> dict[str, tuple[Truth, Truth]]:
        """Tell which of some facts, conditions and provisions came out otherwise: before, and after."""
        pairs = {id: (self.before[id], self.after[id]) for id in ids if id in self.before.findings}
        return {id: pair for id, pair in pairs.items() if pair[0] is not pair[1]}

    def to_dict(self) -> dict[str, Any]:
        """Give the changes, both answers and their differences as plain data."""
        differences = self.differences(self.before.findings)
        return {
            "set": [each.to_dict() for each in self.changes],
            "without_effect": [each.to_dict() for each in self.idle],
            "differences": {
                id: {"from": before.status, "to": after.status} for id, (before, after) in differences.items()
            },
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
        }


def alter(assessor: Assessor, question: Question, settings: Mapping[str, str]) -> Altered:
    """Set levers otherwise: fact, term, treaty (for its words) or look-up of a standing -> where it is to be.

    Raises `UsageError` for what cannot be set, or not so.
    """
    levers = levers_of(assessor, question, to_unknown=True)
    options = dict(_option(levers, id, place) for id, place in settings.items())
    asked = moved(question, levers, options)
    before, after = assessor.assess(question), assessor.assess(asked)
    changes = {key: levers[key].change(option) for key, option in options.items()}
    idle = (
        each for each in changes.values() if each.lever is LeverKind.FACT and after[each.id].value != each.to
    )
    made = (each for key, each in changes.items() if options[key])
    return Altered(asked, tuple(made), tuple(idle), before, after)


def _option(levers: Mapping[str, Lever], id: str, place: str) -> tuple[str, int]:
    """Find the lever of an id that can be set so: its key, and the number of the place."""
    named = {key: lever for key, lever in levers.items() if lever.id == id}
    if not named:
        ids = (lever.id for lever in levers.values())
        raise UsageError("unknown_lever", id=id, advice=nearest(id, ids))
    for key, lever in named.items():
        if place in lever.places:
            return key, lever.places.index(place)
    places = (each for lever in named.values() for each in lever.places)
    raise UsageError("unknown_place", id=id, place=place, advice=nearest(place, places))


@dataclass(frozen=True)
class WhatIf:
    """One question: as it stands, altered if something was set, and the searches that were asked for.

    ``reach`` is the search for the goal, ``defeat`` that for its opposite, ``loosen`` that for what would
    leave it open, where it is not open already.
    """

    now: Assessment
    altered: Altered | None
    reach: SmallestChanges | None
    defeat: SmallestChanges | None
    loosen: SmallestChanges | None

    def to_dict(self, page: int = 1, most: int = MOST_LISTED) -> dict[str, Any]:
        """Give all of it as plain data; of sets of changes, one page."""
        now = self.now
        data: dict[str, Any] = {
            "scenario": now.scenario,
            "framing": now.framing,
            "interpretation": now.interpretation,
            "text": now.text,
            "on": now.on.isoformat(),
        }
        if self.altered is not None:
            data |= self.altered.to_dict()
        if self.reach is not None:
            data |= self.reach.to_dict(page, most)
            data["defeat"] = self.defeat.to_dict(page, most) if self.defeat else None
            data["loosen"] = self.loosen.to_dict(page, most) if self.loosen else None
        return data


def what_if(
    assessor: Assessor,
    question: Question,
    goal: Goal | None = None,
    settings: Mapping[str, str] | None = None,
    kinds: Collection[LeverKind] = tuple(LeverKind),
) -> WhatIf:
    """Set levers otherwise, and find the smallest changes from there that reach a goal, and that defeat it.

    Without settings and without a goal, the goal is that the main provision be met. ``kinds`` says which
    levers a search may move. Raises `UsageError` for what cannot be set, and for a rule that does not exist.
    """
    now = assessor.assess(question)
    altered = alter(assessor, question, settings) if settings else None
    if goal is None and altered is None:
        goal = Goal(assessor.library.treaty(now.treaty).main, Truth.TRUE)
    if goal is None:
        return WhatIf(now, altered, None, None, None)
    asked = altered.question if altered else question
    reach = SmallestChanges(assessor, asked, goal, kinds)
    opposite, open_goal = Goal(goal.rule, ~goal.status), Goal(goal.rule, Truth.UNKNOWN)
    is_open = (altered.after if altered else now)[goal.rule] is Truth.UNKNOWN
    defeat = SmallestChanges(assessor, asked, opposite, kinds) if opposite != goal else None
    loosen = None if is_open or goal == open_goal else SmallestChanges(assessor, asked, open_goal, kinds)
    return WhatIf(now, altered, reach, defeat, loosen)
