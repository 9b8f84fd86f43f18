"""A worksheet: one case, taken apart condition by condition, with everything that its key needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.changesets import ChangeSets
from casus_foederis.changes.levers import LeverKind, labels_of, levers_of
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import Scenario
from casus_foederis.problems import UsageError
from casus_foederis.teaching.in_play import InPlay, in_play

MOST_TURNS: Final = 24  # sets of changes in a key


@dataclass(frozen=True)
class Worksheet:
    """One case under one interpretation, as some of its accounts tell it.

    ``assessments`` answer one question for each account; ``conditions`` are those in play for any of them, in
    the order in which they build on each other, the rule last.
    """

    scenario: Scenario
    rule: str
    questions: tuple[Question, ...]
    assessments: tuple[Assessment, ...]
    conditions: tuple[str, ...]
    facts: tuple[str, ...]
    terms: tuple[str, ...]
    assessor: Assessor = field(repr=False, compare=False)

    @cached_property
    def read(self) -> Mapping[str, Mapping[str, Assessment]]:
        """The answers under every interpretation: account -> interpretation -> assessment."""
        bundles = self.assessor.library.interpretations.interpretations
        return {
            question.framing: {
                id: self.assessor.assess(replace(question, interpretation=id)) for id in bundles
            }
            for question in self.questions
        }

    @property
    def matrix(self) -> Mapping[str, Mapping[str, Truth]]:
        """What the rule comes to: account -> interpretation -> status."""
        return {
            framing: {id: each[self.rule] for id, each in row.items()} for framing, row in self.read.items()
        }

    @cached_property
    def turns(self) -> Mapping[str, ChangeSets]:
        """The smallest changes of fact after which the rule is met, or no longer is; for each account."""
        found = {}
        for question, assessment in zip(self.questions, self.assessments, strict=True):
            every = levers_of(self.assessor, question)
            facts = {key: lever for key, lever in every.items() if lever.kind is LeverKind.FACT}
            labels = labels_of(self.assessor, question, self.rule, facts)
            goal = labels.reaching(Truth.TRUE)
            if assessment[self.rule] is Truth.TRUE:
                goal = labels.diagram.both(labels.diagram.opposite(goal), labels.coherent)
            found[question.framing] = ChangeSets(self.assessor.library, labels, goal, facts)
        return found

    def to_dict(self) -> dict[str, Any]:
        """Give the worksheet, with its key, as plain data."""
        first = self.assessments[0]
        return {
            "scenario": self.scenario.id,
            "provision": self.rule,
            "interpretation": first.interpretation,
            "conditions": list(self.conditions),
            "accounts": [
                {
                    "framing": each.framing,
                    "on": each.on.isoformat(),
                    "text": each.text,
                    "statuses": {id: each[id].status for id in self.conditions},
                    "because": {id: list(each.findings[id].because) for id in self.conditions},
                    "interpretations": {
                        id: status.status for id, status in self.matrix[each.framing].items()
                    },
                    "turned_by": [
                        [change.to_dict() for change in changes]
                        for changes in self.turns[each.framing].page(1, MOST_TURNS)
                    ],
                    "turned_by_count": self.turns[each.framing].count,
                    "conduct": conduct(each, self.rule),
                }
                for each in self.assessments
            ],
        }


def make_worksheet(
    assessor: Assessor,
    scenario: Scenario,
    *,
    rule: str | None = None,
    framings: Sequence[str] = (),
    interpretation: str | None = None,
) -> Worksheet:
    """Make a worksheet.

    What is left out is the treaty's main provision, the default interpretation, and two accounts: the first,
    and the one that comes out most otherwise. Raises `UsageError` for what does not exist.
    """
    treaty = assessor.library.treaty(scenario.treaty)
    rule = rule if rule is not None else treaty.main
    if rule not in treaty.rules:
        raise UsageError("unknown_rule", id=rule, advice=nearest(rule, treaty.rules))
    bundle = interpretation if interpretation is not None else assessor.library.interpretations.default
    named = list(dict.fromkeys(framings)) or _two_accounts(assessor, scenario, rule, bundle)
    questions = tuple(assessor.question(scenario, framing=each, interpretation=bundle) for each in named)
    played = [in_play(assessor, each, rule) for each in questions]
    return Worksheet(
        scenario=scenario,
        rule=rule,
        questions=questions,
        assessments=tuple(map(assessor.assess, questions)),
        conditions=_in_order(assessor, scenario.treaty, played),
        facts=tuple(
            id for id in assessor.library.vocabulary.facts if any(id in each.facts for each in played)
        ),
        terms=tuple(
            id for id in assessor.library.interpretations.terms if any(id in each.terms for each in played)
        ),
        assessor=assessor,
    )


def conduct(assessment: Assessment, rule: str) -> str | None:
    """Tell how what was done stands to an answer, if anything is recorded and the rule is a duty or power."""
    agreements: Mapping[str, str] = (assessment.practice or {}).get("agreements", {})
    return agreements.get(rule)


def _in_order(assessor: Assessor, treaty: str, played: Sequence[InPlay]) -> tuple[str, ...]:
    """Put conditions in the treaty's order, which is that in which they build on each other."""
    every = {id for each in played for id in each.conditions}
    return tuple(id for id in assessor.rulebook(treaty).rules if id in every)


def _two_accounts(assessor: Assessor, scenario: Scenario, rule: str, bundle: str) -> list[str]:
    """Choose the first account, and the one that comes out otherwise most often: read by all, then by one."""
    first, *others = scenario.accounts
    rules = assessor.rulebook(scenario.treaty).rules

    def answer(account: str, interpretation: str) -> Assessment:
        return assessor.assess(Question(scenario, account, interpretation, scenario.first_day(account)))

    def apart(account: str) -> tuple[int, int]:
        every = assessor.library.interpretations.interpretations
        read_by_all = sum(answer(first, each)[rule] is not answer(account, each)[rule] for each in every)
        one, two = answer(first, bundle), answer(account, bundle)
        return read_by_all, sum(one[id] is not two[id] for id in rules)

    distances = {account: apart(account) for account in others}
    furthest = max(distances, key=lambda account: distances[account], default=None)
    return [first] if furthest is None or not any(distances[furthest]) else [first, furthest]
