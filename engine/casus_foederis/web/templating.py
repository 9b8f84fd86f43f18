"""Templates: all that stands in them is escaped, and what they say is said in phrases."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final
from xml.etree import ElementTree

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from casus_foederis import __version__
from casus_foederis.phrases import say
from casus_foederis.report.html import Element, elements, spans
from casus_foederis.report.page import SYMBOLS, Block, Branch, Line, Tree
from casus_foederis.report.words import language
from casus_foederis.web.addresses import address
from casus_foederis.web.static_files import static_address

_LEVEL: Final = 2  # of the heading of a page that stands inside another


@cache
def templates() -> Environment:
    """Give the templates."""
    made = Environment(
        loader=PackageLoader("casus_foederis.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "say": say,
        "address": address,
        "language": language,
        "static": static_address,
        "signs": {truth.status: sign for truth, sign in SYMBOLS.items()},
        "version": __version__,
    }
    made.filters |= {"inline": _inline, "blocks": _blocks, "tree": _tree, "element": _markup}
    return made


def _inline(line: Line) -> Markup:
    """Write a line."""
    return _markup(spans(line))


def _blocks(blocks: Iterable[Block], top: int = _LEVEL) -> Markup:
    """Write the blocks of a page. Its own heading would become one of level ``top``."""
    return _markup(elements(blocks, top))


def _tree(branches: tuple[Branch, ...]) -> Markup:
    """Write a list of lines, and what hangs from them."""
    return _markup(elements([Tree(branches)]))


def _markup(content: Element | Iterable[Element]) -> Markup:
    each = [content] if isinstance(content, ElementTree.Element) else content
    texts = (ElementTree.tostring(one, encoding="unicode", method="html") for one in each)
    return Markup("".join(texts))  # noqa: S704 - made of elements, which escape what stands in them
