"""What is wrong with a file, and where.

A problem names the file, the line and column, the path inside the file, the cause and the remedy. Problems
of all files are collected and reported together, because nobody wants to mend one comma a minute.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from casus_foederis.messages import Severity, severity_of
from casus_foederis.phrases import say

MOST_SHOWN: Final = 1_000  # problems that are told one by one


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: line and column, both from 1, and the path of keys that leads there."""

    file: str
    line: int = 1
    column: int = 1
    path: str = "$"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line of a file on which a problem stands; ``width`` characters from ``start`` are what is meant.

    A long line is cut, so ``start`` need not be the column.
    """

    text: str
    start: int
    width: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, or odd: where, what (the code of a message), and the words to fill in."""

    place: Place
    code: str
    values: tuple[tuple[str, str], ...] = ()
    excerpt: Excerpt | None = field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        """Whether it is an error or a warning."""
        return severity_of(self.code)

    @property
    def cause(self) -> str:
        """What is wrong, in a sentence."""
        return printable(say(f"cause.{self.code}", **dict(self.values))).rstrip()

    @property
    def remedy(self) -> str:
        """What to do about it, in a sentence or two."""
        return printable(say(f"remedy.{self.code}", **dict(self.values))).rstrip()

    @property
    def where(self) -> str:
        """The file, line and column, as editors and terminals know to follow them."""
        return printable(f"{self.place.file}:{self.place.line}:{self.place.column}")

    def __str__(self) -> str:
        """Say it all in one line."""
        path = "" if self.place.path == "$" else f"{printable(self.place.path)}: "
        return f"{self.where}: {path}{say(f'severity.{self.severity}')}: {self.cause} {self.remedy}"

    def to_dict(self) -> dict[str, Any]:
        """Give the problem as plain data."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": printable(self.place.path),
            "message": self.cause,
            "remedy": self.remedy,
        }


def told(code: str, **values: str) -> str:
    """Say a message whole: the cause, then the remedy."""
    return printable(f"{say(f'cause.{code}', **values)} {say(f'remedy.{code}', **values)}")


_JOINERS: Final = "\u200c\u200d"  # which words of Persian, among others, need


def printable(text: str) -> str:
    """Replace what would move a terminal's cursor; names and values come from files."""
    return "".join(each if each.isprintable() or each in _JOINERS else "\ufffd" for each in text)


class InputError(ValueError):
    """The input is wrong. Holds every problem found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:MOST_SHOWN]]
        if len(self.problems) > MOST_SHOWN:
            lines.append(say("problems.more", count=str(len(self.problems) - MOST_SHOWN)))
        return "\n".join(lines)


class UsageError(ValueError):
    """A request that cannot be answered: an unknown scenario, interpretation, text or reading."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        super().__init__(told(code, **values))
