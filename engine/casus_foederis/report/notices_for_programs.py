"""What is wrong with files, for programs that show it beside the line: GitHub's workflows, code scanning."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from casus_foederis import __version__
from casus_foederis.messages import MESSAGES, severity_of
from casus_foederis.problems import MOST_SHOWN, Problem, printable

_IN_TEXT: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = {**_IN_TEXT, **str.maketrans({":": "%3A", ",": "%2C"})}


def to_github(problems: Sequence[Problem]) -> str:
    """Write workflow commands, a line each, that GitHub shows beside the line of the file."""
    return "".join(f"{_command(problem)}\n" for problem in problems[:MOST_SHOWN])


def _command(problem: Problem) -> str:
    place = problem.place
    properties = {
        "file": place.file,
        "line": str(place.line),
        "col": str(place.column),
        "title": problem.code,
    }
    written = ",".join(
        f"{key}={printable(value).translate(_IN_PROPERTY)}" for key, value in properties.items()
    )
    return f"::{problem.severity} {written}::{f'{problem.cause} {problem.remedy}'.translate(_IN_TEXT)}"


def to_sarif(problems: Sequence[Problem]) -> dict[str, Any]:
    """Give a log of SARIF 2.1.0, the standard form of what checkers find."""
    driver = {
        "name": "Casus",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in sorted({problem.code for problem in problems})],
    }
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem) for problem in problems[:MOST_SHOWN]],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    """Describe a message for all its occurrences, with the words to fill in in braces."""
    return {
        "id": code,
        "shortDescription": {"text": MESSAGES[code].cause},
        "help": {"text": MESSAGES[code].remedy},
        "defaultConfiguration": {"level": severity_of(code).value},
    }


def _result(problem: Problem) -> dict[str, Any]:
    place = problem.place
    path = Path(place.file)
    uri = path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
    region = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": problem.code,
        "level": problem.severity.value,
        "message": {"text": f"{problem.cause} {problem.remedy}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": uri}, "region": region},
                "logicalLocations": [{"fullyQualifiedName": printable(place.path)}],
            }
        ],
    }
