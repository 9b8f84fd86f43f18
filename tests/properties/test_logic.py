"""Properties of the answers, whatever the case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casus_foederis.assessor import Assessor, Question
from casus_foederis.files.library import load
from casus_foederis.logic import Truth
from conftest import A_DAY, a_scenario

LIBRARY = load()
ASSESSOR = Assessor(LIBRARY)
FACTS = list(LIBRARY.vocabulary.facts)
TERMS = LIBRARY.interpretations.terms

facts = st.dictionaries(st.sampled_from(FACTS), st.sampled_from([True, False, "unknown"]))
bundles = st.sampled_from(list(LIBRARY.interpretations.interpretations))
texts = st.sampled_from([None, "cst-1992", "cst-2010"])
overrides = st.fixed_dictionaries(
    {}, optional={id: st.sampled_from(list(term.readings)) for id, term in TERMS.items()}
)

ordinary = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def statuses(
    case: dict[str, Any], bundle: str, text: str | None, readings: dict[str, str]
) -> dict[str, Truth]:
    question = Question(a_scenario(case), "record", bundle, A_DAY, text, readings)
    found = ASSESSOR.assess(question)
    return {id: found[id] for id in ASSESSOR.rulebook("cst").rules}


@ordinary
@given(facts, bundles, texts, overrides)
def test_the_same_question_has_the_same_answer(
    case: dict[str, Any], bundle: str, text: str | None, readings: dict[str, str]
) -> None:
    question = Question(a_scenario(case), "record", bundle, A_DAY, text, readings)
    assert ASSESSOR.assess(question).to_dict() == ASSESSOR.assess(question).to_dict()


@ordinary
@given(facts, bundles, texts, overrides, st.sampled_from(FACTS), st.booleans())
def test_learning_a_fact_never_turns_an_answer_around(  # noqa: PLR0917
    case: dict[str, Any], bundle: str, text: str | None, readings: dict[str, str], fact: str, value: bool
) -> None:
    """What is met or not met on what is known stays so when more is known, if unknowns are left open."""
    readings = readings | {"unknowns": "open"}
    before = statuses(case | {fact: "unknown"}, bundle, text, readings)
    after = statuses(case | {fact: value}, bundle, text, readings)
    for id, status in before.items():
        assert status is Truth.UNKNOWN or after[id] is status


@st.composite
def unknowns_of_the_record(draw: st.DrawFn) -> tuple[Question, dict[str, Truth]]:
    """Draw a question of a bundled case, and other answers to some of what its account states as unknown."""
    scenario = LIBRARY.scenarios[draw(st.sampled_from(list(LIBRARY.scenarios)))]
    framing = draw(st.sampled_from(list(scenario.accounts)))
    day = draw(st.sampled_from(scenario.days_of(scenario.accounts[framing])))
    said = scenario.facts_of(scenario.accounts[framing])
    stated = [
        fact
        for fact, answers in said.items()
        if any(each.covers(day) and each.value is Truth.UNKNOWN for each in answers)
    ]
    learnt = draw(st.dictionaries(st.sampled_from(stated), st.booleans())) if stated else {}
    question = Question(scenario, framing, draw(bundles), day, draw(texts), {"unknowns": "open"})
    return question, {fact: Truth.of(value) for fact, value in learnt.items()}


@settings(ordinary, max_examples=400)
@given(unknowns_of_the_record())
def test_learning_what_the_record_leaves_open_never_turns_an_answer_around(
    asked: tuple[Question, dict[str, Truth]],
) -> None:
    """Of every bundled case: met never becomes not met, nor not met met, when a stated unknown is settled."""
    question, learnt = asked
    before, after = ASSESSOR.assess(question), ASSESSOR.assess(replace(question, leaves=learnt))
    for id in ASSESSOR.rulebook("cst").rules:
        assert before[id] is Truth.UNKNOWN or after[id] is before[id]


@ordinary
@given(facts, bundles, texts, overrides)
def test_the_burden_of_proof_only_closes_what_is_open(
    case: dict[str, Any], bundle: str, text: str | None, readings: dict[str, str]
) -> None:
    left_open = statuses(case, bundle, text, readings | {"unknowns": "open"})
    closed = statuses(case, bundle, text, readings | {"unknowns": "against-invoker"})
    for id in ("cst.art4.1", "cst.art4.2", "cst.art2.2", "cst.art6.1", "peacekeeping.art3", "forces.art2"):
        assert closed[id] is (Truth.TRUE if left_open[id] is Truth.TRUE else Truth.FALSE)


@ordinary
@given(facts, bundles, texts, st.sampled_from([id for id, term in TERMS.items() if term.ordered]), st.data())
def test_a_wider_reading_never_loses_a_case(
    case: dict[str, Any], bundle: str, text: str | None, term: str, data: st.DataObject
) -> None:
    """Along the terms whose readings widen, a case that is met stays met."""
    readings = list(TERMS[term].readings)
    narrow, wide = sorted(data.draw(st.lists(st.integers(0, len(readings) - 1), min_size=2, max_size=2)))
    before = statuses(case, bundle, text, {term: readings[narrow]})
    after = statuses(case, bundle, text, {term: readings[wide]})
    assert before["cst.art4.2"] is not Truth.TRUE or after["cst.art4.2"] is Truth.TRUE


@ordinary
@given(facts, bundles, texts, overrides)
def test_every_firing_names_a_compiled_rule_and_what_it_concluded(
    case: dict[str, Any], bundle: str, text: str | None, readings: dict[str, str]
) -> None:
    question = Question(a_scenario(case), "record", bundle, A_DAY, text, readings)
    found = ASSESSOR.assess(question)
    rules = ASSESSOR.engine("cst").ruleset.rules
    assert [firing.step for firing in found.firings] == list(range(1, len(found.firings) + 1))
    for firing in found.firings:
        rule = rules[firing.compiled]
        assert (firing.rule, firing.node, firing.concluded) == (rule.rule, rule.node, rule.concludes)
        assert firing.matched == tuple(pattern.condition for pattern in rule.patterns)
        assert all(pattern.matches(found[pattern.condition]) for pattern in rule.patterns)
        assert found[firing.node] is firing.concluded
