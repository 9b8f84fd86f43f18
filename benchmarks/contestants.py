"""The contestants, ours first."""

from __future__ import annotations

import sys
from typing import Final

import brute
import diagrams
import propagation
from problem import Contestant

DIAGRAM: Final = Contestant("diagram", diagrams.count, diagrams.sets)


def contestants() -> list[Contestant]:
    """List the contestants; clingo, which is no dependency of the package, only if it is there."""
    found = [
        DIAGRAM,
        Contestant("propagation", propagation.count, propagation.sets),
        Contestant("brute force", brute.count, brute.sets, brute.able),
    ]
    try:
        import asp
    except ModuleNotFoundError:
        print("clingo is not installed, and is left out.", file=sys.stderr)
    else:
        found.append(Contestant("clingo", asp.count, asp.sets))
    return found
