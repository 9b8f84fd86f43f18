"""What to do about a mistake, worked out from what is known: the nearest id, the nearest day."""

from __future__ import annotations

import calendar
import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from casus_foederis.phrases import say

_FEW: Final = 20  # so many can be listed whole
_LONGEST: Final = 100  # characters of a word for which a like one is looked for


def nearest(word: str, known: Iterable[str]) -> str:
    """Advise on a word that is not known: the nearest that is, or the list of those that are."""
    known = sorted(set(known) - {word})
    if close := _like(word, known):
        return say("advice.did_you_mean", words=quoted(close))
    if not known:
        return say("advice.none")
    if len(known) <= _FEW:
        return say("advice.allowed", words=quoted(known))
    return say("advice.none_near")


def _like(word: str, known: list[str]) -> list[str]:
    """Find up to three known words like this one; one that differs in capitals alone comes first."""
    if len(word) > _LONGEST:
        return []
    same = [each for each in known if each.casefold() == word.casefold()]
    if same or not (close := difflib.get_close_matches(word, known, n=3, cutoff=0.6)):
        return same[:1]
    likeness = {each: difflib.SequenceMatcher(a=each, b=word).ratio() for each in close}
    return [each for each in close if likeness[each] > likeness[close[0]] - 0.1]


def quoted(words: Iterable[str]) -> str:
    """List words, each in quotation marks."""
    return ", ".join(f"'{word}'" for word in words)


def slug_advice(text: str) -> str:
    """Advise on a text that is not an id: the id that is most like it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:64].strip("-")
    if slug:
        return say("advice.did_you_mean", words=quoted([slug]))
    return say("advice.slug", example="'kazakhstan-2022'")


_MONTHS: Final = {
    month: n
    for n, month in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
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
    months = [_MONTHS.get(word[:3], 0) for word in words if not word.isdigit()]
    for year, month, day in _orders(numbers, months):
        with suppress(ValueError):
            last = calendar.monthrange(year, month)[1]
            yield datetime.date(year, month, min(day, last) if day <= _LONGEST_MONTH else 0)


def _orders(numbers: list[int], months: list[int]) -> Iterator[tuple[int, int, int]]:
    """Read numbers, and months in words, as year, month and day, in every order that people use."""
    match numbers, months:
        case [day, year], [month]:
            yield year, month, day
        case [year, month, day], [] if year > _LONGEST_MONTH:
            yield year, month, day
        case [one, other, year], [] if year > _LONGEST_MONTH:
            yield year, other, one
            yield year, one, other


def _plain(word: str) -> str:
    """Write digits of any script in ASCII, and letters small."""
    return "".join(str(unicodedata.digit(each, each)) for each in word).casefold()
