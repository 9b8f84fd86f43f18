"""JSON Schemas: they accept what is right, reject what a schema can, explain every key, and are shipped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from casus_foederis.files.formats import FORMATS
from casus_foederis.files.kind import KINDS
from casus_foederis.files.library import Library
from casus_foederis.files.source import parse_document
from casus_foederis.problems import InputError, UsageError
from casus_foederis.schemas import schema
from conftest import ROOT

BUNDLED = sorted(
    path for folder in ("rules", "seeds", "scenarios") for path in (ROOT / folder).rglob("*.yaml")
)
BAD = ROOT / "tests" / "bad"


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


# Mistakes that a schema can see: everything about keys, types, forms and names of what is bundled.
SEEN = words(
    """
missing_key unknown_key not_text not_a_mapping_here not_a_list_here bad_bool bad_answer bad_day bad_date
bad_passage bad_form bad_rule file_name not_allowed too_few too_long nothing_here bad_id bad_state looked_up concluded
unknown_fact unknown_difference unknown_interpretation unknown_term unknown_reading unknown_rule unknown_provision unknown_text
too_many unknown_kind no_kind not_a_mapping misplaced_fact no_space
"""
)
# Mistakes that it cannot see: what takes several places or files, and names that others may define.
UNSEEN = words(
    """
