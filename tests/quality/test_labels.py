"""Every smallest set of changes is enough, no part of it is, and none is missing.

Labels, diagrams and families infer nothing about a case, and come by their answers on a way of their own. So
each set that they give is put to durable-rules, part by part, and all of them together are held against
every combination of options, on random rulebooks and on the bundled scenarios.

The slow part asks the same of more and larger rulebooks, and of all accounts of all scenarios under all
interpretations. It is worth its minutes: a set too many or too few looks like any other, and nobody who
reads the answer could tell; and what can go wrong (a change that undoes another, a need met by another
change, a burden that decides) only comes up where several things meet, which is rare in any one rulebook.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, islice

import pytest

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.levers import levers_of, moved
from casus_foederis.labels.diagram import NO, YES, Decision
from casus_foederis.labels.families import Cost, Families, Family, Move
from casus_foederis.labels.labels import Labels
from casus_foederis.logic import Truth
from casus_foederis.rete import Engine
from casus_foederis.rulebook import Operator
from quality.random_books import Bits, Case, Moves, Table, rich_case

MAIN = "cst.art4.2"
LISTED = 5  # sets of a bundled case that are asked again, nearest first
MOST_IN_PARTS = 5  # moves in a set of a bundled case all parts of which are asked again
OPEN = 14  # levers of a bundled case that are left open where all combinations are looked at
MOST_COMBINATIONS = 2**16
MOST_SETS = 10_000  # of one question; those of the bundled scenarios and of the random rulebooks have fewer


@dataclass(frozen=True)
class Size:
    """How many rulebooks a test draws, how many choices they have, and of how many it takes the richest."""

    books: int
    fewest: int
    most: int
    combinations: int = MOST_COMBINATIONS
    draws: int = 10

    def cases(self, seed: int) -> Iterator[Case]:
        dice = random.Random(seed)
        for _ in range(self.books):
            yield rich_case(dice, dice.randint(self.fewest, self.most), self.combinations, self.draws)


SMALL = Size(books=42, fewest=2, most=9)
FOURTEEN = Size(books=8, fewest=14, most=14, combinations=2**14)
LARGE = Size(books=60, fewest=8, most=14, draws=20)
SLOW = pytest.mark.endurance
SIZES = [
    *(pytest.param(SMALL, seed, id=f"small-{seed}") for seed in (1, 2)),
    pytest.param(SMALL, 3, id="small-3", marks=SLOW),
    pytest.param(FOURTEEN, 4, id="fourteen"),
    *(pytest.param(LARGE, seed, id=f"large-{seed}", marks=SLOW) for seed in range(5, 10)),
    pytest.param(replace(FOURTEEN, books=40), 10, id="fourteen-more", marks=SLOW),
]
of_all_sizes = pytest.mark.parametrize(("size", "seed"), SIZES)


@dataclass
class Tally:
    """What was asked, and what was found; and every failure, described."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def take(self, sets: Iterable[Moves]) -> None:
        found = list(sets)
        # Where nothing has to change, or no change is enough, there is little to get wrong.
        self.add(questions=1, telling=any(found), change_sets=len(found))

    def add(self, **numbers: int) -> None:
        self.counts.update(numbers)

    def fail(self, *example: object) -> None:
        self.failures.append("; ".join(map(str, example)))

    def settle(self, count: Callable[[str], None]) -> None:
        """Report, and fail with the example that takes the fewest words."""
        found = {**self.counts, "failures": len(self.failures)}
        count(", ".join(f"{what.replace('_', ' ')}: {number}" for what, number in found.items()))
        assert not self.failures, min(self.failures, key=len)
        assert self.counts["telling"] > self.counts["questions"] / 4, "the cases are too tame"
        assert all(self.counts.values()), "the cases are too tame: something never came up"


class Search:
    """What labels and families find for one condition of a case."""

    def __init__(self, case: Case, goal: str) -> None:
        self.labels = Labels(case.rulebook, goal, case.given, case.choices)
        self.families = Families(self.labels.diagram)

    def smallest(self, status: Truth) -> Family:
        return self.families.smallest(self.labels.reaching(status))

    def listed(self, status: Truth) -> Iterator[Moves]:
        return self.sets(self.smallest(status))

    def sets(self, family: Family) -> Iterator[Moves]:
        """List a family, sets with few moves first."""
        assert self.families.count(family) <= MOST_SETS, "so many sets that something must be wrong"
        return map(self.named, self.families.nearest(family, lambda _: (1,)))

    def named(self, moves: Iterable[Move]) -> Moves:
        return frozenset((self.labels.choices[choice], option) for choice, option in moves)


