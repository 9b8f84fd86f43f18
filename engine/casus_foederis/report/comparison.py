"""The page of a comparison: accounts crossed with words, what carried the answers, what needed none of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from casus_foederis.assessor import Assessor
from casus_foederis.changes.changesets import Changes
from casus_foederis.changes.hinges import Hinge
from casus_foederis.changes.study import Study
from casus_foederis.logic import Truth
from casus_foederis.model.treaty import Nature
from casus_foederis.phrases import say
from casus_foederis.report.carried import carriers, pair, routes
from casus_foederis.report.cases import legend
from casus_foederis.report.changes import name, part_line, target
from casus_foederis.report.crossing import crossing, crossing_lines, crossing_picture, texts_of
from casus_foederis.report.html import Element, document, elements
from casus_foederis.report.page import (
    Block,
    Branch,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    Table,
    Tone,
    Tree,
    joined,
    line,
    symbol,
    table,
)
from casus_foederis.report.sides import Sides
from casus_foederis.report.words import ident, muted

_ALONE: Final = "●"
_MORE: Final = "◐"
_NEVER: Final = "○"


def comparison_page(assessor: Assessor, study: Study) -> Page:
    """Build the page."""
    sides = Sides(assessor.library, study)
    return (*_head(sides), crossing(sides), *_rest(sides))


def comparison_html(assessor: Assessor, study: Study) -> str:
    """Build the page as one HTML document, with the crossing of accounts and words as a picture."""
    sides = Sides(assessor.library, study)
    body = [*elements(_head(sides)), *crossing_picture(sides), *elements(_rest(sides))]
    return document(sides.title, body, "study")


def comparison_elements(assessor: Assessor, study: Study) -> list[Element]:
    """Build the page as elements, with that crossing in lines."""
    sides = Sides(assessor.library, study)
    return [*elements(_head(sides)), crossing_lines(sides), *elements(_rest(sides))]


def _head(sides: Sides) -> Iterator[Block]:
    yield Heading(line(sides.title), level=1)
    yield Paragraph(line(sides.first.question(sides.study.rule), " ", ident(sides.study.rule)))
    yield Paragraph(line(muted(_days(sides))))
    yield table(legend(sides.first, sides.letters))
    yield Heading(line(say("compare.crossing")))


def _days(sides: Sides) -> str:
    """Say on which day the law is asked; of which account, where they differ in that."""
    days: dict[str, list[str]] = {}
    for each in sides.study.accounts:
        days.setdefault(each.on.isoformat(), []).append(sides.name(each.scenario.id, each.framing))
    if len(days) == 1:
        return say("compare.asked", days=next(iter(days)))
    told = (say("compare.asked_of", day=day, holders="; ".join(of)) for day, of in days.items())
    return say("compare.asked", days="; ".join(told))


def _rest(sides: Sides) -> Iterator[Block]:
    yield from in_short(sides)
    yield from routes(sides)
    yield from hinge_table(sides)
    yield from pair(sides)
    yield Paragraph(line(muted(say("suite.caution"))))


def in_short(sides: Sides) -> Iterator[Block]:
    """Say in sentences what carried the answers, what the words ask for, and what needed none of it."""
    yield Heading(line(say("compare.short")))
    yield Tree((*carriers(sides), *_under_texts(sides), *_needed(sides), *_throughout(sides)))


def _under_texts(sides: Sides) -> Iterator[Branch]:
    """Say what all accounts lack under words under which none of them is met."""
    rule = sides.study.rule
    for text in texts_of(sides):
        cells = [cell for cell in sides.study.cells if cell.text == text]
        if any(Truth.TRUE in cell.statuses(rule).values() for cell in cells):
            continue
        words = sides.first.text(text)
        asked = [[part.asks for part in cell.lacking] for cell in cells]
        common = [part for part in cells[0].lacking if all(part.asks in each for each in asked)]
        cap = sides.first.cap(f"text.{text}")
        below = [Branch(part_line(sides.first, each)) for each in common]
        below += [Branch(line(muted(cap)))] if cap else []
        said = say("compare.met_nowhere" if common else "compare.met_never", text=words)
        yield Branch(line(symbol(Truth.FALSE), f" {said}"), tuple(below))


def _needed(sides: Sides) -> Iterator[Branch]:
    """Say of each fact that carries an answer under which readings it decides, helps, or is no matter."""
    carrying = {each.change.id for each in sides.study.carriers}
    for id, of in _hinges_by_fact(sides).items():
        if id in carrying:
            alone = [each.interpretation for each in of if each.alone]
            more = [each.interpretation for each in of if each.together and not each.alone]
            never = [each.interpretation for each in of if not each.together]
            parts = (
                line(say(f"compare.decides_{kind}"), " ", sides.named(bundles))
                for kind, bundles in (("alone", alone), ("more", more), ("never", never))
                if bundles
            )
            title = Span(sides.first.title(id), Tone.STRONG)
            yield Branch(line(title, " ", ident(id), ": ", *joined(parts, "; ")))


def _throughout(sides: Sides) -> Iterator[Branch]:
    """List the provisions that come out the same throughout, and the powers among them that are met."""
    study = sides.study
    for status in Truth:
        found = [id for id, each in study.unmoved.items() if each is status and id != study.rule]
        if found:
            parts = []
            for id in found:
                also = id in study.unmoved_by_words
                words = say("compare.by_words") if also else say("compare.not_by_words")
                said = muted(f"  {words}")
                parts.append(Branch(line(sides.first.title(id), " ", ident(id), said)))
            said_status = say(f"rule.{status.status}")
            head = say("compare.throughout", status=said_status)
            yield Branch(line(symbol(status), f" {head}"), tuple(parts))
    if done := sides.first.done if len(sides.words) == 1 else "":
        powers = [
            sides.first.title(id)
            for id, each in study.unmoved.items()
            if each is Truth.TRUE and sides.first.treaty.provisions[id].nature is Nature.POWER
        ]
        if powers:
            yield Branch(line(say("compare.powers", measure=done, powers="; ".join(powers))))


def _hinges_by_fact(sides: Sides) -> dict[str, list[Hinge]]:
    by_fact: dict[str, list[Hinge]] = {}
    for each in sides.study.hinges:
        by_fact.setdefault(each.change.id, []).append(each)
    return {id: of for id, of in by_fact.items() if any(each.together for each in of)}


def hinge_table(sides: Sides) -> Iterator[Block]:
    """Show under which readings it turns on a fact at all."""
    telling = _hinges_by_fact(sides)
    yield Heading(line(say("compare.hinges")))
    if not telling:
        yield Paragraph(line(say("compare.hinge_never")))
        return
    base = sides.study.base
    holder = sides.name(base.scenario.id, base.framing)
    note = say("compare.hinges_note", alone=_ALONE, more=_MORE, never=_NEVER, holder=holder)
    yield Paragraph(line(muted(note)))
    rows = []
    for id, of in telling.items():
        signs = (line(_ALONE if each.alone else _MORE if each.together else _NEVER) for each in of)
        rows.append((line(sides.first.title(id), " ", ident(id)), *signs))
    head = (line(), *(line(letter) for letter in sides.letters.values()))
    yield Table(head, (tuple(rows),), narrow=frozenset(range(1, len(head))))
    yield Tree(tuple(_together(sides, telling)))


def _together(sides: Sides, telling: Mapping[str, list[Hinge]]) -> Iterator[Branch]:
    """Say with which other answers it turns on facts: facts and interpretations alike together."""
    alike: dict[tuple[tuple[Changes, ...], ...], list[str]] = {}
    for id, of in telling.items():
        alike.setdefault(tuple(() if each.alone else each.together for each in of), []).append(id)
    for ways_of, ids in alike.items():
        by_ways: dict[tuple[Changes, ...], list[str]] = {}
        for bundle, ways in zip(sides.study.interpretations, ways_of, strict=True):
            if ways:
                by_ways.setdefault(ways, []).append(bundle)
        parts = tuple(
            Branch(line(sides.named(bundles), "  ", *_ways(sides, ways))) for ways, bundles in by_ways.items()
        )
        if parts:
            facts = "; ".join(sides.first.title(id) for id in ids)
            yield Branch(line(say("compare.with", facts=facts)), parts)


def _ways(sides: Sides, ways: tuple[Changes, ...]) -> Line:
    def one(changes: Changes) -> Line:
        each = (line(name(sides.first, each), ": ", target(sides.first, each)) for each in changes)
        return joined(each, say("words.and"))

    return joined(map(one, ways), say("words.or"))
