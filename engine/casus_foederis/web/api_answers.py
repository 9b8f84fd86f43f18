"""What the API gives: the data that the command line prints with ``--format json``, as models.

They describe; the data themselves are made by the answers, so that both doors give the same.
"""

from __future__ import annotations

import datetime
from typing import Any, Literal

from pydantic import Field

from casus_foederis.changes.levers import LeverKind
from casus_foederis.logic import Status
from casus_foederis.model.base import Strict
from casus_foederis.model.interpretation import Interpretations
from casus_foederis.model.practice import Measure
from casus_foederis.model.scenario import Hypothetical, Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.model.vocabulary import Vocabulary


class Given(Strict):
    """An answer of the API."""

    casus: str = Field(description="The version that answered.")


class TellingAccount(Strict):
    """An account of a scenario."""

    id: str
    holder: str
    role: str | None
    days: list[datetime.date]


class ListedScenario(Strict):
    """A scenario in short."""

    id: str
    kind: Literal["historical", "hypothetical"]
    title: str
    date: datetime.date
    state: str = Field(description="ISO 3166 code of three letters.")
    opponents: list[str]
    treaty: str
    measure: Measure | None = Field(description="What the organs did.")
    accounts: list[TellingAccount]


class Scenarios(Given):
    """All scenarios."""

    scenarios: list[ListedScenario]


class Listed(Given):
    """One scenario."""

    scenario: Scenario | Hypothetical


class Law(Given):
    """The law."""

    vocabulary: Vocabulary
    interpretations: Interpretations
    treaties: dict[str, Treaty]


class ProvisionAnswer(Strict):
    """What a provision comes to, and what follows if it is met."""

    status: Status
    consequence: str | None


class FindingAnswer(Strict):
    """The status of a leaf or a rule, and where it comes from."""

    status: Status
    origin: Literal["fact", "presumption", "lookup", "reading", "rule"]
    because: list[str] | None = Field(default=None, description="Of a rule: what decided it.")
    claims: list[str] | None = None
    note: str | None = None


class FiringAnswer(Strict):
    """A rule that fired."""

    step: int
    rule: str = Field(description="The rule as written.")
    compiled: str = Field(description="The rule of the engine.")
    matched: list[str]
    concluded: Status


class AssessmentAnswer(Strict):
    """One scenario x framing x interpretation x day."""

    scenario: str
    framing: str
    role: str | None
    treaty: str
    text: str
    interpretation: str
    readings: dict[str, str]
    bases: dict[str, Literal["held", "inferred", "filled", "chosen"]]
    on: datetime.date
    provisions: dict[str, ProvisionAnswer]
    findings: dict[str, FindingAnswer]
    firings: list[FiringAnswer]
    practice: dict[str, Any] | None
    receipt: dict[str, str]


class Found(Given):
    """An assessment."""

    assessment: AssessmentAnswer


class ChangeAnswer(Strict):
    """A lever that is moved."""

    lever: LeverKind
    id: str
    before: str = Field(alias="from")
    to: str


class PartAnswer(Strict):
    """Something that every set of changes touches."""

    lever: LeverKind
    of: str
    one_of: list[ChangeAnswer]


class GoalAnswer(Strict):
    """A status that a provision is to come to."""

    provision: str
    status: Status


class SearchAnswer(Strict):
    """The smallest sets of changes that reach a goal: a page of them, and how many there are."""

    goal: GoalAnswer
    changes: list[list[ChangeAnswer]]
    count: int
    page: int
    always: list[PartAnswer]


class MovedAnswer(Strict):
    """What something came to before, and after."""

    before: Status = Field(alias="from")
    to: Status


class WhatIfFound(Given):
    """What was set and what it made of the answers; the smallest changes that reach the goal or defeat it."""

    scenario: str
    framing: str
    interpretation: str
    text: str
    on: datetime.date
    set: list[ChangeAnswer] | None = None
    without_effect: list[ChangeAnswer] | None = None
    differences: dict[str, MovedAnswer] | None = None
    before: AssessmentAnswer | None = None
    after: AssessmentAnswer | None = None
    goal: GoalAnswer | None = None
    changes: list[list[ChangeAnswer]] | None = None
    count: int | None = None
    page: int | None = None
    always: list[PartAnswer] | None = None
    defeat: SearchAnswer | None = None
    loosen: SearchAnswer | None = None


class SideAnswer(Strict):
    """What was asked and answered on one side of a comparison."""

    scenario: str
    framing: str
    interpretation: str
    text: str
    on: datetime.date
    status: Status


class PassageAnswer(Strict):
    """The way from one answer to another."""

    before: Status = Field(alias="from")
    to: Status
    ends: list[list[dict[str, Any]]]
    ends_count: int
    brings: list[list[dict[str, Any]]]
    brings_count: int
    shares: list[dict[str, Any]]


class ComparisonAnswer(Strict):
    """Two accounts under one interpretation."""

    provision: str
    ours: SideAnswer
    theirs: SideAnswer
    differences: list[ChangeAnswer]
    outcomes: dict[str, list[Status]]
    there: PassageAnswer | None
    back: PassageAnswer | None


class CarrierAnswer(Strict):
    """A difference that an answer hangs on."""

    scenario: str
    framing: str
    interpretation: str
    change: ChangeAnswer
    status: Status
    as_told_by: list[dict[str, str]]


class CellAnswer(Strict):
    """An account under one text of the treaty."""

    scenario: str
    framing: str
    text: str
    in_force: bool
    statuses: dict[str, Status]
    lacking: list[PartAnswer]


class HingeAnswer(Strict):
    """A fact on which it turns under an interpretation, if need be together with other answers."""

    interpretation: str
    fact: str
    together_with: list[list[ChangeAnswer]]


class TurnsOn(Strict):
    """The facts on which it turns, in one account."""

    scenario: str
    framing: str
    facts: list[HingeAnswer]


class RouteAnswer(Strict):
    """What it took to come from an answer of the first case to one of the second."""

    ours: SideAnswer
    theirs: SideAnswer
    passage: PassageAnswer


class Compared(Given):
    """A comparison."""

    provision: str
    comparisons: list[ComparisonAnswer]
    carriers: list[CarrierAnswer]
    texts: list[CellAnswer]
    turns_on: TurnsOn
    routes: list[RouteAnswer]
    unmoved: dict[str, Status]
    unmoved_by_words: dict[str, Status]
