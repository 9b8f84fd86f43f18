"""Pages of a debate: what can be said, what was said and what it moved, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from casus_foederis.changes.levers import LeverKind
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say, wording
from casus_foederis.report.evidence import on_the_point
from casus_foederis.report.page import (
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
from casus_foederis.report.telling import account_summary, asked, story
from casus_foederis.report.why import deciding_branches
from casus_foederis.report.words import Words, ident, muted
from casus_foederis.teaching.board import View
from casus_foederis.teaching.debate import Concession, Debate, Turn
from casus_foederis.teaching.grounds import Ground, Point, Voice
from casus_foederis.teaching.sides import Side

_FEW: Final = 2  # claims shown with a move


class DebatePages:
    """Makes the pages of one debate."""

    def __init__(self, debate: Debate) -> None:
        self.debate = debate
        library = debate.assessor.library
        self.library = library
        self.words = Words(library, library.treaty(debate.scenario.treaty), debate.scenario)
        self.numbers = {each: number for number, each in enumerate(debate.grounds, 1)}

    def opening(self) -> Page:
        """Tell the case, and what is to be argued."""
        debate, words = self.debate, self.words
        blocks: list[Block] = [
            Heading(line(words.case), level=1),
            Paragraph(line(story(debate.scenario))),
            asked(words, debate.assessor.assess(debate.question)),
        ]
        if debate.account is not None:
            account = words.account(debate.account)
            summary = account_summary(words, debate.account)
            blocks.append(Paragraph(line(say("debate.you_are"), " ", *account, f" {summary}")))
        if debate.assigned:
            blocks.append(Paragraph(line(muted(say("debate.assigned")))))
        goal = say("rule.met" if debate.side is Side.FOR else "rule.not_met")
        argue = say("debate.argue", rule=words.title(debate.rule), status=goal)
        blocks.append(Paragraph(line(Span(argue, Tone.STRONG))))
        blocks.append(self._table(debate.rule, ()))
        blocks.append(Paragraph(line(muted(say("debate.explained")))))
        return tuple(blocks)

    def moves(self) -> Page:
        """List what can be said, and what can be conceded."""
        debate = self.debate
        legal = debate.moves(debate.side)
        groups = {
            "debate.facts": [each for each in legal if each.point.kind is LeverKind.FACT],
            "debate.readings": [
                each for each in legal if each.point.kind is LeverKind.READING and each.voices
            ],
            "debate.unheld": [each for each in legal if not each.voices],
        }
        blocks: list[Block] = []
        for phrase, of in groups.items():
            if of:
                blocks.append(Heading(line(say(phrase)), level=3))
                blocks.append(Table((), (tuple(map(self._row, of)),), frozenset({0})))
        if points := debate.concessions():
            blocks.append(Heading(line(say("debate.concessions")), level=3))
            rows = (Branch(line(self.title(each), " ", ident(each.id))) for each in points)
            blocks.append(Tree(tuple(rows)))
        return tuple(blocks)

    def turn(self, turn: Turn) -> Page:
        """Show a move: what was said, on what ground, and what it moves."""
        own = turn.side is self.debate.side
        who = Span(f"{say('debate.you' if own else 'debate.other')} ", Tone.STRONG)
        match turn.move:
            case None:
                return tuple(self._resting(who))
            case Ground():
                head = line(who, *self._said(turn.move), " ", ident(turn.move.point.id))
                grounds = tuple(self._grounds(turn.move))
            case _:
                head = line(who, self._conceded(turn.move.point))
                grounds = ()
        blocks: list[Block] = [Paragraph(head)]
        if grounds:
            blocks.append(Tree(grounds))
        moved = [id for id in turn.moved if id != self.debate.rule]
        return (*blocks, self._table(self.debate.rule, moved, turn))

    def _resting(self, who: Span) -> Iterator[Block]:
        """Say that there is nothing stronger to be said; and, if the case against is lost anyhow, why."""
        debate = self.debate
        own = debate.view.case(debate.side)
        yield Paragraph(line(who, say("debate.rests")))
        rested = sum(turn.move is None for turn in debate.turns)
        best = debate.side.gain(Truth.of(debate.side is Side.FOR))
        if rested == 1 and debate.side.gain(own) < best and (why := self._why(debate.ending().yours)):
            status = say(f"rule.{own.status}")
            yield Paragraph(line(say("debate.even_so", rule=self.words.title(debate.rule), status=status)))
            yield Tree(why)

    def ending(self) -> Page:
        """Show how it ended, and which moves brought it there."""
        debate, words, ending = self.debate, self.words, self.debate.ending()
        blocks: list[Block] = [Heading(line(say("debate.ending"))), self._table(debate.rule, ())]
        if ending.disputed:
            blocks.append(Heading(line(say("debate.disputed")), level=3))
            blocks.append(Tree(tuple(map(self._dispute, ending.disputed))))
        cases = {"debate.your_case": ending.yours, "debate.other_case": ending.theirs}
        if not ending.disputed:
            cases = {"debate.undisputed": ending.yours}
        for phrase, assessment in cases.items():
            status = say(f"rule.{assessment[debate.rule].status}")
            blocks.append(Heading(line(say(phrase, rule=words.title(debate.rule), status=status)), level=3))
            if why := self._why(assessment):
                blocks.append(Tree(why))
        if ending.carried:
            blocks.append(Heading(line(say("debate.carried")), level=3))
            head = (line(say("debate.without")), *self._heads())
            rows = tuple(self._carried(number, view) for number, view in ending.carried.items())
            blocks.append(Table(head, (rows,), frozenset({1, 2, 3})))
        blocks.append(Heading(line(say("debate.unplayed")), level=3))
        if ending.unplayed is not None:
            number = muted(f"{self.numbers[ending.unplayed]}  ")
            blocks.append(Paragraph(line(number, *self._said(ending.unplayed))))
        else:
            blocks.append(Paragraph(line(say("debate.nothing_left"))))
        return (*blocks, Paragraph(line(muted(say("suite.caution")))))

    def title(self, point: Point) -> str:
        """Name a point."""
        if point.kind is LeverKind.FACT:
            return self.words.title(point.id)
        return say("change.reading", term=self.words.term(point.id))

    def _place(self, point: Point, place: str) -> str:
        if point.kind is LeverKind.FACT:
            return say(f"fact.{Truth(place).status}")
        return self.words.reading(point.id, place)

    def _said(self, ground: Ground) -> Line:
        place = Span(self._place(ground.point, ground.place), Tone.STRONG)
        return line(f"{self.title(ground.point)}: ", place)

    def _conceded(self, point: Point) -> str:
        return say("debate.conceded", point=self.title(point))

    def _row(self, ground: Ground) -> Row:
        fact = ground.point.kind is LeverKind.FACT
        holders = (line(self._named(each, fact), self._inferred(each)) for each in ground.voices)
        claims = dict.fromkeys(each.claims[0] for each in ground.voices if each.claims and fact)
        return (
            line(str(self.numbers[ground])),
            line(*self._said(ground)),
            joined(holders, "; " if fact else ", "),
            joined((line(ident(each)) for each in claims), " "),
        )

    def _named(self, voice: Voice, fact: bool) -> Span:
        if not fact:
            return ident(voice.holder)
        holder = self.words.holder(voice.holder)
        own = voice.holder == self.debate.account
        return Span(say("debate.mine", holder=holder), Tone.STRONG) if own else muted(holder)

    def _inferred(self, voice: Voice) -> Span:
        return muted(f" ({say('basis.inferred')})" if voice.inferred else "")

    def _grounds(self, ground: Ground) -> Iterator[Branch]:
        """Say who takes a place, and on what that rests: of a fact claims, of a reading a source."""
        if ground.point.kind is LeverKind.FACT:
            for voice in ground.voices:
                said = say("debate.inferred_of" if voice.inferred else "debate.said_by")
                claims = (on_the_point(self.library, each, ground.point.id) for each in voice.claims[:_FEW])
                yield Branch(line(f"{said} ", self.words.holder(voice.holder)), tuple(map(Branch, claims)))
            return
        reading = self.library.interpretations.terms[ground.point.id].readings[ground.place]
        id = f"reading.{ground.point.id}.{ground.place}"
        yield Branch(line(wording(id, "paraphrase", reading.paraphrase)))
        for voice in ground.voices[:_FEW]:
            cell = self.library.interpretations.cells(voice.holder)[ground.point.id]
            held = say(f"debate.{'inferred_in' if voice.inferred else 'read_by'}")
            rests = ". ".join(part.rstrip(".") for part in (cell.source, cell.note) if part)
            yield Branch(
                line(f"{held} ", ident(voice.holder), f": {rests or self.words.held_by(voice.holder)}")
            )
        if not ground.voices:
            yield Branch(line(say("debate.nobody")))

    def _dispute(self, point: Point) -> Branch:
        board, side = self.debate.board, self.debate.side
        places = {
            say("debate.yours"): board.place_of(side, point),
            say("debate.others"): board.place_of(side.other, point),
        }
        parts = (Branch(line(f"{whose}: {self._place(point, place)}")) for whose, place in places.items())
        return Branch(line(self.title(point), " ", ident(point.id)), tuple(parts))

    def _carried(self, number: int, view: View) -> Row:
        turn = self.debate.turns[number]
        who = say("debate.you" if turn.side is self.debate.side else "debate.other")
        said = line()
        match turn.move:
            case Ground():
                said = self._said(turn.move)
            case Concession(point=point):
                said = line(self._conceded(point))
        return (line(f"{who} ", *said), *(line(symbol(each)) for each in self._signs(view)))

    def _why(self, assessment: Assessment) -> tuple[Branch, ...]:
        rulebook = self.debate.assessor.rulebook(assessment.treaty)
        return deciding_branches(rulebook, assessment, self.debate.rule, self.words)

    def _heads(self) -> list[Line]:
        return [line(say(f"debate.{each}")) for each in ("yours", "others", "either")]

    def _signs(self, view: View) -> tuple[Truth, Truth, Truth]:
        """Order what something comes to: on one's own case, on the other side's, and either way."""
        side = self.debate.side
        return view.case(side), view.case(side.other), view.floor

    def _table(self, rule: str, moved: Sequence[str], turn: Turn | None = None) -> Table:
        """Show what conditions come to; where a move changed that, what they came to before."""
        after = turn.after if turn is not None else self.debate.floors.all_of(self.debate.board)
        before = turn.before if turn is not None else after
        rows = []
        for id in (*moved, rule):
            tone = Tone.STRONG if id == rule else Tone.PLAIN
            cells = [line(Span(self.words.title(id), tone), " ", ident(id))]
            for one, two in zip(self._signs(before[id]), self._signs(after[id]), strict=True):
                cells.append(line(symbol(one), " → ", symbol(two)) if one is not two else line(symbol(two)))
            rows.append(tuple(cells))
        return Table((line(say("debate.comes_to")), *self._heads()), (tuple(rows),), frozenset({1, 2, 3}))
