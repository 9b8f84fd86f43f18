"""Accounts crossed with words: what each account comes to under each text, as far as signs can show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from casus_foederis.changes.crossing import Cell
from casus_foederis.logic import Truth
from casus_foederis.phrases import say
from casus_foederis.report.html import Element, element
from casus_foederis.report.page import SYMBOLS, Line, Row, Span, Table, Tone, joined, line, symbol, table
from casus_foederis.report.sides import Sides
from casus_foederis.report.words import muted

_Crossed: TypeAlias = Mapping[str, list[Cell]]  # account -> its cells, text by text


def _crossed(sides: Sides) -> _Crossed:
    found: dict[str, list[Cell]] = {}
    for cell in sides.study.cells:
        found.setdefault(sides.name(cell.scenario, cell.framing), []).append(cell)
    return found


def texts_of(sides: Sides) -> list[str]:
    """List the texts that are crossed with the accounts."""
    return list(dict.fromkeys(cell.text for cell in sides.study.cells))


def crossing(sides: Sides) -> Table:
    """Show each account under each text, as far as signs can."""
    texts = texts_of(sides)
    letters = line(Span(" ".join(sides.letters.values()), Tone.MUTED))
    rows: list[Row] = [(line(), *(letters for _ in texts))]
    for account, cells in _crossed(sides).items():
        rows.append((line(account), *(_signs(sides, cell) for cell in cells)))
    head = (say("compare.account"), *map(sides.first.text, texts))
    return table(rows, head)


def _signs(sides: Sides, cell: Cell) -> Line:
    signs = joined((line(symbol(each)) for each in cell.statuses(sides.study.rule).values()), " ")
    return line(*signs, muted(f"  {say('compare.in_force')}")) if cell.own else signs


def crossing_picture(sides: Sides) -> Iterator[Element]:
    """Draw the same: a field for each answer, account by account, text by text."""
    texts, rule = texts_of(sides), sides.study.rule
    width = str(len(sides.letters))
    heads = [element("th", say("compare.account"), scope="col", rowspan="2")]
    heads += [element("th", sides.first.text(each), scope="colgroup", colspan=width) for each in texts]
    letters = [element("th", each, scope="col") for _ in texts for each in sides.letters.values()]
    rows = []
    for account, cells in _crossed(sides).items():
        fields: list[Element] = []
        for cell in cells:
            # The words again, for narrow screens, where the heads of columns are gone.
            fields.append(element("td", sides.first.text(cell.text), class_="words", aria_hidden="true"))
            fields += (_field(sides, cell, *each) for each in cell.statuses(rule).items())
        rows.append(element("tr", element("th", account, scope="row"), fields))
    head = element("thead", element("tr", heads), element("tr", letters))
    caption = element("caption", sides.first.title(rule))
    yield element("table", caption, head, element("tbody", rows), class_="crossing")
    yield element("p", say("compare.own_framed"), class_="note")


def crossing_lines(sides: Sides) -> Element:
    """Draw it with a line for each text below each account, so that it can be read without any style."""
    groups = []
    for account, cells in _crossed(sides).items():
        head = element("th", account, colspan=str(1 + len(sides.letters)), scope="rowgroup")
        groups.append(
            element("tbody", element("tr", head, class_="case"), (_line(sides, each) for each in cells))
        )
    heads = [element("th", say("compare.words"), scope="col")]
    heads += [element("th", each, scope="col", class_="narrow") for each in sides.letters.values()]
    caption = element("caption", sides.first.title(sides.study.rule))
    return element("table", caption, element("thead", element("tr", heads)), groups, class_="matrix")


def _line(sides: Sides, cell: Cell) -> Element:
    name = element("th", sides.first.text(cell.text), scope="row")
    if cell.own:
        name.append(element("strong", f", {say('compare.in_force')}"))
    fields = (_field(sides, cell, *each) for each in cell.statuses(sides.study.rule).items())
    return element("tr", name, fields, class_="account")


def _field(sides: Sides, cell: Cell, interpretation: str, status: Truth) -> Element:
    letter = sides.letters[interpretation]
    kind = f"{status.status} own" if cell.own else status.status
    said = f"{letter}: {say(f'rule.{status.status}')}"
    return element("td", SYMBOLS[status], class_=kind, title=said, data_letter=letter)
