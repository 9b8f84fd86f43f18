"""The page of the suite: all scenarios at a glance, why they came out so, and what the framing changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from string import ascii_lowercase

from casus_foederis.assessor import Assessor
from casus_foederis.contrast import Contrast, unmoved
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.phrases import say
from casus_foederis.reasons import deciding
from casus_foederis.report.page import (
    Block,
    Branch,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    Table,
    Tone,
    Tree,
    joined,
    line,
    span,
    symbol,
)
from casus_foederis.report.words import Words, answer, ident, muted
from casus_foederis.suite import Failure, Suite


def overview(assessor: Assessor, suite: Suite) -> Page:
    """Build the page of a suite."""
    return tuple(_Overview(assessor, suite).blocks())


class _Overview:
    def __init__(self, assessor: Assessor, suite: Suite) -> None:
        self.assessor, self.suite, self.library = assessor, suite, assessor.library
        used = {each.interpretation for each in suite.assessments}
        self.bundles = [id for id in self.library.interpretations.interpretations if id in used]
        self.letters = dict(zip(self.bundles, ascii_lowercase, strict=False))

    def blocks(self) -> Iterator[Block]:
        for treaty, group in groupby(self.suite.scenarios, key=lambda scenario: scenario.treaty):
            ids = [scenario.id for scenario in group]
            yield from self._treaty(treaty, ids)
        if self.suite.checked:
            yield Heading(line(say("suite.expectations_title")))
            yield from self._expectations()
        yield Paragraph(line(muted(say("suite.caution"))))

    def _treaty(self, treaty: str, scenarios: Sequence[str]) -> Iterator[Block]:
        rules = self.library.treaty(treaty)
        main = rules.main
        words = self._words(scenarios[0])
        yield Heading(line(say("suite.title", treaty=rules.title)), level=1)
        yield Paragraph(line(say("suite.question"), " ", ident(main), " ", rules.provisions[main].question))
        yield Table((), tuple(self._legend(words)))
        yield Table(
            (
                line(say("suite.account")),
                line(say("suite.role")),
                line(say("suite.day")),
                *(line(self.letters[id]) for id in self.bundles),
            ),
            tuple(row for id in scenarios for row in self._rows(id, main)),
            narrow=frozenset(range(2, 3 + len(self.bundles))),
            sections=self._sections(scenarios),
        )
        yield Heading(line(say("suite.why")))
        for id in scenarios:
            yield Tree((self._why(id, main),))
        compared = [each for each in self.suite.contrasts if each.scenario in scenarios]
        if compared:
            yield Heading(line(say("suite.framing_title")))
            yield Tree(tuple(self._contrast(each) for each in compared))
        yield from self._other_texts(scenarios, main)
        yield from self._unmoved(scenarios, words)

    def _legend(self, words: Words) -> Iterator[tuple[Line, ...]]:
        for id in self.bundles:
            yield (
                line(span(self.letters[id], Tone.STRONG)),
                line(ident(id)),
                line(words.interpretation(id)),
            )
        signs = [line(symbol(truth), f" {say(f'rule.{truth.status}')}") for truth in Truth]
        yield (line(), line(), joined(signs, "   "))

    def _of(self, scenario: str) -> list[Assessment]:
        return [each for each in self.suite.assessments if each.scenario == scenario]

    def _accounts(self, scenario: str) -> Iterator[list[Assessment]]:
        """Give the assessments of each account on each day, one for each interpretation."""
        for _, group in groupby(self._of(scenario), key=lambda each: (each.framing, each.on)):
            yield list(group)

    def _words(self, scenario: str) -> Words:
        found = self.library.scenario(scenario)
        return Words(self.library, self.library.treaty(found.treaty), found)

    def _sections(self, scenarios: Sequence[str]) -> frozenset[int]:
        starts, count = set(), 0
        for id in scenarios:
            starts.add(count)
            count += len(list(self._rows(id, self.library.treaty(self.library.scenario(id).treaty).main)))
        return frozenset(starts)

    def _rows(self, id: str, main: str) -> Iterator[tuple[Line, ...]]:
        scenario, words = self.library.scenario(id), self._words(id)
        yield (line(span(scenario.title, Tone.STRONG), " ", ident(id)),)
        for group in self._accounts(id):
            yield (
                line("  ", words.holder(group[0].framing)),
                line(muted(words.role(group[0].framing))),
                line(group[0].on.isoformat()),
                *(line(symbol(each[main])) for each in group),
            )
        if scenario.practice is not None:
            yield (
                line(
                    "  ",
                    say("suite.organs"),
                    " ",
                    span(say(f"measure.{scenario.practice.measure}"), Tone.STRONG),
                ),
            )

    def _why(self, id: str, main: str) -> Branch:
        scenario, words = self.library.scenario(id), self._words(id)
        return Branch(
            line(span(scenario.title, Tone.STRONG)),
            tuple(self._account(group, main, words) for group in self._accounts(id)),
        )

    def _account(self, group: list[Assessment], main: str, words: Words) -> Branch:
        rulebook = self.assessor.rulebook(group[0].treaty)
        reasons: dict[tuple[Truth, tuple[Line, ...]], list[str]] = {}
        for each in group:
            lines = tuple(deciding_lines(each, deciding(rulebook, each, main), words))
            reasons.setdefault((each[main], lines), []).append(each.interpretation)
        return Branch(
            line(*words.account(group[0].framing), ", ", words.text(group[0].text)),
            (
                *(self._reason(status, lines, members) for (status, lines), members in reasons.items()),
                *self._conduct(group, words),
            ),
        )

    def _reason(self, status: Truth, lines: tuple[Line, ...], members: list[str]) -> Branch:
        head = line(symbol(status), " ", self._named(members), "  ")
        if not lines:
            return Branch(line(*head, say("suite.all_met")))
        if len(lines) == 1:
            return Branch(line(*head, *lines[0]))
        return Branch(head, tuple(Branch(each) for each in lines))

    def _conduct(self, group: list[Assessment], words: Words) -> Iterator[Branch]:
        """Hold what was done against each answer."""
        if (practice := words.scenario.practice) is None:
            return
        compared: dict[str, list[str]] = {}
        for each in group:
            if each.practice is not None:
                compared.setdefault(each.practice["agreement"], []).append(each.interpretation)
        parts = (
            line(say(f"agreement.{agreement}"), " ", self._named(members))
            for agreement, members in compared.items()
        )
        done = say("suite.conduct", measure=say(f"measure.{practice.measure}"))
        yield Branch(line(muted(done), " ", *joined(parts, "; ")))

    def _named(self, bundles: Iterable[str]) -> Span:
        return span(" ".join(self.letters[id] for id in bundles), Tone.STRONG)

    def _contrast(self, contrast: Contrast) -> Branch:
        words = self._words(contrast.scenario)
        scenario = self.library.scenario(contrast.scenario)
        head = say(
            "suite.contrast",
            scenario=scenario.title,
            ours=words.holder(contrast.ours),
            theirs=words.holder(contrast.theirs),
        )
        parts = []
        for effect in contrast.effects:
            change = say(
                "suite.effect",
                fact=words.title(effect.answer.fact),
                ours=say(f"fact.{effect.answer.ours.status}"),
                theirs=say(f"fact.{effect.answer.theirs.status}"),
            )
            move = line(
                self._named(effect.interpretations), " ", symbol(effect.before), " → ", symbol(effect.after)
            )
            parts.append(Branch(line(change, " ", ident(effect.answer.fact), "  ", *move)))
        if not parts:
            parts = [Branch(line(muted(say("suite.no_effect"))))]
        return Branch(line(head), tuple(parts))

    def _other_texts(self, scenarios: Sequence[str], main: str) -> Iterator[Block]:
        """Show the first account of each scenario under the words that were not in force."""
        rows = [
            (
                line(
                    self.library.scenario(group[0].scenario).title,
                    ", ",
                    self._words(group[0].scenario).holder(group[0].framing),
                ),
                line(self._words(group[0].scenario).text(group[0].text)),
                *(line(symbol(each[main])) for each in group),
            )
            for group in self.suite.under_other_texts
            if group[0].scenario in scenarios
        ]
        if rows:
            yield Heading(line(say("suite.texts_title")))
            yield Table(
                (line(), line(), *(line(self.letters[id]) for id in self.bundles)),
                tuple(rows),
                narrow=frozenset(range(2, 2 + len(self.bundles))),
            )

    def _unmoved(self, scenarios: Sequence[str], words: Words) -> Iterator[Block]:
        parts = []
        for id in scenarios:
            same = unmoved(self._of(id))
            lines = tuple(
                Branch(line(symbol(status), " ", words.title(provision), " ", ident(provision)))
                for provision, status in same.items()
            )
            if lines:
                parts.append(Branch(line(self.library.scenario(id).title), lines))
        if parts:
            yield Heading(line(say("suite.unmoved_title")))
            yield Tree(tuple(parts))

    def _expectations(self) -> Iterator[Block]:
        failures = self.suite.failures
        counts = say("suite.expectations", checked=str(self.suite.checked), failed=str(len(failures)))
        yield Paragraph(line(symbol(Truth.of(not failures)), " ", counts))
        if failures:
            yield Tree(tuple(Branch(line(*failed(failure))) for failure in failures))


def failed(failure: Failure) -> tuple[Span, ...]:
    """Say which expectation did not hold."""
    question = failure.expected.question
    return line(
        say(
            "suite.failed",
            scenario=question.scenario.id,
            framing=question.framing,
            interpretation=question.interpretation,
            on=question.on.isoformat(),
            rule=failure.expected.rule,
            expected=say(f"rule.{failure.expected.status.status}"),
            found=say(f"rule.{failure.found.status}"),
        )
    )


def deciding_lines(assessment: Assessment, conditions: Sequence[str], words: Words) -> Iterator[Line]:
    """Name the conditions that decided, each with its facts and look-ups.

    Readings are left out, because they stand in the columns; and so is a condition that only the words
    in force decided, as long as another one has more to say.
    """
    because = {
        id: [leaf for leaf in assessment.findings[id].because if leaf not in words.treaty.rules]
        for id in conditions
    }
    telling = {
        id: [leaf for leaf in leaves if not leaf.startswith("reading.")]
        for id, leaves in because.items()
        if any(not leaf.startswith(("reading.", "text.")) for leaf in leaves)
    }
    for id, leaves in (telling or because).items():
        reasons = (line(f"{words.title(leaf)}: {answer(leaf, assessment[leaf], words)}") for leaf in leaves)
        yield line(words.title(id), " ", ident(id), ". ", *joined(reasons, "; "))
