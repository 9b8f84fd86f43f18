"""States, by ISO 3166 code or plain English name."""

from __future__ import annotations

from functools import cache

# Names in everyday use where the standard's own entry is the formal one.
PLAIN_NAMES = {
    "BOL": "Bolivia",
    "COD": "Democratic Republic of the Congo",
    "FSM": "Micronesia",
    "GBR": "United Kingdom",
    "IRN": "Iran",
    "KOR": "South Korea",
    "LAO": "Laos",
    "MDA": "Moldova",
    "PRK": "North Korea",
    "RUS": "Russia",
    "SYR": "Syria",
    "TUR": "Turkey",
    "TWN": "Taiwan",
    "TZA": "Tanzania",
    "USA": "United States",
    "VEN": "Venezuela",
    "VNM": "Vietnam",
}


# What people also call States. It is only proposed, and never read.
ALSO_CALLED = {
    "america": "USA",
    "bosnia": "BIH",
    "britain": "GBR",
    "belorussia": "BLR",
    "burma": "MMR",
    "byelorussia": "BLR",
    "czech republic": "CZE",
    "england": "GBR",
    "great britain": "GBR",
    "kirghizia": "KGZ",
    "kirgizia": "KGZ",
    "moldavia": "MDA",
    "persia": "IRN",
    "uk": "GBR",
}


# What is no State, and sounds like one.
NO_STATES = ("hamas", "taliban")


@cache
def _names() -> dict[str, str]:
    from iso3166 import countries

    return {country.alpha3: country.name for country in countries} | PLAIN_NAMES


@cache
def _spelled() -> dict[str, str]:
    from iso3166 import countries

    formal = {country.name: country.alpha3 for country in countries}
    return formal | {name: code for code, name in PLAIN_NAMES.items()}


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for name, code in _spelled().items()}


def written_state(text: str) -> str | None:
    """Find the alpha-3 code of a State written as in files: a code, or a name, letter by letter."""
    return text if text in _names() else _spelled().get(text)


def state_code(text: str) -> str | None:
    """Find the alpha-3 code of a State that somebody types, in whatever capitals; ``None`` if none is so."""
    text = text.strip()
    return text.upper() if text.upper() in _names() else _codes().get(text.casefold())


def state_name(code: str) -> str:
    """Name a State in plain English. Raises ``KeyError`` for a code that the standard does not know."""
    return _names()[code]


def state_codes() -> tuple[str, ...]:
    """List every alpha-3 code."""
    return tuple(_names())


def state_names() -> tuple[str, ...]:
    """List every plain name, for suggestions."""
    return tuple(_names().values())


@cache
def state_hints() -> dict[str, str]:
    """Map everything that a State may be called, in small letters, to its plain name; what is none, to ''."""
    from iso3166 import countries

    codes = {code.casefold(): code for code in _names()} | {
        country.alpha2.casefold(): country.alpha3 for country in countries
    }
    found = {called: _names()[code] for called, code in {**codes, **_codes(), **ALSO_CALLED}.items()}
    return found | dict.fromkeys(NO_STATES, "")


def state_spellings() -> dict[str, str]:
    """Map every spelling that files may use, codes and names, to the plain name."""
    names = {text: _names()[code] for text, code in _spelled().items()}
    return {**_names(), **names}
