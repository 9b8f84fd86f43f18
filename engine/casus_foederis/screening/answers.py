"""Answers that a plan comes to, as the last columns of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from casus_foederis.columns.frames import reason, status, words_of, work_out
from casus_foederis.columns.plan import Column, Name, Plan, Value
from casus_foederis.logic import Truth
from casus_foederis.screening.frames import inner
from casus_foederis.screening.screen import Answer


def add_answers(
    frame: Any,
    plan: Plan,
    concluded: Mapping[Answer, tuple[Value, Name | Column]],
    columns: Sequence[str],
    more: Mapping[str, nw.Expr] | None = None,
) -> Any:
    """Give columns of a frame, after them those of the answers that a plan comes to, and some more."""
    statuses = words_of(frame, (each.status for each in Truth))
    rules = words_of(frame, plan.rulebook.rules)
    added = {}
    for answer, (value, why) in concluded.items():
        added[inner(answer.status)] = status(value, statuses)
        added[inner(answer.because)] = reason(value, why, rules)
    return work_out(frame, plan, rules).select(*columns, **added, **(more or {}))
