"""Scenarios: a day, a State concerned, the record, and the accounts that actors gave."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from casus_foederis.logic import Id, Status
from casus_foederis.model.base import Answer, ClaimId, Day, Slug, State, Strict, Text, Window
from casus_foederis.model.practice import Practice


class Statement(Window):
    """One answer to a question of fact, over a span of days."""

    value: Answer
    claims: tuple[ClaimId, ...] = ()
    note: Text | None = None


def _statements(value: Any) -> Any:
    """Accept ``fact: true``, ``fact: {value: true, ...}`` and a list of the latter."""
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return (value if isinstance(value, (dict, Statement)) else {"value": value},)


Statements = Annotated[tuple[Statement, ...], BeforeValidator(_statements), Field(min_length=1)]
Facts = dict[Id, Statements]


class Role(StrEnum):
    """In which capacity an actor speaks."""

    STATE_CONCERNED = "state-concerned"
    OPPOSING_STATE = "opposing-state"
    ORGANISATION = "organisation"
    ALLY = "ally"
    THIRD_STATE = "third-state"
    OBSERVERS = "observers"


class Framing(Strict):
    """One actor's account of the facts, on top of the record."""

    role: Role | None = None
    holder: Text
    said: Day | None = Field(
        default=None,
        description="The day on which the account was first given. The law is asked of it on the scenario's "
        "days from then on; where none is left, on that day itself.",
    )
    summary: Text | None = None
    facts: Facts = Field(default={})


def _several(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


Slugs = Annotated[
    tuple[Slug, ...],
    BeforeValidator(_several, json_schema_input_type=Slug | list[Slug]),
    Field(min_length=1),
]


class Expectation(Strict):
    """Answers that the engine must give, or the suite fails.

    A list of framings or interpretations stands for each of them; one that is left out stands for all.
    """

    framing: Slugs | None = None
    interpretation: Slugs | None = None
    provision: Id = Field(description="A provision or a condition of the treaty.")
    status: Status
    text: Slug | None = None
    on: Day | None = None
    readings: dict[Slug, Slug] = Field(default={})


RECORD = "record"


class Scenario(Strict):
    """A file in ``scenarios/``: a crisis that happened, or one that somebody imagines."""

    kind: Literal["historical", "hypothetical"]
    id: Slug
    title: Text
    date: Day = Field(description="The day on which the law is asked.")
    also_on: tuple[Day, ...] = ()
    state: State = Field(description="The State concerned.")
    opponents: tuple[State, ...] = ()
    treaty: Slug
    summary: Text
    record: Facts = Field(default={})
    framings: dict[Slug, Framing] = Field(default={})
    practice: Practice | None = None
    expect: tuple[Expectation, ...] = ()

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
