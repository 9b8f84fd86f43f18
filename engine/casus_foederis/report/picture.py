"""The suite as one HTML page: a matrix of accounts and interpretations, each cell opening to its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from casus_foederis import __version__
from casus_foederis.assessor import Assessor
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.reasons import bearing
from casus_foederis.report.cases import Case, cases_by_treaty
from casus_foederis.report.evidence import grounds
from casus_foederis.report.html import Element, document, element, elements
from casus_foederis.report.matrix import Matrix, filled_terms
from casus_foederis.report.page import SYMBOLS, Branch, Tree
from casus_foederis.report.why import deciding_branches, met_branches
from casus_foederis.report.words import Words
from casus_foederis.suite import Suite


def picture(assessor: Assessor, suite: Suite) -> str:
    """Make the page of a suite: one part for each treaty."""
    cases = cases_by_treaty(assessor, suite)
    body: list[Element] = []
    for treaty, found in cases.items():
        body += _Part(assessor, treaty, found).elements()
    receipt = suite.assessments[0].receipt["rules"] if suite.assessments else ""
    made = say("picture.made", version=__version__, rules=receipt)
    body.append(element("footer", element("p", say("suite.caution")), element("p", made)))
    titles = [assessor.library.treaty(treaty).title for treaty in cases]
    kind = "few" if sum(map(len, cases.values())) == 1 else "many"  # of one, the reasons are printed too
    return document(say("suite.title", treaty="; ".join(titles)), body, kind)


_Asked: TypeAlias = tuple[str, str, date, str]  # scenario, framing, day, interpretation


@dataclass(frozen=True)
class _Answer:
    """What one account is answered under interpretations with the same reasons."""

    assessment: Assessment
    reasons: tuple[Branch, ...]
    filled: tuple[str, ...]  # terms whose reading decides and was held by nobody
    interpretations: list[str] = field(default_factory=list)


class _Part:
    """The part of the page on one treaty."""

    def __init__(self, assessor: Assessor, treaty: str, cases: Sequence[Case]) -> None:
        self.library, self.cases = assessor.library, cases
        self.treaty = assessor.library.treaty(treaty)
        self.rulebook = assessor.rulebook(treaty)
        self.main = self.treaty.main
        self.matrix = Matrix(assessor.library, self.treaty, cases)
        self.letters = self.matrix.letters

    def elements(self) -> Iterator[Element]:
        words = self.cases[0].words
        yield element("h1", say("suite.title", treaty=self.treaty.title))
        yield element("p", element("strong", words.question(self.main)), " ", element("code", self.main))
        yield element("p", say("picture.how"), class_="note screen")
        yield element("p", say("picture.paper"), class_="note paper")
        yield self.matrix.signs()
        yield self.matrix.readers()
        panels: list[Element] = []
        opens: dict[_Asked, tuple[str, _Answer]] = {}  # what each field opens
        for case in self.cases:
            for account in case.accounts:
                first = account[0]
                for number, answer in enumerate(self._answers(case.words, account), 1):
                    id = f"{first.scenario}.{first.framing}.{first.on.isoformat()}.{number}"
                    panels.append(self._panel(id, case.words, answer))
                    opens |= {_asked(first, each): (id, answer) for each in answer.interpretations}
        yield self.matrix.table(
            lambda words, each: self._field(words, each, *opens[_asked(each, each.interpretation)])
        )
        yield element("section", panels, class_="reasons")

    def _field(self, words: Words, assessment: Assessment, panel: str, answer: _Answer) -> Element:
        """Make a field that opens a panel."""
        status = assessment[self.main]
        label = say("picture.cell", **self.matrix.said(words, assessment))
        star = [element("sup", "*")] if answer.filled else []
        letter = element("span", self.letters[assessment.interpretation], class_="letter", aria_hidden="true")
        button = element(
            "button",
            SYMBOLS[status],
            star,
            letter,
            type="button",
            class_=status.status,
            popovertarget=panel,
            aria_label=label,
            title=label,
        )
        return element("td", button, class_="answer")

    def _answers(self, words: Words, account: Sequence[Assessment]) -> list[_Answer]:
        """Put interpretations together under which everything comes out the same, for the same reasons."""
        found: dict[tuple[object, ...], _Answer] = {}
        for each in account:
            reasons = deciding_branches(self.rulebook, each, self.main, words)
            filled = filled_terms(each, self.main)
            key = (tuple(each.provisions.values()), reasons, filled)
            found.setdefault(key, _Answer(each, reasons, filled)).interpretations.append(each.interpretation)
        return list(found.values())

    def _panel(self, id: str, words: Words, answer: _Answer) -> Element:
        """Make the panel of an answer: what it is, why, on what evidence, and what else was answered."""
        assessment = answer.assessment
        status = assessment[self.main]
        asked = say(
            "picture.asked",
            holder=words.holder(assessment.framing),
            on=assessment.on.isoformat(),
            text=words.text(assessment.text),
        )
        verdict = f"{SYMBOLS[status]} {words.title(self.main)}: {say(f'rule.{status.status}')}"
        close = element(
            "button",
            say("picture.close"),
            type="button",
            class_="close",
            popovertarget=id,
            popovertargetaction="hide",
        )
        parts = [close, element("h3", words.case), element("p", asked)]
        parts.append(element("p", verdict, class_=f"verdict {status.status}"))
        parts.append(element("p", self._under(words, answer)))
        parts += self._reasons(words, answer)
        parts += self._evidence(words, assessment)
        parts += self._others(words, assessment)
        return element("section", parts, id=id, class_="panel", popover="", aria_label=words.case)

    def _under(self, words: Words, answer: _Answer) -> str:
        titles = [f"{self.letters[id]} ({words.interpretation(id)})" for id in answer.interpretations]
        text = say("picture.under", interpretations="; ".join(titles))
        if answer.filled:
            terms = ", ".join(f"«{words.term(term)}»" for term in answer.filled)
            text += " " + say("picture.filled_here", terms=terms)
        return text

    def _reasons(self, words: Words, answer: _Answer) -> Iterator[Element]:
        yield element("h4", say("suite.why"))
        yield from elements([Tree(answer.reasons or met_branches(answer.assessment, self.main, words))])

    def _evidence(self, words: Words, assessment: Assessment) -> Iterator[Element]:
        decisive = [id for id in bearing(assessment, self.main) if id in self.library.vocabulary.facts]
        found = tuple(grounds(words, assessment, decisive))
        if found:
            yield element("h4", say("explain.evidence"))
            yield from elements([Tree(found)])

    def _others(self, words: Words, assessment: Assessment) -> Iterator[Element]:
        """Show the other provisions, and how what was done stands to each."""
        agreements: Mapping[str, str] = (assessment.practice or {}).get("agreements", {})
        items = []
        for id, status in assessment.provisions.items():
            sign = element("span", SYMBOLS[status], class_=status.status)
            text = f" {words.title(id)}: {say(f'rule.{status.status}')}"
            conduct = (
                say("picture.conduct", agreement=say(f"agreement.{agreements[id]}"))
                if id in agreements
                else ""
            )
            items.append(element("li", sign, text, element("span", f" {conduct}", class_="muted")))
        yield element(
            "h4", say("picture.provisions", measure=words.done) if words.done else say("explain.answers")
        )
        yield element("ul", items)


def _asked(account: Assessment, interpretation: str) -> _Asked:
    return account.scenario, account.framing, account.on, interpretation
