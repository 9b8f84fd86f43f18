"""Every node of the rulebook, alone on durable-rules, on all values of its inputs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from casus_foederis.assessor import Assessor
from casus_foederis.leaves import Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.rete import Engine
from casus_foederis.rulebook import Node, Rulebook
from quality.kleene import ORDER, RANK, conclude


def by_hand(node: Node, values: Sequence[Truth]) -> Truth:
    """Conclude a node by the definition of the logic."""
    return ORDER[conclude(node, [RANK[value] for value in values])]


def alone(node: Node) -> Rulebook:
    """Make a rulebook of one node whose inputs are leaves."""
    leaves = {literal.id: Leaf(literal.id, LeafKind.FACT) for literal in node.inputs}
    lowest = Node(node.id, node.operator, node.inputs, node.rule, 1)
    return Rulebook("alone", (lowest,), leaves, (), (node.rule,))


def test_every_node_is_right_on_all_values_of_its_inputs(
    assessor: Assessor, count: Callable[[str], None]
) -> None:
    nodes = assessor.rulebook("cst").nodes
    evaluations = mismatches = 0
    for node in nodes:
        with Engine(alone(node)) as engine:
            ids = [literal.id for literal in node.inputs]
            for values in itertools.product(ORDER, repeat=len(ids)):
                inference = engine.infer(dict(zip(ids, values, strict=True)))
                evaluations += 1
                mismatches += inference.values[node.id] is not by_hand(node, values)
    count(f"nodes: {len(nodes)}, evaluations: {evaluations}, mismatches: {mismatches}")
    assert evaluations == sum(3 ** len(node.inputs) for node in nodes)
    assert mismatches == 0
