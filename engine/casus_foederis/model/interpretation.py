"""Terms of open texture, their readings, and interpretations: one reading for each term."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from casus_foederis.model.base import DISTINCT, Attested, ClaimName, Slug, Strict, Text, Worded
from casus_foederis.model.names import Names


class Reading(Attested):
    """One way of understanding a term."""

    title: Text = Field(description="A few words that name it.")
    paraphrase: Text = Field(description="What the term means, so read, in our own words.")


class Term(Worded):
    """A word of the treaty, or of the law around it, that lawyers read differently."""

    ordered: StrictBool = Field(
        description="Whether the readings widen from first to last, each admitting what those before it do."
    )
    readings: dict[Slug, Reading] = Field(
        min_length=2, description="The readings; where they widen, from narrow to wide."
    )

    def admits(self, held: str, asked: str) -> bool:
        """Tell whether someone who holds one reading accepts what another asks for."""
        if not self.ordered:
            return held == asked
        order = list(self.readings)
        return order.index(asked) <= order.index(held)


class Basis(StrEnum):
    """Why an interpretation has a certain reading in one of its cells."""

    HELD = "held"
    INFERRED = "inferred"
    FILLED = "filled"


class Cell(Strict):
    """The reading that an interpretation gives to one term."""

    reading: Annotated[Slug, Names("reading")] = Field(description="The reading given to the term.")
    basis: Basis = Field(
        description="held: its holder said so; inferred: from a claim, by the reasoning in the note; "
        "filled: nobody said, so the value is the default's."
    )
    source: Text | None = Field(default=None, description="Where the holder said so.")
    claims: Annotated[tuple[ClaimName, ...], DISTINCT] = Field(
        default=(), description="The claims in which the holder said so."
    )
    note: Text | None = Field(default=None, description="The reasoning, where the reading is inferred.")


class Interpretation(Strict):
    """A named bundle of readings. Terms left out take the default's reading and count as filled."""

    title: Text = Field(description="A few words that name it.")
    held_by: Text = Field(description="Who holds it.")
    unheld: StrictBool = Field(
        default=False, description="Nobody is known to have held it: it is there to be tried."
    )
    paraphrase: Text = Field(description="What it comes to, in our own words.")
    readings: dict[Annotated[Slug, Names("term")], Cell] = Field(
        description="The reading of each term; terms left out take the default's, and count as filled."
    )


class Interpretations(Strict):
    """Interpretations: the open words, how each can be read, and who reads them how."""

    kind: Literal["interpretations"] = Field(description="What this file is.")
    terms: dict[Slug, Term] = Field(min_length=1, description="The open words, by id.")
    default: Slug = Field(description="The interpretation that fills the silence of the others.")
    interpretations: dict[Slug, Interpretation] = Field(
        min_length=1, description="Named bundles of readings, by id."
    )

    def cells(self, interpretation: str) -> dict[str, Cell]:
        """Give every term's cell under an interpretation, the filled ones too, in the order of the terms."""
        own = self.interpretations[interpretation].readings
        default = self.interpretations[self.default].readings
        return {
            term: own.get(term) or Cell(reading=default[term].reading, basis=Basis.FILLED)
            for term in self.terms
        }
