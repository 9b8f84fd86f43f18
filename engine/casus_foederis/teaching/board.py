"""The board of a debate: what stands, what is in dispute, and what that comes to.

A fact on which both sides say the same, or one side alone speaks, stands as it was said. Where they differ,
both answers are on the board, and so with readings. What a condition comes to is then what it comes to
however the disputes are decided; if that is not one and the same, it is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.levers import LeverKind, labels_of
from casus_foederis.labels.diagram import NO, YES, Decision
from casus_foederis.leaves import STATED
from casus_foederis.logic import Truth
from casus_foederis.teaching.grounds import Point
from casus_foederis.teaching.sides import Side, argued


@dataclass(frozen=True, slots=True)
class Start:
    """Where a point stands before anybody has spoken.

    What is ``firm`` stands beside what is said against it: an answer of the record, which nobody had disputed
    until then, and a presumption, since to say something is not to prove it. Silence, and the reading that
    one starts from, give way.
    """

    place: str
    firm: bool


@dataclass(frozen=True)
class Board:
    """What has been said, point by point. A point on which a side has given in is ``settled``."""

    start: Mapping[Point, Start]
    said: Mapping[Point, Mapping[Side, str]] = field(default_factory=dict)
    settled: Mapping[Point, str] = field(default_factory=dict)

    def places(self, point: Point) -> frozenset[str]:
        """Give what is on the board on a point: one place, or those in dispute."""
        if point in self.settled:
            return frozenset((self.settled[point],))
        start, said = self.start[point], self.said.get(point, {})
        firm = (start.place,) if start.firm or not said else ()
        return frozenset((*said.values(), *firm))

    def place_of(self, side: Side, point: Point) -> str:
        """Give where a side takes a point to stand: what it said; else what is firm, or the other's word."""
        if point in self.settled:
            return self.settled[point]
        start, said = self.start[point], self.said.get(point, {})
        return said.get(side) or (start.place if start.firm else said.get(side.other, start.place))

    @property
    def disputed(self) -> list[Point]:
        """The points on which more than one place is on the board."""
        return [point for point in self.said if len(self.places(point)) > 1]

    def asserted(self, side: Side, point: Point, place: str) -> Board:
        """Let a side take a place on a point."""
        return replace(self, said={**self.said, point: {**self.said.get(point, {}), side: place}})

    def conceded(self, side: Side, point: Point) -> Board:
        """Let a side give in on a point that is in dispute."""
        return replace(self, settled={**self.settled, point: self.place_of(side.other, point)})


class View(NamedTuple):
    """What a condition comes to: whichever way disputes are decided; if all are decided for; all against."""

    floor: Truth
    case_for: Truth
    case_against: Truth

    def case(self, side: Side) -> Truth:
        """Give what it comes to if everything that is in dispute is decided for a side."""
        return self.case_for if side is Side.FOR else self.case_against


class Floors:
    """What a rule, and the conditions behind it, come to on a board.

    ``start`` is where every point stands that the rules read. Raises `UsageError` for rules that are
    too entangled.
    """

    def __init__(self, assessor: Assessor, question: Question, rule: str) -> None:
        """Take a question, whose account is what nobody disputes, as the beginning."""
        levers = argued(assessor, question)
        self._labels = labels_of(assessor, question, rule, levers)
        rulebook = assessor.rulebook(question.scenario.treaty)
        self.conditions = tuple(node.id for node in rulebook.cone(rule) if node.id in rulebook.rules)
        given = assessor.given(question)
        self._options: dict[Point, tuple[int, Mapping[str, int]]] = {}
        self.start: dict[Point, Start] = {}
        for place, key in enumerate(self._labels.choices):
            lever = levers[key]
            point = Point(lever.kind, lever.id)
            self._options[point] = place, {each: number for number, each in enumerate(lever.places)}
            leaf = given.get(lever.id) or given.get(lever.id + STATED)
            known = leaf is not None and leaf.value is not Truth.UNKNOWN
            firm = known and lever.kind is LeverKind.FACT
            self.start[point] = Start(lever.places[0], firm)

    def of(self, board: Board, id: str) -> View:
        """Tell what a condition comes to on a board."""
        whole = self._of(id, {point: board.places(point) for point in board.said})
        taken = ({point: (board.place_of(side, point),) for point in board.said} for side in Side)
        return View(whole, *(self._of(id, each) for each in taken))

    def all_of(self, board: Board) -> dict[str, View]:
        """Tell what every condition comes to."""
        return {id: self.of(board, id) for id in self.conditions}

    def way(self, side: Side, board: Board, id: str, sayable: Iterable[tuple[Point, str]]) -> int | None:
        """Count the least things that a side still has to say for its case on a condition to be complete.

        ``sayable`` is what it can say: points, and places on them. ``None`` if that is not enough. This is
        exact: the cheapest way down the decision, staying where the side stands for nothing.
        """
        cost = [{0: 0} for _ in self._labels.choices]
        for point in board.said:
            choice, options = self._options[point]
            cost[choice] = {options[board.place_of(side, point)]: 0}
        for point, place in sayable:
            choice, options = self._options[point]
            cost[choice].setdefault(options[place], 1)
        nodes, least = self._labels.diagram.node, dict[Decision, int | None]({YES: 0, NO: None})

        def go(decision: Decision) -> int | None:
            if decision not in least:
                choice, ways = nodes(decision)
                found = ((go(ways[option]), more) for option, more in cost[choice].items())
                least[decision] = min((each + more for each, more in found if each is not None), default=None)
            return least[decision]

        return go(self._labels.where(id, Truth.of(side is Side.FOR)))

    def _of(self, id: str, places: Mapping[Point, Collection[str]]) -> Truth:
        allowed: list[Collection[int]] = [(0,)] * len(self._labels.choices)
        for point, each in places.items():
            choice, options = self._options[point]
            allowed[choice] = [options[place] for place in each]
        for truth in (Truth.TRUE, Truth.FALSE):
            if self._is_certain(self._labels.where(id, truth), allowed):
                return truth
        return Truth.UNKNOWN

    def _is_certain(self, decision: Decision, allowed: Sequence[Collection[int]]) -> bool:
        """Go down a decision by the options that are allowed: whether every way ends in yes."""
        seen, waiting = {decision}, [decision]
        while waiting:
            each = waiting.pop()
            if each == NO:
                return False
            if each != YES:
                choice, ways = self._labels.diagram.node(each)
                further = {ways[option] for option in allowed[choice]} - seen
                seen |= further
                waiting += further
        return True
