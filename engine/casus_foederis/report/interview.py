"""Pages of the interview: a question with what it means, the answer so far, all answers for review."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from casus_foederis import __version__
from casus_foederis.assessor import Assessor, Question
from casus_foederis.files.library import Library
from casus_foederis.files.writing import Remarks
from casus_foederis.interview.asks import Ask, AskFact, Progress, Review
from casus_foederis.interview.examples import Example, examples
from casus_foederis.interview.typed import written
from casus_foederis.logic import Truth, ids_in
from casus_foederis.model.scenario import Scenario, Statement
from casus_foederis.phrases import say, wording
from casus_foederis.problems import printable
from casus_foederis.report.cases import legend
from casus_foederis.report.page import (
    Block,
    Branch,
    Heading,
    Line,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    Tone,
    Tree,
    joined,
    line,
    symbol,
)
from casus_foederis.report.words import Words, ident, letters, muted

_FEW: Final = 4  # rows of answers so far, beside a question
_MANY: Final = 24  # rows of them in a review


class Pages:
    """Makes the pages of an interview."""

    def __init__(self, assessor: Assessor, record: Library) -> None:
        self.assessor, self.record = assessor, record
        self.library = assessor.library
        self.vocabulary = assessor.library.vocabulary
        self.letters = letters(self.library.interpretations.interpretations)
        self.numbers = {fact: str(number) for number, fact in enumerate(self.vocabulary.facts, 1)}

    def legend(self, scenario: Scenario) -> Page:
        """Explain the letters and signs in which answers are shown."""
        return (Table((), (tuple(legend(self._words(scenario), self.letters)),)),)

    def fact(self, ask: AskFact, topic: str) -> Page:
        """Put a question of fact. ``topic`` is the group to which the question before belonged."""
        progress = ask.progress
        words = self._words(progress.scenario)
        blocks: list[Block] = []
        if ask.dropped:
            names = "; ".join(map(words.title, ask.dropped))
            blocks.append(Paragraph(line(muted(say("new.dropped", facts=names)))))
        if (group := self.group(ask.fact)) != topic:
            blocks.append(Heading(line(self._group_title(group))))
        fact = self.vocabulary.facts[ask.fact]
        question = wording(ask.fact, "question", fact.question)
        numbered = say("new.question", number=self.numbers[ask.fact], question=question)
        blocks.append(Paragraph(line(Span(numbered, Tone.STRONG))))
        if len(progress.scenario.accounts) > 1:
            holders = "; ".join(map(words.holder, ask.accounts))
            blocks.append(Paragraph(line(say("new.asked_of", holders=holders))))
        if ask.again:  # the question has just been explained
            return (*blocks, Paragraph(line(muted(self._hint(ask)))))
        blocks.append(Paragraph(line(wording(ask.fact, "paraphrase", fact.paraphrase))))
        source = say("cited.source", source=fact.source, confidence=fact.confidence)
        blocks.append(Paragraph(line(muted(say("schema.source", source=source)))))
        found = examples(self.record, ask.fact)
        blocks += (Paragraph(line(muted(self._example(each)))) for each in found)
        blocks += self._so_far(words, progress, ask.accounts, _FEW)
        return (*blocks, Paragraph(line(muted(self._hint(ask)))))

    def _hint(self, ask: AskFact) -> str:
        """Say what can be typed, and how many questions there can still be."""
        hints = [say("new.hint")]
        presumption = self.vocabulary.facts[ask.fact].presumption
        if presumption is not None:
            hints.append(say("new.hint_presumed", answer=say(f"fact.{presumption.status}")))
        if len(ask.accounts) > 1:
            hints.append(say("new.hint_accounts"))
        days = sorted({day for each in ask.accounts for day in _days(ask.progress.scenario, each)})
        if days[1:]:
            last = days[-1]
            until = last - datetime.timedelta(days=1)
            hints.append(say("new.hint_days", until=until.isoformat(), since=last.isoformat()))
        hints.append(say("new.hint_more"))
        others = len([each for each in ask.progress.waiting if each != ask.fact])
        return f"{', '.join(hints)}. {say('new.others', most=str(others))}"

    def help(self, ask: AskFact) -> Page:
        """Explain a question of fact at length: what hangs on it, and what can be typed."""
        words, fact = self._words(ask.progress.scenario), self.vocabulary.facts[ask.fact]
        lines = [line(ident(ask.fact))]
        if fact.note is not None:
            lines.append(line(wording(ask.fact, "note", fact.note)))
        if fact.needs is not None:
            lines.append(line(say("schema.needs", need=words.title(fact.needs))))
        if fact.presumption is not None:
            value = say(f"fact.{fact.presumption.status}")
            lines.append(line(say("schema.presumed", value=value)))
        readers = [id for id, rule in words.treaty.rules.items() if ask.fact in ids_in(rule.rule)]
        named = joined((line(f"{words.title(id)} ", ident(id)) for id in readers), ", ")
        lines.append(line(say("new.read_by"), " ", *named))
        lines.append(line(say("new.claims", fact=ask.fact)))
        typed = say("new.help_fact") + (say("new.help_accounts") if len(ask.accounts) > 1 else "")
        lines += [line(muted(each)) for each in typed.splitlines()]
        return tuple(map(Paragraph, lines))

    def review(self, review: Review) -> Page:
        """Show all answers with their numbers, and what they come to."""
        progress = review.progress
        words = self._words(progress.scenario)
        blocks: list[Block] = [Heading(line(say("new.review", title=progress.scenario.title)))]
        if progress.asked:
            counts = {"asked": str(progress.asked), "every": str(len(self.numbers))}
            blocks.append(Paragraph(line(muted(say("new.asked", **counts)))))
        answered = [fact for fact in self.numbers if fact in progress.answered]
        if not answered and not progress.open:
            blocks += (Paragraph(line(each)) for each in (say("new.settled"), *_standings(words)))
        rows = [
            (line(self.numbers[each]), line(words.title(each)), self._answers(words, each))
            for each in answered
        ]
        if rows:
            blocks.append(Table((), (tuple(rows),), frozenset({0})))
        left = list(progress.open)
        presumed = [fact for fact in left if self.vocabulary.facts[fact].presumption is not None]
        for phrase, facts in (
            ("new.presumed_here", presumed),
            ("new.open", [fact for fact in left if fact not in presumed]),
            ("new.idle", self._idle(progress) if rows else []),
        ):
            if facts:
                named = "; ".join(f"{self.numbers[fact]} {words.title(fact)}" for fact in facts)
                blocks.append(Paragraph(line(muted(say(phrase, facts=named)))))
        blocks += self._so_far(words, progress, progress.scenario.accounts, _MANY)
        if review.more:
            others = [id for id in words.treaty.provisions if id not in progress.rules]
            rules = "; ".join(map(words.title, others))
            blocks.append(Paragraph(line(say("new.more", count=str(len(review.more)), rules=rules))))
        return (*blocks, Paragraph(line(muted(say("new.hint_review")))))

    def remarks(self, progress: Progress, origin: str | None) -> Remarks:
        """Make the comments of the file that is written."""
        words, facts = self._words(progress.scenario), self.vocabulary.facts
        rules = ", ".join(progress.rules)
        framings = progress.scenario.framings.values()
        said = {*progress.scenario.record}.union(*(each.facts for each in framings))
        presumed = {id: each.presumption for id, each in facts.items() if each.presumption is not None}
        idle = self._idle(progress)
        return Remarks(
            head=[
                say("new.made", version=__version__),
                *([say("new.made_from", scenario=printable(origin))] if origin is not None else []),
                say("new.made_hint"),
            ],
            titles={fact: words.title(fact) for fact in facts},
            groups={self._group_title(id): list(each.facts) for id, each in self.vocabulary.groups.items()},
            unsaid={
                say("new.file_presumed"): [f for f in presumed if f not in said and f not in idle],
                say("new.file_left", rules=rules): [
                    f for f in progress.open if f not in presumed and f not in said
                ],
                say("new.file_idle", rules=rules): idle,
            },
            silence=dict.fromkeys(facts, Truth.UNKNOWN) | presumed,
        )

    def group(self, fact: str) -> str:
        """Name the group to which a fact belongs, by its id."""
        return next(id for id, group in self.vocabulary.groups.items() if fact in group.facts)

    def _group_title(self, id: str) -> str:
        return wording(f"group.{id}", "title", self.vocabulary.groups[id].title)

    def _words(self, scenario: Scenario) -> Words:
        return Words(self.library, self.library.treaty(scenario.treaty), scenario)

    def _example(self, example: Example) -> str:
        actor = wording(example.claim, "actor", self.record.claims[example.claim].actor)
        answer = say(f"fact.{example.answer.status}")
        scenario = example.scenario
        case = wording(f"scenario.{scenario.id}", "title", scenario.title)
        return say("new.example", answer=answer, case=case, actor=actor, claim=example.claim)

    def _so_far(
        self, words: Words, progress: Progress, accounts: Collection[str], most: int
    ) -> Iterator[Block]:
        """Show what the rules asked about come to now, for some accounts, under each interpretation."""
        scenario = progress.scenario
        asked = [(rule, id, day) for rule in progress.rules for id in accounts for day in _days(scenario, id)]
        rows: list[Row] = []
        for rule, account, day in asked[:most]:
            details = [words.holder(account)] if len(scenario.accounts) > 1 else []
            details += [day.isoformat()] if len(_days(scenario, account)) > 1 else []
            name = line(words.title(rule), muted(f" ({', '.join(details)})") if details else "")
            questions = (Question(scenario, account, each, day) for each in progress.interpretations)
            statuses = (self.assessor.assess(each)[rule] for each in questions)
            rows.append((name, *(line(symbol(status)) for status in statuses)))
        head = [say("new.so_far"), *(self.letters[each] for each in progress.interpretations)]
        yield Table(tuple(map(line, head)), (tuple(rows),), frozenset(range(1, len(head))))
        if len(asked) > most:
            yield Paragraph(line(muted(say("new.more_rows", count=str(len(asked) - most)))))

    def _answers(self, words: Words, fact: str) -> Line:
        """Show how each account answers a fact; once, if all answer alike."""
        accounts = words.scenario.accounts
        answers: dict[str, list[str]] = {}
        for id, each in accounts.items():
            shown = self._answer(fact, words.scenario.facts_of(each).get(fact, ()))
            answers.setdefault(shown, []).append(words.holder(id))
        if len(answers) == 1:
            return line(*answers)
        return joined((line(f"{each} ({', '.join(of)})") for each, of in answers.items()), "; ")

    def _answer(self, fact: str, statements: Sequence[Statement]) -> str:
        presumption = self.vocabulary.facts[fact].presumption
        if statements:
            return written(statements)
        if presumption is not None:
            return say("new.presumed", answer=say(f"fact.{presumption.status}"))
        return say("new.silent")

    def _idle(self, progress: Progress) -> list[str]:
        """List the facts that were not asked, because no answer to them can change anything."""
        known = {*progress.answered, *progress.open}
        return [fact for fact in self.vocabulary.facts if fact not in known]


def ask_page(ask: Ask) -> Page:
    """Ask for something that stands at the head of a case, or for the file."""
    key = ask.key.partition("-")[0]
    return (Paragraph(line(Span(say(f"new.ask_{key}", about=ask.about), Tone.STRONG))),)


def as_typed(file: Path) -> str:
    """Write the name of a file as a shell takes it, and no program takes it for an option."""
    name = str(file)
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


def written_page(file: Path, origin: str | None) -> Page:
    """Say that a case was written, and what can be done with it."""
    name = as_typed(file)
    commands = {
        "explain": f"casus explain {name}",
        "run": f"casus run {name}",
        "whatif": f"casus whatif {name}",
        **({"compare": f"casus compare {shlex.quote(origin)} {name}"} if origin is not None else {}),
    }
    branches = (
        Branch(line(ident(command)), (Branch(line(say(f"new.next_{key}"))),))
        for key, command in commands.items()
    )
    return (Paragraph(line(say("new.written", file=str(file)))), Tree(tuple(branches)))


def _standings(words: Words) -> Iterator[str]:
    """Say on each day how the State stands to the treaty, and why."""
    scenario, instrument = words.scenario, words.treaty.instrument
    for day in (scenario.date, *scenario.also_on):
        spell = instrument.spell_on(scenario.state, day)
        standing = say(f"standing.{instrument.standing_on(scenario.state, day)}")
        reason = spell.reason if spell is not None else say("members.outside")
        yield say("new.standing", day=day.isoformat(), state=words.state, standing=standing, reason=reason)


def _days(scenario: Scenario, account: str) -> Sequence[datetime.date]:
    return scenario.days_of(scenario.accounts[account])
