"""What the search for a pattern of facts says is so: its patterns work, and where it finds none, none does."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping

import pytest

from casus_foederis.assessor import Assessor
from casus_foederis.leaves import LeafKind
from casus_foederis.logic import Truth
from casus_foederis.reach import SearchError, find_pattern
from casus_foederis.rete import Engine
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook


def values(engine: Engine, leaves: Mapping[str, Truth]) -> dict[str, Truth]:
    return {**leaves, **engine.infer(leaves).values}


def test_with_every_leaf_fixed_it_agrees_with_the_rule_engine(assessor: Assessor) -> None:
    engine, chance = assessor.engine("cst"), random.Random(1)
    for _ in range(60):
        leaves = {id: chance.choice(list(Truth)) for id in engine.rulebook.leaves}
        found = values(engine, leaves)
        for rule in engine.rulebook.rules:
            for status in Truth:
                reached = find_pattern(engine.rulebook, leaves, rule, status)
                assert (reached == {}) is (found[rule] is status)


def fixed_and_open(rulebook: Rulebook, chance: random.Random) -> tuple[dict[str, Truth], list[str]]:
    """Fix what is no fact, as some day, State, text and interpretation would; readings and texts are never unknown."""
    fixed = {}
    for id, leaf in rulebook.leaves.items():
        if leaf.kind is not LeafKind.FACT:
            known = leaf.kind in (LeafKind.TEXT, LeafKind.READING)
            fixed[id] = chance.choice([Truth.TRUE, Truth.FALSE] if known else list(Truth))
    return fixed, [id for id in rulebook.leaves if id not in fixed]


def test_its_patterns_work_and_where_it_finds_none_none_is_met(
    assessor: Assessor, count: Callable[[str], None]
) -> None:
    engine, chance = assessor.engine("cst"), random.Random(2)
    rulebook = engine.rulebook
    found = missing = 0
    for _ in range(10):
        fixed, facts = fixed_and_open(rulebook, chance)
        never: set[tuple[str, Truth]] = set()
        for rule, status in itertools.product(rulebook.rules, Truth):
            pattern = find_pattern(rulebook, fixed, rule, status)
            if pattern is None:
                missing += 1
                never.add((rule, status))
            else:
                found += 1
                rest = {id: chance.choice(list(Truth)) for id in facts}  # what is left open is no matter
                assert values(engine, {**rest, **fixed, **pattern})[rule] is status
        for _ in range(20):
            case = values(engine, {**fixed, **{id: chance.choice(list(Truth)) for id in facts}})
            assert not [(rule, status) for rule, status in never if case[rule] is status]
    count(f"patterns found: {found}, found impossible: {missing}")
    assert min(found, missing) > 50


def test_a_guess_is_taken_only_if_it_is_right(assessor: Assessor) -> None:
    engine, chance = assessor.engine("cst"), random.Random(3)
    for _ in range(50):
        fixed, facts = fixed_and_open(engine.rulebook, chance)
        guess = {**fixed, **{id: chance.choice(list(Truth)) for id in facts}}
        found = values(engine, guess)["cst.art4.2"]
        for status in Truth:
            pattern = find_pattern(engine.rulebook, fixed, "cst.art4.2", status, guess)
            if pattern is not None:
                assert values(engine, {**guess, **pattern})["cst.art4.2"] is status
            assert pattern is not None or found is not status


def small_book(*nodes: tuple[str, Operator, str]) -> Rulebook:
    """Make a rulebook of nodes, each with its inputs, where a minus negates."""
    made = [
        Node(
            id,
            operator,
            tuple(Literal(each.lstrip("-"), each.startswith("-")) for each in inputs.split()),
            id,
            n,
        )
        for n, (id, operator, inputs) in enumerate(nodes, 1)
    ]
    ids = {node.id for node in made}
    leaves = {each.id: None for node in made for each in node.inputs if each.id not in ids}
    return Rulebook("t", tuple(made), leaves, (), tuple(ids))  # type: ignore[arg-type]


def test_parts_that_hang_together_are_not_taken_for_independent() -> None:
    """Each part can be met, and both cannot: a look at each alone would not see it."""
    book = small_book(
        ("one", Operator.ALL, "a b"), ("two", Operator.ALL, "-a b"), ("both", Operator.ALL, "one two")
    )
    assert find_pattern(book, {}, "both", Truth.TRUE) is None
    assert find_pattern(book, {}, "both", Truth.UNKNOWN) is not None
    assert find_pattern(book, {"a": Truth.TRUE}, "both", Truth.UNKNOWN) is None


def test_rules_too_entangled_are_given_up() -> None:
    """The contradiction comes last, and everything before it can be had in many ways."""
    ways = [(f"n{n}", Operator.ANY, f"x{n} -x{n}") for n in range(16)]
    all_ways = " ".join(f"n{n}" for n in range(16))
    book = small_book(*ways, ("no", Operator.ALL, "z -z"), ("odd", Operator.ALL, f"{all_ways} no"))
    with pytest.raises(SearchError):
        find_pattern(book, {}, "odd", Truth.TRUE)
