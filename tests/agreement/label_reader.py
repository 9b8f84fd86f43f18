"""The labels, asked about many cases: every rule as a decision about all facts and look-ups, gone through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casus_foederis.labels.diagram import NO, YES, Decision
from casus_foederis.labels.labels import Choice, Labels
from casus_foederis.leaves import LeafKind
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Rulebook

VALUES = tuple(Truth)


class LabelReader:
    """The rules of a rulebook under readings; every other leaf is a choice between three values."""

    def __init__(self, rulebook: Rulebook, readings: Mapping[str, Truth]) -> None:
        choices = {
            leaf.id: Choice(tuple({leaf.id: truth} for truth in VALUES))
            for leaf in rulebook.leaves.values()
            if leaf.kind is not LeafKind.READING
        }
        self.labels = {rule: Labels(rulebook, rule, readings, choices) for rule in rulebook.rules}

    def statuses(self, leaves: Mapping[str, Truth]) -> Iterator[tuple[str, str]]:
        """Give the status of every rule."""
        for rule, labels in self.labels.items():
            options = [VALUES.index(leaves[id]) for id in labels.choices]
            if self._falls(labels, labels.where(rule, Truth.TRUE), options):
                yield rule, "met"
            elif self._falls(labels, labels.where(rule, Truth.FALSE), options):
                yield rule, "not_met"
            else:
                yield rule, "undetermined"

    @staticmethod
    def _falls(labels: Labels, decision: Decision, options: Sequence[int]) -> bool:
        while decision not in (NO, YES):
            choice, ways = labels.diagram.node(decision)
            decision = ways[options[choice]]
        return decision == YES
