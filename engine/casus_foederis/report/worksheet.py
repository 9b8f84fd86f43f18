"""The pages of a worksheet that students work through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.practice import Agreement
from casus_foederis.phrases import say, wording
from casus_foederis.report.page import (
    Blank,
    Block,
    Branch,
    Heading,
    Line,
    Paragraph,
    Row,
    Span,
    Table,
    Tone,
    Tree,
    joined,
    line,
)
from casus_foederis.report.telling import (
    account_summary,
    is_own,
    is_presumed,
    reading,
    readings,
    standings,
    story,
    texts,
)
from casus_foederis.report.words import Words, answer, ident, letters, muted
from casus_foederis.teaching.worksheet import Worksheet, conduct

BOX: Final = "☐"
STEPS: Final = 4  # the number of the part that goes condition by condition
_CONDUCT: Final = (
    Agreement.IN_LINE,
    Agreement.DUTY_WITHOUT_ACTION,
    Agreement.PARTIAL,
    Agreement.ACTION_WITHOUT_DUTY,
    Agreement.UNDETERMINED,
)


def words_of(sheet: Worksheet) -> Words:
    """Give the words of the case that a worksheet is about."""
    library = sheet.assessor.library
    return Words(library, library.treaty(sheet.scenario.treaty), sheet.scenario)


def _box(text: str) -> str:
    """Put a box before a text, and keep it on one line with its first word."""
    return f"{BOX}\u00a0{text}"


class Part:
    """What a worksheet and its key have in common: the same parts under the same numbers."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.words = sheet, words_of(sheet)
        self.library = sheet.assessor.library
        self.letters = letters(self.library.interpretations.interpretations)
        self.numbered = {id: f"{STEPS}.{number}" for number, id in enumerate(sheet.conditions, 1)}
        self.conduct = {each.framing: conduct(each, sheet.rule) for each in sheet.assessments}

    def heading(self, number: int, part: str) -> Heading:
        """Give the heading of a part."""
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


class Sheet(Part):
    """The pages for students."""

    def blocks(self) -> Iterator[Block]:
        """Tell the case, and ask, part by part."""
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
        yield readings(words, first, sheet.terms)
        yield Paragraph(line(muted(say("sheet.readings_note"))))
        yield self.heading(STEPS, "conditions")
        yield Paragraph(line(say("sheet.conditions_ask")))
        yield self._work()
        yield Paragraph(line(muted(say("sheet.confidence"))))
        yield self.heading(5, "turn")
        yield Paragraph(line(say("sheet.turn_ask", rule=words.title(sheet.rule))))
        for each in sheet.assessments:
            yield Paragraph(line(Span(words.holder(each.framing), Tone.STRONG)))
            yield Blank(2)
        yield self.heading(6, "others")
        yield Paragraph(line(say("sheet.others_ask", rule=words.title(sheet.rule))))
        yield self._other_readings()
        yield self.matrix({each.framing: [Span(BOX)] * len(self.letters) for each in sheet.assessments})
        if words.done and any(self.conduct.values()):
            yield self.heading(7, "conduct")
            yield Paragraph(line(say("sheet.conduct_ask", done=words.done, rule=words.title(sheet.rule))))
            said = "  ".join(_box(say(f"sheet.conduct_{each}")) for each in _CONDUCT)
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
                said = answer(fact, each[fact], self.words)
                own = is_own(self.words, each, fact) or not sheet.scenario.framings
                star = " *" if is_presumed(each, fact) else ""
                cells.append(line(said if own else say("sheet.on_record", answer=said), star))
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

    def _other_readings(self) -> Tree:
        """Say in what each interpretation reads the words otherwise than the one of the sheet."""
        sheet, words = self.sheet, self.words
        own, *_ = sheet.assessments
        branches = []
        for id, other in sheet.read[own.framing].items():
            apart = [term for term in sheet.terms if other.readings[term] != own.readings[term]]
            said = joined((reading(words, other, term) for term in apart), " ")
            as_here = line(say("sheet.as_here"))
            branches.append(
                Branch(line(Span(f"{self.letters[id]} ", Tone.STRONG), ident(id), ". ", *(said or as_here)))
            )
        return Tree(tuple(branches))
