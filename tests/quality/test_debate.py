"""Debates: every move of the engine is legal, and none that was stronger was left unplayed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from casus_foederis.assessor import Assessor
from casus_foederis.changes.levers import LeverKind
from casus_foederis.debating import read_move
from casus_foederis.logic import Truth
from casus_foederis.teaching.debate import Concession, Debate, Move
from casus_foederis.teaching.grounds import Ground
from casus_foederis.teaching.sides import Side
from doors.test_debates import played
from quality.plain_cases import NUMBER
from quality.second_opponent import Said, SecondOpponent, Spoken


def what_was_said(move: Move | None) -> Said | str | None:
    match move:
        case Ground():
            return move.point.kind.value, move.point.id, move.place
        case Concession():
            return move.point.id
        case None:
            return None


def second_opponent(debate: Debate) -> SecondOpponent:
    return SecondOpponent(
        debate.assessor.library, debate.scenario, debate.question, debate.rule, debate.side.value
    )


def spoken_before(debate: Debate, turn: int) -> list[Spoken]:
    return [(each.side.value, what_was_said(each.move)) for each in debate.turns[:turn]]


def check(debate: Debate, most: int) -> int:
    """Hold a debate against the second opponent: what each turn comes to, and that no move was stronger."""
    second, tried = second_opponent(debate), 0
    for number, turn in enumerate(debate.turns):
        before = spoken_before(debate, number)
        for view, spoken in ((turn.before, before), (turn.after, spoken_before(debate, number + 1))):
            found = view[debate.rule]
            assert second.view(spoken) == tuple(NUMBER[truth] for truth in found), (number, spoken)
        if turn.side is debate.side:
            continue
        side, said = turn.side.value, what_was_said(turn.move)
        legal = second.sayable(side, before)
        assert said is None or said in legal, said
        for other in (None, *legal):
            stronger = second.is_surely_stronger(side, other, said, before, most)
            assert not stronger, (number, said, other)
        tried += len(legal) + 1
    return tried


# Slow, because it makes every choice of up to four moves of both sides, after every move that could have been
# made; worth it, because this is all that the engine promises of its moves.
@pytest.mark.parametrize("most", [2, pytest.param(4, marks=pytest.mark.endurance)])
@pytest.mark.parametrize("name", ["kazakhstan-2022", "armenia-2020", "kyrgyzstan-2010-june"])
def test_in_the_debates_of_the_documents_no_stronger_move_was_left(
    assessor: Assessor, name: str, most: int, count: Callable[[str], None]
) -> None:
    debate, typed = played(assessor, name)
    for text in typed:
        move = read_move(debate, text)
        if not isinstance(move, str):
            debate.play(move)
    tried = check(debate, most)
    count(
        f"turns: {len(debate.turns)}, moves of the engine weighed against each other: {tried}, none stronger"
    )
    assert len(debate.turns) >= 6


def random_debates(assessor: Assessor, seed: int, many: int) -> Iterator[Debate]:
    """Hold debates about random cases, in random roles, with random moves."""
    dice = random.Random(seed)
    cases = [
        each
        for each in assessor.library.scenarios.values()
        if each.kind == "historical" and len(each.framings) > 1
    ]
    held = 0
    while held < many:
        scenario = dice.choice(cases)
        account = dice.choice(list(scenario.framings))
        days = sorted({scenario.first_day(each) for each in scenario.framings})
        rule = dice.choice(["cst.art4.2", "cst.art4.1", "cst.art2.2", "cst.art6.1"])
        bundle = dice.choice(list(assessor.library.interpretations.interpretations))
        debate = Debate(assessor, scenario, account, rule=rule, interpretation=bundle, on=dice.choice(days))
        if not any(map(debate.strongest, Side)):
            continue  # nothing that anybody can say makes a difference
        held += 1
        for _ in range(dice.randrange(1, 6)):
            moves: list[Move] = [*debate.moves(debate.side)]
            moves += map(Concession, debate.concessions())
            if moves:
                debate.play(dice.choice(moves))
        yield debate


@pytest.mark.parametrize("many", [6, pytest.param(200, marks=pytest.mark.endurance)])
def test_in_random_debates_no_stronger_move_was_left(
    assessor: Assessor, many: int, count: Callable[[str], None]
) -> None:
    """Slow ones say more, and come upon concessions, burdens of proof and words of 1992."""
    debates = list(random_debates(assessor, many, many))
    tried = sum(check(debate, 1) for debate in debates)
    made = [turn for debate in debates for turn in debate.turns if turn.side is not debate.side]
    rested = sum(turn.move is None for turn in made)
    count(f"debates: {many}, moves of the engine: {len(made) - rested}, rests: {rested}, weighed: {tried}")
    assert 0 < rested < len(made)


@pytest.mark.parametrize("many", [3, pytest.param(60, marks=pytest.mark.endurance)])
def test_ways_are_as_long_as_trying_finds_them(
    assessor: Assessor, many: int, count: Callable[[str], None]
) -> None:
    """Slow ones say more: every choice of up to three moves, for both sides, on every board."""
    most, lengths = 3, Counter[str]()
    for debate in random_debates(assessor, many + 1, many):
        second, spoken = second_opponent(debate), spoken_before(debate, len(debate.turns))
        for side in Side:
            moves = debate.moves(side)
            way = debate.floors.way(
                side, debate.board, debate.rule, [(each.point, each.place) for each in moves]
            )
            said = [(each.point.kind.value, each.point.id, each.place) for each in moves]
            tried = second.way(side.value, spoken, said, most)
            assert tried == (way if way is not None and way <= most else most + 1)
            lengths[str(way)] += 1
    count(f"lengths of ways, and how often: {dict(sorted(lengths.items()))}")
    assert len(lengths) > 1


def test_the_engine_says_only_what_was_said(assessor: Assessor) -> None:
    library = assessor.library
    for debate in random_debates(assessor, 7, 10):
        for turn in debate.turns:
            if turn.side is debate.side or turn.move is None:
                continue
            assert isinstance(turn.move, Ground)
            assert turn.move.voices
            for voice in turn.move.voices:
                if turn.move.point.kind is LeverKind.READING:
                    held = library.interpretations.interpretations[voice.holder]
                    assert held.readings[turn.move.point.id].reading == turn.move.place
                    assert not held.unheld
                else:
                    assert voice.claims
                    assert set(voice.claims) <= set(library.claims)
                    framing = debate.scenario.framings.get(voice.holder)
                    facts = framing.facts if framing is not None else debate.scenario.record
                    said = facts[turn.move.point.id]
                    assert any(
                        each.value.value == turn.move.place and set(voice.claims) <= set(each.claims)
                        for each in said
                    )


def test_at_the_end_the_rule_engine_answers_each_sides_case(assessor: Assessor) -> None:
    for debate in random_debates(assessor, 11, 10):
        ending, view = debate.ending(), debate.view
        assert ending.yours[debate.rule] is view.case(debate.side)
        assert ending.theirs[debate.rule] is view.case(debate.side.other)
        for number, without in ending.carried.items():
            assert debate.turns[number].move is not None
            assert without != view


def test_what_one_turn_leaves_the_next_finds(assessor: Assessor) -> None:
    for debate in random_debates(assessor, 3, 6):
        for one, two in pairwise(debate.turns):
            assert one.after == two.before
            assert one.side is two.side.other


def test_a_side_gains_by_what_it_wants() -> None:
    assert [Side.FOR.gain(each) for each in (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)] == [2, 1, 0]
    assert [Side.AGAINST.gain(each) for each in (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)] == [0, 1, 2]
