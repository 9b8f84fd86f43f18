"""What checks of several files have in common."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence

from casus_foederis.advice import nearest
from casus_foederis.files.document import Document
from casus_foederis.files.formats import Path
from casus_foederis.model.base import Window
from casus_foederis.model.interpretation import Term
from casus_foederis.problems import Problem


def known(
    document: Document, path: Path, family: str, id: str, names: Collection[str], *, key: bool = False
) -> Iterator[Problem]:
    """Yield a problem if an id is not among the names of its family."""
    if id not in names:
        advice = document.advise(nearest, id, names)
        yield document.problem(path, f"unknown_{family}", key=key, id=id, advice=advice)


def known_readings(
    document: Document,
    path: Path,
    readings: Mapping[str, str],
    terms: Mapping[str, Term],
    inside: Path = (),
) -> Iterator[Problem]:
    """Check terms and their readings, which stand ``inside`` the value of each term."""
    for term, reading in readings.items():
        if term in terms:
            yield from known(document, (*path, term, *inside), "reading", reading, terms[term].readings)
        else:
            yield from known(document, (*path, term), "term", term, terms, key=True)


def overlapping(windows: Sequence[Window]) -> tuple[int, int] | None:
    """Find two windows that share a day: if any do, then two of those that begin one after another."""
    order = sorted(range(len(windows)), key=lambda n: windows[n].since or datetime.date.min)
    for one, two in itertools.pairwise(order):
        ends, begins = windows[one].until, windows[two].since
        if ends is None or begins is None or begins <= ends:
            return min(one, two), max(one, two)
    return None
