"""What the API takes: requests, as models. What is left out is chosen as on the command line."""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeAlias

from pydantic import Field, WithJsonSchema

from casus_foederis.changes.levers import LeverKind
from casus_foederis.model.base import Day, Strict

MOST_LISTED: Final = 200  # sets of changes in one answer
_MOST_NAMED: Final = 100  # readings or settings in one request

Name = Annotated[str, Field(min_length=1, max_length=200)]

# A scenario that is sent is read by the reader of files, which knows the law and explains mistakes; here it
# is only described. The shape of a file in full: `casus schema hypothetical`.
_SENT: Final = {
    "type": "object",
    "required": ["kind", "id", "title", "date", "state", "treaty", "summary"],
    "properties": {
        "kind": {"enum": ["hypothetical", "historical"]},
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64},
        "title": {"type": "string", "minLength": 1, "maxLength": 4000},
        "date": {"type": "string", "format": "date"},
        "also_on": {"type": "array", "items": {"type": "string", "format": "date"}},
        "state": {"type": "string", "examples": ["Kazakhstan"]},
        "opponents": {"type": "array", "items": {"type": "string"}},
        "treaty": {"type": "string", "examples": ["cst"]},
        "summary": {"type": "string", "minLength": 1, "maxLength": 4000},
        "record": {"type": "object", "additionalProperties": {"enum": [True, False, "unknown"]}},
        "framings": {"type": "object", "additionalProperties": {"type": "object"}},
    },
    "description": "A scenario, as a file of kind 'hypothetical' has it.",
}
Sent: TypeAlias = Annotated[dict[str, Any], WithJsonSchema(_SENT)]


class Account(Strict):
    """A scenario, and which account of it is meant."""

    scenario: Name | Sent = Field(
        description="The id of a bundled scenario, or a scenario of your own.", examples=["kazakhstan-2022"]
    )
    framing: Name | None = Field(default=None, description="The account; left out, the first.")


class OneAccount(Account):
    """A question about one account."""

    interpretation: Name | None = Field(default=None, description="Left out, the default one.")
    text: Name | None = Field(default=None, description="Left out, the words in force on the day.")
    on: Day | None = Field(default=None, description="The day; left out, the account's first.")
    readings: dict[Name, Name] = Field(
        default={},
        max_length=_MOST_NAMED,
        description="Read these terms so, whatever the interpretation says.",
    )


class AssessRequest(OneAccount):
    """What is to be answered."""


class CompareRequest(Strict):
    """Accounts to be held against each other; without a second, all accounts of the scenario of the first."""

    one: Account
    two: Account | None = None
    provision: Name | None = Field(default=None, description="Left out, the treaty's main provision.")
    interpretation: Name | None = Field(default=None, description="Left out, all of them.")
    on: Day | None = None


class WhatIfRequest(OneAccount):
    """What is to be otherwise, or to be reached."""

    goal: Name | None = Field(
        default=None,
        description="PROVISION=STATUS; left out, that the main one be met.",
        examples=["cst.art4.2=met"],
    )
    settings: dict[Name, Name] = Field(
        default={}, max_length=_MOST_NAMED, description="Set these levers otherwise: id -> where it is to be."
    )
    only: list[LeverKind] = Field(
        default=[], max_length=4, description="Levers that a search may move; left out, all."
    )
    page: int = Field(default=1, ge=1, le=1_000_000, description="Which page of the sets of changes.")
    most: int = Field(default=20, ge=1, le=MOST_LISTED, description="How many sets on a page.")
