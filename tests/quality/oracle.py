"""The law a second time, written by hand from ``docs/law.md``. Imports nothing of the package.

Truth is a number here: 0 no, 1 unknown, 2 yes. Then *all of* is the least, *one of* the greatest, and *not*
is two minus. A case is plain data: a day, a State, opponents, facts (silence is a missing key), a text or
``None``, and one reading for every term.
"""

from __future__ import annotations

from datetime import date
from typing import Any

NO, UNKNOWN, YES = 0, 1, 2

SIX = ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")
NINE = (*SIX, "AZE", "GEO", "UZB")

WIDENING = {
    "author": (
        "state",
        "state-sent",
        "state-involved",
        "infiltration",
        "from-abroad",
        "organised-abroad",
        "anyone",
    ),
    "gravity": ("armed-attack", "accumulated", "any-force"),
    "place": ("undisputed", "disputed-too"),
    "forces": ("excluded", "covered"),
    "menace": ("all", "any"),
    "request": ("express", "implied"),
    "channel": ("organisation", "anyone"),
    "government": ("recognised-and-effective", "recognised"),
}
OTHERS = {
    "custom": ("text-only", "customary"),
    "allies": ("covered", "excluded"),
    "first-use": ("bars", "ignored"),
    "unknowns": ("open", "against-invoker"),
}
READINGS = WIDENING | OTHERS

NEEDS = {
    "author.from_abroad": "author.organised_abroad",
    "decision.consensus": "decision.taken",
    "request.express": "request.made",
    "request.to_organisation": "request.made",
    "request.for_assistance": "request.made",
    "request.by_government": "request.made",
    "request.in_control": "request.made",
    "request.standing": "request.made",
}
PRESUMED = {"victim.used_force_first": NO, "request.standing": YES}

FACTS = [
    "force.used",
    "force.grave",
    "force.series_grave",
    "force.threatened",
    "place.sovereign",
    "place.disputed",
    "place.forces_abroad",
    "author.state",
    "author.sent_by_state",
    "author.state_involved",
    "author.organised_abroad",
    "author.from_abroad",
    "author.seeks_power",
    "victim.used_force_first",
    "victim.declared_attacked",
    "menace.security",
    "menace.stability",
    "menace.territorial_integrity",
    "menace.sovereignty",
    "menace.international_peace",
    "request.made",
    "request.express",
    "request.to_organisation",
    "request.for_assistance",
    "request.by_government",
    "request.in_control",
    "request.standing",
    "decision.taken",
    "decision.consensus",
]


def party(state: str, day: date) -> int:
    """Whether a State is a party to the treaty."""
    if date(1994, 4, 20) <= day <= date(1999, 4, 20):
        return YES if state in NINE else NO
    if state in SIX and day >= date(1999, 4, 21):
        return YES if day >= date(2000, 3, 22) else UNKNOWN
    return uzbek_return(day) if state == "UZB" else NO


def uzbek_return(day: date) -> int:
    """Whether Uzbekistan was back, between 2006 and 2012."""
    if date(2006, 8, 16) <= day <= date(2012, 6, 27):
        return YES
    if date(2006, 6, 23) <= day <= date(2012, 12, 18):
        return UNKNOWN
    return NO


def charter_member(state: str, day: date) -> int:
    if day < date(2003, 9, 18):
        return NO
    return YES if state in SIX else uzbek_return(day) if state == "UZB" else NO


def peacekeeping_party(state: str, day: date) -> int:
    if day < date(2009, 1, 15):
        return NO
    if state in SIX:
        return YES
    return UNKNOWN if state == "UZB" and day <= date(2012, 12, 18) else NO


def forces_party(state: str, day: date) -> int:
    return YES if state in SIX and day >= date(2012, 6, 13) else NO


