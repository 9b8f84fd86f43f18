"""Leaves: everything a rule may name that no rule defines.

Facts come from scenarios. Look-ups come from dates and membership and are never typed by the author of a
scenario. Readings come from the interpretation. The law treats them alike: each can carry an outcome.

===========================  ==============================================================
``force.used``               a fact of the vocabulary
``party.INSTRUMENT``         the State concerned is a party on the day
``opponent_party.INSTRUMENT``  one of the opponents is
``text.TEXT``                these words are the ones in force
``reading.TERM.READING``     the interpretation reads the term so (or wider, where readings widen)
===========================  ==============================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from casus_foederis.model.interpretation import Term
from casus_foederis.model.treaty import Treaty

# Endings of ids that the rulebook makes, and that no file may use.
STATED = ".stated"  # the leaf behind a fact that needs another: what the scenario says of it
PROVEN = ".claim"  # the node behind a provision with a burden: what the facts say of it


class LeafKind(StrEnum):
    """Where the value of a leaf comes from."""

    FACT = "fact"
    PARTY = "party"
    OPPONENT_PARTY = "opponent_party"
    TEXT = "text"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf: its id, its kind, and what it is about (an instrument, a text, or a term and a reading)."""

    id: str
    kind: LeafKind
    about: tuple[str, ...] = ()


def leaves_of(treaty: Treaty, facts: Iterable[str], terms: Mapping[str, Term]) -> dict[str, Leaf]:
    """List every leaf that the rules of a treaty may name."""
    leaves = [Leaf(id, LeafKind.FACT) for id in facts]
    for instrument in treaty.instruments:
        kinds = (LeafKind.PARTY, LeafKind.OPPONENT_PARTY)
        leaves += [Leaf(f"{kind}.{instrument}", kind, (instrument,)) for kind in kinds]
    leaves += [Leaf(f"text.{text}", LeafKind.TEXT, (text,)) for text in treaty.texts]
    for id, term in terms.items():
        for reading in term.readings:
            leaves.append(Leaf(f"reading.{id}.{reading}", LeafKind.READING, (id, reading)))
    return {leaf.id: leaf for leaf in leaves}
