"""What is asked of every row of a table, and the answer for a whole table in memory or in a database."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor
from casus_foederis.given import given_reading
from casus_foederis.leaves import STATED, Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.states import state_code, state_names
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError


@dataclass(frozen=True, slots=True)
class Answer:
    """A provision under an interpretation, and the names of the columns that answer it."""

    provision: str
    interpretation: str

    @property
    def status(self) -> str:
        """The column of its status."""
        return f"{self.provision}@{self.interpretation}"

    @property
    def because(self) -> str:
        """The column of the condition that decides why it is not met or undetermined."""
        return f"{self.status}.because"


class Screening:
    """Provisions of a treaty, asked under interpretations.

    What is left out is the first treaty, its main provision, every interpretation. ``text`` asks under other
    words than those in force; ``readings`` replaces single readings; ``on`` and ``state`` are for tables in
    which the day or the State concerned is the same in every row. Raises `UsageError` for what does not
    exist.
    """

    def __init__(
        self,
        assessor: Assessor,
        *,
        treaty: str | None = None,
        provisions: Collection[str] = (),
        interpretations: Collection[str] = (),
        text: str | None = None,
        readings: Mapping[str, str] | None = None,
        on: datetime.date | None = None,
        state: str | None = None,
    ) -> None:
        library = assessor.library
        if on is not None and type(on) is not datetime.date:  # one with a time of day could not be compared
            raise UsageError("bad_day", value=f"'{on}'", advice=say("advice.give_date"))
        self.library, self.text, self.on = library, text, on
        self.treaty = library.treaty(treaty if treaty is not None else next(iter(library.treaties)))
        self.rulebook = assessor.rulebook(self.treaty.id)
        self.rules = tuple(dict.fromkeys(provisions)) or (self.treaty.main,)
        for id in self.rules:
            _check("rule", id, self.rulebook.rules)
        if text is not None:
            _check("text", text, self.treaty.instrument.texts)
        self.state = None if state is None else _state(state)
        chosen = tuple(dict.fromkeys(interpretations)) or tuple(library.interpretations.interpretations)
        self._readings = {
            id: {term: reading for term, (reading, _) in assessor.readings_of(id, readings or {}).items()}
            for id in chosen
        }

    @property
    def answers(self) -> list[Answer]:
        """What is answered in every row, in the order of the columns."""
        return [Answer(rule, interpretation) for rule in self.rules for interpretation in self._readings]

    @property
    def leaves(self) -> list[Leaf]:
        """The leaves that the provisions use, whatever the readings."""
        used = {each.id for rule in self.rules for node in self.rulebook.cone(rule) for each in node.inputs}
        return [leaf for id, leaf in self.rulebook.leaves.items() if id in used]

    @property
    def facts(self) -> list[str]:
        """The facts that the provisions read, in the order of the vocabulary."""
        read = {leaf.id.removesuffix(STATED) for leaf in self.leaves}
        return [id for id in self.library.vocabulary.facts if id in read]

    def read(self, interpretation: str) -> dict[str, Truth]:
        """Give the leaves that hang on an interpretation."""
        law, readings = self.library.interpretations, self._readings[interpretation]
        leaves = self.rulebook.leaves.values()
        return {
            leaf.id: given_reading(leaf, law, readings) for leaf in leaves if leaf.kind is LeafKind.READING
        }


def _check(what: str, id: str, known: Iterable[str]) -> None:
    if id not in known:
        raise UsageError(f"unknown_{what}", id=id, advice=nearest(id, known))


def _state(text: str) -> str:
    text = str(text)
    code = state_code(text)
    if code is None:
        raise UsageError("unknown_state", id=text, advice=nearest(text, state_names()))
    return code


def screen(table: Any, screening: Screening, name: str = "table") -> Any:
    """Add the answers to a table of Polars, pandas, PyArrow, DuckDB or PySpark; give back one of its kind.

    Raises `InputError`, which names columns and rows, for a table that cannot be read so.
    """
    from casus_foederis.screening.frames import as_given, taken
    from casus_foederis.screening.sheet import Sheet

    sheet = Sheet(screening, taken(table), name)
    sheet.check()
    columns = [column for each in screening.answers for column in (each.status, each.because)]
    return as_given(table, sheet.answered(), columns)
