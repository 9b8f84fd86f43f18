"""A case as it is told to students: what happened, what each account says, how words are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casus_foederis.logic import Truth
from casus_foederis.members import membership
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.base import Window
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.states import state_name
from casus_foederis.phrases import say, wording
from casus_foederis.report.page import Block, Branch, Paragraph, Tree, joined, line, symbol
from casus_foederis.report.words import Words, ident


def story(scenario: Scenario) -> str:
    """Tell what happens."""
    return wording(f"scenario.{scenario.id}", "summary", scenario.summary)


def account_summary(words: Words, framing: str) -> str:
    """Give an account in a sentence; nothing where it has none."""
    summary = words.scenario.accounts[framing].summary
    return wording(f"scenario.{words.scenario.id}.{framing}", "summary", summary) if summary else ""


def answers(words: Words, assessment: Assessment, facts: Iterable[str]) -> tuple[Branch, ...]:
    """Say which of some facts are so, which are not, and which nobody knows, as an account has it."""
    by_answer: dict[Truth, list[str]] = {truth: [] for truth in Truth}
    for fact in facts:
        by_answer[assessment[fact]].append(words.title(fact))
    return tuple(
        Branch(line(symbol(truth), f" {say(f'fact.{truth.status}')}: ", "; ".join(titles)))
        for truth, titles in by_answer.items()
        if titles
    )


def told_apart(words: Words, assessments: Sequence[Assessment], facts: Sequence[str]) -> Iterator[Block]:
    """Say what several accounts say: first in what they agree, then each by itself."""
    first, *others = assessments
    alike = [fact for fact in facts if all(each[fact] is first[fact] for each in others)]
    yield Paragraph(line(say("teach.agreed")))
    yield Tree(answers(words, first, alike))
    apart = [fact for fact in facts if fact not in alike]
    branches = []
    for each in assessments:
        head = line(*words.account(each.framing), f" {account_summary(words, each.framing)}")
        branches.append(Branch(head, answers(words, each, apart)))
    yield Tree(tuple(branches))


def readings(words: Words, assessment: Assessment, terms: Iterable[str]) -> Tree:
    """Say how some terms are read; a star marks what nobody held."""
    return Tree(
        tuple(Branch(line(f"{words.term(term)}: ", *words.held_reading(assessment, term))) for term in terms)
    )


def texts(words: Words) -> Tree:
    """Say what the treaty's words ask for, text by text, each with its days."""
    branches = []
    for id, text in words.treaty.instrument.texts.items():
        says = wording(f"text.{id}", "paraphrase", text.paraphrase)
        branches.append(Branch(line(f"{words.text(id)} ({_days(text)}): {says}")))
    return Tree(tuple(branches))


def standings(words: Words, states: Iterable[str] = ()) -> Tree:
    """Say when States were parties: those that the case names, unless others are given."""
    branches = []
    for state in states or (words.scenario.state, *words.scenario.opponents):
        spells = membership(words.library, words.treaty.id, state).spells
        spans = [f"{_days(each)}: {say(f'standing.{each.standing}')}" for each in spells]
        name = wording(f"state.{state}", "title", state_name(state))
        branches.append(Branch(line(f"{name}. ", "; ".join(spans) or say("standing.not_party"))))
    return Tree(tuple(branches))


def _days(window: Window) -> str:
    first, last = (each.isoformat() if each is not None else "" for each in (window.since, window.until))
    return say("teach.days" if last else "teach.days_since", first=first, last=last)


def asked(words: Words, assessment: Assessment, *, dated: bool = True) -> Paragraph:
    """Say on which day and under which words the law is asked, and how it is read, in short."""
    said = say(
        "teach.asked" if dated else "teach.asked_undated",
        on=assessment.on.isoformat(),
        text=words.text(assessment.text),
        reading=words.interpretation(assessment.interpretation),
    )
    return Paragraph(line(*joined((line(said), line(ident(assessment.interpretation))), " ")))
