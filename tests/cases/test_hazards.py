"""What durable-rules must never be fed: each hazard is impossible by construction, or a clear error.

Its C module crashes, hangs or answers wrongly on ordinary-looking input. These tests show, hazard by hazard,
why ours can never look like that.
"""

from __future__ import annotations

import importlib
import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from casus_foederis import driver
from casus_foederis.assessor import Assessor
from casus_foederis.driver import EngineError
from casus_foederis.leaves import Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.rete import Engine
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook
from casus_foederis.ruleset import (
    MOST_PARTS,
    MOST_USES,
    CompiledRule,
    Pattern,
    Ruleset,
    RulesetError,
    compile_ruleset,
)


def a_rulebook(*nodes: Node) -> Rulebook:
    known = {node.id for node in nodes}
    inputs = {literal.id for node in nodes for literal in node.inputs} - known
    leaves = {id: Leaf(id, LeafKind.FACT) for id in sorted(inputs)}
    return Rulebook("made-up", nodes, leaves, (), tuple(node.rule for node in nodes))


def a_node(id: str, *inputs: str, operator: Operator = Operator.ALL, stratum: int = 1) -> Node:
    return Node(id, operator, tuple(map(Literal, inputs)), id, stratum)


def infer(rulebook: Rulebook, **values: Truth) -> dict[str, Truth]:
    with Engine(rulebook) as engine:
        return dict(engine.infer({id.replace("_", "."): value for id, value in values.items()}).values)


@pytest.fixture(scope="module")
def definition(assessor: Assessor) -> dict[str, Any]:
    """The ruleset of the treaty, as the engine is given it."""
    definition: dict[str, Any] = json.loads(assessor.engine("cst").ruleset.definition)
    return definition


