"""What a failed validation complains of, in our messages, each at its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from casus_foederis.advice import (
    answer_advice,
    as_part,
    day_advice,
    last_part,
    nearest,
    slug_advice,
    state_advice,
)
from casus_foederis.files.document import Document
from casus_foederis.files.formats import FORMATS, Path, keys_at
from casus_foederis.files.mending import space_after_colon
from casus_foederis.model.base import CLAIM, LANGUAGE, SHA256, SLUG, WORD
from casus_foederis.model.names import Known
from casus_foederis.model.states import state_hints
from casus_foederis.phrases import PHRASES, say
from casus_foederis.problems import Problem

_MOST_COMPARED: Final = 200  # misspelt keys of one place
_MARKS: Final = ("<id>", "<all>", "<any>", "<not>", "[key]")  # which pydantic puts into paths


def problems_of(
    error: ValidationError, document: Document, known: Known, nothing: Collection[Path]
) -> Iterator[Problem]:
    """Word what a validation found wrong in a document, but for places where ``nothing`` stands."""
    complaints = [(_path(each, document), each) for each in error.errors(include_url=False)]
    consequences, explainer = _Consequences(complaints, known), _Explainer(document, known)
    for path, detail in complaints:
        empty = document.steps(path) in nothing and detail["type"] != "missing"
        if not empty and not consequences.holds(path, detail):
            yield explainer.problem(path, detail)


def _path(detail: ErrorDetails, document: Document) -> Path:
    """Give the path of a failed check in the file.

    Marks of keys and of kinds of rule are no steps of it, unless somebody wrote them there.
    """
    path: list[str | int] = []
    for step in detail["loc"]:
        written = len(document.steps((*path, step))) > len(document.steps(tuple(path)))
        if written or step not in _MARKS:
            path.append(step)
    return tuple(path)


class _Consequences:
    """Tells which complaints only follow from others.

    A key is missing because it was misspelt; a list is too short because what stands in it is wrong; a
    provision is not known because its treaty is not; facts stand in the wrong place together.
    """

    def __init__(self, complaints: Sequence[tuple[Path, ErrorDetails]], known: Known) -> None:
        self.around = {path[:n] for path, _ in complaints for n in range(len(path))}
        self.misspelt: dict[Path, list[str]] = {}
        self.misplaced: dict[Path, str] = {}  # the first fact in a wrong place
        for path, each in complaints:
            if each["type"] == "extra_forbidden":
                *parent, key = path
                self.misspelt.setdefault(tuple(parent), []).append(str(key).partition(":")[0])
                if key in known.get("fact", ()):
                    self.misplaced.setdefault(tuple(parent), str(key))
        self.facts = known.get("fact", ())
        self.no_treaty = any(each.get("ctx", {}).get("family") == "treaty" for _, each in complaints)

    def holds(self, path: Path, detail: ErrorDetails) -> bool:
        """Tell whether a complaint is one of these."""
        if detail.get("ctx", {}).get("family") in ("provision", "rule", "text"):
            return self.no_treaty
        if detail["type"] == "too_short":
            return path in self.around
        if detail["type"] == "extra_forbidden":
            return path[-1] in self.facts and path[-1] != self.misplaced[path[:-1]]
        if detail["type"] == "missing":
            misspelt = self.misspelt.get(path[:-1], [])[:_MOST_COMPARED]
            return bool(difflib.get_close_matches(str(path[-1]), misspelt))
        return False


# What stands in an error of pydantic, or of a check of ours, is the code of a message, but for these.
_CODES: Final = {
    "control": "control",
    "file_name": "file_name",
    "window": "ends_before_it_begins",
    "reserved": "reserved_id",
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
    CLAIM: "x-SOURCE-1 (with the id of its source), or s2-51",
    LANGUAGE: "fa",
    SHA256: "64 digits from 0 to 9 and a to f",
    WORD: "assistance_due",
}


class _Explainer:
    """Words the complaints about one document."""

    def __init__(self, document: Document, known: Known) -> None:
        self.document, self.known = document, known
        self.format = FORMATS[document.kind]

    def problem(self, path: Path, detail: ErrorDetails) -> Problem:  # noqa: C901, PLR0911, PLR0912 - all there is
        """Turn one complaint into a problem."""
        context, word = detail.get("ctx", {}), shown(detail["input"])
        value, problem = described(detail["input"]), self.document.problem
        at_key = detail["loc"][-1:] == ("[key]",) and detail["type"] != "extra_forbidden"
        match detail["type"]:
            case "missing":
                return problem(path[:-1], "missing_key", name=str(path[-1]), advice=self.example(path))
            case "extra_forbidden":
                return self.unknown_key(path, str(path[-1]))
            case "unknown":
                code, values = self.unknown(str(context["family"]), str(detail["input"]))
                return problem(path, code, key=at_key, **values)
            case "enum" | "literal_error":
                allowed = re.findall(r"'([^']*)'", str(context["expected"]))
                return problem(
                    path, "not_allowed", value=value, advice=self.document.advise(nearest, word, allowed)
                )
            case "string_pattern_mismatch" if context["pattern"] == SLUG:
                return problem(path, "bad_id", key=at_key, value=value, advice=slug_advice(word))
            case "string_pattern_mismatch":
                example = _FORMS.get(str(context["pattern"]), "force.used")
                return problem(path, "bad_form", key=at_key, value=value, example=example)
            case "day":
                return problem(path, "bad_day", value=value, advice=day_advice(word))
            case "state":
                return problem(
                    path,
                    "bad_state",
                    value=value,
                    advice=self.document.advise(state_advice, word, state_hints()),
                )
            case "truth":
                return problem(path, "bad_answer", value=value, advice=answer_advice(word))
            case "twice":
                return problem(path, "listed_twice", id=shown(context["id"]))
            case "too_long":
                return problem(path, "too_many", most=str(context["max_length"]))
            case "too_short":
                return problem(path, "too_few", least=str(context["min_length"]))
            case "string_too_long":
                return problem(path, "too_long", key=at_key, most=str(context["max_length"]))
        code = _CODES.get(detail["type"], "other")
        if code == "not_a_mapping_here" and (mended := space_after_colon(str(detail["input"]))):
            return problem(path, "no_space", mended=mended)
        example = f"[{word}]" if value != word else "[...]"
        values = {"value": value, "message": detail["msg"], "kind": self.document.kind, "example": example}
        return problem(path, code, key=at_key, **values)

    def unknown_key(self, path: Path, name: str) -> Problem:
        """Word a key that cannot stand where it does."""
        keys = keys_at(self.format, path[:-1])
        line = self.document.text.lines[self.document.place(path, key=True).line - 1].strip()
        written = line if line.startswith(name) else name
        if name.partition(":")[0] in keys and (mended := space_after_colon(written)):
            return self.document.problem(path, "no_space", key=True, mended=mended)
        if name in self.known.get("fact", ()):
            return self.document.problem(path, "misplaced_fact", key=True, name=name)
        advice = self.document.advise(nearest, name, keys)
        return self.document.problem(path, "unknown_key", key=True, name=shown(name), advice=advice)

    def unknown(self, family: str, id: str) -> tuple[str, dict[str, str]]:
        """Word a name that is not known."""
        if family == "fact" and id in self.known.get("lookup", ()):
            return "looked_up", {"id": id}
        if family == "fact":
            for rule in self.known.get("rule", ()):
                if id == rule or (len(id) > 2 and as_part(id) == last_part(rule)):  # noqa: PLR2004 - "4.2"
                    return "concluded", {"id": rule}
        where = f"advice.where_{family}"
        near = partial(nearest, elsewhere=say(where) if where in PHRASES else "")
        advice = self.document.advise(near, id, self.known[family])
        return f"unknown_{family}", {"id": shown(id), "advice": advice}

    def example(self, path: Path) -> str:
        """Advise on a key that is missing: by an example, where the format has one."""
        field = keys_at(self.format, path[:-1]).get(str(path[-1]))
        if field is None or not field.examples:
            return say("advice.add")
        return say("advice.add_like", example=f"'{path[-1]}: {field.examples[0]}'")


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
