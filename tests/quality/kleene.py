"""The definition of strong Kleene logic: least, greatest, two minus."""

from __future__ import annotations

from collections.abc import Sequence

from casus_foederis.logic import Truth
from casus_foederis.rulebook import Node, Operator

ORDER = [Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]
RANK = {truth: rank for rank, truth in enumerate(ORDER)}


def conclude(node: Node, ranks: Sequence[int]) -> int:
    """Conclude a node by the definition, from the ranks of what its inputs name; true has the highest."""
    inputs = [2 - rank if each.negated else rank for rank, each in zip(ranks, node.inputs, strict=True)]
    match node.operator:
        case Operator.ALL:
            return min(inputs)
        case Operator.ANY:
            return max(inputs)
        case Operator.BURDEN:
            claim, switch = inputs
            return RANK[Truth.FALSE] if (claim, switch) == (RANK[Truth.UNKNOWN], RANK[Truth.TRUE]) else claim
