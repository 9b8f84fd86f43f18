"""Levers: what could have been otherwise in a case. Facts, readings, words and standings, all of one kind.

A lever has the place at which it stands, first, and others to which it can be moved; each place gives values
to leaves of the rulebook. A lever that is moved is a change, and a question can be asked again with changes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from casus_foederis.assessor import Assessor, Question
from casus_foederis.given import given_facts, given_reading
from casus_foederis.labels.labels import Choice, Labels
from casus_foederis.leaves import STATED, Leaf, LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.treaty import Standing

NO_TEXT: Final = "none"
_KNOWN: Final = (Truth.TRUE, Truth.FALSE)
_STANDING: Final = {standing.truth: standing for standing in Standing}


class LeverKind(StrEnum):
    """What a lever is."""

    FACT = "fact"
    READING = "reading"
    TEXT = "text"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Change:
    """A lever that is moved. ``id`` names a fact, a term, an instrument, or the look-up of a standing.

    ``before`` and ``to`` are ``true`` or ``false`` (or ``unknown``), a reading, a text (or ``none``),
    ``party`` or ``not_party`` (or ``contested``). A search moves nothing to what stands in brackets here.
    ``settled`` says that nobody denies where the lever stands.
    """

    lever: LeverKind
    id: str
    before: str
    to: str
    settled: bool = False

    def to_dict(self) -> dict[str, str]:
        """Give the change as plain data."""
        return {"lever": self.lever.value, "id": self.id, "from": self.before, "to": self.to}


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that could be otherwise.

    ``places`` are where it stands, and where it can be moved to; ``choice`` gives the leaves at each of them.
    ``found`` is what it comes to as things stand: a fact can be stated, and yet be found false, because what
    it needs is. ``settled`` says that nobody denies where it stands.
    """

    kind: LeverKind
    id: str
    places: tuple[str, ...]
    choice: Choice
    found: str
    settled: bool = False

    def change(self, option: int) -> Change:
        """Move the lever to one of its places, by number."""
        to = self.places[option]
        before = self.found if self.found != to else self.places[0]
        return Change(self.kind, self.id, before, to, self.settled)


def levers_of(assessor: Assessor, question: Question, *, to_unknown: bool = False) -> dict[str, Lever]:
    """List what can be otherwise in a question, each with all places to which it can be moved, by key.

    A fact is moved to true or false; and ``to_unknown``, if that is wanted.
    Of words, only those of the treaty proper are moved; a standing, only towards an instrument that has words
    in force, and that of opponents only where there are some.
    """
    asked = Asked(assessor, question)
    settled = _settled(assessor, question)
    answers = tuple(Truth) if to_unknown else _KNOWN
    found: dict[str, Lever] = {}
    for key, lever in asked.levers.items():
        others = [place for place in asked.elsewhere(lever, answers) if place != lever.places[0]]
        if others:
            leaves = (asked.leaves(lever.kind, lever.id, place) for place in others)
            found[key] = replace(
                lever,
                places=(*lever.places, *others),
                choice=Choice((*lever.choice.options, *leaves)),
                settled=_is_settled(lever, settled),
            )
    return found


def apart(ours: Asked, theirs: Asked) -> dict[str, Lever]:
    """List what stands otherwise in another question about the same treaty, each with both places, by key."""
    found: dict[str, Lever] = {}
    for key, lever in ours.levers.items():
        other = theirs.levers[key]
        if lever.choice != other.choice:
            to = other.found if other.found != lever.found else other.places[0]
            options = (*lever.choice.options, *other.choice.options)
            found[key] = replace(lever, places=(*lever.places, to), choice=Choice(options))
    return found


def moved(question: Question, levers: Mapping[str, Lever], options: Mapping[str, int]) -> Question:
    """Ask a question with levers moved, each to the place of that number.

    Readings and the words of the treaty proper become the question's own choice.
    """
    for key, option in options.items():
        lever = levers[key]
        place = lever.places[option]
        if lever.kind is LeverKind.READING:
            question = replace(question, readings={**question.readings, lever.id: place})
        elif lever.kind is LeverKind.TEXT and lever.id == question.scenario.treaty and place != NO_TEXT:
            question = replace(question, text=place)
        else:
            leaves = lever.choice.options[option]
            plain = {id.removesuffix(STATED): truth for id, truth in leaves.items()}
            question = replace(question, leaves={**question.leaves, **plain})
    return question


def labels_of(assessor: Assessor, question: Question, rule: str, levers: Mapping[str, Lever]) -> Labels:
    """Read a rule as a function of levers; everything else stands as in the question."""
    fixed = {id: each.value for id, each in assessor.given(question).items()}
    choices = {key: lever.choice for key, lever in levers.items()}
    return Labels(assessor.rulebook(question.scenario.treaty), rule, fixed, choices)


