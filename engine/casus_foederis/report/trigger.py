"""The page on a trigger: the ways to it, what each fact weighs, and situations with the cases in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from casus_foederis.changes.changesets import Changes
from casus_foederis.changes.levers import Change
from casus_foederis.changes.situations import Placed, Situation, Turn
from casus_foederis.changes.triggers import Trigger, Weight
from casus_foederis.logic import Truth
from casus_foederis.phrases import say
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
from casus_foederis.report.words import Names, Words, ident, muted

_BAR: Final = 24  # characters of the longest bar


def trigger_page(trigger: Trigger, found: Sequence[Situation], number: int, most: int) -> Page:
    """Build the page; of the ways, one page."""
    return tuple(_Page(trigger).blocks(found, number, most))


class _Page:
    def __init__(self, trigger: Trigger) -> None:
        self.trigger, self.library = trigger, trigger.library
        self.names = Names(trigger.library, trigger.treaty)

    def blocks(self, found: Sequence[Situation], number: int, most: int) -> Iterator[Block]:
        trigger, names = self.trigger, self.names
        title = say("trigger.title", rule=names.title(trigger.rule))
        yield Heading(line(title, " ", ident(trigger.rule)), level=1)
        yield Paragraph(line(names.question(trigger.rule)))
        under = {"text": names.text(trigger.text), "holders": names.held_by(trigger.interpretation)}
        yield Paragraph(line(say("trigger.asked", **under), " ", ident(trigger.interpretation)))
        yield from self._ways(number, most)
        yield from self._patterns()
        yield from self._situations(found)
        yield Paragraph(line(muted(say("suite.caution"))))

    def _ways(self, number: int, most: int) -> Iterator[Block]:
        ways = self.trigger.ways
        yield Heading(line(say("trigger.ways")))
        if not ways.count:
            yield Paragraph(line(say("trigger.no_way")))
            return
        always = [part.changes[0] for part in ways.parts if len(part.changes) == 1]
        listed = ways.page(number, most)
        counted = say("trigger.count", count=f"{ways.count:,}")
        yield Paragraph(line(counted, " ", muted(say("trigger.ways_note"))))
        if always:
            needed = tuple(Branch(self._answer(each)) for each in always)
            yield Tree((Branch(line(say("trigger.always")), needed),))
        if not listed:
            yield Paragraph(line(say("trigger.past")))
        rest = [tuple(each for each in way if each not in always) for way in listed]
        if any(rest):
            first = (number - 1) * most + 1
            head = say("trigger.besides", first=str(first), last=str(first + len(rest) - 1))
            branches = (Branch(self._way(way, place)) for place, way in enumerate(rest, first))
            yield Tree((Branch(line(head), tuple(branches)),))

    def _answer(self, change: Change) -> Line:
        answer = Span(say(f"fact.{Truth(change.to).status}"), Tone.STRONG)
        return line(f"{self.names.title(change.id)}: ", answer, " ", ident(change.id))

    def _way(self, way: Changes, place: int) -> Line:
        answers = (
            line(self.names.title(each.id), ": ", Span(say(f"fact.{Truth(each.to).status}"), Tone.STRONG))
            for each in way
        )
        return line(muted(f"{place}  "), *joined(answers, say("words.plus")))

    def _patterns(self) -> Iterator[Block]:
        trigger = self.trigger
        yield Heading(line(say("trigger.patterns")))
        counts = {
            "facts": str(len(trigger.facts)),
            "patterns": f"{trigger.possible:,}",
            "met": f"{trigger.met:,}",
            "share": _percent(Fraction(trigger.met, trigger.possible)),
        }
        yield Paragraph(line(say("trigger.counted", **counts)))
        weights = [each for each in trigger.weights() if each.share]
        if not weights:
            return
        yield Heading(line(say("trigger.weights")))
        yield Paragraph(line(muted(say("trigger.weights_note"))))
        yield table(self._weight(each, weights[0].share) for each in weights)

    def _weight(self, weight: Weight, largest: Fraction) -> Row:
        bar = "■" * max(1, round(_BAR * weight.share / largest))
        sign = "+" if weight.towards else "±" if weight.towards is None else "-"
        return (
            line(sign),
            line(self.names.title(weight.fact), " ", ident(weight.fact)),
            line(_percent(weight.share)),
            line(muted(bar)),
        )

    def _situations(self, found: Sequence[Situation]) -> Iterator[Block]:
        """List the situations in which nothing lacks, or one element, and those in which cases stand."""
        if not found:
            if self.trigger.ways.count:
                yield Paragraph(line(say("trigger.no_situations")))
            return
        yield Heading(line(say("trigger.situations", count=str(len(found)))))
        yield Paragraph(line(muted(say("trigger.situations_note"))))
        shown = [each for each in found if each.size <= 1 or each.cases]
        yield Tree(tuple(branch for each in shown for branch in self._situation(each)))
        others = [each for each in found if each not in shown]
        if others:
            counted = {"count": str(len(others)), "patterns": f"{sum(each.patterns for each in others):,}"}
            yield Paragraph(line(muted(say("trigger.others", **counted))))

    def _situation(self, situation: Situation) -> Iterator[Branch]:
        """Show a situation; where nothing is known to lack, those that are met apart from those left open."""
        counted = muted(f"  {say('trigger.in_patterns', patterns=f'{situation.patterns:,}')}")
        if situation.size:
            lacking = joined(map(self._lack, situation.sets), say("words.or"))
            head = line(symbol(Truth.FALSE), " ", say("trigger.lacks"), " ", *lacking, counted)
            yield Branch(head, self._cases(situation.cases))
            return
        met = [each for each in situation.cases if each.status is Truth.TRUE]
        yield Branch(line(symbol(Truth.TRUE), " ", say("trigger.nothing_lacks"), counted), self._cases(met))
        if left := [each for each in situation.cases if each.status is not Truth.TRUE]:
            yield Branch(line(symbol(Truth.UNKNOWN), " ", say("trigger.nothing_known")), self._cases(left))

    def _cases(self, cases: Sequence[Placed]) -> tuple[Branch, ...]:
        together = groupby(cases, key=lambda each: (each.scenario, each.status))
        return tuple(self._case(*key, list(places)) for key, places in together)

    def _lack(self, elements: Sequence[Turn]) -> Line:
        titles = (
            self.names.title(id) if to else say("trigger.not", title=self.names.title(id))
            for id, to in elements
        )
        return joined((line(Span(title, Tone.STRONG)) for title in titles), say("words.plus"))

    def _case(self, scenario: str, status: Truth, places: Sequence[Placed]) -> Branch:
        """Name a case, and those whose accounts stand here."""
        words = Words(self.library, self.trigger.treaty, self.library.scenario(scenario))
        holders = []
        for place in places:
            holder = words.holder(place.framing)
            open_here = ", ".join(self.names.title(each) for each in place.open)
            holders.append(say("trigger.open", holder=holder, open=open_here) if place.open else holder)
        return Branch(line(symbol(status), f" {words.case}: ", muted("; ".join(holders))))


def _percent(share: Fraction) -> str:
    """Show a share in percent, to three figures that count."""
    percent = 100 * share
    return f"{float(percent):.3g} %"
