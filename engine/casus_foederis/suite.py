"""The suite: every question that a set of scenarios raises, answered, and every expectation checked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor, Expected, Question
from casus_foederis.contrast import Ask, Contrast, contrasts
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

    `contrasts` and `under_other_texts` are worked out when first asked for, and only where nothing was
    chosen.
    """

    scenarios: Sequence[Scenario]
    assessments: Sequence[Assessment]
    checked: int
    failures: Sequence[Failure]
    choice: Choice
    assessor: Assessor = field(repr=False)
    ask: Ask = field(repr=False)

    @cached_property
    def contrasts(self) -> Sequence[Contrast]:
        """Accounts of one scenario held against each other."""
        found: list[Contrast] = []
        for scenario in self.scenarios if self.choice == Choice() else ():
            main = self.assessor.library.treaty(scenario.treaty).main
            found += contrasts(self.assessor.library, self.ask, scenario, main)
        return found

    @cached_property
    def under_other_texts(self) -> Sequence[list[Assessment]]:
        """The first account of each scenario, under the words that were not in force."""
        return [
            list(map(self.ask, asked))
            for scenario in (self.scenarios if self.choice == Choice() else ())
            for asked in _under_other_texts(self.assessor, scenario)
        ]

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


def run(
    assessor: Assessor,
    scenarios: Sequence[Scenario],
    choice: Choice | None = None,
    *,
    done: Callable[[Scenario], object] | None = None,
) -> Suite:
    """Answer every question of the scenarios that the choice leaves, and check every expectation.

    ``done`` is told of each scenario that is answered. Raises `UsageError` where the choice names what does
    not exist, or leaves nothing.
    """
    choice = choice or Choice()
    framings = {framing for scenario in scenarios for framing in scenario.accounts}
    if choice.framing is not None and choice.framing not in framings:
        raise UsageError("unknown_framing", id=choice.framing, advice=nearest(choice.framing, framings))
    ask = cache(assessor.assess)  # expectations and contrasts ask much that was asked before
    assessments: list[Assessment] = []
    answered: list[Failure] = []
    for scenario in scenarios:
        assessments += map(ask, assessor.questions(scenario, **vars(choice)))
        answered += [Failure(each, ask(each.question)) for each in assessor.expected(scenario)]
        if done is not None:
            done(scenario)
    failures = [each for each in answered if each.found is not each.expected.status]
    return Suite(scenarios, assessments, len(answered), failures, choice, assessor, ask)


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
