"""Our own contestant: labels and families of the package."""

from __future__ import annotations

from problem import Moves, Problem

from casus_foederis.labels import diagram
from casus_foederis.labels.families import Families, Family
from casus_foederis.labels.labels import Labels

diagram.MOST_NODES = 10**9  # lifted, to see where it leads


def _labels(problem: Problem) -> Labels:
    return Labels(problem.rulebook, problem.goal, problem.fixed, problem.choices)


def _smallest(problem: Problem, labels: Labels) -> tuple[Families, Family]:
    families = Families(labels.diagram)
    return families, families.smallest(labels.reaching(problem.status))


def count(problem: Problem) -> int:
    """Count the smallest sets, without listing them."""
    families, family = _smallest(problem, _labels(problem))
    return families.count(family)


def sets(problem: Problem) -> list[Moves]:
    """List the smallest sets."""
    labels = _labels(problem)
    families, family = _smallest(problem, labels)
    return [
        frozenset((labels.choices[choice], option) for choice, option in each)
        for each in families.nearest(family, lambda _: (0,))
    ]


def nodes(problem: Problem) -> int:
    """Tell how many nodes the diagram has in the end."""
    labels = _labels(problem)
    _smallest(problem, labels)
    return len(labels.diagram)
