"""The page of what if: what settings make of the answers, and the smallest changes that reach a status."""

from __future__ import annotations

from collections.abc import Iterator

from casus_foederis.assessor import Assessor
from casus_foederis.changes.whatif import Altered, SmallestChanges, WhatIf
from casus_foederis.logic import Truth
from casus_foederis.phrases import say
from casus_foederis.report.changes import change_line, change_set, part_line
from casus_foederis.report.page import (
    Block,
    Branch,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    Tone,
    Tree,
    line,
    symbol,
)
from casus_foederis.report.words import Words, answer, asked_line, ident, muted


def what_if_page(
    assessor: Assessor,
    found: WhatIf,
    number: int,
    most: int,
) -> Page:
    """Build the page: what was set otherwise, what would reach the goal, and what would defeat it."""
    library, now = assessor.library, found.now
    words = Words(library, library.treaty(now.treaty), library.scenario(now.scenario))
    blocks: list[Block] = [
        Heading(line(words.case, ": ", *words.account(now.framing)), level=1),
        Paragraph(asked_line(words, now)),
    ]
    if found.altered is not None:
        blocks += _altered(words, found.altered)
        now = found.altered.after
    searches = [
        search
        for search in (found.reach, found.defeat, found.loosen)
        if search is found.reach or (search is not None and now[search.goal.rule] is not search.goal.status)
    ]
    for search in filter(None, searches):
        blocks += _search(words, now[search.goal.rule], search, number, most)
    if any(search and any(search.page(number, most)[:1]) for search in searches):
        blocks.append(Paragraph(line(muted(say("whatif.note")))))
    return (*blocks, Paragraph(line(muted(say("suite.caution")))))


def _altered(words: Words, altered: Altered) -> Iterator[Block]:
    yield Heading(line(say("whatif.set")))
    if not altered.changes:
        yield Paragraph(line(say("whatif.nothing_set")))
        return
    yield Tree(tuple(Branch(change_line(words, each)) for each in altered.changes))
    for each in altered.idle:
        need = words.library.vocabulary.facts[each.id].needs or ""
        yield Paragraph(line(say("whatif.idle", fact=words.title(each.id), need=words.title(need))))
    set_by_hand = {each.id for each in altered.changes}
    follows = altered.differences(id for id in words.library.vocabulary.facts if id not in set_by_hand)
    if follows:
        yield Paragraph(line(muted(say("whatif.follows"))))
        yield Tree(tuple(Branch(_difference(words, id, *pair)) for id, pair in follows.items()))
    yield Heading(line(say("whatif.differences")))
    differences = altered.differences(words.treaty.rules)
    if not differences:
        yield Paragraph(line(say("whatif.no_difference")))
        return
    yield Tree(tuple(Branch(_difference(words, id, *pair)) for id, pair in differences.items()))


def _difference(words: Words, id: str, before: Truth, after: Truth) -> Line:
    signs = (symbol(before), " → ", symbol(after))
    said = f": {answer(id, before, words)} → {answer(id, after, words)}"
    return line(*signs, "  ", words.title(id), " ", ident(id), said)


def _search(words: Words, now: Truth, search: SmallestChanges, number: int, most: int) -> Iterator[Block]:
    goal = search.goal
    status = Span(say(f"rule.{goal.status.status}"), Tone(goal.status.status))
    title = words.title(goal.rule)
    yield Heading(line(say("whatif.goal", rule=title), " ", status))
    if now is goal.status:
        yield Paragraph(line(symbol(now), " ", say("whatif.already", rule=title)))
        return
    present = line(symbol(now), " ", say("whatif.now", status=say(f"rule.{now.status}")))
    if not search.count:
        yield Paragraph(line(*present, " ", say("whatif.unreachable")))
        return
    listed = search.page(number, most)
    first = (number - 1) * most + 1
    shown = {"first": str(first), "last": str(first + len(listed) - 1)}
    phrase = "whatif.count" if len(listed) == search.count else "whatif.count_page"
    counted = (
        say(phrase, count=f"{search.count:,}", **shown)
        if listed
        else say("whatif.past", count=f"{search.count:,}")
    )
    yield Paragraph(line(*present, " ", counted))
    if search.count > 1 and search.parts:
        yield Paragraph(line(muted(say("whatif.always"))))
        yield Tree(tuple(Branch(part_line(words, part)) for part in search.parts))
    numbered = ((muted(f"{number}  "), changes) for number, changes in enumerate(listed, first))
    yield Tree(tuple(change_set(words, changes, number) for number, changes in numbered))