class Asked:
    """A question, its answer, and where everything stands in it that could be otherwise."""

    def __init__(self, assessor: Assessor, question: Question) -> None:
        self.question = question
        self.rulebook = assessor.rulebook(question.scenario.treaty)
        self.law = assessor.library.interpretations
        self.situation = assessor.situation(question)
        self.instruments = self.situation.treaty.instruments
        self.assessment = assessor.assess(question)
        self.levers: dict[str, Lever] = {}
        for leaf in self.rulebook.leaves.values():
            kind, id = self._of(leaf)
            key = f"{kind}.{id}"
            if key not in self.levers:
                place, found = self._place(kind, id)
                self.levers[key] = Lever(kind, id, (place,), Choice((self.leaves(kind, id, place),)), found)

    def elsewhere(self, lever: Lever, answers: Iterable[Truth]) -> Iterable[str]:
        """List the places to which a lever may be moved, a fact to one of some answers."""
        match lever.kind:
            case LeverKind.FACT:
                return [truth.value for truth in answers]
            case LeverKind.READING:
                return self.law.terms[lever.id].readings
            case LeverKind.TEXT:
                return self.situation.treaty.instrument.texts if lever.id == self.situation.treaty.id else ()
            case LeverKind.STATUS:
                family, _, instrument = lever.id.partition(".")
                if family == LeafKind.OPPONENT_PARTY and not self.situation.opponents:
                    return ()
                in_force = instrument == self.situation.treaty.id or self._text(instrument) != NO_TEXT
                return [_STANDING[truth].value for truth in _KNOWN] if in_force else ()

    def leaves(self, kind: LeverKind, id: str, place: str) -> dict[str, Truth]:
        """Give the leaves that hang on a lever, with the values that they have at a place."""
        leaves = self.rulebook.leaves
        match kind:
            case LeverKind.FACT:
                return {id + STATED if id + STATED in leaves else id: Truth(place)}
            case LeverKind.READING:
                own = (each for each in leaves.values() if self._of(each) == (kind, id))
                return {each.id: given_reading(each, self.law, {id: place}) for each in own}
            case LeverKind.TEXT:
                texts = (text for text in self.instruments[id].texts if f"text.{text}" in leaves)
                return {f"text.{text}": Truth.of(text == place) for text in texts}
            case LeverKind.STATUS:
                return {id: Standing(place).truth}

    def _of(self, leaf: Leaf) -> tuple[LeverKind, str]:
        """Name the lever on which a leaf hangs."""
        match leaf.kind:
            case LeafKind.FACT:
                return LeverKind.FACT, leaf.id.removesuffix(STATED)
            case LeafKind.READING:
                return LeverKind.READING, leaf.about[0]
            case LeafKind.TEXT:
                holds = (id for id, each in self.instruments.items() if leaf.about[0] in each.texts)
                return LeverKind.TEXT, next(holds)
            case LeafKind.PARTY | LeafKind.OPPONENT_PARTY:
                return LeverKind.STATUS, leaf.id

    def _place(self, kind: LeverKind, id: str) -> tuple[str, str]:
        """Tell where a lever stands, and what that comes to."""
        assessment = self.assessment
        match kind:
            case LeverKind.FACT:
                stated = id + STATED if id + STATED in self.rulebook.leaves else id
                return assessment[stated].value, assessment[id].value
            case LeverKind.READING:
                place = assessment.readings[id]
            case LeverKind.TEXT:
                place = self._text(id)
            case LeverKind.STATUS:
                place = _STANDING[assessment[id]].value
        return place, place

    def _text(self, instrument: str) -> str:
        """Name the text of an instrument that is in force; a question may have replaced it."""
        for text in self.instruments[instrument].texts:
            leaf = f"text.{text}"
            in_force = text in self.situation.texts
            if self.assessment[leaf] is Truth.TRUE if leaf in self.rulebook.leaves else in_force:
                return text
        return NO_TEXT


def _is_settled(lever: Lever, facts: Container[str]) -> bool:
    """Tell whether nobody denies where a lever stands: one of some facts, words, a standing not contested."""
    match lever.kind:
        case LeverKind.FACT:
            return lever.id in facts
        case LeverKind.STATUS:
            return lever.found != Standing.CONTESTED
        case _:
            return lever.kind is LeverKind.TEXT


def _settled(assessor: Assessor, question: Question) -> set[str]:
    """List the facts that are answered, and that no account of the scenario answers otherwise on the day."""
    scenario, vocabulary = question.scenario, assessor.library.vocabulary
    accounts = {
        id: given_facts(scenario.facts_of(each), vocabulary, question.on)
        for id, each in scenario.accounts.items()
    }
    return {
        id
        for id, each in accounts[question.framing].items()
        if each.value in _KNOWN and not any(other[id].value is ~each.value for other in accounts.values())
    }
