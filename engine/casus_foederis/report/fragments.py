"""Answers as fragments, for notebooks: what matters in sight, and the rest folded away below it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from casus_foederis.assessor import Assessor, who_answered
from casus_foederis.changes.situations import place_cases
from casus_foederis.changes.study import Study
from casus_foederis.changes.triggers import Trigger
from casus_foederis.changes.whatif import WhatIf
from casus_foederis.inspection import Inspection
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.reasons import Reasons
from casus_foederis.report.comparison import comparison_elements, comparison_page
from casus_foederis.report.explanation import explanation, reasons_page
from casus_foederis.report.html import Element, element, elements, style
from casus_foederis.report.notices import inspection_page
from casus_foederis.report.overview import overview, overview_elements
from casus_foederis.report.page import Heading, Page, Tree, line
from casus_foederis.report.terminal import PLAIN_WIDTH, print_page
from casus_foederis.report.trigger import trigger_page
from casus_foederis.report.whatif import what_if_page
from casus_foederis.report.why import why_branches
from casus_foederis.report.words import Words
from casus_foederis.suite import Suite

# How many sections of each kind of page are in sight.
_IN_SIGHT: Final = {Assessment: 2, Reasons: 0, Suite: 1, Study: 2, WhatIf: 3, Trigger: 2, Inspection: 0}
_LINES: Final = {"style", "p", "ul", "li", "details", "summary", "caption", "tr"}
_FEW_SETS: Final = 5  # sets of changes in a fragment


def as_html(answer: object) -> str | None:
    """Give an answer as HTML for any document; nothing for what is none, or whose words are not at hand."""
    match answer:
        case Suite():
            body = overview_elements(answer.assessor, answer)
        case Study():
            body = comparison_elements(answer.assessor, answer)
        case _:
            body = list(elements(_page(answer)))
    if not body:
        return None
    sheet = element("style", style("fragment.css"))
    direction = {"lang": say("page.language"), "dir": say("page.direction")}
    whole = element("div", sheet, folded(body, _in_sight(answer)), class_="casus", **direction)
    for each in whole.iter():
        if each.tag in _LINES:
            each.tail = "\n"  # a notebook is a file, whose differences people read
    return ElementTree.tostring(whole, encoding="unicode", method="html")


def as_text(answer: object) -> str | None:
    """Give what is in sight of the same as plain text."""
    page = _page(answer)
    if not page:
        return None
    out = io.StringIO()
    print_page(page[: _section(page, _in_sight(answer))], out, PLAIN_WIDTH, styled=False)
    return "\n".join(each.rstrip() for each in out.getvalue().splitlines())


def _in_sight(answer: object) -> int:
    return next(number for kind, number in _IN_SIGHT.items() if isinstance(answer, kind))


def _page(answer: object) -> Page:
    """Build the page of an answer: an empty one, if that cannot be done."""
    page: Page = ()
    match answer:
        case Suite():
            page = overview(answer.assessor, answer)
        case Study():
            page = comparison_page(answer.assessor, answer)
        case Trigger():
            page = trigger_page(answer, place_cases(answer.assessor, answer), 1, _FEW_SETS)
        case Inspection():
            page = inspection_page(answer)
        case Assessment() if by := _who_answered(answer):
            page = _assessment(by, answer)
        case Reasons() if by := _who_answered(answer.assessment):
            page = reasons_page(by, answer)
        case WhatIf() if by := _who_answered(answer.now):
            page = what_if_page(by, answer, 1, _FEW_SETS)
    return page


def _who_answered(assessment: Assessment) -> Assessor | None:
    """Give the assessor that answered, if its library still has the very case that was asked about."""
    assessor = who_answered(assessment)
    scenario = assessor.library.scenarios.get(assessment.scenario) if assessor else None
    if assessor is None or scenario is None:
        return None
    same = assessment.receipt["scenario"] == f"sha256:{assessor.library.digest(scenario)}"
    return assessor if same else None


def _assessment(assessor: Assessor, assessment: Assessment) -> Page:
    """Build the page that explains an assessment, with what decided it in short before the whole."""
    page = explanation(assessor, assessment)
    library, treaty = assessor.library, assessor.library.treaty(assessment.treaty)
    words = Words(library, treaty, library.scenario(assessment.scenario))
    rulebook = assessor.rulebook(treaty.id)
    decided = why_branches(rulebook, assessment, treaty.main, words)
    after = _section(page, 1)
    return (*page[:after], Heading(line(say("explain.decided"))), Tree(decided), *page[after:])


def _section(page: Page, number: int) -> int:
    """Find where a section ends, the first of which has the number 1: where the next one begins."""
    begins = [place for place, block in enumerate(page) if isinstance(block, Heading) and block.level > 1]
    return begins[number] if number < len(begins) else len(page)


def folded(body: list[Element], in_sight: int) -> Iterator[Element]:
    """Make each section one that folds; what comes before the first, and a last paragraph, does not."""
    closing = [body.pop()] if body[-1].tag == "p" else []
    section: Element | None = None
    for each in body:
        match each.tag:
            case "h1":
                each.tag = "strong"  # not a heading: in a notebook, headings are the author's
                section = None
                yield element("p", [each], class_="title")
            case "h2":
                each.tag = "summary"
                section = element("details", [each], **({"open": ""} if in_sight > 0 else {}))
                in_sight -= 1
                yield section
            case _ if section is not None:
                section.append(each)
            case _:
                yield each
    yield from closing
