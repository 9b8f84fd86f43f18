"""A hook of schemathesis: puts names of the law where it makes up words, so that requests come through to the engine.

What it makes up stays in some of the requests. Which name comes where hangs on the request alone, so a run can be
repeated by its seed.
"""

from __future__ import annotations

import json
import random
from typing import Any

import schemathesis

from casus_foederis.files.library import load

LIBRARY = load()
LAW = LIBRARY.interpretations
TREATY = LIBRARY.treaty("cst")
FACTS = list(LIBRARY.vocabulary.facts)
NAMES: dict[str, list[str]] = {
    "scenario": list(LIBRARY.scenarios),
    "interpretation": list(LAW.interpretations),
    "text": list(TREATY.instrument.texts),
    "provision": list(TREATY.rules),
    "goal": [f"{rule}={status}" for rule in TREATY.rules for status in ("met", "not_met", "undetermined")],
    "state": ["KAZ", "Armenia", "UZB"],
    "treaty": ["cst"],
    "on": ["2022-01-06", "1999-04-20"],
}


@schemathesis.hook  # type: ignore[untyped-decorator, unused-ignore] # where it is not installed, it has no types
def map_body(_context: Any, body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    lot = random.Random(json.dumps(body, sort_keys=True, default=str))
    return _known(body, lot) if lot.random() < 0.8 else body


def _known(body: dict[str, Any], lot: random.Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in body.items():
        found[key] = _one(key, value, lot)
    if isinstance(found.get("framing"), str):
        scenario = found.get("scenario")
        known = LIBRARY.scenarios.get(scenario) if isinstance(scenario, str) else None
        found["framing"] = lot.choice(list(known.accounts)) if known else "record"
    return found


def _one(key: str, value: Any, lot: random.Random) -> Any:
    if key in NAMES and isinstance(value, str):
        return lot.choice(NAMES[key])
    if key in ("one", "two", "scenario") and isinstance(value, dict):
        return _known(value, lot)
    if key in ("record", "facts") and isinstance(value, dict):
        return {lot.choice(FACTS): each for each in value.values()}
    if key == "settings" and isinstance(value, dict):
        return {lot.choice(FACTS): lot.choice(["true", "false", "unknown"]) for _ in value}
    if key == "readings" and isinstance(value, dict):
        terms = [lot.choice(list(LAW.terms)) for _ in value]
        return {term: lot.choice(list(LAW.terms[term].readings)) for term in terms}
    return value
