"""Wording in another language, laid over the English by id."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from casus_foederis.model.base import Language, Strict, Text


class Overlay(Strict):
    """Wording in another language. What it leaves out stays English."""

    kind: Literal["wording"] = Field(description="What this file is.")
    language: Language = Field(description="ISO 639-1 code of the language.", examples=["fa", "ar", "ru"])
    direction: Literal["ltr", "rtl"] = Field(
        description="Whether it is written from left to right or from right to left."
    )
    phrases: dict[str, Text] = Field(default={}, description="The program's own phrases, by their id.")
    entries: dict[str, dict[str, Text]] = Field(
        default={},
        description="Words of the data files: id -> field -> text. Ids are those of facts, conditions and "
        "claims, and 'text.ID', 'term.ID', 'reading.TERM.ID', 'interpretation.ID', 'consequence.ID', "
        "'conflict.ID', 'conflict.ID.SIDE', 'scenario.ID', 'scenario.ID.FRAMING', 'state.CODE'.",
    )
