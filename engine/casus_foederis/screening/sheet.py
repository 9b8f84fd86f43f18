"""A table that is screened: its columns understood, its cells checked, its rows answered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, reduce
from operator import or_
from typing import Any, Final

import narwhals as nw

from casus_foederis.advice import nearest
from casus_foederis.columns.plan import OWN, Column, Name, Plan, Value
from casus_foederis.leaves import STATED, Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.states import state_code, state_spellings
from casus_foederis.problems import InputError, Place, Problem
from casus_foederis.rulebook import Literal
from casus_foederis.screening.answers import add_answers
from casus_foederis.screening.cells import (
    DATE,
    OPPONENTS,
    SEPARATOR,
    STATE,
    Cells,
    day_cells,
    fact_cells,
    is_text,
    state_cells,
    written_as,
)
from casus_foederis.screening.frames import inner, number_rows, outer
from casus_foederis.screening.lookups import NOBODY, Involved, LookUps
from casus_foederis.screening.screen import Answer, Screening
from casus_foederis.screening.wrong import what_is_wrong

WRONG: Final = f"{OWN}wrong"
_ROW: Final = f"{OWN}row"
_VALUE: Final = f"{OWN}value"


class Sheet:
    """A table that is to be screened.

    ``name`` is that of its file, or what else messages are to call it. Raises `InputError` for columns that
    are missing, not known, or of a type that cannot be read; cells are looked at later.
    """

    def __init__(self, screening: Screening, frame: Any, name: str) -> None:
        self.asked, self.frame, self.name = screening, frame, name
        self.schema = {outer(column): kind for column, kind in frame.collect_schema().items()}
        for column in (DATE, STATE):
            if column in self.schema and self._says_nothing(column):
                self.schema[column] = nw.String()  # so that it is told of the first row
        problems = [*self._strange()] or [*self._missing()]  # what is missing may be called otherwise
        self.cells: dict[str, Cells] = {}
        for column in self._read():
            cells = self._cells(column)
            if cells is None:
                problems.append(self._problem("table_type", column, type=str(self.schema[column])))
            else:
                self.cells[column] = cells
        if problems:
            raise InputError(problems)

    def check(self) -> None:
        """Look at every cell that is read.

        Raises `InputError` with the first wrong one of each column, and how many more there are.
        """
        tests = {inner(column): wrong.cast(nw.Int64()).sum() for column, wrong in self._wrong.items()}
        counts = _rows(self.frame.select(**tests))[0] if tests else ()
        found = {outer(column): count for column, count in zip(tests, counts, strict=True) if count}
        if found:
            raise InputError([self._wrong_cell(column, count - 1) for column, count in found.items()])

    def answered(self, *, marked: bool = False) -> Any:
        """Give the frame with the answers added.

        If wanted, a last column marks the rows in which a cell is wrong; `check` names it.
        """
        plan, concluded, values = self._plan()
        mark = {WRONG: reduce(or_, self._wrong.values(), nw.lit(value=False))} if marked else {}
        frame = self.frame.with_columns(**values) if values else self.frame
        return add_answers(frame, plan, concluded, [inner(column) for column in self.schema], mark)

    @property
    def silent(self) -> dict[str, Truth]:
        """Facts that are asked for and of which the table says nothing: what they are taken for."""
        facts = self.asked.library.vocabulary.facts
        left = (id for id in self.asked.facts if id not in self.cells)
        return {id: facts[id].presumption or Truth.UNKNOWN for id in left}

    @property
    def needed(self) -> dict[str, list[str]]:
        """Facts of which the table says nothing, with those of which it does, but which need them."""
        facts, silent = self.asked.library.vocabulary.facts, self.silent
        found: dict[str, list[str]] = {}
        for id in self.asked.facts:
            need = facts[id].needs
            if id in self.cells and need in silent:
                found.setdefault(need, []).append(id)
        return found

    @property
    def without_opponents(self) -> bool:
        """Tell whether it is asked who the opponents are, and the table does not say."""
        asked = any(leaf.kind is LeafKind.OPPONENT_PARTY for leaf in self.asked.leaves)
        return asked and OPPONENTS not in self.cells

    @property
    def carried(self) -> list[str]:
        """Columns that are not read."""
        return [column for column in self.schema if column not in self.cells]

    @property
    def _wrong(self) -> dict[str, nw.Expr]:
        """Express of each column in which a cell can be wrong whether it is."""
        return {column: each.wrong for column, each in self.cells.items() if each.wrong is not None}

    def _strange(self) -> Iterator[Problem]:
        """Find columns whose names are ours written otherwise, or that would be written over."""
        ours = {DATE, STATE, OPPONENTS, *self.asked.library.vocabulary.facts}
        plain = {_plain(name): name for name in ours} | {"opponent": OPPONENTS}
        added = {name for each in self.asked.answers for name in (each.status, each.because)}
        for column in self.schema:
            meant = plain.get(_plain(column))
            if column in added or column.startswith(OWN):
                yield self._problem("table_taken", column)
            elif column not in ours and (meant or "." in column):
                yield self._problem(
                    "table_column", column, advice=nearest(column, [meant] if meant else ours)
                )

    def _missing(self) -> Iterator[Problem]:
        needed = {DATE: (self.asked.on, "--on DATE"), STATE: (self.asked.state, "--state STATE")}
        for column, (given, option) in needed.items():
            if given is None and column not in self.schema:
                yield self._problem("table_no_column", column, option=option)
        facts = self.asked.facts
        if facts and not any(fact in self.schema for fact in facts):
            yield self._problem("table_no_facts", "", example=facts[0], facts=", ".join(facts))

    def _read(self) -> Iterator[str]:
        """List the columns that are read."""
        if self.asked.on is None and DATE in self.schema:
            yield DATE
        if self.asked.state is None and STATE in self.schema:
            yield STATE
        for column in (OPPONENTS, *self.asked.facts):
            if column in self.schema and not self._says_nothing(column):
                yield column

    def _says_nothing(self, column: str) -> bool:
        """Tell whether a column has no type because it holds nothing but nulls."""
        if not isinstance(self.schema[column], nw.Unknown):
            return False
        (nothing,) = _rows(self.frame.select(nw.col(inner(column)).is_null().all()))[0]
        return bool(nothing)

    def _cells(self, column: str) -> Cells | None:
        kind = self.schema[column]
        if column == DATE:
            return day_cells(kind)
        if column == STATE:
            return state_cells(column, kind, self._states, needed=True)
        if column == OPPONENTS:
            return state_cells(column, kind, self._opponents, needed=False) if is_text(kind) else None
        return fact_cells(inner(column), kind, self.asked.library.vocabulary.facts[column].presumption)

    @cached_property
    def _states(self) -> dict[str, Involved]:
        """The States that may be written in a cell, in each spelling; or the one that is asked about."""
        if self.asked.state is not None:
            return {self.asked.state: (self.asked.state, ())}
        spelled = {way for each in state_spellings() for way in (each, each.upper(), each.lower())}
        states = {each: state_code(each) for each in sorted(spelled)}
        return {each: (code, ()) for each, code in states.items() if code is not None}

    @cached_property
    def _opponents(self) -> dict[str, Involved]:
        """The opponents that are written in some cell, where all are States; in each spelling."""
        written = self.frame.select(nw.col(OPPONENTS).cast(nw.String())).unique()
        found = dict(_NONE)
        for cell in sorted(value for (value,) in _rows(written) if value):
            codes = [state_code(each) for each in cell.split(SEPARATOR)]
            if None not in codes:
                found[cell] = ("", tuple(code for code in codes if code is not None))
        return found

    def _plan(self) -> tuple[Plan, dict[Answer, tuple[Value, Name | Column]], dict[str, nw.Expr]]:
        """Plan the answers, and express the columns that the plan begins with."""
        asked = self.asked
        plan = Plan(asked.rulebook)
        look_ups = LookUps(plan, asked.treaty, asked.text, asked.on)
        leaves = {
            leaf.id: self._leaf(leaf, look_ups) for leaf in asked.leaves if leaf.kind is not LeafKind.READING
        }
        found = {}
        for answer in asked.answers:
            concluded = plan.conclude([answer.provision], leaves | asked.read(answer.interpretation))
            found[answer] = concluded.values[answer.provision], concluded.reason(answer.provision)
        values = {_column(id): each.value for id, each in self.cells.items() if id not in _NO_FACTS}
        for name, day in look_ups.since.items():
            values[name] = self.cells[DATE].value >= written_as(self.schema[DATE], day)
        for name, (column, cells) in look_ups.among.items():
            values[name] = self.cells[column].value.is_in(list(cells))
        return plan, found, values

    def _leaf(self, leaf: Leaf, look_ups: LookUps) -> Value:
        """Say where a leaf stands: in a column, or, because it is the same in every row, here."""
        if leaf.kind is LeafKind.FACT:
            fact = leaf.id.removesuffix(STATED)
            presumption = self.asked.library.vocabulary.facts[fact].presumption
            return Literal(_column(fact)) if fact in self.cells else presumption or Truth.UNKNOWN
        if leaf.kind is LeafKind.OPPONENT_PARTY:
            if OPPONENTS not in self.cells:
                return look_ups.value(leaf, OPPONENTS, _NONE)
            # They were found when the table was looked at; what is lazy may have others when it is read.
            return look_ups.value(leaf, OPPONENTS, self._opponents, all_known=False)
        return look_ups.value(leaf, STATE, self._states)

    def _wrong_cell(self, column: str, more: int) -> Problem:
        """Find the first wrong cell of a column, besides which there are more. Of rows without order, any."""
        cell = nw.col(inner(column)).cast(nw.String()).alias(_VALUE)
        wrong = self._wrong[column]
        if isinstance(self.frame, nw.LazyFrame) and not self.frame.implementation.is_polars():
            (value,) = _rows(self.frame.filter(wrong).select(cell).head(1))[0]
            return self._cell_problem(column, value, more)
        numbered = number_rows(self.frame, _ROW)
        value, row = _rows(numbered.filter(wrong).select(cell, nw.col(_ROW)).head(1))[0]
        return self._cell_problem(column, value, more, row + 1)

    def _cell_problem(self, column: str, value: str | None, more: int, row: int | None = None) -> Problem:
        code, values = what_is_wrong(column, value, more, row)
        line = 1 if row is None else row + 1  # the first line of a file holds the names of its columns
        return self._problem(code, column, line, **values)

    def _problem(self, code: str, column: str, line: int = 1, **values: str) -> Problem:
        number = 1 + list(self.schema).index(column) if column in self.schema else 1
        return Problem(
            Place(self.name, line, number), code, tuple(sorted({"column": column, **values}.items()))
        )


_NO_FACTS: Final = (DATE, STATE, OPPONENTS)
_NONE: Final[dict[str, Involved]] = {"": NOBODY}


def _column(fact: str) -> str:
    return inner(f"{OWN}{fact}")


def _plain(name: str) -> str:
    """Take from a name what people change who are not careful: capitals, and what is between words."""
    return "".join(each for each in name.casefold() if each.isalnum())


def _rows(frame: Any) -> list[tuple[Any, ...]]:
    """Fetch a few rows. What is missing is ``None`` in them; pandas calls it otherwise."""
    collected = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    missing = "NAType"
    return [
        tuple(None if type(each).__name__ == missing else each for each in row)
        for row in collected.iter_rows()
    ]
