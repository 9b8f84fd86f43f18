"""Why and why not: trees, what is lacking, what decided."""

from __future__ import annotations

from casus_foederis.assessor import Assessor
from casus_foederis.logic import Truth
from casus_foederis.reasons import Either, Every, Leaf, Reason, deciding, lacks, reasons
from conftest import PLAIN_ATTACK, Ask


def flat(reason: Reason) -> list[Reason]:
    return [reason, *(each for part in reason.parts for each in flat(part))]


def test_the_tree_names_every_leaf_and_condition_of_a_provision(ask: Ask, assessor: Assessor) -> None:
    found = ask(PLAIN_ATTACK)
    trees = reasons(assessor.rulebook("cst"), found, "cst.art4.2")
    named = {reason.id for tree in trees.values() for reason in flat(tree)} - {None}
    assert named | {"reading.unknowns.against-invoker"} == set(found.findings)
    assert "cst.art4.1" not in trees  # it is explained inside article 4(2)


def test_each_line_has_the_status_of_what_it_says(ask: Ask, assessor: Assessor) -> None:
    found = ask(PLAIN_ATTACK)
    for tree in reasons(assessor.rulebook("cst"), found, "cst.art4.2").values():
        for reason in flat(tree):
            if reason.id is not None:
                status = found.findings[reason.id].status
                assert reason.status is (~status if reason.negated else status)


def test_a_condition_is_explained_once(ask: Ask, assessor: Assessor) -> None:
    trees = reasons(assessor.rulebook("cst"), ask(PLAIN_ATTACK), "cst.art4.2")
    requests = [each for tree in trees.values() for each in flat(tree) if each.id == "cst.request"]
    assert [bool(each.parts) for each in requests] == [True, False]
    assert [each.repeated for each in requests] == [False, True]


def test_what_decided_is_the_condition_with_the_failing_leaf(ask: Ask, assessor: Assessor) -> None:
    found = ask(PLAIN_ATTACK | {"request.standing": False})
    assert deciding(assessor.rulebook("cst"), found, "cst.art4.2") == ("cst.request", "cst.art4.2")
    assert deciding(assessor.rulebook("cst"), ask(PLAIN_ATTACK), "cst.art4.2") == ()


def test_why_not_lists_the_leaves_that_would_have_to_change(ask: Ask, assessor: Assessor) -> None:
    found = ask(
        PLAIN_ATTACK | {"author.state": False, "author.sent_by_state": False, "request.standing": False}
    )
    lacking = {lack.id: lack for lack in lacks(assessor.rulebook("cst"), found, "cst.art4.2")}
    assert lacking["cst.request"].change == Leaf("request.standing", Truth.TRUE)
    assert lacking["cst.aggression"].change == Leaf("cst.author", Truth.TRUE)
    change = lacking["cst.author"].change
    assert isinstance(change, Either)
    assert Leaf("author.sent_by_state", Truth.TRUE) in change.parts
    both = Every(
        (Leaf("author.state_involved", Truth.TRUE), Leaf("reading.author.state-involved", Truth.TRUE))
    )
    assert both in change.parts


def test_what_is_lacking_is_never_said_to_be_enough_when_it_is_not(ask: Ask, assessor: Assessor) -> None:
    """Article 4(2) lacks a declaration here, but article 4(1) as well."""
    found = ask(PLAIN_ATTACK | {"author.state": False, "victim.declared_attacked": False})
    lacking = {lack.id: lack for lack in lacks(assessor.rulebook("cst"), found, "cst.art4.2")}
    assert isinstance(lacking["cst.art4.2"].change, Every)
    assert Leaf("cst.art4.1", Truth.TRUE) in lacking["cst.art4.2"].change.parts
    assert list(lacking)[-1] == "cst.art4.2"


def test_a_need_is_part_of_what_is_lacking(ask: Ask, assessor: Assessor) -> None:
    found = ask({id: value for id, value in PLAIN_ATTACK.items() if not id.startswith("request.")})
    (request,) = (
        lack for lack in lacks(assessor.rulebook("cst"), found, "cst.art4.2") if lack.id == "cst.request"
    )
    assert isinstance(request.change, Every)
    assert Leaf("request.made", Truth.TRUE) in request.change.parts
    assert Leaf("request.for_assistance", Truth.TRUE) in request.change.parts


def test_what_bears_on_the_answer_is_told_from_what_does_not(ask: Ask, assessor: Assessor) -> None:
    tree = reasons(assessor.rulebook("cst"), ask(PLAIN_ATTACK), "cst.art4.2")["cst.art4.2"]
    decisive = {reason.id for reason in flat(tree) if reason.decisive}
    assert "author.state" in decisive
    assert "author.sent_by_state" not in decisive
