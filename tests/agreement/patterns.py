"""Random patterns for all readers of the rules, and what each of them makes of them.

A *lot* is a number of rows that share the words and the readings: those of an interpretation, or, in every
other lot, some of them replaced at random, a burden of proof among them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

import casus_foederis as casus
from agreement.clingo_reader import Row, disagreements
from agreement.label_reader import LabelReader
from casus_foederis.assessor import Assessor, Question
from casus_foederis.given import Situation, given_facts, given_lookup, given_reading, texts_in_force
from casus_foederis.leaves import STATED, LeafKind
from casus_foederis.logic import Truth
from conftest import a_scenario
from quality import oracle
from quality.many_rows import SAID, asked, rows

TEXTS = [None, "cst-1992", "cst-2010"]
Wrong = tuple[int, str]  # a row and a rule


@dataclass(frozen=True)
class Lot:
    """What the rows of a lot share. ``replaced`` are the readings that are not those of the interpretation."""

    seed: int
    interpretation: str
    text: str | None
    replaced: Mapping[str, str]


def lots(assessor: Assessor, seed: int) -> list[Lot]:
    """Make two lots for every interpretation under all words: as it is, and with readings replaced."""
    dice = random.Random(seed)
    found: list[Lot] = []
    for interpretation in assessor.library.interpretations.interpretations:
        for text in TEXTS:
            found.append(Lot(dice.randrange(10**9), interpretation, text, {}))
            terms = dice.sample(list(oracle.READINGS), k=4)
            replaced = {term: dice.choice(oracle.READINGS[term]) for term in terms}
            replaced["unknowns"] = dice.choice(["open", "against-invoker", "against-invoker"])
            found.append(Lot(dice.randrange(10**9), interpretation, text, replaced))
    return found


class Round:
    """The rows of a lot, the answers of the columns to them, and where other readers have another answer."""

    def __init__(self, assessor: Assessor, lot: Lot, count: int) -> None:
        self.assessor, self.lot = assessor, lot
        table = rows(random.Random(lot.seed), count, assessor.library.vocabulary.facts)
        self.rows: list[Row] = [
            dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)
        ]
        self.rules = assessor.rulebook("cst").rules
        chosen = assessor.readings_of(lot.interpretation, lot.replaced)
        self.readings = {term: reading for term, (reading, _) in chosen.items()}
        self.answers = self.columns(self.rows)

    def columns(self, given: Sequence[Row]) -> dict[str, list[str]]:
        """Answer rows by columns."""
        names = list(given[0])
        answered = casus.screen(
            pl.DataFrame(
                {name: [row[name] for row in given] for name in names},
                schema=dict.fromkeys(names, pl.String()),
            ),
            provisions=self.rules,
            interpretations=self.lot.interpretation,
            text=self.lot.text,
            readings=self.lot.replaced,
            assessor=self.assessor,
        )
        return {rule: answered[f"{rule}@{self.lot.interpretation}"].to_list() for rule in self.rules}

    def by_clingo(self, given: Sequence[Row], answers: Mapping[str, Sequence[str]]) -> list[Wrong]:
        """Find where clingo has another answer."""
        lot = self.lot
        return disagreements(given, lot.interpretation, lot.replaced, lot.text, answers)

    def by_labels(self, given: Sequence[Row], answers: Mapping[str, Sequence[str]]) -> list[Wrong]:
        """Find where the labels have another answer."""
        rulebook, law = self.assessor.rulebook("cst"), self.assessor.library.interpretations
        read = {
            leaf.id: given_reading(leaf, law, self.readings)
            for leaf in rulebook.leaves.values()
            if leaf.kind is LeafKind.READING
        }
        reader = LabelReader(rulebook, read)
        return [
            (number, rule)
            for number, row in enumerate(given)
            for rule, status in reader.statuses(self.leaves(row))
            if answers[rule][number] != status
        ]

    def by_durable_rules(self, given: Sequence[Row], answers: Mapping[str, Sequence[str]]) -> list[Wrong]:
        """Find where durable-rules has another answer."""
        found = []
        for number, row in enumerate(given):
            question = asked(self.assessor, row, self.lot.interpretation, self.lot.text)
            assessment = self.assessor.assess(Question(**{**vars(question), "readings": self.lot.replaced}))
            found += [
                (number, rule) for rule in self.rules if assessment[rule].status != answers[rule][number]
            ]
        return found

    def leaves(self, row: Row) -> dict[str, Truth]:
        """Give the leaves of a row, readings left out."""
        library, day = self.assessor.library, date.fromisoformat(row["date"])
        treaty = library.treaty("cst")
        opponents = tuple(each.strip() for each in (row["opponents"] or "").split(";") if each)
        texts = texts_in_force(treaty, day, self.lot.text)
        situation = Situation(treaty, row["state"], opponents, day, texts)
        said = {fact: SAID[row[fact]] for fact in library.vocabulary.facts if row[fact] is not None}
        facts = given_facts(a_scenario(said).record, library.vocabulary, day)
        found: dict[str, Truth] = {}
        for leaf in self.assessor.rulebook("cst").leaves.values():
            if leaf.kind is LeafKind.FACT:
                found[leaf.id] = facts[leaf.id.removesuffix(STATED)].value
            elif leaf.kind is not LeafKind.READING:
                found[leaf.id] = given_lookup(leaf, situation)
        return found


Reader = Callable[[Sequence[Row], Mapping[str, Sequence[str]]], list[Wrong]]


def smallest(round: Round, reader: Reader, wrong: Wrong) -> str:
    """Tell of a disagreement by the smallest row that shows it: with no answer that could be left out."""
    number, rule = wrong
    row = dict(round.rows[number])

    def differs(row: Row) -> bool:
        answers = round.columns([row])
        return (0, rule) in reader([row], answers)

    for name in [*row]:
        if name not in ("date", "state") and row[name] is not None and differs({**row, name: None}):
            row[name] = None
    said = ", ".join(f"{name}: {value}" for name, value in row.items() if value is not None)
    status = round.columns([row])[rule][0]
    return f"{reader.__name__} differs from the columns, which say of {rule}: {status}. {round.lot}. {said}"
