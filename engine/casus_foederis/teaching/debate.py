"""A debate: somebody argues for one side of a case, and the engine for the other, with what has been said.

Each side has a *case*: what the provision comes to if all that is in dispute is decided for that side. How a
board stands for a side is, first, what the provision comes to whichever way the disputes are decided; then
both cases together. The engine makes the strongest move that it has: the one that leaves it best; of such,
the one after which the other side has the longest way to a complete case, if it has one; of such, the one
after which its own way is shortest. It rests where no move beats resting.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.levers import LeverKind
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import RECORD, Role, Scenario
from casus_foederis.problems import UsageError
from casus_foederis.teaching.board import Board, Floors, View
from casus_foederis.teaching.grounds import Ground, Point, grounds
from casus_foederis.teaching.sides import Side, concluded_side, usual_side

_NO_WAY: Final = 1_000  # longer than any

Standing: TypeAlias = tuple[int, int]  # the higher, the better for a side
Strength: TypeAlias = tuple[Standing, int, int]


@dataclass(frozen=True, slots=True)
class Concession:
    """To give in on a point that is in dispute."""

    point: Point


Move: TypeAlias = Ground | Concession


@dataclass(frozen=True)
class Turn:
    """A move of one side, or its resting; and what every condition comes to before and after."""

    side: Side
    move: Move | None
    before: Mapping[str, View]
    after: Mapping[str, View]

    @property
    def moved(self) -> dict[str, tuple[View, View]]:
        """The conditions that come out otherwise than before, from whatever side one looks."""
        pairs = {id: (view, self.after[id]) for id, view in self.before.items()}
        return {id: pair for id, pair in pairs.items() if pair[0] != pair[1]}

    def to_dict(self) -> dict[str, Any]:
        """Give the turn as plain data."""
        match self.move:
            case Ground():
                move: dict[str, Any] | None = self.move.to_dict()
            case Concession(point=point):
                move = {"lever": point.kind.value, "id": point.id, "to": None}
            case None:
                move = None
        moved = {id: {"from": _plain(one), "to": _plain(two)} for id, (one, two) in self.moved.items()}
        return {"side": self.side.value, "move": move, "moved": moved}


@dataclass(frozen=True)
class Ending:
    """How a debate ended.

    ``yours`` and ``theirs`` are what the law answers if all disputes are decided for the one side or for the
    other. ``carried`` gives, for every turn without which that would
    be otherwise, what it would be. ``unplayed`` is the strongest move that was left.
    """

    yours: Assessment
    theirs: Assessment
    disputed: Sequence[Point]
    carried: Mapping[int, View]
    unplayed: Ground | None


class Debate:
    """One debate about one rule, on one day.

    ``account`` is the account in whose place one argues, if there is such a one; ``side`` is one's own.
    ``assigned`` tells that the side is not one that the account's holder is known to have taken.
    """

    def __init__(
        self,
        assessor: Assessor,
        scenario: Scenario,
        role: str,
        *,
        side: Side | None = None,
        rule: str | None = None,
        interpretation: str | None = None,
        text: str | None = None,
        on: datetime.date | None = None,
    ) -> None:
        """Begin one.

        What is left out is the side that the account's holder took (else, the State concerned is for, and
        everybody else against); the treaty's main provision; the default interpretation; the first day of the
        account, and the words in force on it. Raises `UsageError` for what does not exist, and for rules that
        are too entangled.
        """
        library = assessor.library
        treaty = library.treaty(scenario.treaty)
        self.assessor, self.scenario = assessor, scenario
        self.rule = rule if rule is not None else treaty.main
        if self.rule not in treaty.rules:
            raise UsageError("unknown_rule", id=self.rule, advice=nearest(self.rule, treaty.rules))
        self.account = _account(scenario, role)
        first = self.account or next(iter(scenario.accounts))
        bundle = interpretation if interpretation is not None else library.interpretations.default
        bare = scenario.model_copy(update={"framings": {}})  # what nobody disputes, and no more
        self.question = Question(bare, RECORD, bundle, on or scenario.first_day(first), text)
        framing = scenario.framings[self.account] if self.account is not None else None
        took = concluded_side(assessor, self.question, framing, self.rule) if framing is not None else None
        usual = usual_side(framing.role if framing is not None else Role(role))
        self.side = side or took or usual
        self.assigned = self.side is not took
        self.floors = Floors(assessor, self.question, self.rule)
        self.grounds = grounds(library, scenario, self.question.on, self.floors.start)
        self.board = Board(self.floors.start)
        self.turns: list[Turn] = []

    @property
    def view(self) -> View:
        """What the rule comes to now."""
        return self.floors.of(self.board, self.rule)

    def moves(self, side: Side) -> list[Ground]:
        """List what a side can say now: what it has not said before, and what is not on the board.

        Readings that nobody held are for people to try; the engine proposes none.
        """
        return self._sayable(side, self.board)

    def concessions(self) -> list[Point]:
        """List the points on which oneself can give in."""
        return self.board.disputed

    def play(self, move: Move) -> tuple[Turn, Turn]:
        """Make a move, and have it answered. Raises `UsageError` for a move that cannot be made."""
        legal = self.concessions() if isinstance(move, Concession) else self.moves(self.side)
        if (move.point if isinstance(move, Concession) else move) not in legal:
            raise UsageError("no_such_move", id=move.point.id)
        own = self._take(self.side, move)
        return own, self._take(self.side.other, self.strongest(self.side.other))

    def strongest(self, side: Side) -> Ground | None:
        """Find the strongest move of a side, as this module's head says; ``None`` is to rest.

        Of moves that are equally strong, one that somebody made in terms goes before one that is inferred.
        """
        best, best_strength = None, self.strength(side, None)
        for move in sorted(self.moves(side), key=lambda each: not each.in_terms):
            strength = self.strength(side, move)
            if strength > best_strength:
                best, best_strength = move, strength
        return best

    def strength(self, side: Side, move: Ground | None) -> Strength:
        """Tell how strong a move is."""
        board = _after(self.board, side, move)
        own = [each for each in self._sayable(side, board) if each != move]
        others = self._sayable(side.other, board)
        return (
            self.standing(side, board),
            self._way(side.other, board, others),
            -self._way(side, board, own),
        )

    def _sayable(self, side: Side, board: Board) -> list[Ground]:
        made = [turn.move for turn in self.turns if turn.side is side]
        return [
            each
            for each in self.grounds
            if each not in made
            and each.point not in board.settled
            and each.place not in board.places(each.point)
            and (each.voices or side is self.side)
        ]

    def standing(self, side: Side, board: Board) -> Standing:
        """Tell how a board stands for a side."""
        floor, *cases = self.floors.of(board, self.rule)
        return side.gain(floor), sum(map(side.gain, cases))

    def ending(self) -> Ending:
        """Say how it stands, and what brought it there."""
        return Ending(
            yours=self._decided_for(self.side),
            theirs=self._decided_for(self.side.other),
            disputed=self.board.disputed,
            carried=dict(self._carried()),
            unplayed=self.strongest(self.side),
        )

    def _take(self, side: Side, move: Move | None) -> Turn:
        before = self.floors.all_of(self.board)
        self.board = _after(self.board, side, move)
        turn = Turn(side, move, before, self.floors.all_of(self.board))
        self.turns.append(turn)
        return turn

    def _way(self, side: Side, board: Board, moves: Sequence[Ground]) -> int:
        """Tell how many moves a side is from a complete case."""
        sayable = ((each.point, each.place) for each in moves)
        way = self.floors.way(side, board, self.rule, sayable)
        return way if way is not None else _NO_WAY

    def _decided_for(self, side: Side) -> Assessment:
        """Ask the law as if every dispute were decided for a side."""
        taken = {point: self.board.place_of(side, point) for point in self.board.said}
        facts = {point.id: Truth(at) for point, at in taken.items() if point.kind is LeverKind.FACT}
        readings = {point.id: at for point, at in taken.items() if point.kind is LeverKind.READING}
        return self.assessor.assess(replace(self.question, leaves=facts, readings=readings))

    def _carried(self) -> Iterator[tuple[int, View]]:
        """Find the turns without which the end would be another."""
        for number, left_out in enumerate(self.turns):
            if left_out.move is None:
                continue
            board = Board(self.floors.start)
            for turn in self.turns:
                if turn is not left_out:
                    board = _after(board, turn.side, turn.move)
            view = self.floors.of(board, self.rule)
            if view != self.view:
                yield number, view


def _plain(view: View) -> dict[str, str]:
    return {name: truth.status for name, truth in view._asdict().items()}


def _account(scenario: Scenario, role: str) -> str | None:
    """Find the account that is meant, by its id or by a role; where nobody speaks, any role will do."""
    if role in scenario.framings:
        return role
    played = {
        each.role.value: id for id, each in reversed(scenario.framings.items()) if each.role is not None
    }
    known = [*scenario.framings, *played] if scenario.framings else [each.value for each in Role]
    if role not in known:
        raise UsageError("unknown_role", id=role, advice=nearest(role, known))
    return played.get(role)


def _after(board: Board, side: Side, move: Move | None) -> Board:
    match move:
        case Ground():
            return board.asserted(side, move.point, move.place)
        case Concession():
            # With a turn left out, the point may no longer be in dispute.
            return board.conceded(side, move.point) if move.point in board.disputed else board
        case None:
            return board
