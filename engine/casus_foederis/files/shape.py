"""Documents -> models. What a model rejects becomes a problem with a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from casus_foederis.files.source import Document
from casus_foederis.model.evidence import Claims, Sources
from casus_foederis.model.interpretation import Interpretations
from casus_foederis.model.overlay import Overlay
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.states import state_names
from casus_foederis.model.treaty import Treaty
from casus_foederis.model.vocabulary import Vocabulary
from casus_foederis.phrases import say
from casus_foederis.problems import InputError, Problem, nearest, quoted

FORMATS: Final[Mapping[str, type[BaseModel]]] = {
    "vocabulary": Vocabulary,
    "interpretations": Interpretations,
    "treaty": Treaty,
    "historical": Scenario,
    "hypothetical": Scenario,
    "sources": Sources,
    "claims": Claims,
    "wording": Overlay,
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model together with the document that it was read from, to point into."""

    document: Document
    model: BaseModel


def shape(document: Document) -> Loaded:
    """Read a document by the format that it says it has. Raises `InputError` with all that does not fit."""
    if not isinstance(document.root.value, dict):
        raise InputError([document.problem((), "not_a_mapping")])
    kind = document.kind
    if kind is None:
        raise InputError([document.problem((), "no_kind", kinds=quoted(FORMATS))])
    if not isinstance(kind, str) or kind not in FORMATS:
        remedy = nearest(_shown(kind), FORMATS)
        raise InputError([document.problem(("kind",), "unknown_kind", kind=_shown(kind), remedy=remedy)])
    try:
        return Loaded(document, FORMATS[kind].model_validate(document.root.plain()))
    except ValidationError as error:
        raise InputError(_problems(error, document, FORMATS[kind])) from None


_CODES: Final = {
    "control": "control",
    "day": "bad_day",
    "window": "ends_before_it_begins",
    "state": "bad_state",
    "truth": "bad_truth",
    "reserved": "reserved_id",
    "string_pattern_mismatch": "bad_id",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_few",
    "enum": "not_allowed",
    "literal_error": "not_allowed",
    "union_tag_not_found": "bad_rule",
    "string_type": "not_text",
    "dict_type": "not_a_mapping_here",
    "model_type": "not_a_mapping_here",
    "tuple_type": "not_a_list_here",
    "bool_type": "bad_bool",
    "bool_parsing": "bad_bool",
}


def _problems(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Problem]:
    """Turn a failed validation into problems, one for each thing that is wrong."""
    problems = []
    for detail in error.errors(include_url=False):
        path = tuple(step for step in detail["loc"] if step != "[key]")
        values = {"value": _shown(detail["input"])}
        kind = detail["type"]
        if kind == "missing":
            problems.append(document.problem(path[:-1], "missing_key", name=str(path[-1])))
        elif kind == "extra_forbidden":
            remedy = nearest(str(path[-1]), _field_names(model))
            problems.append(
                document.problem(path, "unknown_key", key=True, name=str(path[-1]), remedy=remedy)
            )
        else:
            values |= {name: str(value) for name, value in detail.get("ctx", {}).items()}
            values["message"] = detail["msg"]
            if kind == "state":
                values["remedy"] = nearest(values["value"], state_names())
            at_key = detail["loc"][-1:] == ("[key]",)
            problems.append(document.problem(path, _CODES.get(kind, "other"), key=at_key, **values))
    return problems


_LONGEST = 60  # characters of a value that a message repeats


def _shown(value: Any) -> str:
    """Show a value as its author wrote it, cut to what fits a line."""
    if isinstance(value, bool) or value is None:
        text = {True: "true", False: "false", None: "null"}[value]
    elif isinstance(value, (dict, list, tuple)):
        text = say("value.mapping" if isinstance(value, dict) else "value.list")
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _field_names(model: type[BaseModel]) -> set[str]:
    """List every key that a file format knows anywhere, for suggestions."""
    names: set[str] = set()
    seen: set[Any] = set()
    todo: list[Any] = [model]
    while todo:
        current = todo.pop()
        if isinstance(current, type) and issubclass(current, BaseModel) and current not in seen:
            seen.add(current)
            for name, field in current.model_fields.items():
                names.add(field.alias or name)
                todo.append(field.annotation)
        todo += getattr(current, "__args__", ())
    return names
