"""The legally distinct situations of a trigger: what is lacking, how many patterns of facts, which cases.

A provision is taken as a function of the *elements* that it rests on: the conditions that no further
condition stands behind, and the facts that are read beside them. Two patterns of facts are in one situation
if the same elements are lacking; that is, if the same smallest sets of elements, turned, would make it met.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final, TypeAlias

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.triggers import Trigger
from casus_foederis.labels.diagram import NO, Decision
from casus_foederis.leaves import STATED, LeafKind
from casus_foederis.logic import Truth

Turn: TypeAlias = tuple[str, bool]  # an element, and what it would have to be
Lacking: TypeAlias = frozenset[frozenset[Turn]]  # smallest sets; the empty one alone where nothing lacks


@dataclass(frozen=True, slots=True)
class Placed:
    """An account of a case that stands in a situation. ``open`` are the elements that it leaves open."""

    scenario: str
    framing: str
    on: datetime.date
    status: Truth
    open: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the place as plain data."""
        return {
            "scenario": self.scenario,
            "framing": self.framing,
            "on": self.on.isoformat(),
            "status": self.status.status,
            "open": list(self.open),
        }


@dataclass(frozen=True, slots=True)
class Situation:
    """What is lacking, how many patterns of facts lack just that, and which accounts of cases do."""

    lacking: Lacking
    patterns: int
    cases: tuple[Placed, ...]

    @property
    def sets(self) -> list[list[Turn]]:
        """What lacks, in a fixed order."""
        return sorted(sorted(each) for each in self.lacking)

    @property
    def size(self) -> int:
        """How many elements lack at least; none where the provision is met."""
        return min(map(len, self.lacking))

    def to_dict(self) -> dict[str, Any]:
        """Give the situation as plain data."""
        return {
            "lacking": [[{"id": id, "to": Truth.of(to).status} for id, to in each] for each in self.sets],
            "patterns": self.patterns,
            "cases": [each.to_dict() for each in self.cases],
        }


MOST_ROWS: Final = 1_024  # combinations of elements; of more, nobody reads the situations
_Row: TypeAlias = tuple[bool, ...]  # the value of each element


def place_cases(assessor: Assessor, trigger: Trigger) -> list[Situation]:
    """Find the situations, with the historical cases: each account on its first day, under this law."""
    accounts = [
        replace(
            assessor.question(scenario, framing=framing, interpretation=trigger.interpretation),
            text=trigger.text,
            readings=trigger.replaced,
        )
        for scenario in assessor.library.scenarios.values()
        if scenario.kind == "historical" and scenario.treaty == trigger.treaty.id
        for framing in scenario.accounts
    ]
    return situations(assessor, trigger, accounts)


def situations(assessor: Assessor, trigger: Trigger, accounts: Sequence[Question]) -> list[Situation]:
    """Find the situations, those nearest to the trigger first, with the accounts that stand in each.

    There are none if the rule is never met, or if its elements have more than `MOST_ROWS` combinations.
    Left out are accounts of a State that was, on the day, no party to an instrument that the rule reads.
    """
    elements = _elements(trigger)
    rows = dict(islice(_rows(trigger, elements), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        return []
    met = [row for row, (_, is_met) in rows.items() if is_met]
    if not met:
        return []
    lacking = {row: _lacking(elements, row, met) for row in rows}
    matter = [id for id in elements if any(id in dict(each) for of in lacking.values() for each in of)]
    cone = {each.id for node in trigger.rulebook.cone(trigger.rule) for each in node.inputs}
    leaves = trigger.rulebook.leaves
    standings = [id for id in cone if id in leaves and leaves[id].kind is LeafKind.PARTY]
    placed: dict[Lacking, list[Placed]] = {}
    for account in accounts:
        assessment = assessor.assess(account)
        if any(assessment[id] is Truth.FALSE for id in standings):
            continue
        values = [assessment[id] if id in matter else Truth.UNKNOWN for id in elements]
        nearest = min((lacking[row] for row in rows if _fits(row, values)), key=_order, default=None)
        if nearest is None or (assessment[trigger.rule] is Truth.FALSE and not min(map(len, nearest))):
            continue  # something else decides, such as an opponent that is a party
        unknown = (id for id in matter if assessment[id] is Truth.UNKNOWN)
        place = Placed(
            account.scenario.id, account.framing, account.on, assessment[trigger.rule], tuple(unknown)
        )
        placed.setdefault(nearest, []).append(place)
    counts: dict[Lacking, int] = {}
    for row, (count, _) in rows.items():
        counts[lacking[row]] = counts.get(lacking[row], 0) + count
    return [Situation(key, counts[key], tuple(placed.get(key, ()))) for key in sorted(counts, key=_order)]


def _elements(trigger: Trigger) -> list[str]:
    """List the elements that matter: bottom conditions, and facts that are read beside them."""
    rulebook, fixed = trigger.rulebook, trigger.fixed
    found: dict[str, None] = {}

    def open_rules(id: str) -> set[str]:
        """List the rules behind a rule that facts can still move."""
        return {
            node.id
            for node in rulebook.cone(id)
            if node.id in rulebook.rules and node.id != id and _is_open(node.id)
        }

    def _is_open(id: str) -> bool:
        return any(
            each.id in rulebook.leaves and each.id not in fixed
            for node in rulebook.cone(id)
            for each in node.inputs
        )

    def visit(id: str) -> None:
        if id in fixed:
            return
        fact = id + STATED in rulebook.leaves or id in rulebook.leaves
        bottom = id in rulebook.rules and id != trigger.rule and not open_rules(id)
        if fact or (bottom and _is_open(id)):
            found[id] = None
        elif id not in rulebook.rules or _is_open(id):
            for each in rulebook.by_id[id].inputs:
                visit(each.id)

    visit(trigger.rule)
    return list(found)


def _rows(trigger: Trigger, elements: Sequence[str]) -> Iterator[tuple[_Row, tuple[int, bool]]]:
    """Go through all values of the elements that some pattern has: their patterns, and whether it is met."""
    labels = trigger.patterns
    diagram, goal = labels.diagram, labels.where(trigger.rule, Truth.TRUE)

    def go(decision: Decision, row: _Row) -> Iterator[tuple[_Row, tuple[int, bool]]]:
        if decision == NO:
            return
        if len(row) == len(elements):
            yield row, (diagram.count(decision), diagram.both(decision, goal) != NO)
            return
        for value in (True, False):
            here = labels.where(elements[len(row)], Truth.of(value))
            yield from go(diagram.both(decision, here), (*row, value))

    yield from go(labels.coherent, ())


def _lacking(elements: Sequence[str], row: _Row, met: Sequence[_Row]) -> Lacking:
    """Find the smallest sets of elements that differ from a row in which the provision is met."""
    apart = {
        frozenset((id, to) for id, now, to in zip(elements, row, other, strict=True) if now is not to)
        for other in met
    }
    return frozenset(each for each in apart if not any(other < each for other in apart))


def _order(lacking: Lacking) -> tuple[int, list[list[Turn]]]:
    return min(map(len, lacking)), sorted(sorted(each) for each in lacking)


def _fits(row: _Row, values: Sequence[Truth]) -> bool:
    """Tell whether a row has the values, as far as they are known."""
    return all(
        value is Truth.UNKNOWN or value is Truth.of(own) for own, value in zip(row, values, strict=True)
    )
