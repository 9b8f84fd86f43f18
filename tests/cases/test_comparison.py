"""Comparisons: what carries an answer, how it divides, where it turns on a fact, and what needed none of it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

import casus_foederis as casus
from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.changesets import ChangeSets
from casus_foederis.changes.comparison import Comparison, compare
from casus_foederis.changes.hinges import hinges
from casus_foederis.changes.levers import Asked, Lever, apart, moved
from casus_foederis.changes.study import Study, choose, study
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth

MAIN = "cst.art4.2"


@pytest.fixture(scope="module")
def kazakhstan() -> Study:
    return casus.compare("kazakhstan-2022")


@pytest.fixture(scope="module")
def two_cases() -> Study:
    return casus.compare("kyrgyzstan-2010-june", "kazakhstan-2022")


def of(study: Study, interpretation: str, framing: str) -> Comparison:
    return next(
        each
        for each in study.comparisons
        if (each.theirs.interpretation, each.theirs.framing) == (interpretation, framing)
    )


def ids(sets: ChangeSets) -> list[set[str]]:
    return [{each.id for each in changes} for changes in sets]


def test_the_framing_carries_article_4_under_the_words_of_2010_and_the_reading_of_2022(
    kazakhstan: Study,
) -> None:
    for other in ("council", "russia", "observers", "secretary-general"):
        found = of(kazakhstan, "council-2022", other)
        assert found.ours.text == "cst-2010"
        assert found.ours[MAIN] is Truth.TRUE
        assert found.there is not None
        assert {"author.organised_abroad"} in ids(found.there.ends)
    russia = of(kazakhstan, "council-2022", "russia")
    assert russia.there is not None
    assert ids(russia.there.ends) == [{"author.organised_abroad"}]


def test_carriers_of_every_account_that_is_met_are_found(kazakhstan: Study) -> None:
    """Each is held against all the others, and not only the first."""
    found = {(each.account.interpretation, each.account.framing): set[str]() for each in kazakhstan.carriers}
    for each in kazakhstan.carriers:
        found[each.account.interpretation, each.account.framing].add(each.change.id)
        assert each.after is not Truth.TRUE
        assert each.text == "cst-2010"
    group, gravity = "author.organised_abroad", "force.grave"
    assert found["council-2022", "tokayev"] == found["council-2022", "putin"] == {group, gravity}
    assert found["directed-2001", "tokayev-10-january"] == {group, gravity, "author.from_abroad"}
    assert set(found) == {
        ("council-2022", "tokayev"),
        ("council-2022", "putin"),
        ("council-2022", "tokayev-10-january"),
        ("directed-2001", "tokayev-10-january"),
        ("infiltration", "tokayev-10-january"),
    }


def test_both_the_group_and_the_gravity_have_to_be_told_as_the_president_did(kazakhstan: Study) -> None:
    back = of(kazakhstan, "council-2022", "observers").back
    assert back is not None
    assert ids(back.brings) == [{"author.organised_abroad", "force.grave"}]
    assert set(back.shares.values()) == {Fraction(1, 2)}


def test_under_the_words_of_1992_no_account_that_names_no_state_suffices(kazakhstan: Study) -> None:
    old = [cell for cell in kazakhstan.cells if cell.text == "cst-1992"]
    assert len(old) == 7
    for cell in old:
        assert Truth.TRUE not in cell.statuses(MAIN).values()
        assert {
            ("author.state", "true"),
            ("author.sent_by_state", "true"),
            ("author.state_involved", "true"),
        } in [part.asks for part in cell.lacking]


def test_the_deployment_needed_neither_the_framing_nor_the_reading(kazakhstan: Study) -> None:
    assert kazakhstan.unmoved["cst.art6.1"] is kazakhstan.unmoved["peacekeeping.art3"] is Truth.TRUE
    assert "peacekeeping.art3" in kazakhstan.unmoved_by_words
    assert "cst.art6.1" not in kazakhstan.unmoved_by_words
    assert MAIN not in kazakhstan.unmoved


def test_which_readings_need_the_framing_at_all(kazakhstan: Study) -> None:
    found = {
        each.interpretation: [{change.id for change in changes} for changes in each.together]
        for each in kazakhstan.hinges
        if each.change.id == "author.organised_abroad"
    }
    assert found == {
        "icj": [],
        "border-attack": [],
        "involvement": [],
        "infiltration": [{"author.from_abroad", "author.seeks_power"}],
        "directed-2001": [{"author.from_abroad"}],
        "frontline": [],
        "council-2022": [set()],
        "literal-2010": [],
    }


def test_facts_words_and_reading_did_a_third_each(two_cases: Study) -> None:
    found = {route.ours.interpretation: route for route in two_cases.routes}
    assert {route.theirs.interpretation for route in two_cases.routes} == {"council-2022"}
    for start, route in found.items():
        parts = {"fact", "text"} if start == "council-2022" else {"fact", "text", "reading"}
        assert ids(route.passage.brings) == [parts]
        assert route.passage.shares == dict.fromkeys(parts, Fraction(1, len(parts)))


def test_a_comparison_of_two_cases_names_the_amendment(two_cases: Study) -> None:
    found = of(two_cases, "council-2022", "tokayev")
    assert {"cst.author", "cst.menace", "cst.art4.1", MAIN} & set(found.outcomes)
    assert ("cst", "cst-1992", "cst-2010") in {(each.id, each.before, each.to) for each in found.changes}
    assert found.there is not None
    assert ids(found.there.brings) == [
        {"cst", "force.grave", "author.organised_abroad", "request.to_organisation"}
    ]


def answers(
    assessor: Assessor, question: Question, levers: Mapping[str, Lever], rule: str
) -> Callable[[frozenset[str]], Truth]:
    """Ask the rule engine what comes out when some differences are moved over."""
    known: dict[frozenset[str], Truth] = {}

    def answer(keys: frozenset[str]) -> Truth:
        if keys not in known:
            known[keys] = assessor.assess(moved(question, levers, dict.fromkeys(keys, 1)))[rule]
        return known[keys]

    return answer


def test_shares_are_those_of_all_orders_gone_through_by_the_rule_engine(
    assessor: Assessor, library: Library, count: Callable[[str], None]
) -> None:
    """Six differences have 720 orders, and every one is gone through."""
    dice = random.Random(4)
    accounts = [
        assessor.question(scenario, framing=framing)
        for scenario in library.scenarios.values()
        for framing in scenario.accounts
    ]
    compared = 0
    while compared < 20:
        ours, theirs = dice.sample(accounts, 2)
        rule = dice.choice(["cst.art4.1", "cst.art4.2", "cst.art2.2", "cst.author", "cst.request"])
        found = compare(assessor, Asked(assessor, ours), Asked(assessor, theirs), rule)
        levers = apart(Asked(assessor, ours), Asked(assessor, theirs))
        behind = {each.id for node in assessor.rulebook("cst").cone(rule) for each in node.inputs}
        matter = [key for key, lever in levers.items() if behind & set(lever.choice.options[0])]
        if found.there is None or len(matter) > 6:
            continue
        answer = answers(assessor, ours, levers, rule)
        shares = dict.fromkeys(matter, Fraction(0))
        orders = list(itertools.permutations(matter))
        for order in orders:
            for place, key in enumerate(order):
                before, after = (frozenset(order[:end]) for end in (place, place + 1))
                gain = (answer(after) is found.there.end) - (answer(before) is found.there.end)
                shares[key] += Fraction(gain, len(orders))
        assert {key: share for key, share in shares.items() if share} == found.there.shares
        assert sum(found.there.shares.values()) == 1
        compared += 1
    count(f"comparisons whose shares were counted over all orders: {compared}")


def test_every_carrier_is_one_for_the_rule_engine(
    assessor: Assessor, library: Library, count: Callable[[str], None]
) -> None:
    """Moved over, it ends the answer, or brings the other; each part of it that is coherent does not."""
    checked = 0
    for scenario in library.scenarios.values():
        first, *others = scenario.accounts
        ours = assessor.question(scenario, framing=first, interpretation="council-2022")
        for other in others:
            theirs = assessor.question(scenario, framing=other, interpretation="council-2022")
            found = compare(assessor, Asked(assessor, ours), Asked(assessor, theirs), MAIN)
            if found.there is None:
                continue
            levers = apart(Asked(assessor, ours), Asked(assessor, theirs))
            keys = {lever.change(1).id: key for key, lever in levers.items()}
            answer = answers(assessor, ours, levers, MAIN)
            for changes in found.there.ends:
                assert answer(frozenset(keys[each.id] for each in changes)) is not found.there.start
            for changes in found.there.brings:
                assert answer(frozenset(keys[each.id] for each in changes)) is found.there.end
                for part in itertools.combinations(changes, len(changes) - 1):
                    assert answer(frozenset(keys[each.id] for each in part)) is not found.there.end
                checked += 1
    count(f"sets that bring an answer: {checked}")
    assert checked > 20


def test_moving_everything_over_gives_the_other_answer(assessor: Assessor, library: Library) -> None:
    dice = random.Random(7)
    accounts = [
        assessor.question(scenario, framing=framing, interpretation=dice.choice(["icj", "literal-2010"]))
        for scenario in library.scenarios.values()
        for framing in scenario.accounts
    ]
    for _ in range(150):
        ours, theirs = dice.sample(accounts, 2)
        levers = apart(Asked(assessor, ours), Asked(assessor, theirs))
        asked = assessor.assess(moved(ours, levers, dict.fromkeys(levers, 1)))
        answered = assessor.assess(theirs)
        assert {id: asked[id] for id in assessor.rulebook("cst").rules} == {
            id: answered[id] for id in assessor.rulebook("cst").rules
        }


def test_hinges_are_found_again_by_the_rule_engine(assessor: Assessor, library: Library) -> None:
    question = assessor.question(library.scenario("kazakhstan-2022"), interpretation="directed-2001")
    other = assessor.question(library.scenario("kazakhstan-2022"), framing="observers")
    levers = apart(Asked(assessor, question), Asked(assessor, other))
    facts = [lever for lever in levers.values() if lever.id in ("author.organised_abroad", "force.grave")]
    for hinge in hinges(assessor, question, MAIN, facts):
        key = f"fact.{hinge.change.id}"
        for changes in hinge.together:
            settings = {each.id: Truth(each.to) for each in changes}
            told = assessor.assess(Question(**{**vars(question), "leaves": settings}))
            exchanged = assessor.assess(
                moved(Question(**{**vars(question), "leaves": settings}), levers, {key: 1})
            )
            assert Truth.TRUE in (told[MAIN], exchanged[MAIN])
            assert told[MAIN] is not exchanged[MAIN]


def test_cells_are_what_the_suite_answers(assessor: Assessor, two_cases: Study) -> None:
    for cell in two_cases.cells:
        for found in cell.assessments:
            asked = casus.assess(
                cell.scenario, framing=cell.framing, interpretation=found.interpretation, text=cell.text
            )
            assert asked.to_dict() == found.to_dict()
    assert {(cell.scenario, cell.text) for cell in two_cases.cells if cell.own} == {
        ("kyrgyzstan-2010-june", "cst-1992"),
        ("kazakhstan-2022", "cst-2010"),
    }
    assert assessor is not None


def test_accounts_can_be_chosen(assessor: Assessor, library: Library) -> None:
    scenario = library.scenario("armenia-2020")
    assert [each.framing for each in choose(assessor, [(scenario, "kremlin")])] == [
        "kremlin",
        "foreign-ministry",
        "baku",
    ]
    pair = casus.compare("armenia-2020:foreign-ministry", "armenia-2020:kremlin", provision="cst.art4.1")
    found = of(pair, "frontline", "kremlin")
    assert found.there is not None
    assert ids(found.there.ends)[0] == {"place.sovereign"}


def test_one_interpretation_can_be_chosen(assessor: Assessor, library: Library) -> None:
    accounts = choose(assessor, [(library.scenario("kazakhstan-2022"), None)])
    found = study(assessor, accounts, interpretations=["council-2022"])
    assert {each.ours.interpretation for each in found.comparisons} == {"council-2022"}
    assert {each.interpretation for each in found.hinges} == {"council-2022"}


@pytest.mark.parametrize(
    ("names", "options", "said"),
    [
        (("who-asks-and-how:nobody",), {}, "no framing"),
        (("uprising-in-uzbekistan",), {}, "one account only"),
        (("kazakhstan-2022", "kazakhstan-2022"), {}, "one account only"),
        (("kazakhstan-2022",), {"provision": "cst.art5"}, "no provision or condition"),
        (("kazakhstan-2022",), {"interpretation": "mine"}, "no interpretation"),
        (("atlantis",), {}, "no scenario"),
    ],
)
def test_what_cannot_be_compared_is_told(names: tuple[str, ...], options: dict[str, str], said: str) -> None:
    with pytest.raises(casus.UsageError, match=said):
        casus.compare(*names, **options)  # type: ignore[arg-type]
