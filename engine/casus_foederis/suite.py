"""The suite: every question that a set of scenarios raises, answered, and every expectation checked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor, Expected, Question
from casus_foederis.contrast import Contrast, contrasts
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import Scenario
from casus_foederis.problems import UsageError


@dataclass(frozen=True)
class Choice:
    """What the user chose to ask; what is left out is asked in every way that the scenarios raise."""

    framing: str | None = None
    interpretation: str | None = None
    text: str | None = None
    on: datetime.date | None = None
    readings: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Failure:
    """An expectation that did not hold, with what came out instead."""

    expected: Expected
    assessment: Assessment

    @property
    def found(self) -> Truth:
        """What came out."""
        return self.assessment[self.expected.rule]


@dataclass(frozen=True)
class Suite:
    """Answers to all questions of a set of scenarios, in the order of their dates.

    Where nothing was chosen, `contrasts` holds accounts against each other, and ``under_other_texts`` has the
    first account of each scenario under the words that were not in force.
    """

    scenarios: Sequence[Scenario]
    assessments: Sequence[Assessment]
    contrasts: Sequence[Contrast]
    under_other_texts: Sequence[list[Assessment]]
    checked: int
    failures: Sequence[Failure]

    def summary(self) -> dict[str, Any]:
        """Count, as plain data."""
        statuses = Counter(
            (id, status.status) for each in self.assessments for id, status in each.provisions.items()
        )
        provisions = dict.fromkeys(id for each in self.assessments for id in each.provisions)
        return {
            "scenarios": len(self.scenarios),
            "assessments": len(self.assessments),
            "provisions": {
                id: {truth.status: statuses[id, truth.status] for truth in Truth} for id in provisions
            },
            "expectations": {
                "checked": self.checked,
                "failed": [_failure(failure) for failure in self.failures],
            },
        }


def run(assessor: Assessor, scenarios: Sequence[Scenario], choice: Choice | None = None) -> Suite:
    """Answer every question of the scenarios that the choice leaves, and check every expectation.

    Raises `UsageError` where the choice names what does not exist, or leaves nothing.
    """
    choice = choice or Choice()
    framings = {framing for scenario in scenarios for framing in scenario.accounts}
    if choice.framing is not None and choice.framing not in framings:
        raise UsageError("unknown_framing", id=choice.framing, advice=nearest(choice.framing, framings))
    ask = cache(assessor.assess)  # expectations and contrasts ask much that was asked before
    assessments = [
        ask(question) for scenario in scenarios for question in assessor.questions(scenario, **vars(choice))
    ]
    expected = [each for scenario in scenarios for each in assessor.expected(scenario)]
    answered = [Failure(each, ask(each.question)) for each in expected]
    failures = [each for each in answered if each.found is not each.expected.status]
    compared: list[Contrast] = []
    others: list[list[Assessment]] = []
    if choice == Choice():
        for scenario in scenarios:
            main = assessor.library.treaty(scenario.treaty).main
            compared += contrasts(assessor.library, ask, scenario, main)
            others += [list(map(ask, asked)) for asked in _under_other_texts(assessor, scenario)]
    return Suite(scenarios, assessments, compared, others, len(expected), failures)


def _under_other_texts(assessor: Assessor, scenario: Scenario) -> Iterator[Iterator[Question]]:
    """Ask of a scenario's first account, for each text that was not in force, what it would have answered."""
    first = next(iter(scenario.accounts))
    day = scenario.first_day(first)
    instrument = assessor.library.treaty(scenario.treaty).instrument
    for text in instrument.texts:
        if text != instrument.text_on(day):
            yield assessor.questions(scenario, framing=first, text=text, on=day)


def _failure(failure: Failure) -> dict[str, Any]:
    question = failure.expected.question
    return {
        "scenario": question.scenario.id,
        "framing": question.framing,
        "interpretation": question.interpretation,
        "on": question.on.isoformat(),
        "text": question.text,
        "readings": dict(question.readings),
        "provision": failure.expected.rule,
        "expected": failure.expected.status.status,
        "found": failure.found.status,
    }
