"""A case as it is told to students: what happened, what each account says, how words are read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from casus_foederis.logic import Truth
from casus_foederis.members import membership
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.base import Window
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.states import state_name
from casus_foederis.phrases import say, wording
from casus_foederis.report.page import Block, Branch, Line, Paragraph, Tree, line, symbol
from casus_foederis.report.words import Words, ident


def story(scenario: Scenario) -> str:
    """Tell what happens."""
    return wording(f"scenario.{scenario.id}", "summary", scenario.summary)


def account_summary(words: Words, framing: str) -> str:
    """Give an account in a sentence; nothing where it has none."""
    summary = words.scenario.accounts[framing].summary
    return wording(f"scenario.{words.scenario.id}.{framing}", "summary", summary) if summary else ""


def told(words: Words, assessment: Assessment, facts: Sequence[str]) -> Iterator[Block]:
    """Say what an account says of some facts, and what stands on record besides."""
    own = [fact for fact in facts if is_own(words, assessment, fact)]
    if words.scenario.framings:
        summary = account_summary(words, assessment.framing)
        yield Paragraph(line(say("teach.as_told"), " ", *words.account(assessment.framing), f" {summary}"))
        yield Tree(_answers(words, assessment, own))
        yield Paragraph(line(say("teach.on_record")))
    yield Tree(_answers(words, assessment, [fact for fact in facts if fact not in own]))


def told_apart(words: Words, assessments: Sequence[Assessment], facts: Sequence[str]) -> Iterator[Block]:
    """Say what several accounts say: first what is the same in all of them, then each by itself."""
    first, *others = assessments
    alike = [fact for fact in facts if all(each[fact] is first[fact] for each in others)]
    yield Paragraph(line(say("teach.same")))
    yield Tree(_answers(words, first, alike))
    apart = [fact for fact in facts if fact not in alike]
    yield Paragraph(line(say("teach.apart")))
    branches = []
    for each in assessments:
        on = say("teach.asked_on", on=each.on.isoformat())
        head = line(*words.account(each.framing), f" {account_summary(words, each.framing)} {on}")
        branches.append(Branch(head, _answers(words, each, apart)))
    yield Tree(tuple(branches))


def is_own(words: Words, assessment: Assessment, fact: str) -> bool:
    """Tell whether an account itself speaks of a fact; else, the record does, or nobody."""
    framing = words.scenario.framings.get(assessment.framing)
    return framing is not None and fact in framing.facts


def is_presumed(assessment: Assessment, fact: str) -> bool:
    """Tell whether nobody speaks of a fact, and it is presumed."""
    finding = assessment.findings.get(fact)
    return finding is not None and finding.origin == "presumption"


def _answers(words: Words, assessment: Assessment, facts: Iterable[str]) -> tuple[Branch, ...]:
    """Say which of some facts are so, which are not, and which are left open."""
    by_answer: dict[Truth, list[str]] = {truth: [] for truth in Truth}
    for fact in facts:
        title = words.title(fact)
        presumed = is_presumed(assessment, fact)
        by_answer[assessment[fact]].append(say("teach.presumed", fact=title) if presumed else title)
    return tuple(
        Branch(line(symbol(truth), f" {say(f'fact.{truth.status}')}: ", "; ".join(titles)))
        for truth, titles in by_answer.items()
        if titles
    )


def readings(words: Words, assessment: Assessment, terms: Iterable[str]) -> Tree:
    """Say how some terms are read, and what that means."""
    return Tree(tuple(Branch(reading(words, assessment, term)) for term in terms))


def reading(words: Words, assessment: Assessment, term: str) -> Line:
    """Say how a term is read, and what that means."""
    id = assessment.readings[term]
    known = words.library.interpretations.terms[term].readings[id]
    means = wording(f"reading.{term}.{id}", "paraphrase", known.paraphrase)
    return line(f"{words.term(term)}: ", *read_as(words, assessment, term), f". {means}")


def asked_for(words: Words, rules: Iterable[str]) -> Tree:
    """Say what some conditions ask for, in a paraphrase."""
    return Tree(
        tuple(
            Branch(line(f"{words.title(id)}: {wording(id, 'paraphrase', words.treaty.rules[id].paraphrase)}"))
            for id in rules
        )
    )


def read_as(words: Words, assessment: Assessment, term: str) -> Line:
    """Name the reading of a term; a sign marks one that is inferred, another one that is filled in."""
    inferred = "°" if assessment.bases[term] == "inferred" else ""
    return line(*words.held_reading(assessment, term), inferred)


def texts(words: Words) -> Tree:
    """Say what the treaty's words ask for, text by text, each with its days."""
    branches = []
    for id, text in words.treaty.instrument.texts.items():
        says = wording(f"text.{id}", "paraphrase", text.paraphrase)
        cap = words.cap(f"text.{id}")
        said = f"{words.text(id)} ({_days(text.since, text.until)}): {says}"
        branches.append(Branch(line(said, f" {say('teach.cap', cap=cap)}" if cap else "")))
    return Tree(tuple(branches))


def standings(words: Words, states: Iterable[str] = ()) -> Tree:
    """Say when States were parties: those that the case names, unless others are given."""
    branches = []
    for state in states or (words.scenario.state, *words.scenario.opponents):
        spells = membership(words.library, words.treaty.id, state).spells
        spans = [
            f"{_days(since, until)}: {say(f'standing.{standing}')}"
            for standing, group in groupby(spells, key=lambda each: each.standing)
            for since, until in [_whole(list(group))]
        ]
        name = wording(f"state.{state}", "title", state_name(state))
        branches.append(Branch(line(f"{name}. ", "; ".join(spans) or say("standing.not_party"))))
    return Tree(tuple(branches))


def _whole(windows: Sequence[Window]) -> tuple[datetime.date | None, datetime.date | None]:
    """Give the first and the last day of spans that follow one another."""
    return windows[0].since, windows[-1].until


def _days(since: datetime.date | None, until: datetime.date | None) -> str:
    first, last = (each.isoformat() if each is not None else "" for each in (since, until))
    return say("teach.days" if last else "teach.days_since", first=first, last=last)


def asked(words: Words, assessment: Assessment, *, dated: bool = True) -> Paragraph:
    """Say on which day and under which words the law is asked, and how it is read, in short."""
    said = say(
        "teach.asked" if dated else "teach.asked_undated",
        on=assessment.on.isoformat(),
        text=words.text(assessment.text),
        reading=words.interpretation(assessment.interpretation),
    )
    return Paragraph(line(said, " ", ident(assessment.interpretation)))
