"""Every hypothetical of a provision, or some of them, as a table: each fact that it reads so, or not so.

The facts are put into groups of those that need one another. In a group, the answers that go together are
listed; hypotheticals are then numbered, as a clock numbers seconds, with a digit for each group. So each of
them can be made from its number alone, and a part of the table from a span of numbers.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Final

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from casus_foederis.assessor import Assessor
from casus_foederis.changes.triggers import Trigger
from casus_foederis.columns.plan import OWN, Plan, Value
from casus_foederis.leaves import STATED, LeafKind
from casus_foederis.problems import UsageError
from casus_foederis.rulebook import Literal
from casus_foederis.screening.answers import add_answers
from casus_foederis.screening.frames import inner, outer
from casus_foederis.screening.screen import Answer

_PART: Final = 200_000  # rows made at a time
_NUMBER: Final = f"{OWN}number"

Group = tuple[tuple[str, ...], list[tuple[bool, ...]]]  # facts, and the answers that go together


@dataclass(frozen=True)
class Sweep:
    """All hypotheticals of a provision under some interpretations, or a sample of so many of them.

    The State is a party and no opponent is, as in `Trigger`. The same seed draws the same sample.
    """

    triggers: Mapping[str, Trigger]
    groups: tuple[Group, ...]
    sample: int | None
    seed: int

    @property
    def rule(self) -> str:
        """The provision or condition."""
        return next(iter(self.triggers.values())).rule

    @property
    def asked_under(self) -> tuple[str, datetime.date]:
        """The text, and a day on which it is in force; other instruments are those of the day."""
        trigger = next(iter(self.triggers.values()))
        return trigger.text, trigger.day

    @property
    def possible(self) -> int:
        """How many hypotheticals there are."""
        return prod(len(answers) for _, answers in self.groups)

    @property
    def rows(self) -> int:
        """How many of them the table holds."""
        return self.possible if self.sample is None else min(self.sample, self.possible)

    @property
    def answers(self) -> list[Answer]:
        """What is answered in every row."""
        return [Answer(each.rule, interpretation) for interpretation, each in self.triggers.items()]

    def table(self) -> pl.LazyFrame:
        """Make the table, part by part as it is asked for."""
        facts = {inner(fact): pl.Boolean() for group, _ in self.groups for fact in group}
        made = register_io_source(self._parts, schema=facts, is_pure=True)
        plan = Plan(next(iter(self.triggers.values())).rulebook)
        concluded = {}
        for answer in self.answers:
            trigger = self.triggers[answer.interpretation]
            leaves: dict[str, Value] = dict(trigger.fixed)
            for leaf in trigger.rulebook.leaves.values():
                if leaf.kind is LeafKind.FACT:
                    leaves[leaf.id] = Literal(inner(leaf.id.removesuffix(STATED)))
            found = plan.conclude([answer.provision], leaves)
            concluded[answer] = found.values[answer.provision], found.reason(answer.provision)
        table: pl.LazyFrame = add_answers(nw.from_native(made), plan, concluded, list(facts)).to_native()
        return table.rename(outer)

    def _parts(
        self, columns: list[str] | None, condition: pl.Expr | None, most: int | None, _: int | None
    ) -> Iterator[pl.DataFrame]:
        """Make the facts of all rows, or what Polars asks for of them: columns, rows that fulfil a condition.

        It asks for no more than so many rows only where it asks for no condition.
        """
        facts = self._facts()
        chosen = None
        if self.sample is not None:
            chosen = sorted(random.Random(self.seed).sample(range(self.possible), self.rows))  # noqa: S311 - no secret
        rows = self.rows if most is None else min(most, self.rows)
        for first in range(0, rows, _PART):
            last = min(first + _PART, rows)
            numbers = (
                pl.int_range(first, last, eager=True) if chosen is None else pl.Series(chosen[first:last])
            )
            part = pl.DataFrame({_NUMBER: numbers}).select(**facts)
            if condition is not None:
                part = part.filter(condition)
            yield part if columns is None else part.select(columns)

    def _facts(self) -> dict[str, pl.Expr]:
        """Express facts by the number of a hypothetical; the last group changes fastest."""
        found: dict[str, pl.Expr] = {}
        below = self.possible
        for facts, answers in self.groups:
            below //= len(answers)
            digit = pl.col(_NUMBER) // below % len(answers)
            for place, fact in enumerate(facts):
                found[inner(fact)] = digit.is_in([n for n, each in enumerate(answers) if each[place]])
        return found


def sweep(
    assessor: Assessor,
    rule: str | None = None,
    *,
    interpretations: Collection[str] = (),
    text: str | None = None,
    readings: Mapping[str, str] | None = None,
    sample: int | None = None,
    seed: int = 1,
) -> Sweep:
    """Prepare a sweep.

    What is left out is the first treaty's main provision, every interpretation, the latest words. Raises
    `UsageError` for what does not exist, and for a sample of less than one.
    """
    if sample is not None and sample < 1:
        raise UsageError("bad_number", value=str(sample))
    bundles = tuple(dict.fromkeys(interpretations)) or tuple(assessor.library.interpretations.interpretations)
    triggers = {
        each: Trigger(assessor, rule, interpretation=each, text=text, readings=readings) for each in bundles
    }
    facts = next(iter(triggers.values())).facts
    needs = {id: each.needs for id, each in assessor.library.vocabulary.facts.items()}
    roots = [fact for fact in facts if needs[fact] not in facts]
    return Sweep(triggers, tuple(_group(fact, facts, needs) for fact in roots), sample, seed)


def _group(root: str, facts: Collection[str], needs: Mapping[str, str | None]) -> Group:
    """List a fact with all that need it, and the answers that go together: what is needed first."""
    parts = [_group(fact, facts, needs) for fact in facts if needs[fact] == root]
    names = (root, *(fact for group, _ in parts for fact in group))
    none = tuple(False for _ in names)
    some = ((True, *sum(each, ())) for each in product(*(answers for _, answers in parts)))
    return names, [none, *some]
