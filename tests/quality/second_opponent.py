"""A debate a second time, without any of its code: what stands, what can be said, and how strong it is.

Everything is worked out by trying: the oracle answers every way in which disputes can be decided, and the way
to a complete case is found by making every choice of moves, few before many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any, TypeAlias

from casus_foederis.assessor import Question
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import Scenario
from quality import oracle
from quality.plain_cases import plain_case

Said: TypeAlias = tuple[str, str, str]  # kind, id, place
Spoken: TypeAlias = tuple[str, Said | str | None]  # by whom; what was said, or the id of what was conceded

FOR, AGAINST = "for", "against"
_ANSWERS = {"true": oracle.YES, "false": oracle.NO, "unknown": oracle.UNKNOWN}


class SecondOpponent:
    """One debate, up to some turn."""

    def __init__(
        self, library: Library, scenario: Scenario, question: Question, rule: str, student: str
    ) -> None:
        self.library, self.scenario, self.rule, self.student = library, scenario, rule, student
        self.on = question.on
        self.case: dict[str, Any] = plain_case(library, question)
        self._known: dict[Any, tuple[tuple[int, int], int, int]] = {}
        said = self.case["facts"]
        self.firm = {
            fact for fact in oracle.FACTS if said.get(fact, oracle.PRESUMED.get(fact, 1)) != oracle.UNKNOWN
        }

    def sayable(self, side: str, spoken: Sequence[Spoken]) -> list[Said]:
        """List what a side can say that has not been said by it, is not on the board, and is not settled."""
        settled = self.settled(spoken)
        made = [said for who, said in spoken if who == side]
        return [
            each
            for each in self.grounds(held_only=side != self.student)
            if each not in made
            and each[1] not in settled
            and self.number(each) not in self.on_the_board(each[1], spoken)
        ]

    def grounds(self, held_only: bool) -> Iterator[Said]:
        """Go through all that was said in the case until that day, and all readings."""
        accounts = [self.scenario.record] + [
            {
                fact: [each for each in statements if any(map(self.made_by_then, each.claims))]
                for fact, statements in framing.facts.items()
            }
            for framing in self.scenario.framings.values()
            if framing.said is None or framing.said <= self.on
        ]
        for fact in oracle.FACTS:
            for truth in (Truth.TRUE, Truth.FALSE):
                said = [
                    next((each for each in facts.get(fact, ()) if each.covers(self.on)), None)
                    for facts in accounts
                ]
                if any(each is not None and each.value is truth and each.claims for each in said):
                    yield "fact", fact, truth.value
        law = self.library.interpretations
        for term, readings in oracle.READINGS.items():
            for reading in readings:
                own = [each.readings.get(term) for each in law.interpretations.values() if not each.unheld]
                held = any(
                    each is not None and each.reading == reading and each.basis != "filled" for each in own
                )
                if held or not held_only:
                    yield "reading", term, reading

    def made_by_then(self, claim: str) -> bool:
        """Tell whether a claim had been made by the day, as far as is known."""
        date = self.library.claims[claim].date
        return date is None or date <= self.on.isoformat()[: len(date)]

    def number(self, said: Said) -> Any:
        """Write a place as the oracle reads it."""
        return _ANSWERS[said[2]] if said[0] == "fact" else said[2]

    def settled(self, spoken: Sequence[Spoken]) -> dict[str, Any]:
        """Find what was conceded, and where it stands since."""
        found: dict[str, Any] = {}
        for number, (who, what) in enumerate(spoken):
            if isinstance(what, str):
                found[what] = self.taken(AGAINST if who == FOR else FOR, what, spoken[:number])
        return found

    def words(self, id: str, spoken: Sequence[Spoken]) -> dict[str, Any]:
        """Give the last word of each side on a point."""
        return {who: self.number(said) for who, said in spoken if isinstance(said, tuple) and said[1] == id}

    def start(self, id: str) -> Any:
        facts, readings = self.case["facts"], self.case["readings"]
        return readings[id] if id in readings else facts.get(id, oracle.PRESUMED.get(id, oracle.UNKNOWN))

    def on_the_board(self, id: str, spoken: Sequence[Spoken]) -> set[Any]:
        """List the places that are held on a point: what was said, and what nobody had disputed before."""
        if id in (settled := self.settled(spoken)):
            return {settled[id]}
        words = set(self.words(id, spoken).values())
        return words | {self.start(id)} if id in self.firm or not words else words

    def taken(self, side: str, id: str, spoken: Sequence[Spoken]) -> Any:
        """Tell where a side takes a point to stand."""
        words = self.words(id, spoken)
        if side in words:
            return words[side]
        return self.start(id) if id in self.firm or not words else next(iter(words.values()))

    def points(self, spoken: Sequence[Spoken]) -> list[str]:
        return list(dict.fromkeys(said[1] for _, said in spoken if isinstance(said, tuple)))

    def comes_to(self, places: dict[str, Any]) -> int:
        """Answer the rule with some points at some places."""
        readings = {id: place for id, place in places.items() if id in oracle.READINGS}
        facts = {id: place for id, place in places.items() if id not in oracle.READINGS}
        case = self.case | {
            "facts": self.case["facts"] | facts,
            "readings": self.case["readings"] | readings,
        }
        return oracle.answer(case)[self.rule]

    def view(self, spoken: Sequence[Spoken]) -> tuple[int, int, int]:
        """Tell what the rule comes to: whichever way disputes are decided, for the one side, for the other."""
        ids = self.points(spoken)
        held = [sorted(self.on_the_board(id, spoken), key=str) for id in ids]
        every = {self.comes_to(dict(zip(ids, places, strict=True))) for places in product(*held)}
        floor = every.pop() if len(every) == 1 else oracle.UNKNOWN
        return floor, self.case_of(FOR, spoken), self.case_of(AGAINST, spoken)

    def case_of(self, side: str, spoken: Sequence[Spoken]) -> int:
        return self.comes_to(self.all_taken(side, spoken))

    def all_taken(self, side: str, spoken: Sequence[Spoken]) -> dict[str, Any]:
        """Tell where a side takes every point to stand of which anybody has spoken."""
        return {id: self.taken(side, id, spoken) for id in self.points(spoken)} | self.settled(spoken)

    def is_surely_stronger(
        self, side: str, one: Said | None, two: Said | None, spoken: Sequence[Spoken], most: int
    ) -> bool:
        """Tell whether one move is stronger than another, as far as ways of so many moves tell."""
        (first, theirs, own), (second, their_other, own_other) = (
            self._weighed(side, each, spoken, most) for each in (one, two)
        )
        if first != second:
            return first > second
        if theirs != their_other:
            return theirs > their_other
        return theirs <= most and own < own_other

    def _weighed(
        self, side: str, move: Said | None, spoken: Sequence[Spoken], most: int
    ) -> tuple[tuple[int, int], int, int]:
        """Weigh a move: how it leaves things for a side, and both ways; one longer than ``most`` is one more."""
        key = (side, move, *spoken, most)
        if key not in self._known:
            other = AGAINST if side == FOR else FOR
            after = [*spoken, (side, move)]
            theirs = self.sayable(other, after)
            own = [each for each in self.sayable(side, after) if each != move]
            gains = [each if side == FOR else 2 - each for each in self.view(after)]
            ways = self.way(other, after, theirs, most), self.way(side, after, own, most)
            self._known[key] = (gains[0], gains[1] + gains[2]), *ways
        return self._known[key]

    def way(self, side: str, spoken: Sequence[Spoken], moves: Sequence[Said], most: int) -> int:
        """Count the moves to a complete case, by trying all; ``most`` and one, if there is no way so short."""
        wanted = oracle.YES if side == FOR else oracle.NO
        now = self.all_taken(side, spoken)
        for count in range(most + 1):
            for chosen in combinations(moves, count):
                said = {each[1]: self.number(each) for each in chosen}
                if len(said) == count and self.comes_to(now | said) == wanted:
                    return count
        return most + 1
