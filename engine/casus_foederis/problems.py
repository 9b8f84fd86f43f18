"""What can be wrong with a file, and how it is said.

A problem names the file, the line and column, the path inside the file, the cause and the remedy. Problems
of all files are collected and reported together, because nobody wants to mend one comma a minute.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from casus_foederis.phrases import say

MOST_SHOWN: Final = 1_000  # problems that are told one by one


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file. Lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1
    path: str = "$"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, what (a phrase id), and the words to fill in."""

    place: Place
    code: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        words = dict(self.values)
        place = self.place
        cause = say(f"problem.{self.code}", **words)
        text = f"{place.file}:{place.line}:{place.column}: {place.path}: {cause}"
        # Names and values come from files, and may hold what would move a terminal's cursor.
        return "".join(character if character.isprintable() else "\ufffd" for character in text)


class InputError(ValueError):
    """The input is wrong. Holds every problem found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        lines = [str(problem) for problem in self.problems[:MOST_SHOWN]]
        if len(self.problems) > MOST_SHOWN:
            lines.append(say("problems.more", count=str(len(self.problems) - MOST_SHOWN)))
        super().__init__("\n".join(lines))


class UsageError(ValueError):
    """A request that cannot be answered: an unknown scenario, interpretation, text or reading."""


_FEW = 20  # so many can be listed whole


def nearest(word: str, known: Iterable[str]) -> str:
    """Advise on a word that is not known: the nearest that is, or the list of those that are."""
    known = sorted(set(known) - {word})
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        return say("remedy.did_you_mean", words=quoted(close))
    if len(known) <= _FEW:
        return say("remedy.allowed", words=quoted(known))
    return say("remedy.none_near", count=str(len(known)))


def quoted(words: Iterable[str]) -> str:
    """List words, each in quotation marks."""
    return ", ".join(f"'{word}'" for word in words)