def answer(case: dict[str, Any]) -> dict[str, int]:
    """Answer every condition and provision of a case."""
    day, state, read = case["on"], case["state"], case["readings"]
    said: dict[str, int] = case["facts"]

    def stated(fact: str) -> int:
        return said.get(fact, PRESUMED.get(fact, UNKNOWN))

    def f(fact: str) -> int:
        need = NEEDS.get(fact)
        return stated(fact) if need is None else min(stated(fact), f(need))

    def no(value: int) -> int:
        return 2 - value

    def is_read(term: str, reading: str) -> int:
        if term in WIDENING:
            order = WIDENING[term]
            return YES if order.index(read[term]) >= order.index(reading) else NO
        return YES if read[term] == reading else NO

    text = case["text"]
    if text is None and date(1994, 4, 20) <= day:
        text = "cst-1992" if day <= date(2012, 12, 18) else "cst-2010"
    old, new = YES if text == "cst-1992" else NO, YES if text == "cst-2010" else NO

    def attacker_read(reading: str) -> int:
        beyond_a_states_support = WIDENING["author"].index(reading) > 2
        return NO if old and beyond_a_states_support else is_read("author", reading)

    goods = [
        f("menace.security"),
        f("menace.stability"),
        f("menace.territorial_integrity"),
        f("menace.sovereignty"),
    ]
    out: dict[str, int] = {}
    out["cst.bound"] = min(max(old, new), party(state, day))
    out["cst.armed_attack"] = min(
        f("force.used"),
        max(
            f("force.grave"),
            min(f("force.series_grave"), is_read("gravity", "accumulated")),
            is_read("gravity", "any-force"),
        ),
        max(
            f("place.sovereign"),
            min(f("place.disputed"), is_read("place", "disputed-too")),
            min(f("place.forces_abroad"), is_read("forces", "covered")),
        ),
    )
    out["cst.author"] = max(
        f("author.state"),
        min(f("author.sent_by_state"), attacker_read("state-sent")),
        min(f("author.state_involved"), attacker_read("state-involved")),
        min(f("author.from_abroad"), f("author.seeks_power"), attacker_read("infiltration")),
        min(f("author.from_abroad"), attacker_read("from-abroad")),
        min(f("author.organised_abroad"), attacker_read("organised-abroad")),
        attacker_read("anyone"),
    )
    hostile = [party(opponent, day) for opponent in case["opponents"]]
    out["cst.ally_attack"] = min(max(f("author.state"), f("author.sent_by_state")), max(hostile, default=NO))
    out["cst.menace"] = max(min(goods), min(is_read("menace", "any"), max(goods)))
    out["cst.aggression"] = min(
        out["cst.armed_attack"],
        out["cst.author"],
        max(no(new), out["cst.menace"]),
        max(is_read("allies", "covered"), no(out["cst.ally_attack"])),
        max(is_read("first-use", "ignored"), no(f("victim.used_force_first"))),
    )
    out["cst.request"] = min(
        f("request.made"),
        max(f("request.express"), is_read("request", "implied")),
        f("request.for_assistance"),
        f("request.by_government"),
        max(f("request.in_control"), is_read("government", "recognised")),
        f("request.standing"),
        max(f("request.to_organisation"), is_read("channel", "anyone")),
    )
    out["cst.declaration"] = f("victim.declared_attacked")

    def proven(value: int) -> int:
        return NO if value == UNKNOWN and is_read("unknowns", "against-invoker") else value

    custom = is_read("custom", "customary")
    out["cst.art4.1"] = proven(min(out["cst.bound"], out["cst.aggression"]))
    out["cst.art4.2"] = proven(
        min(
            out["cst.art4.1"],
            max(out["cst.request"], min(no(new), no(custom))),
            max(out["cst.declaration"], no(custom)),
        )
    )
    out["cst.art2.2"] = proven(
        min(
            out["cst.bound"],
            max(
                goods[0],
                goods[2],
                goods[3],
                min(new, goods[1]),
                f("menace.international_peace"),
                f("force.threatened"),
            ),
        )
    )
    charter_in_force = YES if day >= date(2003, 9, 18) else NO
    out["cst.art6.1"] = proven(
        min(
            f("decision.taken"),
            max(no(charter_in_force), f("decision.consensus")),
            max(out["cst.art4.2"], min(new, out["cst.art2.2"], out["cst.request"])),
        )
    )
    out["peacekeeping.art3"] = proven(
        min(
            peacekeeping_party(state, day),
            f("request.made"),
            f("request.express"),
            f("request.by_government"),
            f("request.to_organisation"),
            f("request.standing"),
            f("decision.taken"),
            f("decision.consensus"),
        )
    )
    out["forces.art2"] = proven(
        min(
            forces_party(state, day),
            max(out["cst.aggression"], *goods, f("force.threatened")),
        )
    )
    outside = max(
        f("author.state"),
        f("author.sent_by_state"),
        f("author.state_involved"),
        f("author.organised_abroad"),
    )
    asked = min(f("request.made"), f("request.by_government"), f("request.standing"))
    out["charter.art5"] = min(charter_member(state, day), no(outside), no(asked))
    return out
