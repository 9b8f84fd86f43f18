"""The debate at a terminal: moves are typed, the engine answers, and at the end stands what each move did."""

from __future__ import annotations

from functools import partial
from typing import Final

from casus_foederis.advice import quoted
from casus_foederis.changes.levers import LeverKind
from casus_foederis.interview.asks import Ask
from casus_foederis.interview.typed import is_word, word
from casus_foederis.logic import Truth
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError
from casus_foederis.prompting import Left, prepare, show, take, tell
from casus_foederis.report.debate import DebatePages
from casus_foederis.teaching.debate import Concession, Debate, Move
from casus_foederis.teaching.grounds import Ground

_LONGEST: Final = 9  # digits of a number that can be meant


def hold(debate: Debate) -> None:
    """Hold a debate until somebody has had enough, or leaves."""
    prepare()
    pages = DebatePages(debate)
    show(pages.opening())
    print()
    show(pages.moves())
    try:
        while True:
            print()
            tell(say("debate.hint"))
            typed = take(Ask("move", partial(read_move, debate)), pages.moves)
            if typed is None:
                tell(say("debate.no_way_back"))
                continue
            match read_move(debate, typed):
                case "finish":
                    break
                case "moves":
                    show(pages.moves())
                case Ground() | Concession() as move:
                    for turn in debate.play(move):
                        print()
                        show(pages.turn(turn))
    except (KeyboardInterrupt, Left):
        print()
    print()
    if debate.turns:
        show(pages.ending())
    else:
        tell(say("debate.nothing_said"))


def read_move(debate: Debate, text: str) -> Move | str:
    """Read a move: a number, or a fact or term with its place; or a concession; or ``moves``, or ``finish``.

    Raises `UsageError` for what is none, and for a move that cannot be made now.
    """
    for id in ("moves", "finish"):
        if is_word(text, id):
            return id
    first, *rest = text.split() or [""]
    if is_word(first, "concede") and len(rest) == 1:
        meant = _numbered(debate, rest[0])
        points = [
            each for each in debate.concessions() if (meant and each == meant.point) or each.id == rest[0]
        ]
        if not points:
            raise UsageError("nothing_to_concede", id=rest[0])
        return Concession(points[0])
    found = _numbered(debate, text.strip()) or _named(debate, first, " ".join(rest))
    if found is None and first in debate.assessor.library.vocabulary.facts and rest:
        raise UsageError("nobody_said", id=first)
    if found is None:
        words = quoted(map(word, ("concede", "moves", "finish", "quit")))
        raise UsageError("bad_move", value=f"'{text}'", words=words)
    if found not in debate.moves(debate.side):
        raise UsageError("no_such_move", id=found.point.id)
    return found


def _numbered(debate: Debate, text: str) -> Ground | None:
    """Find what has a number in the list of moves."""
    if not text.isdecimal() or len(text) > _LONGEST or not 1 <= int(text) <= len(debate.grounds):
        return None
    return debate.grounds[int(text) - 1]


def _named(debate: Debate, id: str, place: str) -> Ground | None:
    """Find what is named by a fact and an answer, or by a term and a reading."""
    for each in debate.grounds:
        said = each.place
        if each.point.kind is LeverKind.FACT:
            said = "yes" if Truth(each.place) is Truth.TRUE else "no"
            if is_word(place, said):
                said = place
        if each.point.id == id and said == place:
            return each
    return None
