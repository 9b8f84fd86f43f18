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
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from casus_foederis.leaves import PROVEN, STATED, Leaf, LeafKind, leaves_of
from casus_foederis.logic import AllOf, AnyOf, Expression, Not, layers
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
    rules: tuple[str, ...]  # conditions and provisions, as written

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def named(self) -> frozenset[str]:
        """What people know by its name: rules as written, facts, look-ups and readings."""
        return frozenset((*self.rules, *(id.removesuffix(STATED) for id in self.leaves)))

    def cone(self, goal: str) -> list[Node]:
        """List the nodes on which a condition rests, itself included, lowest first."""
        needed = {goal}
        for node in reversed(self.nodes):
            if node.id in needed:
                needed |= {each.id for each in node.inputs}
        return [node for node in self.nodes if node.id in needed]


def compile_rulebook(treaty: Treaty, vocabulary: Vocabulary, interpretations: Interpretations) -> Rulebook:
    """Flatten a treaty's rules. The files must have passed the library's checks."""
    return _Compiler(treaty, vocabulary, interpretations).compile()


_Draft: TypeAlias = tuple[Operator, tuple[Literal, ...], str]  # a node without its stratum


class _Compiler:
    def __init__(self, treaty: Treaty, vocabulary: Vocabulary, law: Interpretations) -> None:
        self.treaty, self.facts, self.law = treaty, vocabulary.facts, law
        self.known = leaves_of(treaty, self.facts, law.terms)
        self.drafts: dict[str, _Draft] = {}
        self.used: dict[str, Leaf] = {}

    def compile(self) -> Rulebook:
        for id, condition in self.treaty.rules.items():
            invoked = isinstance(condition, Provision) and condition.nature.invoked
            if invoked and self.treaty.burden is not None:
                self.conclude(id + PROVEN, condition.rule, id)
                switch = self.use(self.known[self.treaty.burden])
                self.drafts[id] = Operator.BURDEN, (Literal(id + PROVEN), switch), id
            else:
                self.conclude(id, condition.rule, id)
        return Rulebook(
            treaty=self.treaty.id,
            nodes=_layered(self.drafts),
            leaves={id: self.used[id] for id in sorted(self.used)},
            provisions=tuple(self.treaty.provisions),
            rules=tuple(self.treaty.rules),
        )

    def conclude(self, node: str, expression: Expression, rule: str) -> None:
        """Make a node of this id; a rule that is a single literal concludes under its own id, too."""
        result = self.lower(expression, node, rule)
        if result != Literal(node):
            self.drafts[node] = Operator.ALL, (result,), rule

    def lower(self, expression: Expression, node: str, rule: str) -> Literal:
        """Reduce an expression to one literal; what it takes to conclude it becomes nodes."""
        match expression:
            case Not(operand=operand):
                part = self.lower(operand, f"{node}/1", rule)
                return Literal(part.id, not part.negated)
            case AllOf(all=parts):
                return self.connect(Operator.ALL, parts, node, rule)
            case AnyOf(any=parts):
                return self.connect(Operator.ANY, parts, node, rule)
        leaf = self.known.get(expression)
        return self.leaf(leaf, node, rule) if leaf is not None else Literal(expression)

    def leaf(self, leaf: Leaf, node: str, rule: str) -> Literal:
        """Use a leaf; a reading that some words cap becomes a node, with those words absent."""
        if leaf.kind is LeafKind.FACT:
            return self.fact(leaf)
        caps = _capping(self.treaty, self.law, leaf) if leaf.kind is LeafKind.READING else ()
        if not caps:
            return self.use(leaf)
        absent = (Literal(self.use(self.known[id]).id, negated=True) for id in caps)
        self.drafts[node] = Operator.ALL, (self.use(leaf), *absent), rule
        return Literal(node)

    def connect(self, operator: Operator, parts: tuple[Expression, ...], node: str, rule: str) -> Literal:
        """Make a node of a connective. A part with the same connective says nothing of its own."""
        apart: list[Literal] = []
        together: list[Literal] = []
        taken: list[str] = []
        for n, part in enumerate(parts, 1):
            one = self.lower(part, f"{node}/{n}", rule)
            apart.append(one)
            inner = self.drafts.get(one.id) if one == Literal(f"{node}/{n}") else None
            if inner is not None and inner[0] is operator:
                together += inner[1]
                taken.append(one.id)
            else:
                together.append(one)
        inputs = tuple(dict.fromkeys(together))
        if len({each.id for each in inputs}) == len(inputs):
            for id in taken:
                del self.drafts[id]
        else:  # taken in, one of them would stand beside its own negation
            inputs = tuple(dict.fromkeys(apart))
        self.drafts[node] = operator, inputs, rule
        return Literal(node)

    def fact(self, leaf: Leaf) -> Literal:
        """Use a fact; one that needs another becomes a node, both stated."""
        need = self.facts[leaf.id].needs
        if need is None:
            return self.use(leaf)
        stated = self.use(Leaf(leaf.id + STATED, LeafKind.FACT))
        self.drafts[leaf.id] = Operator.ALL, (stated, self.fact(self.known[need])), leaf.id
        return Literal(leaf.id)

    def use(self, leaf: Leaf) -> Literal:
        """Note that a leaf is used."""
        self.used[leaf.id] = leaf
        return Literal(leaf.id)


def _capping(treaty: Treaty, interpretations: Interpretations, leaf: Leaf) -> tuple[str, ...]:
    """Find the texts whose words are too narrow for a reading."""
    term_id, reading = leaf.about
    term = interpretations.terms[term_id]
    return tuple(
        f"text.{id}"
        for id, text in treaty.texts.items()
        if term_id in text.caps and not term.admits(text.caps[term_id], reading)
    )


def _layered(drafts: dict[str, _Draft]) -> tuple[Node, ...]:
    """Give each node the lowest stratum above all its inputs, and order nodes by it."""
    strata = layers({id: [literal.id for literal in inputs] for id, (_, inputs, _) in drafts.items()})
    nodes = [Node(id, op, inputs, rule, strata[id]) for id, (op, inputs, rule) in drafts.items()]
    return tuple(sorted(nodes, key=lambda node: node.stratum))
