"""One fact, one difference: the conditions of Article 4 and its neighbours, each alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casus_foederis.logic import Truth
from conftest import PLAIN_ATTACK, Ask

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
NEW, OLD = date(2022, 1, 6), date(2010, 6, 12)


def test_a_plain_attack_triggers_article_4_everywhere_but_where_all_goods_are_asked_for(ask: Ask) -> None:
    for interpretation in (
        "icj",
        "border-attack",
        "involvement",
        "infiltration",
        "frontline",
        "council-2022",
    ):
        assert ask(PLAIN_ATTACK, interpretation=interpretation)["cst.art4.2"] is T
    assert ask(PLAIN_ATTACK, interpretation="literal-2010")["cst.art4.2"] is U


@pytest.mark.parametrize(
    ("change", "condition"),
    [
        ({"force.used": False}, "cst.armed_attack"),
        ({"force.grave": False, "force.series_grave": True}, "cst.armed_attack"),
        (
            {"place.sovereign": False, "place.disputed": True, "place.forces_abroad": False},
            "cst.armed_attack",
        ),
        ({"author.state": False, "author.sent_by_state": False}, "cst.author"),
        ({"victim.used_force_first": True}, "cst.aggression"),
        ({"request.made": False}, "cst.request"),
        ({"request.express": False}, "cst.request"),
        ({"request.for_assistance": False}, "cst.request"),
        ({"request.by_government": False}, "cst.request"),
        ({"request.standing": False}, "cst.request"),
        ({"victim.declared_attacked": False}, "cst.declaration"),
    ],
)
def test_each_condition_can_fail_alone(ask: Ask, change: dict[str, Any], condition: str) -> None:
    found = ask(PLAIN_ATTACK | change)
    assert found[condition] is F
    assert found["cst.art4.2"] is F


@pytest.mark.parametrize(
    ("facts", "term", "narrow", "wide"),
    [
        ({"force.grave": False, "force.series_grave": True}, "gravity", "armed-attack", "accumulated"),
        ({"force.grave": False}, "gravity", "accumulated", "any-force"),
        ({"place.sovereign": False, "place.disputed": True}, "place", "undisputed", "disputed-too"),
        ({"place.sovereign": False, "place.forces_abroad": True}, "forces", "excluded", "covered"),
        ({"author.state": False, "author.sent_by_state": True}, "author", "state", "state-sent"),
        ({"author.state": False, "author.state_involved": True}, "author", "state-sent", "state-involved"),
        (
            {
                "author.state": False,
                "author.organised_abroad": True,
                "author.from_abroad": True,
                "author.seeks_power": True,
            },
            "author",
            "state-involved",
            "infiltration",
        ),
        (
            {"author.state": False, "author.organised_abroad": True, "author.from_abroad": True},
            "author",
            "infiltration",
            "from-abroad",
        ),
        (
            {"author.state": False, "author.organised_abroad": True},
            "author",
            "from-abroad",
            "organised-abroad",
        ),
        ({"author.state": False}, "author", "organised-abroad", "anyone"),
        ({"request.express": False}, "request", "express", "implied"),
        ({"request.to_organisation": False}, "channel", "organisation", "anyone"),
        (
            {"request.in_control": False},
            "government",
            "recognised-and-effective",
            "recognised",
        ),
        ({"victim.used_force_first": True}, "first-use", "bars", "ignored"),
    ],
)
def test_each_reading_decides_alone(
    ask: Ask, facts: dict[str, Any], term: str, narrow: str, wide: str
) -> None:
    case = PLAIN_ATTACK | facts
    assert ask(case, **{term: narrow})["cst.art4.2"] is not T
    assert ask(case, **{term: wide})["cst.art4.2"] is T


def test_an_attack_by_another_party(ask: Ask) -> None:
    asked = {"facts": PLAIN_ATTACK, "state": "KGZ", "opponents": ("TJK",)}
    assert ask(**asked, allies="covered")["cst.art4.2"] is T
    assert ask(**asked, allies="excluded")["cst.art4.2"] is F
    assert ask(PLAIN_ATTACK, state="KGZ", opponents=("AFG",), allies="excluded")["cst.art4.2"] is T


def test_the_request_is_asked_for_by_the_new_words_or_by_custom(ask: Ask) -> None:
    silent = PLAIN_ATTACK | {"request.made": False}
    for day, custom, expected in [
        (OLD, "text-only", T),
        (OLD, "customary", F),
        (NEW, "text-only", F),
        (NEW, "customary", F),
    ]:
        assert ask(silent, on=day, custom=custom)["cst.art4.2"] is expected


def test_the_declaration_is_asked_for_by_custom_alone(ask: Ask) -> None:
    silent = PLAIN_ATTACK | {"victim.declared_attacked": False}
    assert ask(silent, custom="text-only")["cst.art4.2"] is T
    assert ask(silent, custom="customary")["cst.art4.2"] is F


def test_stability_counts_for_consultations_under_the_new_words_only(ask: Ask) -> None:
    shaken = {
        "menace.stability": True,
        "menace.security": False,
        "menace.territorial_integrity": False,
        "menace.sovereignty": False,
        "menace.international_peace": False,
        "force.threatened": False,
    }
    assert ask(shaken, on=NEW)["cst.art2.2"] is T
    assert ask(shaken, on=OLD)["cst.art2.2"] is F


def test_forces_may_be_used_for_a_threat_under_the_new_words_only(ask: Ask) -> None:
    threat = {id: value for id, value in PLAIN_ATTACK.items() if id.startswith(("request.", "menace."))}
    threat |= {"force.used": False, "decision.taken": True, "decision.consensus": True}
    assert ask(threat, on=NEW)["cst.art6.1"] is T
    assert ask(threat, on=OLD)["cst.art6.1"] is F
    assert ask(threat | {"decision.consensus": False}, on=NEW)["cst.art6.1"] is F


def test_consensus_is_asked_for_since_the_charter(ask: Ask) -> None:
    decided = PLAIN_ATTACK | {"decision.taken": True, "decision.consensus": False}
    assert ask(decided, on=date(2003, 9, 17))["cst.art6.1"] is T
    assert ask(decided, on=date(2003, 9, 18))["cst.art6.1"] is F


def test_the_peacekeeping_road_needs_no_attack(ask: Ask) -> None:
    asked = {id: value for id, value in PLAIN_ATTACK.items() if id.startswith("request.")}
    asked |= {"force.used": False, "decision.taken": True, "decision.consensus": True}
    assert ask(asked)["peacekeeping.art3"] is T
    assert ask(asked, on=date(2009, 1, 14))["peacekeeping.art3"] is F
    assert ask(asked | {"request.to_organisation": False})["peacekeeping.art3"] is F


def test_the_caution_against_interference(ask: Ask) -> None:
    inside = dict.fromkeys(
        ("author.state", "author.sent_by_state", "author.state_involved", "author.organised_abroad"), False
    )
    assert ask(inside | {"request.made": False})["charter.art5"] is T
    assert ask(inside | {"request.made": True, "request.by_government": True})["charter.art5"] is F
    assert ask(inside | {"author.organised_abroad": True, "request.made": False})["charter.art5"] is F
    assert ask(inside | {"request.made": False}, on=date(2003, 9, 17))["charter.art5"] is F
