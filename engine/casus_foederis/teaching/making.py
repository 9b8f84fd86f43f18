"""How questions of a quiz are made, of an account as an interpretation reads it.

Every option is put to the rule engine when a question is made, so exactly one is right. Wrong ones are near
misses: what lacks little to be right comes before what lacks much.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Final
from weakref import WeakKeyDictionary

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.changesets import Changes
from casus_foederis.changes.levers import Change, LeverKind, levers_of, moved
from casus_foederis.changes.whatif import Goal, SmallestChanges
from casus_foederis.leaves import LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.reasons import behind
from casus_foederis.teaching.asked import MOST_CHANGES, Asked, Kind, Option, Reply
from casus_foederis.teaching.in_play import in_play

_MOST_OPTIONS: Final = 4
_FEWEST: Final = 3  # options
_KEPT: Final = 2_000  # answers
_LOOKED_AT: Final = 500  # sets of changes, among which near misses are looked for
_MOVED: Final = (LeverKind.FACT, LeverKind.READING, LeverKind.TEXT)

# Of answers that other words leave as they are, one in so many is asked; else that would be nearly all.
_SAME: Final = 3

# How far answers are from turning hangs on no seed: it is kept from one quiz to the next.
_steps_known: WeakKeyDictionary[Assessor, dict[tuple[Question, str, Truth], int | None]] = WeakKeyDictionary()


def lot(*parts: object) -> str:
    """Draw a lot: by lots, things are put in an order that looks like chance, and is always the same."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


