"""The law's answers held against what was done, over all historical cases.

Nothing is ranked: the cases are few, they were not drawn by chance, and most of them do not tell one
interpretation from another. What can be said is said by name.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casus_foederis.assessor import Assessor, Question
from casus_foederis.model.practice import Agreement
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.treaty import Standing
from casus_foederis.positions import Clash, Held, clashes, held_positions


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was done in one case, held against one provision's answer to one account on one day."""

    scenario: str
    framing: str
    on: datetime.date
    interpretation: str
    provision: str
    agreement: Agreement


@dataclass(frozen=True)
class Backtest:
    """The comparisons of one treaty's cases, and the positions that actors held in them.

    ``unbound`` are cases in which the treaty did not bind the State on any day that is asked.
    """

    treaty: str
    main: str
    scenarios: Sequence[Scenario]
    unbound: Sequence[Scenario]
    interpretations: Sequence[str]
    provisions: Sequence[str]
    comparisons: Sequence[Comparison]
    positions: Sequence[Held]
    clashes: Sequence[Clash]

    @property
    def answers(self) -> int:
        """How many answers each interpretation gives to the main provision: accounts on days."""
        return len({(each.scenario, each.framing, each.on) for each in self.comparisons})

    def counts(self, provision: str, scenario: str | None = None) -> dict[str, Counter[Agreement]]:
        """Count answers by interpretation and agreement: those of one case, or of all."""
        found: dict[str, Counter[Agreement]] = {id: Counter() for id in self.interpretations}
        for each in self.comparisons:
            if each.provision == provision and scenario in (None, each.scenario):
                found[each.interpretation][each.agreement] += 1
        return found

    def of_case(self, scenario: str) -> dict[str, Counter[Agreement]]:
        """Count a case's answers to the main provision by interpretation and agreement."""
        return self.counts(self.main, scenario)

    def unexplained(self) -> list[Scenario]:
        """List the cases in which what was done is in line with no answer to the main provision at all."""
        return [
            scenario
            for scenario in self.scenarios
            if not any(counted[Agreement.IN_LINE] for counted in self.of_case(scenario.id).values())
        ]

    def telling(self) -> list[Scenario]:
        """List the cases that tell interpretations apart: some have other agreements than the rest."""
        found = []
        for scenario in self.scenarios:
            by_interpretation = list(self.of_case(scenario.id).values())
            if any(each != by_interpretation[0] for each in by_interpretation):
                found.append(scenario)
        return found

    def to_dict(self) -> dict[str, Any]:
        """Give the backtest as plain data."""
        return {
            "treaty": self.treaty,
            "main": self.main,
            "answers": self.answers,
            "unbound": [scenario.id for scenario in self.unbound],
            "counts": {provision: _plain(self.counts(provision)) for provision in self.provisions},
            "cases": {scenario.id: _plain(self.of_case(scenario.id)) for scenario in self.scenarios},
            "unexplained": [scenario.id for scenario in self.unexplained()],
            "telling": [scenario.id for scenario in self.telling()],
            "comparisons": [
                {
                    "scenario": each.scenario,
                    "framing": each.framing,
                    "on": each.on.isoformat(),
                    "interpretation": each.interpretation,
                    "provision": each.provision,
                    "agreement": each.agreement.value,
                }
                for each in self.comparisons
            ],
            "positions": [each.to_dict() for each in self.positions],
            "clashes": [each.to_dict() for each in self.clashes],
        }


def _plain(counts: Mapping[str, Counter[Agreement]]) -> dict[str, dict[str, int]]:
    return {id: {each.value: counted[each] for each in Agreement} for id, counted in counts.items()}


def backtest(assessor: Assessor, scenarios: Sequence[Scenario]) -> list[Backtest]:
    """Hold what was done in historical cases against the law, treaty by treaty.

    Each account is asked on each of its days, but for those on which the treaty did not bind the State. A
    case without practice is left out, and so is one that did not happen; their positions count all the same.
    """
    by_treaty: dict[str, list[Scenario]] = {}
    for scenario in scenarios:
        by_treaty.setdefault(scenario.treaty, []).append(scenario)
    return [_backtest(assessor, treaty, cases) for treaty, cases in by_treaty.items()]


def _backtest(assessor: Assessor, id: str, scenarios: Sequence[Scenario]) -> Backtest:
    treaty, law = assessor.library.treaty(id), assessor.library.interpretations
    happened = [each for each in scenarios if each.kind == "historical" and each.practice is not None]
    comparisons = [each for scenario in happened for each in _compare(assessor, scenario)]
    compared = {each.scenario for each in comparisons}
    held = held_positions(assessor, scenarios)
    return Backtest(
        treaty=id,
        main=treaty.main,
        scenarios=[each for each in happened if each.id in compared],
        unbound=[each for each in happened if each.id not in compared],
        interpretations=list(law.interpretations),
        provisions=[name for name, each in treaty.provisions.items() if each.honour is not None],
        comparisons=comparisons,
        positions=held,
        clashes=clashes(held, law.interpretations),
    )


def _compare(assessor: Assessor, scenario: Scenario) -> Iterator[Comparison]:
    instrument = assessor.library.treaty(scenario.treaty).instrument
    for framing, account in scenario.accounts.items():
        for day in scenario.days_of(account):
            if instrument.standing_on(scenario.state, day) is Standing.NOT_PARTY:
                continue
            for bundle in assessor.library.interpretations.interpretations:
                practice = assessor.assess(Question(scenario, framing, bundle, day)).practice or {}
                agreements: Mapping[str, str] = practice["agreements"]
                for provision, agreement in agreements.items():
                    yield Comparison(scenario.id, framing, day, bundle, provision, Agreement(agreement))
