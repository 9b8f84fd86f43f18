"""What all file formats share: strictness, ids, dates, and how law and words are cited."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from enum import StrEnum
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from casus_foederis.logic import Truth
from casus_foederis.model.names import Names
from casus_foederis.model.states import written_state

JsonSchema: TypeAlias = dict[str, Any]


class Strict(BaseModel):
    """A part of a file: unknown keys are errors, and what was read cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CLAIM = r"^(s[0-9]+-[0-9]+|x(-[a-z0-9]+)+-[0-9]+)$"
LANGUAGE = r"^[a-z]{2}$"
SHA256 = r"^[0-9a-f]{64}$"
WORD = r"^[a-z][a-z_]*$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=64)]
ClaimId = Annotated[str, StringConstraints(pattern=CLAIM, max_length=64)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]


def _plain(value: str) -> str:
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]", value):
        raise PydanticCustomError("control", "control characters cannot stand in text")
    return value


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), AfterValidator(_plain)
]


def _distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for n, value in enumerate(values):
        if value in values[:n]:
            raise PydanticCustomError("twice", "a value stands twice in one list", {"id": str(value)})
    return values


class _Distinct:
    """Marks a list in which nothing may stand twice."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_distinct, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return handler(schema) | {"uniqueItems": True}


DISTINCT = _Distinct()


def read_day(text: str) -> datetime.date:
    """Read a day written as ``YYYY-MM-DD``, and in no other way. Raises ``ValueError`` for anything else."""
    if re.fullmatch(DAY, text, re.ASCII) is None:
        raise ValueError(text)
    return datetime.date.fromisoformat(text)


def _iso_date(value: Any) -> Any:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str):
        with suppress(ValueError):
            return read_day(value)
    raise PydanticCustomError("day", "not a day of the calendar in the form YYYY-MM-DD")


def _state(value: Any) -> Any:
    code = written_state(value) if isinstance(value, str) else None
    if code is None:
        raise PydanticCustomError("state", "not a State known to ISO 3166")
    return code


def _truth(value: Any) -> Any:
    if isinstance(value, Truth):
        return value
    if isinstance(value, bool):
        return Truth.of(value)
    if value == Truth.UNKNOWN.value:
        return Truth.UNKNOWN
    raise PydanticCustomError("truth", "not one of true, false and unknown")


def _written(answer: Truth) -> bool | str:
    """Give an answer as files have it."""
    return answer.value if answer is Truth.UNKNOWN else answer is Truth.TRUE


Day = Annotated[
    datetime.date,
    BeforeValidator(
        _iso_date,
        json_schema_input_type=Annotated[str, Field(pattern=DAY, json_schema_extra={"format": "date"})],
    ),
]
State = Annotated[str, BeforeValidator(_state, json_schema_input_type=Annotated[str, Names("state")])]
Answer = Annotated[
    Truth,
    BeforeValidator(_truth, json_schema_input_type=Literal[True, False, "unknown"]),
    PlainSerializer(_written, return_type=Literal[True, False, "unknown"], when_used="json"),
]


def _date(value: Any) -> Any:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and re.fullmatch(DATE, text, re.ASCII):
        with suppress(ValueError):
            read_day((text + "-01-01")[:10])
            return text
    raise PydanticCustomError("date", "not a date, or a part of one")


# 2022, 2022-01 or 2022-01-06; YAML reads a bare year as a number.
PartialDay = Annotated[
    str,
    BeforeValidator(
        _date,
        json_schema_input_type=Annotated[int, Field(ge=1, le=9999)] | Annotated[str, Field(pattern=DATE)],
    ),
]


class Confidence(StrEnum):
    """How well something is known."""

    VERIFIED = "verified"
    REPORTED = "reported"
    UNVERIFIED = "unverified"


class Cited(Strict):
    """Something that rests on a source."""

    source: Text = Field(
        description="Pinpoint source: document and article, paragraph or date.",
        examples=["ICJ, Nicaragua (Merits), 1986, para. 195"],
    )
    confidence: Confidence = Field(
        description="verified: read in the document named; reported: the core was checked, not every "
        "detail; unverified: general knowledge, not checked.",
        examples=["reported"],
    )
    note: Text | None = Field(default=None, description="What a careful reader should know besides.")


ClaimName = Annotated[ClaimId, Names("claim")]


class Attested(Cited):
    """Something that rests on a source, and perhaps on claims made there."""

    claims: Annotated[tuple[ClaimName, ...], DISTINCT] = Field(
        default=(), description="Claims that it rests on, where the source is one of ours."
    )


class Worded(Cited):
    """Something that is explained to people; another language overlays these words by id."""

    title: Text = Field(description="A few words that name it.")
    question: Text = Field(description="The question it answers, as a lawyer would put it.")
    paraphrase: Text = Field(description="What it means, in our own words.")


class Window(Strict):
    """A span of days; both ends belong to it, and an end left out is open."""

    since: Day | None = Field(default=None, description="First day.", examples=["2022-01-05"])
    until: Day | None = Field(default=None, description="Last day, inclusive.", examples=["2022-01-19"])

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise PydanticCustomError("window", "'until' lies before 'since'")
        return self

    def covers(self, day: datetime.date) -> bool:
        """Tell whether a day lies within."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
