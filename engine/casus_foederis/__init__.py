"""Casus answers, with reasons, when a mutual-defence treaty is triggered.

>>> import casus_foederis as casus
>>> found = casus.assess("kazakhstan-2022", framing="tokayev", interpretation="council-2022")
>>> found.provisions["cst.art4.2"].status
'met'
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casus_foederis.api import (
        assess,
        check,
        compare,
        conditions,
        debate,
        explain,
        library,
        new,
        quiz,
        run,
        schema,
        screen,
        standing,
        sweep,
        what_if,
        worksheet,
    )
    from casus_foederis.assessor import Assessor, Question
    from casus_foederis.files.library import Library
    from casus_foederis.inspection import Inspection
    from casus_foederis.logic import Truth
    from casus_foederis.model.assessment import Assessment
    from casus_foederis.problems import InputError, Problem, UsageError
    from casus_foederis.suite import Choice, Suite

__version__ = "0.1.0"

# Imported when first used: a command that needs none of them starts without them.
_HOME = {
    "Assessment": "model.assessment",
    "Assessor": "assessor",
    "Choice": "suite",
    "InputError": "problems",
    "Inspection": "inspection",
    "Library": "files.library",
    "Problem": "problems",
    "Question": "assessor",
    "Suite": "suite",
    "Truth": "logic",
    "UsageError": "problems",
    "assess": "api",
    "check": "api",
    "compare": "api",
    "conditions": "api",
    "debate": "api",
    "explain": "api",
    "library": "api",
    "new": "api",
    "load_ipython_extension": "notebook",
    "quiz": "api",
    "run": "api",
    "schema": "api",
    "screen": "api",
    "standing": "api",
    "sweep": "api",
    "what_if": "api",
    "worksheet": "api",
}

__all__ = [
    "Assessment",
    "Assessor",
    "Choice",
    "InputError",
    "Inspection",
    "Library",
    "Problem",
    "Question",
    "Suite",
    "Truth",
    "UsageError",
    "assess",
    "check",
    "compare",
    "conditions",
    "debate",
    "explain",
    "library",
    "new",
    "quiz",
    "run",
    "schema",
    "screen",
    "standing",
    "sweep",
    "what_if",
    "worksheet",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'casus_foederis' has no attribute '{name}'")
    return getattr(import_module(f"casus_foederis.{_HOME[name]}"), name)


if "IPython" in sys.modules:  # in a notebook, say: there answers show as HTML
    from casus_foederis.notebook import load_where_it_runs

    load_where_it_runs()
