"""Pages as HTML: elements that escape what stands in them, and a document that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Final, TypeAlias
from xml.etree import ElementTree

from casus_foederis.phrases import say
from casus_foederis.report.page import Blank, Block, Branch, Heading, Line, Paragraph, Row, Table, Tone, Tree

Element: TypeAlias = ElementTree.Element
Content: TypeAlias = "Element | str | Iterable[Element]"

_TAGS: Final = {Tone.ID: "code", Tone.STRONG: "strong"}  # which say something where styles are taken away


def element(tag: str, *content: Content, **attributes: str) -> Element:
    """Make an element. Attributes end in an underscore where Python has the word; others become hyphens."""
    made = ElementTree.Element(tag, {_name(name): value for name, value in attributes.items()})
    for part in content:
        if isinstance(part, str):
            _append_text(made, part)
        elif isinstance(part, ElementTree.Element):
            made.append(part)
        else:
            made.extend(part)
    return made


def _name(name: str) -> str:
    return name.removesuffix("_").replace("_", "-")


def _append_text(made: Element, text: str) -> None:
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text


def spans(line: Line) -> Iterator[Element]:
    """Give a line's spans as elements."""
    for span in line:
        yield element(_TAGS.get(span.tone, "span"), span.text, class_=span.tone.value)


def elements(page: Iterable[Block], top: int = 1) -> Iterator[Element]:
    """Give the blocks of a page as elements; headings of the first level become those of level ``top``."""
    for block in page:
        match block:
            case Heading(line=line, level=level):
                yield element(f"h{level + top - 1}", spans(line))
            case Paragraph(line=line):
                yield element("p", spans(line))
            case Tree(branches=branches):
                yield element("ul", map(_branch, branches))
            case Table():
                yield element("table", _rows(block), **({"class_": "roomy"} if block.roomy else {}))
            case Blank(lines=lines):
                yield element("div", (element("div") for _ in range(lines)), class_="blank")


def _branch(branch: Branch) -> Element:
    inner = [element("ul", map(_branch, branch.parts))] if branch.parts else []
    return element("li", spans(branch.line), inner)


def _rows(table: Table) -> Iterator[Element]:
    def cells(tag: str, row: Row, **attributes: str) -> Iterator[Element]:
        for number, cell in enumerate(row):
            narrow = {"class_": "narrow"} if number in table.narrow else {}
            if cell or tag == "td":
                yield element(tag, spans(cell), **attributes, **narrow)
            else:
                yield element("td", **narrow)  # a head without words heads nothing

    if any(table.head):
        yield element("thead", element("tr", cells("th", table.head, scope="col")))
    for row in table.rows:
        yield element("tr", cells("td", row))


def style(name: str) -> str:
    """Read a style sheet of ours."""
    return files("casus_foederis.report").joinpath(name).read_text(encoding="utf-8")


def document(title: str, body: Iterable[Element], kind: str = "") -> str:
    """Make a document that stands alone. It is ASCII, so that no redirection can spoil it."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", style("style.css")),
    )
    page = element(
        "html",
        head,
        element("body", body, class_=kind),
        lang=say("page.language"),
        dir=say("page.direction"),
    )
    text = ElementTree.tostring(page, encoding="us-ascii", method="html").decode("ascii")
    return f"<!DOCTYPE html>\n{text}\n"
