"""The page of the suite: all cases at a glance, why they came out so, and what the framing changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus_foederis.assessor import Assessor
from casus_foederis.contrast import Contrast, unmoved
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.reasons import bearing
from casus_foederis.report.cases import MOST_EXPLAINED, Case, cases_by_treaty, legend
from casus_foederis.report.html import Element, elements
from casus_foederis.report.matrix import Matrix
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
    table,
)
from casus_foederis.report.why import deciding_branches, deciding_lines, expectations
from casus_foederis.report.words import Words, ident, muted
from casus_foederis.suite import Suite


def overview(assessor: Assessor, suite: Suite) -> Page:
    """Build the page of a suite: a part for each treaty, and whether expectations were met."""
    blocks: list[Block] = []
    for treaty, cases in cases_by_treaty(assessor, suite).items():
        part = _Part(assessor, suite, treaty, cases)
        blocks += (*part.head(), *part.matrix(), *part.rest())
    return (*blocks, *_foot(assessor, suite))


def overview_elements(assessor: Assessor, suite: Suite) -> list[Element]:
    """Build the page as elements, with the matrix as a picture."""
    body: list[Element] = []
    for treaty, cases in cases_by_treaty(assessor, suite).items():
        part = _Part(assessor, suite, treaty, cases)
        body += (*elements(part.head()), *part.drawn.elements(), *elements(part.rest()))
    return [*body, *elements(_foot(assessor, suite))]


def _foot(assessor: Assessor, suite: Suite) -> Iterator[Block]:
    yield from expectations(assessor, suite) if suite.checked else ()
    yield Paragraph(line(muted(say("suite.caution"))))


class _Part:
    """The part of the page on one treaty."""

    def __init__(self, assessor: Assessor, suite: Suite, treaty: str, cases: Sequence[Case]) -> None:
        self.suite, self.treaty = suite, assessor.library.treaty(treaty)
        self.rulebook = assessor.rulebook(treaty)
        self.main = self.treaty.main
        self.cases = {case.words.scenario.id: case for case in cases}
        self.words = cases[0].words
        self.drawn = Matrix(assessor.library, self.treaty, cases)
        self.letters = self.drawn.letters

    def head(self) -> Iterator[Block]:
        yield Heading(line(say("suite.title", treaty=self.treaty.title)), level=1)
        yield Paragraph(line(self.words.question(self.main), " ", ident(self.main)))

    def matrix(self) -> Iterator[Block]:
        yield table(legend(self.words, self.letters))
        heads = (say("suite.account"), say("suite.role"), say("suite.day"), *self.letters.values())
        yield Table(
            tuple(line(head) for head in heads),
            tuple(tuple(self._rows(case)) for case in self.cases.values()),
            narrow=frozenset(range(2, len(heads))),
        )

    def rest(self) -> Iterator[Block]:
        yield Heading(line(say("suite.short")))
        many = len(self.cases) > MOST_EXPLAINED
        told = [case for id, case in self.cases.items() if not many or self._happened(id)]
        yield Tree(tuple(self._in_short(case) for case in told or self.cases.values()))
        if many:
            yield from self._framings()
            example = (told or list(self.cases.values()))[-1].words.scenario.id
            yield Paragraph(line(say("suite.more", most=str(MOST_EXPLAINED), example=example)))
            return
        yield Heading(line(say("suite.why")))
        yield Tree(tuple(self._why(case) for case in self.cases.values()))
        yield from self._framings()
        yield from self._other_texts()
        yield from self._unmoved()

    def _happened(self, scenario: str) -> bool:
        return self.cases[scenario].words.scenario.kind == "historical"

    def _rows(self, case: Case) -> Iterator[Row]:
        words = case.words
        yield (line(Span(words.case, Tone.STRONG), " ", ident(words.scenario.id)),)
        for account in case.accounts:
            first = account[0]
            yield (
                line("  ", words.holder(first.framing)),
                line(muted(words.role(first.framing))),
                line(first.on.isoformat()),
                *(line(symbol(each[self.main])) for each in account),
            )
        if words.done:
            yield (line("  ", *_done(words)),)

    def _in_short(self, case: Case) -> Branch:
        """Say of the first account how often it is met, and on which conditions it fails elsewhere."""
        account, words = case.accounts[0], case.words
        tally = [
            line(symbol(truth), f" {say(f'rule.{truth.status}')}: ", self._named(members))
            for truth in Truth
            if (members := [each.interpretation for each in account if each[self.main] is truth])
        ]
        fails: dict[str, list[str]] = {}
        for each in account:
            for id, _ in deciding_lines(self.rulebook, each, self.main, words):
                fails.setdefault(id, []).append(each.interpretation)
        turns = (
            line(say("suite.turns_on"), " ", Span(words.title(id), Tone.STRONG), "  ", self._named(members))
            for id, members in fails.items()
        )
        holder = say("suite.first_account", scenario=words.case, holder=words.holder(account[0].framing))
        done = [_done(words)] if words.done else []
        return Branch(line(holder, " ", *joined(tally, ", ")), tuple(map(Branch, (*turns, *done))))

    def _why(self, case: Case) -> Branch:
        return Branch(
            line(Span(case.words.case, Tone.STRONG)),
            tuple(self._account(account, case.words) for account in case.accounts),
        )

    def _account(self, account: list[Assessment], words: Words) -> Branch:
        """Give the reasons of one account, interpretations with the same reasons together."""
        reasons: dict[tuple[Truth, tuple[Branch, ...]], list[str]] = {}
        for each in account:
            branches = deciding_branches(self.rulebook, each, self.main, words)
            reasons.setdefault((each[self.main], branches), []).append(each.interpretation)
        parts = []
        for (status, branches), members in reasons.items():
            head = line(symbol(status), " ", self._named(members), "  ")
            match branches:
                case ():
                    parts.append(Branch(line(*head, self._carried(account, members[0], words))))
                case (only,):
                    parts.append(Branch(line(*head, *only.line)))
                case _:
                    parts.append(Branch(head, branches))
        first = account[0]
        several = len(words.scenario.days_of(words.scenario.accounts[first.framing])) > 1
        day = f", {first.on.isoformat()}" if several else ""
        text = line(*words.account(first.framing), ", ", words.text(first.text), day)
        return Branch(text, (*parts, *self._conduct(account, words)))

    def _carried(self, account: list[Assessment], bundle: str, words: Words) -> str:
        """Say that everything is met, and which facts this account itself brought that bear on it."""
        found = next(each for each in account if each.interpretation == bundle)
        own = words.scenario.accounts[found.framing].facts
        carrying = [
            f"{words.title(id)}: {say(f'fact.{found[id].status}')}"
            for id in bearing(found, self.main)
            if id in own
        ]
        if not carrying:
            return say("suite.all_met")
        return say("suite.all_met_with", facts="; ".join(carrying))

    def _conduct(self, account: list[Assessment], words: Words) -> Iterator[Branch]:
        """Hold what was done against each answer."""
        if not words.done:
            return
        compared: dict[str, list[str]] = {}
        for each in account:
            if each.practice is not None:
                compared.setdefault(each.practice["agreement"], []).append(each.interpretation)
        parts = (line(say(f"agreement.{id}"), " ", self._named(members)) for id, members in compared.items())
        done = say("suite.conduct", measure=words.done)
        yield Branch(line(muted(done), " ", *joined(parts, "; ")))

    def _named(self, bundles: Sequence[str]) -> Span:
        return Span(" ".join(self.letters[id] for id in bundles), Tone.STRONG)

    def _framings(self) -> Iterator[Block]:
        few = len(self.cases) <= MOST_EXPLAINED
        compared = [
            self._contrast(each)
            for each in self.suite.contrasts
            if each.scenario in self.cases and (few or (each.effects and self._happened(each.scenario)))
        ]
        if compared:
            yield Heading(line(say("suite.framing_title")))
            yield Paragraph(line(muted(say("suite.framing_note"))))
            yield Tree(tuple(compared))

    def _contrast(self, contrast: Contrast) -> Branch:
        words = self.cases[contrast.scenario].words
        holders = {"ours": words.holder(contrast.ours), "theirs": words.holder(contrast.theirs)}
        parts = []
        for effect in contrast.effects:
            answers = {"ours": effect.answer.ours, "theirs": effect.answer.theirs}
            values = {name: say(f"fact.{status.status}") for name, status in answers.items()}
            change = say("suite.effect", fact=words.title(effect.answer.fact), **values)
            move = line(symbol(effect.before), " → ", symbol(effect.after))
            text = line(change, "  ", self._named(effect.interpretations), " ", *move)
            parts.append(Branch(line(*text, "  ", ident(effect.answer.fact))))
        if not parts:
            parts = [Branch(line(muted(say("suite.no_effect"))))]
        return Branch(line(say("suite.contrast", scenario=words.case, **holders)), tuple(parts))

    def _other_texts(self) -> Iterator[Block]:
        """Show the first account of each case under the words that were not in force."""
        rows: list[Row] = []
        for account in self.suite.under_other_texts:
            if account[0].scenario in self.cases:
                words = self.cases[account[0].scenario].words
                case = line(words.case, ", ", words.holder(account[0].framing))
                signs = (line(symbol(each[self.main])) for each in account)
                rows.append((case, line(words.text(account[0].text)), *signs))
        if rows:
            yield Heading(line(say("suite.texts_title")))
            head = (line(), line(), *(line(letter) for letter in self.letters.values()))
            yield Table(head, (tuple(rows),), narrow=frozenset(range(2, len(head))))

    def _unmoved(self) -> Iterator[Block]:
        parts = []
        for case in self.cases.values():
            lines = tuple(
                Branch(line(symbol(status), " ", case.words.title(id), " ", ident(id)))
                for id, status in unmoved(case.assessments).items()
            )
            if lines:
                parts.append(Branch(line(case.words.case), lines))
        if parts:
            yield Heading(line(say("suite.unmoved_title")))
            yield Tree(tuple(parts))


def _done(words: Words) -> Line:
    return line(say("suite.organs"), " ", Span(words.done, Tone.STRONG))
