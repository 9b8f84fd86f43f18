"""What is taken as given before any rule is applied: a value, and its origin, for every leaf.

Facts are what the framing says, else what the record says, else what is presumed; look-ups follow from
dates and membership; readings from the interpretation. No rule is applied here.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from casus_foederis.leaves import Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Finding
from casus_foederis.model.interpretation import Interpretations
from casus_foederis.model.scenario import Facts
from casus_foederis.model.treaty import Standing, Treaty
from casus_foederis.model.vocabulary import Vocabulary


class Origin(StrEnum):
    """Where a finding comes from."""

    FACT = "fact"
    PRESUMPTION = "presumption"
    LOOKUP = "lookup"
    READING = "reading"
    RULE = "rule"


@dataclass(frozen=True)
class Given:
    """The value of a leaf, where it comes from, and the claims it rests on."""

    value: Truth
    origin: Origin
    claims: tuple[str, ...] = ()
    note: str | None = None

    @cached_property
    def finding(self) -> Finding:
        """What is found about the leaf, where no rule comes into it."""
        return Finding(self.value, self.origin, (), self.claims, self.note)


def given_facts(facts: Facts, vocabulary: Vocabulary, day: datetime.date) -> dict[str, Given]:
    """Answer every question of the vocabulary for one day.

    A presumption fills complete silence only. Where a scenario speaks of a fact, on whatever day, the fact
    is in its hands, and on the days it leaves out the answer is unknown.
    """
    answers: dict[str, Given] = {}
    for id, fact in vocabulary.facts.items():
        statements = facts.get(id, ())
        said = next((statement for statement in statements if statement.covers(day)), None)
        if said is not None:
            answers[id] = Given(said.value, Origin.FACT, said.claims, said.note)
        elif not statements and fact.presumption is not None:
            answers[id] = Given(fact.presumption, Origin.PRESUMPTION)
        else:
            answers[id] = Given(Truth.UNKNOWN, Origin.FACT)
    return answers


def texts_in_force(treaty: Treaty, day: datetime.date, text: str | None = None) -> frozenset[str]:
    """Find the text of each instrument on a day; ``text`` replaces that of the treaty proper."""
    found = {id: instrument.text_on(day) for id, instrument in treaty.instruments.items()}
    found[treaty.id] = text or found[treaty.id]
    return frozenset(each for each in found.values() if each is not None)


@dataclass(frozen=True, slots=True)
class Situation:
    """Whom and when the law is asked about: what look-ups are looked up for."""

    treaty: Treaty
    state: str
    opponents: tuple[str, ...]
    on: datetime.date
    texts: frozenset[str]


def given_lookup(leaf: Leaf, situation: Situation) -> Truth:
    """Look up a leaf that dates and membership decide. Without a named opponent, none is a party."""
    if leaf.kind is LeafKind.TEXT:
        return Truth.of(leaf.about[0] in situation.texts)
    instrument, day = situation.treaty.instruments[leaf.about[0]], situation.on
    if leaf.kind is LeafKind.PARTY:
        return instrument.standing_on(situation.state, day).truth
    standings = {instrument.standing_on(opponent, day) for opponent in situation.opponents}
    if Standing.PARTY in standings:
        return Truth.TRUE
    return Truth.UNKNOWN if Standing.CONTESTED in standings else Truth.FALSE


def given_reading(leaf: Leaf, interpretations: Interpretations, readings: Mapping[str, str]) -> Truth:
    """Tell whether the reading held of a term admits what a leaf asks for."""
    term, asked = leaf.about
    return Truth.of(interpretations.terms[term].admits(readings[term], asked))
