"""Reader 1: the rulebook on durable-rules. It infers; this module feeds it and writes down what it does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol, Self

from casus_foederis.advice import quoted
from casus_foederis.driver import Conclusion, Driver, EngineError
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Firing
from casus_foederis.rulebook import Rulebook
from casus_foederis.ruleset import CompiledRule, Ruleset, compile_ruleset

_MOST_MESSAGES: Final = 10_000  # of the engine, kept in memory once read


class Driving(Protocol):
    """What drives durable-rules: in this process, or in another."""

    def fire(self, facts: str) -> list[str]:
        """Assert facts, and give the message of every firing. Raises `EngineError`."""

    def close(self) -> object:
        """Free what is held."""


@dataclass(frozen=True, slots=True)
class Inference:
    """One evaluation: the value of every node, and every firing in order."""

    values: Mapping[str, Truth]
    firings: tuple[Firing, ...]


class Engine:
    """A rulebook, compiled and loaded into durable-rules.

    Evaluations are independent of each other. Close the engine, or use it in a ``with`` statement.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        ruleset: Ruleset | None = None,
        driver: Callable[[str, Mapping[str, Conclusion]], Driving] = Driver,
    ) -> None:
        """Load a ruleset: that of the rulebook, unless another is given.

        Raises `RulesetError` if durable-rules could not bear it.
        """
        self.rulebook = rulebook
        self.ruleset = ruleset or compile_ruleset(rulebook)
        # The same messages come again and again; to read one takes longer than to find it read.
        self._read = lru_cache(_MOST_MESSAGES)(self._read_message)
        self._driver = driver(self.ruleset.definition, self.ruleset.conclusions)

    def infer(self, leaves: Mapping[str, Truth]) -> Inference:
        """Evaluate one case.

        ``leaves`` gives a value for every leaf of the rulebook. Raises ``KeyError`` if one is missing, and
        `EngineError` if a node concludes nothing, or two different things.
        """
        facts = self.ruleset.facts
        given = [(id, leaves[id]) for id in self.rulebook.leaves]
        batch = ",".join([facts[fact] for fact in given if fact in facts])
        if not batch:  # an empty batch crashes the C module
            raise EngineError("no rule listens to any of the facts")
        values: dict[str, Truth] = {}
        firings: list[Firing] = []
        for step, message in enumerate(self._driver.fire(f"[{batch}]"), 1):
            rule, matched = self._read(message)
            firings.append(Firing(step, rule.rule, rule.name, rule.node, matched, rule.concludes))
            values[rule.node] = rule.concludes
        if missing := [node.id for node in self.rulebook.nodes if node.id not in values]:
            raise EngineError(f"nothing was concluded about {quoted(missing)}")
        return Inference(values, tuple(firings))

    def _read_message(self, message: str) -> tuple[CompiledRule, tuple[str, ...]]:
        """Read what the engine says of a firing: which rule, and the conditions of the facts that matched."""
        ((name, match),) = json.loads(message).items()
        return self.ruleset.rules[name], tuple(fact["condition"] for fact in match.values())

    def close(self) -> None:
        """Free what the driver holds."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
