"""How things are called: facts, conditions, look-ups and readings in sentences that people can read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from string import ascii_lowercase

from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import RECORD, Position, Scenario
from casus_foederis.model.states import state_name
from casus_foederis.model.treaty import Treaty
from casus_foederis.phrases import PHRASES, say, wording
from casus_foederis.report.page import Line, Span, Tone, joined, line, symbol


@dataclass(frozen=True)
class Names:
    """What the law is called: facts, conditions, look-ups and readings of one treaty."""

    library: Library
    treaty: Treaty

    @property
    def state(self) -> str:
        """Name the State concerned."""
        return say("schema.the_state")

    def title(self, id: str) -> str:
        """Name a fact, a condition, a look-up or a reading in a few words."""
        if (fact := self.library.vocabulary.facts.get(id)) is not None:
            return wording(id, "title", fact.title)
        if (rule := self.treaty.rules.get(id)) is not None:
            return wording(id, "title", rule.title)
        family, _, rest = id.partition(".")
        match family:
            case "text":
                return say("leaf.text", text=self.text(rest))
            case "party":
                return say("leaf.party", state=self.state, instrument=self.treaty.instruments[rest].title)
            case "opponent_party":
                return say("leaf.opponent_party", instrument=self.treaty.instruments[rest].title)
        term, _, reading = rest.partition(".")
        ordered = self.library.interpretations.terms[term].ordered
        phrase = "leaf.reading_reaches" if ordered else "leaf.reading_is"
        return say(phrase, term=self.term(term), reading=self.reading(term, reading))

    def question(self, id: str) -> str:
        """Give the question that a rule answers."""
        return wording(id, "question", self.treaty.rules[id].question)

    def negation(self, id: str) -> str:
        """Name the absence of something; for words in force, also what they would have capped."""
        if not id.startswith("text."):
            return say("leaf.not", title=self.title(id))
        cap = self._cap(id)
        return say("leaf.not_capped", **cap) if cap else say("leaf.not_text", text=self.text(id[5:]))

    def cap(self, id: str) -> str | None:
        """Say what words in force cap, if they cap anything."""
        cap = self._cap(id) if id.startswith("text.") else None
        return say("leaf.capped", **cap) if cap else None

    def _cap(self, id: str) -> dict[str, str] | None:
        text = id.removeprefix("text.")
        for term, reading in self.treaty.texts[text].caps.items():
            return {"text": self.text(text), "term": self.term(term), "reading": self.reading(term, reading)}
        return None

    def text(self, id: str) -> str:
        """Name a text of the treaty."""
        return (
            wording(f"text.{id}", "title", self.treaty.texts[id].title) if id != "none" else say("text.none")
        )

    def term(self, id: str) -> str:
        """Name a term."""
        return wording(f"term.{id}", "title", self.library.interpretations.terms[id].title)

    def reading(self, term: str, reading: str) -> str:
        """Name a reading."""
        title = self.library.interpretations.terms[term].readings[reading].title
        return wording(f"reading.{term}.{reading}", "title", title)

    def interpretation(self, id: str) -> str:
        """Name an interpretation."""
        title = self.library.interpretations.interpretations[id].title
        return wording(f"interpretation.{id}", "title", title)

    def held_by(self, id: str) -> str:
        """Name those who held an interpretation."""
        holders = self.library.interpretations.interpretations[id].held_by
        return wording(f"interpretation.{id}", "held_by", holders)

    def read_as(self, term: str, readings: Collection[str]) -> str:
        """Name the readings of a term, any of which will do."""
        known = self.library.interpretations.terms[term].readings
        named = (self.reading(term, id) for id in known if id in readings)
        return say("words.read_as", term=self.term(term), readings=say("words.or").join(named))


@dataclass(frozen=True)
class Words(Names):
    """The vocabulary of one scenario's reports."""

    scenario: Scenario

    @property
    def state(self) -> str:
        """Name the State concerned."""
        return wording(f"state.{self.scenario.state}", "title", state_name(self.scenario.state))

    @property
    def case(self) -> str:
        """Name the scenario."""
        return wording(f"scenario.{self.scenario.id}", "title", self.scenario.title)

    @property
    def done(self) -> str:
        """Say what was done, and whether outside the treaty; nothing where nothing is recorded."""
        if (practice := self.scenario.practice) is None:
            return ""
        measure = say(f"measure.{practice.measure}")
        outside = practice.under not in (self.treaty.id, None)
        return say("measure.outside", measure=measure) if outside else measure

    def holder(self, framing: str) -> str:
        """Name the holder of an account."""
        if framing == RECORD:
            return say("leaf.record")
        holder = self.scenario.accounts[framing].holder
        return wording(f"scenario.{self.scenario.id}.{framing}", "holder", holder)

    def role(self, framing: str) -> str:
        """Say in which capacity the holder of an account speaks; nothing where the record alone speaks."""
        role = self.scenario.accounts[framing].role
        return say(f"role.{role}") if role is not None else ""

    def account(self, framing: str) -> Line:
        """Name an account: its holder, and in which capacity the holder speaks."""
        role = self.role(framing)
        return line(self.holder(framing), Span(f" ({role})" if role else "", Tone.MUTED))

    def concluded(self, position: Position) -> Line:
        """Say what an actor concluded in law, and how the actor read the words."""
        answers = (
            line(symbol(Truth.of_status(status)), f" {self.title(rule)} ", ident(rule))
            for rule, status in position.answers.items()
        )
        readings = (line(self.read_as(term, each)) for term, each in position.readings.items())
        return joined((*answers, *readings), "; ")

    def held_reading(self, assessment: Assessment, term: str) -> Line:
        """Name the reading that an interpretation has of a term, with a mark where nobody held it."""
        reading = assessment.readings[term]
        return line(f"{self.reading(term, reading)} ", ident(reading + filled_mark(assessment, term)))


def letters(interpretations: Iterable[str]) -> dict[str, str]:
    """Give each interpretation a letter, under which the columns of a table show it."""
    pairs = (f"{one}{two}" for one in ascii_lowercase for two in ascii_lowercase)
    return dict(zip(interpretations, chain(ascii_lowercase, pairs), strict=False))


def answer(id: str, status: Truth, words: Words) -> str:
    """Say the value of something: yes, no or unknown for a fact; met, not met or undetermined for a rule."""
    kind = "rule" if id in words.treaty.rules else "fact"
    return say(f"{kind}.{status.status}")


def asked_line(words: Words, assessment: Assessment) -> Line:
    """Say on which day, under which words and as read by whom a question is asked."""
    asked = say(
        "explain.asked",
        on=assessment.on.isoformat(),
        text=words.text(assessment.text),
        holders=words.held_by(assessment.interpretation),
    )
    return line(asked, " ", ident(assessment.interpretation))


def filled_mark(assessment: Assessment, term: str) -> str:
    """Mark a reading that nobody held and the default fills in."""
    return "*" if assessment.bases[term] == "filled" else ""


def language(code: str) -> str:
    """Name a language; one that has no name here keeps its code."""
    id = f"language.{code}"
    return say(id) if id in PHRASES else code


def muted(text: str) -> Span:
    """Set text back."""
    return Span(text, Tone.MUTED)


def ident(text: str) -> Span:
    """Show an id."""
    return Span(text, Tone.ID)
