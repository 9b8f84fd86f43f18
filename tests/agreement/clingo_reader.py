"""The hand-written answer set program, asked about many cases at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

LAW = Path(__file__).with_name("law.lp")
PART = 5_000  # cases that are put into one program

Row = Mapping[str, Any]


def disagreements(
    rows: Sequence[Row],
    interpretation: str,
    replaced: Mapping[str, str],
    text: str | None,
    answers: Mapping[str, Sequence[str]],
) -> list[tuple[int, str]]:
    """Name the rows and rules to which the program has another answer than the one given."""
    # The same in all cases.
    shared = [f'asked("{rule}").' for rule in answers]
    shared.append(f'under(C,"{interpretation}") :- case(C).')
    shared += [f'replaced(C,"{term}","{reading}") :- case(C).' for term, reading in replaced.items()]
    if text is not None:
        shared.append(f'chosen(C,"{text}") :- case(C).')
    found: list[tuple[int, str]] = []
    for first in range(0, len(rows), PART):
        part = range(first, min(first + PART, len(rows)))
        found += _solved("\n".join([*shared, *_cases(rows, part, answers)]))
    return found


def _solved(program: str) -> list[tuple[int, str]]:
    from clingo import Control

    control = Control(
        ["--warn=no-atom-undefined", "--models=0"]
    )  # there is one, as the unpacking below holds
    control.load(str(LAW))
    control.add("base", [], program)
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        (found,) = ([each.arguments for each in model.symbols(shown=True)] for model in models)
    return [(case.number, rule.string) for case, rule in found]


def _cases(rows: Sequence[Row], part: Iterable[int], answers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for number in part:
        row = rows[number]
        yield f"case({number})."
        yield f"day({number},{row['date'].replace('-', '')})."
        yield f'state({number},"{row["state"]}").'
        for opponent in (row["opponents"] or "").split(";"):
            if opponent.strip():
                yield f'opponent({number},"{opponent.strip()}").'
        for fact, said in row.items():
            if "." in fact and said in SAID:
                yield f'said({number},"{fact}",{SAID[said]}).'
        for rule, statuses in answers.items():
            if statuses[number] != "undetermined":
                yield f'answer({number},"{rule}",{statuses[number]}).'


SAID = {"true": "yes", "false": "no", "unknown": "unknown"}
