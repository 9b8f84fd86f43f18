"""The vocabulary: every fact that a rule may read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from casus_foederis.logic import Id
from casus_foederis.model.base import Answer, Slug, Strict, Text, Worded


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

    title: Text = Field(description="A few words that name the group.")
    facts: dict[Id, Fact] = Field(min_length=1, description="Facts, by id.")


class Vocabulary(Strict):
    """The vocabulary: every question of fact that a rule may ask."""

    kind: Literal["vocabulary"] = Field(description="What this file is.")
    groups: dict[Slug, Group] = Field(min_length=1, description="Facts in groups, for people to find them.")

    @property
    def facts(self) -> dict[str, Fact]:
        """All facts by id, in the order of the file."""
        return {id: fact for group in self.groups.values() for id, fact in group.facts.items()}
