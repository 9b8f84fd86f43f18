"""Evidence: sources, claims made in them, and contradictions between claims."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from casus_foederis.logic import Id
from casus_foederis.model.base import (
    DISTINCT,
    SHA256,
    ClaimId,
    ClaimName,
    Confidence,
    Language,
    PartialDay,
    Slug,
    Strict,
    Text,
)
from casus_foederis.model.names import Names

_FILE = r"^[^./\\:\n][^/\\:\n]*$"  # no folder, which could lead out of the one that somebody named


def _file_name(value: str) -> str:
    if re.fullmatch(_FILE, value) is None:
        raise PydanticCustomError("file_name", "not the plain name of a file")
    return value


FileName = Annotated[Text, AfterValidator(_file_name), Field(json_schema_extra={"pattern": _FILE})]


class Source(Strict):
    """A document, identified so that a reader can find it again."""

    title: Text = Field(description="Its title, in its own language or in English.")
    language: Language = Field(
        description="ISO 639-1 code of the document's language.", examples=["fa", "ru", "en"]
    )
    author: Text | None = Field(default=None, description="Who wrote it. Left out where nobody is named.")
    publisher: Text | None = Field(default=None, description="Left out where the document names none.")
    date: PartialDay | None = Field(
        default=None, description="As much of the date as is known.", examples=["2022", "2022-01-06"]
    )
    sha256: Annotated[str, StringConstraints(pattern=SHA256)] | None = Field(
        default=None, description="SHA-256 of the file, for a document that lies beside this one."
    )
    file: FileName | None = Field(
        default=None, description="The name of the document's file, without a folder.", examples=["note.txt"]
    )
    via: Text | None = Field(default=None, description="Through what it was read, if not directly.")
    confidence: Confidence = Field(
        description="How well the document itself is known.", examples=["reported"]
    )
    note: Text | None = Field(default=None, description="What a careful reader should know besides.")


class Sources(Strict):
    """Sources: the documents in which claims stand."""

    kind: Literal["sources"] = Field(description="What this file is.")
    sources: dict[Slug, Source] = Field(description="Documents, by an id of their own.")


def _passage(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    if isinstance(value, str):
        return value
    raise PydanticCustomError("passage", "neither the number of a paragraph nor a heading")


Passage = Annotated[
    int | Text, BeforeValidator(_passage, json_schema_input_type=Annotated[int, Field(ge=1)] | Text)
]


class Background(StrEnum):
    """What a claim is about that no case rests on."""

    LAW = "law"
    ORGANISATION = "organisation"
    MEMBERSHIP = "membership"
    FORCES = "forces"


class Claim(Strict):
    """Who asserted what, when, in which passage of which source."""

    source: Annotated[Slug, Names("source")] = Field(description="The document in which it stands.")
    passage: Passage | None = Field(
        default=None,
        description="Paragraph in the source: its n-th line that is not empty; or a heading, in words.",
        examples=[39],
    )
    actor: Text = Field(description="Who asserts it.", examples=["President Tokayev"])
    date: PartialDay | None = Field(
        default=None,
        description="When the actor said it, as far as known.",
        examples=["2022", "2022-01-05"],
    )
    says: Text = Field(description="The assertion, in our own words.")
    supports: Annotated[tuple[Annotated[Id, Names("fact")], ...], DISTINCT] = Field(
        default=(), description="Facts that it says are so."
    )
    denies: Annotated[tuple[Annotated[Id, Names("fact")], ...], DISTINCT] = Field(
        default=(), description="Facts that it says are not so."
    )
    background: Background | None = Field(
        default=None, description="What it is about, if it is background and no case rests on it."
    )
    confidence: Confidence = Field(
        description="How well it is known that the actor said so.", examples=["reported"]
    )


class Claims(Strict):
    """Claims: who asserted what, when, in which passage of which source."""

    kind: Literal["claims"] = Field(description="What this file is.")
    claims: dict[ClaimId, Claim] = Field(
        description="Claims by id: 's2-51' for claim 51, from seed 2; 'x-SOURCE-1' for one from elsewhere."
    )


class Side(Strict):
    """One side of a contradiction."""

    says: Text = Field(description="What this side has it that happened, in our own words.")
    claims: Annotated[tuple[ClaimName, ...], Field(min_length=1), DISTINCT] = Field(
        description="The claims that say so."
    )


class Conflict(Strict):
    """A point on which claims contradict one another, or the public record."""

    title: Text = Field(description="A few words that name the point.")
    sides: tuple[Side, ...] = Field(min_length=1, description="What is said, side by side.")
    outside: Text = Field(description="What sources outside the seeds say on the point.")
    treatment: Text = Field(description="How the law and the scenarios here deal with it.")
    confidence: Confidence = Field(description="How well what stands under 'outside' is known.")


class Conflicts(Strict):
    """Conflicts: points on which claims contradict one another, and how they are dealt with."""

    kind: Literal["conflicts"] = Field(description="What this file is.")
    conflicts: dict[Slug, Conflict] = Field(min_length=1, description="Contradictions, by id.")
