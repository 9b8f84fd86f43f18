"""The pages of screening and sweeping: what was written, and what came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from casus_foederis.logic import Truth
from casus_foederis.phrases import say
from casus_foederis.problems import printable
from casus_foederis.report.page import (
    Block,
    Heading,
    Page,
    Paragraph,
    Row,
    Span,
    Tone,
    joined,
    line,
    symbol,
    table,
)
from casus_foederis.report.words import ident
from casus_foederis.screening.screen import Answer
from casus_foederis.screening.sweep import Sweep
from casus_foederis.screening.writing import Tally


def screened_page(source: Path, target: Path, tally: Tally) -> Page:
    """Build the page of a table that was screened."""
    return (
        Heading(line(say("tables.screened", source=printable(str(source)))), level=1),
        Paragraph(line(say("tables.rows", count=_whole(tally.rows), file=printable(str(target))))),
        *_answers(tally),
        Paragraph(line(say("tables.meaning"))),
        *_read(tally),
    )


def swept_page(sweep: Sweep, target: Path, tally: Tally) -> Page:
    """Build the page of a sweep."""
    values = {"count": _whole(tally.rows), "file": printable(str(target))}
    text, day = sweep.asked_under
    sampled = tally.rows < sweep.possible
    rows = (
        say("tables.sampled", possible=_whole(sweep.possible), **values)
        if sampled
        else say("tables.rows", **values)
    )
    return (
        Heading(line(say("tables.swept", provision=sweep.rule)), level=1),
        Paragraph(line(rows)),
        Paragraph(line(say("tables.asked_under", text=text, day=day.isoformat()))),
        *_answers(tally),
        Paragraph(line(say("tables.no_chance"))),
    )


def _answers(tally: Tally) -> Iterator[Block]:
    heads = [say("tables.provision"), say("tables.interpretation")]
    statuses = [f"{symbol(truth).text} {say(f'rule.{truth.status}')}" for truth in Truth]
    yield table(map(_row, tally.counts.items()), [*heads, *statuses])
    columns = (each for answer in tally.counts for each in (answer.status, answer.because))
    status, because = next(columns), next(columns)
    yield Paragraph(line(say("tables.columns", status=status, because=because)))


def _row(item: tuple[Answer, Counter[Truth]]) -> Row:
    answer, counts = item
    cells = (line(Span(_whole(counts[truth]), Tone(truth.status))) for truth in Truth)
    return line(ident(answer.provision)), line(ident(answer.interpretation)), *cells


def _read(tally: Tally) -> Iterator[Block]:
    """Say what was not read, so that a name that was mistaken is noticed."""
    unknown = [fact for fact, truth in tally.silent.items() if truth is Truth.UNKNOWN]
    presumed = [
        say("tables.presumed_one", fact=fact, answer=say(f"fact.{truth.status}"))
        for fact, truth in tally.silent.items()
        if truth is not Truth.UNKNOWN
    ]
    needed = [
        say("tables.needed_one", fact=fact, others=", ".join(others)) for fact, others in tally.needed.items()
    ]
    nobody = [say("tables.no_opponent")] if tally.without_opponents else []
    parts = {
        say("tables.needed"): needed,
        say("tables.silent"): unknown,
        say("tables.presumed"): [*presumed, *nobody],
        say("tables.carried"): [*map(printable, tally.carried)],
    }
    for head, names in parts.items():
        if names:
            yield Heading(line(head))
            yield Paragraph(joined((line(ident(name)) for name in names), ", "))


def _whole(number: int) -> str:
    return f"{number:,}"