class Maker:
    """Makes questions about one rule of each treaty: the main one, unless another is named."""

    def __init__(self, assessor: Assessor, rule: str | None, seed: int) -> None:
        self.assessor, self._rule, self._seed = assessor, rule, seed
        # Each account of a case is held against each of the others.
        self._assess = lru_cache(_KEPT)(assessor.assess)

    def make(self, kind: Kind, question: Question) -> Asked | None:
        """Make a question of a kind; none, if there is nothing of that kind to be asked here."""
        rule = self._rule or self.assessor.library.treaty(question.scenario.treaty).main
        make = {
            Kind.CONDITION: self._condition,
            Kind.CHANGE: self._change,
            Kind.ACCOUNT: self._account,
            Kind.TEXT: self._text,
        }
        asked = make[kind](question, rule)
        if asked is None or sum(each.right for each in asked.options) != 1 or len(asked.options) < _FEWEST:
            return None
        return asked

    def _condition(self, question: Question, rule: str) -> Asked | None:
        """Ask which one condition fails, or is open."""
        assessment = self._assess(question)
        status = assessment[rule]
        bottom = in_play(self.assessor, question, rule).bottom
        failing = [id for id in bottom if assessment[id] is status]
        if status is Truth.TRUE or len(failing) != 1 or failing[0] not in behind(assessment, rule):
            return None
        others = {id: self._steps(question, id, status) for id in bottom if id not in failing}
        nearest = sorted(others, key=lambda each: others[each] or _LOOKED_AT)[: _MOST_OPTIONS - 1]
        options = [Option(id, assessment[id], assessment[id] is status) for id in (*failing, *nearest)]
        distance = self._distance(question, rule, status)
        shown = self._shuffled(Kind.CONDITION, question, options)
        return Asked(Kind.CONDITION, question, rule, status, status, shown, distance)

    def _account(self, question: Question, rule: str) -> Asked | None:
        """Ask on whose account alone, of several, it comes out as it does on this one."""
        scenario, own = question.scenario, self._assess(question)
        facts = in_play(self.assessor, question, rule).facts
        options, apart = [Option(question.framing, own[rule], right=True)], {}
        for id in scenario.accounts:
            other = self._assess(replace(question, framing=id, on=scenario.first_day(id)))
            if other[rule] is not own[rule] and self._same_law(own, other):
                apart[id] = sum(own[fact] is not other[fact] for fact in facts)
                options.append(Option(id, other[rule], right=False))
        options.sort(key=lambda each: apart.get(str(each.reply), 0))
        nearest = min(apart.values(), default=None)
        shown = self._shuffled(Kind.ACCOUNT, question, options[:_MOST_OPTIONS])
        return Asked(Kind.ACCOUNT, question, rule, None, own[rule], shown, nearest)

    def _same_law(self, one: Assessment, other: Assessment) -> bool:
        """Tell whether two answers differ only in what is told: not in words, nor in who is a party."""
        leaves = self.assessor.rulebook(one.treaty).leaves
        return all(one[id] is other[id] for id, leaf in leaves.items() if leaf.kind is not LeafKind.FACT)

    def _text(self, question: Question, rule: str) -> Asked | None:
        """Ask what becomes of the answer under words that are not in force."""
        now = self._assess(question)
        texts = self.assessor.library.treaty(question.scenario.treaty).instrument.texts
        others = [id for id in texts if id != now.text]
        if now.text not in texts or not others:
            return None
        other = replace(question, text=others[0])
        goal = self._assess(other)[rule]
        if goal is now[rule] and int(self._lot(question, rule), 16) % _SAME:
            return None
        options = [Option(each, each, each is goal) for each in Truth]
        distance = self._distance(other, rule, goal)
        return Asked(Kind.TEXT, other, rule, now[rule], goal, tuple(options), distance)

    def _change(self, question: Question, rule: str) -> Asked | None:
        """Ask which change, or changes together, make it met; or, where it is met, not met."""
        now = self._assess(question)[rule]
        goal = Truth.of(now is not Truth.TRUE)
        search = SmallestChanges(self.assessor, question, Goal(rule, goal), _MOVED)
        listed = list(islice(search, _LOOKED_AT))
        size = len(listed[0]) if listed else 0
        if not 0 < size <= MOST_CHANGES:
            return None
        trial = Trial(self.assessor, question, rule)
        nearest = (each for each in listed if len(each) == size)
        right = min(nearest, key=lambda each: self._lot(question, _plain(each)))
        options = [Option(right, goal, trial.outcome(right) is goal)]
        for wrong in self._near_misses(trial, right, listed):
            found = trial.outcome(wrong)
            if found is not None and found is not goal:
                options.append(Option(wrong, found, right=False))
            if len(options) == _MOST_OPTIONS:
                break
        shown = self._shuffled(Kind.CHANGE, question, options)
        return Asked(Kind.CHANGE, question, rule, now, goal, shown, size)

    def _near_misses(self, trial: Trial, right: Changes, listed: Sequence[Changes]) -> Iterator[Changes]:
        """Put another change in the place of a right one: those first that are part of a short way."""
        part_of: dict[Change, int] = {}
        for way in listed:
            for each in way:
                part_of.setdefault(each, len(way))
        others = [each for each in trial.changes if each not in right]
        others.sort(
            key=lambda each: (part_of.get(each, _LOOKED_AT), self._lot(trial.question, _plain((each,))))
        )
        for other in others:
            out = min(right, key=lambda each: self._lot(trial.question, _plain((each, other))))
            kept = [each for each in right if each is not out]
            if other.id not in [each.id for each in kept]:
                yield (*kept, other)

    def _distance(self, question: Question, rule: str, status: Truth) -> int | None:
        """Tell how many answers of fact, at least, would turn an answer."""
        goals = (each for each in (Truth.TRUE, Truth.FALSE) if each is not status)
        return min(filter(None, (self._steps(question, rule, each) for each in goals)), default=None)

    def _steps(self, question: Question, rule: str, goal: Truth) -> int | None:
        """Tell how many answers of fact, at least, lead to a status; ``None`` if none do."""
        known = _steps_known.setdefault(self.assessor, {})
        if (question, rule, goal) not in known:
            search = SmallestChanges(self.assessor, question, Goal(rule, goal), (LeverKind.FACT,))
            known[question, rule, goal] = next(map(len, search), None)
        return known[question, rule, goal]

    def _lot(self, question: Question, *parts: str) -> str:
        return lot(self._seed, question.scenario.id, question.framing, question.interpretation, *parts)

    def _shuffled(self, kind: Kind, question: Question, options: Sequence[Option]) -> tuple[Option, ...]:
        return tuple(sorted(options, key=lambda each: self._lot(question, kind, _plain(each.reply))))


class Trial:
    """One question, and what a rule comes to with changes in it."""

    def __init__(self, assessor: Assessor, question: Question, rule: str) -> None:
        self.question = question
        self._assessor, self._rule = assessor, rule
        self._levers = {
            key: lever for key, lever in levers_of(assessor, question).items() if lever.kind in _MOVED
        }
        self.changes: dict[Change, tuple[str, int]] = {
            lever.change(option): (key, option)
            for key, lever in self._levers.items()
            for option in range(1, len(lever.places))
        }

    def after(self, changes: Changes) -> Assessment:
        """Ask again with changes."""
        options = dict(self.changes[each] for each in changes)
        return self._assessor.assess(moved(self.question, self._levers, options))

    def outcome(self, changes: Changes) -> Truth | None:
        """Tell what the rule comes to with changes; none of them may be without effect of its own."""
        after = self.after(changes)
        facts = (each for each in changes if each.lever is LeverKind.FACT)
        return None if any(after[each.id].value != each.to for each in facts) else after[self._rule]


def _plain(reply: Reply) -> str:
    match reply:
        case Truth():
            return reply.value
        case str():
            return reply
        case _:
            return " ".join(sorted(f"{each.id}={each.to}" for each in reply))
