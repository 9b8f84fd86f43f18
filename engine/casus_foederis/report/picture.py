"""The suite as one HTML page: a matrix of accounts and interpretations, each cell opening to its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casus_foederis import __version__
from casus_foederis.assessor import Assessor
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.reasons import bearing, behind
from casus_foederis.report.cases import Case, cases_by_treaty, letters_of
from casus_foederis.report.evidence import grounds
from casus_foederis.report.html import Element, document, element, elements
from casus_foederis.report.page import SYMBOLS, Branch, Tree, line, symbol
from casus_foederis.report.why import deciding_branches
from casus_foederis.report.words import Words, ident
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
        self.letters = letters_of(self.library, cases)

    def elements(self) -> Iterator[Element]:
        words = self.cases[0].words
        yield element("h1", say("suite.title", treaty=self.treaty.title))
        yield element("p", element("strong", words.question(self.main)), " ", element("code", self.main))
        yield element("p", say("picture.how"), class_="note screen")
        yield element("p", say("picture.paper"), class_="note paper")
        yield self._signs()
        yield self._readers(words)
        panels: list[Element] = []
        groups = [self._case(case, panels) for case in self.cases]
        heads = [say("suite.account"), say("suite.day"), *self.letters.values()]
        head = element("tr", (element("th", text, scope="col") for text in heads))
        caption = element("caption", words.title(self.main))
        yield element("table", caption, element("thead", head), groups, class_="matrix")
        yield element("section", panels, class_="reasons")

    def _signs(self) -> Element:
        signs = [
            element(
                "li",
                element("span", SYMBOLS[truth], class_=truth.status),
                f" {say(f'rule.{truth.status}')}",
            )
            for truth in Truth
        ]
        star = element("li", f"* {say('picture.filled')}")
        return element("ul", signs, star, class_="legend")

    def _readers(self, words: Words) -> Element:
        """List the interpretations behind the letters, with who holds them."""
        entries: list[Element] = []
        for id, letter in self.letters.items():
            held = element("span", f" {words.held_by(id)}", class_="muted")
            about = element("span", f"{words.interpretation(id)}. ")
            entries += [element("dt", letter), element("dd", about, element("code", id), held)]
        summary = element("summary", say("picture.readers"))
        return element("details", summary, element("dl", entries, class_="readers"), open="")

    def _case(self, case: Case, panels: list[Element]) -> Element:
        """Make the rows of one case, and the panels behind its cells."""
        words = case.words
        head = [element("span", f"{words.case} "), element("code", words.scenario.id)]
        if words.done:
            head.append(element("span", f"{say('suite.organs')} {words.done}", class_="done"))
        width = str(2 + len(self.letters))
        rows = [element("tr", element("th", head, colspan=width, scope="rowgroup"), class_="case")]
        rows += [self._account(words, account, panels) for account in case.accounts]
        return element("tbody", rows)

    def _account(self, words: Words, account: Sequence[Assessment], panels: list[Element]) -> Element:
        first = account[0]
        of_cell: dict[str, tuple[str, _Answer]] = {}
        for number, answer in enumerate(self._answers(words, account), 1):
            id = f"{first.scenario}.{first.framing}.{first.on.isoformat()}.{number}"
            panels.append(self._panel(id, words, answer))
            of_cell |= dict.fromkeys(answer.interpretations, (id, answer))
        role = words.role(first.framing)
        name = element("th", words.holder(first.framing), scope="row")
        if role:
            name.append(element("span", f" ({role})", class_="role"))
        cells = (self._cell(words, each, *of_cell[each.interpretation]) for each in account)
        return element("tr", name, element("td", first.on.isoformat(), class_="day"), cells, class_="account")

    def _cell(self, words: Words, assessment: Assessment, panel: str, answer: _Answer) -> Element:
        status = assessment[self.main]
        label = say(
            "picture.cell",
            holder=words.holder(assessment.framing),
            interpretation=assessment.interpretation,
            status=say(f"rule.{status.status}"),
        )
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
            filled = self._filled(each)
            key = (tuple(each.provisions.values()), reasons, filled)
            found.setdefault(key, _Answer(each, reasons, filled)).interpretations.append(each.interpretation)
        return list(found.values())

    def _filled(self, assessment: Assessment) -> tuple[str, ...]:
        """List the terms whose reading bears on the answer, and was held by nobody."""
        leaves = (id.split(".") for id in bearing(assessment, self.main) if id.startswith("reading."))
        terms = dict.fromkeys(term for _, term, *_ in leaves)
        return tuple(term for term in terms if assessment.bases[term] == "filled")

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
        yield from elements([Tree(answer.reasons or tuple(self._met(words, answer.assessment)))])

    def _met(self, words: Words, assessment: Assessment) -> Iterator[Branch]:
        """List the conditions that are met, where all that bear on the answer are."""
        for id in behind(assessment, self.main)[1:]:
            if id in self.treaty.rules:
                yield Branch(line(symbol(assessment[id]), " ", words.title(id), " ", ident(id)))

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
