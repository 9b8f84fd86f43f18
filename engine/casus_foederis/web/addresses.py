"""Addresses: what stands behind the question mark, read and written. All that a page depends on is in it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Final, Self
from urllib.parse import parse_qsl, quote, urlencode

from casus_foederis.advice import nearest
from casus_foederis.interview.typed import read_a_day
from casus_foederis.problems import UsageError

LONGEST: Final = 12_000  # characters of an address that we give; browsers bear more
LONGEST_SENT: Final = 40_000  # of one that is sent, which need not be the shortest for what it says


class Query:
    """What stands in an address, by name. Of a name that stands there twice, the last counts."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._values: dict[str, list[str]] = {}
        for key, value in pairs:
            self._values.setdefault(key, []).append(value)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @classmethod
    def of(cls, address: str) -> Self:
        """Read what stands behind the question mark of an address."""
        return cls(parse_qsl(address.partition("?")[2], keep_blank_values=True))

    @property
    def names(self) -> list[str]:
        """All names, in their order."""
        return list(self._values)

    def get(self, key: str) -> str | None:
        """Give a value; none where it is missing or empty, as fields of forms are that nobody filled in."""
        return self._values.get(key, [""])[-1] or None

    def every(self, key: str) -> list[str]:
        """Give all values of one name that are not empty."""
        return [each for each in self._values.get(key, ()) if each]

    def words(self, key: str) -> set[str]:
        """Give all words that stand under one name, with commas between them or one by one."""
        return {word for value in self.every(key) for word in value.split(",")}

    def one_of(self, key: str, known: Collection[str], what: str) -> str | None:
        """Give a value that has to be known. Raises `UsageError` if it is not."""
        value = self.get(key)
        if value is not None and value not in known:
            raise UsageError(f"unknown_{what}", id=value, advice=nearest(value, known))
        return value

    def day(self, key: str) -> datetime.date | None:
        """Give a day. Raises `UsageError` for what is none."""
        value = self.get(key)
        return read_a_day(value) if value is not None else None

    def number(self, key: str, default: int, most: int) -> int:
        """Give a whole number from 1 on. Raises `UsageError` for anything else, or more than ``most``."""
        value = self.get(key)
        if value is None:
            return default
        if not (value.isascii() and value.isdecimal() and len(value) <= len(str(most))):
            raise UsageError("bad_number", value=f"'{value}'")
        found = int(value)
        if not 1 <= found <= most:
            raise UsageError("bad_number", value=f"'{value}'")
        return found


def address(path: str, values: Mapping[str, str | None] | None = None) -> str:
    """Write an address. What has no value is left out."""
    named = {key: value for key, value in (values or {}).items() if value is not None}
    return f"{path}?{urlencode(named, quote_via=quote, safe=':,')}" if named else path
