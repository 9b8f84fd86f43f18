"""What can still matter: the facts that some answer to them could still change what is asked about.

A fact matters as long as there are answers to the other open questions with which it would turn the status
of a rule, on some day of the account, under some interpretation. This is exact: a fact that is left out here
can be answered in any way, whatever else is answered, and nothing that is asked about changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from casus_foederis.assessor import Assessor, Question
from casus_foederis.given import given_facts
from casus_foederis.labels.diagram import Decision
from casus_foederis.labels.labels import Choice, Labels
from casus_foederis.leaves import STATED, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import Facts, Scenario
from casus_foederis.problems import UsageError

_ANSWERS: Final = (Truth.UNKNOWN, Truth.TRUE, Truth.FALSE)
_Telling: TypeAlias = tuple[Labels, Sequence[Decision]]  # where a rule is met, and where it is not


@dataclass(frozen=True)
class Matter:
    """What is asked about: rules, and those whose readings count."""

    rules: tuple[str, ...]
    interpretations: tuple[str, ...]


class Relevance:
    """Tells which facts can still matter. What it finds out about a rule is kept.

    Raises `UsageError` for rules that are too entangled.
    """

    def __init__(self, assessor: Assessor) -> None:
        self._assessor = assessor
        self._told: dict[tuple[object, ...], list[_Telling]] = {}  # by whom and when the law is asked about
        self._read: dict[tuple[object, ...], _Telling] = {}  # by what follows from that, often the same

    def of(
        self, matter: Matter, scenario: Scenario, account: str, facts: Facts, answered: Collection[str]
    ) -> Counter[str]:
        """Count for each fact that can still matter to an account the answers that hang on it.

        The account says ``facts``, whatever the scenario says of it. ``answered`` lists the facts on which it
        has had its say, if only by silence; all others are open.
        """
        found: Counter[str] = Counter()
        for day in scenario.days_of(scenario.accounts[account]):
            given = given_facts(facts, self._assessor.library.vocabulary, day)
            for interpretation in matter.interpretations:
                for labels, telling in self._tell(scenario, account, interpretation, day, matter.rules):
                    fallen = {
                        labels.place(fact): _ANSWERS.index(given[fact].value)
                        for fact in labels.choices
                        if fact in answered
                    }
                    left = (labels.diagram.chosen(each, fallen) for each in telling)
                    asked = {place for each in left for place in labels.diagram.asked(each)}
                    found.update(labels.choices[place] for place in asked)
        return found

    def _tell(
        self, scenario: Scenario, account: str, interpretation: str, day: date, rules: tuple[str, ...]
    ) -> list[_Telling]:
        """Give each rule as a function of all facts; everything else follows from the dates and States."""
        key = (scenario.treaty, scenario.state, scenario.opponents, day, interpretation, rules)
        if key not in self._told:
            question = Question(scenario, account, interpretation, day)
            self._told[key] = list(self._functions(question, rules))
        return self._told[key]

    def _functions(self, question: Question, rules: tuple[str, ...]) -> Iterator[_Telling]:
        rulebook = self._assessor.rulebook(question.scenario.treaty)
        given = {id: each.value for id, each in self._assessor.given(question).items()}
        facts = [id for id, leaf in rulebook.leaves.items() if leaf.kind is LeafKind.FACT]
        fixed = {id: truth for id, truth in given.items() if id not in facts}
        for rule in rules:
            used = {each.id for node in rulebook.cone(rule) for each in node.inputs}
            key = (question.scenario.treaty, rule, *(fixed[id] for id in fixed if id in used))
            if key not in self._read:
                choices = {
                    id.removesuffix(STATED): Choice(tuple({id: truth} for truth in _ANSWERS)) for id in facts
                }
                try:
                    labels = Labels(rulebook, rule, fixed, choices)
                except UsageError:
                    raise UsageError("too_entangled_to_ask", id=rule) from None
                telling = [labels.where(rule, truth) for truth in (Truth.TRUE, Truth.FALSE)]
                self._read[key] = labels, telling
            yield self._read[key]
