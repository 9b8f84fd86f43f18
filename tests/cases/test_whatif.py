"""What if: settings and what follows from them, smallest changes and their order, what every one of them touches."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

import casus_foederis as casus
from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.levers import Change, LeverKind, levers_of
from casus_foederis.changes.whatif import Goal, SmallestChanges, alter, what_if
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from conftest import PLAIN_ATTACK, a_scenario

MET = Goal("cst.art4.2", Truth.TRUE)


def ask_of(assessor: Assessor, facts: dict[str, Any], **fields: Any) -> Question:
    """Put the question of Article 4(2) to a hypothetical with these facts."""
    bundle = fields.pop("interpretation", "icj")
    return assessor.question(a_scenario(facts, **fields), interpretation=bundle)


def listed(found: SmallestChanges) -> list[set[tuple[str, str]]]:
    return [{(each.id, each.to) for each in changes} for changes in found]


def test_one_fact_is_missing(assessor: Assessor) -> None:
    facts = PLAIN_ATTACK | {"request.for_assistance": False}
    found = SmallestChanges(assessor, ask_of(assessor, facts), MET, [LeverKind.FACT])
    assert listed(found) == [{("request.for_assistance", "true")}]
    (change,) = next(iter(found))
    assert change.to_dict() == {
        "lever": "fact",
        "id": "request.for_assistance",
        "from": "false",
        "to": "true",
    }


def test_what_is_so_already_takes_nothing(assessor: Assessor) -> None:
    found = SmallestChanges(assessor, ask_of(assessor, PLAIN_ATTACK), MET)
    assert (found.count, listed(found), found.parts) == (1, [set()], ())


def test_what_nothing_brings_about_has_no_sets(assessor: Assessor) -> None:
    question = ask_of(assessor, {"force.used": False})
    found = SmallestChanges(assessor, question, MET, [LeverKind.STATUS])
    assert (found.count, listed(found), found.parts) == (0, [], ())


def test_a_fact_comes_with_what_it_needs_and_not_without(assessor: Assessor) -> None:
    facts = {id: value for id, value in PLAIN_ATTACK.items() if not id.startswith("request.")}
    question = ask_of(assessor, facts | {"request.made": False})
    (only,) = listed(SmallestChanges(assessor, question, MET, [LeverKind.FACT]))
    assert ("request.made", "true") in only
    # The request is presumed to stand once it is made: that is no change.
    assert not [id for id, _ in only if id == "request.standing"]


def test_what_follows_by_a_need_is_no_change(assessor: Assessor) -> None:
    question = ask_of(assessor, PLAIN_ATTACK)
    lost = SmallestChanges(assessor, question, Goal("cst.request", Truth.FALSE), [LeverKind.FACT])
    assert {("request.made", "false")} in listed(lost)
    assert all(len(each) == 1 for each in listed(lost))


def test_readings_words_and_standings_are_levers_too(assessor: Assessor, library: Library) -> None:
    scenario = library.scenario("kazakhstan-2022")
    narrow = assessor.question(scenario, interpretation="icj")
    assert {("author", "organised-abroad")} in listed(SmallestChanges(assessor, narrow, MET))
    old = assessor.question(scenario, interpretation="council-2022", text="cst-1992")
    assert {("cst", "cst-2010")} in listed(SmallestChanges(assessor, old, MET))
    outside = ask_of(assessor, PLAIN_ATTACK, state="Moldova")
    assert listed(SmallestChanges(assessor, outside, MET)) == [{("party.cst", "party")}]


def test_before_the_treaty_words_and_standing_are_both_lacking(assessor: Assessor) -> None:
    question = ask_of(assessor, PLAIN_ATTACK, date="1993-06-01")
    found = listed(SmallestChanges(assessor, question, MET, [LeverKind.TEXT, LeverKind.STATUS]))
    assert found == [
        {("cst", "cst-1992"), ("party.cst", "party")},
        {("cst", "cst-2010"), ("party.cst", "party")},
    ]


def test_only_an_opponent_that_is_named_can_be_a_party(assessor: Assessor) -> None:
    alone = levers_of(assessor, ask_of(assessor, PLAIN_ATTACK))
    named = levers_of(assessor, ask_of(assessor, PLAIN_ATTACK, opponents=["AFG"]))
    assert "status.opponent_party.cst" not in alone
    assert named["status.opponent_party.cst"].places == ("not_party", "party")


def test_nothing_is_moved_to_unknown(assessor: Assessor, library: Library) -> None:
    for scenario in library.scenarios.values():
        for lever in levers_of(assessor, assessor.question(scenario)).values():
            assert not {"unknown", "contested", "none"} & set(lever.places[1:])


def test_nearest_first(assessor: Assessor, library: Library) -> None:
    """Few changes before many; what is open or in dispute before what is settled; near readings before wide ones."""
    question = assessor.question(library.scenario("kazakhstan-2022"), interpretation="icj")
    order = list(library.interpretations.terms["author"].readings)

    def far(changes: tuple[Change, ...]) -> tuple[int, int, int]:
        steps = sum(
            order.index(each.to) - order.index(each.before) for each in changes if each.id == "author"
        )
        return len(changes), sum(each.settled for each in changes), steps

    found = [far(changes) for changes in SmallestChanges(assessor, question, MET)]
    assert all(one <= two for one, two in pairwise(found))
    assert {size for size, _, _ in found} == {1, 2, 3}
    assert {settled for size, settled, _ in found if size == 1} == {0, 1}


def test_pages_follow_one_another(assessor: Assessor, library: Library) -> None:
    question = assessor.question(library.scenario("belarus-2020"), framing="opposition")
    found = SmallestChanges(assessor, question, MET)
    every = list(found)
    assert len(every) == found.count > 1_000
    paged = [changes for number in range(1, 5) for changes in found.page(number, 400)]
    assert paged == every[:1600]
    assert found.page(100, 400) == []


def test_what_every_set_changes(assessor: Assessor, library: Library) -> None:
    """Under the words of 1992, whatever the readings, a State has to be named."""
    question = assessor.question(library.scenario("kazakhstan-2022"), text="cst-1992")
    found = SmallestChanges(assessor, question, MET, [LeverKind.FACT, LeverKind.READING])
    (part,) = found.parts
    assert (part.kind, part.id) == (LeverKind.FACT, "author")
    assert part.asks == {
        ("author.state", "true"),
        ("author.sent_by_state", "true"),
        ("author.state_involved", "true"),
    }


def test_single_changes_that_all_have_stand_for_themselves(assessor: Assessor) -> None:
    facts = PLAIN_ATTACK | {"force.grave": False, "author.state": False}
    found = SmallestChanges(assessor, ask_of(assessor, facts), MET, [LeverKind.FACT])
    assert [part.asks for part in found.parts] == [
        {("force.grave", "true")},
        {("author.state", "true"), ("author.sent_by_state", "true")},
    ]


def test_a_setting_and_what_follows(assessor: Assessor) -> None:
    found = alter(assessor, ask_of(assessor, PLAIN_ATTACK), {"request.made": "false"})
    differences = found.differences(found.before.findings)
    assert differences["cst.art4.2"] == (Truth.TRUE, Truth.FALSE)
    assert differences["request.express"] == (Truth.TRUE, Truth.FALSE)
    assert "cst.art4.1" not in differences
    assert found.idle == ()


def test_a_setting_without_what_it_needs_is_idle(assessor: Assessor) -> None:
    question = ask_of(assessor, {"request.made": False})
    found = alter(assessor, question, {"request.express": "true"})
    assert [each.id for each in found.idle] == ["request.express"]
    assert not found.differences(found.before.findings)


def test_a_setting_that_stands_already_and_does_not_hold_is_idle(assessor: Assessor) -> None:
    settings = {"request.made": "false", "request.express": "true"}
    found = alter(assessor, ask_of(assessor, PLAIN_ATTACK), settings)
    assert [each.id for each in found.changes] == ["request.made"]
    assert [each.id for each in found.idle] == ["request.express"]


def test_a_contested_standing_is_not_settled(assessor: Assessor, library: Library) -> None:
    uzbekistan = library.scenario("uzbekistan-day-by-day")
    day = next(day for day in (uzbekistan.date, *uzbekistan.also_on) if str(day) == "2012-06-28")
    levers = levers_of(assessor, assessor.question(uzbekistan, on=day))
    assert (levers["status.party.cst"].found, levers["status.party.cst"].settled) == ("contested", False)
    assert levers["text.cst"].settled


def test_everything_can_be_set_also_to_unknown(assessor: Assessor) -> None:
    question = ask_of(assessor, PLAIN_ATTACK)
    settings = {"author.state": "unknown", "author": "state", "cst": "cst-1992", "party.cst": "not_party"}
    found = alter(assessor, question, settings)
    assert {each.lever.value for each in found.changes} == {"fact", "reading", "text", "status"}
    assert (found.after.text, found.after.readings["author"]) == ("cst-1992", "state")
    assert found.after["party.cst"] is Truth.FALSE
    assert found.after["author.state"] is Truth.UNKNOWN


def test_a_setting_to_where_it_stands_changes_nothing(assessor: Assessor) -> None:
    assert alter(assessor, ask_of(assessor, PLAIN_ATTACK), {"author.state": "true"}).changes == ()


def test_every_set_can_be_set_and_reaches_the_goal(assessor: Assessor, library: Library) -> None:
    """What the search lists can be typed as settings, and comes out as it says."""
    for name in ("kazakhstan-2022", "armenia-2020", "kyrgyzstan-2010-june", "artsvashen-1992"):
        question = assessor.question(library.scenario(name))
        for status in (Truth.TRUE, Truth.FALSE):
            for changes in SmallestChanges(assessor, question, Goal("cst.art4.1", status)).page(1, 40):
                settings = {each.id: each.to for each in changes}
                after = alter(assessor, question, settings).after if settings else assessor.assess(question)
                assert after["cst.art4.1"] is status


def test_goal_and_defeat(assessor: Assessor, library: Library) -> None:
    question = assessor.question(library.scenario("kazakhstan-2022"))
    found = what_if(assessor, question)
    assert found.reach is not None
    assert found.defeat is not None
    assert (found.reach.goal.status, found.defeat.goal.status) == (Truth.TRUE, Truth.FALSE)
    assert found.altered is None
    open_goal = what_if(assessor, question, Goal("cst.art4.2", Truth.UNKNOWN))
    assert (open_goal.defeat, open_goal.loosen, found.loosen) == (None, None, None)
    met = what_if(
        assessor, assessor.question(library.scenario("kazakhstan-2022"), interpretation="council-2022")
    )
    assert met.loosen is not None
    assert {("author.organised_abroad", "false")} in listed(met.loosen)
    only_set = what_if(assessor, question, settings={"force.used": "false"})
    assert (only_set.reach, only_set.defeat) == (None, None)


def test_a_search_starts_from_what_is_set(assessor: Assessor, library: Library) -> None:
    question = assessor.question(library.scenario("kazakhstan-2022"), interpretation="council-2022")
    found = what_if(assessor, question, MET, {"author.organised_abroad": "false"}, [LeverKind.FACT])
    assert found.reach is not None
    assert {("author.organised_abroad", "true")} in listed(found.reach)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"goal": "cst.art9=met"}, "no provision or condition 'cst.art9'"),
        ({"goal": "cst.art4.2"}, "not a goal"),
        ({"goal": "cst.art4.2=true"}, "not a goal"),
        ({"settings": {"request.mad": "true"}}, "Did you mean 'request.made'"),
        ({"settings": {"request.made": "yes"}}, "cannot be set to 'yes'"),
        ({"settings": {"author": "nobody"}}, "cannot be set to 'nobody'"),
        ({"framing": "nobody"}, "no framing 'nobody'"),
        ({"only": ["facts"]}, "Did you mean 'fact'"),
        ({"interpretation": ""}, "no interpretation"),
    ],
)
def test_what_cannot_be_asked_is_told(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(casus.UsageError, match=said):
        casus.what_if("kazakhstan-2022", **wrong)


def test_from_python_answers_may_be_truth_values_and_an_account_may_be_named() -> None:
    found = casus.what_if("kazakhstan-2022:council", settings={"force.grave": True}, only="fact")
    assert found.now.framing == "council"
    assert found.altered is not None
    assert found.altered.after["force.grave"] is Truth.TRUE


@pytest.mark.parametrize(("number", "most"), [(0, 10), (-1, 10), (1, 0)])
def test_pages_begin_with_one(number: int, most: int) -> None:
    with pytest.raises(casus.UsageError, match="from 1 to"):
        casus.what_if("kazakhstan-2022").to_dict(number, most)
