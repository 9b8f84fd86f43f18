"""A failed expectation, for those who write scenarios."""

from __future__ import annotations

import io

from casus_foederis.assessor import Assessor
from casus_foederis.phrases import say
from casus_foederis.report.page import Tree
from casus_foederis.report.terminal import PLAIN_WIDTH, print_page
from casus_foederis.report.why import failure_branch
from casus_foederis.suite import Failure


def failure_text(assessor: Assessor, failure: Failure, file: str, at: int) -> str:
    """Say what was expected, what came out, what decided it, where it stands, and how to see more."""
    question = failure.expected.question
    page = io.StringIO()
    print_page((Tree((failure_branch(assessor, failure),)),), page, PLAIN_WIDTH)
    choices = [f"--framing {question.framing}", f"--interpretation {question.interpretation}"]
    choices.append(f"--on {question.on.isoformat()}")
    if question.text is not None:
        choices.append(f"--text {question.text}")
    choices += [f"--reading {term}={reading}" for term, reading in question.readings.items()]
    see = say("suite.see", scenario=file, choices=" ".join(choices))
    return f"{page.getvalue()}{file}:{at}\n{see}"
