"""(d) How the time for one case grows with rules and facts, on rulebooks made up in layers."""

from __future__ import annotations

import random
from collections.abc import Iterator

from engines import Contestant, Leaves, engines
from measuring import ratio, same, tell, timed

from casus_foederis.leaves import Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.rete import Engine
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook
from casus_foederis.ruleset import compile_ruleset

OURS = "casus, traced"
RULES = (25, 50, 100, 200, 400, 800, 1_600)
FACTS = (25, 50, 100, 200)
CASES = 40


class Traced:
    """Our reader, with every firing kept."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.engine, self.rulebook = Engine(rulebook), rulebook

    def statuses(self, leaves: Leaves) -> dict[str, str]:
        """Answer one case."""
        values = self.engine.infer(leaves).values
        return {id: values[id].status for id in self.rulebook.provisions}


def rulebook(rules: int, facts: int, seed: int = 1) -> Rulebook:
    """Make a rulebook of about so many rules, as durable-rules counts them, in layers."""
    dice = random.Random(seed)
    leaves = [f"a.l{number}" for number in range(facts)]
    nodes: list[Node] = []
    below = list(leaves)
    while sum(1 + 2 * len(node.inputs) for node in nodes) < rules:
        inputs = dice.sample(below[-max(40, facts) :], dice.choice([2, 2, 3]))
        operator = dice.choice([Operator.ALL, Operator.ANY])
        strata = {node.id: node.stratum for node in nodes}
        stratum = 1 + max(strata.get(each, 0) for each in inputs)
        id = f"n.n{len(nodes)}"
        literals = tuple(Literal(each, dice.random() < 0.1) for each in inputs)
        nodes.append(Node(id, operator, literals, id, stratum))
        below.append(id)
    used = {each.id for node in nodes for each in node.inputs}
    ids = tuple(node.id for node in nodes)
    kept = {id: Leaf(id, LeafKind.FACT) for id in leaves if id in used}
    return Rulebook("made-up", tuple(sorted(nodes, key=lambda node: node.stratum)), kept, ids[-5:], ids)


def table(rounds: int) -> Iterator[list[str]]:
    """Time all engines as rules become more, and as facts do."""
    sizes = [(rules, 50) for rules in RULES] + [(400, facts) for facts in FACTS]
    heads: list[str] | None = None
    for rules, facts in sizes:
        tell(f"(d) {rules} rules, {facts} facts")
        book = rulebook(rules, facts)
        times = timed(dict(_jobs(book)), rounds)
        if heads is None:
            heads = [name for name in times if name != OURS]
            yield ["rules", "facts", "ms a case", *(f"{name}, times as long" for name in heads)]
        ours = times[OURS]
        yield [
            f"{len(compile_ruleset(book).rules):,}",
            str(len(book.leaves)),
            f"{1000 * min(ours) / CASES:.2f}",
            *(ratio(ours, times[name]) for name in heads),
        ]


def _jobs(book: Rulebook) -> Iterator[tuple[str, object]]:
    given = cases(book)
    for name, engine in contestants(book).items():
        yield name, lambda engine=engine: [engine.statuses(each) for each in given]  # type: ignore[misc]


def contestants(book: Rulebook) -> dict[str, Contestant]:
    """Load a rulebook into all engines that are there, ours first."""
    return {OURS: Traced(book), **engines(book)}


def cases(book: Rulebook) -> list[dict[str, Truth]]:
    """Draw some cases."""
    dice = random.Random(2)
    return [{id: dice.choice(list(Truth)) for id in book.leaves} for _ in range(CASES)]


def check() -> int:
    """See that all engines agree on small rulebooks; tell how many cases were asked."""
    asked = 0
    for rules, facts in ((25, 25), (100, 50), (400, 100)):
        book = rulebook(rules, facts)
        others = contestants(book)
        for each in cases(book):
            same({name: engine.statuses(each) for name, engine in others.items()})
            asked += 1
    return asked
