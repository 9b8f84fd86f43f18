"""Rules as written to a flat tree: connectives, needs, caps, burden."""

from __future__ import annotations

from typing import Any

import pytest

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.treaty import Treaty
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook, compile_rulebook
from conftest import PLAIN_ATTACK, Ask

WORDED = {"title": "t", "question": "q", "paraphrase": "p", "source": "s", "confidence": "verified"}


def a_treaty(library: Library, **rules: Any) -> Rulebook:
    """Compile conditions ``demo.NAME`` beside one provision, under a text that caps nothing."""
    spell = {"states": ["KAZ"], "standing": "party", "reason": "r", "source": "s", "confidence": "verified"}
    text = {"title": "t", "paraphrase": "p", "source": "s", "confidence": "verified"}
    treaty = Treaty.model_validate(
        {
            "kind": "treaty",
            "id": "demo",
            "title": "A demonstration",
            "main": "demo.end",
            "instruments": {"demo": {"title": "t", "texts": {"demo-text": text}, "spells": [spell]}},
            "conditions": {f"demo.{name}": WORDED | {"rule": rule} for name, rule in rules.items()},
            "provisions": {
                "demo.end": WORDED
                | {"rule": "force.used", "nature": "caution", "consequence": {"id": "end", "title": "t"}}
            },
        }
    )
    return compile_rulebook(treaty, library.vocabulary, library.interpretations)


def inputs(node: Node) -> list[str]:
    return [("not " if literal.negated else "") + literal.id for literal in node.inputs]


def test_nested_expressions_become_nodes_of_one_connective(library: Library) -> None:
    rule = {"all": ["force.used", {"any": ["force.grave", {"not": "place.disputed"}]}]}
    book = a_treaty(library, a=rule)
    assert inputs(book.by_id["demo.a"]) == ["force.used", "demo.a/2"]
    assert book.by_id["demo.a/2"].operator is Operator.ANY
    assert inputs(book.by_id["demo.a/2"]) == ["force.grave", "not place.disputed"]
    assert (book.by_id["demo.a/2"].stratum, book.by_id["demo.a"].stratum) == (1, 2)


def test_a_part_with_the_same_connective_is_taken_in(library: Library) -> None:
    book = a_treaty(library, a={"all": ["force.used", {"all": ["force.grave", "place.sovereign"]}]})
    assert inputs(book.by_id["demo.a"]) == ["force.used", "force.grave", "place.sovereign"]
    assert "demo.a/2" not in book.by_id


def test_a_negated_connective_keeps_its_own_node(library: Library) -> None:
    book = a_treaty(
        library, a={"not": {"all": ["force.used", {"not": {"any": ["force.grave", "place.sovereign"]}}]}}
    )
    assert book.by_id["demo.a"].inputs == (Literal("demo.a/1", negated=True),)
    assert inputs(book.by_id["demo.a/1"]) == ["force.used", "not demo.a/1/2/1"]


def test_a_part_is_not_taken_in_beside_its_own_negation(library: Library) -> None:
    rule = {"all": ["force.used", {"all": [{"not": "force.used"}, "force.grave"]}]}
    book = a_treaty(library, a=rule)
    assert inputs(book.by_id["demo.a"]) == ["force.used", "demo.a/2"]
    assert inputs(book.by_id["demo.a/2"]) == ["not force.used", "force.grave"]


def test_a_condition_that_is_another_has_its_own_node(library: Library) -> None:
    book = a_treaty(library, a="force.used", b="demo.a", c={"not": "demo.b"})
    assert inputs(book.by_id["demo.b"]) == ["demo.a"]
    assert inputs(book.by_id["demo.c"]) == ["not demo.b"]
    assert book.by_id["demo.c"].stratum == 3


def test_a_fact_that_needs_another_is_both_stated(library: Library) -> None:
    book = a_treaty(library, a="author.from_abroad")
    assert inputs(book.by_id["author.from_abroad"]) == [
        "author.from_abroad.stated",
        "author.organised_abroad",
    ]
    assert "author.from_abroad" not in book.leaves


def test_the_words_of_1992_cap_the_attacker_and_nothing_else(assessor: Assessor) -> None:
    book = assessor.rulebook("cst")
    capped = {
        literal.id
        for node in book.nodes
        for literal in node.inputs
        if literal.id.startswith("reading.") and Literal("text.cst-1992", negated=True) in node.inputs
    }
    assert capped == {
        f"reading.author.{reading}"
        for reading in ("infiltration", "from-abroad", "organised-abroad", "anyone")
    }


def test_only_provisions_that_a_state_invokes_bear_a_burden(assessor: Assessor) -> None:
    book = assessor.rulebook("cst")
    burdened = {node.id for node in book.nodes if node.operator is Operator.BURDEN}
    assert burdened == {*book.provisions} - {"charter.art5"}


def test_the_rulebook_is_the_same_every_time(library: Library) -> None:
    treaty = library.treaty("cst")
    books = [compile_rulebook(treaty, library.vocabulary, library.interpretations) for _ in range(2)]
    assert books[0] == books[1]


@pytest.mark.parametrize(
    ("reading", "facts", "old", "new"),
    [
        ("state-involved", {"author.state_involved": True}, Truth.TRUE, Truth.TRUE),
        ("organised-abroad", {"author.organised_abroad": True}, Truth.FALSE, Truth.TRUE),
        ("anyone", {}, Truth.FALSE, Truth.TRUE),
        ("anyone", {"author.state": True}, Truth.TRUE, Truth.TRUE),
    ],
)
def test_the_cap_belongs_to_the_text(
    ask: Ask, reading: str, facts: dict[str, Any], old: Truth, new: Truth
) -> None:
    nobody = dict.fromkeys(
        ("author.state", "author.sent_by_state", "author.state_involved", "author.organised_abroad"), False
    )
    for text, expected in (("cst-1992", old), ("cst-2010", new)):
        assert ask(nobody | facts, text=text, author=reading)["cst.author"] is expected


def test_the_burden_of_proof_turns_open_into_not_met_and_says_so(ask: Ask) -> None:
    facts = PLAIN_ATTACK | {"force.grave": "unknown"}
    assert ask(facts)["cst.art4.1"] is Truth.UNKNOWN
    found = ask(facts, unknowns="against-invoker")
    assert found["cst.art4.1"] is Truth.FALSE
    assert found["cst.armed_attack"] is Truth.UNKNOWN
    assert "reading.unknowns.against-invoker" in found.findings["cst.art4.1"].because


def test_the_burden_of_proof_leaves_what_is_shown_alone(ask: Ask) -> None:
    assert ask(PLAIN_ATTACK, unknowns="against-invoker")["cst.art4.2"] is Truth.TRUE
