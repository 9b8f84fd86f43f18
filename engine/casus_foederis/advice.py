"""What to do about a mistake, worked out from what is known: the nearest id, the nearest day."""

from __future__ import annotations

import calendar
import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final

from casus_foederis.phrases import say

_FEW: Final = 30  # so many can be listed whole
_LONGEST: Final = 100  # characters of a word for which a like one is looked for


def nearest(word: str, known: Iterable[str], elsewhere: str = "") -> str:
    """Advise on a word that is not known: the nearest that is, or the list of those that are.

    Where they are too many to be listed, ``elsewhere`` says where they stand.
    """
    known = sorted(set(known) - {word})
    if close := _like(word, known):
        return say("advice.did_you_mean", words=quoted(close))
    if not known:
        return say("advice.none")
    if len(known) <= _FEW:
        return say("advice.allowed", words=quoted(known))
    none = say("advice.none_near")
    return say("advice.see_all", advice=none, where=elsewhere) if elsewhere else none


def _like(word: str, known: list[str]) -> list[str]:
    """Find up to three known words like this one; one that differs in capitals alone comes first.

    Of an id with dots, its last part is enough: "grave" is like "force.grave".
    """
    if len(word) > _LONGEST:
        return []
    plain = word.casefold()
    if same := [each for each in known if each.casefold() == plain]:
        return same[:1]
    if ends := [each for each in known if last_part(each) == as_part(word)]:
        return ends[:3]
    by_plain = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(plain, by_plain, n=3, cutoff=0.6)
    if not close:
        return []
    likeness = {each: difflib.SequenceMatcher(a=each, b=plain).ratio() for each in close}
    return [by_plain[each] for each in close if likeness[each] > likeness[close[0]] - 0.1]


def last_part(id: str) -> str | None:
    """Give what stands behind the last dot of an id, if it has one."""
    return id.rpartition(".")[2] if "." in id else None


def as_part(word: str) -> str:
    """Write a word or two as the parts of ids are written."""
    return "_".join(word.casefold().replace("-", " ").split())


_OFFICIAL: Final = re.compile(
    r"\b(the|of|state|states|islamic|people's|democratic|federal|republic|emirate|kingdom|federation)\b"
)
_VERY_LIKE: Final = 0.75
_VERY_LIKE_WORDS: Final = 0.85  # of several words, one may be the same: "South Ossetia", "South Korea"
_SHORT: Final = 3  # letters, of which nothing can be guessed


def state_advice(text: str, called: Mapping[str, str]) -> str:
    """Advise on a text that is not a State.

    ``called`` maps what States are called, in small letters, to their plain names. A wrong State is worse
    than none, so only what is very like is proposed.
    """
    whole = " ".join(text.casefold().split())
    bare = " ".join(_OFFICIAL.sub(" ", whole).replace(",", " ").split())
    found = called.get(whole, called.get(bare))
    for word in (whole, bare) if found is None and len(whole) > _SHORT else ():
        likeness = _VERY_LIKE if " " not in word else _VERY_LIKE_WORDS
        if close := difflib.get_close_matches(word, called, n=1, cutoff=likeness):
            found = found or called[close[0]]
    return say("advice.did_you_mean", words=quoted([found])) if found else say("advice.no_state")


_ANSWERS: Final = {
    "true": ("yes", "y", "on", "1", "true", "met", "да", "بله", "نعم"),
    "false": ("no", "n", "off", "0", "false", "not met", "нет", "خیر", "لا"),
    "unknown": ("maybe", "perhaps", "unclear", "?", "none", "unknown"),
}


def answer_advice(text: str) -> str:
    """Advise on what is not an answer to a question of fact: the answer that it may mean."""
    for answer, words in _ANSWERS.items():
        if text.casefold() in words:
            return say("advice.answer_is", answer=answer)
    return say("advice.answer")


def quoted(words: Iterable[str]) -> str:
    """List words, each in quotation marks."""
    return ", ".join(f"'{word}'" for word in words)


def slug_advice(text: str) -> str:
    """Advise on a text that is not an id: the id that is most like it."""
    if slug := slug_of(text):
        return say("advice.did_you_mean", words=quoted([slug]))
    return say("advice.slug", example="'kazakhstan-2022'")


def slug_of(text: str) -> str:
    """Make an id of a text; an empty one, if it has no Latin letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:64].strip("-")
    return slug if re.search(r"[a-z]", slug) else ""


_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTHS: Final = {word: n for n, month in enumerate(_NAMES, 1) for word in (month, month[:3])}
_LONGEST_MONTH: Final = 31  # days


def day_advice(text: str) -> str:
    """Advise on a text that is not a day as we write it: the day, or the days, that it may mean."""
    days = list(dict.fromkeys(day.isoformat() for day in _days(text)))
    return say("advice.did_you_mean", words=quoted(days)) if days else say("advice.write_day")


def _days(text: str) -> Iterator[datetime.date]:
    """List the days that a text may mean. A day beyond the end of its month is taken for the last of it."""
    written = re.sub(r"(?<=\d)[T ]\d\d:.*", "", text[:_LONGEST])  # without the time of day
    words = [_plain(word) for word in re.findall(r"\d+|[^\W\d_]+", written)]
    if words[:1] and re.fullmatch(r"\d{8}", words[0]):
        words = [words[0][:4], words[0][4:6], words[0][6:]]
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    months = [_MONTHS.get(word, 0) for word in words if not word.isdigit()]
    for year, month, day in _orders(numbers, months):
        with suppress(ValueError, OverflowError):
            last = calendar.monthrange(year, month)[1]
            yield datetime.date(year, month, min(day, last) if day <= _LONGEST_MONTH else 0)


def _orders(numbers: list[int], months: list[int]) -> Iterator[tuple[int, int, int]]:
    """Read numbers, and months in words, as year, month and day, in every order that people use."""
    match numbers, months:
        case [day, year], [month] if year > _LONGEST_MONTH:
            yield year, month, day
        case [year, month, day], [] if year > _LONGEST_MONTH:
            yield year, month, day
        case [one, other, year], [] if year > _LONGEST_MONTH:
            yield year, other, one
            yield year, one, other


def _plain(word: str) -> str:
    """Write digits of any script in ASCII, and letters small."""
    return "".join(str(unicodedata.digit(each, each)) for each in word).casefold()