listed_twice own_opponent statements_overlap ends_before_it_begins reserved_id control unknown_claim
unknown_source unknown_treaty unknown_framing unknown_part unknown_phrase unknown_burden unknown_wording
placeholders part_twice too_many_parts cycle id_taken defined_twice reserved_ending no_instrument
texts_overlap spells_overlap second_file duplicate_key
"""
)


@pytest.fixture(scope="module")
def schemas(library: Library) -> dict[str, Any]:
    return {kind: schema(library, kind) for kind in FORMATS}


def plain(path: Path) -> Any:
    return parse_document(path.read_bytes(), path.name).root.plain()


def accepts(schema: Any, data: Any) -> bool:
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    return bool(checker.is_valid(data))


def kind_meant(data: Any) -> str:
    """Tell by which schema an editor would judge a file: the one that its author meant."""
    kind = data.get("kind") if isinstance(data, dict) else None
    return kind if isinstance(kind, str) and kind in FORMATS else "hypothetical"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema(schemas: dict[str, Any], kind: str) -> None:
    jsonschema.Draft7Validator.check_schema(schemas[kind])


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_bundled_files_are_accepted(schemas: dict[str, Any], path: Path) -> None:
    data = plain(path)
    assert accepts(schemas[data["kind"]], data)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_bundled_files_name_their_schema_in_the_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
    assert named == ROOT / "schemas" / f"{plain(path)['kind']}.json"


def broken_files() -> Iterator[tuple[Path, set[str]]]:
    for path in sorted(BAD.glob("*.yaml")):
        told = (BAD / f"{path.stem}.txt").read_text(encoding="utf-8")
        yield path, set(re.findall(r": error: .*\[(\w+)\]$", told, re.MULTILINE))


def test_broken_files_are_rejected_where_a_schema_can(schemas: dict[str, Any]) -> None:
    judged = 0
    for path, codes in broken_files():
        try:
            data = plain(path)
        except InputError:
            continue  # no YAML of ours, and so nothing that a schema sees
        assert codes <= SEEN | UNSEEN, path
        kind = kind_meant(data)
        own = {"unknown_provision"} if kind == "treaty" else set()  # a treaty defines its own
        rejected = not accepts(schemas[kind], data)
        assert rejected or not codes & SEEN - own, path
        judged += rejected
    assert judged >= 30


SHORT = {
    "kind": "hypothetical",
    "id": "my-case",
    "title": "A case",
    "date": "2022-01-06",
    "state": "Kazakhstan",
    "treaty": "cst",
    "summary": "A case.",
}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"record": {"force.used": True, "force.grave": "unknown"}},
        {"record": {"force.used": {"value": False, "since": "2022-01-01", "claims": ["x-gazette-1"]}}},
        {"record": {"request.made": [{"value": False, "until": "2022-01-01"}, {"value": True, "since": "2022-01-02"}]}},
        {"opponents": ["KGZ", "Tajikistan", "Iran, Islamic Republic of"]},
        {"treaty": "pact", "expect": [{"provision": "pact.help", "status": "met", "text": "pact-2000"}]},
        {"expect": [{"framing": ["record"], "interpretation": "icj", "provision": "cst.bound", "status": "met"}]},
        {"expect": [{"provision": "cst.art4.2", "status": "met", "readings": {"author": "anyone"}, "on": "2022-01-06"}]},
        {"practice": {"measure": "none", "under": "bilateral-1997", "basis_cited": ["cst.art4.2"]}},
        {"teaches": {"condition": "cst.request", "lesson": "A lesson."}, "pair": {"of": "another", "differs": "request.made"}},
        {"pair": {"of": "another", "differs": "opponents"}},
    ],
)  # fmt: skip
def test_what_is_right_is_accepted(schemas: dict[str, Any], more: dict[str, Any]) -> None:
    assert accepts(schemas["hypothetical"], SHORT | more)


@pytest.mark.parametrize(
    "more",
    [
        {"record": {"force.used": "maybe"}},
        {"record": {"force.used": None}},
        {"date": "2022-02-30"},
        {"expect": [{"provision": "cst.art9", "status": "met"}]},
        {"expect": [{"provision": "cst.art4.2", "status": "met", "text": "charter-2002"}]},
        {"expect": [{"provision": "cst.art4.2", "status": "met", "readings": {"author": "any-force"}}]},
        {"practice": {"measure": "none", "basis_cited": ["cst.aggression"]}},
        {"kind": "historical"},
        {"teaches": {"condition": "cst.art9", "lesson": "A lesson."}},
        {"pair": {"of": "another", "differs": "title"}},
        {"pair": {"differs": "date"}},
    ],
)
def test_what_is_wrong_is_rejected(schemas: dict[str, Any], more: dict[str, Any]) -> None:
    assert not accepts(schemas["hypothetical"], SHORT | more)


def test_what_happened_teaches_nothing_and_is_no_pair(schemas: dict[str, Any]) -> None:
    historical = SHORT | {"kind": "historical"}
    assert accepts(schemas["historical"], historical)
    assert not accepts(schemas["historical"], historical | {"pair": {"of": "another", "differs": "date"}})
    assert "lesson" not in json.dumps(schemas["historical"])


def parts(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema, with its path."""
    if isinstance(node, dict):
        for name, each in node.get("properties", {}).items():
            yield f"{path}.{name}", each
        for key, each in node.items():
            if key not in ("then", "if", "enum"):
                yield from parts(each, f"{path}/{key}")
    elif isinstance(node, list):
        for n, each in enumerate(node):
            yield from parts(each, f"{path}/{n}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained(schemas: dict[str, Any], kind: str) -> None:
    unexplained = [path for path, each in parts(schemas[kind]) if not each.get("description")]
    assert not unexplained


def test_every_name_is_explained(schemas: dict[str, Any]) -> None:
    text = json.dumps(schemas["hypothetical"])
    for words in (
        "Was armed force used on the place",  # a fact
        "Only the regular forces of another State",  # a reading
        "help is owed once the State asks",  # a text
        "ICJ, Nicaragua",  # a source
    ):
        assert words.casefold() in text.casefold(), words
    for _, each in parts(schemas["hypothetical"]):
        if "enum" in each and len(each["enum"]) > 1:
            assert len(each["enumDescriptions"]) == len(each["enum"])


def test_a_kind_that_does_not_exist(library: Library) -> None:
    with pytest.raises(UsageError, match="Did you mean 'hypothetical'"):
        schema(library, "hypotetical")
