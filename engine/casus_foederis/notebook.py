"""Answers in a notebook: what the Python interface gives shows itself as HTML.

IPython is told of our classes by name, so nothing is imported, ours or its own, before there is something to
show, and no class of ours has to know of pages or notebooks.
"""

from __future__ import annotations

import sys
from typing import Any, Final

_SHOWN: Final = {
    "Assessment": "model.assessment",
    "Inspection": "inspection",
    "Reasons": "reasons",
    "Study": "changes.study",
    "Suite": "suite",
    "Trigger": "changes.triggers",
    "WhatIf": "changes.whatif",
}


def load_where_it_runs() -> None:
    """Tell IPython, if we are inside it; that it was imported does not say so."""
    get_ipython = getattr(sys.modules["IPython"], "get_ipython", None)
    shell = get_ipython() if get_ipython is not None else None
    if shell is not None:
        load_ipython_extension(shell)


def load_ipython_extension(ipython: Any) -> None:
    """Tell IPython how our answers show; ``%load_ext casus_foederis`` calls this."""
    formatters = ipython.display_formatter.formatters
    for name, home in _SHOWN.items():
        formatters["text/html"].for_type_by_name(f"casus_foederis.{home}", name, _html)
        formatters["text/plain"].for_type_by_name(f"casus_foederis.{home}", name, _text)


def _html(answer: object) -> str | None:
    from casus_foederis.report.fragments import as_html

    return as_html(answer)


def _text(answer: object, printer: Any, _cycle: bool) -> None:
    """Print what stands alone as a page, and what stands in a list, say, as ever."""
    from casus_foederis.report.fragments import as_text

    alone = len(printer.stack) == 1
    printer.text((as_text(answer) if alone else None) or repr(answer))