class Again:
    """A case that is asked again after moves, in durable-rules. The same leaves are inferred once."""

    def __init__(self, case: Case, infer: Callable[[Moves], Mapping[str, Truth]]) -> None:
        self.case, self.infer = case, infer
        self.known: dict[tuple[Truth, ...], dict[str, Truth]] = {}

    def values(self, moves: Moves) -> dict[str, Truth]:
        leaves = self.case.leaves(moves)
        key = tuple(leaves.values())
        if key not in self.known:
            self.known[key] = {**leaves, **self.infer(moves)}
        return self.known[key]

    def reaches(self, goal: str, status: Truth, moves: Moves) -> bool:
        values = self.values(moves)
        return values[goal] is status and self.case.coherent(moves, values)

    def fault(self, goal: str, status: Truth, moves: Moves, parts: Iterable[Moves]) -> str:
        """Tell what is wrong with a set that is said to be a smallest one; nothing, if it is."""
        if not self.reaches(goal, status, moves):
            return f"{written(moves)} is not enough"
        enough = (written(part) for part in parts if self.reaches(goal, status, part))
        return "".join(f"{each} is enough without the rest of {written(moves)}" for each in islice(enough, 1))


def on(engine: Engine, case: Case) -> Again:
    return Again(case, lambda moves: engine.infer(case.leaves(moves)).values)


def parts_of(moves: Moves) -> Iterator[Moves]:
    for size in range(len(moves)):
        yield from map(frozenset, combinations(sorted(moves), size))


def written(moves: Moves) -> str:
    return "{" + ", ".join(f"{choice} to {option}" for choice, option in sorted(moves)) + "}"


def difference(found: set[Moves], expected: set[Moves]) -> str:
    missing, wrong = sorted(map(written, expected - found)), sorted(map(written, found - expected))
    return f"missing: {missing}, wrong: {wrong}" if missing or wrong else ""


@of_all_sizes
def test_in_random_rulebooks_every_set_is_a_smallest_one_and_none_is_missing(
    size: Size, seed: int, count: Callable[[str], None]
) -> None:
    tally = Tally()
    for case in size.cases(seed):
        with Engine(case.rulebook) as engine:
            again = on(engine, case)
            table = Table(case)
            for goal in case.goals:
                search = Search(case, goal)
                for status in Truth:
                    expected = table.smallest(table.where(goal, status) & table.coherent)
                    found = list(islice(search.listed(status), len(expected) + 1))
                    tally.take(found)
                    tally.add(**at_stake(case, table, goal, status))
                    faults = [again.fault(goal, status, moves, parts_of(moves)) for moves in found]
                    for fault in filter(None, [*faults, difference(set(found), expected)]):
                        tally.fail(fault, f"{goal} to be {status.value}", case)
            tally.add(inferred_again=len(again.known))
    tally.settle(count)


def at_stake(case: Case, table: Table, goal: str, status: Truth) -> dict[str, bool]:
    """Tell what could go wrong in a question, lest none of it ever comes up."""
    reaching, node = table.where(goal, status), case.rulebook.by_id[goal]
    smallest = table.smallest(reaching & table.coherent)
    claim = node.inputs[0].id if node.operator is Operator.BURDEN else goal
    return {
        "needs_matter": smallest != table.smallest(reaching),
        "more_changes_undo_it": any(table.holding(moves) & ~reaching for moves in smallest),
        "burden_matters": table.where(goal, Truth.UNKNOWN) != table.where(claim, Truth.UNKNOWN),
    }


def test_the_table_of_all_combinations_is_what_durable_rules_says(count: Callable[[str], None]) -> None:
    """What the sets are held against is held against the rule engine, too."""
    dice, looked_at, wrong = random.Random(11), 0, list[str]()
    for case in SMALL.cases(11):
        table = Table(case)
        with Engine(case.rulebook) as engine:
            for number in dice.choices(range(table.all.bit_length()), k=10):
                moves = table.moves(number)
                values = engine.infer(case.leaves(moves)).values
                looked_at += 1
                held = [table.where(id, truth) >> number & 1 for id, truth in values.items()]
                coherent = bool(table.coherent >> number & 1)
                if not all(held) or coherent != case.coherent(moves, {**case.leaves(moves), **values}):
                    wrong.append(f"{written(moves)}; {case}")
    count(f"combinations: {looked_at}, wrong: {len(wrong)}")
    assert not wrong, min(wrong, key=len)


def bits_of(search: Search, table: Table, decision: Decision) -> Bits:
    """Write out a decision: under which combinations it comes to yes."""
    known = {NO: 0, YES: table.all}

    def go(each: Decision) -> Bits:
        if each not in known:
            choice, ways = search.labels.diagram.node(each)
            id = search.labels.choices[choice]
            known[each] = sum(table.at[id, option] & go(way) for option, way in enumerate(ways))
        return known[each]

    return go(decision)


