"""Reader 3 of the rulebook: for a condition, everything that makes it met, not met or undetermined.

A condition is read as a function of what could be otherwise (facts, readings, words, standings), each a
choice between options. For every node two decisions are worked out, from the leaves up: where it is met, and
where it is not; where neither holds, it is undetermined. The smallest changes that are read off from them are
what the labels of an assumption-based truth maintenance system hold (de Kleer 1986). All this infers nothing
about a case, and takes another way than the rule engine; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casus_foederis.labels.diagram import NO, YES, Decision, Diagram
from casus_foederis.leaves import STATED
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be otherwise: under each option, the values of the leaves that hang on it.

    The first option is how things stand. All options speak of the same leaves.
    """

    options: tuple[Mapping[str, Truth], ...]


class Labels:
    """One condition of a rulebook, as a function of choices.

    ``fixed`` gives a value to every leaf that hangs on no choice. ``choices`` names those that the condition
    rests on, in the order of the diagram; the others cannot matter, and are left out.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        goal: str,
        fixed: Mapping[str, Truth],
        choices: Mapping[str, Choice],
    ) -> None:
        owners = {leaf: id for id, each in choices.items() for leaf in each.options[0]}
        leaves, cone = _leaves(rulebook, goal), rulebook.cone(goal)
        self.goal = goal
        self.choices = tuple(dict.fromkeys(owners[leaf] for leaf in leaves if leaf in owners))
        self.diagram = Diagram([len(choices[id].options) for id in self.choices])
        self._met: dict[str, Decision] = {}
        self._not_met: dict[str, Decision] = {}
        for leaf in leaves:
            for truth, decisions in ((Truth.TRUE, self._met), (Truth.FALSE, self._not_met)):
                if leaf in owners:
                    options = choices[owners[leaf]].options
                    fitting = [number for number, each in enumerate(options) if each[leaf] is truth]
                    decisions[leaf] = self.diagram.among(self.place(owners[leaf]), fitting)
                else:
                    decisions[leaf] = YES if fixed[leaf] is truth else NO
        for node in cone:
            self._met[node.id], self._not_met[node.id] = self._conclude(node)
        self.coherent = self.diagram.all_of(*self._kept_needs(rulebook, cone, choices, owners))

    def reaching(self, status: Truth) -> Decision:
        """Decide which coherent choices bring the condition to a status."""
        return self.diagram.both(self.where(self.goal, status), self.coherent)

    def where(self, id: str, status: Truth) -> Decision:
        """Decide under which choices a leaf or condition that the goal rests on has a status."""
        match status:
            case Truth.TRUE:
                return self._met[id]
            case Truth.FALSE:
                return self._not_met[id]
            case Truth.UNKNOWN:
                known = self.diagram.any_of(self._met[id], self._not_met[id])
                return self.diagram.opposite(known)

    def place(self, choice: str) -> int:
        """Give the place of a choice in the diagram. Raises ``ValueError`` for one that cannot matter."""
        return self.choices.index(choice)

    def _conclude(self, node: Node) -> tuple[Decision, Decision]:
        """Conclude where a node is met, and where it is not, from the same of its inputs."""
        diagram = self.diagram
        if node.operator is Operator.BURDEN:
            claim, switch = node.inputs
            met, not_met = self._both_ways(claim)
            open = diagram.opposite(diagram.any_of(met, not_met))
            lost = diagram.both(open, self._both_ways(switch)[0])
            return met, diagram.any_of(not_met, lost)
        ways = [self._both_ways(each) for each in node.inputs]
        yes, no = [each for each, _ in ways], [each for _, each in ways]
        if node.operator is Operator.ALL:
            return diagram.all_of(*yes), diagram.any_of(*no)
        return diagram.any_of(*yes), diagram.all_of(*no)

    def _both_ways(self, literal: Literal) -> tuple[Decision, Decision]:
        ways = self._met[literal.id], self._not_met[literal.id]
        return (ways[1], ways[0]) if literal.negated else ways

    def _kept_needs(
        self,
        rulebook: Rulebook,
        cone: Sequence[Node],
        choices: Mapping[str, Choice],
        owners: Mapping[str, str],
    ) -> Iterator[Decision]:
        """Decide for each fact that needs another: nobody moves it to true while the other is not."""
        for node in cone:
            stated = node.id + STATED
            if stated in owners and stated in rulebook.leaves:
                options = choices[owners[stated]].options
                made = [n for n, each in enumerate(options) if n and each[stated] is Truth.TRUE]
                left = self.diagram.opposite(self.diagram.among(self.place(owners[stated]), made))
                yield self.diagram.any_of(left, self._both_ways(node.inputs[1])[0])


def _leaves(rulebook: Rulebook, goal: str) -> dict[str, None]:
    """List the leaves on which a condition rests, in the order in which its rules come upon them."""
    found: dict[str, None] = {}
    seen: set[str] = set()

    def visit(id: str) -> None:
        if id in seen:
            return
        seen.add(id)
        node = rulebook.by_id.get(id)
        if node is None:
            found[id] = None
        else:
            for each in node.inputs:
                visit(each.id)

    visit(goal)
    return found
