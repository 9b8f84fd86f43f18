"""Problems of the bundled treaty: accounts of real crises, and how an answer comes about or falls away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from problem import Problem

from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.levers import levers_of
from casus_foederis.files.library import load
from casus_foederis.labels.labels import Labels
from casus_foederis.logic import Truth

GOAL: Final = "cst.art4.2"
INTERPRETATION: Final = "icj"
ACCOUNTS: Final = (  # scenario, framing, and the statuses asked for
    ("kazakhstan-2022", "tokayev", (Truth.TRUE, Truth.FALSE)),
    ("artsvashen-1992", "baku", (Truth.TRUE,)),
    ("belarus-2020", "opposition", (Truth.TRUE,)),  # of which almost all is unknown
)


def problems(sizes: Sequence[int | None], every_status: bool = False) -> Iterator[Problem]:
    """Open the first levers on which the condition rests, as many as each size says; ``None`` opens all."""
    library = load()
    with Assessor(library) as assessor:
        for id, framing, asked in ACCOUNTS:
            scenario = library.scenario(id)
            question = Question(scenario, framing, INTERPRETATION, scenario.first_day(framing))
            rulebook = assessor.rulebook(scenario.treaty)
            fixed = {leaf: given.value for leaf, given in assessor.given(question).items()}
            choices = {lever: each.choice for lever, each in levers_of(assessor, question).items()}
            order = Labels(rulebook, GOAL, fixed, choices).choices
            for status in Truth if every_status else asked:
                name = f"{id}/{framing}, {status.status.replace('_', ' ')}"
                for size in sizes:
                    opened = {lever: choices[lever] for lever in islice(order, size)}
                    yield Problem(name, rulebook, GOAL, status, fixed, opened)
