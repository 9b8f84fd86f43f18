"""Look-ups as rules: what dates and membership decide, over days and over what is written in cells.

Between two days on which a text or a standing begins or ends, no look-up changes. So everyone is looked up
once in every such span, by the same code as for a single case, and what comes out is put into a plan as a
rule: met, for those who are written so, on these days. No table has to be joined.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Final, TypeAlias

from casus_foederis.columns.plan import OWN, Plan, Value, opposite
from casus_foederis.given import Situation, given_lookup, texts_in_force
from casus_foederis.leaves import Leaf
from casus_foederis.logic import Truth
from casus_foederis.model.base import Window
from casus_foederis.model.treaty import Treaty
from casus_foederis.rulebook import Literal, Operator

Involved: TypeAlias = tuple[str, tuple[str, ...]]  # the State concerned, and its opponents

NOBODY: Final[Involved] = ("", ())


class LookUps:
    """Look-ups of a treaty, put into a plan. ``on`` is for tables in which the day is the same in every row.

    The columns that they take: ``since`` tells of some whether the day is this one or later, and ``among``
    whether in a column something of these stands.
    """

    def __init__(self, plan: Plan, treaty: Treaty, text: str | None, on: datetime.date | None) -> None:
        self.plan, self.treaty = plan, treaty
        self.days = [datetime.date.min, *_turning_days(treaty)] if on is None else [on]
        self.texts = [texts_in_force(treaty, day, text) for day in self.days]
        self.since: dict[str, datetime.date] = {}
        self.among: dict[str, tuple[str, Sequence[str]]] = {}
        self._named = {state for each in treaty.instruments.values() for state in each.states}
        self._spans = cache(self._look_up)

    def value(
        self, leaf: Leaf, column: str, written: Mapping[str, Involved], *, all_known: bool = True
    ) -> Value:
        """Look a leaf up for everyone who may be written in a column, in every way that may be written.

        If not ``all_known``, a cell may hold something else meanwhile, of which nothing is known.
        """
        alike: dict[tuple[Truth, ...], list[str]] = {}
        for cell, involved in written.items():
            alike.setdefault(self._spans(leaf, self._distinct(involved)), []).append(cell)
        found: list[Value] = []
        for spans, cells in alike.items():
            if set(spans) == {Truth.FALSE}:
                continue
            those: Value = Truth.TRUE if len(alike) == 1 else self._written(column, cells)
            found.append(self.plan.conclusion(Operator.ALL, [those, self._when(spans)]))
        if not all_known:
            known = self._written(column, [*written])
            found.append(self.plan.conclusion(Operator.ALL, [opposite(known), Truth.UNKNOWN]))
        return self.plan.conclusion(Operator.ANY, found)

    def _distinct(self, involved: Involved) -> Involved:
        """Take whoever no instrument names for nobody; they all stand alike."""
        state, opponents = involved
        return (
            state if state in self._named else NOBODY[0],
            tuple(each for each in opponents if each in self._named),
        )

    def _look_up(self, leaf: Leaf, involved: Involved) -> tuple[Truth, ...]:
        """Look a leaf up in every span of days."""
        return tuple(
            given_lookup(leaf, Situation(self.treaty, *involved, day, texts))
            for day, texts in zip(self.days, self.texts, strict=True)
        )

    def _when(self, spans: Sequence[Truth]) -> Value:
        """Say by the day what a look-up comes to."""
        found: list[Value] = []
        for truth, run in groupby(range(len(spans)), key=lambda number: spans[number]):
            numbers = [*run]
            begun, over = self._since(numbers[0]), self._since(numbers[-1] + 1)
            bounds = [begun, opposite(over), truth]
            found.append(self.plan.conclusion(Operator.ALL, bounds))
        return self.plan.conclusion(Operator.ANY, found)

    def _since(self, number: int) -> Value:
        """Say whether the day is in this span or a later one."""
        if number in (0, len(self.days)):
            return Truth.of(number == 0)
        name = f"{OWN}since:{number}"
        self.since[name] = self.days[number]
        return Literal(name)

    def _written(self, column: str, cells: Sequence[str]) -> Value:
        known = next((name for name, each in self.among.items() if each == (column, cells)), None)
        name = known or f"{OWN}among:{len(self.among)}"
        self.among[name] = (column, cells)
        return Literal(name)


def _turning_days(treaty: Treaty) -> list[datetime.date]:
    """List the days on which a span begins, after the first span, which has always been."""
    one = datetime.timedelta(days=1)
    spells = (spell for each in treaty.instruments.values() for spell in each.spells)
    windows: list[Window] = [*treaty.texts.values(), *spells]
    begun = {each.since for each in windows if each.since}
    ended = {each.until + one for each in windows if each.until}
    return sorted(begun | ended)
