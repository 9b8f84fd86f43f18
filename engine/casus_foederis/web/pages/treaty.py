"""The treaty: its words then and now, what the amendment did, how the open words are read, who was bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from casus_foederis.assessor import Question
from casus_foederis.meanings import cited
from casus_foederis.members import memberships
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.interpretation import Basis
from casus_foederis.model.scenario import RECORD, Scenario
from casus_foederis.model.treaty import Standing, Treaty
from casus_foederis.phrases import say, wording
from casus_foederis.report.membership import membership_page
from casus_foederis.report.words import Names
from casus_foederis.teaching.in_play import in_play
from casus_foederis.web.addresses import Query, address
from casus_foederis.web.pages import case
from casus_foederis.web.site import Shown, Site

_MARKS = {Basis.HELD: "", Basis.INFERRED: "°", Basis.FILLED: "*"}


def show(site: Site, query: Query, id: str) -> Shown:
    """Show a treaty."""
    del query  # nothing can be chosen
    treaty = site.library.treaty(id)
    names = Names(site.library, treaty)
    values: dict[str, Any] = {
        "treaty": treaty,
        "names": names,
        "texts": list(_texts(names)),
        "asked": _asked(site, id),
        "moved": _moved(site, id),
        "terms": list(_terms(site, names)),
        "interpretations": [_interpretation(names, id, letter) for id, letter in site.letters.items()],
        "rules": [_worded(names, rule) for rule in treaty.rules],
        "provisions": treaty.provisions,
        "members": membership_page(site.library, id, memberships(site.library, id))[1:],
        "others": [(other, each.title) for other, each in site.library.treaties.items() if other != id],
    }
    return Shown("treaty.html", values, address(f"/treaties/{id}"))


def _texts(names: Names) -> Iterator[dict[str, Any]]:
    for id, text in names.treaty.instrument.texts.items():
        yield {
            "id": id,
            "title": names.text(id),
            "since": text.since.isoformat() if text.since else "",
            "until": text.until.isoformat() if text.until else "",
            "says": wording(f"text.{id}", "paraphrase", text.paraphrase),
            "cap": names.cap(f"text.{id}") or "",
            "source": cited(text),
            "note": wording(f"text.{id}", "note", text.note) if text.note else "",
        }


@lru_cache(maxsize=8)
def _asked(site: Site, id: str) -> list[dict[str, Any]]:
    """Say what each provision can hang on under each text: a condition, and for whom, if not for all."""
    treaty = site.library.treaty(id)
    question = _open_question(site, treaty)
    rows = []
    for provision in treaty.provisions:
        cells = []
        for text in treaty.instrument.texts:
            asked: dict[str, list[str]] = {}
            for bundle, letter in site.letters.items():
                played = in_play(
                    site.assessor, replace(question, text=text, interpretation=bundle), provision
                )
                for condition in played.conditions:
                    if condition != provision:
                        asked.setdefault(condition, []).append(letter)
            every = len(site.letters)
            cells.append(
                {rule: "" if len(of) == every else " ".join(of) for rule, of in _in_order(treaty, asked)}
            )
        rows.append({"id": provision, "cells": cells, "differ": any(each != cells[0] for each in cells)})
    return rows


def _in_order(treaty: Treaty, asked: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    return ((rule, asked[rule]) for rule in treaty.rules if rule in asked)


def _open_question(site: Site, treaty: Treaty) -> Question:
    """Ask about a case of which nothing is said, between two parties, so that nothing is decided yet."""
    instrument = treaty.instrument
    day = max(each.since for each in instrument.texts.values() if each.since is not None)
    parties = [each for each in instrument.states if instrument.standing_on(each, day) is Standing.PARTY]
    scenario = Scenario(
        kind="hypothetical",
        id="open",
        title=treaty.title,
        date=day,
        state=parties[0],
        opponents=tuple(parties[1:2]),
        treaty=treaty.id,
        summary=treaty.title,
    )
    return Question(scenario, RECORD, site.library.interpretations.default, day)


@lru_cache(maxsize=8)
def _moved(site: Site, id: str) -> list[dict[str, Any]]:
    """List the accounts whose answers hang on the words, each with its answers under all of them.

    Of each case it is the account whose answers differ most.
    """
    treaty = site.library.treaty(id)
    texts = list(treaty.instrument.texts)
    found = []
    for scenario in site.library.scenarios.values():
        if scenario.treaty != id or scenario.kind != "historical":
            continue
        words = site.words(scenario)
        under = [site.case(scenario, text).accounts for text in texts]
        told = max(zip(*under, strict=True), key=lambda same: _apart(same, treaty.main))
        if _apart(told, treaty.main):
            first = told[0][0]
            found.append(
                {
                    "case": words.case,
                    "holder": words.holder(first.framing),
                    "address": case.of_account(site, scenario, first),
                    "texts": [
                        (
                            words.text(text),
                            [(site.letters[one.interpretation], one[treaty.main]) for one in each],
                        )
                        for text, each in zip(texts, told, strict=True)
                    ],
                }
            )
    return found


def _apart(told: Sequence[Sequence[Assessment]], rule: str) -> int:
    """Count the interpretations under which answers to one account differ from text to text."""
    return sum(len({each[rule] for each in same}) > 1 for same in zip(*told, strict=True))


def _terms(site: Site, names: Names) -> Iterator[dict[str, Any]]:
    law = site.library.interpretations
    held = {bundle: law.cells(bundle) for bundle in law.interpretations}
    for id, term in law.terms.items():
        readings = []
        for reading, each in term.readings.items():
            readers = [
                (site.letters[bundle], _MARKS[cells[id].basis], bundle)
                for bundle, cells in held.items()
                if cells[id].reading == reading
            ]
            readings.append(
                {
                    "id": reading,
                    "title": names.reading(id, reading),
                    "says": wording(f"reading.{id}.{reading}", "paraphrase", each.paraphrase),
                    "source": cited(each),
                    "readers": readers,
                }
            )
        yield {
            "id": id,
            "title": names.term(id),
            "question": wording(f"term.{id}", "question", term.question),
            "ordered": term.ordered,
            "readings": readings,
        }


def _interpretation(names: Names, id: str, letter: str) -> dict[str, str]:
    each = names.library.interpretations.interpretations[id]
    return {
        "id": id,
        "letter": letter,
        "title": names.interpretation(id),
        "held_by": names.held_by(id),
        "says": wording(f"interpretation.{id}", "paraphrase", each.paraphrase),
        "unheld": say("web.treaty.unheld") if each.unheld else "",
    }


def _worded(names: Names, id: str) -> dict[str, str]:
    rule = names.treaty.rules[id]
    return {
        "id": id,
        "title": names.title(id),
        "question": names.question(id),
        "says": wording(id, "paraphrase", rule.paraphrase),
        "source": cited(rule),
        "note": wording(id, "note", rule.note) if rule.note else "",
    }
