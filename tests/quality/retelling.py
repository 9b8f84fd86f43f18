"""Answers an interview as the file of a scenario would, typing what a person would type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from casus_foederis.interview.asks import Ask, AskFact, Progress, Review
from casus_foederis.interview.interview import Interviews, Start
from casus_foederis.interview.typed import written
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.states import state_name


@dataclass(frozen=True)
class Retold:
    """What an interview came to, and how many questions of fact it put to each account."""

    progress: Progress
    asked: Counter[str]

    @property
    def mean(self) -> float:
        """How many questions of fact an account was asked on average."""
        return self.asked.total() / len(self.progress.scenario.accounts)


def retell(interviews: Interviews, scenario: Scenario, rules: Sequence[str] = ()) -> Retold:
    """Go through an interview about a scenario, asked about some rules; without any, about the main one."""
    start = Start(id=f"retold-{scenario.id}"[:64], treaty=scenario.treaty, rules=rules)
    conversation, asked = interviews.begin(start), Counter[str]()
    ask = next(conversation)
    while True:
        typed = reply(scenario, ask)
        if isinstance(ask, AskFact) and typed != "differ":
            asked.update(ask.accounts)
        try:
            ask = conversation.send(ask.read(typed))
        except StopIteration as finished:
            return Retold(finished.value, asked)


def reply(scenario: Scenario, ask: Ask) -> str:
    """Type what the file says."""
    if isinstance(ask, Review):
        return "write"
    if isinstance(ask, AskFact):
        answers = {written(scenario.facts_of(scenario.accounts[id]).get(ask.fact, ())) for id in ask.accounts}
        return "differ" if len(answers) > 1 else answers.pop() or "leave"
    what, _, number = ask.key.partition("-")
    id, framing = [*scenario.framings.items(), ("none", None)][int(number or 1) - 1]
    head = {
        "title": scenario.title,
        "summary": scenario.summary,
        "date": ", ".join(day.isoformat() for day in (scenario.date, *scenario.also_on)),
        "state": state_name(scenario.state),
        "opponents": ", ".join(map(state_name, scenario.opponents)) or "none",
        "several": "yes" if scenario.framings else "no",
        "id": id,
    }
    value = head.get(what, getattr(framing, what, None))
    return str(value) if value is not None else "none"
