"""Pages of a worksheet: what students work through, and the key with its reasons and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.practice import Agreement
from casus_foederis.phrases import say, wording
from casus_foederis.report.cases import legend
from casus_foederis.report.changes import change_set
from casus_foederis.report.evidence import grounds
from casus_foederis.report.html import document, elements
from casus_foederis.report.lesson import lesson
from casus_foederis.report.page import (
    Blank,
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
)
from casus_foederis.report.telling import account_summary, standings, story, texts
from casus_foederis.report.words import Words, answer, ident, letters, muted
from casus_foederis.teaching.worksheet import FEW_CHANGES, Worksheet, conduct

_BOX: Final = "☐"
_STEPS: Final = 4  # the number of the part that goes condition by condition
_CONDUCT: Final = (
    Agreement.IN_LINE,
    Agreement.DUTY_WITHOUT_ACTION,
    Agreement.PARTIAL,
    Agreement.ACTION_WITHOUT_DUTY,
    Agreement.UNDETERMINED,
)


def class_set(sheets: Sequence[Worksheet], *, key: bool) -> Page:
    """Put several worksheets, or their keys, one after another; and at the end what holds them together."""
    blocks = [block for each in sheets for block in (_Key(each) if key else _Sheet(each)).blocks()]
    if sheets[1:]:
        blocks += _together(sheets, key=key)
    return (*blocks, Paragraph(line(muted(say("suite.caution")))))


def class_set_html(sheets: Sequence[Worksheet], *, key: bool) -> str:
    """Make one printable document of the same."""
    title = say(
        "sheet.key_title" if key else "sheet.title", case="; ".join(_words(each).case for each in sheets)
    )
    return document(title, elements(class_set(sheets, key=key)), "sheet")


def _words(sheet: Worksheet) -> Words:
    library = sheet.assessor.library
    return Words(library, library.treaty(sheet.scenario.treaty), sheet.scenario)


def _box(text: str) -> str:
    """Put a box before a text, and keep it on one line with its first word."""
    return f"{_BOX}\u00a0{text}"


class _Part:
    """What a worksheet and its key have in common: the same parts under the same numbers."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.words = sheet, _words(sheet)
        self.library = sheet.assessor.library
        self.letters = letters(self.library.interpretations.interpretations)
        self.numbered = {id: f"{_STEPS}.{number}" for number, id in enumerate(sheet.conditions, 1)}
        self.conduct = {each.framing: conduct(each, sheet.rule) for each in sheet.assessments}

    def heading(self, number: int, part: str) -> Heading:
        return Heading(line(f"{number}. {say(f'sheet.{part}')}"))

    def source(self, id: str) -> str:
        """Say where a condition stands in the law, and how well that is known."""
        rule = self.words.treaty.rules[id]
        source = say("cited.source", source=rule.source, confidence=say(f"confidence.{rule.confidence}"))
        return say("schema.source", source=source)

    def matrix(self, signs: Mapping[str, Sequence[Span]]) -> Table:
        """Make the table of accounts and interpretations."""
        head = (line(), *(line(letter) for letter in self.letters.values()))
        rows = tuple(
            (line(self.words.holder(framing)), *(line(sign) for sign in row))
            for framing, row in signs.items()
        )
        return Table(head, (rows,), frozenset(range(1, len(head))))


