"""A treaty: instruments with dated texts and parties, conditions, provisions."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StringConstraints

from casus_foederis.logic import Expression, Id, Truth
from casus_foederis.model.base import DISTINCT, WORD, Attested, Day, Slug, State, Strict, Text, Window, Worded
from casus_foederis.model.names import Names
from casus_foederis.model.practice import Measure


class Wording(Window, Attested):
    """The words of an instrument in force over a span of days."""

    title: Text = Field(description="A few words that name it.")
    paraphrase: Text = Field(description="What these words say on the point, in our own words.")
    caps: dict[Annotated[Slug, Names("term")], Annotated[Slug, Names("reading")]] = Field(
        default={},
        description="Term -> widest reading that these words can bear, whatever an interpretation says.",
    )


class Standing(StrEnum):
    """Whether a State is a party to an instrument on a day."""

    PARTY = "party"
    NOT_PARTY = "not_party"
    CONTESTED = "contested"

    @property
    def truth(self) -> Truth:
        """Whether the State is a party, as the rules take it."""
        return _PARTY[self]


_PARTY = {
    Standing.PARTY: Truth.TRUE,
    Standing.NOT_PARTY: Truth.FALSE,
    Standing.CONTESTED: Truth.UNKNOWN,
}


class ContestedDate(Attested):
    """Another date that somebody gives for the first or the last day of a spell."""

    of: Literal["since", "until"] = Field(description="Which end of the spell it is about.")
    date: Day = Field(description="The other date.", examples=["1993-12-09"])


class Spell(Window, Attested):
    """A span of days over which States stand in one and the same way to an instrument."""

    states: Annotated[tuple[State, ...], DISTINCT] = Field(
        min_length=1,
        description="States that stand so: ISO 3166 codes, or English names.",
        examples=[["ARM", "KAZ"]],
    )
    standing: Standing = Field(description="Whether they are parties over this span.")
    reason: Text = Field(description="The event or rule behind it, in our own words.")
    contested: tuple[ContestedDate, ...] = Field(
        default=(), description="Other dates that sources give for its first or last day."
    )


class Instrument(Strict):
    """One treaty text of the system: the treaty itself, a charter, an agreement."""

    title: Text = Field(description="Its title, with place and year.")
    texts: dict[Slug, Wording] = Field(min_length=1, description="Its words over time, by id.")
    spells: tuple[Spell, ...] = Field(min_length=1, description="Who was bound, and when.")

    def text_on(self, day: datetime.date) -> str | None:
        """Find the text in force on a day."""
        return next((id for id, text in self.texts.items() if text.covers(day)), None)

    def spell_on(self, state: str, day: datetime.date) -> Spell | None:
        """Find the spell of a State on a day; without one, the State is not a party."""
        return next((spell for spell in self.spells if state in spell.states and spell.covers(day)), None)

    def standing_on(self, state: str, day: datetime.date) -> Standing:
        """Tell whether a State is a party on a day."""
        spell = self.spell_on(state, day)
        return spell.standing if spell else Standing.NOT_PARTY

    @property
    def states(self) -> tuple[str, ...]:
        """Every State that any spell names, in alphabetical order of the codes."""
        return tuple(sorted({state for spell in self.spells for state in spell.states}))


class Condition(Worded):
    """A named proposition, defined by a rule over facts, look-ups, readings and other conditions."""

    rule: Expression = Field(
        description="What it takes: an id, or 'all: [...]', 'any: [...]' or 'not: ...' of such."
    )


class Nature(StrEnum):
    """What a provision does when it is met."""

    CHARACTERISATION = "characterisation"
    DUTY = "duty"
    POWER = "power"
    CAUTION = "caution"

    @property
    def invoked(self) -> bool:
        """Whether the State concerned invokes it, and so may bear the burden of proof."""
        return self is not Nature.CAUTION


class Consequence(Strict):
    """What follows when a provision is met."""

    id: Annotated[str, StringConstraints(pattern=WORD)] = Field(
        description="Its name for programs: small letters and underscores.", examples=["assistance_due"]
    )
    title: Text = Field(description="What follows, in a few words.")


class Honour(Strict):
    """Which measures of the organs answer to a provision."""

    full: Annotated[tuple[Measure, ...], DISTINCT] = Field(description="Measures that answer to it in full.")
    partial: Annotated[tuple[Measure, ...], DISTINCT] = Field(
        default=(), description="Measures that answer to it in part."
    )
    cited: StrictBool = Field(
        default=False,
        description="Whether a measure counts only if this provision, or none, was cited as its basis.",
    )


class Provision(Condition):
    """A condition from which something follows."""

    nature: Nature = Field(description="What it does when it is met.")
    consequence: Consequence = Field(description="What follows when it is met.")
    honour: Honour | None = Field(
        default=None, description="For duties and powers: the conduct that answers."
    )


class Treaty(Strict):
    """A treaty: its texts, its parties, its conditions and provisions."""

    kind: Literal["treaty"] = Field(description="What this file is.")
    id: Slug = Field(
        description="Its name for programs: small letters, digits and hyphens.", examples=["cst"]
    )
    title: Text = Field(description="Its name for people.")
    burden: Id | None = Field(
        default=None,
        description="A reading under which what the invoking State leaves open counts against it.",
    )
    main: Id = Field(description="The provision that reports put first.")
    instruments: dict[Slug, Instrument] = Field(
        min_length=1, description="The treaty itself, under the treaty's own id, and what stands around it."
    )
    conditions: dict[Id, Condition] = Field(description="Named steps on the way to the provisions, by id.")
    provisions: dict[Id, Provision] = Field(
        min_length=1, description="Conditions from which something follows, by id."
    )

    @property
    def rules(self) -> dict[str, Condition]:
        """Conditions and provisions together, in the order of the file."""
        return {**self.conditions, **self.provisions}

    def path_of(self, rule: str) -> tuple[str, str]:
        """Tell where in the file a condition or provision stands."""
        return ("conditions" if rule in self.conditions else "provisions", rule)

    @property
    def instrument(self) -> Instrument:
        """The treaty proper: the instrument that bears the treaty's own id."""
        return self.instruments[self.id]

    @property
    def texts(self) -> dict[str, Wording]:
        """Every text of every instrument."""
        return {id: text for each in self.instruments.values() for id, text in each.texts.items()}
