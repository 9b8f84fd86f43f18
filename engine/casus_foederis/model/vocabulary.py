"""The vocabulary: every fact that a rule may read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from casus_foederis.logic import Id
from casus_foederis.model.base import Answer, Strict, Text, Worded


class Fact(Worded):
    """A question of fact, answered true, false or unknown."""

    needs: Id | None = Field(
        default=None,
        description="A fact without which this one cannot be: where that one is false, this one is.",
    )
    presumption: Answer | None = Field(
        default=None, description="The answer taken where a scenario is silent; shown as presumed."
    )


class Group(Strict):
    """Facts that belong together."""

    title: Text
    facts: dict[Id, Fact] = Field(min_length=1)


class Vocabulary(Strict):
    """The file ``rules/vocabulary.yaml``."""

    kind: Literal["vocabulary"]
    groups: dict[str, Group] = Field(min_length=1)

    @property
    def facts(self) -> dict[str, Fact]:
        """All facts by id, in the order of the file."""
        return {id: fact for group in self.groups.values() for id, fact in group.facts.items()}
