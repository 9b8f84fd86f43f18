"""A comparative study: the accounts of one scenario, or two scenarios, held against each other.

Which differences carry the outcome, under which readings it turns on a fact at all, what each account comes
to under each text, what the facts, the words and the readings each did, and what none of this changes.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor, Question
from casus_foederis.changes.carriers import Carrier, carriers
from casus_foederis.changes.comparison import Comparison, Passage, asked, by_kind, compare
from casus_foederis.changes.crossing import Cell, crossing
from casus_foederis.changes.hinges import Hinge, hinges
from casus_foederis.changes.levers import Asked, Lever, LeverKind, apart
from casus_foederis.contrast import unmoved
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.base import SLUG
from casus_foederis.model.scenario import Scenario
from casus_foederis.problems import UsageError


@dataclass(frozen=True)
class Route:
    """From one case, as one interpretation reads, to another, as perhaps another does.

    The passage moves facts, readings, words and standings over, each of the four as a whole.
    """

    ours: Assessment
    theirs: Assessment
    passage: Passage

    def to_dict(self, rule: str) -> dict[str, Any]:
        """Give the route as plain data."""
        ends = {"ours": asked(self.ours, rule), "theirs": asked(self.theirs, rule)}
        return {**ends, "passage": self.passage.to_dict()}


@dataclass(frozen=True)
class Study:
    """All comparisons of a first account with others, on one rule.

    ``hinges`` are those of the base: the first account that some interpretation meets, if there is one.
    ``unmoved`` are the provisions that come out the same in every account and under every interpretation;
    ``unmoved_by_words``, those that do so under every text, too.
    """

    rule: str
    accounts: Sequence[Question]
    interpretations: Sequence[str]
    pairs: Sequence[tuple[Asked, Asked]]
    assessor: Assessor = field(repr=False)
    carriers: Sequence[Carrier]
    cells: Sequence[Cell]
    base: Question
    hinges: Sequence[Hinge]
    routes: Sequence[Route]
    unmoved: Mapping[str, Truth]
    unmoved_by_words: Mapping[str, Truth]

    @cached_property
    def comparisons(self) -> Sequence[Comparison]:
        """The first account, held against each of the others, under each interpretation."""
        return [compare(self.assessor, *pair, self.rule) for pair in self.pairs]

    def to_dict(self) -> dict[str, Any]:
        """Give the study as plain data."""
        return {
            "provision": self.rule,
            "comparisons": [each.to_dict() for each in self.comparisons],
            "carriers": [each.to_dict() for each in self.carriers],
            "texts": [each.to_dict(self.rule) for each in self.cells],
            "turns_on": {
                "scenario": self.base.scenario.id,
                "framing": self.base.framing,
                "facts": [each.to_dict() for each in self.hinges],
            },
            "routes": [each.to_dict(self.rule) for each in self.routes],
            "unmoved": {id: truth.status for id, truth in self.unmoved.items()},
            "unmoved_by_words": {id: truth.status for id, truth in self.unmoved_by_words.items()},
        }


def take_apart(name: str) -> tuple[str, str | None]:
    """Take ``SCENARIO:FRAMING`` apart; a file may have a colon in its name."""
    scenario, _, framing = name.rpartition(":")
    exists = os.path.exists(name)  # noqa: PTH110 - which, unlike Path, never raises
    if not scenario or not re.fullmatch(SLUG, framing) or exists:
        return name, None
    return scenario, framing


def choose(
    assessor: Assessor,
    named: Sequence[tuple[Scenario, str | None]],
    on: datetime.date | None = None,
) -> list[Question]:
    """Choose the accounts that are meant: scenarios, each perhaps with a framing.

    Of one scenario, these are all its accounts, the one that is named first; of two, one of each: the one
    that is named, or the scenario's first. Each is asked on its first day, unless another is given. Raises
    `UsageError` for an unknown framing, and if there is only one.
    """
    accounts = [assessor.question(scenario, framing=framing, on=on) for scenario, framing in named]
    (scenario, _), *others = named
    if not others:
        accounts += [
            assessor.question(scenario, framing=each, on=on)
            for each in scenario.accounts
            if each != accounts[0].framing
        ]
    if len({(each.scenario.id, each.framing) for each in accounts}) == 1:
        raise UsageError("nothing_to_compare", id=scenario.id)
    return accounts


def study(
    assessor: Assessor,
    accounts: Sequence[Question],
    rule: str | None = None,
    interpretations: Sequence[str] = (),
) -> Study:
    """Hold the first of some accounts against each of the others, of one scenario or of several.

    The rule is the treaty's main provision, and all interpretations are asked, unless others are named.
    Raises `UsageError` for a rule that does not exist, and for scenarios of different treaties.
    """
    first, *others = accounts
    treaty = assessor.library.treaty(first.scenario.treaty)
    for other in others:
        if other.scenario.treaty != treaty.id:
            raise UsageError("other_treaty", one=first.scenario.id, two=other.scenario.id)
    rule = rule if rule is not None else treaty.main
    if rule not in treaty.rules:
        raise UsageError("unknown_rule", id=rule, advice=nearest(rule, treaty.rules))
    bundles = list(interpretations or assessor.library.interpretations.interpretations)
    as_read = {
        bundle: [Asked(assessor, replace(account, interpretation=bundle)) for account in accounts]
        for bundle in bundles
    }
    cells = list(crossing(assessor, accounts, rule, bundles))
    own = [each.assessment for of in as_read.values() for each in of]
    every = [*own, *(each for cell in cells for each in cell.assessments)]
    base = next((each for each in accounts if _ever_met(cells, each, rule)), first)
    facts = _disputed(as_read[bundles[0]], base)
    return Study(
        rule=rule,
        accounts=accounts,
        interpretations=bundles,
        pairs=[(of[0], other) for of in as_read.values() for other in of[1:]],
        assessor=assessor,
        carriers=[each for of in as_read.values() for each in carriers(assessor, of, rule)],
        cells=cells,
        base=base,
        hinges=[
            each
            for bundle in bundles
            for each in hinges(assessor, replace(base, interpretation=bundle), rule, facts)
        ],
        routes=list(_routes(assessor, as_read, rule)) if others and not others[1:] else [],
        unmoved=unmoved(own),
        unmoved_by_words=unmoved(every),
    )


def _ever_met(cells: Sequence[Cell], account: Question, rule: str) -> bool:
    own = (cell for cell in cells if cell.own and cell.framing == account.framing)
    return any(
        Truth.TRUE in cell.statuses(rule).values() for cell in own if cell.scenario == account.scenario.id
    )


def _disputed(asked: Sequence[Asked], base: Question) -> list[Lever]:
    """List the facts that another account answers otherwise; a plain denial goes before an open answer."""
    found: dict[str, Lever] = {}
    own = next(
        each
        for each in asked
        if (each.question.scenario, each.question.framing) == (base.scenario, base.framing)
    )
    for other in asked:
        for key, lever in apart(own, other).items():
            denied = Truth.UNKNOWN.value not in lever.places
            if lever.kind is LeverKind.FACT and (denied or key not in found):
                found[key] = lever
    return list(found.values())


def _routes(assessor: Assessor, as_read: Mapping[str, Sequence[Asked]], rule: str) -> Iterator[Route]:
    """Find the ways from each answer of the first case to the answers of the second that are met."""
    for _, theirs in as_read.values():
        end = theirs.assessment
        for ours, _ in as_read.values():
            start = ours.assessment
            if end[rule] is Truth.TRUE and start[rule] is not Truth.TRUE:
                levers = by_kind(apart(ours, theirs))
                passage = Passage(assessor, ours.question, rule, (start[rule], end[rule]), levers)
                yield Route(start, end, passage)
