"""What the rules can answer at all: whether some pattern of facts brings about a status.

A reader of the rulebook that infers nothing about a case. Given what is fixed (the words in force, the
standing of States, the readings), it looks for answers to the questions of fact under which a condition is
met, not met or undetermined; if it finds none, there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Final

from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook

MOST_STEPS: Final = 20_000  # looked at before giving up; the bundled treaty takes less than a hundred

_BIT: Final = {Truth.TRUE: 1, Truth.FALSE: 2, Truth.UNKNOWN: 4}
_OPEN: Final = 7  # any of the three
_NEGATED: Final = [0, 2, 1, 3, 4, 6, 5, 7]  # true and false exchanged


class SearchError(RuntimeError):
    """The search would take too long; nothing is known then."""


def find_pattern(
    rulebook: Rulebook,
    fixed: Mapping[str, Truth],
    goal: str,
    status: Truth,
    guess: Mapping[str, Truth] | None = None,
) -> dict[str, Truth] | None:
    """Find answers to the leaves that are not fixed under which a condition has a status.

    A guess, which answers all leaves, is tried before any search. ``None`` means that there are none. Raises
    `SearchError` where rules are so entangled that the search would take too long.
    """
    search = _Search(rulebook, fixed, goal, status)
    if guess is not None:
        guessed = {id: guess[id] for id in search.outlook.open}
        if search.can_be(guessed):
            return guessed
    return search.run()


class Outlook:
    """What a condition can still come to while some leaves are open; what is settled is worked out once.

    ``open`` lists those that it rests on.
    """

    def __init__(self, rulebook: Rulebook, goal: str, known: Mapping[str, Truth]) -> None:
        self.goal = goal
        cone = rulebook.cone(goal)
        used = dict.fromkeys(each.id for node in cone for each in node.inputs) | {goal: None}
        self.open = [id for id in used if id in rulebook.leaves and id not in known]
        self.settled = dict.fromkeys(self.open, _OPEN) | {id: _BIT[each] for id, each in known.items()}
        open_ids = set(self.open)
        self.nodes: list[Node] = []
        for node in cone:
            if open_ids.isdisjoint(each.id for each in node.inputs):
                self.settled[node.id] = _possible(node, [_of(each, self.settled) for each in node.inputs])
            else:
                open_ids.add(node.id)
                self.nodes.append(node)

    def outcomes(self, more: Mapping[str, Truth]) -> frozenset[Truth]:
        """Give the values that the condition can still have when more leaves are known.

        A value that is left out is impossible, whatever the open leaves are. Parts are taken each for itself,
        so that a value may be listed which no values of the open leaves bring about together. Where
        everything is known, this is exact.
        """
        possible = self.settled | {id: _BIT[truth] for id, truth in more.items()}
        for node in self.nodes:
            possible[node.id] = _possible(node, [_of(each, possible) for each in node.inputs])
        return frozenset(truth for truth, bit in _BIT.items() if possible[self.goal] & bit)


class _Search:
    """A depth-first search that turns back as soon as the status has become impossible."""

    def __init__(self, rulebook: Rulebook, fixed: Mapping[str, Truth], goal: str, status: Truth) -> None:
        self.outlook, self.wanted = Outlook(rulebook, goal, fixed), status
        self.steps = 0

    def run(self) -> dict[str, Truth] | None:
        """Search."""
        answers: dict[str, Truth] = {}
        return answers if self.can_be(answers) and self.extend(answers) else None

    def extend(self, answers: dict[str, Truth]) -> bool:
        """Answer the leaves that are still open, one after another."""
        open_leaves = self.outlook.open
        if len(answers) == len(open_leaves):
            return True
        leaf = open_leaves[len(answers)]
        for truth in Truth:
            answers[leaf] = truth
            if self.can_be(answers) and self.extend(answers):
                return True
            del answers[leaf]
        return False

    def can_be(self, answers: Mapping[str, Truth]) -> bool:
        """Tell whether the status is still possible."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise SearchError
        return self.wanted in self.outlook.outcomes(answers)


def _of(literal: Literal, possible: Mapping[str, int]) -> int:
    return _NEGATED[possible[literal.id]] if literal.negated else possible[literal.id]


def _possible(node: Node, inputs: list[int]) -> int:
    """Tell which values a node can have, if each of its inputs can have these."""
    if node.operator is Operator.BURDEN:
        claim, switch = inputs
        settled = claim & (_BIT[Truth.TRUE] | _BIT[Truth.FALSE])
        if not claim & _BIT[Truth.UNKNOWN]:
            return settled
        against = _BIT[Truth.FALSE] if switch & _BIT[Truth.TRUE] else 0
        still = _BIT[Truth.UNKNOWN] if switch & ~_BIT[Truth.TRUE] else 0
        return settled | against | still
    decisive = _BIT[Truth.FALSE if node.operator is Operator.ALL else Truth.TRUE]
    other = _BIT[Truth.TRUE if node.operator is Operator.ALL else Truth.FALSE]
    found = decisive if any(each & decisive for each in inputs) else 0
    if all(each & other for each in inputs):
        found |= other
    if all(each & ~decisive for each in inputs) and reduce(or_, inputs) & _BIT[Truth.UNKNOWN]:
        found |= _BIT[Truth.UNKNOWN]
    return found
