"""Reads what somebody types: answers, days, States, texts. All raise `UsageError` for anything else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from casus_foederis.advice import as_part, day_advice, last_part, nearest, slug_advice, state_advice
from casus_foederis.interview.asks import Reply, Step
from casus_foederis.logic import Truth
from casus_foederis.model.base import Slug, Text, read_day
from casus_foederis.model.scenario import MOST_DAYS, RECORD, Role, Statement
from casus_foederis.model.states import state_code, state_hints, state_name
from casus_foederis.model.vocabulary import Fact
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError

NONE: Final = "none"
_TEXT: Final = TypeAdapter[str](Text)
_SLUG: Final = TypeAdapter[str](Slug)
_ANSWERS: Final = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}
_BETWEEN: Final = re.compile("[,;،؛]")
_Read = TypeVar("_Read")


def word(id: str) -> str:
    """Give the word that is typed for something."""
    return say(f"new.word_{id}").split()[0]


def is_word(text: str, id: str) -> bool:
    """Tell whether what is typed is one of the words for something."""
    return text.strip().casefold() in say(f"new.word_{id}").split()


def read_yes(text: str) -> bool:
    """Read yes or no."""
    for id in ("yes", "no"):
        if is_word(text, id):
            return id == "yes"
    raise UsageError("not_yes_or_no", value=f"'{text}'")


def read_reply(fact: Fact, several: bool, text: str) -> tuple[Statement, ...] | Reply:
    """Read a reply to a question of fact. Only of several accounts can it be that they differ."""
    reply = next((each for each in Reply if is_word(text, each.value)), None)
    if reply is Reply.DIFFER and not several:
        raise UsageError("one_account")
    if reply is Reply.LEAVE and fact.presumption is None:
        return (Statement(value=Truth.UNKNOWN),)
    return reply or read_statements(text)


def read_setting(facts: Mapping[str, Fact], fact: str, text: str) -> tuple[Statement, ...] | Reply:
    """Read an answer that is given beforehand, and holds for every account."""
    reply = read_reply(facts[fact], True, text)
    if reply in (Reply.FINISH, Reply.DIFFER):
        raise UsageError("bad_reply", value=f"'{text}'")
    return reply


def read_statements(text: str) -> tuple[Statement, ...]:
    """Read an answer; or several with their days: ``yes since 2010-06-12 until 2010-06-19, no since ...``."""
    found = tuple(map(_statement, _BETWEEN.split(text)))
    for one, other in pairwise(found):
        if one.until is None or other.since is None or other.since <= one.until:
            raise UsageError("answers_overlap", value=f"'{text}'")
    return found


def _statement(text: str) -> Statement:
    answer, *rest = text.split() or [""]
    truth = next((truth for truth, id in _ANSWERS.items() if is_word(answer, id)), None)
    ends = [next((end for end in ("since", "until") if is_word(each, end)), "") for each in rest[::2]]
    if truth is None or len(rest) % 2 or "" in ends or len(set(ends)) < len(ends):
        raise UsageError("bad_reply", value=f"'{text.strip()}'")
    days = dict(zip(ends, map(read_a_day, rest[1::2]), strict=True))
    try:
        return Statement.model_validate({"value": truth, **days})
    except ValidationError:
        raise UsageError("ends_before_it_begins") from None


def written(statements: Sequence[Statement]) -> str:
    """Write answers as they are typed."""
    parts = []
    for each in statements:
        ends = ((word("since"), each.since), (word("until"), each.until))
        days = [f"{end} {day.isoformat()}" for end, day in ends if day is not None]
        parts.append(" ".join((word(_ANSWERS[each.value]), *days)))
    return ", ".join(parts)


def read_step(facts: Sequence[str], header: Collection[str], text: str) -> Step | str:
    """Read what is to be changed, a fact by its number or id or a part of the header; or another step."""
    plain = text.strip().casefold()
    step = next((each for each in Step if is_word(text, each.value)), None)
    if step is not None:
        return step
    if re.fullmatch("0*[1-9][0-9]{0,3}", plain, re.ASCII) and int(plain) <= len(facts):
        return facts[int(plain) - 1]
    ends = [fact for fact in facts if last_part(fact) == as_part(plain)]
    if plain in (*facts, *header):
        return plain
    if len(ends) == 1:
        return ends[0]
    raise UsageError("bad_step", value=f"'{text}'", most=str(len(facts)))


def read_a_day(text: str) -> datetime.date:
    """Read a day."""
    try:
        return read_day(text.strip())
    except ValueError:
        raise UsageError("bad_day", value=f"'{text}'", advice=day_advice(text)) from None


def read_days(text: str) -> tuple[datetime.date, ...]:
    """Read one day, or several."""
    found = _several(text, read_a_day)
    if len(found) > MOST_DAYS + 1:
        raise UsageError("too_many", most=str(MOST_DAYS + 1))
    return found


def read_state(opponents: Collection[str], text: str) -> str:
    """Read a State, in whatever capitals, and give its code; it cannot be its own opponent."""
    code = state_code(text)
    if code is None:
        raise UsageError("unknown_state", id=text.strip(), advice=state_advice(text, state_hints()))
    if code in opponents:
        raise UsageError("own_opponent", state=state_name(code))
    return code


def read_opponents(state: str, text: str) -> tuple[str, ...]:
    """Read States, or none; the State concerned cannot be among them."""
    return () if is_word(text, NONE) else _several(text, partial(read_state, (state,)))


def read_states(text: str) -> tuple[str, ...]:
    """Read States, whichever they are."""
    return _several(text, partial(read_state, ()))


def read_text(text: str) -> str:
    """Read a text as files may hold it."""
    try:
        return _TEXT.validate_python(text)
    except ValidationError as error:
        kind, context = error.errors()[0]["type"], error.errors()[0].get("ctx", {})
        if kind == "string_too_long":
            raise UsageError("too_long", most=str(context["max_length"])) from None
        codes = {"control": "control", "string_unicode": "not_text_typed"}
        raise UsageError(codes.get(kind, "nothing_typed")) from None


def read_id(taken: Collection[str], text: str) -> str:
    """Read an id for an account that is none of those taken."""
    try:
        id = _SLUG.validate_python(text.strip())
    except ValidationError:
        raise UsageError("bad_id", value=f"'{text}'", advice=slug_advice(text)) from None
    if id == RECORD:
        raise UsageError("reserved_id")
    if id in taken:
        raise UsageError("id_taken", id=id)
    return id


def read_role(text: str) -> Role | None:
    """Read the capacity in which somebody speaks, or none."""
    if is_word(text, NONE):
        return None
    try:
        return Role(text.strip().casefold().replace(" ", "-"))
    except ValueError:
        roles = [role.value for role in Role]
        raise UsageError("not_allowed", value=f"'{text}'", advice=nearest(text, roles)) from None


def read_optional(read: Callable[[str], _Read], text: str) -> _Read | None:
    """Read something, or none."""
    return None if is_word(text, NONE) else read(text)


def _several(text: str, read: Callable[[str], _Read]) -> tuple[_Read, ...]:
    return tuple(dict.fromkeys(read(part.strip()) for part in _BETWEEN.split(text)))
