"""What decided an answer, in a line for each condition; and what an expectation that failed had expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.report.page import Line, joined, line
from casus_foederis.report.words import Words, answer, ident
from casus_foederis.suite import Failure


def deciding_lines(
    assessment: Assessment, conditions: Sequence[str], words: Words
) -> Iterator[tuple[str, Line]]:
    """Name the conditions that decided, each with its facts and look-ups.

    Readings are left out, because they stand in the columns; and so is a condition that only the words
    in force decided, as long as another one has more to say.
    """
    because = {
        id: [leaf for leaf in assessment.findings[id].because if leaf not in words.treaty.rules]
        for id in conditions
    }
    telling = {
        id: [leaf for leaf in leaves if not leaf.startswith("reading.")]
        for id, leaves in because.items()
        if any(not leaf.startswith(("reading.", "text.")) for leaf in leaves)
    }
    for id, leaves in (telling or because).items():
        reasons = (line(f"{words.title(leaf)}: {answer(leaf, assessment[leaf], words)}") for leaf in leaves)
        yield id, line(words.title(id), " ", ident(id), ". ", *joined(reasons, "; "))


def failed(failure: Failure) -> Line:
    """Say which expectation did not hold."""
    question = failure.expected.question
    return line(
        say(
            "suite.failed",
            scenario=question.scenario.id,
            framing=question.framing,
            interpretation=question.interpretation,
            on=question.on.isoformat(),
            rule=failure.expected.rule,
            expected=say(f"rule.{failure.expected.status.status}"),
            found=say(f"rule.{failure.found.status}"),
        )
    )
