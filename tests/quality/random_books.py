"""Random rulebooks with choices over their leaves; and every combination of choices, written out.

The rulebooks are wilder than any treaty, so that what holds for them holds for the law, too: parts are used
again, beside and against each other; facts need others, in chains; a burden of proof may come last. Their
choices are of all kinds that there are: facts, words, readings that widen, and answers that become unknown.

The table of all combinations is made the plain way, and uses nothing that searches for changes. A number of
as many bits as there are combinations says under which of them something is so; that is all its cleverness.
"""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casus_foederis.labels.labels import Choice
from casus_foederis.leaves import STATED, Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook

Move = tuple[str, int]  # a choice, and the option to which it is moved
Moves = frozenset[Move]
Bits = int  # one for each combination of options

MOST = 2**14  # combinations
KNOWN = [Truth.TRUE, Truth.FALSE]


@dataclass(frozen=True)
class Case:
    """A rulebook, what can be otherwise in it, and the values of all leaves as they stand."""

    rulebook: Rulebook
    given: Mapping[str, Truth]
    choices: Mapping[str, Choice]

    @property
    def goals(self) -> tuple[str, ...]:
        """The conditions to ask for: the last ones, which rest on everything, and one that rests on little."""
        rules = self.rulebook.rules
        return tuple(dict.fromkeys((*rules[-3:], rules[0])))

    def leaves(self, moves: Collection[Move]) -> dict[str, Truth]:
        """Give every leaf its value after some moves."""
        found = dict(self.given)
        for choice, option in moves:
            found |= self.choices[choice].options[option]
        return found

    def coherent(self, moves: Collection[Move], values: Mapping[str, Truth]) -> bool:
        """Tell whether no fact was moved to true while what it needs is not true."""
        return all(
            values[self.rulebook.by_id[leaf.removesuffix(STATED)].inputs[1].id] is Truth.TRUE
            for choice, option in moves
            for leaf, truth in self.choices[choice].options[option].items()
            if option and truth is Truth.TRUE and leaf.endswith(STATED)
        )

    def __str__(self) -> str:
        nodes = (f"{node.id} = {node.operator}({_written(node)})" for node in self.rulebook.nodes)
        choices = (f"{id}: {' or '.join(map(_values, each.options))}" for id, each in self.choices.items())
        moving = {leaf for each in self.choices.values() for leaf in each.options[0]}
        fixed = {id: truth for id, truth in self.given.items() if id not in moving}
        return "; ".join([*nodes, *choices, f"fixed: {_values(fixed) or 'nothing'}"])


def _written(node: Node) -> str:
    return ", ".join(f"not {each.id}" if each.negated else each.id for each in node.inputs)


def _values(leaves: Mapping[str, Truth]) -> str:
    return " ".join(f"{id}={truth.value}" for id, truth in leaves.items())


def rich_case(dice: random.Random, choices: int, most: int = MOST, draws: int = 8) -> Case:
    """Draw several cases, and take the one with most to find: where chance has its way, little ever matters."""

    def to_find(case: Case) -> int:
        table, found = Table(case), 0
        for goal in case.goals:
            for status in Truth:
                reaching = table.where(goal, status)
                sets = table.smallest(reaching & table.coherent)
                found += len(sets) + 4 * len(sets ^ table.smallest(reaching))  # needs matter seldom
        return found

    return max((random_case(dice, choices, most) for _ in range(draws)), key=to_find)


