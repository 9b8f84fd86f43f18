"""Columns against single cases: the reader of tables against durable-rules, and against the definition."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import narwhals as nw
import polars as pl
import pytest

import casus_foederis as casus
from casus_foederis.assessor import Assessor
from casus_foederis.changes.triggers import Trigger
from casus_foederis.columns.plan import Plan, Value
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal
from casus_foederis.screening.answers import add_answers
from casus_foederis.screening.frames import as_given
from casus_foederis.screening.screen import Answer
from casus_foederis.screening.sweep import sweep
from conftest import A_DAY
from quality.kleene import ORDER, RANK, conclude
from quality.many_rows import asked, first_deciding, rows
from quality.random_books import Case, random_case

BOOLEANS = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}
BOOKS = 40, pytest.param(1_000, marks=pytest.mark.endurance)
CASES = 80, pytest.param(3_000, marks=pytest.mark.endurance)


def by_definition(case: Case, leaves: Mapping[str, Truth]) -> dict[str, Truth]:
    ranks = {id: RANK[truth] for id, truth in leaves.items()}
    for node in case.rulebook.nodes:
        ranks[node.id] = conclude(node, [ranks[each.id] for each in node.inputs])
    return {id: ORDER[rank] for id, rank in ranks.items()}


@pytest.mark.parametrize("books", BOOKS)
def test_random_rules_come_to_what_the_definition_says(books: int, count: Callable[[str], None]) -> None:
    dice = random.Random(books)
    concluded = 0
    for _ in range(books):
        case = random_case(dice, dice.randint(2, 12))
        rulebook, goals = case.rulebook, case.goals
        same = {id: dice.choice(ORDER) for id in rulebook.leaves if dice.random() < 0.4}
        table = {id: [dice.choice(ORDER) for _ in range(25)] for id in rulebook.leaves if id not in same}
        leaves: dict[str, Value] = {**same, **{id: Literal(id) for id in table}}
        plan = Plan(rulebook)
        found = plan.conclude(goals, leaves)
        answers = {Answer(id, "any"): (found.values[id], found.reason(id)) for id in goals}
        columns = {id: [BOOLEANS[each] for each in values] for id, values in table.items()} | {
            "row": [*range(25)]
        }
        frame = pl.DataFrame(columns, schema_overrides=dict.fromkeys(table, pl.Boolean()))
        answered = as_given(frame, add_answers(nw.from_native(frame), plan, answers, ["row"]), ())
        for row in range(25):
            values = by_definition(case, {**same, **{id: values[row] for id, values in table.items()}})
            for answer in answers:
                concluded += 1
                status, because = answered[answer.status][row], None
                if values[answer.provision] is not Truth.TRUE:
                    because = first_deciding(rulebook, values, answer.provision)
                assert status == values[answer.provision].status, str(case)
                assert answered[answer.because][row] == because, str(case)
    count(f"random rulebooks: {books}, conclusions: {concluded}")


@pytest.mark.parametrize("cases", CASES)
@pytest.mark.parametrize("interpretation", ["icj", "council-2022", "frontline"])
def test_rows_come_to_what_durable_rules_infers(
    assessor: Assessor, interpretation: str, cases: int, count: Callable[[str], None]
) -> None:
    dice = random.Random(interpretation)
    rulebook = assessor.rulebook("cst")
    text = dice.choice([None, "cst-1992", "cst-2010"])
    readings = {"unknowns": dice.choice(["open", "against-invoker"])}
    table = rows(dice, cases, assessor.library.vocabulary.facts)
    answered = casus.screen(
        pl.DataFrame(table, schema=dict.fromkeys(table, pl.String())),
        provisions=rulebook.rules,
        interpretations=interpretation,
        text=text,
        readings=readings,
        assessor=assessor,
    )
    for row in answered.iter_rows(named=True):
        question = asked(assessor, row, interpretation, text)
        found = assessor.assess(casus.Question(**{**vars(question), "readings": readings}))
        values = {id: finding.status for id, finding in found.findings.items()} | dict(found.values)
        for rule in rulebook.rules:
            met = found[rule] is Truth.TRUE
            assert row[f"{rule}@{interpretation}"] == found[rule].status, row
            because = None if met else first_deciding(rulebook, values, rule)
            assert row[f"{rule}@{interpretation}.because"] == because, row
    count(f"rows: {cases}, rules each: {len(rulebook.rules)}")


@pytest.mark.parametrize("rule", ["cst.art2.2", "peacekeeping.art3", "charter.art5", "cst.request"])
@pytest.mark.parametrize("text", ["cst-1992", "cst-2010"])
def test_a_sweep_goes_through_all_that_the_labels_count(assessor: Assessor, rule: str, text: str) -> None:
    swept = sweep(assessor, rule, text=text)
    table = swept.table().collect()
    facts = table.select(swept.triggers["icj"].facts)
    assert facts.unique().height == facts.height == swept.possible
    for answer in swept.answers:
        trigger = Trigger(assessor, rule, interpretation=answer.interpretation, text=text)
        assert trigger.possible == swept.possible
        assert (table[answer.status] == "met").sum() == trigger.met
        assert (table[answer.status] == "undetermined").sum() == 0


@pytest.mark.endurance
def test_a_sweep_of_article_4_meets_as_often_as_the_labels_count(assessor: Assessor) -> None:
    """Slow (thirteen million rows), and worth it: two readers, one of which never lists what it counts."""
    swept = sweep(assessor, "cst.art4.2")
    met = [(pl.col(each.status) == "met").sum() for each in swept.answers]
    found = swept.table().select(pl.len(), *met).collect(engine="streaming").row(0)
    assert found[0] == swept.possible
    assert list(found[1:]) == [swept.triggers[each.interpretation].met for each in swept.answers]


def test_a_sample_is_part_of_the_whole_and_the_same_every_time(assessor: Assessor) -> None:
    whole = sweep(assessor, "cst.request", interpretations=["icj"]).table().collect()
    some = sweep(assessor, "cst.request", interpretations=["icj"], sample=20)
    sample = some.table().collect()
    assert sample.height == 20
    assert sample.join(whole, on=whole.columns, how="semi", nulls_equal=True).height == 20
    assert sample.equals(some.table().collect())
    assert not sample.equals(
        sweep(assessor, "cst.request", interpretations=["icj"], sample=20, seed=2).table().collect()
    )
    assert sweep(assessor, "cst.request", interpretations=["icj"], sample=500).table().collect().equals(whole)


def test_an_empty_cell_is_silence_and_unknown_is_said(assessor: Assessor) -> None:
    """A presumption fills silence alone: of the first use of force, say, which would bar Article 4."""
    said: dict[str, Any] = {
        "victim.used_force_first": ["", None, "unknown", "false", "true"],
        **{fact: ["true"] * 5 for fact in ("force.used", "force.grave", "place.sovereign", "author.state")},
        "menace.security": [1] * 5,
    }
    answered = casus.screen(
        pl.DataFrame(said),
        provisions="cst.art4.1",
        interpretations="icj",
        on=A_DAY,
        state="KAZ",
        assessor=assessor,
    )
    statuses = answered["cst.art4.1@icj"].to_list()
    assert statuses == ["met", "met", "undetermined", "met", "not_met"]
    assert answered.columns[: len(said)] == list(said)
