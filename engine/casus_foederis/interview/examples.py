"""Examples from the record: who said yes to a question of fact, and who said no."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casus_foederis.logic import Truth
from casus_foederis.model.scenario import RECORD, Facts, Scenario


@dataclass(frozen=True, slots=True)
class Example:
    """An answer of a historical case: the case, and the account; ``record`` where nobody denies it."""

    scenario: Scenario
    framing: str
    answer: Truth


def examples(scenarios: Mapping[str, Scenario], fact: str) -> list[Example]:
    """Find the latest case in which a fact is so, and the latest in which it is not, each on claims."""
    found: dict[Truth, Example] = {}
    for scenario in scenarios.values():  # in the order of their dates
        if scenario.kind == "historical":
            for framing, facts in _parts(scenario):
                for statement in facts.get(fact, ()):
                    earlier = found.get(statement.value)
                    if statement.claims and (earlier is None or earlier.scenario is not scenario):
                        found[statement.value] = Example(scenario, framing, statement.value)
    return [found[truth] for truth in (Truth.TRUE, Truth.FALSE) if truth in found]


def _parts(scenario: Scenario) -> Iterator[tuple[str, Facts]]:
    """Give what the accounts say themselves, then the record: an example with a name tells more."""
    for id, framing in scenario.framings.items():
        yield id, framing.facts
    yield RECORD, scenario.record
