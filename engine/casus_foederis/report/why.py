"""What decided an answer, in a line for each condition; and whether answers were those expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus_foederis.assessor import Assessor
from casus_foederis.leaves import LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.reasons import behind, deciding
from casus_foederis.report.page import Block, Branch, Heading, Line, Paragraph, Tree, joined, line, symbol
from casus_foederis.report.words import Words, answer, ident
from casus_foederis.rulebook import Literal, Node, Operator, Rulebook
from casus_foederis.suite import Failure, Suite


def deciding_lines(
    rulebook: Rulebook, assessment: Assessment, rule: str, words: Words
) -> Iterator[tuple[str, Line]]:
    """Name the conditions that decided a rule, each with its facts and look-ups.

    Readings are left out, because they stand in the columns; and so is a condition that only the words
    in force decided, as long as another one has more to say, and a fact that the reading does not reach.
    """
    because = {
        id: [leaf for leaf in decisive(rulebook, assessment, id, words) if leaf not in words.treaty.rules]
        for id in deciding(rulebook, assessment, rule)
    }
    telling = {
        id: [leaf for leaf in leaves if not leaf.startswith("reading.")]
        for id, leaves in because.items()
        if any(not leaf.startswith(("reading.", "text.")) for leaf in leaves)
    }
    for id, leaves in (telling or because).items():
        reasons = (
            line(
                _capped(leaf, assessment, words)
                or f"{words.title(leaf)}: {answer(leaf, assessment[leaf], words)}"
            )
            for leaf in leaves
            if not _follows(leaf, leaves, assessment, words)
        )
        yield id, line(words.title(id), " ", ident(id), ". ", *joined(reasons, "; "))


def decisive(rulebook: Rulebook, assessment: Assessment, id: str, words: Words) -> list[str]:
    """Name what decided a condition, without facts that the reading or the words do not reach.

    Such a fact and the reading that leaves it out are both enough for the same answer, and the rule engine
    tells of either.
    """
    because, reached = list(assessment.findings[id].because), _reached(rulebook, assessment, id)
    facts = words.library.vocabulary.facts
    found = [each for each in because if each not in facts or each in reached]
    return found or because


def _reached(rulebook: Rulebook, assessment: Assessment, id: str) -> set[str]:
    """List the facts that a condition's rule reads where no reading, and no words, stand in the way."""
    found: set[str] = set()

    def is_law(literal: Literal) -> bool:
        leaf, node = rulebook.leaves.get(literal.id), rulebook.by_id.get(literal.id)
        if leaf is not None:
            return leaf.kind in (LeafKind.READING, LeafKind.TEXT)
        return node is not None and all(map(is_law, node.inputs))

    def visit(node: Node) -> None:
        law = [each for each in node.inputs if is_law(each)]
        stopped = node.operator is Operator.ALL and any(
            assessment[each.id] is Truth.of(each.negated) for each in law
        )
        for each in () if stopped else node.inputs:
            below = rulebook.by_id.get(each.id)
            if below is not None and below.rule == id:
                visit(below)
            else:
                found.add(each.id)

    visit(rulebook.by_id[id])
    return found


def deciding_branches(
    rulebook: Rulebook, assessment: Assessment, rule: str, words: Words
) -> tuple[Branch, ...]:
    """Give the same lines as the branches of a tree."""
    return tuple(Branch(text) for _, text in deciding_lines(rulebook, assessment, rule, words))


def met_branches(assessment: Assessment, rule: str, words: Words) -> tuple[Branch, ...]:
    """List the conditions behind a rule that are met, which is all that is to be said where the rule is."""
    return tuple(
        Branch(line(symbol(assessment[id]), " ", words.title(id), " ", ident(id)))
        for id in behind(assessment, rule)[1:]
        if id in words.treaty.rules and assessment[id] is Truth.TRUE
    )


def why_branches(rulebook: Rulebook, assessment: Assessment, rule: str, words: Words) -> tuple[Branch, ...]:
    """Say what decided a rule; where it is met, list the conditions behind it."""
    return deciding_branches(rulebook, assessment, rule, words) or met_branches(assessment, rule, words)


def _capped(leaf: str, assessment: Assessment, words: Words) -> str | None:
    """Say what words in force cap; of words that are not in force there is nothing to say but that."""
    return words.cap(leaf) if assessment[leaf] is Truth.TRUE else None


def _follows(leaf: str, leaves: Sequence[str], assessment: Assessment, words: Words) -> bool:
    """Tell whether a fact only shares the fate of one that it needs, and so has nothing to add."""
    fact = words.library.vocabulary.facts.get(leaf)
    if fact is None or fact.needs is None or fact.needs not in leaves:
        return False
    return assessment[fact.needs] is assessment[leaf] is not Truth.TRUE


def failure_branch(assessor: Assessor, failure: Failure) -> Branch:
    """Say which expectation did not hold, and what decided the answer that came out instead."""
    question, assessment = failure.expected.question, failure.assessment
    words = Words(assessor.library, assessor.library.treaty(assessment.treaty), question.scenario)
    rulebook = assessor.rulebook(assessment.treaty)
    said = say(
        "suite.failed",
        scenario=assessment.scenario,
        framing=assessment.framing,
        interpretation=assessment.interpretation,
        on=assessment.on.isoformat(),
        rule=failure.expected.rule,
        expected=say(f"rule.{failure.expected.status.status}"),
        found=say(f"rule.{failure.found.status}"),
    )
    return Branch(line(said), deciding_branches(rulebook, assessment, failure.expected.rule, words))


def expectations(assessor: Assessor, suite: Suite) -> Iterator[Block]:
    """Say how many expectations were checked, and which did not hold."""
    counts = say("suite.expectations", checked=str(suite.checked), failed=str(len(suite.failures)))
    yield Heading(line(say("suite.expectations_title")))
    yield Paragraph(line(symbol(Truth.of(not suite.failures)), " ", counts))
    if suite.failures:
        yield Tree(tuple(failure_branch(assessor, failure) for failure in suite.failures))
