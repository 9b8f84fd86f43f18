"""Documents -> models. What a model rejects becomes a problem with a place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from casus_foederis.advice import day_advice, nearest, quoted, slug_advice
from casus_foederis.files.document import Document, Node
from casus_foederis.files.formats import FORMATS, Path, keys_at
from casus_foederis.files.kind import KINDS
from casus_foederis.model.base import CLAIM, LANGUAGE, SHA256, SLUG, WORD
from casus_foederis.model.names import Known
from casus_foederis.model.scenario import RECORD
from casus_foederis.model.states import state_codes, state_names
from casus_foederis.phrases import say
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
    nothing = set(_nothing(document.root, ()))
    context = {**(known or {}), "framing": _framings(document.root)}
    problems = [document.problem(path, "nothing_here") for path in nothing]
    try:
        model = FORMATS[kind].model_validate(document.root.plain(), context=context)
    except ValidationError as error:
        details = [
            detail
            for detail in error.errors(include_url=False)
            if document.steps(_path(detail)) not in nothing or detail["type"] == "missing"
        ]
        consequences, explainer = _Consequences(details), _Explainer(document, context)
        problems += [explainer.problem(each) for each in details if not consequences.holds(each)]
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


def _path(detail: ErrorDetails) -> Path:
    """Give the path of a failed check in the file: marks of keys and of kinds of rule are no steps of it."""
    return tuple(step for step in detail["loc"] if not re.fullmatch(r"\[key\]|<\w+>", str(step)))


class _Consequences:
    """Tells which complaints only follow from others.

    A key is missing because it was misspelt; a list is too short because what stands in it is wrong; a
    provision is not known because its treaty is not.
    """

    def __init__(self, details: list[ErrorDetails]) -> None:
        self.around = {_path(each)[:n] for each in details for n in range(len(_path(each)))}
        self.misspelt: dict[Path, list[str]] = {}
        for each in details:
            if each["type"] == "extra_forbidden":
                *parent, key = _path(each)
                self.misspelt.setdefault(tuple(parent), []).append(str(key))
        self.no_treaty = any(each.get("ctx", {}).get("family") == "treaty" for each in details)

    def holds(self, detail: ErrorDetails) -> bool:
        """Tell whether a complaint is one of these."""
        path = _path(detail)
        if detail.get("ctx", {}).get("family") in ("provision", "rule", "text"):
            return self.no_treaty
        if detail["type"] == "too_short":
            return path in self.around
        if detail["type"] == "missing":
            misspelt = self.misspelt.get(path[:-1], [])[:MOST_ADVISED]
            return bool(difflib.get_close_matches(str(path[-1]), misspelt))
        return False


# What stands in an error of pydantic, or of a check of ours, is the code of a message, but for these.
_CODES: Final = {
    "control": "control",
    "window": "ends_before_it_begins",
    "reserved": "reserved_id",
    "truth": "bad_answer",
    "date": "bad_date",
    "passage": "bad_passage",
    "union_tag_not_found": "bad_rule",
    "string_type": "not_text",
    "dict_type": "not_a_mapping_here",
    "model_type": "not_a_mapping_here",
    "model_attributes_type": "not_a_mapping_here",
    "tuple_type": "not_a_list_here",
    "bool_type": "bad_bool",
    "string_too_short": "nothing_here",
}
# The form of an id, and an example of it.
_FORMS: Final = {
    CLAIM: "s2-51 or x-gazette-1",
    LANGUAGE: "fa",
    SHA256: "64 digits from 0 to 9 and a to f",
    WORD: "assistance_due",
}


MOST_ADVISED: Final = 200  # mistakes of a file for which it is worked out what was meant


class _Explainer:
    """Words the complaints about one document."""

    def __init__(self, document: Document, known: Known) -> None:
        self.document, self.known = document, known
        self.format = FORMATS[document.kind]
        self.advised = 0

    def problem(self, detail: ErrorDetails) -> Problem:  # noqa: PLR0911 - one for each thing that can be said
        """Turn one complaint into a problem."""
        path, context, word = _path(detail), detail.get("ctx", {}), shown(detail["input"])
        value, problem = described(detail["input"]), self.document.problem
        at_key = detail["loc"][-1:] == ("[key]",)
        match detail["type"]:
            case "missing":
                return problem(path[:-1], "missing_key", name=str(path[-1]), advice=self.example(path))
            case "extra_forbidden":
                name = str(path[-1])
                advice = self.nearest(name, keys_at(self.format, path[:-1]))
                return problem(path, "unknown_key", key=True, name=shown(name), advice=advice)
            case "unknown":
                code, values = self.unknown(str(context["family"]), str(detail["input"]))
                return problem(path, code, key=at_key, **values)
            case "enum" | "literal_error":
                allowed = re.findall(r"'([^']*)'", str(context["expected"]))
                return problem(path, "not_allowed", value=value, advice=self.nearest(word, allowed))
            case "string_pattern_mismatch" if context["pattern"] == SLUG:
                return problem(path, "bad_id", key=at_key, value=value, advice=slug_advice(word))
            case "string_pattern_mismatch":
                example = _FORMS.get(str(context["pattern"]), "force.used")
                return problem(path, "bad_form", key=at_key, value=value, example=example)
            case "day":
                return problem(path, "bad_day", value=value, advice=day_advice(word))
            case "state":
                advice = self.nearest(word, [*state_names(), *state_codes()])
                return problem(path, "bad_state", value=value, advice=advice)
            case "twice":
                return problem(path, "listed_twice", id=shown(context["id"]))
            case "too_short":
                return problem(path, "too_few", least=str(context["min_length"]))
            case "string_too_long":
                return problem(path, "too_long", key=at_key, most=str(context["max_length"]))
        code = _CODES.get(detail["type"], "other")
        example = f"[{word}]" if value != word else "[...]"
        values = {"value": value, "message": detail["msg"], "kind": self.document.kind, "example": example}
        return problem(path, code, key=at_key, **values)

    def unknown(self, family: str, id: str) -> tuple[str, dict[str, str]]:
        """Word a name that is not known."""
        if family == "fact" and id in self.known.get("lookup", ()):
            return "looked_up", {"id": id}
        if family == "fact" and id in self.known.get("rule", ()):
            return "concluded", {"id": id}
        advice = self.nearest(id, self.known[family])
        return f"unknown_{family}", {"id": shown(id), "advice": advice}

    def example(self, path: Path) -> str:
        """Advise on a key that is missing: by an example, where the format has one."""
        field = keys_at(self.format, path[:-1]).get(str(path[-1]))
        if field is None or not field.examples:
            return say("advice.add")
        return say("advice.add_like", example=f"'{path[-1]}: {field.examples[0]}'")

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """Work out what was meant; after hundreds of mistakes, nobody reads it."""
        self.advised += 1
        return nearest(word, known) if self.advised <= MOST_ADVISED else say("advice.later")


_LONGEST: Final = 60  # characters of a value that a message repeats


def shown(value: Any) -> str:
    """Show a value as its author wrote it, cut to what fits a line."""
    if isinstance(value, bool) or value is None:
        text = {True: "true", False: "false", None: "null"}[value]
    elif isinstance(value, (dict, list, tuple)):
        text = say("value.mapping" if isinstance(value, dict) else "value.list")
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def described(value: Any) -> str:
    """Show a value in quotation marks; or say what it is, if it is more than a word."""
    return shown(value) if isinstance(value, (dict, list, tuple)) else f"'{shown(value)}'"
