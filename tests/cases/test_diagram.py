"""Diagrams at their limits: deep ones work, and those that would take too much room are an error."""

from __future__ import annotations

import pytest

from casus_foederis.labels.diagram import MOST_CHOICES, Diagram
from casus_foederis.labels.families import Families
from casus_foederis.problems import UsageError


@pytest.mark.endurance
def test_as_many_choices_as_are_allowed_can_be_asked() -> None:
    diagram = Diagram([2] * MOST_CHOICES)
    each = [diagram.among(place, [1]) for place in range(MOST_CHOICES)]
    every, some = diagram.all_of(*each), diagram.any_of(*each)
    families = Families(diagram)
    assert families.count(families.smallest(every)) == 1
    assert families.count(families.smallest(some)) == MOST_CHOICES
    assert len(next(families.nearest(families.smallest(every), lambda _: (1,)))) == MOST_CHOICES
    assert diagram.count(some) == 2**MOST_CHOICES - 1
    assert diagram.chosen(every, {MOST_CHOICES - 1: 0}) == diagram.opposite(diagram.among(0, [0, 1]))


def test_more_choices_are_an_error() -> None:
    with pytest.raises(UsageError, match="too entangled"):
        Diagram([2] * (MOST_CHOICES + 1))


def test_rules_too_entangled_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """What belongs together stands far apart, so that the diagram doubles with every pair."""
    monkeypatch.setattr("casus_foederis.labels.diagram.MOST_NODES", 5_000)
    pairs = 20
    diagram = Diagram([2] * 2 * pairs)
    with pytest.raises(UsageError, match="Ask about a condition further in"):
        diagram.any_of(
            *(
                diagram.both(diagram.among(place, [1]), diagram.among(pairs + place, [1]))
                for place in range(pairs)
            )
        )
