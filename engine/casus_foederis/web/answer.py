"""The answer to one question, as pages show it: what it is, why, under which readings, by which steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from casus_foederis.assessor import Question
from casus_foederis.changes.changesets import Changes, ChangeSets
from casus_foederis.changes.whatif import EndingChanges, Goal, SmallestChanges
from casus_foederis.leaves import LeafKind
from casus_foederis.logic import Truth
from casus_foederis.meanings import cited
from casus_foederis.model.assessment import Assessment, Firing
from casus_foederis.model.vocabulary import Fact
from casus_foederis.phrases import say, wording
from casus_foederis.reasons import Reason, bearing, behind, reasons
from casus_foederis.report.changes import change_set
from casus_foederis.report.evidence import on_the_point
from casus_foederis.report.matrix import filled_terms
from casus_foederis.report.page import SYMBOLS, Branch, Line, Span, Tone, line, symbol
from casus_foederis.report.why import deciding_branches, decisive
from casus_foederis.report.words import Words, answer, filled_mark, ident
from casus_foederis.web.hypothesis import Hypothesis
from casus_foederis.web.site import Site

_FEW_SETS: Final = 5


@dataclass(frozen=True)
class Twig:
    """A line of the tree of reasons: what it is, how it came out, what can be looked up about it."""

    status: Truth
    title: str
    id: str = ""
    said: str = ""
    remarks: tuple[str, ...] = ()
    decisive: bool = True
    is_rule: bool = False
    about: tuple[Line, ...] = ()
    parts: tuple[Twig, ...] = ()

    @property
    def sign(self) -> str:
        """The sign of its status."""
        return SYMBOLS[self.status]


@dataclass(frozen=True)
class Turn:
    """A set of changes that turns the answer: where it can be tried out, and what it comes to there."""

    branch: Branch
    address: str | None
    after: Truth | None


@dataclass(frozen=True)
class Answer:
    """One question answered. Whatever else is shown of it is worked out when it is asked for."""

    site: Site
    question: Question

    @cached_property
    def assessment(self) -> Assessment:
        """The answer itself."""
        return self.site.assessor.assess(self.question)

    @cached_property
    def words(self) -> Words:
        """The words in which it is told."""
        return self.site.words(self.question.scenario)

    @property
    def main(self) -> str:
        """The provision that stands first."""
        return self.words.treaty.main

    @property
    def status(self) -> Truth:
        """What that comes to."""
        return self.assessment[self.main]

    @property
    def text(self) -> str:
        """The words of the treaty that are asked."""
        return self.words.text(self.assessment.text)

    @cached_property
    def why(self) -> tuple[Branch, ...]:
        """What decided it; of one that is met, the conditions behind it, each with the facts it rests on."""
        rulebook = self.site.assessor.rulebook(self.assessment.treaty)
        decided = deciding_branches(rulebook, self.assessment, self.main, self.words)
        return decided or tuple(self._met())

    def _met(self) -> Iterator[Branch]:
        """Name the conditions behind it, each with the facts and the standing on which it rests."""
        words, found = self.words, self.assessment
        rulebook = self.site.assessor.rulebook(found.treaty)
        behind_it = behind(found, self.main)
        for id in (each for each in words.treaty.rules if each in behind_it and found[each] is Truth.TRUE):
            facts = [
                f"{words.title(each)}: {answer(each, found[each], words)}"
                for each in decisive(rulebook, found, id, words)
                if each in self._facts or each.startswith("party.")
            ]
            if facts:
                title = Span(words.title(id), Tone.STRONG)
                yield Branch(line(symbol(Truth.TRUE), " ", title, " ", ident(id), f": {'; '.join(facts)}"))

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The facts on which it rests."""
        return frozenset(bearing(self.assessment, self.main))

    @property
    def filled(self) -> str:
        """The terms whose reading bears on it, and was held by nobody."""
        return ", ".join(f"«{self.words.term(each)}»" for each in filled_terms(self.assessment, self.main))

    @property
    def provisions(self) -> list[dict[str, str]]:
        """Every provision: what it comes to, what follows, how what was done stands to it."""
        agreements: Mapping[str, str] = (self.assessment.practice or {}).get("agreements", {})
        found = []
        for id, status in self.assessment.provisions.items():
            consequence = self.words.treaty.provisions[id].consequence
            follows = wording(f"consequence.{consequence.id}", "title", consequence.title)
            found.append(
                {
                    "id": id,
                    "title": self.words.title(id),
                    "status": status.status,
                    "said": say(f"rule.{status.status}"),
                    "follows": follows if status is Truth.TRUE else "",
                    "conduct": say(f"agreement.{agreements[id]}") if id in agreements else "",
                }
            )
        return found

    @cached_property
    def readers(self) -> list[tuple[str, Assessment]]:
        """The same under every interpretation, with its letter."""
        return [
            (letter, self._as_read(id) if id != self.question.interpretation else self.assessment)
            for id, letter in self.site.letters.items()
        ]

    def _as_read(self, interpretation: str) -> Assessment:
        return self.site.assessor.assess(replace(self.question, interpretation=interpretation))

    @cached_property
    def tree(self) -> list[Twig]:
        """The reasons, a tree for each provision, the main one first."""
        rulebook = self.site.assessor.rulebook(self.assessment.treaty)
        return list(map(self._twig, reasons(rulebook, self.assessment, self.main).values()))

    def _twig(self, reason: Reason) -> Twig:
        parts = tuple(map(self._twig, reason.parts))
        if reason.id is None:
            title = say(f"explain.{'not_' if reason.negated else ''}{reason.operator}")
            return Twig(reason.status, title, decisive=reason.decisive, parts=parts)
        words, id = self.words, reason.id
        is_rule = id in words.treaty.rules
        return Twig(
            status=reason.status,
            title=words.negation(id) if reason.negated else words.title(id),
            id=id + self._mark(id),
            said="" if is_rule or reason.negated else answer(id, self.assessment[id], words),
            remarks=tuple(self._remarks(reason)),
            decisive=reason.decisive,
            is_rule=is_rule,
            about=() if reason.repeated else tuple(self._about(id)),
            parts=parts,
        )

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return self.site.library.vocabulary.facts

    def _mark(self, id: str) -> str:
        family, _, rest = id.partition(".")
        return filled_mark(self.assessment, rest.partition(".")[0]) if family == "reading" else ""

    def _remarks(self, reason: Reason) -> Iterator[str]:
        id = reason.id or ""
        finding, fact = self.assessment.findings[id], self._facts.get(id)
        if reason.repeated:
            yield say("explain.above")
        if fact is not None and fact.needs is not None and finding.origin == "rule":
            yield say("explain.needs", need=self.words.title(fact.needs))
        if finding.origin == "presumption":
            yield say("explain.presumed")

    def _about(self, id: str) -> Iterator[Line]:
        """Say what a condition asks, and from where; what a fact rests on; why a look-up or reading is so."""
        library, words, finding = self.site.library, self.words, self.assessment.findings[id]
        worded = words.treaty.rules.get(id) or self._facts.get(id)
        if worded is not None:
            yield line(wording(id, "question", worded.question))
            yield line(wording(id, "paraphrase", worded.paraphrase))
            yield line(say("schema.source", source=cited(worded)))
        if finding.note:
            yield line(say("explain.note", note=finding.note))
        yield from (on_the_point(library, claim, id) for claim in finding.claims)
        yield from self._looked_up(id)

    def _looked_up(self, id: str) -> Iterator[Line]:
        words, scenario = self.words, self.question.scenario
        leaf = self.site.assessor.rulebook(self.assessment.treaty).leaves.get(id)
        match leaf.kind if leaf is not None else None:
            case LeafKind.PARTY if leaf is not None:
                spell = words.treaty.instruments[leaf.about[0]].spell_on(scenario.state, self.question.on)
                yield line(spell.reason if spell is not None else say("members.outside"))
                if spell is not None:
                    yield line(say("schema.source", source=cited(spell)))
            case LeafKind.TEXT if leaf is not None:
                text = words.treaty.texts[leaf.about[0]]
                yield line(wording(id, "paraphrase", text.paraphrase))
                yield line(say("schema.source", source=cited(text)))
            case LeafKind.READING if leaf is not None:
                term, basis = leaf.about[0], self.assessment.bases[leaf.about[0]]
                held = words.reading(term, self.assessment.readings[term])
                yield line(say("web.read_as", reading=held, basis=say(f"basis.{basis}")))

    @cached_property
    def stages(self) -> list[Firing]:
        """The firings with which a condition or provision as written is first concluded, in order."""
        rules = self.words.treaty.rules
        found: dict[str, Firing] = {}
        for each in self.assessment.firings:
            if each.node in rules:
                found.setdefault(each.node, each)
        return list(found.values())

    @property
    def board(self) -> list[tuple[str, Truth]]:
        """Every condition and provision with what it comes to, in the order of the treaty."""
        return [(id, self.assessment[id]) for id in self.words.treaty.rules]

    def because(self, firing: Firing) -> list[str]:
        """Say in words what decided a condition."""
        words = self.words
        return [
            f"{words.title(id)}: {answer(id, self.assessment[id], words)}"
            for id in self.assessment.findings[firing.node].because
        ]

    @cached_property
    def turning(self) -> ChangeSets:
        """What would have made the main provision met; of one that is met, what would have ended that."""
        met = Goal(self.main, Truth.TRUE)
        kind = EndingChanges if self.status is Truth.TRUE else SmallestChanges
        return kind(self.site.assessor, self.question, met)

    def nearest(self, tried: Callable[[Changes], Hypothesis | None]) -> list[Turn]:
        """List the nearest sets of changes, each with the hypothetical in which it is tried out."""
        found = self.turning.page(1, _FEW_SETS)
        return [self._turn(each, tried(each)) for each in found]

    def _turn(self, changes: Changes, tried: Hypothesis | None) -> Turn:
        after = self.site.assessor.assess(tried.question)[self.main] if tried is not None else None
        return Turn(change_set(self.words, changes), tried.address if tried is not None else None, after)
