"""The site: the library that it shows, the engine that answers, and what every page is made with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import Library
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.report.cases import Case
from casus_foederis.report.words import Names, Words, letters


@dataclass(frozen=True)
class Shown:
    """A page, before it is written: a template, what stands in it, and the address of just this page.

    ``part`` is the template of what alone changes when something on the page is switched.
    """

    template: str
    values: Mapping[str, Any]
    address: str
    part: str | None = None


class Site:
    """What all pages share. Answers are worked out when they are first asked for, and kept."""

    def __init__(self, assessor: Assessor) -> None:
        self.assessor = assessor
        self.library: Library = assessor.library
        self.letters = letters(self.library.interpretations.interpretations)
        self._answers = lru_cache(maxsize=None)(self._answer_all)

    @cached_property
    def treaty(self) -> Treaty:
        """The treaty of which most scenarios are; without any, the first."""
        treaties = [each.treaty for each in self.library.scenarios.values()] or list(self.library.treaties)
        return self.library.treaties[max(treaties, key=treaties.count)]

    @cached_property
    def names(self) -> Names:
        """What that treaty and its words are called, where no case is spoken of."""
        return Names(self.library, self.treaty)

    def words(self, scenario: Scenario) -> Words:
        """Give the words in which a scenario is spoken of."""
        return Words(self.library, self.library.treaty(scenario.treaty), scenario)

    def case(self, scenario: Scenario, text: str | None = None) -> Case:
        """Give a bundled scenario with all its answers, perhaps under other words than those in force."""
        return Case(self.words(scenario), self._answers(scenario.id, text))

    def _answer_all(self, id: str, text: str | None) -> tuple[Assessment, ...]:
        asked = self.assessor.questions(self.library.scenario(id))
        if text is None:
            return tuple(map(self.assessor.assess, asked))
        return tuple(
            usual if usual.text == text else self.assessor.assess(replace(each, text=text))
            for each, usual in zip(asked, self._answers(id, None), strict=True)
        )

    def accounts(self, scenarios: Sequence[Scenario]) -> list[tuple[Words, list[tuple[str, str]]]]:
        """List accounts for people to choose from, case by case: how an account is named, and how called."""
        return [
            (words, [(f"{each.id}:{id}", words.holder(id)) for id in each.accounts])
            for each in scenarios
            for words in [self.words(each)]
        ]
