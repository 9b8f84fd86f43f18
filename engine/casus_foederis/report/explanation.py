"""The page that explains one assessment: the tree of reasons, why not, the evidence, the rules that fired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from casus_foederis.assessor import Assessor
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.treaty import Nature
from casus_foederis.phrases import say, wording
from casus_foederis.reasons import Change, Either, Every, Lack, Leaf, Reason, Reasons, lacks, reasons
from casus_foederis.report.evidence import grounds
from casus_foederis.report.lesson import lesson
from casus_foederis.report.page import (
    Block,
    Branch,
    Heading,
    Line,
    Page,
    Paragraph,
    Row,
    Span,
    Tone,
    Tree,
    joined,
    line,
    symbol,
    table,
)
from casus_foederis.report.words import Words, answer, asked_line, filled_mark, ident, muted
from casus_foederis.suite import Suite


def explanations(assessor: Assessor, suite: Suite) -> Page:
    """Explain one assessment of each scenario, and say what else could be explained.

    It is the first of those under the default interpretation, or simply the first where that was not asked.
    """
    default = assessor.library.interpretations.default
    blocks: list[Block] = []
    for _, group in groupby(suite.assessments, key=lambda each: each.scenario):
        assessments = list(group)
        chosen = next((each for each in assessments if each.interpretation == default), assessments[0])
        blocks += explanation(assessor, chosen)
        blocks += _others(chosen, assessments)
    return tuple(blocks)


def explanation(assessor: Assessor, assessment: Assessment) -> Page:
    """Build the page for one assessment."""
    return tuple(_Explanation(assessor, assessment).blocks())


def reasons_page(assessor: Assessor, found: Reasons) -> Page:
    """Build the page for reasons alone."""
    page = _Explanation(assessor, found.assessment)
    return (*page.head(), *page.trees(found))


def _others(chosen: Assessment, assessments: list[Assessment]) -> Iterator[Block]:
    """Say how to ask for the explanations that were not given."""
    framings = dict.fromkeys(each.framing for each in assessments)
    bundles = dict.fromkeys(each.interpretation for each in assessments)
    days = dict.fromkeys(each.on.isoformat() for each in assessments if each.framing == chosen.framing)
    lines = []
    for option, ids, own in (
        ("--framing", framings, chosen.framing),
        ("--interpretation", bundles, chosen.interpretation),
        ("--on", days, chosen.on.isoformat()),
    ):
        others = [line(ident(f"{option} {id}")) for id in ids if id != own]
        if others:
            lines.append(Branch(joined(others, "  ")))
    if lines:
        yield Heading(line(say("explain.others")))
        yield Tree(tuple(lines))


class _Explanation:
    def __init__(self, assessor: Assessor, assessment: Assessment) -> None:
        library = assessor.library
        self.assessment = assessment
        self.scenario = library.scenario(assessment.scenario)
        self.treaty = library.treaty(assessment.treaty)
        self.library = library
        self.words = Words(library, self.treaty, self.scenario)
        self.rulebook = assessor.rulebook(assessment.treaty)

    def head(self) -> Iterator[Block]:
        assessment, words = self.assessment, self.words
        yield Heading(line(words.case, ": ", *words.account(assessment.framing)), level=1)
        if summary := self.scenario.accounts[assessment.framing].summary:
            id = f"scenario.{self.scenario.id}.{assessment.framing}"
            yield Paragraph(line("«", wording(id, "summary", summary), "»"))
        yield from lesson(words)
        yield Paragraph(asked_line(words, assessment))

    def trees(self, found: Reasons) -> Iterator[Block]:
        yield Paragraph(line(muted(say("explain.legend"))))
        yield Tree(tuple(map(self._branch, found.values())))

    def blocks(self) -> Iterator[Block]:
        assessment, words = self.assessment, self.words
        yield from self.head()
        yield Heading(line(say("explain.answers")))
        yield table(self._answers())
        if (position := self.scenario.accounts[assessment.framing].position) is not None:
            holder = say("explain.concluded", holder=words.holder(assessment.framing))
            yield Paragraph(line(f"{holder} ", *words.concluded(position)))
        yield Heading(line(say("explain.why")))
        yield from self.trees(reasons(self.rulebook, assessment, self.treaty.main))
        yield from self._why_not()
        yield Heading(line(say("explain.readings")))
        yield table(self._readings())
        evidence = tuple(grounds(self.words, self.assessment, self.library.vocabulary.facts))
        if evidence:
            yield Heading(line(say("explain.evidence")))
            yield Tree(evidence)
        yield from self._practice()
        yield Heading(line(say("explain.firings")))
        heads = (say(f"firings.{name}") for name in ("step", "compiled", "concluded", "matched"))
        yield table(self._firings(), heads)
        yield Paragraph(line(muted(say("suite.caution"))))

    def _answers(self) -> Iterator[Row]:
        for id, status in self.assessment.provisions.items():
            provision = self.treaty.provisions[id]
            follows = wording(f"consequence.{provision.consequence.id}", "title", provision.consequence.title)
            yield (
                line(symbol(status)),
                line(ident(id)),
                line(self.words.title(id)),
                line(Span(say(f"rule.{status.status}"), Tone(status.status))),
                line(follows if status is Truth.TRUE else ""),
            )

    def _branch(self, reason: Reason) -> Branch:
        if reason.id is None:
            said = line(muted(say(f"explain.{'not_' if reason.negated else ''}{reason.operator}")))
        else:
            said = self._reason(reason.id, reason)
        return Branch(line(symbol(reason.status), " ", *said), tuple(map(self._branch, reason.parts)))

    def _reason(self, id: str, reason: Reason) -> Line:
        finding, words = self.assessment.findings[id], self.words
        rule = id in self.treaty.rules
        title = words.negation(id) if reason.negated else words.title(id)
        tone = Tone.MUTED if not reason.decisive else Tone.STRONG if rule else Tone.PLAIN
        name = id + self._mark(id)
        parts = [Span(f"{title} ", tone), ident(name) if reason.decisive else muted(name)]
        if not rule:
            parts.append(Span(f": {answer(id, finding.status, words)}", tone))
        elif reason.repeated:
            parts.append(muted(f" {say('explain.above')}"))
        need = self.library.vocabulary.facts[id].needs if id in self.library.vocabulary.facts else None
        if finding.origin == "rule" and need is not None:
            parts.append(muted(f" {say('explain.needs', need=words.title(need))}"))
        if finding.origin == "presumption":
            parts.append(muted(f" {say('explain.presumed')}"))
        if finding.claims:
            claims = joined((line(ident(claim)) for claim in finding.claims), " ")
            parts += [muted(" ["), *claims, muted("]")]
        return tuple(parts)

    def _mark(self, id: str) -> str:
        """Mark a reading that nobody held."""
        family, _, rest = id.partition(".")
        return filled_mark(self.assessment, rest.partition(".")[0]) if family == "reading" else ""

    def _why_not(self) -> Iterator[Block]:
        found: dict[str, Lack] = {}
        for provision in self.assessment.provisions:
            if self.treaty.provisions[provision].nature is Nature.CAUTION:
                continue  # nobody wants to bring a caution about
            for lack in lacks(self.rulebook, self.assessment, provision):
                found.setdefault(lack.id, lack)
        if not found:
            return
        yield Heading(line(say("explain.why_not")))
        branches = []
        for lack in found.values():
            head = line(
                symbol(lack.status),
                " ",
                Span(self.words.title(lack.id), Tone.STRONG),
                " ",
                ident(lack.id),
                " ",
                say("explain.lacks", status=say(f"rule.{lack.status.status}")),
            )
            branches.append(Branch(head, (self._change(lack.change),)))
        yield Tree(tuple(branches))

    def _change(self, change: Change) -> Branch:
        match change:
            case Leaf(id=id, to=to):
                now = self.assessment[id]
                return Branch(
                    line(
                        self.words.title(id),
                        " ",
                        ident(id),
                        f": {answer(id, now, self.words)} → {answer(id, to, self.words)}",
                    )
                )
            case Every(parts=parts):
                return Branch(line(muted(say("explain.all_needed"))), tuple(map(self._change, parts)))
            case Either(parts=parts):
                return Branch(line(muted(say("explain.one_enough"))), tuple(map(self._change, parts)))

    def _readings(self) -> Iterator[Row]:
        for term in self.assessment.readings:
            basis = self.assessment.bases[term]
            yield (
                line(self.words.term(term), " ", ident(term)),
                line(*self.words.held_reading(self.assessment, term)),
                line(muted(say(f"basis.{basis}"))),
            )

    def _practice(self) -> Iterator[Block]:
        practice = self.scenario.practice
        if practice is None or self.assessment.practice is None:
            return
        yield Heading(line(say("explain.practice")))
        when = [practice.date.isoformat()] if practice.date else []
        by = [practice.organ] if practice.organ else []
        done = [Span(say(f"measure.{practice.measure}"), Tone.STRONG)]
        if by or when:
            done.append(Span(f" ({', '.join(by + when)})"))
        if practice.summary:
            summary = wording(f"scenario.{self.scenario.id}", "practice", practice.summary)
            done.append(Span(f". {summary}"))
        yield Paragraph(tuple(done))
        compared: Mapping[str, str] = self.assessment.practice["agreements"]
        yield table(
            (line(ident(id)), line(self.words.title(id)), line(say(f"agreement.{agreement}")))
            for id, agreement in compared.items()
        )

    def _firings(self) -> Iterator[Row]:
        for firing in self.assessment.firings:
            yield (
                line(str(firing.step)),
                line(ident(firing.compiled)),
                line(Span(say(f"rule.{firing.concluded.status}"), Tone(firing.concluded.status))),
                line(muted(", ".join(firing.matched))),
            )
