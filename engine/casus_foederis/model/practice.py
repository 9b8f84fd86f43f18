"""Practice: what States and organs did, as a scenario records it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from casus_foederis.logic import Id
from casus_foederis.model.base import ClaimId, Day, Slug, Strict, Text


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

    measure: Measure
    under: Slug | None = Field(
        default=None, description="The treaty or organisation under which it was taken."
    )
    organ: Text | None = None
    date: Day | None = None
    basis_cited: tuple[Id, ...] = Field(default=(), description="Provisions that the organ named.")
    summary: Text | None = None
    claims: tuple[ClaimId, ...] = ()


class Agreement(StrEnum):
    """How conduct stands to one provision's answer. A comparison, not a judgment of lawfulness."""

    IN_LINE = "in_line"
    PARTIAL = "partial"
    DUTY_WITHOUT_ACTION = "duty_without_action"
    ACTION_WITHOUT_DUTY = "action_without_duty"
    ACTION_WITHOUT_POWER = "action_without_power"
    UNDETERMINED = "undetermined"
