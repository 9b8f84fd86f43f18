"""Look-ups as tables to join: what dates and membership decide, for every State and span of days.

Between two days on which a text or a standing begins or ends, no look-up changes. So a day is first given the
number of its span, and then spans and States are joined to their look-ups, which are worked out once, by the
same code as for a single case. To join twice by one column is faster than once by two.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casus_foederis.columns.plan import OWN
from casus_foederis.given import Situation, given_lookup, texts_in_force
from casus_foederis.leaves import Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.base import Window
from casus_foederis.model.treaty import Treaty

SPAN: Final = f"{OWN}span"
STATE_KEY: Final = f"{OWN}state"
OPPONENTS_KEY: Final = f"{OWN}opponents"

_BOOLEANS: Final = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


@dataclass(frozen=True)
class LookUps:
    """Two tables to be joined, one after the other.

    The first, ``places``, gives to what is written in a cell (the column ``key``) a place (the column
    ``place``). The second, ``columns``, has a row for every place and span, numbered together: the place and
    the span, added. ``leaves`` names the column of each leaf in it.
    """

    key: str
    place: str
    places: Mapping[str, Sequence[str | int]]
    leaves: Mapping[str, str]
    columns: Mapping[str, Sequence[int | bool | None]]


def spans(treaty: Treaty) -> list[datetime.date]:
    """List the days on which a span begins, after the first span, which has always been."""
    one = datetime.timedelta(days=1)
    spells = (spell for each in treaty.instruments.values() for spell in each.spells)
    windows: list[Window] = [*treaty.texts.values(), *spells]
    begun = {each.since for each in windows if each.since}
    ended = {each.until + one for each in windows if each.until}
    return sorted(begun | ended)


def of_states(
    treaty: Treaty, leaves: Iterable[Leaf], written: Mapping[str, str], text: str | None
) -> LookUps:
    """Look up what hangs on the day and the State concerned, for States as they may be written."""
    about = [leaf for leaf in leaves if leaf.kind in (LeafKind.PARTY, LeafKind.TEXT)]
    parties = {each: (code, ()) for each, code in written.items()}
    return _look_up(STATE_KEY, treaty, about, parties, text)


def of_opponents(
    treaty: Treaty, leaves: Iterable[Leaf], written: Mapping[str, tuple[str, ...]], text: str | None
) -> LookUps:
    """Look up what hangs on the day and the opponents, for opponents as they are written."""
    about = [leaf for leaf in leaves if leaf.kind is LeafKind.OPPONENT_PARTY]
    parties = {each: ("", codes) for each, codes in written.items()}
    return _look_up(OPPONENTS_KEY, treaty, about, parties, text)


def _look_up(
    key: str,
    treaty: Treaty,
    leaves: list[Leaf],
    parties: Mapping[str, tuple[str, tuple[str, ...]]],
    text: str | None,
) -> LookUps:
    days = [datetime.date.min, *spans(treaty)]
    in_force = [texts_in_force(treaty, day, text) for day in days]
    named = {state for each in treaty.instruments.values() for state in each.states}
    # Whoever no instrument names stands as all others whom none names; so the second table is small.
    standing = {
        cell: (state if state in named else "", tuple(each for each in others if each in named))
        for cell, (state, others) in parties.items()
    }
    numbers = {party: n * len(days) for n, party in enumerate(dict.fromkeys(standing.values()))}
    rows: list[list[int | bool | None]] = []
    for (state, others), place in numbers.items():
        for span, day in enumerate(days):
            situation = Situation(treaty, state, others, day, in_force[span])
            found = [_BOOLEANS[given_lookup(leaf, situation)] for leaf in leaves]
            rows.append([place + span, *found])
    number = f"{key}:place"
    names = {leaf.id: f"{OWN}{leaf.id.replace('.', ':')}" for leaf in leaves}
    columns: dict[str, Sequence[int | bool | None]] = dict(
        zip((number, *names.values()), zip(*rows, strict=True), strict=True)
    )
    places: dict[str, Sequence[str | int]] = {
        key: list(standing),
        number: [numbers[each] for each in standing.values()],
    }
    return LookUps(key, number, places, names, columns)
