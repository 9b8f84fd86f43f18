"""A failed expectation, for those who write scenarios."""

from __future__ import annotations

import io

from casus_foederis.assessor import Assessor
from casus_foederis.phrases import say
from casus_foederis.reasons import deciding
from casus_foederis.report.page import Branch, Tree
from casus_foederis.report.terminal import PLAIN_WIDTH, print_page
from casus_foederis.report.why import deciding_lines, failed
from casus_foederis.report.words import Words
from casus_foederis.suite import Failure


def failure_text(assessor: Assessor, failure: Failure, file: str, at: int) -> str:
    """Say what was expected, what came out, what decided it, and how to see more."""
    question, rule = failure.expected.question, failure.expected.rule
    assessment = assessor.assess(question)
    words = Words(assessor.library, assessor.library.treaty(assessment.treaty), question.scenario)
    conditions = deciding(assessor.rulebook(assessment.treaty), assessment, rule)
    lines = [text for _, text in deciding_lines(assessment, conditions, words)]
    page = io.StringIO()
    print_page((Tree((Branch(failed(failure), tuple(map(Branch, lines))),)),), page, PLAIN_WIDTH)
    choices = f"--framing {question.framing} --interpretation {question.interpretation}"
    see = say("suite.see", scenario=file, choices=choices)
    return f"{file}:{at}:\n{page.getvalue()}{see}"
