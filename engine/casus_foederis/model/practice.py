"""Practice: what States and organs did, as a scenario records it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from casus_foederis.logic import Id
from casus_foederis.model.base import DISTINCT, ClaimName, Day, Slug, Strict, Text
from casus_foederis.model.names import Names


class Measure(StrEnum):
    """What was done, by its most far-reaching form."""

    DEPLOYED = "deployed"
    MISSION = "mission"
    MATERIAL_AID = "material_aid"
    CONSULTATIONS = "consultations"
    STATEMENT = "statement"
    REFUSED_BY_ORGAN = "refused_by_organ"
    OFFER_DECLINED = "offer_declined"
    NONE = "none"


class Practice(Strict):
    """What happened, apart from what the law asked."""

    measure: Measure = Field(
        description="What was done; of several measures, the most far-reaching.", examples=["none"]
    )
    under: Slug | None = Field(
        default=None,
        description="The treaty or organisation under which it was taken: the id of a treaty, or a word.",
        examples=["cst"],
    )
    organ: Text | None = Field(
        default=None, description="Who decided.", examples=["Collective Security Council"]
    )
    date: Day | None = Field(default=None, description="When.", examples=["2022-01-06"])
    basis_cited: Annotated[tuple[Annotated[Id, Names("provision")], ...], DISTINCT] = Field(
        default=(), description="Provisions that the organ named as its basis."
    )
    summary: Text | None = Field(default=None, description="What happened, in a sentence or two.")
    claims: Annotated[tuple[ClaimName, ...], DISTINCT] = Field(
        default=(), description="Claims that it rests on."
    )


class Agreement(StrEnum):
    """How conduct stands to one provision's answer. A comparison, not a judgment of lawfulness."""

    IN_LINE = "in_line"
    PARTIAL = "partial"
    DUTY_WITHOUT_ACTION = "duty_without_action"
    ACTION_WITHOUT_DUTY = "action_without_duty"
    ACTION_WITHOUT_POWER = "action_without_power"
    UNDETERMINED = "undetermined"