class _Sheet(_Part):
    """The pages for students."""

    def blocks(self) -> Iterator[Block]:
        sheet, words = self.sheet, self.words
        yield Heading(line(say("sheet.title", case=words.case)), level=1)
        yield Paragraph(line(say("sheet.name")))
        yield self.heading(1, "case")
        yield Paragraph(line(story(sheet.scenario)))
        yield Tree(tuple(Branch(self._account(each)) for each in sheet.assessments))
        yield Paragraph(line(say("teach.standings")))
        yield standings(words)
        yield Paragraph(line(say("teach.texts")))
        yield texts(words)
        yield self.heading(2, "facts")
        yield from self._facts()
        yield self.heading(3, "readings")
        first = sheet.assessments[0]
        held = line(f"{words.interpretation(first.interpretation)}. {words.held_by(first.interpretation)} ")
        yield Paragraph(line(*held, ident(first.interpretation)))
        yield Tree(tuple(Branch(self._reading(first, term)) for term in sheet.terms))
        yield Paragraph(line(muted(say("sheet.readings_note"))))
        yield self.heading(_STEPS, "conditions")
        yield Paragraph(line(say("sheet.conditions_ask")))
        yield self._work()
        yield self.heading(5, "turn")
        yield Paragraph(line(say("sheet.turn_ask", rule=words.title(sheet.rule))))
        for each in sheet.assessments:
            yield Paragraph(line(Span(words.holder(each.framing), Tone.STRONG)))
            yield Blank(2)
        yield self.heading(6, "others")
        yield Paragraph(line(say("sheet.others_ask", rule=words.title(sheet.rule))))
        yield Table((), (tuple(legend(words, self.letters)),))
        yield self.matrix({each.framing: [Span(_BOX)] * len(self.letters) for each in sheet.assessments})
        if words.done and any(self.conduct.values()):
            yield self.heading(7, "conduct")
            yield Paragraph(line(say("sheet.conduct_ask", done=words.done, rule=words.title(sheet.rule))))
            said = "  ".join(_box(say(f"agreement.{each}")) for each in _CONDUCT)
            holders = (words.holder(each.framing) for each in sheet.assessments)
            yield Tree(tuple(Branch(line(Span(f"{each}: ", Tone.STRONG), said)) for each in holders))
            yield Blank(2)

    def _account(self, assessment: Assessment) -> Line:
        """Name an account, give it in a sentence, and say when the law is asked of it."""
        asked = say("sheet.asked", on=assessment.on.isoformat())
        if not self.sheet.scenario.framings:
            return line(asked)
        summary = account_summary(self.words, assessment.framing)
        return line(*self.words.account(assessment.framing), f": {summary} ", muted(asked))

    def _facts(self) -> Iterator[Block]:
        """List what accounts say of the facts; those of which none knows anything, in one line."""
        sheet = self.sheet
        rows: list[Row] = []
        open_facts = []
        for fact in sheet.facts:
            if all(each[fact] is Truth.UNKNOWN for each in sheet.assessments):
                open_facts.append(self.words.title(fact))
                continue
            cells = []
            for each in sheet.assessments:
                finding = each.findings.get(fact)
                presumed = finding is not None and finding.origin == "presumption"
                cells.append(line(answer(fact, each[fact], self.words), " *" if presumed else ""))
            rows.append((line(self.words.title(fact)), *cells))
        holders = (line(self.words.holder(each.framing)) for each in sheet.assessments)
        yield Table((line(say("sheet.fact")), *holders), (tuple(rows),))
        yield Paragraph(line(muted(say("sheet.facts_note"))))
        if open_facts:
            yield Paragraph(line(say("sheet.open_facts", facts="; ".join(open_facts))))

    def _work(self) -> Table:
        """Ask condition by condition, with boxes and room for reasons, a column for each account."""
        boxes = "  ".join(_box(say(f"rule.{truth.status}")) for truth in Truth)
        rows: list[Row] = []
        for id, number in self.numbered.items():
            rule = self.words.treaty.rules[id]
            said = wording(id, "paraphrase", rule.paraphrase)
            asked = line(
                Span(f"{number} {self.words.title(id)}. ", Tone.STRONG),
                f"{self.words.question(id)} ",
                muted(f"{said} {self.source(id)}"),
            )
            rows.append((asked, *(line(boxes) for _ in self.sheet.assessments)))
        holders = (line(self.words.holder(each.framing)) for each in self.sheet.assessments)
        return Table((line(say("sheet.condition")), *holders), (tuple(rows),), roomy=True)

    def _reading(self, assessment: Assessment, term: str) -> Line:
        reading = assessment.readings[term]
        known = self.library.interpretations.terms[term].readings[reading]
        means = wording(f"reading.{term}.{reading}", "paraphrase", known.paraphrase)
        return line(f"{self.words.term(term)}: ", *self.words.held_reading(assessment, term), f". {means}")


