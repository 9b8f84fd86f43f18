"""Reader 1: the rulebook on durable-rules. It infers; this module only feeds it and writes down what it does.

The C module is driven directly. The package's own Python layer starts threads, reads the wall clock,
swallows exceptions, and under Python 3.12 with warnings as errors fires no rule at all. Here there is one
state per engine, primed before first use and deleted after every evaluation, whatever happened in it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

import durable_rules_engine as durable

from casus_foederis.advice import quoted
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Firing
from casus_foederis.rulebook import Rulebook
from casus_foederis.ruleset import PRIMING_FACT, SID, CompiledRule, Ruleset, compile_ruleset

_MOST_MESSAGES: Final = 10_000  # of the engine, kept in memory once read


class EngineError(RuntimeError):
    """durable-rules did something that the rulebook does not allow for."""


@dataclass(frozen=True, slots=True)
class Inference:
    """One evaluation: the value of every node, and every firing in order."""

    values: Mapping[str, Truth]
    firings: tuple[Firing, ...]


class Engine:
    """A rulebook, compiled and loaded into durable-rules.

    Evaluations are independent of each other and may come from several threads, which take turns. Close the
    engine, or use it in a ``with`` statement: the C module frees nothing by itself.
    """

    def __init__(self, rulebook: Rulebook, ruleset: Ruleset | None = None) -> None:
        """Load a ruleset: that of the rulebook, unless another is given.

        Raises `RulesetError` if durable-rules could not bear it.
        """
        self.rulebook = rulebook
        self.ruleset = ruleset or compile_ruleset(rulebook)
        # The same messages come again and again; to read one takes longer than to find it read.
        self._read = lru_cache(_MOST_MESSAGES)(self._read_message)
        self._lock = threading.Lock()
        self._handle: int | None = durable.create_ruleset("casus", self.ruleset.definition)
        self._prime()

    def _prime(self) -> None:
        """Run one action: to delete a state that never ran one crashes the C module."""
        state = self._assert(durable.assert_facts, f"[{PRIMING_FACT}]")
        if not durable.start_action_for_state(self._handle, state):
            raise EngineError("durable-rules did not fire its first rule")
        durable.complete_and_start_action(self._handle, state)
        durable.delete_state(self._handle, SID)

    def infer(self, leaves: Mapping[str, Truth]) -> Inference:
        """Evaluate one case.

        ``leaves`` gives a value for every leaf of the rulebook. Raises ``KeyError`` if one is missing, and
        `EngineError` if a node concludes nothing, or two different things.
        """
        facts = self.ruleset.facts
        given = [(id, leaves[id]) for id in self.rulebook.leaves]
        batch = ",".join([facts[fact] for fact in given if fact in facts])
        with self._lock:
            if self._handle is None:
                raise EngineError("the engine is closed")
            if not batch:  # an empty batch crashes the C module
                raise EngineError("no rule listens to any of the facts")
            try:
                firings = self._fire(f"[{batch}]")
            finally:
                durable.delete_state(self._handle, SID)
        values = {firing.node: firing.concluded for firing in firings}
        if missing := [node.id for node in self.rulebook.nodes if node.id not in values]:
            raise EngineError(f"nothing was concluded about {quoted(missing)}")
        return Inference(values, tuple(firings))

    def _fire(self, batch: str) -> list[Firing]:
        """Assert the facts; then, firing by firing, write down what matched and assert what follows."""
        handle, state = self._handle, self._assert(durable.assert_facts, batch)
        facts, most = self.ruleset.facts, len(self.ruleset.rules)
        firings: list[Firing] = []
        concluded: dict[str, Truth] = {}
        started = durable.start_action_for_state(handle, state)
        message = started[1] if started else None
        while message and message != "{}":
            rule, matched = self._read(message)
            firings.append(Firing(len(firings) + 1, rule.rule, rule.name, rule.node, matched, rule.concludes))
            if len(firings) > most:
                raise EngineError("durable-rules fires without end")
            if rule.node not in concluded:
                concluded[rule.node] = rule.concludes
                if (rule.node, rule.concludes) in facts:
                    self._assert(durable.assert_fact, facts[rule.node, rule.concludes])
            elif concluded[rule.node] is not rule.concludes:
                raise EngineError(f"'{rule.node}' came out in two ways")
            message = durable.complete_and_start_action(handle, state)
        return firings

    def _read_message(self, message: str) -> tuple[CompiledRule, tuple[str, ...]]:
        """Read what the engine says of a firing: which rule, and the conditions of the facts that matched."""
        ((name, match),) = json.loads(message).items()
        return self.ruleset.rules[name], tuple(fact["condition"] for fact in match.values())

    def _assert(self, assertion: Callable[[int | None, str], tuple[int, int]], facts: str) -> int:
        code, state = assertion(self._handle, facts)
        if code:
            raise EngineError(f"durable-rules refused facts (code {code})")
        return state

    def close(self) -> None:
        """Free what the C module holds."""
        with self._lock:
            if self._handle is not None:
                durable.delete_ruleset(self._handle)
                self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
