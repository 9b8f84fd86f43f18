"""(b), in memory: statuses of many rows, without files, against bits in NumPy as the limit, and OpenFisca."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import polars as pl
from by_hand import NINE, SIX, STATUS
from engines import RANK
from engines import STATUS as WORDS
from measuring import number, ratio, same, tell, timed
from rows import INTERPRETATION, OURS, events

import casus_foederis as casus
from casus_foederis.assessor import Assessor
from casus_foederis.leaves import STATED, LeafKind

RULE = "cst.art4.2"
READ = [
    "force.used", "force.grave", "place.sovereign", "place.forces_abroad",
    "author.state", "author.sent_by_state",
    "menace.security", "menace.stability", "menace.territorial_integrity", "menace.sovereignty",
    "request.made", "request.express", "request.for_assistance", "request.by_government", "request.standing",
    "victim.used_force_first", "victim.declared_attacked",
]  # fmt: skip
PRESUMED = {"request.standing": True, "victim.used_force_first": False}

Counts = dict[str, int]


def table(assessor: Assessor, rows: int, rounds: int) -> Iterator[list[str]]:
    """Time all on a table of so many rows."""
    tell(f"(b) in memory, {rows:,} rows")
    jobs = contestants(assessor, rows)
    same({name: job() for name, job in jobs.items()})
    yield ["in memory", "rows a second", "our speed by its speed"]
    times = timed(jobs, rounds)
    for name, seconds in times.items():
        yield [name, number(rows / min(seconds)), "1" if name == OURS else ratio(times[OURS], seconds)]


def check(assessor: Assessor, rows: int) -> int:
    """See that all give the same counts of statuses; tell how many contestants there are."""
    jobs = contestants(assessor, rows)
    same({name: job() for name, job in jobs.items()})
    return len(jobs)


def contestants(assessor: Assessor, rows: int) -> dict[str, Callable[[], Counts]]:
    """Prepare whoever is there: everything that is in memory before the answer is asked for."""
    given = events(list(assessor.library.vocabulary.facts), 0, rows, 1)

    def ours() -> Counts:
        answered = casus.screen(given, interpretations=INTERPRETATION, assessor=assessor)
        return dict(answered[STATUS].value_counts().rows())

    found: dict[str, Callable[[], Counts]] = {OURS: ours}
    try:
        import numpy  # noqa: F401
    except ModuleNotFoundError:
        print("NumPy is not installed, and is left out.")
    else:
        found["bits in NumPy"] = _in_bits(given)
    try:
        from engines import OpenFisca

        found["openfisca-core"] = _in_openfisca(OpenFisca(assessor.rulebook("cst")), assessor, given)
    except ModuleNotFoundError:
        print("OpenFisca is not installed, and is left out.")
    return found


def _in_bits(given: pl.DataFrame) -> Callable[[], Counts]:
    """Keep two bits of every answer, for yes and for no, eight rows in a byte; *and* and *or* do the rest."""
    import numpy

    count = given.height

    def packed(truths: Any) -> Any:
        return numpy.packbits(truths)

    bits: dict[str, tuple[Any, Any]] = {}
    for fact in READ:
        column = given[fact].fill_null(PRESUMED[fact]) if fact in PRESUMED else given[fact]
        yes, known = column.fill_null(value=False).to_numpy(), column.is_not_null().to_numpy()
        bits[fact] = packed(yes), packed(known & ~yes)
    days, states = given["date"].to_numpy(), given["state"].to_numpy()
    six, nine, uzbekistan = numpy.isin(states, SIX), numpy.isin(states, NINE), states == "UZB"

    def all_of(*parts: tuple[Any, Any]) -> tuple[Any, Any]:
        yes, no = parts[0]
        for more, less in parts[1:]:
            yes, no = yes & more, no | less
        return yes, no

    def any_of(*parts: tuple[Any, Any]) -> tuple[Any, Any]:
        return all_of(*((no, yes) for yes, no in parts))[::-1]

    def within(first: date, last: date = date.max) -> Any:
        return (days >= numpy.datetime64(first)) & (days <= numpy.datetime64(last))

    def job() -> Counts:
        party = (within(date(1994, 4, 20), date(1999, 4, 20)) & nine) | (within(date(2000, 3, 22)) & six)
        party |= within(date(2006, 8, 16), date(2012, 6, 27)) & uzbekistan
        doubt = within(date(1999, 4, 21), date(2000, 3, 21)) & six
        doubt |= within(date(2006, 6, 23), date(2012, 12, 18)) & uzbekistan & ~party
        bound = packed(party), packed(~party & ~doubt)
        new = packed(within(date(2012, 12, 19)))
        got = bits.__getitem__
        place = any_of(got("place.sovereign"), got("place.forces_abroad"))
        goods = any_of(*map(got, READ[6:10]))
        no_first_use = got("victim.used_force_first")[::-1]
        yes, no = all_of(
            bound,
            all_of(got("force.used"), got("force.grave"), place),
            any_of(got("author.state"), got("author.sent_by_state")),
            any_of((~new, new), goods),
            no_first_use,
            all_of(*map(got, READ[10:15])),
            got("victim.declared_attacked"),
        )
        met = int(numpy.unpackbits(yes, count=count).sum())
        not_met = int(numpy.unpackbits(no, count=count).sum())
        return {"met": met, "not_met": not_met, "undetermined": count - met - not_met}

    return job


def _in_openfisca(engine: Any, assessor: Assessor, given: pl.DataFrame) -> Callable[[], Counts]:
    """Give OpenFisca a column of numbers for every leaf; look-ups, too, which it is not made for."""
    import numpy

    rulebook, law = assessor.rulebook("cst"), assessor.library.interpretations
    facts = assessor.library.vocabulary.facts
    chosen = assessor.readings_of(INTERPRETATION, {})
    columns: dict[str, Any] = {}
    for leaf in rulebook.leaves.values():
        if leaf.kind is LeafKind.FACT:
            fact = leaf.id.removesuffix(STATED)
            presumption = facts[fact].presumption
            said = (
                given[fact]
                if presumption is None
                else given[fact].fill_null(RANK[presumption] == RANK_OF_YES)
            )
            columns[leaf.id] = said.cast(pl.Int64).replace_strict({0: 0, 1: 2}).fill_null(1).to_numpy()
        elif leaf.kind is LeafKind.READING:
            term, reading = leaf.about
            so = law.terms[term].admits(chosen[term][0], reading)
            columns[leaf.id] = numpy.full(given.height, 2 if so else 0)
    columns |= _look_ups(assessor, given)

    def job() -> Counts:
        found = engine.many(columns, given.height, (RULE,))[RULE]
        values, counts = numpy.unique(found, return_counts=True)
        return {WORDS[int(value)]: int(count) for value, count in zip(values, counts, strict=True)}

    return job


RANK_OF_YES = 2


def _look_ups(assessor: Assessor, given: pl.DataFrame) -> dict[str, Any]:
    """Look up every row, one distinct day and State after the other."""
    from casus_foederis.given import Situation, given_lookup, texts_in_force

    treaty, leaves = assessor.library.treaty("cst"), assessor.rulebook("cst").leaves.values()
    about = [leaf for leaf in leaves if leaf.kind not in (LeafKind.FACT, LeafKind.READING)]
    pairs = given.select("date", "state").unique()
    rows = []
    for day, state in pairs.rows():
        situation = Situation(treaty, state, (), day, texts_in_force(treaty, day))
        rows.append([RANK[given_lookup(leaf, situation)] for leaf in about])
    found = pairs.with_columns(
        **{leaf.id: pl.Series([row[n] for row in rows]) for n, leaf in enumerate(about)}
    )
    joined = given.select("date", "state").join(
        found, on=["date", "state"], how="left", maintain_order="left"
    )
    return {leaf.id: joined[leaf.id].to_numpy() for leaf in about}
