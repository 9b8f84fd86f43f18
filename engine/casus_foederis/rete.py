"""Reader 1: the rulebook on durable-rules. It infers; this module feeds it and writes down what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol, Self

from casus_foederis.advice import quoted
from casus_foederis.driver import Conclusion, Driver, EngineError
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Firing
from casus_foederis.rulebook import Rulebook
from casus_foederis.ruleset import CompiledRule, Ruleset, compile_ruleset


class Driving(Protocol):
    """What drives durable-rules: in this process, or in another."""

    def fire(self, facts: str) -> list[str]:
        """Assert facts, and name the rules that fire, in their order. Raises `EngineError`."""

    def close(self) -> object:
        """Free what is held."""


class Traced(NamedTuple):
    """What a firing of a rule says, whenever it fires: on facts about just these conditions.

    See `Firing` for what each means.
    """

    rule: str
    compiled: str
    node: str
    matched: tuple[str, ...]
    concluded: Truth


@dataclass(frozen=True)
class Inference:
    """One evaluation: the value of every node, and every firing in order.

    ``fired`` names the compiled rules that fired; what they say is in ``rules``.
    """

    values: dict[str, Truth]
    fired: tuple[str, ...]
    rules: Mapping[str, Traced] = field(repr=False, compare=False)

    @cached_property
    def firings(self) -> tuple[Firing, ...]:
        """Every firing in order. Written down when first asked for."""
        rules = self.rules
        return tuple([Firing(step, *rules[name]) for step, name in enumerate(self.fired, 1)])


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
        self._rules = {name: _traced(rule) for name, rule in self.ruleset.rules.items()}
        self._driver = driver(self.ruleset.definition, self.ruleset.conclusions)

    def infer(self, leaves: Mapping[str, Truth]) -> Inference:
        """Evaluate one case.

        ``leaves`` gives a value for every leaf of the rulebook. Raises ``KeyError`` if one is missing, and
        `EngineError` if a node concludes nothing, or two different things.
        """
        heard = self.ruleset.facts
        given = [heard.get((id, leaves[id])) for id in self.rulebook.leaves]
        batch = ",".join(filter(None, given))
        if not batch:  # an empty batch crashes the C module
            raise EngineError("no rule listens to any of the facts")
        fired = self._driver.fire(f"[{batch}]")
        rules = self._rules
        values = {rule.node: rule.concluded for rule in [rules[name] for name in fired]}
        if missing := [node.id for node in self.rulebook.nodes if node.id not in values]:
            raise EngineError(f"nothing was concluded about {quoted(missing)}")
        return Inference(values, tuple(fired), rules)

    def close(self) -> None:
        """Free what the driver holds."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _traced(rule: CompiledRule) -> Traced:
    matched = tuple(each.condition for each in rule.patterns)
    return Traced(rule.rule, rule.name, rule.node, matched, rule.concludes)
