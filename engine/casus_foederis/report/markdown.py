"""Pages as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus_foederis.report.page import Blank, Branch, Heading, Line, Page, Paragraph, Table, Tone, Tree

_BREAK = re.compile(r"\s*\n\s*")  # a row of a table, or a line of a list, is one line
_RULE = 60  # signs of a line to write on
_ROOM = 4  # lines of a row to write in
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def to_markdown(page: Page) -> str:
    """Write a page as Markdown."""
    blocks = []
    for block in page:
        match block:
            case Heading(line=line, level=level):
                blocks.append(f"{'#' * level} {_text(line)}")
            case Paragraph(line=line):
                blocks.append(_text(line))
            case Tree(branches=branches):
                blocks.append("\n".join(row for branch in branches for row in _rows(branch, 0)))
            case Table():
                blocks.append(_table(block))
            case Blank(lines=lines):
                blocks += [r"\_" * _RULE] * lines
    return "\n\n".join(blocks) + "\n"


def _text(line: Line) -> str:
    return "".join(_span(span.text, span.tone) for span in line).strip()


def _span(text: str, tone: Tone) -> str:
    text = _BREAK.sub(" ", text)
    if tone is Tone.ID:
        return f"`{text}`"
    escaped = _SPECIAL.sub(r"\\\1", text)
    if tone is Tone.STRONG and (bare := escaped.strip()):
        return escaped.replace(bare, f"**{bare}**")
    return escaped


def _rows(branch: Branch, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {_text(branch.line)}"
    for part in branch.parts:
        yield from _rows(part, depth + 1)


def _table(table: Table) -> str:
    rows = [table.head, *table.rows]
    width = max(len(row) for row in rows)
    room = "<br>" * _ROOM if table.roomy else ""
    cells = [[_text(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    for row in cells[1:]:
        row[-1] += room
    rule = [":-:" if number in table.narrow else "---" for number in range(width)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [cells[0], rule, *cells[1:]])
