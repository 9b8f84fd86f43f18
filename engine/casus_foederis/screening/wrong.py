"""What is wrong with a cell, and what to write instead."""

from __future__ import annotations

from typing import Final

from casus_foederis.advice import day_advice, state_advice
from casus_foederis.model.states import state_code, state_hints
from casus_foederis.phrases import say
from casus_foederis.screening.cells import DATE, OPPONENTS, SEPARATOR, STATE

_LONGEST: Final = 100  # characters of a wrong cell that are told


def what_is_wrong(column: str, value: str | None, more: int, row: int | None) -> tuple[str, dict[str, str]]:
    """Give the code of a message about a wrong cell, and what is said in it.

    ``more`` cells of the column are wrong, too; ``row`` counts from 1, if rows have an order.
    """
    said = value or ""
    values = {
        "value": say("tables.quoted", value=said[:_LONGEST]) if said else say("tables.nothing"),
        "where": say("tables.some_row") if row is None else say("tables.row", row=str(row)),
        "more": say("tables.more", count=str(more)) if more else "",
    }
    if column == DATE:
        return "table_day", {**values, "advice": day_advice(said)}
    if column == STATE and not said:
        return "table_no_state", values
    if column == STATE:
        return "table_state", {**values, "advice": state_advice(said, state_hints())}
    if column == OPPONENTS:
        wrong = next((each for each in said.split(SEPARATOR) if state_code(each) is None), "")
        alone = wrong.strip() and "," not in wrong  # of several in one, nothing can be guessed
        return "table_opponents", {**values, "advice": state_advice(wrong, state_hints()) if alone else ""}
    return "table_answer", values
