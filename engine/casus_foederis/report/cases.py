"""The cases of a suite, as pages show them: one scenario with its answers, an account after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.report.page import Row, Span, Tone, joined, line, symbol
from casus_foederis.report.words import Words, ident, letters
from casus_foederis.suite import Suite

MOST_EXPLAINED: Final = 3  # cases on one page; of more, only what each turns on


@dataclass(frozen=True)
class Case:
    """One scenario with its assessments, an account after the other."""

    words: Words
    assessments: Sequence[Assessment]

    @property
    def accounts(self) -> list[list[Assessment]]:
        """The assessments of each account on each day, one for each interpretation."""
        by_account = groupby(self.assessments, key=lambda each: (each.framing, each.on))
        return [list(group) for _, group in by_account]


def letters_of(library: Library, cases: Iterable[Case]) -> dict[str, str]:
    """Give each interpretation that was asked its letter, which is the one that it has among all."""
    asked = {each.interpretation for case in cases for each in case.assessments}
    every = letters(library.interpretations.interpretations)
    return {id: letter for id, letter in every.items() if id in asked}


def legend(words: Words, letters: Mapping[str, str]) -> Iterator[Row]:
    """Give the rows that explain letters and signs."""
    for id, letter in letters.items():
        yield line(Span(letter, Tone.STRONG)), line(ident(id)), line(words.interpretation(id))
    signs = [line(symbol(truth), f" {say(f'rule.{truth.status}')}") for truth in Truth]
    yield line(), line(), joined(signs, "   ")


def cases_by_treaty(assessor: Assessor, suite: Suite) -> dict[str, list[Case]]:
    """List the cases that were asked, by treaty."""
    found: dict[str, list[Case]] = {}
    for scenario in suite.scenarios:
        answers = [each for each in suite.assessments if each.scenario == scenario.id]
        if answers:
            words = Words(assessor.library, assessor.library.treaty(scenario.treaty), scenario)
            found.setdefault(scenario.treaty, []).append(Case(words, answers))
    return found
