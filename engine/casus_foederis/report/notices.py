"""What is wrong with files, for people: a line for each problem, and the line of the file under it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, TextIO

from rich.text import Text

from casus_foederis.inspection import Inspection
from casus_foederis.messages import GROUPS, Severity
from casus_foederis.phrases import say
from casus_foederis.problems import MOST_SHOWN, Excerpt, Problem, printable
from casus_foederis.report.page import Branch, Page, Paragraph, Span, Tone, Tree, line
from casus_foederis.report.terminal import PlainConsole
from casus_foederis.report.words import ident, muted

_STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def print_problems(problems: Sequence[Problem], file: TextIO) -> None:
    """Print problems: in colour and to the window's width on a terminal, plain and unwrapped elsewhere."""
    console = PlainConsole(file)
    whole = not file.isatty()  # where nobody looks at a window, a message takes one line
    for number, problem in enumerate(problems[:MOST_SHOWN]):
        if number and not whole:
            console.print()
        console.print(_message(problem), soft_wrap=whole)
        if problem.excerpt is not None:
            for line in _excerpt(problem.excerpt, problem.place.line, _STYLES[problem.severity]):
                console.print(line, soft_wrap=whole)
    if len(problems) > MOST_SHOWN:
        console.print(say("problems.more", count=str(len(problems) - MOST_SHOWN)))


def print_inspection(inspection: Inspection, file: TextIO) -> None:
    """Print what was found, and a summary."""
    print_problems(inspection.problems, file)
    console = PlainConsole(file)
    if inspection.problems:
        console.print()
    else:
        console.print(Text(say("check.fine"), "bold green"), soft_wrap=True)
    for each in _summary(inspection):
        console.print(Text(each), soft_wrap=True)


def inspection_page(inspection: Inspection) -> Page:
    """Build the same as a page."""
    branches = []
    for problem in inspection.problems[:MOST_SHOWN]:
        kind = Span(say(f"severity.{problem.severity}"), Tone.STRONG)
        said = f" {problem.cause} {problem.remedy} "
        excerpt = [Branch(line(ident(printable(problem.excerpt.text))))] if problem.excerpt else []
        head = line(ident(problem.where), " ", kind, ":", said, muted(f"[{problem.code}]"))
        branches.append(Branch(head, tuple(excerpt)))
    told = [Tree(tuple(branches))] if branches else [Paragraph(line(Span(say("check.fine"), Tone.MET)))]
    return (*told, *(Paragraph(line(each)) for each in _summary(inspection)))


def _summary(inspection: Inspection) -> Iterator[str]:
    errors, warnings = (inspection.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
    counts = {"files": str(inspection.files), "errors": str(errors), "warnings": str(warnings)}
    yield say("check.summary", **counts)
    if any(map(_stops_reading, inspection.problems)):
        yield say("check.unread")
    if inspection.passed_over:
        yield say("check.passed_over", count=str(inspection.passed_over))


def _stops_reading(problem: Problem) -> bool:
    """Tell whether nothing more of a file could be read because of a problem."""
    about_yaml = problem.code in GROUPS["yaml"] and problem.code != "duplicate_key"
    return about_yaml and problem.severity is Severity.ERROR and problem.place.path == "$"


def _message(problem: Problem) -> Text:
    text = Text(overflow="fold")
    text.append(problem.where, "bold").append(": ")
    if problem.place.path != "$":
        text.append(printable(problem.place.path), "cyan").append(": ")
    text.append(say(f"severity.{problem.severity}"), _STYLES[problem.severity]).append(": ")
    text.append(f"{problem.cause} {problem.remedy} ").append(f"[{problem.code}]", "dim")
    return text


def _excerpt(excerpt: Excerpt, number: int, style: str) -> list[Text]:
    """Show the line, and under it what is meant; or not under it, where scripts run the other way."""
    shown = printable(excerpt.text.replace("\t", "→"))
    gutter = f"    {number} │ "
    lines = [_unbroken((gutter, "dim"), shown)]
    before = shown[: excerpt.start + excerpt.width]
    if not any(unicodedata.bidirectional(each) in ("R", "AL") for each in before):
        start, end = Text(before[: excerpt.start]).cell_len, Text(before).cell_len
        margin = " " * (len(gutter) - 2) + "│ "
        lines.append(_unbroken((margin, "dim"), " " * start, ("^" * max(1, end - start), style)))
    return lines


def _unbroken(*parts: str | tuple[str, str]) -> Text:
    """Put a line together that ends at the edge of a window, and is not wrapped."""
    return Text.assemble(*parts, no_wrap=True, overflow="ellipsis")
