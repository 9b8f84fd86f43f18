"""Pairs of hypotheticals: one case told twice, but for one thing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import KEYS_OF_PAIRS, Hypothetical, Pair, Scenario

# Keys under which something is said about a case, and not in it.
_ABOUT: Final = frozenset(("id", "title", "summary", "expect"))

_Answers: TypeAlias = list[tuple[Truth, datetime.date | None, datetime.date | None]]


@dataclass(frozen=True, slots=True)
class Twins:
    """Two hypotheticals that differ in one thing, as the second says; the first need not have been read."""

    first: str
    second: str
    differs: str


def twins(library: Library) -> Iterator[Twins]:
    """List all pairs, in the order of their second cases."""
    for scenario in library.scenarios.values():
        if isinstance(scenario, Hypothetical) and scenario.pair is not None:
            yield Twins(scenario.pair.of, scenario.id, scenario.pair.differs)


def differences(one: Scenario, other: Scenario) -> list[str]:
    """List in what two cases differ: keys of their files, and facts of their records.

    What is said about a case does not count, nor do claims and notes beside an answer of the record.
    """
    keys = [key for key in Scenario.model_fields if key not in _ABOUT and key != "record"]
    facts = dict.fromkeys((*one.record, *other.record))
    return [
        *(key for key in keys if getattr(one, key) != getattr(other, key)),
        *(fact for fact in facts if _answers(one, fact) != _answers(other, fact)),
    ]


def pair_of(one: Scenario, other: Scenario) -> Pair | None:
    """Make a pair of two cases if there is one thing in which they differ, and one only."""
    found = differences(one, other)
    known = len(found) == 1 and (found[0] in KEYS_OF_PAIRS or found[0] in (*one.record, *other.record))
    return Pair(of=one.id, differs=found[0]) if known else None


def _answers(scenario: Scenario, fact: str) -> _Answers:
    return [(each.value, each.since, each.until) for each in scenario.record.get(fact, ())]
