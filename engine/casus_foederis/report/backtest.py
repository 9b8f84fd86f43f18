"""The page of the backtest: counts and names, and no ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from casus_foederis.backtest import Backtest
from casus_foederis.files.library import Library
from casus_foederis.model.practice import Agreement
from casus_foederis.model.scenario import Scenario
from casus_foederis.phrases import say, wording
from casus_foederis.positions import MOST_CLASHES, Clash, Held, Way
from casus_foederis.report.page import (
    Block,
    Branch,
    Heading,
    Line,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    Tone,
    Tree,
    line,
    table,
)
from casus_foederis.report.words import Words, ident, letters, muted

_EVERY, _SOME, _OPEN, _NONE = "●", "◐", "?", "○"
# Agreements that are worth a name; the others are as one would wish, or open.
_NAMED = (
    Agreement.PARTIAL,
    Agreement.DUTY_WITHOUT_ACTION,
    Agreement.ACTION_WITHOUT_DUTY,
    Agreement.ACTION_WITHOUT_POWER,
)


def backtest_page(library: Library, backtests: Sequence[Backtest]) -> Page:
    """Build the page: a part for each treaty."""
    blocks = [block for each in backtests for block in _Part(library, each).blocks()]
    return (*blocks, Paragraph(line(muted(say("suite.caution")))))


class _Part:
    """The part of the page on one treaty."""

    def __init__(self, library: Library, backtest: Backtest) -> None:
        self.library, self.backtest = library, backtest
        self.treaty = library.treaty(backtest.treaty)
        self.letters = letters(backtest.interpretations)

    def blocks(self) -> Iterator[Block]:
        backtest = self.backtest
        yield Heading(line(say("backtest.title", treaty=self.treaty.title)), level=1)
        if backtest.scenarios:
            yield from self._what()
        else:
            yield Paragraph(line(say("backtest.nothing")))
        yield table(
            (
                line(Span(letter, Tone.STRONG)),
                line(ident(id)),
                line(wording(f"interpretation.{id}", "title", self._bundle(id))),
            )
            for id, letter in self.letters.items()
        )
        if backtest.scenarios:
            yield from self._matrix()
            yield from self._in_line()
            for provision in backtest.provisions:
                yield from self._provision(provision)
        yield from self._positions()
        yield from self._clashes()

    def _what(self) -> Iterator[Block]:
        backtest = self.backtest
        counted = {"cases": str(len(backtest.scenarios)), "answers": str(backtest.answers)}
        yield Paragraph(line(say("backtest.what", **counted)))
        if backtest.unbound:
            yield Paragraph(line(say("backtest.unbound", names=_names(backtest.unbound))))
        telling = backtest.telling()
        told = {"telling": str(len(telling)), "names": _names(telling)}
        yield Paragraph(line(say("backtest.no_rank", **told)))

    def _bundle(self, id: str) -> str:
        return self.library.interpretations.interpretations[id].title

    def _words(self, scenario: str) -> Words:
        return Words(self.library, self.treaty, self.library.scenarios[scenario])

    def _matrix(self) -> Iterator[Block]:
        """Show for each case under which interpretations what was done is in line, and how far."""
        yield Heading(line(say("backtest.matrix", provision=self._title(self.backtest.main))))
        legend = say("backtest.legend", every=_EVERY, some=_SOME, open=_OPEN, none=_NONE)
        yield Paragraph(line(muted(legend)))
        heads = [say("backtest.case"), say("backtest.measure"), *self.letters.values()]
        rows = tuple(self._case(scenario) for scenario in self.backtest.scenarios)
        yield Table(tuple(line(head) for head in heads), (rows,), narrow=frozenset(range(2, len(heads))))
        yield Paragraph(line(say("backtest.unexplained", names=_names(self.backtest.unexplained()))))

    def _in_line(self) -> Iterator[Block]:
        """Name the provisions of which there is no more to say."""
        names = [f"{self._title(id)} ({id})" for id in self.backtest.provisions if self._is_in_line(id)]
        if names:
            yield Paragraph(line(say("backtest.in_line", provisions="; ".join(names))))

    def _is_in_line(self, provision: str) -> bool:
        counts = self.backtest.counts(provision).values()
        return all(counted[Agreement.IN_LINE] == counted.total() for counted in counts)

    def _case(self, scenario: Scenario) -> Row:
        cells = (line(_sign(counted)) for counted in self.backtest.of_case(scenario.id).values())
        words = self._words(scenario.id)
        return (line(words.case, " ", ident(scenario.id)), line(words.done), *cells)

    def _provision(self, provision: str) -> Iterator[Block]:
        """Count answers by agreement; where every interpretation has the same counts, in one row."""
        if self._is_in_line(provision):
            return
        counts = self.backtest.counts(provision)
        yield Heading(line(self._title(provision), " ", ident(provision)))
        heads = [say("backtest.interpretation"), *(say(f"agreed.{each}") for each in Agreement)]
        rows = [
            (
                line(Span(self.letters[id], Tone.STRONG), " ", ident(id)),
                *(line(str(counted[each])) for each in Agreement),
            )
            for id, counted in counts.items()
        ]
        if len({row[1:] for row in rows}) == 1:
            rows = [(line(say("backtest.all")), *rows[0][1:])]
        narrow = frozenset(range(1, len(heads)))
        yield Table(tuple(line(head) for head in heads), (tuple(rows),), narrow=narrow)
        if branches := tuple(self._named(provision)):
            yield Tree(branches)

    def _named(self, provision: str) -> Iterator[Branch]:
        """Name the accounts on which law and conduct part, with the interpretations under which they do."""
        for agreement in _NAMED:
            found: dict[tuple[str, str], dict[str, None]] = {}
            for each in self.backtest.comparisons:
                if each.provision == provision and each.agreement is agreement:
                    found.setdefault((each.scenario, each.framing), {})[each.interpretation] = None
            if found:
                together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
                for (scenario, framing), bundles in found.items():
                    together.setdefault((scenario, tuple(bundles)), []).append(framing)
                parts = tuple(Branch(self._accounts(*of, each)) for of, each in together.items())
                yield Branch(line(Span(say(f"agreement.{agreement}"), Tone.STRONG)), parts)

    def _accounts(self, scenario: str, bundles: Sequence[str], framings: Sequence[str]) -> Line:
        words = self._words(scenario)
        holders = "; ".join(words.holder(framing) for framing in framings)
        return line(f"{words.case}: {holders}  ", self._letters(bundles))

    def _letters(self, bundles: Sequence[str]) -> Span:
        """Name interpretations by their letters; all of them in a word."""
        every = len(bundles) == len(self.letters) > 1
        text = say("backtest.every") if every else " ".join(self.letters[id] for id in bundles)
        return Span(text or say("backtest.none"), Tone.STRONG)

    def _title(self, rule: str) -> str:
        return wording(rule, "title", self.treaty.rules[rule].title)

    def _positions(self) -> Iterator[Block]:
        if not self.backtest.positions:
            return
        yield Heading(line(say("backtest.positions")))
        yield Paragraph(line(muted(say("backtest.positions_note"))))
        by_actor: dict[str, list[Branch]] = {}
        for each in self.backtest.positions:
            carried = line(f"{say('backtest.carried')} ", self._letters(each.carriers))
            by_actor.setdefault(each.of, []).append(Branch(self._held(each), (Branch(carried),)))
        yield Tree(tuple(Branch(line(Span(of, Tone.STRONG)), tuple(parts)) for of, parts in by_actor.items()))

    def _held(self, held: Held) -> Line:
        words = self._words(held.scenario)
        head = say(
            "backtest.held", case=words.case, on=held.on.isoformat(), holder=words.holder(held.framing)
        )
        return line(head, " ", *words.concluded(held.position))

    def _clashes(self) -> Iterator[Block]:
        if not self.backtest.positions:
            return
        yield Heading(line(say("backtest.clashes")))
        yield Paragraph(line(muted(say("backtest.clashes_note", most=str(MOST_CLASHES)))))
        if not self.backtest.clashes:
            yield Paragraph(line(say("backtest.none")))
            return
        yield Tree(tuple(self._clash(each) for each in self.backtest.clashes))

    def _clash(self, clash: Clash) -> Branch:
        parts = [Branch(self._held(held)) for held in clash.positions]
        if clash.way is None:
            parts.append(Branch(line(say("backtest.no_way"))))
        else:
            words = self._words(clash.positions[0].scenario)
            parts.append(Branch(line(say("backtest.way", readings=self._way(words, clash.way)))))
        return Branch(line(Span(clash.of, Tone.STRONG)), tuple(parts))

    def _way(self, words: Words, way: Way) -> str:
        parts = (words.read_as(term, way[term]) for term in self.library.interpretations.terms if term in way)
        return "; ".join(parts)


def _names(scenarios: Sequence[Scenario]) -> str:
    return ", ".join(scenario.id for scenario in scenarios) or say("backtest.none")


def _sign(counted: Counter[Agreement]) -> str:
    """Show in a sign how often what was done is in line: always, sometimes, perhaps, never."""
    if counted[Agreement.IN_LINE] == counted.total():
        return _EVERY
    if counted[Agreement.IN_LINE]:
        return _SOME
    return _OPEN if counted[Agreement.UNDETERMINED] else _NONE
