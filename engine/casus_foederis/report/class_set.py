"""Worksheets for a class: one or several, one after another, or their keys; and what holds them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus_foederis.phrases import say
from casus_foederis.report.html import document, elements
from casus_foederis.report.page import Blank, Block, Heading, Page, Paragraph, Row, Span, Table, line, symbol
from casus_foederis.report.why import why_branches
from casus_foederis.report.words import muted
from casus_foederis.report.worksheet import BOX, Sheet, words_of
from casus_foederis.report.worksheet_key import Key
from casus_foederis.teaching.worksheet import Worksheet


def class_set(sheets: Sequence[Worksheet], *, key: bool) -> Page:
    """Put several worksheets, or their keys, one after another; and at the end what holds them together."""
    blocks = [block for each in sheets for block in (Key(each) if key else Sheet(each)).blocks()]
    if sheets[1:]:
        blocks += _together(sheets, key=key)
    return (*blocks, Paragraph(line(muted(say("suite.caution")))))


def class_set_html(sheets: Sequence[Worksheet], *, key: bool) -> str:
    """Make one printable document of the same."""
    cases = "; ".join(words_of(each).case for each in sheets)
    title = say("sheet.key_title" if key else "sheet.title", case=cases)
    return document(title, elements(class_set(sheets, key=key)), "sheet")


def _together(sheets: Sequence[Worksheet], *, key: bool) -> Iterator[Block]:
    """Ask what sets the cases apart; in the key, say on what each turns."""
    yield Heading(line(say("sheet.together")), level=1)
    yield Paragraph(line(say("sheet.together_ask")))
    rows: list[Row] = []
    for sheet in sheets:
        words, first = words_of(sheet), sheet.assessments[0]
        rulebook = sheet.assessor.rulebook(first.treaty)
        why = why_branches(rulebook, first, sheet.rule, words)
        named = [span for each in why for span in (*each.line, Span(" "))] if key else []
        status = symbol(first[sheet.rule]) if key else Span(BOX)
        holder = line(words.holder(first.framing))
        rows.append((line(words.case), holder, line(status), line(*named), line(words.done)))
    heads = (say(f"sheet.{each}") for each in ("the_case", "account", "your_answer", "turns_on", "done"))
    yield Table(tuple(map(line, heads)), (tuple(rows),), frozenset({2}), roomy=not key)
    if not key:
        yield Blank(4)
