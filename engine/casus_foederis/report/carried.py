"""What carried an answer: a comparison's differences, in short, as wholes, and pair by pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from casus_foederis.changes.carriers import Carrier
from casus_foederis.changes.changesets import Changes, ChangeSets
from casus_foederis.changes.comparison import Comparison, Passage
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.report.changes import change_line, change_set, name, place, target
from casus_foederis.report.page import (
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
from casus_foederis.report.words import ident, muted

_FEW: Final = 4  # sets of changes that are listed one by one
_RANK: Final = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}


def carriers(sides: Sides) -> Iterator[Branch]:
    """Say which single differences carry an answer that is met: exchanged alone, each ends it.

    Accounts and interpretations of which the same is to be said stand together.
    """
    found: dict[tuple[str, str], list[Carrier]] = {}
    for each in sides.study.carriers:
        account = each.account
        holder = sides.name(account.scenario.id, account.framing)
        found.setdefault((account.interpretation, holder), []).append(each)
    alike: dict[tuple[str, str, tuple[Branch, ...]], list[str]] = {}
    for (bundle, holder), of in found.items():
        levers: dict[str, list[Carrier]] = {}
        for each in of:
            levers.setdefault(each.change.id, []).append(each)
        parts = tuple(_carrier(sides, each) for each in levers.values())
        text = sides.words[of[0].account.scenario.id].text(of[0].text)
        alike.setdefault((text, bundle, parts), []).append(holder)
    bundles: dict[tuple[str, tuple[Branch, ...], str], list[str]] = {}
    for (text, bundle, parts), holders in alike.items():
        bundles.setdefault((text, parts, "; ".join(holders)), []).append(sides.letters[bundle])
    for (text, parts, told_by), letters in bundles.items():
        told = say("compare.carried", text=text, bundles=" ".join(letters), holders=told_by)
        yield Branch(line(symbol(Truth.TRUE), f" {told}"), parts)


def _carrier(sides: Sides, of: Sequence[Carrier]) -> Branch:
    """Say what would come out if one thing were told as others tell it."""
    first = of[0]
    words = sides.words[first.account.scenario.id]
    title = Span(name(words, first.change), Tone.STRONG)
    exchanges = []
    for each in of:
        others = "; ".join(sides.name(other.scenario.id, other.framing) for other in each.others)
        told = line(f"{place(words, each.change)} → ", target(words, each.change), " ", symbol(each.after))
        by = () if _is_pair(sides) else (" ", muted(say("compare.as_told", others=others)))
        exchanges.append(line(*told, *by))
    return Branch(line(title, " ", ident(first.change.id), ": ", *joined(exchanges, "; ")))


def routes(sides: Sides) -> Iterator[Block]:
    """Say what facts, words and readings each did between two cases, interpretations alike together."""
    if not _is_pair(sides):
        return
    yield Heading(line(say("compare.routes")))
    together: dict[tuple[Line, ...], dict[str, list[str]]] = {}
    for route in sides.study.routes:
        lines = tuple(_route(route.passage))
        starts = together.setdefault(lines, {}).setdefault(route.theirs.interpretation, [])
        starts.append(route.ours.interpretation)
    if not together:
        yield Paragraph(line(say("compare.no_route")))
        return
    yield Paragraph(line(muted(say("compare.routes_note"))))
    branches = []
    for lines, ends in together.items():
        heads = (line(sides.named(ours), " → ", sides.named([theirs])) for theirs, ours in ends.items())
        branches.append(Branch(joined(heads, "; "), tuple(map(Branch, lines))))
    yield Tree(tuple(branches))


def _route(passage: Passage) -> Iterator[Line]:
    sets = passage.brings.page(1, _FEW)
    signs = (symbol(passage.start), " → ", symbol(passage.end), "  ")
    phrase = "compare.enough" if len(sets) > 1 else "compare.takes"
    ways = (say("words.plus").join(say(f"compare.kind_{kind}") for kind in _kinds(each)) for each in sets)
    yield line(*signs, say(phrase, ways=say("words.or").join(ways)))
    if len(passage.shares) > 1:
        yield _shares({say(f"compare.kind_{kind}"): each for kind, each in sorted(passage.shares.items())})


def _is_pair(sides: Sides) -> bool:
    """Tell whether two accounts are compared, and no more."""
    _, *others = sides.study.accounts
    return not others[1:]


def _kinds(changes: Changes) -> list[str]:
    return sorted(each.lever.value for each in changes)


def _shares(shares: Mapping[str, Fraction]) -> Line:
    said = ", ".join(say("compare.share", name=name, share=str(share)) for name, share in shares.items())
    return line(muted(say("compare.shares", shares=said)))


def pair(sides: Sides) -> Iterator[Block]:
    """Say all that two accounts differ in and what it does; of more than two, how to ask for a pair."""
    study = sides.study
    if not _is_pair(sides):
        yield Paragraph(line(muted(say("compare.one_pair", example=sides.example))))
        return
    yield from _differences(sides, study.comparisons)
    groups: dict[tuple[Branch, ...], list[Comparison]] = {}
    for each in study.comparisons:
        if each.there is not None:
            groups.setdefault(tuple(_passages(sides, each)), []).append(each)
    yield Heading(line(say("compare.pairs")))
    yield Paragraph(line(muted(say("compare.pairs_note"))))
    parts = []
    for below, members in groups.items():
        signs = (symbol(members[0].ours[study.rule]), " / ", symbol(members[0].theirs[study.rule]))
        bundles = sides.named(each.ours.interpretation for each in members)
        parts.append(Branch(line(bundles, "  ", *signs), below))
    ours, theirs = (sides.name(each.scenario.id, each.framing) for each in study.accounts)
    head = line(Span(say("compare.against", ours=ours, theirs=theirs), Tone.STRONG))
    yield Tree((Branch(head, tuple(parts) or (Branch(line(muted(say("compare.same")))),)),))


def _differences(sides: Sides, comparisons: Sequence[Comparison]) -> Iterator[Block]:
    """List all that two accounts differ in, and the conditions and provisions that come out otherwise."""
    theirs = comparisons[0].theirs
    yield Heading(line(say("compare.differ")))
    if not comparisons[0].changes:
        yield Paragraph(line(say("compare.differ_nowhere")))
        return
    words = sides.words[theirs.scenario]
    yield Tree(tuple(Branch(change_line(words, each)) for each in comparisons[0].changes))
    outcomes: dict[str, dict[tuple[Truth, Truth], list[str]]] = {}
    for each in comparisons:
        for id, pair in each.outcomes.items():
            outcomes.setdefault(id, {}).setdefault(pair, []).append(each.ours.interpretation)
    if outcomes:
        yield Paragraph(line(muted(say("compare.outcomes"))))
        yield Tree(tuple(Branch(_outcome(sides, id, of)) for id, of in outcomes.items()))


def _outcome(sides: Sides, id: str, of: Mapping[tuple[Truth, Truth], Sequence[str]]) -> Line:
    groups = (
        line(symbol(one), " → ", symbol(two), " ", sides.named(bundles)) for (one, two), bundles in of.items()
    )
    return line(sides.first.title(id), " ", ident(id), "  ", *joined(groups, ", "))


def _passages(sides: Sides, comparison: Comparison) -> Iterator[Branch]:
    """Say on what the better of two answers rests; and, if it is met, what it takes to come to it."""
    better, other, down, up = _sorted(comparison)
    if down is None or up is None:
        return
    names = {"better": sides.of(better), "other": sides.of(other)}
    statuses = {"status": say(f"rule.{down.start.status}"), "instead": say(f"rule.{down.end.status}")}
    yield Branch(line(say("compare.ends", **names, **statuses)), tuple(_sets(sides, better, down.ends)))
    if down.start is Truth.TRUE:
        yield Branch(line(say("compare.brings", **names, **statuses)), tuple(_sets(sides, other, up.brings)))
        if len(up.shares) > 1:
            words = sides.words[other.scenario]
            yield Branch(_shares({name(words, up.lever(key)): each for key, each in up.shares.items()}))


def _sorted(
    comparison: Comparison,
) -> tuple[Assessment, Assessment, Passage | None, Passage | None]:
    """Put the better answer first, with the passage down from it and that up to it."""
    ours, theirs, rule = comparison.ours, comparison.theirs, comparison.rule
    if _RANK[ours[rule]] < _RANK[theirs[rule]]:
        return theirs, ours, comparison.back, comparison.there
    return ours, theirs, comparison.there, comparison.back


def _sets(sides: Sides, account: Assessment, sets: ChangeSets) -> Iterator[Branch]:
    words = sides.words[account.scenario]
    listed = sets.page(1, _FEW)
    yield from (change_set(words, changes) for changes in listed)
    if sets.count > len(listed):
        yield Branch(line(muted(say("compare.more", count=f"{sets.count - len(listed):,}"))))
