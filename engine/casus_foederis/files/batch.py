"""Reads many files as one: each by its format, its names against what the others define."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from casus_foederis.files.document import Document
from casus_foederis.files.formats import FORMATS
from casus_foederis.files.kind import BESIDE, KINDS, kind_word
from casus_foederis.files.references import check_references
from casus_foederis.files.search import File, Found, files_beside
from casus_foederis.files.shape import Loaded, kind_of, shape
from casus_foederis.files.source import read_document
from casus_foederis.leaves import leaves_of
from casus_foederis.model.evidence import Claims, Sources
from casus_foederis.model.interpretation import Interpretations, Term
from casus_foederis.model.scenario import KEYS_OF_PAIRS
from casus_foederis.model.treaty import Treaty
from casus_foederis.model.vocabulary import Vocabulary
from casus_foederis.problems import InputError, Problem


@dataclass(frozen=True, slots=True)
class Batch:
    """What could be read, and everything that is wrong with the rest."""

    loaded: tuple[Loaded, ...]
    problems: tuple[Problem, ...]


# What a name that is not known may be defined in: a file of this kind, beside those that were named.
_ELSEWHERE: Final = {
    "unknown_claim": ("claims", "sources"),
    "unknown_source": ("sources",),
    "unknown_treaty": ("treaty",),
}


def read_found(found: Found) -> Batch:
    """Read the files that were found; and, if they name what none of them defines, those beside them.

    What is wrong with the latter takes nothing away from what was found before; of each, one thing is told.
    """
    batch = read_batch(found.files)
    lacking = {kind for problem in batch.problems for kind in _ELSEWHERE.get(problem.code, ())}
    beside = files_beside(found, tuple(lacking)) if lacking else []
    if not beside:
        return batch
    together = read_batch((*found.files, *beside))
    names = {file.name for file in beside}
    wrong: dict[str, Problem] = {}
    for problem in sorted(together.problems):
        if problem.place.file in names:
            wrong.setdefault(problem.place.file, problem)
    return Batch(batch.loaded, (*batch.problems, *wrong.values())) if wrong else together


def read_batch(files: Sequence[File]) -> Batch:
    """Read files, and check each, and whether they fit together. Never stops at the first mistake.

    Where a file that defines names is broken, names of that family are not checked in the others: they would
    all be complained of, and none of them is to blame.
    """
    problems: list[Problem] = []
    broken: set[str] = set()
    documents: dict[str, list[Document]] = {kind: [] for kind in FORMATS}
    for file in files:
        try:
            document = read_document(file.path, file.name, keep=not file.own)
            documents[kind_of(document)].append(document)
        except InputError as error:
            problems += error.problems
            broken |= _kinds_meant(file)
    known: dict[str, set[str]] = {}
    terms: dict[str, Term] = {}
    loaded: list[Loaded] = []
    for kind, of_kind in documents.items():
        fine: list[Loaded] = []
        for document in of_kind:
            try:
                fine.append(shape(document, known))
            except InputError as error:
                problems += error.problems
                broken.add(kind)
        loaded += fine
        laws = [each.model for each in fine if isinstance(each.model, Interpretations)]
        terms |= {id: term for law in laws for id, term in law.terms.items()}
        if kind not in broken:
            for each in fine:
                for family, name in _names_in(each.model, terms):
                    known.setdefault(family, set()).add(name)
    return Batch(tuple(loaded), (*problems, *check_references(loaded)))


def _kinds_meant(file: File) -> set[str]:
    """Tell what a file that could not be read may have been: what it says, or anything that defines names."""
    word = kind_word(file.path)
    meant = difflib.get_close_matches(word.casefold(), KINDS, n=1) if word else []
    return set(meant or BESIDE)


def _names_in(model: BaseModel, terms: Mapping[str, Term]) -> Iterator[tuple[str, str]]:
    """Yield every name that a file defines, with its family."""
    match model:
        case Vocabulary():
            yield from (("fact", id) for id in model.facts)
            yield from (("difference", id) for id in (*model.facts, *KEYS_OF_PAIRS))
        case Interpretations():
            yield from (("interpretation", id) for id in model.interpretations)
            yield from (("term", id) for id in model.terms)
            yield from (("reading", id) for term in model.terms.values() for id in term.readings)
        case Treaty():
            yield "treaty", model.id
            yield from (("provision", id) for id in model.provisions)
            yield from (("rule", id) for id in model.rules)
            yield from (("text", id) for id in model.texts)
            yield from (("lookup", id) for id in leaves_of(model, (), terms))
        case Sources():
            yield from (("source", id) for id in model.sources)
        case Claims():
            yield from (("claim", id) for id in model.claims)
