"""The same rules in other engines: each takes the leaves of one case, and gives the status of each provision.

All are made from the bundled rulebook, so that they have the same law. An engine that is not installed is
left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Protocol

from casus_foederis.driver import PRIMING_FACT, SID
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook
from casus_foederis.ruleset import Ruleset, compile_ruleset

Leaves = Mapping[str, Truth]
Statuses = dict[str, str]

RANK: Final = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}
STATUS: Final = {0: "not_met", 1: "undetermined", 2: "met"}


class Contestant(Protocol):
    """An engine with the rules loaded."""

    def statuses(self, leaves: Leaves) -> Statuses:
        """Answer one case."""


class BareModule:
    """durable-rules' C module with our ruleset: what it takes to get the statuses, and no trace kept."""

    def __init__(self, rulebook: Rulebook) -> None:
        import durable_rules_engine as durable

        self.durable, self.rulebook = durable, rulebook
        ruleset: Ruleset = compile_ruleset(rulebook)
        self.facts, self.conclusions = ruleset.facts, ruleset.conclusions
        self.status = {truth.value: truth.status for truth in Truth}
        self.handle = durable.create_ruleset("bare", ruleset.definition)
        _, state = durable.assert_facts(self.handle, f"[{PRIMING_FACT}]")
        durable.start_action_for_state(self.handle, state)
        durable.complete_and_start_action(self.handle, state)
        durable.delete_state(self.handle, SID)

    def statuses(self, leaves: Leaves) -> Statuses:
        durable, handle, conclusions = self.durable, self.handle, self.conclusions
        facts = self.facts
        heard = [facts[fact] for fact in leaves.items() if fact in facts]
        _, state = durable.assert_facts(handle, f"[{','.join(heard)}]")
        started = durable.start_action_for_state(handle, state)
        message = started[1] if started else None
        concluded: dict[str, str] = {}
        while message and message != "{}":
            node, value, fact = conclusions[message.split('"', 2)[1]]
            if node not in concluded:
                concluded[node] = value
                if fact is not None:
                    durable.assert_fact(handle, fact)
            message = durable.complete_and_start_action(handle, state)
        durable.delete_state(handle, SID)
        return {id: self.status[concluded[id]] for id in self.rulebook.provisions}


class Clingo:
    """clingo, grounded once; the leaves are external atoms, set anew for every case."""

    def __init__(self, rulebook: Rulebook) -> None:
        from clingo import Control, Function, String

        self.rulebook = rulebook
        self.control = Control(["--warn=no-atom-undefined"])
        self.control.add("base", [], "\n".join(_program(rulebook)))
        self.control.ground([("base", [])])
        self.atoms = {
            (id, name): Function(name, [String(id)]) for id in rulebook.leaves for name in ("true", "false")
        }

    def statuses(self, leaves: Leaves) -> Statuses:
        for (id, name), atom in self.atoms.items():
            self.control.assign_external(atom, leaves[id].value == name)
        found = dict.fromkeys(self.rulebook.provisions, "undetermined")
        with self.control.solve(yield_=True) as models:
            for model in models:
                for symbol in model.symbols(shown=True):
                    found[symbol.arguments[0].string] = symbol.name
        return found


def _program(rulebook: Rulebook) -> Iterator[str]:
    from asp import clauses

    for id in rulebook.leaves:
        yield f'#external true("{id}"). #external false("{id}").'
    for node in rulebook.nodes:
        yield from clauses(node)
    for id in rulebook.provisions:
        yield f'met("{id}") :- true("{id}"). not_met("{id}") :- false("{id}").'
    yield "#show met/1. #show not_met/1."


class Zen:
    """GoRules' zen-engine: one expression for every node, on numbers 0, 1 and 2, *all* being the least."""

    def __init__(self, rulebook: Rulebook) -> None:
        import zen

        self.rulebook = rulebook
        ids = [*rulebook.leaves, *(node.id for node in rulebook.nodes)]
        self.names = {id: f"v{number}" for number, id in enumerate(ids)}
        expressions = [
            {"id": self.names[node.id], "key": self.names[node.id], "value": self._expression(node)}
            for node in rulebook.nodes
        ]
        kinds = ("inputNode", "expressionNode", "outputNode")
        nodes = [
            {"id": kind, "name": kind, "type": kind, "position": {"x": 0, "y": 0}, "content": content}
            for kind, content in zip(kinds, ({}, {"expressions": expressions}, {}), strict=True)
        ]
        edges = [
            {"id": one + two, "type": "edge", "sourceId": one, "targetId": two}
            for one, two in (kinds[:2], kinds[1:])
        ]
        self.engine = zen.ZenEngine()
        self.decision = self.engine.create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def _expression(self, node: Node) -> str:
        made = {each.id for each in self.rulebook.nodes}

        def term(literal: Literal) -> str:
            name = f"$.{self.names[literal.id]}" if literal.id in made else self.names[literal.id]
            return f"2 - {name}" if literal.negated else name

        terms = [term(each) for each in node.inputs]
        if node.operator is Operator.BURDEN:
            return f"{terms[0]} == 1 and {terms[1]} == 2 ? 0 : {terms[0]}"
        if len(terms) == 1:
            return terms[0]
        return f"{'min' if node.operator is Operator.ALL else 'max'}([{', '.join(terms)}])"

    def statuses(self, leaves: Leaves) -> Statuses:
        given = {self.names[id]: RANK[truth] for id, truth in leaves.items()}
        result = self.decision.evaluate(given)["result"]
        return {id: STATUS[int(result[self.names[id]])] for id in self.rulebook.provisions}


