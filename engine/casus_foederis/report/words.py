"""How things are called: facts, conditions, look-ups and readings in sentences that people can read."""

from __future__ import annotations

from dataclasses import dataclass

from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.states import state_name
from casus_foederis.model.treaty import Treaty
from casus_foederis.phrases import say, wording
from casus_foederis.report.page import Line, Span, Tone, line, span

_FILLED_MARK = "*"


@dataclass(frozen=True)
class Words:
    """The vocabulary of one scenario's reports."""

    library: Library
    treaty: Treaty
    scenario: Scenario

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
        family, _, rest = id.partition(".")
        if family != "text":
            return say("leaf.not", title=self.title(id))
        caps = self.treaty.texts[rest].caps.items()
        if not caps:
            return say("leaf.not_text", text=self.text(rest))
        term, reading = next(iter(caps))
        values = {"text": self.text(rest), "term": self.term(term), "reading": self.reading(term, reading)}
        return say("leaf.not_capped", **values)

    @property
    def state(self) -> str:
        """Name the State concerned."""
        return wording(f"state.{self.scenario.state}", "title", state_name(self.scenario.state))

    @property
    def case(self) -> str:
        """Name the scenario."""
        return wording(f"scenario.{self.scenario.id}", "title", self.scenario.title)

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

    def holder(self, framing: str) -> str:
        """Name the holder of an account."""
        holder = self.scenario.accounts[framing].holder
        return wording(f"scenario.{self.scenario.id}.{framing}", "holder", holder)

    def role(self, framing: str) -> str:
        """Say in which capacity the holder of an account speaks; nothing where the record alone speaks."""
        role = self.scenario.accounts[framing].role
        return say(f"role.{role}") if role is not None else ""

    def account(self, framing: str) -> Line:
        """Name an account: its holder, and in which capacity the holder speaks."""
        role = self.role(framing)
        return line(self.holder(framing), span(f" ({role})" if role else "", Tone.MUTED))

    def held_reading(self, assessment: Assessment, term: str) -> Line:
        """Name the reading that an interpretation has of a term, with a mark where nobody held it."""
        reading = assessment.readings[term]
        mark = _FILLED_MARK if assessment.bases[term] == "filled" else ""
        return line(f"{self.reading(term, reading)} ", span(f"{reading}{mark}", Tone.ID))


def answer(id: str, status: Truth, words: Words) -> str:
    """Say the value of something: yes, no or unknown for a fact; met, not met or undetermined for a rule."""
    kind = "rule" if id in words.treaty.rules else "fact"
    return say(f"{kind}.{status.status}")


def muted(text: str) -> Span:
    """Set text back."""
    return span(text, Tone.MUTED)


def ident(text: str) -> Span:
    """Show an id."""
    return span(text, Tone.ID)
