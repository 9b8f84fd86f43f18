"""What carried an answer: a comparison's differences, in short, as wholes, and pair by pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from casus_foederis.changes.changesets import Changes, ChangeSets
from casus_foederis.changes.comparison import Comparison, Passage
from casus_foederis.changes.levers import Change
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.report.changes import change_line, name
from casus_foederis.report.page import (
    SYMBOLS,
    Block,
    Branch,
    Heading,
    Line,
    Paragraph,
    Span,
    Tone,
    Tree,
    joined,
    line,
    symbol,
)
from casus_foederis.report.sides import Sides
from casus_foederis.report.words import Words, ident, muted

_FEW: Final = 4  # sets of changes that are listed one by one
_RANK: Final = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}


def carriers(sides: Sides) -> Iterator[Block]:
    """Say which single differences carry an answer that is met: exchanged alone, each ends it."""
    found: dict[tuple[str, str], dict[tuple[str, str], dict[str, None]]] = {}
    for each in sides.study.comparisons:
        better, other, down, _ = _sorted(each)
        if down is not None and better[each.rule] is Truth.TRUE:
            for changes in down.ends.page(1, _FEW):
                if len(changes) == 1:
                    lever = (name(sides.words[better.scenario], changes[0]), changes[0].id)
                    holders = found.setdefault((better.interpretation, sides.of(better)), {})
                    holders.setdefault(lever, {})[sides.of(other)] = None
    yield Heading(line(say("compare.carriers")))
    if not found:
        yield Paragraph(line(say("compare.no_carrier")))
        return
    yield Paragraph(line(muted(say("compare.carriers_note"))))
    branches = []
    for (bundle, holder), levers in found.items():
        parts = []
        for (title, id), others in levers.items():
            against = muted(say("compare.not_as_told", others="; ".join(others)))
            parts.append(Branch(line(Span(title, Tone.STRONG), " ", ident(id), "  ", against)))
        branches.append(
            Branch(line(sides.named([bundle]), "  ", symbol(Truth.TRUE), f" {holder}"), tuple(parts))
        )
    yield Tree(tuple(branches))


def routes(sides: Sides) -> Iterator[Block]:
    """Say what facts, words and readings each did between two cases, interpretations alike together."""
    together: dict[tuple[Line, ...], dict[str, list[str]]] = {}
    for route in sides.study.routes:
        lines = tuple(_route(route.passage))
        starts = together.setdefault(lines, {}).setdefault(route.theirs.interpretation, [])
        starts.append(route.ours.interpretation)
    if not together:
        return
    yield Heading(line(say("compare.routes")))
    yield Paragraph(line(muted(say("compare.routes_note"))))
    branches = []
    for lines, ends in together.items():
        heads = (line(sides.named(ours), " → ", sides.named([theirs])) for theirs, ours in ends.items())
        branches.append(Branch(joined(heads, "; "), tuple(map(Branch, lines))))
    yield Tree(tuple(branches))


def _route(passage: Passage) -> Iterator[Line]:
    for changes in passage.brings.page(1, _FEW):
        parts = say("words.plus").join(say(f"compare.kind_{each.lever}") for each in changes)
        signs = (symbol(passage.start), " → ", symbol(passage.end))
        yield line(*signs, " ", say("compare.takes", parts=parts))
    shares = ", ".join(
        say("compare.share", name=say(f"compare.kind_{kind}"), share=str(share))
        for kind, share in passage.shares.items()
    )
    yield line(muted(say("compare.shares", shares=shares)))


def pairs(sides: Sides) -> Iterator[Block]:
    """Hold the first account against each of the others, interpretations with the same result together."""
    study, first = sides.study, sides.study.accounts[0]
    found: dict[str, dict[tuple[Branch, ...], list[Comparison]]] = {}
    for each in study.comparisons:
        groups = found.setdefault(sides.of(each.theirs), {})
        if each.there is not None:
            groups.setdefault(tuple(_pair(sides, each)), []).append(each)
    yield Heading(line(say("compare.pairs")))
    yield Paragraph(line(muted(say("compare.pairs_note"))))
    branches = []
    for other, groups in found.items():
        parts = []
        for below, members in groups.items():
            signs = (symbol(members[0].ours[study.rule]), " / ", symbol(members[0].theirs[study.rule]))
            bundles = sides.named(each.ours.interpretation for each in members)
            parts.append(Branch(line(bundles, "  ", *signs), below))
        ours = sides.name(first.scenario.id, first.framing)
        head = line(Span(say("compare.against", ours=ours, theirs=other), Tone.STRONG))
        branches.append(Branch(head, tuple(parts) or (Branch(line(muted(say("compare.same")))),)))
    yield Tree(tuple(branches))


def _pair(sides: Sides, comparison: Comparison) -> Iterator[Branch]:
    """Say on what the better of two answers rests; and, if it is met, what it takes to come to it."""
    better, other, down, up = _sorted(comparison)
    if down is None or up is None:
        return
    status = SYMBOLS[down.start]
    said = say("compare.ends", status=status, holder=sides.of(better), other=SYMBOLS[down.end])
    yield Branch(line(said), tuple(_sets(sides, better, down.ends, {})))
    if down.start is Truth.TRUE:
        said = say("compare.brings", status=status, holder=sides.of(other))
        yield Branch(line(said), tuple(_sets(sides, other, up.brings, up.shares)))


def _sorted(
    comparison: Comparison,
) -> tuple[Assessment, Assessment, Passage | None, Passage | None]:
    """Put the better answer first, with the passage down from it and that up to it."""
    ours, theirs, rule = comparison.ours, comparison.theirs, comparison.rule
    if _RANK[ours[rule]] < _RANK[theirs[rule]]:
        return theirs, ours, comparison.back, comparison.there
    return ours, theirs, comparison.there, comparison.back


def _sets(
    sides: Sides, account: Assessment, sets: ChangeSets, shares: Mapping[str, Fraction]
) -> Iterator[Branch]:
    words = sides.words[account.scenario]
    listed = sets.page(1, _FEW)
    yield from (set_branch(words, changes, shares if len(listed) == 1 else {}) for changes in listed)
    if sets.count > len(listed):
        yield Branch(line(muted(say("compare.more", count=f"{sets.count - len(listed):,}"))))


def set_branch(words: Words, changes: Changes, shares: Mapping[str, Fraction]) -> Branch:
    """Show a set of changes, each with its share of the change if there is more than one."""
    if len(changes) == 1:
        return Branch(change_line(words, changes[0]))
    head = line(muted(say("change.together", count=str(len(changes)))))
    return Branch(head, tuple(Branch(_shared(words, each, shares)) for each in changes))


def _shared(words: Words, change: Change, shares: Mapping[str, Fraction]) -> Line:
    share = shares.get(f"{change.lever}.{change.id}")
    said = (muted(f"  {say('compare.of_share', share=str(share))}"),) if share else ()
    return line(*change_line(words, change), *said)
