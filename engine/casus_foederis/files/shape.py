"""Documents -> models. What a model rejects becomes a problem with a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError

from casus_foederis.advice import nearest, quoted
from casus_foederis.files.complaints import described, problems_of, shown
from casus_foederis.files.document import Document, Node
from casus_foederis.files.formats import FORMATS
from casus_foederis.files.kind import KINDS
from casus_foederis.model.names import Known
from casus_foederis.model.scenario import RECORD
from casus_foederis.problems import InputError, Problem


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model together with the document that it was read from, to point into."""

    document: Document
    model: BaseModel


def shape(document: Document, known: Known | None = None) -> Loaded:
    """Read a document by the format that it says it has. Raises `InputError` with all that does not fit.

    Names of the families in ``known`` must be among those that it lists.
    """
    kind = kind_of(document)
    nothing = {
        path
        for path, node in document.root.scalars()
        if node.value is None and (not path or ":" not in str(path[-1]))
    }
    context = {**(known or {}), **_framings(document.root)}
    problems = [*document.duplicates, *(document.problem(path, "nothing_here") for path in nothing)]
    try:
        model = FORMATS[kind].model_validate(document.root.plain(), context=context)
    except ValidationError as error:
        problems += problems_of(error, document, context, nothing)
    if problems:
        raise InputError(problems)
    return Loaded(document, model)


def _framings(root: Node) -> Known:
    """List the accounts of a scenario by what its file says, whatever else may be wrong with it."""
    framings = root.value.get("framings") if isinstance(root.value, dict) else None
    if framings is None or framings.value == {}:
        return {"framing": {RECORD}}
    return {"framing": set(framings.value)} if isinstance(framings.value, dict) else {}


def kind_of(document: Document) -> str:
    """Tell what a document says it is. Raises `InputError` if it does not say, or is nothing of ours."""
    problem = _kind_problem(document)
    if problem is not None:
        raise InputError([*document.duplicates, problem])
    return str(document.kind)


def _kind_problem(document: Document) -> Problem | None:
    """Say what is wrong with what a document says it is."""
    keys, kind = document.root.value, document.kind
    if not isinstance(keys, dict):
        return document.problem((), "not_a_mapping")
    if kind is None:
        return _no_kind(document, keys)
    if not isinstance(kind, str) or kind not in FORMATS:
        advice = nearest(shown(kind), KINDS)
        return document.problem(("kind",), "unknown_kind", kind=described(kind), advice=advice)
    return None


def _no_kind(document: Document, keys: Iterable[str]) -> Problem:
    if "kind" in keys:
        return document.problem(("kind",), "nothing_here")
    for key in keys:
        if key.casefold() == "kind":
            advice = nearest(key, ["kind"])
            return document.problem((key,), "unknown_key", key=True, name=key, advice=advice)
    return document.problem((), "no_kind", kinds=quoted(KINDS))
