"""The key of a worksheet: the same numbers, with answers, reasons and sources."""

from __future__ import annotations

from collections.abc import Iterator

from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say, wording
from casus_foederis.report.cases import legend
from casus_foederis.report.changes import change_set
from casus_foederis.report.evidence import grounds
from casus_foederis.report.lesson import lesson
from casus_foederis.report.page import (
    Block,
    Branch,
    Heading,
    Line,
    Paragraph,
    Table,
    Tree,
    joined,
    line,
    symbol,
)
from casus_foederis.report.telling import asked
from casus_foederis.report.why import deciding_lines, decisive
from casus_foederis.report.words import answer, ident, muted
from casus_foederis.report.worksheet import STEPS, Part
from casus_foederis.teaching.worksheet import MOST_TURNS


class Key(Part):
    """The key of one worksheet."""

    def blocks(self) -> Iterator[Block]:
        """Give the answers, part by part; the first parts of the worksheet ask nothing."""
        sheet, words = self.sheet, self.words
        yield Heading(line(say("sheet.key_title", case=words.case)), level=1)
        yield from lesson(words)
        yield asked(words, sheet.assessments[0])
        yield self.heading(STEPS, "conditions")
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
        yield Tree(tuple(self._why(framing) for framing in sheet.read))
        yield from self._conduct()
        yield from self._evidence()
        yield Paragraph(line(muted(f"{say('quiz.see')} "), ident(f"casus explain {sheet.scenario.id}")))

    def _answer(self, id: str, assessment: Assessment) -> Branch:
        """Give the status of a condition, and what it rests on of what is in play."""
        status = assessment[id]
        holder = self.words.holder(assessment.framing)
        head = line(symbol(status), f" {holder}: {say(f'rule.{status.status}')}. ")
        return Branch(line(*head, *joined(self._because(id, assessment), "; ")))

    def _because(self, id: str, assessment: Assessment) -> Iterator[Line]:
        words, rulebook = self.words, self.sheet.assessor.rulebook(assessment.treaty)
        because = decisive(rulebook, assessment, id, words)
        for each in because:
            played = each in self.sheet.conditions or each not in words.treaty.rules
            law = each.startswith(("reading.", "text.")) and each != because[0]
            if played and not law:
                yield line(f"{words.title(each)}: {answer(each, assessment[each], words)}")

    def _turn(self, assessment: Assessment) -> Iterator[Block]:
        found = self.sheet.turns[assessment.framing]
        met = assessment[self.sheet.rule] is Truth.TRUE
        goal = say("sheet.no_longer" if met else "rule.met")
        count = {"goal": goal, "count": f"{found.count:,}", "holder": self.words.holder(assessment.framing)}
        yield Paragraph(line(say("sheet.turned_by" if found.count else "sheet.not_turned", **count)))
        if found.count:
            yield Tree(tuple(change_set(self.words, each) for each in found.page(1, MOST_TURNS)))
        if found.count > MOST_TURNS:
            yield Paragraph(line(say("sheet.more_turns", count=f"{found.count - MOST_TURNS:,}")))

    def _why(self, framing: str) -> Branch:
        """Say what decided each answer that is not met: interpretations alike together."""
        rulebook = self.sheet.assessor.rulebook(self.sheet.scenario.treaty)
        alike: dict[tuple[Truth, Line], list[str]] = {}
        for id, assessment in self.sheet.read[framing].items():
            lines = (said for _, said in deciding_lines(rulebook, assessment, self.sheet.rule, self.words))
            alike.setdefault((assessment[self.sheet.rule], joined(lines, " ")), []).append(self.letters[id])
        parts = (
            Branch(line(symbol(status), f" {' '.join(letters)}  ", *(said or line(say("suite.all_met")))))
            for (status, said), letters in alike.items()
        )
        return Branch(line(*self.words.account(framing)), tuple(parts))

    def _conduct(self) -> Iterator[Block]:
        words, practice = self.words, self.sheet.scenario.practice
        if practice is None or not any(self.conduct.values()):
            return
        yield self.heading(7, "conduct")
        yield Paragraph(line(words.done))
        if practice.summary:
            summary = wording(f"scenario.{self.sheet.scenario.id}", "practice", practice.summary)
            yield Paragraph(line(summary))
        said = {id: say(f"sheet.conduct_{each}") for id, each in self.conduct.items()}
        yield Tree(tuple(Branch(line(f"{words.holder(id)}: {each}")) for id, each in said.items()))

    def _evidence(self) -> Iterator[Block]:
        """Say what the facts rest on; of further accounts, where that is something else."""
        yield Heading(line(say("explain.evidence")))
        first = self.sheet.assessments[0]
        for each in self.sheet.assessments:
            facts = [
                id
                for id in self.sheet.facts
                if each is first or first.findings.get(id) != each.findings.get(id)
            ]
            if evidence := tuple(grounds(self.words, each, facts)):
                also = f" {say('sheet.besides')}" if each is not first else ""
                yield Heading(line(*self.words.account(each.framing), muted(also)), level=3)
                yield Tree(evidence)
