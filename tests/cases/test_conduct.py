"""Law against practice: every kind of conduct against every answer."""

from __future__ import annotations

from typing import Any

import pytest

from casus_foederis.conduct import agreements
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.practice import Practice

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def compared(library: Library, practice: dict[str, Any], **statuses: Truth) -> dict[str, str]:
    treaty = library.treaty("cst")
    named = {"art4": "cst.art4.2", "art2": "cst.art2.2", "art6": "cst.art6.1", "peace": "peacekeeping.art3"}
    whole = dict.fromkeys(treaty.provisions, F) | {named[id]: status for id, status in statuses.items()}
    found = agreements(treaty, whole, Practice.model_validate(practice))
    return {short: found[id].value for short, id in named.items()}


@pytest.mark.parametrize(
    ("measure", "if_met", "if_not"),
    [
        ("deployed", "in_line", "action_without_duty"),
        ("material_aid", "in_line", "action_without_duty"),
        ("mission", "partial", "in_line"),
        ("offer_declined", "partial", "in_line"),
        ("consultations", "duty_without_action", "in_line"),
        ("statement", "duty_without_action", "in_line"),
        ("refused_by_organ", "duty_without_action", "in_line"),
        ("none", "duty_without_action", "in_line"),
    ],
)
def test_article_4_against_every_measure(library: Library, measure: str, if_met: str, if_not: str) -> None:
    practice = {"measure": measure, "under": "cst"}
    assert compared(library, practice, art4=T, art6=T)["art4"] == if_met
    assert compared(library, practice, art4=F, art6=T)["art4"] == if_not
    assert compared(library, practice, art4=U, art6=T)["art4"] == "undetermined"


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("consultations", "in_line"),
        ("deployed", "in_line"),
        ("mission", "in_line"),
        ("none", "duty_without_action"),
    ],
)
def test_consultations_or_more_honour_article_2(library: Library, measure: str, expected: str) -> None:
    assert compared(library, {"measure": measure, "under": "cst"}, art2=T)["art2"] == expected


def test_what_another_organisation_did_is_not_this_treatys(library: Library) -> None:
    found = compared(library, {"measure": "deployed", "under": "cis"}, art4=T)
    assert found["art4"] == "duty_without_action"
    assert found["art6"] == "in_line"


def test_a_deployment_that_cites_something_else_does_not_answer_article_4(library: Library) -> None:
    practice = {"measure": "deployed", "under": "cst", "basis_cited": ["peacekeeping.art3"]}
    assert compared(library, practice, art4=T, peace=T)["art4"] == "duty_without_action"
    assert compared(library, practice, art4=F, peace=T)["art4"] == "in_line"
    practice["basis_cited"] = ["peacekeeping.art3", "cst.art4.2"]
    assert compared(library, practice, art4=T, peace=T)["art4"] == "in_line"


@pytest.mark.parametrize(
    ("art6", "peace", "expected"),
    [
        (T, F, "in_line"),
        (F, T, "in_line"),
        (F, F, "action_without_power"),
        (F, U, "undetermined"),
        (U, U, "undetermined"),
        (T, U, "in_line"),
    ],
)
def test_one_power_carries_a_deployment(library: Library, art6: Truth, peace: Truth, expected: str) -> None:
    found = compared(library, {"measure": "deployed", "under": "cst"}, art6=art6, peace=peace)
    assert found["art6"] == found["peace"] == expected


def test_a_power_need_not_be_used(library: Library) -> None:
    found = compared(library, {"measure": "none"}, art6=T, peace=T)
    assert found["art6"] == found["peace"] == "in_line"
