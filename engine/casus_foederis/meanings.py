"""What every name means that a file can use: in a sentence or two, for those who write files."""

from __future__ import annotations

from typing import TypeAlias

from casus_foederis.files.library import Library
from casus_foederis.leaves import LeafKind, leaves_of
from casus_foederis.model.base import Attested, Cited, Worded
from casus_foederis.model.interpretation import Reading
from casus_foederis.model.scenario import KEYS_OF_PAIRS
from casus_foederis.model.states import state_spellings
from casus_foederis.model.treaty import Treaty, Wording
from casus_foederis.model.vocabulary import Fact
from casus_foederis.phrases import say

Meanings: TypeAlias = dict[str, str]


def meanings(library: Library) -> dict[str, Meanings]:
    """Give all names, by the family that marks on the models speak of, each with what it means."""
    law = library.interpretations
    facts = {id: _fact(fact) for id, fact in library.vocabulary.facts.items()}
    found: dict[str, Meanings] = {
        "fact": facts,
        "difference": facts | {key: say(f"pair.{key}") for key in KEYS_OF_PAIRS},
        "interpretation": {
            id: say(
                "schema.interpretation", title=each.title, holder=each.held_by, paraphrase=each.paraphrase
            )
            for id, each in law.interpretations.items()
        },
        "term": {id: worded(term) for id, term in law.terms.items()},
        "reading": {id: text for term in law.terms for id, text in readings(library, term).items()},
        "source": {id: source.title for id, source in library.sources.items()},
        "claim": {
            id: say("schema.claim", actor=claim.actor, says=claim.says)
            for id, claim in library.claims.items()
        },
        "state": state_spellings(),
        "treaty": {id: treaty.title for id, treaty in library.treaties.items()},
        "rule": {},
        "provision": {},
        "text": {},
        "part": {},
    }
    for treaty in library.treaties.values():
        for family, names in of_treaty(treaty).items():
            found[family] |= names
        found["part"] |= _parts(library, treaty, found)
    return found


def of_treaty(treaty: Treaty) -> dict[str, Meanings]:
    """Give the names that a treaty defines, by family."""
    return {
        "rule": {id: worded(each) for id, each in treaty.rules.items()},
        "provision": {id: worded(each) for id, each in treaty.provisions.items()},
        "text": {id: _titled(each) for id, each in treaty.instrument.texts.items()},
    }


def readings(library: Library, term: str) -> Meanings:
    """Give the readings of one term."""
    found = library.interpretations.terms[term].readings
    return {id: _titled(each) for id, each in found.items()}


def worded(each: Worded) -> str:
    """Say what something means that has words of its own."""
    text = say("schema.fact", title=each.title, question=each.question, paraphrase=each.paraphrase)
    return f"{text} {_source(each)}"


def _fact(fact: Fact) -> str:
    text = worded(fact)
    if fact.needs is not None:
        text += " " + say("schema.needs", need=fact.needs)
    if fact.presumption is not None:
        text += " " + say("schema.presumed", value=fact.presumption.value)
    return text


def _titled(each: Reading | Wording) -> str:
    return f"{each.title}. {each.paraphrase} {_source(each)}"


def cited(each: Cited) -> str:
    """Give the source of something, how well it is known, and the claims that it rests on."""
    confidence = say(f"confidence.{each.confidence}")
    if isinstance(each, Attested) and each.claims:
        claims = ", ".join(each.claims)
        return say("cited.claims", source=each.source, claims=claims, confidence=confidence)
    return say("cited.source", source=each.source, confidence=confidence)


def _source(each: Cited) -> str:
    return say("schema.source", source=cited(each))


def _parts(library: Library, treaty: Treaty, known: dict[str, Meanings]) -> Meanings:
    """Give everything that a rule of a treaty can name."""
    found = known["fact"] | of_treaty(treaty)["rule"]
    leaves = leaves_of(treaty, library.vocabulary.facts, library.interpretations.terms)
    for id, leaf in leaves.items():
        match leaf.kind:
            case LeafKind.READING:
                found[id] = readings(library, leaf.about[0])[leaf.about[1]]
            case LeafKind.TEXT:
                text = treaty.texts[leaf.about[0]]
                found[id] = f"{text.title}. {say('schema.lookup')}"
            case LeafKind.PARTY | LeafKind.OPPONENT_PARTY:
                instrument = treaty.instruments[leaf.about[0]].title
                title = say(f"leaf.{leaf.kind}", state=say("schema.the_state"), instrument=instrument)
                found[id] = f"{title}. {say('schema.lookup')}"
    return found
