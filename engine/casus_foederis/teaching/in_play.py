"""What is in play: the conditions that an answer can hang on, and what their rules read."""

from __future__ import annotations

from dataclasses import dataclass

from casus_foederis.assessor import Assessor, Question
from casus_foederis.leaves import STATED, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Rulebook

_OPEN = (LeafKind.FACT, LeafKind.PARTY, LeafKind.OPPONENT_PARTY)


@dataclass(frozen=True)
class InPlay:
    """What a rule can hang on under some words and readings.

    ``conditions`` stand in the order in which they build on each other, the rule itself last; ``bottom`` are
    those that build on none. ``facts`` and ``terms`` are all that their rules read, under whatever reading.
    """

    conditions: tuple[str, ...]
    bottom: tuple[str, ...]
    facts: tuple[str, ...]
    terms: tuple[str, ...]


def in_play(assessor: Assessor, question: Question, rule: str) -> InPlay:
    """Find what a rule can hang on: under the words, the readings and the opponents of a question.

    Facts and standings are taken as open. What the words and readings alone decide is out of play: the menace
    under words that do not ask for it, say.
    """
    rulebook = assessor.rulebook(question.scenario.treaty)
    given = {id: each.value for id, each in assessor.given(question).items()}
    for id, leaf in rulebook.leaves.items():
        if leaf.kind in _OPEN and (leaf.kind is not LeafKind.OPPONENT_PARTY or question.scenario.opponents):
            given[id] = Truth.UNKNOWN
    values = given | dict(assessor.engine(rulebook.treaty).infer(given).values)
    below: dict[
        str, set[str]
    ] = {}  # condition -> those that it builds on; in the order in which each is left

    def visit(id: str) -> set[str]:
        """Go down to what a node hangs on, and give the conditions met first on the way."""
        met: set[str] = set()
        for each in rulebook.by_id[id].inputs if id in rulebook.by_id else ():
            if values[each.id] is Truth.UNKNOWN:
                met |= {each.id} if each.id in below else visit(each.id)
        if id not in rulebook.rules:
            return met
        below[id] = met
        return {id}

    visit(rule)
    facts, terms = _read(rulebook, below)
    return InPlay(
        conditions=tuple(below),
        bottom=tuple(id for id, inner in below.items() if not inner),
        facts=tuple(id for id in assessor.library.vocabulary.facts if id in facts),
        terms=tuple(id for id in assessor.library.interpretations.terms if id in terms),
    )


def _read(rulebook: Rulebook, conditions: dict[str, set[str]]) -> tuple[set[str], set[str]]:
    """Find the facts and the terms that the rules of some conditions read."""
    facts, terms = set[str](), set[str]()
    for node in rulebook.nodes:
        for each in node.inputs if node.rule in conditions else ():
            leaf = rulebook.leaves.get(each.id) or rulebook.leaves.get(each.id + STATED)
            if leaf is not None and leaf.kind is LeafKind.FACT:
                facts.add(each.id)
            elif leaf is not None and leaf.kind is LeafKind.READING:
                terms.add(leaf.about[0])
    return facts, terms
