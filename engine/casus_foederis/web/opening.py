"""Opens a scenario that is sent: through the same reader, with the same limits and messages, as any file."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Final

from casus_foederis.files.references_scenario import check_scenario
from casus_foederis.files.shape import kind_of, shape
from casus_foederis.files.source import LARGEST_FILE, parse_document
from casus_foederis.meanings import meanings
from casus_foederis.model.names import Known
from casus_foederis.model.scenario import Scenario
from casus_foederis.problems import InputError, Place, Problem
from casus_foederis.web.site import Site

_LONGEST_NAME: Final = 60  # characters of a file's name that messages show


def read_scenario(site: Site, raw: bytes, name: str) -> Scenario:
    """Read a scenario. Raises `InputError` with all that is wrong with it.

    ``name`` is what messages call it; nothing of that name is looked for.
    """
    if len(raw) > LARGEST_FILE:
        raise InputError([Problem(Place(name), "too_large", (("limit", str(LARGEST_FILE)),))])
    document = parse_document(raw, name)
    if kind_of(document) not in ("historical", "hypothetical"):
        raise InputError([document.problem(("kind",), "not_a_scenario")])
    loaded = shape(document, _known(site))
    scenario = loaded.model
    assert isinstance(scenario, Scenario)  # noqa: S101 - as its kind says
    problems = list(check_scenario(document, scenario, site.library.interpretations, site.library.treaties))
    if problems:
        raise InputError(problems)
    return scenario


@lru_cache(maxsize=1)
def _known(site: Site) -> Known:
    names = {family: set(names) for family, names in meanings(site.library).items()}
    return names | {"claim": set(site.library.claims)}


def shown_name(name: str | None) -> str:
    """Give what messages call a file that was sent: its name without folders, as far as it is printable."""
    last = re.split(r"[/\\]", name or "")[-1]
    return "".join(each for each in last if each.isprintable())[:_LONGEST_NAME] or "file"


def read_data(site: Site, data: dict[str, Any]) -> Scenario:
    """Read a scenario that was sent as data: JSON is YAML, too. Raises `InputError` as for a file."""
    return read_scenario(site, json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"), "scenario")
