"""Documents -> models. What a model rejects becomes a problem with a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError

from casus_foederis.advice import nearest, quoted
from casus_foederis.files.complaints import described, problems_of, shown
from casus_foederis.files.document import Document, Node
from casus_foederis.files.formats import FORMATS, Path
from casus_foederis.files.kind import KINDS
from casus_foederis.model.names import Known
from casus_foederis.model.scenario import RECORD
from casus_foederis.problems import InputError


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
    nothing = {path for path in _nothing(document.root, ()) if not path or ":" not in str(path[-1])}
    context = {**(known or {}), "framing": _framings(document.root)}
    problems = [document.problem(path, "nothing_here") for path in nothing]
    try:
        model = FORMATS[kind].model_validate(document.root.plain(), context=context)
    except ValidationError as error:
        problems += problems_of(error, document, context, nothing)
    if problems:
        raise InputError(problems)
    return Loaded(document, model)


def _framings(root: Node) -> set[str]:
    """List the accounts of a scenario by what its file says, whatever else may be wrong with it."""
    framings = root.value.get("framings") if isinstance(root.value, dict) else None
    return set(framings.value) if framings and isinstance(framings.value, dict) else {RECORD}


def kind_of(document: Document) -> str:
    """Tell what a document says it is. Raises `InputError` if it does not say, or is nothing of ours."""
    if not isinstance(document.root.value, dict):
        raise InputError([document.problem((), "not_a_mapping")])
    kind = document.kind
    if kind is None and "kind" in document.root.value:
        raise InputError([document.problem(("kind",), "nothing_here")])
    for key in document.root.value if kind is None else ():
        if key.casefold() == "kind":
            advice = nearest(key, ["kind"])
            raise InputError([document.problem((key,), "unknown_key", key=True, name=key, advice=advice)])
    if kind is None:
        raise InputError([document.problem((), "no_kind", kinds=quoted(KINDS))])
    if not isinstance(kind, str) or kind not in FORMATS:
        advice = nearest(shown(kind), KINDS)
        raise InputError([document.problem(("kind",), "unknown_kind", kind=described(kind), advice=advice)])
    return kind


def _nothing(node: Node, path: Path) -> Iterator[Path]:
    """Yield the places where a value is left out, or null. Nesting is bounded when a file is read."""
    if isinstance(node.value, dict):
        for key, part in node.value.items():
            yield from _nothing(part, (*path, key))
    elif isinstance(node.value, list):
        for n, part in enumerate(node.value):
            yield from _nothing(part, (*path, n))
    elif node.value is None:
        yield path
