"""The suite: every question that a set of scenarios raises, answered, and every expectation checked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, TypeVar

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor, Expected, Question
from casus_foederis.contrast import Ask, Contrast, contrasts
from casus_foederis.driver import EngineError
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import Scenario
from casus_foederis.problems import UsageError

T = TypeVar("T")


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
class Unanswered:
    """A question at which the rule engine failed, and how; the scenario is left out of everything else."""

    question: Question
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {**_asked(self.question), "reason": self.reason}


class _UnansweredError(Exception):
    def __init__(self, unanswered: Unanswered) -> None:
        self.unanswered = unanswered
        super().__init__(unanswered.reason)


@dataclass(frozen=True)
class Suite:
    """Answers to all questions of a set of scenarios, in the order of their dates.

    `contrasts` and `under_other_texts` are worked out when first asked for, and only where nothing was
    chosen; they, too, leave out what the rule engine fails at, and add it to ``unanswered``.
    """

    scenarios: Sequence[Scenario]
    assessments: Sequence[Assessment]
    checked: int
    failures: Sequence[Failure]
    choice: Choice
    assessor: Assessor = field(repr=False)
    ask: Ask = field(repr=False)
    unanswered: list[Unanswered] = field(default_factory=list)

    @cached_property
    def contrasts(self) -> Sequence[Contrast]:
        """Accounts of one scenario held against each other."""
        treaties = self.assessor.library.treaties
        return self._of_each(
            lambda each: contrasts(self.assessor, self.ask, each, treaties[each.treaty].main)
        )

    @cached_property
    def under_other_texts(self) -> Sequence[list[Assessment]]:
        """The first account of each scenario, under the words that were not in force."""
        return self._of_each(
            lambda each: [list(map(self.ask, asked)) for asked in _under_other_texts(self.assessor, each)]
        )

    def _of_each(self, find: Callable[[Scenario], Iterable[T]]) -> list[T]:
        found: list[T] = []
        scenarios = self.scenarios if self.choice == Choice() else ()
        for _, each in _answered(self.assessor, lambda scenario: [*find(scenario)], scenarios):
            if isinstance(each, Unanswered):
                self.unanswered.append(each)
            else:
                found += each
        return found

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
            "unanswered": [each.to_dict() for each in self.unanswered],
        }


def run(
    assessor: Assessor,
    scenarios: Sequence[Scenario],
    choice: Choice | None = None,
    *,
    done: Callable[[Scenario], object] | None = None,
) -> Suite:
    """Answer every question of the scenarios that the choice leaves, and check every expectation.

    ``done`` is told of each scenario that is done. A scenario at which the rule engine fails is left out, and
    named in `Suite.unanswered`. Raises `UsageError` where the choice names what does
    not exist, or leaves nothing.
    """
    choice = choice or Choice()
    framings = {framing for scenario in scenarios for framing in scenario.accounts}
    if choice.framing is not None and choice.framing not in framings:
        raise UsageError("unknown_framing", id=choice.framing, advice=nearest(choice.framing, framings))

    @cache  # expectations and contrasts ask much that was asked before
    def ask(question: Question) -> Assessment:
        try:
            return assessor.assess(question)
        except EngineError as error:
            raise _UnansweredError(Unanswered(question, str(error))) from error

    def answer(scenario: Scenario) -> tuple[list[Assessment], list[Failure]]:
        found = list(map(ask, assessor.questions(scenario, **vars(choice))))
        return found, [Failure(each, ask(each.question)) for each in assessor.expected(scenario)]

    left: list[Scenario] = []
    assessments: list[Assessment] = []
    answered: list[Failure] = []
    unanswered: list[Unanswered] = []
    for scenario, each in _answered(assessor, answer, scenarios):
        if isinstance(each, Unanswered):
            unanswered.append(each)
        else:
            left.append(scenario)
            assessments += each[0]
            answered += each[1]
        if done is not None:
            done(scenario)
    failures = [each for each in answered if each.found is not each.expected.status]
    return Suite(left, assessments, len(answered), failures, choice, assessor, ask, unanswered)


def _answered(
    assessor: Assessor, answer: Callable[[Scenario], T], scenarios: Sequence[Scenario]
) -> Iterator[tuple[Scenario, T | Unanswered]]:
    """Answer something of every scenario, in their order, several side by side where that is worth it."""

    def answer_or_tell(scenario: Scenario) -> T | Unanswered:
        try:
            return answer(scenario)
        except _UnansweredError as error:
            return error.unanswered

    if assessor.side_by_side == 1 or len(scenarios) == 1:
        yield from zip(scenarios, map(answer_or_tell, scenarios), strict=True)
        return
    threads = ThreadPoolExecutor(assessor.side_by_side)
    try:
        yield from zip(scenarios, threads.map(answer_or_tell, scenarios), strict=True)
    finally:
        threads.shutdown(
            cancel_futures=True
        )  # who is interrupted waits for the cases that are being answered


def _under_other_texts(assessor: Assessor, scenario: Scenario) -> Iterator[Iterator[Question]]:
    """Ask of a scenario's first account, for each text that was not in force, what it would have answered."""
    first = next(iter(scenario.accounts))
    day = scenario.first_day(first)
    instrument = assessor.library.treaty(scenario.treaty).instrument
    for text in instrument.texts:
        if text != instrument.text_on(day):
            yield assessor.questions(scenario, framing=first, text=text, on=day)


def _failure(failure: Failure) -> dict[str, Any]:
    return {
        **_asked(failure.expected.question),
        "provision": failure.expected.rule,
        "expected": failure.expected.status.status,
        "found": failure.found.status,
    }


def _asked(question: Question) -> dict[str, Any]:
    return {
        "scenario": question.scenario.id,
        "framing": question.framing,
        "interpretation": question.interpretation,
        "on": question.on.isoformat(),
        "text": question.text,
        "readings": dict(question.readings),
    }
