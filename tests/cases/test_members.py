"""Who was bound, and when: every turn in the membership of the treaty, a day before and a day after."""

from __future__ import annotations

import datetime

import pytest

from casus_foederis.files.library import Library
from casus_foederis.members import membership, memberships
from casus_foederis.model.treaty import Standing

PARTY, NOT_PARTY, CONTESTED = Standing.PARTY, Standing.NOT_PARTY, Standing.CONTESTED


@pytest.mark.parametrize(
    ("state", "on", "standing", "because"),
    [
        ("Armenia", "1992-05-14", NOT_PARTY, "No instrument bound it"),
        ("Armenia", "1992-05-15", NOT_PARTY, "had signed"),
        ("Armenia", "1992-08-10", NOT_PARTY, "not yet in force"),
        ("Azerbaijan", "1993-09-23", NOT_PARTY, "No instrument bound it"),
        ("Azerbaijan", "1993-09-24", NOT_PARTY, "had signed"),
        ("Russia", "1994-04-19", NOT_PARTY, "not yet in force"),
        ("Russia", "1994-04-20", PARTY, "first term"),
        ("Georgia", "1999-04-20", PARTY, "first term"),
        ("Georgia", "1999-04-21", NOT_PARTY, "lapsed"),
        ("Azerbaijan", "2020-10-07", NOT_PARTY, "lapsed"),
        ("Kazakhstan", "1999-04-21", CONTESTED, "entered into force only on 22 March 2000"),
        ("Kazakhstan", "2000-03-21", CONTESTED, "entered into force only on 22 March 2000"),
        ("Kazakhstan", "2000-03-22", PARTY, "renews it every five years"),
        ("Uzbekistan", "2005-05-13", NOT_PARTY, "lapsed"),
        ("Uzbekistan", "2006-06-22", NOT_PARTY, "lapsed"),
        ("Uzbekistan", "2006-06-23", CONTESTED, "return was announced at Minsk"),
        ("Uzbekistan", "2006-08-16", PARTY, "had returned"),
        ("Uzbekistan", "2012-06-27", PARTY, "had returned"),
        ("Uzbekistan", "2012-06-28", CONTESTED, "suspended its membership"),
        ("Uzbekistan", "2012-12-18", CONTESTED, "suspended its membership"),
        ("Uzbekistan", "2012-12-19", NOT_PARTY, "accepted the suspension"),
        ("Armenia", "2024-02-21", PARTY, "renews it every five years"),
        ("Armenia", "2024-02-22", PARTY, "frozen"),
        ("Armenia", "2026-01-01", PARTY, "no notice of withdrawal"),
        ("Ukraine", "2022-01-06", NOT_PARTY, "never been a party"),
    ],
)
def test_on_a_day(library: Library, state: str, on: str, standing: Standing, because: str) -> None:
    position = membership(library, "cst", state, datetime.date.fromisoformat(on)).position
    assert position is not None
    assert position.status is standing
    assert because in position.reason


def test_every_spell_has_a_source(library: Library) -> None:
    for each in memberships(library, "cst"):
        assert each.spells
        for spell in each.spells:
            assert spell.source
            assert spell.reason.endswith(".")


def test_spells_leave_no_day_out_once_a_state_has_signed(library: Library) -> None:
    for each in memberships(library, "cst"):
        for one, two in zip(each.spells, each.spells[1:], strict=False):
            assert one.until is not None
            assert two.since == one.until + datetime.timedelta(days=1)
        assert each.spells[-1].until is None


def test_contested_dates_stand_beside_those_that_are_used(library: Library) -> None:
    georgia = membership(library, "cst", "GEO", datetime.date(1993, 10, 1)).to_dict()
    (contested,) = georgia["contested"]
    assert (contested["of"], contested["date"]) == ("since", "1993-12-09")
    assert contested["source"]
    uzbekistan = membership(library, "cst", "UZB").to_dict()
    dates = [each["date"] for spell in uzbekistan["spells"] for each in spell["contested"]]
    assert dates == ["2006-06-23", "2008-03-28", "2012-12-18"]


def test_the_instruments_around_the_treaty(library: Library) -> None:
    found = membership(library, "cst", "Kazakhstan", datetime.date(2005, 1, 1)).to_dict()
    assert found["status"] == "party"
    assert {id: each["status"] for id, each in found["instruments"].items()} == {
        "charter": "party",
        "peacekeeping": "not_party",
        "forces": "not_party",
    }