class _Key(_Part):
    """The key: the same numbers, with answers, reasons and sources."""

    def blocks(self) -> Iterator[Block]:
        sheet, words = self.sheet, self.words
        yield Heading(line(say("sheet.key_title", case=words.case)), level=1)
        yield from lesson(words)
        yield self.heading(_STEPS, "conditions")
        for id, number in self.numbered.items():
            yield Heading(line(f"{number} {words.title(id)} ", ident(id)), level=3)
            yield Paragraph(line(muted(self.source(id))))
            yield Tree(tuple(self._answer(id, each) for each in sheet.assessments))
        yield self.heading(5, "turn")
        for each in sheet.assessments:
            yield from self._turn(each)
        yield Paragraph(line(muted(say("whatif.note"))))
        yield self.heading(6, "others")
        yield Table((), (tuple(legend(words, self.letters)),))
        yield self.matrix({id: [*map(symbol, row.values())] for id, row in sheet.matrix.items()})
        if words.done and any(self.conduct.values()):
            yield self.heading(7, "conduct")
            yield Paragraph(line(words.done))
            said = {id: say(f"agreement.{each}") for id, each in self.conduct.items()}
            yield Tree(tuple(Branch(line(f"{words.holder(id)}: {each}")) for id, each in said.items()))
        yield Heading(line(say("explain.evidence")))
        first = sheet.assessments[0]
        for each in sheet.assessments:
            facts = [id for id in sheet.facts if each is first or self._differs(first, each, id)]
            if evidence := tuple(grounds(words, each, facts)):
                also = f" {say('sheet.besides')}" if each is not first else ""
                yield Heading(line(*words.account(each.framing), muted(also)), level=3)
                yield Tree(evidence)
        yield Paragraph(line(muted(f"{say('quiz.see')} "), ident(f"casus explain {sheet.scenario.id}")))

    def _differs(self, one: Assessment, other: Assessment, fact: str) -> bool:
        """Tell whether accounts differ in a fact, or in what it rests on."""
        return one.findings.get(fact) != other.findings.get(fact)

    def _answer(self, id: str, assessment: Assessment) -> Branch:
        """Give the status of a condition, and what it rests on."""
        words, status = self.words, assessment[id]
        because = [
            line(f"{words.title(each)}: {answer(each, assessment[each], words)}")
            for each in assessment.findings[id].because
            if not each.startswith("reading.") or len(assessment.findings[id].because) == 1
        ]
        head = line(
            symbol(status), " ", words.holder(assessment.framing), f": {say(f'rule.{status.status}')}. "
        )
        return Branch(line(*head, *joined(because, "; ")))

    def _turn(self, assessment: Assessment) -> Iterator[Block]:
        found = self.sheet.turns[assessment.framing]
        holder, goal = self.words.holder(assessment.framing), say(f"rule.{found.goal.status.status}")
        count = {"holder": holder, "goal": goal, "count": f"{found.count:,}"}
        yield Paragraph(line(say("sheet.turned_by" if found.count else "sheet.not_turned", **count)))
        if found.count:
            listed = found.page(1, FEW_CHANGES)
            yield Tree(tuple(change_set(self.words, each) for each in listed))


def _together(sheets: Sequence[Worksheet], *, key: bool) -> Iterator[Block]:
    """Ask what the cases have in common, and what sets them apart."""
    yield Heading(line(say("sheet.together")), level=1)
    yield Paragraph(line(say("sheet.together_ask")))
    rows = []
    for sheet in sheets:
        words, first = _words(sheet), sheet.assessments[0]
        status = symbol(first[sheet.rule]) if key else Span(_BOX)
        rows.append((line(words.case), line(words.holder(first.framing)), line(status), line(words.done)))
    heads = (say(f"sheet.{each}") for each in ("the_case", "account", "your_answer", "done"))
    yield Table(tuple(map(line, heads)), (tuple(rows),), frozenset({2}))
    if not key:
        yield Blank(6)
