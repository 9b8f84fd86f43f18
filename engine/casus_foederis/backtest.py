"""The law's answers held against what was done, over all historical cases.

Nothing is ranked: the cases are few, they were not drawn by chance, and most of them do not tell one
interpretation from another. What can be said is said by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casus_foederis.assessor import Assessor, Question
from casus_foederis.model.practice import Agreement
from casus_foederis.model.scenario import Scenario
from casus_foederis.positions import Clash, Held, clashes, held_positions


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was done in one case, held against one provision's answer to one account."""

    scenario: str
    framing: str
    interpretation: str
    provision: str
    agreement: Agreement


@dataclass(frozen=True)
class Backtest:
    """The comparisons of one treaty's cases, and the positions that actors held in them."""

    treaty: str
    main: str
    scenarios: Sequence[Scenario]
    interpretations: Sequence[str]
    provisions: Sequence[str]
    comparisons: Sequence[Comparison]
    positions: Sequence[Held]
    clashes: Sequence[Clash]

    def counts(self, provision: str) -> dict[str, Counter[Agreement]]:
        """Count accounts by interpretation and agreement."""
        found: dict[str, Counter[Agreement]] = {id: Counter() for id in self.interpretations}
        for each in self.comparisons:
            if each.provision == provision:
                found[each.interpretation][each.agreement] += 1
        return found

    def of_case(self, scenario: str) -> dict[str, dict[str, Agreement]]:
        """Give a case's agreements with the main provision: interpretation -> account -> agreement."""
        found: dict[str, dict[str, Agreement]] = {id: {} for id in self.interpretations}
        for each in self.comparisons:
            if each.scenario == scenario and each.provision == self.main:
                found[each.interpretation][each.framing] = each.agreement
        return found

    def unexplained(self) -> list[Scenario]:
        """List the cases in which what was done is in line with the main provision on no account at all."""
        return [
            scenario
            for scenario in self.scenarios
            if not any(
                agreement is Agreement.IN_LINE
                for by_account in self.of_case(scenario.id).values()
                for agreement in by_account.values()
            )
        ]

    def telling(self) -> list[Scenario]:
        """List the cases that tell interpretations apart: some account has different agreements."""
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
            "counts": {
                provision: {
                    id: {agreement.value: counted[agreement] for agreement in Agreement}
                    for id, counted in self.counts(provision).items()
                }
                for provision in self.provisions
            },
            "cases": {scenario.id: self.of_case(scenario.id) for scenario in self.scenarios},
            "unexplained": [scenario.id for scenario in self.unexplained()],
            "telling": [scenario.id for scenario in self.telling()],
            "positions": [each.to_dict() for each in self.positions],
            "clashes": [each.to_dict() for each in self.clashes],
        }


def backtest(assessor: Assessor, scenarios: Sequence[Scenario]) -> list[Backtest]:
    """Hold what was done in historical cases against the law, treaty by treaty.

    Each account is asked on its first day. A case without practice is left out, and so is one that did not
    happen; their positions count all the same.
    """
    by_treaty: dict[str, list[Scenario]] = {}
    for scenario in scenarios:
        by_treaty.setdefault(scenario.treaty, []).append(scenario)
    return [_backtest(assessor, treaty, cases) for treaty, cases in by_treaty.items()]


def _backtest(assessor: Assessor, id: str, scenarios: Sequence[Scenario]) -> Backtest:
    treaty, law = assessor.library.treaty(id), assessor.library.interpretations
    happened = [each for each in scenarios if each.kind == "historical" and each.practice is not None]
    comparisons = []
    for scenario in happened:
        for framing in scenario.accounts:
            for bundle in law.interpretations:
                question = Question(scenario, framing, bundle, scenario.first_day(framing))
                agreements: Mapping[str, str] = (assessor.assess(question).practice or {})["agreements"]
                comparisons += [
                    Comparison(scenario.id, framing, bundle, provision, Agreement(agreement))
                    for provision, agreement in agreements.items()
                ]
    held = held_positions(assessor, scenarios)
    return Backtest(
        treaty=id,
        main=treaty.main,
        scenarios=happened,
        interpretations=list(law.interpretations),
        provisions=[name for name, each in treaty.provisions.items() if each.honour is not None],
        comparisons=comparisons,
        positions=held,
        clashes=clashes(held, law.interpretations),
    )
