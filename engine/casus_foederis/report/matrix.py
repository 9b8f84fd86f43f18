"""The matrix: a row for each account, a field for each interpretation, and what explains its signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.treaty import Treaty
from casus_foederis.phrases import say
from casus_foederis.reasons import bearing
from casus_foederis.report.cases import Case, letters_of
from casus_foederis.report.html import Element, element
from casus_foederis.report.page import SYMBOLS
from casus_foederis.report.words import Words

Field: TypeAlias = Callable[[Words, Assessment], Element]


class Matrix:
    """The answers on a treaty's main provision, case by case."""

    def __init__(self, library: Library, treaty: Treaty, cases: Sequence[Case]) -> None:
        self.cases, self.main = cases, treaty.main
        self.letters = letters_of(library, cases)

    def elements(self) -> Iterator[Element]:
        """Make the table with fields that only show their answers, and below it what explains them."""
        yield from (self.table(self._plain_field), self.signs(), self.readers())

    def table(self, field: Field) -> Element:
        """Make the table. ``field`` makes what stands for one answer."""
        groups = [self._case(case, field) for case in self.cases]
        heads = [element("th", say(f"suite.{each}"), scope="col") for each in ("account", "day")]
        heads += [element("th", each, scope="col", class_="narrow") for each in self.letters.values()]
        caption = element("caption", self.cases[0].words.title(self.main))
        return element("table", caption, element("thead", element("tr", heads)), groups, class_="matrix")

    def signs(self) -> Element:
        """List what the signs mean."""
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

    def readers(self) -> Element:
        """List the interpretations behind the letters, with who holds them."""
        words = self.cases[0].words
        entries: list[Element] = []
        for id, letter in self.letters.items():
            held = element("span", f" {words.held_by(id)}", class_="muted")
            about = element("span", f"{words.interpretation(id)}. ")
            entries += [element("dt", letter), element("dd", about, element("code", id), held)]
        summary = element("summary", say("picture.readers"))
        return element("details", summary, element("dl", entries, class_="readers"), open="")

    def _plain_field(self, words: Words, assessment: Assessment) -> Element:
        status = assessment[self.main]
        star = [element("sup", "*")] if filled_terms(assessment, self.main) else []
        return element(
            "td",
            SYMBOLS[status],
            star,
            class_=f"answer {status.status}",
            title=say("matrix.field", **self.said(words, assessment)),
            data_letter=self.letters[assessment.interpretation],
        )

    def said(self, words: Words, assessment: Assessment) -> dict[str, str]:
        """Say in words what a field shows: whose account, as read by whom, and the answer."""
        return {
            "holder": words.holder(assessment.framing),
            "interpretation": assessment.interpretation,
            "status": say(f"rule.{assessment[self.main].status}"),
        }

    def _case(self, case: Case, field: Field) -> Element:
        """Make the rows of one case."""
        words = case.words
        head = [element("span", f"{words.case} "), element("code", words.scenario.id)]
        if words.done:
            head.append(element("span", f" {say('suite.organs')} {words.done}", class_="done"))
        width = str(2 + len(self.letters))
        rows = [element("tr", element("th", head, colspan=width, scope="rowgroup"), class_="case")]
        rows += [self._account(words, account, field) for account in case.accounts]
        return element("tbody", rows)

    def _account(self, words: Words, account: Sequence[Assessment], field: Field) -> Element:
        first = account[0]
        role = words.role(first.framing)
        name = element("th", words.holder(first.framing), scope="row")
        if role:
            name.append(element("span", f" ({role})", class_="role"))
        day = element("td", first.on.isoformat(), class_="day")
        return element("tr", name, day, (field(words, each) for each in account), class_="account")


def filled_terms(assessment: Assessment, rule: str) -> tuple[str, ...]:
    """List the terms whose reading bears on an answer, and was held by nobody."""
    leaves = (id.split(".") for id in bearing(assessment, rule) if id.startswith("reading."))
    terms = dict.fromkeys(term for _, term, *_ in leaves)
    return tuple(term for term in terms if assessment.bases[term] == "filled")
