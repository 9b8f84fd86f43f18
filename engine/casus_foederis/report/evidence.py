"""The pages of evidence: claims with what rests on them, and conflicts with how they are dealt with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from casus_foederis.citations import Citation, CitedClaim
from casus_foederis.files.library import Library
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.evidence import Conflict
from casus_foederis.phrases import say, wording
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
    joined,
    line,
)
from casus_foederis.report.words import Words, ident, language, muted


def grounds(words: Words, assessment: Assessment, facts: Iterable[str]) -> Iterator[Branch]:
    """Say what each of some facts rests on: the reasoning, and who said so, and where."""
    for id in facts:
        finding = assessment.findings.get(id)
        if finding is None or not (finding.claims or finding.note):
            continue
        parts = []
        if finding.note:
            parts.append(Branch(line(muted(say("explain.note", note=finding.note)))))
        parts += [Branch(on_the_point(words.library, claim, id)) for claim in finding.claims]
        answered = say(f"fact.{finding.status.status}")
        yield Branch(line(words.title(id), " ", ident(id), f": {answered}"), tuple(parts))


def on_the_point(library: Library, id: str, fact: str) -> Line:
    """Say what a claim says for or against a fact."""
    claim = library.claims[id]
    source = library.sources[claim.source]
    way = "supports" if fact in claim.supports else "denies" if fact in claim.denies else "bears"
    said = say(
        f"claim.{way}",
        actor=wording(id, "actor", claim.actor),
        date=claim.date or say("claim.undated"),
        says=wording(id, "says", claim.says),
    )
    where = say(
        "claim.where",
        source=claim.source,
        title=source.title,
        language=language(source.language),
        passage=str(claim.passage) if claim.passage is not None else "",
        confidence=say(f"confidence.{claim.confidence}"),
    )
    return line(ident(id), f" {said} ", muted(where))


def claims_page(library: Library, found: Sequence[CitedClaim], name: str | None) -> Page:
    """Build the page of claims: source by source, each with what it says and what rests on it."""
    title = say("claims.title") if name is None else say("claims.title_of", name=name)
    blocks: list[Block] = [Heading(line(title), level=1), Paragraph(line(muted(say("claims.note"))))]
    by_source: dict[str, list[CitedClaim]] = {}
    for each in found:
        by_source.setdefault(each.claim.source, []).append(each)
    for id, claims in by_source.items():
        blocks.append(Heading(_source(library, id)))
        blocks.append(Tree(tuple(_claim(library, each) for each in claims)))
    return tuple(blocks)


def _source(library: Library, id: str) -> Line:
    source = library.sources[id]
    about = [source.publisher, language(source.language), source.date, say(f"confidence.{source.confidence}")]
    return line(ident(id), f" {source.title} ", muted(f"({', '.join(part for part in about if part)})"))


def _claim(library: Library, each: CitedClaim) -> Branch:
    return Branch(_said(each.id, library), tuple(map(Branch, _uses(library, each))))


def _said(id: str, library: Library) -> Line:
    claim = library.claims[id]
    actor = wording(id, "actor", claim.actor)
    date = claim.date or say("claim.undated")
    said = say("claim.said", actor=actor, date=date, says=wording(id, "says", claim.says))
    where = say("claim.passage", passage=str(claim.passage)) if claim.passage is not None else ""
    return line(ident(id), f" {said} ", muted(where))


def _uses(library: Library, each: CitedClaim) -> Iterator[Line]:
    """Say what a claim supports and denies, and what rests on it."""
    for way, facts in (("supports", each.claim.supports), ("denies", each.claim.denies)):
        if facts:
            titles = [wording(id, "title", library.vocabulary.facts[id].title) for id in facts]
            yield line(muted(say(f"claims.{way}", facts="; ".join(titles))))
    if each.claim.background is not None:
        yield line(muted(say("claims.background", about=say(f"background.{each.claim.background}"))))
    for _, uses in groupby(each.citations, key=lambda use: (use.kind, use.where, use.framing)):
        yield _use(library, list(uses))


def _use(library: Library, uses: Sequence[Citation]) -> Line:
    """Say what rests on a claim: of the facts of one account, all in one line."""
    kind, where, framing = uses[0].kind, uses[0].where, uses[0].framing
    if kind == "conflict":
        title = wording(f"conflict.{where}", "title", library.conflicts[where].title)
        return line(say("claims.in_conflict", title=title), " ", ident(where))
    if kind == "law":
        return line(say("claims.in_law"), " ", ident(where))
    scenario = library.scenarios[where]
    words = Words(library, library.treaty(scenario.treaty), scenario)
    holder = words.holder(framing) if framing is not None else ""
    head = line(say(f"claims.in_{kind}", case=words.case, account=holder), " ", ident(where))
    return line(*head, ". ", *joined(_answers(words, uses), "; ")) if kind == "fact" else head


def _answers(words: Words, uses: Sequence[Citation]) -> Iterator[Line]:
    for use in uses:
        if use.fact is not None and use.answer is not None:
            yield line(words.title(use.fact), " ", ident(use.fact), f": {say(f'fact.{use.answer.status}')}")


def conflicts_page(library: Library, found: Mapping[str, Conflict]) -> Page:
    """Build the page of conflicts: what each side says, what is known from elsewhere, what is made of it."""
    blocks: list[Block] = [
        Heading(line(say("conflicts.title")), level=1),
        Paragraph(line(muted(say("conflicts.note")))),
    ]
    for id, conflict in found.items():
        title = wording(f"conflict.{id}", "title", conflict.title)
        blocks.append(Heading(line(ident(id), " ", title)))
        blocks.append(Tree(tuple(_conflict(library, id, conflict))))
    return tuple(blocks)


def _conflict(library: Library, id: str, conflict: Conflict) -> Iterator[Branch]:
    for number, side in enumerate(conflict.sides, 1):
        says = wording(f"conflict.{id}.{number}", "says", side.says)
        claims = tuple(Branch(_said(claim, library)) for claim in side.claims)
        yield Branch(line(Span(says, Tone.STRONG)), claims)
    outside = wording(f"conflict.{id}", "outside", conflict.outside)
    confidence = say(f"confidence.{conflict.confidence}")
    yield Branch(line(say("conflicts.outside", outside=outside, confidence=confidence)))
    treatment = wording(f"conflict.{id}", "treatment", conflict.treatment)
    yield Branch(line(say("conflicts.treatment", treatment=treatment)))