def by_size(table: Table, bits: Bits) -> list[int]:
    """Count combinations by how many choices they move."""
    return without_zeros((bits & departing).bit_count() for departing in table.departing)


def without_zeros(numbers: Iterable[int]) -> list[int]:
    found = list(numbers)
    while found and not found[-1]:
        found.pop()
    return found


def faults_of_diagram(search: Search, table: Table, decision: Decision, bits: Bits) -> Iterator[str]:
    """Hold all that a diagram tells about a decision against the table."""
    diagram, choices = search.labels.diagram, search.labels.choices
    # A choice that is not in the diagram stays as it is, and its combinations do not count.
    left_out = [(id, 0) for id in table.sizes if id not in choices]
    counted = table.holding(left_out)
    for move in left_out:
        bits = table.fallen(bits, *move)
    if bits_of(search, table, decision) != bits:
        yield "the decision itself"
    if diagram.count(decision) != (bits & counted).bit_count():
        yield "count"
    if without_zeros(diagram.by_size(decision)) != by_size(table, bits & counted):
        yield "by_size"
    if {choices[each] for each in diagram.asked(decision)} != {
        id for id in table.sizes if table.matters(bits, id)
    }:
        yield "asked"
    for place, id in enumerate(choices):
        for option in range(table.sizes[id]):
            chosen, fallen = diagram.chosen(decision, {place: option}), table.fallen(bits, id, option)
            if bits_of(search, table, chosen) != fallen:
                yield f"chosen: {id}, {option}"
            if without_zeros(diagram.by_size(chosen, place)) != by_size(
                table, fallen & counted & table.at[id, 0]
            ):
                yield f"by_size without {id}"


@of_all_sizes
def test_diagrams_say_of_every_node_what_the_table_of_all_combinations_says(
    size: Size, seed: int, count: Callable[[str], None]
) -> None:
    decisions, failures = 0, list[str]()
    for case in size.cases(seed + 100):
        table = Table(case)
        for goal in case.goals:
            search = Search(case, goal)
            cone = {each.id for node in case.rulebook.cone(goal) for each in node.inputs} | {goal}
            for status in Truth:
                where = {id: search.labels.where(id, status) for id in sorted(cone)}
                wrong = [id for id in where if bits_of(search, table, where[id]) != table.where(id, status)]
                reaching = table.where(goal, status) & table.coherent
                wrong += faults_of_diagram(search, table, search.labels.reaching(status), reaching)
                decisions += len(where) + 1
                if wrong:
                    failures.append(f"{', '.join(wrong)}; {goal} to be {status.value}; {case}")
    count(f"decisions: {decisions}, failures: {len(failures)}")
    assert not failures, min(failures, key=len)


@of_all_sizes
def test_what_is_counted_is_what_is_listed_and_the_nearest_come_first(
    size: Size, seed: int, count: Callable[[str], None]
) -> None:
    dice, tally = random.Random(seed), Tally()
    for case in size.cases(seed + 200):
        for goal in case.goals:
            search = Search(case, goal)
            for status in Truth:
                tally.take(search.listed(status))
                for fault in [
                    *faults_of_counts(search, status, dice),
                    *faults_of_order(search, status, dice),
                    *faults_of_parts(search, status),
                ]:
                    tally.fail(fault, f"{goal} to be {status.value}", case)
    tally.settle(count)