def all_tests(definition: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for rule in definition.values():
        for pattern in rule["all"]:
            (test,) = pattern.values()
            yield from test.get("$and", [test])


def test_rules_are_flat_positive_conjunctions_of_equalities(definition: dict[str, Any]) -> None:
    """No $or, any, none, $not, $nex, $ex, joins or empty lists: each can hang, crash or answer wrongly."""
    for rule in definition.values():
        assert set(rule) == {"all", "pri"}
        assert rule["all"]
    for test in all_tests(definition):
        ((name, value),) = test.items()
        assert name in {"group", "condition", "value", "not_false", "not_true"}
        assert isinstance(value, str)
        assert value


def test_no_rule_tests_what_the_engine_keeps_for_itself(definition: dict[str, Any]) -> None:
    """A test of sid or id alone matches the engine's own state, and fires for ever."""
    assert not {name for test in all_tests(definition) for name in test} & {"sid", "id", "$s"}


def test_aliases_are_unique_in_a_rule(definition: dict[str, Any]) -> None:
    """The same alias twice overwrites one of the facts that matched."""
    for rule in definition.values():
        aliases = [alias for pattern in rule["all"] for alias in pattern]
        assert len(aliases) == len(set(aliases)) == len(rule["all"])


def test_priorities_are_whole_and_not_negative(definition: dict[str, Any]) -> None:
    """A priority given as text counts as 0; a negative one wraps around."""
    assert all(isinstance(rule["pri"], int) and rule["pri"] >= 0 for rule in definition.values())


def test_facts_are_short_text_with_an_id_of_their_own(assessor: Assessor) -> None:
    """Numbers, truth values and nulls are confused with text; ids made by hashing collide."""
    facts = [json.loads(fact) for fact in assessor.engine("cst").ruleset.facts.values()]
    assert len({fact["id"] for fact in facts}) == len(facts)
    for fact in facts:
        assert fact["sid"] == "s"
        for name, value in fact.items():
            assert isinstance(value, str)
            assert f"{name}{value}".isascii()
            assert len(value) < 200


def test_every_value_of_every_input_is_heard(assessor: Assessor) -> None:
    """One fact that no rule listens to, in a batch, keeps all its rules from firing."""
    engine = assessor.engine("cst")
    for id in engine.rulebook.leaves:
        assert all((id, truth) in engine.ruleset.facts for truth in Truth)


def test_facts_that_no_rule_hears_are_not_sent() -> None:
    node = a_node("n.a", "f.a", "f.b")
    ruleset = compile_ruleset(a_rulebook(node)).without("n.a.f.1").without("n.a.u.1").without("n.a.u.2")
    assert ("f.a", Truth.FALSE) not in ruleset.facts
    with Engine(a_rulebook(node), ruleset) as engine:
        found = engine.infer({"f.a": Truth.FALSE, "f.b": Truth.FALSE})
        assert found.values == {"n.a": Truth.FALSE}
        assert [firing.compiled for firing in found.firings] == ["n.a.f.2"]


def test_an_empty_batch_is_never_sent() -> None:
    """The C module crashes on one."""
    rule = CompiledRule("n.a.t", "n.a", "n.a", (Pattern("f.a", "value", "true"),), Truth.TRUE, 1)
    with Engine(a_rulebook(a_node("n.a", "f.a")), Ruleset({"n.a.t": rule})) as engine:
        with pytest.raises(EngineError, match="no rule listens"):
            engine.infer({"f.a": Truth.FALSE})
        assert engine.infer({"f.a": Truth.TRUE}).values == {"n.a": Truth.TRUE}


def test_a_missing_fact_is_an_error_before_anything_is_sent(assessor: Assessor) -> None:
    with pytest.raises(KeyError):
        assessor.engine("cst").infer({})


def test_a_part_named_twice_is_refused() -> None:
    """Such a rule would never fire: the engine wants a different fact for each pattern."""
    with pytest.raises(RulesetError, match="stands twice in one list of this rule"):
        compile_ruleset(a_rulebook(a_node("n.a", "f.a", "f.a")))
    negated = Node("n.a", Operator.ALL, (Literal("f.a"), Literal("f.a", negated=True)), "n.a", 1)
    with pytest.raises(RulesetError, match="stands twice in one list of this rule"):
        compile_ruleset(a_rulebook(negated))


def test_a_rule_with_too_many_parts_is_refused() -> None:
    """The engine compiles it, and fails at the first fact."""
    most = [f"f.x{n}" for n in range(MOST_PARTS)]
    values = dict.fromkeys(most, Truth.TRUE)
    with Engine(a_rulebook(a_node("n.a", *most))) as engine:
        assert engine.infer(values).values["n.a"] is Truth.TRUE
    with pytest.raises(RulesetError, match="17 parts"):
        compile_ruleset(a_rulebook(a_node("n.a", *most, "f.y")))


def test_a_pattern_shared_by_too_many_rules_is_refused() -> None:
    """From 256 rules on, the facts of one pattern fire the rules of another, or the process crashes."""

    def sharing(count: int) -> Rulebook:
        return a_rulebook(*(a_node(f"n.x{n}", "f.shared", f"f.x{n}") for n in range(count)))

    book = sharing(MOST_USES // 2)
    with Engine(book) as engine:
        found = engine.infer(dict.fromkeys(book.leaves, Truth.TRUE))
        assert set(found.values.values()) == {Truth.TRUE}
    with pytest.raises(RulesetError, match=r"More than 250 rules test 'f\.shared'"):
        compile_ruleset(sharing(MOST_USES + 1))


def test_too_many_rules_are_refused() -> None:
    nodes = [a_node(f"n.x{n}", f"f.x{n}") for n in range(1334)]
    with pytest.raises(RulesetError, match="become 4002"):
        compile_ruleset(a_rulebook(*nodes))


def test_six_hundred_conditions_do_not_hang_the_compiler() -> None:
    """The engine hangs on 513 tests under one node of its network; ours stand in groups."""
    book = a_rulebook(*(a_node(f"n.x{n}", f"f.x{n}") for n in range(600)))
    with Engine(book) as engine:
        assert max(map(list(engine.ruleset.groups.values()).count, set(engine.ruleset.groups.values()))) < 100
        assert len(engine.infer(dict.fromkeys(book.leaves, Truth.UNKNOWN)).values) == 600


def test_names_that_the_engine_cannot_tell_apart_are_refused() -> None:
    """It knows names by a 32-bit hash alone: these two are one to it."""
    with pytest.raises(
        RulesetError, match="cannot tell 'cyber_attack_north_3212', 'north_space_response_448' apart"
    ):
        compile_ruleset(a_rulebook(a_node("n.a", "north_space_response_448", "cyber_attack_north_3212")))


@pytest.mark.parametrize("id", ["نقض", "f.a\x00b", "f.a\n", "f." + "x" * 200])
def test_ids_that_are_not_short_ascii_are_refused(id: str) -> None:
    with pytest.raises(RulesetError, match="cannot take the id"):
        compile_ruleset(a_rulebook(a_node("n.a", id)))


def test_text_of_a_user_never_reaches_the_engine(assessor: Assessor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles, notes and ids of scenarios and framings can hold anything."""
    from casus_foederis.assessor import Question
    from conftest import A_DAY, a_scenario

    sent: list[str] = []
    module: Any = importlib.import_module("durable_rules_engine")

    class Recorder:
        def __getattr__(self, name: str) -> Any:
            function = getattr(module, name)

            def call(*arguments: Any) -> Any:
                sent.extend(argument for argument in arguments if isinstance(argument, str))
                return function(*arguments)

            return call

    nasty = 'x"}]\u202b\\ {"$s": 1} ' + "ي" * 3000
    scenario = a_scenario(
        {"force.used": {"value": True, "note": nasty}},
        title=nasty,
        framings={"nasty-framing": {"holder": nasty}},
    )
    assessor.engine("cst")
    monkeypatch.setattr(driver, "durable", Recorder())
    assessor.assess(Question(scenario, "nasty-framing", "icj", A_DAY))
    assert sent
    assert not any("nasty" in text or "\\u" in text or not text.isascii() for text in sent)


class Interrupted:
    """The C module, but somebody presses Control and C after the first firing."""

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module("durable_rules_engine"), name)

    def complete_and_start_action(self, *_: Any) -> str:
        raise KeyboardInterrupt


def test_an_interrupted_evaluation_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """State that is left over would answer the next case."""
    book = a_rulebook(a_node("n.a", "f.a", "f.b"), a_node("n.b", "n.a", "f.c", stratum=2))
    values = {"f.a": Truth.TRUE, "f.b": Truth.TRUE, "f.c": Truth.UNKNOWN}
    interrupted = Interrupted()
    with Engine(book) as engine:
        before = engine.infer(values)
        for _ in range(50):
            with monkeypatch.context() as patch:
                patch.setattr(driver, "durable", interrupted)
                with pytest.raises(KeyboardInterrupt):
                    engine.infer({"f.a": Truth.FALSE, "f.b": Truth.FALSE, "f.c": Truth.FALSE})
            assert engine.infer(values) == before


def test_an_engine_can_be_deleted_before_it_was_used() -> None:
    """Deleting a state that never ran an action crashes the C module; priming runs one."""
    for _ in range(50):
        with Engine(a_rulebook(a_node("n.a", "f.a"))):
            pass


def test_a_closed_engine_says_so() -> None:
    engine = Engine(a_rulebook(a_node("n.a", "f.a")))
    engine.close()
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.infer({"f.a": Truth.TRUE})


def test_two_conclusions_about_one_node_are_an_error() -> None:
    rules = {
        name: CompiledRule(name, "n.a", "n.a", (Pattern("f.a", "value", "true"),), concludes, 1)
        for name, concludes in (("n.a.t", Truth.TRUE), ("n.a.f", Truth.FALSE))
    }
    with (
        Engine(a_rulebook(a_node("n.a", "f.a")), Ruleset(rules)) as engine,
        pytest.raises(EngineError, match="came out in two ways"),
    ):
        engine.infer({"f.a": Truth.TRUE})


def test_no_conclusion_about_a_node_is_an_error() -> None:
    book = a_rulebook(a_node("n.a", "f.a"), a_node("n.b", "f.a"))
    with (
        Engine(book, compile_ruleset(book).without("n.a.u.1")) as engine,
        pytest.raises(EngineError, match=r"nothing was concluded about 'n\.a'"),
    ):
        engine.infer({"f.a": Truth.UNKNOWN})


def test_the_order_of_facts_does_not_matter(assessor: Assessor) -> None:
    engine = assessor.engine("cst")
    dice = random.Random(7)
    leaves = {id: dice.choice(list(Truth)) for id in engine.rulebook.leaves}
    expected = engine.infer(leaves)
    for _ in range(20):
        shuffled = dict(dice.sample(list(leaves.items()), len(leaves)))
        assert engine.infer(shuffled) == expected


def test_many_threads_share_one_engine(assessor: Assessor) -> None:
    engine = assessor.engine("cst")
    dice = random.Random(8)
    cases = [{id: dice.choice(list(Truth)) for id in engine.rulebook.leaves} for _ in range(40)]
    expected = [engine.infer(case) for case in cases]
    wrong: list[int] = []

    def work() -> None:
        wrong.extend(n for n, case in enumerate(cases) if engine.infer(case) != expected[n])

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_python_layer_of_durable_rules_is_not_loaded() -> None:
    """It starts threads, reads the clock, swallows exceptions, and fires nothing under Python 3.12."""
    script = (
        "import sys, threading, casus_foederis as casus; casus.assess('kazakhstan-2022');"
        "names = ('durable_rules_engine', 'durable.engine');"
        "print(*(name in sys.modules for name in names), threading.active_count())"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False", "1"]
