"""Lines typed at a terminal: shows what is asked, and takes a line until one can be read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from casus_foederis.interview.asks import Ask
from casus_foederis.interview.typed import is_word, word
from casus_foederis.problems import UsageError, printable
from casus_foederis.report.page import Page, Paragraph, line
from casus_foederis.report.terminal import print_page
from casus_foederis.report.words import muted

_PLAIN: Final = "set enable-bracketed-paste off"  # whose signs show wherever a terminal is recorded
_FREE: Final = ("title", "file", "summary", "holder")  # where whatever is typed may be meant


class Left(Exception):  # noqa: N818 - nothing is wrong
    """Somebody leaves before the end."""


def is_terminal() -> bool:
    """Tell whether there is somebody to be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def prepare() -> None:
    """Let whoever types move about in the line, where that can be had."""
    with suppress(ImportError):
        import readline

        readline.parse_and_bind(_PLAIN)


def show(page: Page) -> None:
    """Print a page."""
    print_page(page, sys.stdout)


def tell(text: str) -> None:
    """Print one paragraph."""
    show((Paragraph(line(muted(text))),))


def take(ask: Ask, help: Callable[[], Page] | None = None) -> str | None:
    """Take a line that can be read, or what stands for an empty one; say why others cannot.

    Where ``help`` is given, it can be asked for. ``None`` is the wish to go back. Raises `Left` for whoever
    leaves.
    """
    while True:
        try:
            text = input(f"[{printable(ask.default)}] > " if ask.default else "> ")
        except EOFError:
            raise Left from None
        except UnicodeDecodeError:
            tell(str(UsageError("not_text_typed")))
            continue
        if _wants(text, "quit", ask):
            raise Left
        if _wants(text, "back", ask):
            return None
        if help is not None and is_word(text, "help"):
            show(help())
            continue
        text = text if text.strip() or ask.default is None else ask.default
        try:
            ask.read(text)
        except UsageError as error:
            tell(str(error))
        else:
            return text


def _wants(text: str, id: str, ask: Ask) -> bool:
    """Tell whether somebody wants to go back, or leave; where any text may be meant, the word says so."""
    if ask.key.partition("-")[0] in _FREE:
        return text.strip().casefold() == word(id)
    return is_word(text, id)