def faults_of_counts(search: Search, status: Truth, dice: random.Random) -> Iterator[str]:
    families, family, choices = search.families, search.smallest(status), search.labels.choices
    sets = list(search.listed(status))
    if families.count(family) != len(sets):
        yield "count"
    moves = {(choices[choice], option): sets for (choice, option), sets in families.moves(family).items()}
    if moves != Counter(move for each in sets for move in each):
        yield "moves"
    places = range(len(choices))
    for still in [*([place] for place in places), dice.sample(places, len(places) // 2)]:
        kept = {choices[place] for place in still}
        if families.count(family, still) != sum(kept.isdisjoint(dict(each)) for each in sets):
            yield f"count without {sorted(kept)}"


def faults_of_order(search: Search, status: Truth, dice: random.Random) -> Iterator[str]:
    prices: dict[Move, Cost] = {}
    for place, size in enumerate(search.labels.diagram.sizes):
        prices |= {(place, option): (dice.randint(0, 2), dice.randint(0, 3)) for option in range(1, size)}
    sets = list(search.families.nearest(search.smallest(status), prices.__getitem__))
    costs = [
        [sum(each) for each in zip((0, 0), *(prices[move] for move in moves), strict=True)] for moves in sets
    ]
    if costs != sorted(costs):
        yield f"the order under {prices}"
    if len({frozenset(each) for each in sets}) < len(sets):
        yield "a set is listed twice"
    if sets != list(search.families.nearest(search.smallest(status), prices.__getitem__)):
        yield "another order the second time"
    if set(map(search.named, sets)) != set(search.listed(status)):
        yield f"other sets under {prices}"


def faults_of_parts(search: Search, status: Truth) -> Iterator[str]:
    """Leave out what contains a set of another family: here, of the sets that bring about another status."""
    for other in Truth:
        left = search.families.without_parts(search.smallest(status), search.smallest(other))
        parts = list(search.listed(other))
        expected = {each for each in search.listed(status) if not any(part <= each for part in parts)}
        if fault := difference(set(search.sets(left)), expected):
            yield f"without what makes it {other.value}: {fault}"


class Bundled:
    """A question of a bundled scenario, as a case: with all its levers, or with some."""

    def __init__(self, assessor: Assessor, question: Question) -> None:
        self.assessor, self.question = assessor, question
        self.levers = levers_of(assessor, question)
        self.case = self.with_levers(self.levers)
        self.again = Again(self.case, self.assess)

    def with_levers(self, keys: Iterable[str]) -> Case:
        rulebook = self.assessor.rulebook(self.question.scenario.treaty)
        given = {id: each.value for id, each in self.assessor.given(self.question).items()}
        return Case(rulebook, given, {key: self.levers[key].choice for key in keys})

    def assess(self, moves: Moves) -> Mapping[str, Truth]:
        values = self.assessor.assess(moved(self.question, self.levers, dict(moves))).values
        assert self.case.leaves(moves).items() <= values.items(), "the question was moved otherwise"
        return values

    def faults(self, search: Search, status: Truth) -> Iterator[str]:
        """Ask the nearest sets again, and their parts."""
        for moves in islice(search.listed(status), LISTED):
            taken_back = [moves - {each} for each in sorted(moves)]
            parts = parts_of(moves) if len(moves) <= MOST_IN_PARTS else taken_back
            yield self.again.fault(MAIN, status, moves, parts)

    def some(self, search: Search, dice: random.Random) -> Case:
        """Leave some levers open: those of a few sets of changes, and others."""
        sets = [each for status in Truth for each in islice(search.listed(status), LISTED)]
        likely = sorted({key for each in sets for key, _ in each})
        keys = [*dice.sample(likely, min(len(likely), OPEN // 2)), *dice.sample(search.labels.choices, OPEN)]
        chosen: list[str] = []
        room = MOST_COMBINATIONS
        for key in list(dict.fromkeys(keys))[:OPEN]:
            if (places := len(self.levers[key].places)) <= room:
                room //= places
                chosen.append(key)
        return self.with_levers(chosen)


def look_at(bundled: Bundled, dice: random.Random, tally: Tally) -> None:
    """Ask for both statuses of the main provision: the nearest sets again, and all sets of some levers."""
    search = Search(bundled.case, MAIN)
    some = bundled.some(search, dice)
    few, table, asked = Search(some, MAIN), Table(some), bundled.question
    for status in (Truth.TRUE, Truth.FALSE):
        tally.take(islice(search.listed(status), LISTED))
        expected = table.smallest(table.where(MAIN, status) & table.coherent)
        tally.add(sets_of_some_levers=len(expected))
        faults = [*bundled.faults(search, status), difference(set(few.listed(status)), expected)]
        for fault in filter(None, [*faults, *faults_of_counts(search, status, dice)]):
            case = f"{asked.scenario.id}, {asked.framing}, {asked.interpretation}, {asked.on}"
            tally.fail(fault, f"{MAIN} to be {status.value}", case, f"some levers: {' '.join(some.choices)}")
    tally.add(assessed_again=len(bundled.again.known))


def test_in_bundled_scenarios_the_nearest_sets_are_smallest_ones_and_of_some_levers_none_is_missing(
    assessor: Assessor, count: Callable[[str], None]
) -> None:
    """Cases that happened, and one question each; the slow ones below ask all questions of all cases."""
    dice, tally = random.Random(6), Tally()
    for scenario in assessor.library.scenarios.values():
        if scenario.kind != "historical":
            continue
        question = dice.choice(list(assessor.questions(scenario)))
        look_at(Bundled(assessor, question), dice, tally)
    tally.settle(count)


@pytest.mark.endurance
@pytest.mark.parametrize("part", range(4))
def test_so_it_is_in_all_accounts_of_all_scenarios_under_all_interpretations(
    assessor: Assessor, part: int, count: Callable[[str], None]
) -> None:
    dice, tally = random.Random(part), Tally()
    scenarios = assessor.library.scenarios.values()
    questions = [question for scenario in scenarios for question in assessor.questions(scenario)]
    for question in questions[part::4]:
        look_at(Bundled(assessor, question), dice, tally)
    tally.settle(count)