def random_case(dice: random.Random, choices: int, most: int = MOST) -> Case:
    """Make a case with so many choices, and with at most so many combinations of their options.

    Two options for each choice are had in any case.
    """
    maker = _Maker(dice)
    room = most
    for left in reversed(range(choices)):
        room //= maker.choose(room >> left)
    for _ in range(dice.randint(0, 1 + choices // 3)):
        maker.fix()
    maker.conclude()
    leaves = {id: Leaf(id, LeafKind.FACT) for id in maker.given}
    ids = tuple(node.id for node in maker.nodes)
    nodes = tuple(sorted(maker.nodes, key=lambda node: node.stratum))
    return Case(Rulebook("random", nodes, leaves, ids[-1:], ids), maker.given, maker.choices)


class _Maker:
    """Makes a case, choice by choice, and then its rules from the leaves up."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.lean = dice.choice([0.1, 0.5, 0.9])  # how often an answer that is known is yes
        self.negating = dice.choice([0.0, 0.1, 0.3])
        self.needing = dice.choice([0.2, 0.5])
        self.given: dict[str, Truth] = {}
        self.choices: dict[str, Choice] = {}
        self.nodes: list[Node] = []
        self.strata: dict[str, int] = {}
        self.unused: list[str] = []  # leaves, facts and nodes that no rule has named yet
        self.used: list[str] = []

    def choose(self, most: int) -> int:
        """Make a choice of at most so many options, and at least two; tell how many it has."""
        kinds = [self.fact, self.fact, self.doubt, self.reading, self.text]
        options = self.dice.choice(kinds)()
        while len(options) > max(most, 2):
            options = self.dice.choice(kinds)()
        leaves = [self.fact_leaf()] if len(options[0]) == 1 else [self.leaf() for _ in options[0]]
        choice = Choice(tuple(dict(zip(leaves, values, strict=True)) for values in options))
        self.given |= choice.options[0]
        self.choices[f"c{len(self.choices)}"] = choice
        return len(options)

    def fact(self) -> list[tuple[Truth, ...]]:
        stands = self.answer(0.3)
        return [(stands,), *((truth,) for truth in KNOWN if truth is not stands)]

    def doubt(self) -> list[tuple[Truth, ...]]:
        """Let an answer become unknown, as in another account of the same events."""
        return [(self.answer(0),), (Truth.UNKNOWN,)]

    def reading(self) -> list[tuple[Truth, ...]]:
        """Let a term be read more and more widely: each reading takes in what narrower ones do."""
        widest = self.dice.randint(2, 3)
        return self.from_somewhere(
            [tuple(Truth.of(n < width) for n in range(widest)) for width in range(widest + 1)]
        )

    def text(self) -> list[tuple[Truth, ...]]:
        """Let one of several texts be in force."""
        texts = range(self.dice.randint(2, 3))
        return self.from_somewhere([tuple(Truth.of(n == text) for n in texts) for text in texts])

    def from_somewhere(self, options: list[tuple[Truth, ...]]) -> list[tuple[Truth, ...]]:
        """Let any of the options be the one that stands."""
        stands = options.pop(self.dice.randrange(len(options)))
        return [stands, *options]

    def fix(self) -> None:
        """Make a leaf that hangs on no choice."""
        self.given[self.fact_leaf()] = self.answer(0.2)

    def answer(self, unknown: float) -> Truth:
        """Draw an answer, which so often is not known."""
        return Truth.UNKNOWN if self.dice.random() < unknown else Truth.of(self.dice.random() < self.lean)

    def leaf(self) -> str:
        id = f"a.l{len(self.strata)}"
        self.strata[id] = 0
        self.unused.append(id)
        return id

    def fact_leaf(self) -> str:
        """Make a leaf; of a fact that needs another, it is what is stated of the fact."""
        if not self.unused or self.dice.random() >= self.needing:
            return self.leaf()
        facts = [id for id in self.unused if self.strata[id]]
        need = self.dice.choice(facts if facts and self.dice.random() < 0.6 else self.unused)
        id = f"f.n{len(self.nodes)}"
        self.node(id, Operator.ALL, Literal(id + STATED), Literal(need))
        return id + STATED

    def conclude(self) -> None:
        """Make rules until one rests on everything; then, perhaps, burden somebody with the proof of it."""
        switch = self.dice.choice([id for id in self.unused if not self.strata[id]])
        if self.dice.random() < 0.5:
            self.tangle()
        while len(self.unused) > 1 or not self.nodes:
            new = self.take(self.unused, self.dice.choice([1, 2, 2, 2, 3, 3, 4]))
            old = sorted({*self.used})
            again = self.dice.sample(old, min(len(old), self.dice.choice([0, 0, 0, 1, 2])))
            self.used += new
            self.node(f"n.n{len(self.nodes)}", self.operator(new), *map(self.literal, [*new, *again]))
        if self.dice.random() < 0.4 and switch != (claim := self.unused[0]):
            self.node("p.claimed", Operator.BURDEN, self.literal(claim), self.literal(switch))

    def tangle(self) -> None:
        """Make one rule of many that name the same things, so that there are many ways to one end."""
        things, rules = self.unused, range(min(len(self.unused), 12))
        self.unused = []
        inner, outer = self.dice.sample([Operator.ALL, Operator.ANY], 2)
        for _ in rules:
            parts = self.dice.sample(things, min(len(things), self.dice.choice([2, 3, 3, 4])))
            self.used += parts
            self.node(f"n.n{len(self.nodes)}", inner, *map(self.literal, parts))
        self.used += self.unused
        self.node(f"n.n{len(self.nodes)}", outer, *map(self.literal, self.unused))
        self.unused = [self.unused[-1], *(id for id in things if id not in self.used)]

    def operator(self, parts: list[str]) -> Operator:
        """Draw a connective; more often one that the parts do not have, or conditions hardly ever vary."""
        below = {node.operator for node in self.nodes if node.id in parts and not node.id.startswith("f.")}
        if len(below) == 1 and self.dice.random() < 0.8:
            return Operator.ANY if below == {Operator.ALL} else Operator.ALL
        return self.dice.choice([Operator.ALL, Operator.ANY])

    def take(self, things: list[str], number: int) -> list[str]:
        self.dice.shuffle(things)
        taken, things[:] = things[:number], things[number:]
        return taken

    def literal(self, id: str) -> Literal:
        return Literal(id, self.dice.random() < self.negating)

    def node(self, id: str, operator: Operator, *inputs: Literal) -> None:
        self.strata[id] = 1 + max(self.strata.get(each.id, 0) for each in inputs)
        self.nodes.append(Node(id, operator, inputs, id, self.strata[id]))
        self.unused.append(id)


class Table:
    """All combinations of the options of a case's choices, and under which of them each node is true or false.

    The combinations are numbered, as if every choice were a digit; each number is one bit.
    """

    def __init__(self, case: Case) -> None:
        self.sizes = {id: len(each.options) for id, each in case.choices.items()}
        self.all: Bits = (1 << math.prod(self.sizes.values())) - 1
        self.steps: dict[str, int] = {}  # how far apart combinations are that differ by one option
        self.at: dict[Move, Bits] = {}  # the combinations in which a choice falls on an option
        self.departing = [self.all]  # those that move none of the choices, one, two ...
        self.true: dict[str, Bits] = {}
        self.false: dict[str, Bits] = {}
        self._spread_out()
        self._give_leaves(case)
        for node in case.rulebook.nodes:
            self._conclude(node)
        self.coherent = self._coherent(case)

    def where(self, id: str, status: Truth) -> Bits:
        """Tell under which combinations something has a status."""
        known = self.true[id] | self.false[id]
        return {Truth.TRUE: self.true[id], Truth.FALSE: self.false[id]}.get(status, self.all & ~known)

    def moves(self, number: int) -> Moves:
        """Tell what is moved in the combination of a number."""
        digits = ((id, number // step % self.sizes[id]) for id, step in self.steps.items())
        return frozenset((id, option) for id, option in digits if option)

    def smallest(self, solutions: Bits) -> set[Moves]:
        """Find the solutions of which no part is one, by looking at those with few moves before others."""
        found: set[Moves] = set()
        for departing in self.departing:
            while left := solutions & departing:
                moves = self.moves(left.bit_length() - 1)
                found.add(moves)
                solutions &= ~self.holding(moves)
        return found

    def holding(self, moves: Collection[Move]) -> Bits:
        """Tell which combinations make these moves, and perhaps others."""
        held = self.all
        for move in moves:
            held &= self.at[move]
        return held

    def fallen(self, bits: Bits, choice: str, option: int) -> Bits:
        """Tell what becomes of something once a choice has fallen: it no longer depends on it."""
        first = (bits & self.at[choice, option]) >> option * self.steps[choice]
        return sum(first << each * self.steps[choice] for each in range(self.sizes[choice]))

    def matters(self, bits: Bits, choice: str) -> bool:
        """Tell whether something depends on a choice."""
        return self.fallen(bits, choice, 0) != bits

    def _spread_out(self) -> None:
        step = 1
        for id, size in self.sizes.items():
            self.steps[id] = step
            again = self.all // ((1 << step * size) - 1)  # one bit for every round of the choice
            for option in range(size):
                self.at[id, option] = ((1 << step) - 1 << step * option) * again
            moved = self.all & ~self.at[id, 0]
            fewer, more = [*self.departing, 0], [0, *self.departing]
            self.departing = [one & ~moved | two & moved for one, two in zip(fewer, more, strict=True)]
            step *= size

    def _give_leaves(self, case: Case) -> None:
        for truth, planes in ((Truth.TRUE, self.true), (Truth.FALSE, self.false)):
            for leaf, stands in case.given.items():
                planes[leaf] = self.all if stands is truth else 0
            for id, choice in case.choices.items():
                for leaf in choice.options[0]:
                    places = (self.at[id, n] for n, each in enumerate(choice.options) if each[leaf] is truth)
                    planes[leaf] = sum(places)

    def _conclude(self, node: Node) -> None:
        true, false = self.all, 0
        inputs = [self._read(each) for each in node.inputs]
        match node.operator:
            case Operator.ALL:
                for one_true, one_false in inputs:
                    true, false = true & one_true, false | one_false
            case Operator.ANY:
                true, false = 0, self.all
                for one_true, one_false in inputs:
                    true, false = true | one_true, false & one_false
            case Operator.BURDEN:
                (true, shown_false), (burdened, _) = inputs
                false = shown_false | burdened & ~true
        self.true[node.id], self.false[node.id] = true, false

    def _read(self, literal: Literal) -> tuple[Bits, Bits]:
        true, false = self.true[literal.id], self.false[literal.id]
        return (false, true) if literal.negated else (true, false)

    def _coherent(self, case: Case) -> Bits:
        """Tell in which combinations no fact is moved to true while what it needs is not true."""
        bad = 0
        for id, choice in case.choices.items():
            for option, leaves in enumerate(choice.options):
                for leaf, truth in leaves.items():
                    if option and truth is Truth.TRUE and leaf.endswith(STATED):
                        need = case.rulebook.by_id[leaf.removesuffix(STATED)].inputs[1]
                        bad |= self.at[id, option] & ~self.true[need.id]
        return self.all & ~bad
