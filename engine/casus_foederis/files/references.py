"""Whether files fit together: what one names, another defines, and nothing contradicts itself.

Names that need no more than a list to check are checked when a file is given its shape; here is what takes
several files, or several places of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel

from casus_foederis.advice import quoted
from casus_foederis.files.document import Document
from casus_foederis.files.fit import known
from casus_foederis.files.formats import Path
from casus_foederis.files.references_law import check_interpretations, check_treaty, check_vocabulary
from casus_foederis.files.references_scenario import check_scenario
from casus_foederis.files.shape import Loaded
from casus_foederis.model.evidence import Claims, Conflicts, Sources
from casus_foederis.model.interpretation import Interpretations
from casus_foederis.model.overlay import Overlay
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.states import state_codes
from casus_foederis.model.treaty import Treaty
from casus_foederis.model.vocabulary import Vocabulary
from casus_foederis.phrases import PHRASES, placeholders, same_placeholders, say
from casus_foederis.problems import Problem

_Model = TypeVar("_Model", bound=BaseModel)


def check_references(loaded: Sequence[Loaded]) -> list[Problem]:
    """Check everything that takes more than one file, or more than one place of a file, to check.

    Without a vocabulary or interpretations, which are broken then, nothing can be said.
    """
    seconds: list[Document] = []
    for model in (Vocabulary, Interpretations):
        documents = [document for document, _ in _files(loaded, model)]
        if not documents:
            return []
        seconds += documents[1:]
    single = [each for each in loaded if each.document not in seconds]
    problems = [document.problem(("kind",), "second_file") for document in seconds]
    return [*problems, *_defined_twice(single), *_Checker(single).problems()]


def _files(loaded: Sequence[Loaded], model: type[_Model]) -> Iterator[tuple[Document, _Model]]:
    for each in loaded:
        if isinstance(each.model, model):
            yield each.document, each.model


def _defined_twice(loaded: Sequence[Loaded]) -> Iterator[Problem]:
    """Find ids that two files define."""
    defined: list[tuple[str, str, Document, Path]] = []
    for document, scenario in _files(loaded, Scenario):
        defined.append(("scenario", scenario.id, document, ("id",)))
    for document, treaty in _files(loaded, Treaty):
        defined.append(("treaty", treaty.id, document, ("id",)))
    for document, sources in _files(loaded, Sources):
        defined += [("source", id, document, ("sources", id)) for id in sources.sources]
    for document, claims in _files(loaded, Claims):
        defined += [("claim", id, document, ("claims", id)) for id in claims.claims]
    for document, conflicts in _files(loaded, Conflicts):
        defined += [("conflict", id, document, ("conflicts", id)) for id in conflicts.conflicts]
    first: dict[tuple[str, str], Document] = {}
    for what, id, document, path in defined:
        other = first.setdefault((what, id), document)
        if other is not document:
            yield document.problem(path, "defined_twice", id=id, file=other.file)


class _Checker:
    def __init__(self, loaded: Sequence[Loaded]) -> None:
        self.loaded = loaded
        self.vocabulary_file, self.vocabulary = next(_files(loaded, Vocabulary))
        self.law_file, self.law = next(_files(loaded, Interpretations))
        self.treaties = {treaty.id: treaty for _, treaty in _files(loaded, Treaty)}

    def problems(self) -> Iterator[Problem]:
        """Yield everything that does not fit."""
        yield from check_vocabulary(self.vocabulary_file, self.vocabulary)
        yield from check_interpretations(self.law_file, self.law)
        for document, treaty in _files(self.loaded, Treaty):
            yield from check_treaty(document, treaty, self.vocabulary.facts, self.law.terms)
        for document, scenario in _files(self.loaded, Scenario):
            yield from check_scenario(document, scenario, self.law, self.treaties)
        for document, overlay in _files(self.loaded, Overlay):
            yield from self.check_overlay(document, overlay)

    def check_overlay(self, document: Document, overlay: Overlay) -> Iterator[Problem]:
        for id, text in overlay.phrases.items():
            path: Path = ("phrases", id)
            if id not in PHRASES:
                yield from known(document, path, "phrase", id, PHRASES, key=True)
            elif not same_placeholders(text, PHRASES[id]):
                names = quoted(sorted(placeholders(PHRASES[id]))) or say("advice.no_words")
                yield document.problem(path, "placeholders", names=names)
        worded = self.worded()
        for id, fields in overlay.entries.items():
            if id.startswith("scenario."):
                continue  # a scenario that is worded need not be loaded
            yield from known(document, ("entries", id), "wording", id, worded, key=True)
            for field in fields if id in worded else ():
                path = ("entries", id, field)
                yield from known(document, path, "wording", field, worded[id], key=True)

    def worded(self) -> dict[str, tuple[str, ...]]:
        """List everything that has words of its own, with the fields that hold them."""
        law, whole = self.law, ("title", "question", "paraphrase", "note")
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self.vocabulary.facts, whole)
        found |= {f"group.{id}": ("title",) for id in self.vocabulary.groups}
        for treaty in self.treaties.values():
            found |= dict.fromkeys(treaty.rules, whole)
            found |= {f"text.{id}": ("title", "paraphrase", "note") for id in treaty.texts}
            found |= {f"consequence.{each.consequence.id}": ("title",) for each in treaty.provisions.values()}
        for id, term in law.terms.items():
            found[f"term.{id}"] = whole
            found |= {f"reading.{id}.{reading}": ("title", "paraphrase", "note") for reading in term.readings}
        found |= {f"interpretation.{id}": ("title", "held_by", "paraphrase") for id in law.interpretations}
        found |= {f"state.{code}": ("title",) for code in state_codes()}
        for _, file in _files(self.loaded, Conflicts):
            for id, conflict in file.conflicts.items():
                found[f"conflict.{id}"] = ("title", "outside", "treatment")
                found |= {f"conflict.{id}.{n}": ("says",) for n, _ in enumerate(conflict.sides, 1)}
        claims = {id for _, file in _files(self.loaded, Claims) for id in file.claims}
        return found | dict.fromkeys(claims, ("actor", "says"))
