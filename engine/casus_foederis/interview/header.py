"""Asks what stands at the head of a case: what it is called, when, of whom, and who tells it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from functools import partial
from typing import Any, Final

from casus_foederis.advice import slug_of
from casus_foederis.interview.asks import Ask
from casus_foederis.interview.typed import (
    NONE,
    read_a_day,
    read_days,
    read_id,
    read_opponents,
    read_optional,
    read_role,
    read_state,
    read_text,
    read_yes,
    word,
)
from casus_foederis.model.scenario import MOST_FRAMINGS, Framing
from casus_foederis.model.states import state_name

HEADER: Final = ("title", "summary", "date", "state", "opponents")


def ask_of_header(key: str, header: Mapping[str, Any], title: str | None) -> Ask:
    """Ask one of the things that stand at the head of a case, as it is now; ``title`` is proposed."""
    now = header.get(key)
    match key:
        case "title":
            return Ask(key, read_text, now or title)
        case "summary":
            return Ask(key, read_text, now or header["title"])
        case "date":
            return Ask(key, read_days, ", ".join(day.isoformat() for day in now) if now else None)
        case "state":
            read = partial(read_state, header.get("opponents", ()))
            return Ask(key, read, state_name(now) if now else None)
        case _:
            names = ", ".join(map(state_name, now or ())) or word(NONE)
            return Ask(key, partial(read_opponents, header["state"]), names)


def ask_accounts() -> Generator[Ask, Any, dict[str, Framing]]:
    """Ask who tells the story, if it is told in several ways; give the accounts, without facts."""
    found: dict[str, Framing] = {}
    several = yield Ask("several", read_yes, word("no"))
    while several and len(found) < MOST_FRAMINGS:
        number = str(len(found) + 1)
        if found:
            holder = yield Ask(f"holder-{number}", partial(read_optional, read_text), word(NONE), number)
        else:
            holder = yield Ask(f"holder-{number}", read_text, None, number)
        if holder is None:
            break
        id = yield Ask(
            f"id-{number}", partial(read_id, tuple(found)), slug_of(holder) or f"account-{number}", holder
        )
        role = yield Ask(f"role-{number}", read_role, word(NONE), holder)
        said = yield Ask(f"said-{number}", partial(read_optional, read_a_day), word(NONE), holder)
        found[id] = Framing(holder=holder, role=role, said=said)
    return found
