"""What a framing changed: accounts of one scenario held against each other, by asking the engine again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from casus_foederis.assessor import Assessor, Question
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import Scenario
from casus_foederis.reach import Outlook

Ask: TypeAlias = Callable[[Question], Assessment]


@dataclass(frozen=True, slots=True)
class Answer:
    """A fact to which two accounts give different answers."""

    fact: str
    ours: Truth
    theirs: Truth


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to a provision, under some interpretations, if one answer alone is exchanged."""

    answer: Answer
    interpretations: tuple[str, ...]
    before: Truth
    after: Truth


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two accounts of one scenario on one day: where they differ, and which answer alone moves the law."""

    scenario: str
    ours: str
    theirs: str
    answers: tuple[Answer, ...]
    effects: tuple[Effect, ...]


def contrasts(assessor: Assessor, ask: Ask, scenario: Scenario, provision: str) -> Iterator[Contrast]:
    """Hold the first account of a scenario against each of the others that was given for the same day.

    Most answers of another account turn nothing, and the rule engine is asked only where one may.
    """
    library, rulebook = assessor.library, assessor.rulebook(scenario.treaty)
    accounts = list(scenario.accounts)
    first = accounts[0]
    day = scenario.first_day(first)
    bundles = list(library.interpretations.interpretations)
    for other in accounts[1:]:
        if scenario.first_day(other) != day:
            continue
        asked = Question(scenario, first, bundles[0], day)
        ours = ask(asked)
        theirs = ask(replace(asked, framing=other))
        answers = tuple(
            Answer(fact, finding.status, theirs[fact])
            for fact, finding in ours.findings.items()
            if fact in library.vocabulary.facts and finding.status is not theirs[fact]
        )
        effects = []
        for answer in answers:
            moved: dict[tuple[Truth, Truth], list[str]] = {}
            for bundle in bundles:
                question = replace(asked, interpretation=bundle)
                before = ask(question)[provision]
                changed = replace(question, leaves={answer.fact: answer.theirs})
                leaves = {id: each.value for id, each in assessor.given(changed).items()}
                if Outlook(rulebook, provision, leaves).outcomes({}) == {before}:
                    continue
                after = ask(changed)[provision]
                if after is not before:
                    moved.setdefault((before, after), []).append(bundle)
            effects += [Effect(answer, tuple(ids), *change) for change, ids in moved.items()]
        yield Contrast(scenario.id, first, other, answers, tuple(effects))


def unmoved(assessments: Sequence[Assessment]) -> dict[str, Truth]:
    """Find the provisions that come out the same in every one of the assessments."""
    first = assessments[0].provisions
    return {id: status for id, status in first.items() if {each[id] for each in assessments} == {status}}
