"""The trigger of a provision, taken by itself: all ways to it, how rare they are, and what each fact weighs.

Nobody's case is asked here. The State is taken to be a party, and no opponent to be one; words and readings
are chosen, and every fact is open. A *way* is a smallest set of answers on which the provision is met
although everything else is unknown. A *pattern* answers every fact that the provision reads, yes or no, and
keeps to what facts need.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor
from casus_foederis.changes.changesets import MOST_LISTED, ChangeSets
from casus_foederis.changes.levers import Lever, LeverKind
from casus_foederis.given import given_reading
from casus_foederis.labels.labels import Choice, Labels
from casus_foederis.leaves import STATED, Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.problems import UsageError
from casus_foederis.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Weight:
    """What a fact weighs: of all patterns, the part in which it is so, and without it the answer would turn.

    What needs the fact falls with it. ``towards`` says whether it speaks for the provision; ``None`` where it
    does now the one and now the other, or never matters.
    """

    fact: str
    share: Fraction
    towards: bool | None

    def to_dict(self) -> dict[str, Any]:
        """Give the weight as plain data."""
        return {"fact": self.fact, "weight": str(self.share), "towards": self.towards}


class Trigger:
    """One rule of a treaty under one text and one interpretation, with every fact open."""

    def __init__(
        self,
        assessor: Assessor,
        rule: str | None = None,
        *,
        interpretation: str | None = None,
        text: str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> None:
        """Choose a rule, an interpretation and words.

        What is left out is the first treaty's main provision, the default interpretation, the latest words.
        Raises `UsageError` for what does not exist.
        """
        library = assessor.library
        treaties = list(library.treaties.values())
        rules = [id for each in treaties for id in each.rules]
        self.rule = rule if rule is not None else treaties[0].main
        self.treaty = next((each for each in treaties if self.rule in each.rules), treaties[0])
        self.assessor, self.library = assessor, library
        self.rulebook: Rulebook = assessor.rulebook(self.treaty.id)
        self.text = text if text is not None else list(self.treaty.instrument.texts)[-1]
        default = library.interpretations.default
        self.interpretation = interpretation if interpretation is not None else default
        if self.rule not in self.rulebook.rules:
            raise UsageError("unknown_rule", id=self.rule, advice=nearest(self.rule, rules))
        if self.text not in self.treaty.instrument.texts:
            raise UsageError(
                "unknown_text", id=self.text, advice=nearest(self.text, self.treaty.instrument.texts)
            )
        self.replaced = readings or {}
        chosen = assessor.readings_of(self.interpretation, self.replaced)
        self.readings = {term: reading for term, (reading, _) in chosen.items()}
        self.day = self._day()
        self.fixed = {
            id: self._value(leaf)
            for id, leaf in self.rulebook.leaves.items()
            if leaf.kind is not LeafKind.FACT
        }
        facts = [id for id, leaf in self.rulebook.leaves.items() if leaf.kind is LeafKind.FACT]
        open_facts = {f"fact.{id}": _fact(id, (Truth.UNKNOWN, Truth.TRUE, Truth.FALSE)) for id in facts}
        labels = self._labels(open_facts)
        self.ways = ChangeSets(library, labels, labels.reaching(Truth.TRUE), open_facts)
        self.patterns = self._labels({f"fact.{id}": _fact(id, (Truth.FALSE, Truth.TRUE)) for id in facts})

    @property
    def facts(self) -> list[str]:
        """The facts that the rule reads, whatever the readings."""
        return [each.removeprefix("fact.").removesuffix(STATED) for each in self.patterns.choices]

    @property
    def possible(self) -> int:
        """How many patterns there are."""
        return self.patterns.diagram.count(self.patterns.coherent)

    @property
    def met(self) -> int:
        """In how many of them the rule is met."""
        return self.patterns.diagram.count(self.patterns.reaching(Truth.TRUE))

    def weights(self) -> list[Weight]:
        """Weigh every fact that the rule reads, the heaviest first."""
        weights = [self._weight(fact, place) for place, fact in enumerate(self.facts)]
        return sorted(weights, key=lambda each: -each.share)

    def to_dict(self, page: int = 1, most: int = MOST_LISTED) -> dict[str, Any]:
        """Give the trigger as plain data; of the ways, one page."""
        return {
            "provision": self.rule,
            "text": self.text,
            "interpretation": self.interpretation,
            "readings": self.readings,
            "ways": [[each.to_dict() for each in way] for way in self.ways.page(page, most)],
            "count": self.ways.count,
            "page": page,
            "always": [part.to_dict() for part in self.ways.parts],
            "facts": self.facts,
            "patterns": self.possible,
            "met": self.met,
            "weights": [each.to_dict() for each in self.weights()],
        }

    def _weight(self, fact: str, place: int) -> Weight:
        diagram, met = self.patterns.diagram, self.patterns.where(self.rule, Truth.TRUE)
        so = diagram.chosen(self.patterns.coherent, {place: 1})
        with_it, without = (diagram.chosen(met, {place: option}) for option in (1, 0))
        lost = diagram.all_of(so, with_it, diagram.opposite(without))
        won = diagram.all_of(so, without, diagram.opposite(with_it))
        losses, wins = diagram.count(lost, place), diagram.count(won, place)
        share = Fraction(losses + wins, self.possible)
        return Weight(fact, share, losses > 0 if (losses > 0) is not (wins > 0) else None)

    def _labels(self, levers: Mapping[str, Lever]) -> Labels:
        choices = {key: lever.choice for key, lever in levers.items()}
        return Labels(self.rulebook, self.rule, self.fixed, choices)

    def _day(self) -> datetime.date:
        """Choose a day for what stands around the treaty: the last of its words; or when all had begun."""
        until = self.treaty.instrument.texts[self.text].until
        begun = (each.since or datetime.date.min for each in self.treaty.texts.values())
        return until or max(begun)

    def _value(self, leaf: Leaf) -> Truth:
        instruments, treaty = self.treaty.instruments, self.treaty.id
        in_force = {id: each.text_on(self.day) for id, each in instruments.items()} | {treaty: self.text}
        match leaf.kind:
            case LeafKind.READING:
                return given_reading(leaf, self.library.interpretations, self.readings)
            case LeafKind.TEXT:
                return Truth.of(leaf.about[0] in in_force.values())
            case LeafKind.PARTY:
                return Truth.of(in_force[leaf.about[0]] is not None)
            case _:
                return Truth.FALSE


def _fact(leaf: str, answers: tuple[Truth, ...]) -> Lever:
    """Make a lever of a fact that stands at the first of some answers."""
    options = tuple({leaf: truth} for truth in answers)
    places = tuple(truth.value for truth in answers)
    return Lever(LeverKind.FACT, leaf.removesuffix(STATED), places, Choice(options), places[0])
