"""A treaty -> one flat, layered rule tree whose leaves are facts, look-ups, texts and readings.

This is the single place where rules take their final form; every reader (the rule engine first) works from
the same `Rulebook`, so they cannot disagree about what the rule *is*. Four things happen on the way:

* nested expressions become nodes of one connective each (``cst.author/2`` is the second part of
  ``cst.author``), so that every step of an inference can be named;
* a fact that needs another becomes a node, *both stated*, so that falsity travels along needs inside the
  rules and not beside them;
* a reading wider than the words in force can bear is tied to the absence of those words: the cap belongs to
  the text, so no interpretation can forget it;
* a provision that a State invokes gets a last step for the burden of proof, where the treaty names one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from casus_foederis.leaves import Leaf, LeafKind, leaves_of
from casus_foederis.logic import AllOf, AnyOf, Expression, Not
from casus_foederis.model.interpretation import Interpretations
from casus_foederis.model.treaty import Provision, Treaty
from casus_foederis.model.vocabulary import Vocabulary


class Operator(StrEnum):
    """How a node concludes from its inputs."""

    ALL = "all"
    ANY = "any"
    BURDEN = "burden"  # (claim, switch): the claim; but where it is unknown and the switch true, false


@dataclass(frozen=True, slots=True)
class Literal:
    """An input of a node: an id, perhaps negated."""

    id: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One step of inference. ``rule`` is the rule as written that it belongs to."""

    id: str
    operator: Operator
    inputs: tuple[Literal, ...]
    rule: str
    stratum: int


@dataclass(frozen=True)
class Rulebook:
    """The flat rules of one treaty, lowest stratum first."""

    treaty: str
    nodes: tuple[Node, ...]
    leaves: Mapping[str, Leaf]
    provisions: tuple[str, ...]
    rules: tuple[str, ...] = field(default=())

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def strata(self) -> int:
        """How many layers of inference there are."""
        return max(node.stratum for node in self.nodes)


STATED = ".stated"  # the leaf behind a fact that needs another: what the scenario says of it
PROVEN = ".claim"  # the node behind a provision with a burden: what the facts say of it


def compile_rulebook(treaty: Treaty, vocabulary: Vocabulary, interpretations: Interpretations) -> Rulebook:
    """Flatten a treaty's rules. The files must have passed the library's checks."""
    facts = vocabulary.facts
    known = leaves_of(treaty, facts, interpretations.terms)
    drafts: dict[str, tuple[Operator, tuple[Literal, ...], str]] = {}
    used: dict[str, Leaf] = {}

    def fact(leaf: Leaf) -> Literal:
        need = facts[leaf.id].needs
        if need is None:
            used[leaf.id] = leaf
        else:
            stated = Leaf(leaf.id + STATED, LeafKind.FACT)
            used[stated.id] = stated
            drafts[leaf.id] = Operator.ALL, (Literal(stated.id), fact(known[need])), leaf.id
        return Literal(leaf.id)

    def reading(leaf: Leaf) -> tuple[Literal, ...]:
        """The reading, and that no words in force cap it: all of which must be so."""
        capping = _capping(treaty, interpretations, leaf)
        used.update({id: known[id] for id in (leaf.id, *capping)})
        return (Literal(leaf.id), *(Literal(id, negated=True) for id in capping))

    def lower(expression: Expression, node: str, rule: str) -> Literal:
        """Reduce an expression to one literal; what it takes to conclude it becomes nodes from ``node`` on."""
        match expression:
            case Not(operand=operand):
                part = lower(operand, f"{node}/1", rule)
                return Literal(part.id, not part.negated)
            case AllOf(all=parts):
                operator = Operator.ALL
            case AnyOf(any=parts):
                operator = Operator.ANY
            case _ if (leaf := known.get(expression)) is None:
                return Literal(expression)
            case _ if leaf.kind is LeafKind.FACT:
                return fact(leaf)
            case _ if leaf.kind is LeafKind.READING and len(inputs := reading(leaf)) > 1:
                drafts[node] = Operator.ALL, inputs, rule
                return Literal(node)
            case _:
                used[leaf.id] = leaf
                return Literal(leaf.id)
        inputs = ()
        for n, part in enumerate(parts, 1):
            one = lower(part, f"{node}/{n}", rule)
            # A part with the same connective says nothing of its own: its inputs are taken in.
            inner = drafts.get(one.id) if one.id.startswith(f"{node}/") else None
            same = inner is not None and inner[0] is operator and not one.negated
            inputs += drafts.pop(one.id)[1] if same else (one,)
        drafts[node] = operator, tuple(dict.fromkeys(inputs)), rule
        return Literal(node)

    for id, condition in treaty.rules.items():
        burdened = isinstance(condition, Provision) and condition.nature.invoked and treaty.burden is not None
        claim = id + PROVEN if burdened else id
        result = lower(condition.rule, claim, id)
        if result != Literal(claim):  # a rule that is a single literal still concludes under its own id
            drafts[claim] = Operator.ALL, (result,), id
        if burdened:
            assert treaty.burden is not None
            used[treaty.burden] = known[treaty.burden]
            drafts[id] = Operator.BURDEN, (Literal(claim), Literal(treaty.burden)), id

    return Rulebook(
        treaty=treaty.id,
        nodes=_layered(drafts),
        leaves={id: used[id] for id in sorted(used)},
        provisions=tuple(treaty.provisions),
        rules=tuple(treaty.rules),
    )


def _capping(treaty: Treaty, interpretations: Interpretations, leaf: Leaf) -> tuple[str, ...]:
    """Find the texts whose words are too narrow for a reading."""
    term_id, reading = leaf.about
    term = interpretations.terms[term_id]
    return tuple(
        f"text.{id}"
        for id, text in treaty.texts.items()
        if term_id in text.caps and not term.admits(text.caps[term_id], reading)
    )


def _layered(drafts: dict[str, tuple[Operator, tuple[Literal, ...], str]]) -> tuple[Node, ...]:
    """Give each node the lowest stratum above all its inputs, and order nodes by it."""
    strata: dict[str, int] = {}

    def stratum(id: str) -> int:
        if id not in drafts:
            return 0
        if id not in strata:
            strata[id] = 1 + max(stratum(literal.id) for literal in drafts[id][1])
        return strata[id]

    nodes = [Node(id, op, inputs, rule, stratum(id)) for id, (op, inputs, rule) in drafts.items()]
    return tuple(sorted(nodes, key=lambda node: node.stratum))