class Clips:
    """CLIPS, by clipspy, with the rules of our ruleset one by one."""

    def __init__(self, rulebook: Rulebook) -> None:
        import clips

        self.rulebook = rulebook
        self.environment = clips.Environment()
        self.environment.build("(deftemplate f (slot c) (slot value) (slot not_false) (slot not_true))")
        for number, rule in enumerate(compile_ruleset(rulebook).rules.values()):
            patterns = " ".join(
                f'(f (c "{each.condition}") ({each.property} {each.value}))' for each in rule.patterns
            )
            self.environment.build(
                f"(defrule r{number} (declare (salience {-rule.priority})) {patterns} => "
                f"(assert {_clips_fact(rule.node, rule.concludes)}))"
            )
        # Facts that Python has seen are never freed by clipspy; so they are loaded as text, and what comes
        # out is left in global variables.
        self.globals = {id: f"g{number}" for number, id in enumerate(rulebook.provisions)}
        for id, name in self.globals.items():
            self.environment.build(f"(defglobal ?*{name}* = nil)")
            self.environment.build(f'(defrule {name} (f (c "{id}") (value ?v)) => (bind ?*{name}* ?v))')
        self.facts = {(id, truth): _clips_fact(id, truth) for id in rulebook.leaves for truth in Truth}

    def statuses(self, leaves: Leaves) -> Statuses:
        self.environment.reset()
        self.environment.load_facts("\n".join([self.facts[fact] for fact in leaves.items()]))
        self.environment.run()
        values = {id: self.environment.find_global(name).value for id, name in self.globals.items()}
        return {id: Truth(str(value)).status for id, value in values.items()}


def _marks(truth: Truth, symbol: Callable[[str], Any]) -> dict[str, Any]:
    marks = {"not_false": truth is not Truth.FALSE, "not_true": truth is not Truth.TRUE}
    return {name: symbol("yes") for name, so in marks.items() if so}


def _clips_fact(id: str, truth: Truth) -> str:
    marks = " ".join(f"({name} yes)" for name in _marks(truth, str))
    return f'(f (c "{id}") (value {truth.value}) {marks})'


class OpenFisca:
    """OpenFisca: a variable for every leaf and node, numbers 0, 1 and 2; one person is one case."""

    def __init__(self, rulebook: Rulebook) -> None:
        from openfisca_core.entities import build_entity
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem

        self.rulebook = rulebook
        ids = [*rulebook.leaves, *(node.id for node in rulebook.nodes)]
        self.names = {id: f"v{number}" for number, id in enumerate(ids)}
        self.case = build_entity(key="case", plural="cases", label="A case", is_person=True)
        self.system = TaxBenefitSystem([self.case])
        for id in rulebook.leaves:
            self.system.add_variable(self._variable(id))
        for node in rulebook.nodes:
            self.system.add_variable(self._variable(node.id, _formula(node, self.names)))

    def _variable(self, id: str, formula: Callable[..., Any] | None = None) -> Any:
        from openfisca_core.periods import DateUnit
        from openfisca_core.variables import Variable

        content = {"value_type": int, "entity": self.case, "definition_period": DateUnit.YEAR, "label": id}
        return type(self.names[id], (Variable,), content | ({"formula": formula} if formula else {}))

    def many(self, columns: Mapping[str, Any], count: int, wanted: tuple[str, ...]) -> dict[str, Any]:
        """Answer many cases, given as columns of numbers."""
        from openfisca_core.simulations import SimulationBuilder

        simulation = SimulationBuilder().build_default_simulation(self.system, count)
        for id, values in columns.items():
            simulation.set_input(self.names[id], "2022", values)
        return {id: simulation.calculate(self.names[id], "2022") for id in wanted}

    def statuses(self, leaves: Leaves) -> Statuses:
        columns = {id: [RANK[truth]] for id, truth in leaves.items()}
        found = self.many(columns, 1, self.rulebook.provisions)
        return {id: STATUS[int(values[0])] for id, values in found.items()}


def _formula(node: Node, names: Mapping[str, str]) -> Callable[..., Any]:
    import numpy

    def value(case: Any, period: Any, literal: Literal) -> Any:
        found = case(names[literal.id], period)
        return 2 - found if literal.negated else found

    def formula(case: Any, period: Any) -> Any:
        values = [value(case, period, each) for each in node.inputs]
        if node.operator is Operator.BURDEN:
            claim, switch = values
            return numpy.where((claim == 1) & (switch == 2), 0, claim)
        least = node.operator is Operator.ALL
        return (numpy.minimum if least else numpy.maximum).reduce(values)

    return formula


MAKERS: Final[Mapping[str, type]] = {
    "C module, no trace": BareModule,
    "clingo": Clingo,
    "zen-engine": Zen,
    "clipspy": Clips,
    "openfisca-core": OpenFisca,
}


def engines(rulebook: Rulebook) -> dict[str, Contestant]:
    """Load the rules into every engine that is installed."""
    found: dict[str, Contestant] = {}
    for name, maker in MAKERS.items():
        try:
            found[name] = maker(rulebook)
        except ModuleNotFoundError:
            print(f"{name} is not installed, and is left out.")
    return found
