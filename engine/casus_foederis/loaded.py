"""A file that has been read and has the right shape, with what is needed to point into it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from casus_foederis.source import Document


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model together with the document that it was read from."""

    document: Document
    model: BaseModel
