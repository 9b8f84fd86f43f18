"""Scenarios: a day, a State concerned, the record, the accounts that actors gave, what cases teach."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    field_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from casus_foederis.logic import Id, Status
from casus_foederis.model.base import DISTINCT, Answer, ClaimName, Day, Slug, State, Strict, Text, Window
from casus_foederis.model.names import Names
from casus_foederis.model.practice import Practice


class Statement(Window):
    """One answer to a question of fact, over a span of days."""

    value: Answer = Field(
        description="true, false, or unknown, which is never taken for false.", examples=["unknown"]
    )
    claims: Annotated[tuple[ClaimName, ...], DISTINCT] = Field(
        default=(), description="Claims that the answer rests on: who said so, and where."
    )
    note: Text | None = Field(
        default=None,
        description="The reasoning, or what a careful reader should know. One that begins with 'Inferred' "
        "says that nobody gave the answer in terms.",
    )

    @property
    def is_inferred(self) -> bool:
        """Whether nobody gave the answer in terms, as the note says."""
        return (self.note or "").startswith("Inferred")


def _statements(value: Any) -> Any:
    """Accept ``fact: true``, ``fact: {value: true, ...}`` and a list of the latter."""
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return (value if isinstance(value, (dict, Statement)) else {"value": value},)


Statements = Annotated[
    tuple[Statement, ...],
    Field(min_length=1),
    BeforeValidator(
        _statements,
        json_schema_input_type=Answer | Statement | Annotated[list[Statement], Field(min_length=1)],
    ),
]
Facts = dict[Annotated[Id, Names("fact")], Statements]


class Role(StrEnum):
    """In which capacity an actor speaks."""

    STATE_CONCERNED = "state-concerned"
    OPPOSING_STATE = "opposing-state"
    ORGANISATION = "organisation"
    ALLY = "ally"
    THIRD_STATE = "third-state"
    OBSERVERS = "observers"


def _several(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


class _Several:
    """Marks a list that may be written as its only part."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_several, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        found = handler(schema)
        return {"anyOf": [found["items"], found]}


_SEVERAL = _Several()
_Framings = Annotated[tuple[Annotated[Slug, Names("framing")], ...], Field(min_length=1), DISTINCT, _SEVERAL]
_Bundles = Annotated[
    tuple[Annotated[Slug, Names("interpretation")], ...], Field(min_length=1), DISTINCT, _SEVERAL
]
_Readings = Annotated[tuple[Annotated[Slug, Names("reading")], ...], Field(min_length=1), DISTINCT, _SEVERAL]


class Position(Strict):
    """What an actor concluded in law, or how the actor read the treaty's words."""

    of: Text = Field(
        description="Whose position it is. The same words in other cases tie the positions of one actor "
        "together.",
        examples=["Russia"],
    )
    answers: dict[Annotated[Id, Names("rule")], Status] = Field(
        default={}, description="The answers that the actor gave: provision or condition -> status."
    )
    readings: dict[Annotated[Slug, Names("term")], _Readings] = Field(
        default={},
        description="How the actor read a word: term -> reading; of several, one of them, as reports differ.",
    )
    claims: Annotated[tuple[ClaimName, ...], Field(min_length=1), DISTINCT] = Field(
        description="The claims in which the actor said so."
    )
    note: Text | None = Field(
        default=None, description="The reasoning, or what a careful reader should know."
    )


class Framing(Strict):
    """One actor's account of the facts, on top of the record."""

    role: Role | None = Field(default=None, description="In which capacity the actor speaks.")
    holder: Text = Field(description="Whose account it is.", examples=["President Tokayev"])
    said: Day | None = Field(
        default=None,
        description="The day on which the account was first given. The law is asked of it on the scenario's "
        "days from then on; where none is left, on that day itself.",
        examples=["2022-01-06"],
    )
    summary: Text | None = Field(default=None, description="The account in a sentence, in our own words.")
    facts: Facts = Field(
        default={}, description="What the actor says of the facts. Where it is silent, the record speaks."
    )
    position: Position | None = Field(default=None, description="What the actor concluded in law.")


class Expectation(Strict):
    """Answers that the engine must give, or the suite fails.

    A list of framings or interpretations stands for each of them; one that is left out stands for all.
    """

    framing: _Framings | None = Field(
        default=None,
        description="The account or accounts of which it is expected; left out, all.",
        examples=["record"],
    )
    interpretation: _Bundles | None = Field(
        default=None, description="The interpretation or interpretations; left out, all."
    )
    provision: Annotated[Id, Names("rule")] = Field(
        description="The provision, or condition, whose answer is expected.", examples=["cst.art4.2"]
    )
    status: Status = Field(description="The answer expected.", examples=["met"])
    text: Annotated[Slug, Names("text")] | None = Field(
        default=None, description="Ask under these words of the treaty, whatever was in force."
    )
    on: Day | None = Field(
        default=None,
        description="Ask on this day; left out, the account's first.",
        examples=["2022-01-06"],
    )
    readings: dict[Annotated[Slug, Names("term")], Annotated[Slug, Names("reading")]] = Field(
        default={}, description="Read these terms so, whatever the interpretation says."
    )


