"""A table that is screened: its columns understood, its cells checked, its rows answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import Any, Final

import narwhals as nw

from casus_foederis.advice import day_advice, nearest, state_advice
from casus_foederis.columns.frames import reason, status, work_out
from casus_foederis.columns.plan import OWN, Column, Name, Plan, Value
from casus_foederis.given import Situation, given_lookup, texts_in_force
from casus_foederis.leaves import STATED, Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.states import state_hints, state_spellings, written_state
from casus_foederis.phrases import say
from casus_foederis.problems import InputError, Place, Problem
from casus_foederis.rulebook import Literal
from casus_foederis.screening.cells import (
    DATE,
    OPPONENTS,
    STATE,
    Cells,
    day_cells,
    fact_cells,
    party_cells,
    written_as,
)
from casus_foederis.screening.frames import inner, join, number_rows, outer
from casus_foederis.screening.lookups import (
    OPPONENTS_KEY,
    SPAN,
    STATE_KEY,
    LookUps,
    of_opponents,
    of_states,
    spans,
)
from casus_foederis.screening.screen import Answer, Screening

WRONG: Final = f"{OWN}wrong"
_ROW: Final = f"{OWN}row"
_VALUE: Final = f"{OWN}value"
_BETWEEN: Final = ";"  # several opponents in one cell
_LONGEST: Final = 100  # characters of a wrong cell that are told


class Sheet:
    """A table that is to be screened.

    ``name`` is that of its file, or what else messages are to call it. Raises `InputError` for columns that
    are missing, not known, or of a type that cannot be read; cells are looked at later.
    """

    def __init__(self, screening: Screening, frame: Any, name: str) -> None:
        self.asked, self.frame, self.name = screening, frame, name
        self.schema = {outer(column): kind for column, kind in frame.collect_schema().items()}
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
        """Look at every cell that is read. Raises `InputError` with the first wrong one of each column."""
        tests = {inner(column): wrong.any() for column, wrong in self._wrong.items()}
        failed = _rows(self.frame.select(**tests))[0] if tests else ()
        found = [outer(column) for column, wrong in zip(tests, failed, strict=True) if wrong]
        if found:
            raise InputError([self._wrong_cell(column) for column in found])

    def answered(self, *, marked: bool = False) -> Any:
        """Give the frame with the answers added.

        If wanted, a last column marks the rows in which a cell is wrong; `check` names it.
        """
        frame = self.frame.with_columns(**self._values())
        for look_ups in self._look_ups:
            frame = join(frame, look_ups.places, look_ups.key)
            frame = frame.with_columns((nw.col(look_ups.place) + nw.col(SPAN)).alias(look_ups.place))
            frame = join(frame, look_ups.columns, look_ups.place)
        mark = {WRONG: reduce(or_, self._wrong.values(), nw.lit(value=False))} if marked else {}
        return add_answers(frame, *self._plan(), [inner(column) for column in self.schema], mark)

    @property
    def silent(self) -> dict[str, Truth]:
        """Facts that are asked for and of which the table says nothing: what they are taken for."""
        facts = self.asked.library.vocabulary.facts
        left = (id for id in self.asked.facts if id not in self.cells)
        return {id: facts[id].presumption or Truth.UNKNOWN for id in left}

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
        if not any(fact in self.schema for fact in self.asked.facts):
            yield self._problem("table_no_facts", "", example=self.asked.facts[0])

    def _read(self) -> Iterator[str]:
        """List the columns that are read; one of nothing but nulls may have no type, and says nothing."""
        if self.asked.on is None and DATE in self.schema:
            yield DATE
        if self.asked.state is None and STATE in self.schema:
            yield STATE
        for column in (OPPONENTS, *self.asked.facts):
            if column in self.schema and not isinstance(self.schema[column], nw.Unknown):
                yield column

    def _cells(self, column: str) -> Cells | None:
        kind = self.schema[column]
        if column == DATE:
            return day_cells(kind)
        if column == STATE:
            return party_cells(column, kind, state_spellings(), needed=True)
        if column == OPPONENTS:
            return party_cells(column, kind, self._opponents, needed=False)
        return fact_cells(inner(column), kind, self.asked.library.vocabulary.facts[column].presumption)

    @cached_property
    def _opponents(self) -> dict[str, tuple[str, ...]]:
        """The opponents that are written in some cell, where all are States; in each spelling."""
        written = self.frame.select(nw.col(OPPONENTS).cast(nw.String())).unique()
        found: dict[str, tuple[str, ...]] = {"": ()}
        for cell in sorted(value for (value,) in _rows(written) if value):
            codes = [written_state(each.strip()) for each in cell.split(_BETWEEN)]
            if None not in codes:
                found[cell] = tuple(code for code in codes if code is not None)
        return found

    def _values(self) -> dict[str, nw.Expr]:
        """Express what is said in each cell, and the keys of look-ups."""
        facts = {_column(id): each.value for id, each in self.cells.items() if id not in _NO_FACTS}
        if not self._look_ups:
            return facts
        state = self.cells[STATE].value if STATE in self.cells else nw.lit(self.asked.state)
        keys = {STATE_KEY: state, SPAN: self._span()}
        if OPPONENTS in self.cells:
            keys[OPPONENTS_KEY] = self.cells[OPPONENTS].value
        return facts | keys

    def _span(self) -> nw.Expr:
        days = spans(self.asked.treaty)
        if self.asked.on is not None:
            return nw.lit(sum(day <= self.asked.on for day in days), dtype=nw.Int32())
        cell, kind = self.cells[DATE].value, self.schema[DATE]
        return nw.sum_horizontal(*((cell >= written_as(kind, day)).cast(nw.Int32()) for day in days))

    @cached_property
    def _look_ups(self) -> list[LookUps]:
        """The tables to be joined; none, where the day and the States are the same in every row."""
        if not {DATE, STATE, OPPONENTS} & self.cells.keys():
            return []
        asked = self.asked
        written = (
            {each: code for each in state_spellings() if (code := written_state(each)) is not None}
            if asked.state is None
            else {asked.state: asked.state}
        )
        found = [of_states(asked.treaty, self._leaves, written, asked.text)]
        if OPPONENTS in self.cells:
            found.append(of_opponents(asked.treaty, self._leaves, self._opponents, asked.text))
        return found

    @property
    def _leaves(self) -> list[Leaf]:
        return list(self.asked.rulebook.leaves.values())

    def _plan(self) -> tuple[Plan, dict[Answer, tuple[Value, Name | Column]]]:
        plan, rulebook = Plan(), self.asked.rulebook
        leaves = {leaf.id: self._leaf(leaf) for leaf in self._leaves if leaf.kind is not LeafKind.READING}
        found = {}
        for answer in self.asked.answers:
            read = self.asked.read(answer.interpretation)
            concluded = plan.conclude(rulebook, [answer.provision], leaves | read)
            found[answer] = concluded.values[answer.provision], concluded.reason(answer.provision)
        return plan, found

    def _leaf(self, leaf: Leaf) -> Value:
        """Say where a leaf stands: in a column, or, because it is the same in every row, here."""
        if leaf.kind is LeafKind.FACT:
            fact = leaf.id.removesuffix(STATED)
            presumption = self.asked.library.vocabulary.facts[fact].presumption
            return Literal(_column(fact)) if fact in self.cells else presumption or Truth.UNKNOWN
        for look_ups in self._look_ups:
            if leaf.id in look_ups.leaves:
                return Literal(look_ups.leaves[leaf.id])
        on, state, treaty = self.asked.on, self.asked.state, self.asked.treaty
        if leaf.kind is LeafKind.OPPONENT_PARTY or on is None or state is None:
            return Truth.FALSE  # nobody is named
        return given_lookup(
            leaf, Situation(treaty, state, (), on, texts_in_force(treaty, on, self.asked.text))
        )

    def _wrong_cell(self, column: str) -> Problem:
        """Find the first wrong cell of a column. Where rows have no order, any of them."""
        cell = nw.col(inner(column)).cast(nw.String()).alias(_VALUE)
        wrong = self._wrong[column]
        if isinstance(self.frame, nw.LazyFrame) and not self.frame.implementation.is_polars():
            (value,) = _rows(self.frame.filter(wrong).select(cell).head(1))[0]
            return self._cell_problem(column, value)
        numbered = number_rows(self.frame, _ROW)
        value, row = _rows(numbered.filter(wrong).select(cell, nw.col(_ROW)).head(1))[0]
        return self._cell_problem(column, value, row + 1)

    def _cell_problem(self, column: str, value: str | None, row: int | None = None) -> Problem:
        said = value or ""
        values = {
            "value": say("tables.nothing") if value is None else say("tables.quoted", value=value[:_LONGEST]),
            "where": say("tables.some_row") if row is None else say("tables.row", row=str(row)),
        }
        line = 1 if row is None else row + 1  # the first line of a file holds the names of its columns
        if column == DATE:
            return self._problem("table_day", column, line, advice=day_advice(said), **values)
        if column not in _NO_FACTS:
            return self._problem("table_answer", column, line, **values)
        names = [each.strip() for each in said.split(_BETWEEN)] if column == OPPONENTS else [said]
        wrong = next((each for each in names if written_state(each) is None), "")
        advice = state_advice(wrong, state_hints())
        return self._problem("table_state", column, line, advice=advice, **values)

    def _problem(self, code: str, column: str, line: int = 1, **values: str) -> Problem:
        number = 1 + list(self.schema).index(column) if column in self.schema else 1
        return Problem(
            Place(self.name, line, number), code, tuple(sorted({"column": column, **values}.items()))
        )


def add_answers(
    frame: Any,
    plan: Plan,
    concluded: Mapping[Answer, tuple[Value, Name | Column]],
    columns: Sequence[str],
    more: Mapping[str, nw.Expr] | None = None,
) -> Any:
    """Give columns of a frame, after them those of the answers that a plan comes to, and some more."""
    added = {}
    for answer, (value, why) in concluded.items():
        added[inner(answer.status)] = status(value)
        added[inner(answer.because)] = reason(value, why, plan)
    return work_out(frame, plan).select(*columns, **added, **(more or {}))


_NO_FACTS: Final = (DATE, STATE, OPPONENTS)


def _column(fact: str) -> str:
    return inner(f"{OWN}{fact}")


def _plain(name: str) -> str:
    """Write a name as people do who are not careful: in small letters, with dots for everything else."""
    return ".".join("".join(each if each.isalnum() else " " for each in name.casefold()).split())


def _rows(frame: Any) -> list[tuple[Any, ...]]:
    """Fetch a few rows. What is missing is ``None`` in them; pandas calls it otherwise."""
    collected = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    missing = "NAType"
    return [
        tuple(None if type(each).__name__ == missing else each for each in row)
        for row in collected.iter_rows()
    ]
