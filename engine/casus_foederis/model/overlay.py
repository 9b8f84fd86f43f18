"""Wording in another language, laid over the English by id."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from casus_foederis.model.base import Strict, Text


class Overlay(Strict):
    """A file in ``rules/wording/``. What it leaves out stays English."""

    kind: Literal["wording"]
    language: str = Field(pattern=r"^[a-z]{2}$")
    direction: Literal["ltr", "rtl"]
    phrases: dict[str, Text] = Field(default={}, description="The program's own phrases, by their id.")
    entries: dict[str, dict[str, Text]] = Field(
        default={},
        description="Words of the data files: id -> field -> text. Ids are those of facts, conditions and "
        "claims, and 'text.ID', 'term.ID', 'reading.TERM.ID', 'interpretation.ID', 'consequence.ID', "
        "'scenario.ID', 'scenario.ID.FRAMING', 'state.CODE'.",
    )
