"""What is taken as given: facts by day, presumptions, look-ups by date, readings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casus_foederis.files.library import Library
from casus_foederis.given import Origin, given_facts
from casus_foederis.logic import Truth
from conftest import PLAIN_ATTACK, Ask, a_scenario

JANUARY = date(2022, 1, 6)


def given(library: Library, facts: dict[str, Any], day: date = JANUARY) -> dict[str, Any]:
    return given_facts(a_scenario(facts).record, library.vocabulary, day)


def test_silence_is_unknown(library: Library) -> None:
    found = given(library, {})["force.used"]
    assert (found.value, found.origin) == (Truth.UNKNOWN, Origin.FACT)


def test_a_presumption_fills_silence_and_is_shown_as_such(library: Library) -> None:
    found = given(library, {})["victim.used_force_first"]
    assert (found.value, found.origin) == (Truth.FALSE, Origin.PRESUMPTION)


def test_a_stated_unknown_suppresses_the_presumption(library: Library) -> None:
    found = given(library, {"victim.used_force_first": "unknown"})["victim.used_force_first"]
    assert (found.value, found.origin) == (Truth.UNKNOWN, Origin.FACT)


def test_both_ends_of_a_window_belong_to_it(library: Library) -> None:
    facts = {"force.used": {"value": True, "since": "2022-01-05", "until": "2022-01-07"}}
    values = {day: given(library, facts, date(2022, 1, day))["force.used"].value for day in range(4, 9)}
    assert [values[day] for day in range(4, 9)] == [
        Truth.UNKNOWN,
        Truth.TRUE,
        Truth.TRUE,
        Truth.TRUE,
        Truth.UNKNOWN,
    ]


def test_a_dated_statement_takes_the_fact_out_of_the_presumptions_hands(library: Library) -> None:
    facts = {"request.standing": {"value": True, "until": "2022-01-05"}}
    found = given(library, facts)["request.standing"]
    assert (found.value, found.origin) == (Truth.UNKNOWN, Origin.FACT)


def test_answers_that_change_with_time(library: Library) -> None:
    facts = {
        "request.standing": [
            {"value": True, "until": "2022-01-05"},
            {"value": False, "since": "2022-01-06"},
        ]
    }
    assert given(library, facts, date(2022, 1, 5))["request.standing"].value is Truth.TRUE
    assert given(library, facts)["request.standing"].value is Truth.FALSE


def test_a_framing_lies_on_top_of_the_record() -> None:
    scenario = a_scenario(
        {"force.used": True, "force.grave": True},
        framings={"denial": {"holder": "x", "facts": {"force.used": False}}},
    )
    facts = scenario.facts_of(scenario.framings["denial"])
    assert facts["force.used"][0].value is Truth.FALSE
    assert facts["force.grave"][0].value is Truth.TRUE


def test_an_account_is_asked_of_from_the_day_on_which_it_was_given() -> None:
    framings = {
        "early": {"holder": "x", "said": "2022-01-02"},
        "late": {"holder": "x", "said": "2022-01-07"},
        "too-late": {"holder": "x", "said": "2022-02-01"},
        "undated": {"holder": "x"},
    }
    scenario = a_scenario({}, also_on=["2022-01-10"], framings=framings)
    days = {id: scenario.days_of(framing) for id, framing in scenario.framings.items()}
    both = (date(2022, 1, 6), date(2022, 1, 10))
    assert days == {"early": both, "undated": both, "late": both[1:], "too-late": (date(2022, 2, 1),)}


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("KAZ", "1994-04-19", Truth.FALSE),
        ("KAZ", "1994-04-20", Truth.TRUE),
        ("AZE", "1999-04-20", Truth.TRUE),
        ("AZE", "1999-04-21", Truth.FALSE),
        ("KAZ", "1999-04-21", Truth.UNKNOWN),
        ("KAZ", "2000-03-21", Truth.UNKNOWN),
        ("KAZ", "2000-03-22", Truth.TRUE),
        ("UZB", "2006-06-22", Truth.FALSE),
        ("UZB", "2006-06-23", Truth.UNKNOWN),
        ("UZB", "2006-08-16", Truth.TRUE),
        ("UZB", "2012-06-28", Truth.UNKNOWN),
        ("UZB", "2012-12-19", Truth.FALSE),
        ("ARM", "2024-03-01", Truth.TRUE),
        ("MDA", "1995-01-01", Truth.FALSE),
    ],
)
def test_who_is_bound_on_which_day(ask: Ask, state: str, day: str, expected: Truth) -> None:
    assert ask(state=state, on=date.fromisoformat(day))["cst.bound"] is expected


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("1994-04-19", "none"),
        ("1994-04-20", "cst-1992"),
        ("2012-12-18", "cst-1992"),
        ("2012-12-19", "cst-2010"),
    ],
)
def test_which_words_are_in_force(ask: Ask, day: str, text: str) -> None:
    assert ask(on=date.fromisoformat(day)).text == text


def test_words_that_are_asked_for_replace_those_in_force(ask: Ask) -> None:
    found = ask(text="cst-1992")
    assert found.text == "cst-1992"
    assert found["text.cst-2010"] is Truth.FALSE
    assert found["text.charter-2002"] is Truth.TRUE


def test_an_opponent_that_is_a_party(ask: Ask) -> None:
    for opponents, day, expected in [
        ((), date(2021, 4, 28), Truth.FALSE),
        (("TJK",), date(2021, 4, 28), Truth.TRUE),
        (("AFG",), date(2021, 4, 28), Truth.FALSE),
        (("AFG", "UZB"), date(2012, 7, 1), Truth.UNKNOWN),
        (("TJK", "UZB"), date(2012, 7, 1), Truth.TRUE),
    ]:
        assert ask(state="KGZ", opponents=opponents, on=day)["opponent_party.cst"] is expected


def test_a_reading_admits_what_the_narrower_ones_do(ask: Ask) -> None:
    found = ask(author="from-abroad")
    assert found["reading.author.infiltration"] is Truth.TRUE
    assert found["reading.author.from-abroad"] is Truth.TRUE
    assert found["reading.author.organised-abroad"] is Truth.FALSE
    assert found.bases["author"] == "chosen"


def test_falsity_travels_along_needs(ask: Ask) -> None:
    found = ask(PLAIN_ATTACK | {"request.made": False})
    assert found["request.express"] is Truth.FALSE
    assert found.findings["request.express"].because == ("request.made",)
    assert found.findings["request.express"].origin == "rule"
    assert found.findings["request.standing"].status is Truth.FALSE


def test_an_unknown_need_leaves_nothing_better_than_unknown(ask: Ask) -> None:
    facts = {id: value for id, value in PLAIN_ATTACK.items() if id != "request.made"}
    assert ask(facts)["request.express"] is Truth.UNKNOWN
