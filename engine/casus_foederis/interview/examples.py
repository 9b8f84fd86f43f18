"""Examples from the record: who said yes to a question of fact, and who said no."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casus_foederis.files.library import Library
from casus_foederis.given import Given, given_facts
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Example:
    """An answer of a historical case, and the claim in which somebody said just that."""

    scenario: Scenario
    answer: Truth
    claim: str


def examples(library: Library, fact: str) -> list[Example]:
    """Find the latest case in which somebody said that a fact is so, and the latest in which it is not.

    Only what holds on the day that is asked counts, and only what a claim says in terms: what was inferred
    is no example. Of a request that was not made, none is an example of how it was made.
    """
    need = library.vocabulary.facts[fact].needs
    found: dict[Truth, Example] = {}
    for scenario in library.scenarios.values():  # in the order of their dates
        for given in _accounts(library, scenario):
            answer = given[fact]
            earlier = found.get(answer.value)
            if need is not None and given[need].value is not Truth.TRUE:
                continue
            if earlier is None or earlier.scenario is not scenario:
                for claim in _in_terms(library, fact, answer):
                    found[answer.value] = Example(scenario, answer.value, claim)
                    break
    return [found[truth] for truth in (Truth.TRUE, Truth.FALSE) if truth in found]


def _accounts(library: Library, scenario: Scenario) -> Iterator[dict[str, Given]]:
    """Give what each account of a historical case says on the first day on which it is asked."""
    if scenario.kind == "historical":
        for id, account in scenario.accounts.items():
            day = scenario.first_day(id)
            yield given_facts(scenario.facts_of(account), library.vocabulary, day)


def _in_terms(library: Library, fact: str, answer: Given) -> Iterator[str]:
    for id in answer.claims:
        claim = library.claims[id]
        said = {Truth.TRUE: claim.supports, Truth.FALSE: claim.denies}.get(answer.value, ())
        if fact in said:
            yield id
