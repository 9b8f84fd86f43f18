"""The sides of a comparison: how accounts, cases and interpretations are called on its page."""

from __future__ import annotations

from collections.abc import Iterable

from casus_foederis.changes.study import Study
from casus_foederis.files.library import Library
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.report.page import Span, Tone
from casus_foederis.report.words import Words, letters


class Sides:
    """Names for one study. ``first`` are the words of its first account's case."""

    def __init__(self, library: Library, study: Study) -> None:
        self.study = study
        treaty = library.treaty(study.accounts[0].scenario.treaty)
        scenarios = {each.scenario.id: each.scenario for each in study.accounts}
        self.words = {id: Words(library, treaty, each) for id, each in scenarios.items()}
        self.first = self.words[study.accounts[0].scenario.id]
        every = letters(library.interpretations.interpretations)
        self.letters = {id: every[id] for id in study.interpretations}

    @property
    def title(self) -> str:
        """Say what is compared."""
        if len(self.words) == 1:
            return say("compare.title", case=self.first.case)
        one, two = (self.name(each.scenario.id, each.framing) for each in self.study.accounts)
        return say("compare.title_two", one=one, two=two)

    @property
    def example(self) -> str:
        """Show how to ask for one pair of accounts."""
        one, two = self.study.accounts[:2]
        return f"{one.scenario.id}:{one.framing} {two.scenario.id}:{two.framing}"

    def name(self, scenario: str, framing: str) -> str:
        """Name an account; with its case, where there are several."""
        words = self.words[scenario]
        holder = words.holder(framing)
        return holder if len(self.words) == 1 else say("compare.case", case=words.case, holder=holder)

    def of(self, assessment: Assessment) -> str:
        """Name the account that was assessed."""
        return self.name(assessment.scenario, assessment.framing)

    def named(self, bundles: Iterable[str]) -> Span:
        """Name interpretations by their letters."""
        return Span(" ".join(self.letters[id] for id in bundles), Tone.STRONG)