RECORD = "record"
MOST_FRAMINGS: Final = 100
MOST_DAYS: Final = 366  # besides the first


class Scenario(Strict):
    """A scenario: a crisis that happened, or one that somebody imagines."""

    kind: Literal["historical", "hypothetical"] = Field(
        description="historical: it happened, and its facts rest on claims; hypothetical: it is imagined."
    )
    id: Slug = Field(
        description="Its name for programs: small letters, digits and hyphens.", examples=["my-case"]
    )
    title: Text = Field(description="Its name for people.", examples=["A raid on a border post"])
    date: Day = Field(description="The day on which the law is asked.", examples=["2022-01-06"])
    also_on: Annotated[tuple[Day, ...], DISTINCT] = Field(
        default=(),
        max_length=MOST_DAYS,
        description="More days on which the law is asked.",
        examples=[["2022-01-13"]],
    )
    state: State = Field(
        description="The State concerned: ISO 3166 code of three letters, or English name.",
        examples=["Kazakhstan"],
    )
    opponents: Annotated[tuple[State, ...], DISTINCT] = Field(
        default=(), description="States on the other side, if any.", examples=[["Azerbaijan"]]
    )
    treaty: Annotated[Slug, Names("treaty")] = Field(
        description="The treaty that is asked.", examples=["cst"]
    )
    summary: Text = Field(
        description="What happens, in a sentence or two.",
        examples=["Armed men from abroad seize a border post, and the government asks its allies for help."],
    )
    record: Facts = Field(default={}, description="What nobody disputes.")
    framings: dict[Slug, Framing] = Field(
        default={},
        max_length=MOST_FRAMINGS,
        description="Accounts that actors gave, by an id of their own. Without any, the record stands alone.",
    )
    practice: Practice | None = Field(default=None, description="What States and organs did.")
    background: Annotated[tuple[ClaimName, ...], DISTINCT] = Field(
        default=(), description="Claims about the case on which no answer and no practice rests."
    )
    expect: tuple[Expectation, ...] = Field(
        default=(), max_length=1_000, description="Answers that the engine must give, or the suite fails."
    )

    @field_validator("framings")
    @classmethod
    def _the_record_is_not_a_framing(cls, framings: dict[str, Framing]) -> dict[str, Framing]:
        if RECORD in framings:
            raise PydanticCustomError("reserved", "a framing cannot be called 'record'")
        return framings

    @property
    def accounts(self) -> dict[str, Framing]:
        """The framings; where nobody speaks, the record alone stands as one."""
        return self.framings or {RECORD: Framing(holder=self.title)}

    def days_of(self, framing: Framing) -> tuple[datetime.date, ...]:
        """List the days on which the law is asked of a framing."""
        days = (self.date, *self.also_on)
        if framing.said is None:
            return days
        return tuple(day for day in days if day >= framing.said) or (framing.said,)

    def first_day(self, account: str) -> datetime.date:
        """Give the first day on which the law is asked of an account."""
        return self.days_of(self.accounts[account])[0]

    def facts_of(self, framing: Framing) -> Facts:
        """Lay a framing over the record: where the framing speaks of a fact, the record yields."""
        return {**self.record, **framing.facts}


# In what a case can differ from its pair, besides a fact: a key of the file.
KEYS_OF_PAIRS: Final = ("date", "state", "opponents")


class Lesson(Strict):
    """What a case was made up to teach."""

    condition: Annotated[Id, Names("rule")] = Field(
        description="The condition, or provision, that the case isolates; all else is as it has to be.",
        examples=["cst.request"],
    )
    lesson: Text = Field(
        description="What the case teaches about it, in one or two plain sentences.",
        examples=["A request that was taken back is none."],
    )


class Pair(Strict):
    """Another case, from which this one differs in one thing alone."""

    of: Slug = Field(description="The id of the other case.", examples=["plain-attack"])
    differs: Annotated[Text, Names("difference")] = Field(
        description="The one thing in which the two differ: a fact, or a key of the file.",
        examples=["request.standing"],
    )


class Hypothetical(Scenario):
    """A scenario that is imagined, and so can be made to turn on one thing; what happened seldom does."""

    teaches: Lesson | None = Field(default=None, description="What the case isolates, and what it teaches.")
    pair: Pair | None = Field(
        default=None,
        description="The case that is the same but for one thing. Of two such cases, the second says so; "
        "'casus compare' holds them against each other.",
    )
