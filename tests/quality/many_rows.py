"""Cases as rows of a table, and the answers to them one by one, to hold those of whole columns against."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from casus_foederis.assessor import Assessor, Question
from casus_foederis.leaves import STATED
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Operator, Rulebook
from conftest import a_scenario
from quality import oracle

TURNING_DAYS = [
    date(1992, 5, 15),
    date(1994, 4, 20),
    date(1999, 4, 20),
    date(2000, 3, 22),
    date(2003, 9, 18),
    date(2006, 6, 23),
    date(2006, 8, 16),
    date(2009, 1, 15),
    date(2012, 6, 13),
    date(2012, 6, 28),
    date(2012, 12, 19),
    date(2022, 1, 6),
]
STATES = [*oracle.NINE, "MDA", "CHN"]
OPPONENTS = [None, None, "AZE", "UZB", "TJK", "AFG", "AZE;TUR", "UZB; AFG", "UZB;TJK", "GEO;MDA"]
SAID = {"true": True, "false": False, "unknown": "unknown"}


def rows(dice: random.Random, count: int, facts: Iterable[str]) -> dict[str, list[Any]]:
    """Draw rows of answers in words, empty ones among them, around the days on which something changes."""
    columns: dict[str, list[Any]] = {"date": [], "state": [], "opponents": []} | {fact: [] for fact in facts}
    for _ in range(count):
        day = dice.choice(TURNING_DAYS) + timedelta(days=dice.choice([-1, 0, 0, 1, dice.randrange(3000)]))
        state = dice.choice(STATES[:6] if dice.random() < 0.7 else STATES)
        against = dice.choice(OPPONENTS)
        columns["date"].append(day.isoformat())
        columns["state"].append(state)
        columns["opponents"].append(None if against and state in against else against)
        lean = dice.choice([0.3, 0.5, 0.7, 0.9, 0.95])
        for fact in facts:
            yes = dice.random() < lean
            columns[fact].append("true" if yes else dice.choice(["false", "unknown", None]))
    return columns


def asked(
    assessor: Assessor, row: Mapping[str, Any], interpretation: str, text: str | None = None
) -> Question:
    """Ask of one row what is asked of its column."""
    facts = assessor.library.vocabulary.facts
    said = {fact: SAID[row[fact]] for fact in facts if row.get(fact) is not None}
    opponents = [each.strip() for each in (row["opponents"] or "").split(";") if each]
    day = date.fromisoformat(row["date"])
    scenario = a_scenario(said, date=day, state=row["state"], opponents=opponents)
    return Question(scenario, "record", interpretation, day, text)


def first_deciding(rulebook: Rulebook, values: Mapping[str, Truth], rule: str) -> str:
    """Go down to the first part that has the value of the whole, again and again; conditions come first."""

    def plain(part: Literal) -> bool:
        return part.id not in rulebook.by_id or part.id + STATED in rulebook.leaves

    def speaks(part: Literal) -> bool:
        """Whether a part is another condition, or holds one."""
        if plain(part):
            return False
        inner = rulebook.by_id[part.id]
        return inner.rule != node.rule or any(speaks(each) for each in inner.inputs)

    node = rulebook.by_id[rule]
    parts = node.inputs[:1] if node.operator is Operator.BURDEN else node.inputs
    deciding = [
        part for part in parts if (~values[part.id] if part.negated else values[part.id]) is values[rule]
    ]
    if not deciding:
        return node.rule  # a burden of proof decides
    together = {Operator.ALL: Truth.TRUE, Operator.ANY: Truth.FALSE}
    if together.get(node.operator) is values[rule]:
        deciding = [part for part in deciding if speaks(part)][:1] or deciding
    return node.rule if plain(deciding[0]) else first_deciding(rulebook, values, deciding[0].id)
