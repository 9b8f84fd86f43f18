"""Asks what stands at the head of a case: what it is called, when, of whom, and who tells it."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from functools import partial
from itertools import count
from typing import Any, Final

from casus_foederis.advice import nearest, slug_of
from casus_foederis.interview.asks import Ask
from casus_foederis.interview.typed import (
    NONE,
    read_a_day,
    read_days,
    read_id,
    read_opponents,
    read_optional,
    read_role,
    read_setting,
    read_state,
    read_text,
    read_yes,
    word,
)
from casus_foederis.model.scenario import MOST_FRAMINGS, RECORD, Framing
from casus_foederis.model.states import state_name
from casus_foederis.model.vocabulary import Fact
from casus_foederis.problems import UsageError

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
            names = ", ".join(map(_written, now or ())) or word(NONE)
            return Ask(key, partial(read_opponents, header["state"]), names)


def ask_accounts() -> Generator[Ask, Any, dict[str, Framing]]:
    """Ask who tells the story, if it is told in several ways; give the accounts, without facts."""
    found: dict[str, Framing] = {}
    several = yield Ask("several", read_yes, word("no"))
    while several and len(found) < MOST_FRAMINGS:
        number = str(len(found) + 1)
        enough = word(NONE) if found else None
        holder = yield Ask(f"holder-{number}", partial(read_optional, read_text), enough, number)
        if holder is None:
            break
        id = yield Ask(f"id-{number}", partial(read_id, tuple(found)), _free(slug_of(holder), found), holder)
        role = yield Ask(f"role-{number}", read_role, word(NONE), holder)
        said = yield Ask(f"said-{number}", partial(read_optional, read_a_day), word(NONE), holder)
        found[id] = Framing(holder=holder, role=role, said=said)
    return found


def _free(slug: str, taken: Collection[str]) -> str:
    """Propose an id that no account has yet."""
    proposed = slug if slug not in ("", RECORD) else "account"
    others = (f"{proposed[:60]}-{number}" for number in count(2))
    return proposed if proposed not in taken else next(each for each in others if each not in taken)


def _written(state: str) -> str:
    """Write a State in a list, where a comma would end it."""
    name = state_name(state)
    return state if "," in name else name


def check_settings(
    settings: Mapping[str, str], facts: Mapping[str, Fact], opponents: Collection[str]
) -> None:
    """See to it that all that is answered beforehand can be read. Raises `UsageError` if not.

    ``opponents`` are those of the case to start from.
    """
    header: dict[str, Any] = {"title": "", "state": "", "opponents": opponents}
    for key, text in settings.items():
        if key in facts:
            read_setting(facts, key, text)
        elif key not in HEADER:
            known = [*HEADER, *facts]
            raise UsageError("unknown_setting", id=key, advice=nearest(key, known))
    for key in ("title", "summary", "date", "opponents", "state"):  # the last, against those before it
        if key in settings:
            header[key] = ask_of_header(key, header, None).read(settings[key])
