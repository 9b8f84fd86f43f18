"""Evidence: sources, and claims made in them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from casus_foederis.logic import Id
from casus_foederis.model.base import ClaimId, Confidence, PartialDay, Slug, Strict, Text


class Source(Strict):
    """A document, identified so that a reader can find it again."""

    title: Text
    language: str = Field(pattern=r"^[a-z]{2}$", description="ISO 639-1 code of the document's language.")
    author: Text | None = None
    publisher: Text | None = Field(default=None, description="Left out where the document names none.")
    date: PartialDay | None = Field(default=None, description="As much of the date as is known.")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    file: Text | None = None
    via: Text | None = Field(default=None, description="Through what it was read, if not directly.")
    confidence: Confidence
    note: Text | None = None


class Sources(Strict):
    """The file ``seeds/sources.yaml``."""

    kind: Literal["sources"]
    sources: dict[Slug, Source]


class Claim(Strict):
    """Who asserted what, when, in which passage of which source."""

    source: Slug
    passage: Annotated[int, Field(strict=True, ge=1)] | Text | None = Field(
        default=None,
        description="Paragraph in the source: its n-th line that is not empty; or a heading, in words.",
    )
    actor: Text
    date: PartialDay | None = Field(default=None, description="When the actor said it, as far as known.")
    says: Text = Field(description="The assertion, in our own words.")
    supports: tuple[Id, ...] = ()
    denies: tuple[Id, ...] = ()
    confidence: Confidence


class Claims(Strict):
    """The file ``seeds/claims.yaml``."""

    kind: Literal["claims"]
    claims: dict[ClaimId, Claim]
