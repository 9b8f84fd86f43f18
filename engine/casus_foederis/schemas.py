"""JSON Schemas of the file formats, for editors: what can stand where, and what it means.

They are made from the models, which check the files, and from the law, which says what can be named: an
editor with a YAML language server offers the facts, readings and provisions, and explains them. Draft 7,
because that is what such servers know best; and in the shapes of which they make the best completion.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from pydantic.json_schema import GenerateJsonSchema

from casus_foederis.advice import nearest, quoted
from casus_foederis.files.formats import FORMATS
from casus_foederis.files.library import Library
from casus_foederis.logic import ID, MARK
from casus_foederis.meanings import Meanings, meanings, of_treaty, readings
from casus_foederis.model.base import CLAIM, DAY, SLUG
from casus_foederis.phrases import PHRASES, say
from casus_foederis.problems import UsageError

Schema: TypeAlias = dict[str, Any]

# Names of these families can also be defined by somebody's own files; they have this form.
_OPEN: Final = {
    "claim": CLAIM,
    "source": SLUG,
    "treaty": SLUG,
    "text": SLUG,
    "rule": ID,
    "provision": ID,
    "part": ID,
}
# What files of a kind define themselves; there, such names are not listed.
_DEFINED: Final = {
    "vocabulary": ("fact",),
    "interpretations": ("term", "reading"),
    "sources": ("source",),
    "claims": ("claim",),
}


def schema(library: Library, kind: str) -> Schema:
    """Make the JSON Schema of a kind of file. Raises `UsageError` for a kind that does not exist."""
    if kind not in FORMATS:
        raise UsageError("unknown_kind", kind=quoted([kind]), advice=nearest(kind, FORMATS))
    return _Maker(library, kind).make()


class _Generator(GenerateJsonSchema):
    """Says of a mapping what its keys are, whatever their form."""

    def dict_schema(self, schema: Any) -> Schema:
        """Describe keys and values apart."""
        found: Schema = {"type": "object", "propertyNames": self.generate_inner(schema["keys_schema"])}
        found["additionalProperties"] = self.generate_inner(schema["values_schema"])
        for limit, keyword in (("min_length", "minProperties"), ("max_length", "maxProperties")):
            if limit in schema:
                found[keyword] = schema[limit]
        return found


class _Maker:
    """Makes one schema.

    ``used`` collects the families of names that are to be listed in it, ``shared`` what is said in common of
    what stands under names of a family.
    """

    def __init__(self, library: Library, kind: str) -> None:
        self.library, self.kind = library, kind
        own = _DEFINED.get(kind, ())
        self.names = {family: names for family, names in meanings(library).items() if family not in own}
        raw = FORMATS[kind].model_json_schema(
            ref_template="#/definitions/{model}", schema_generator=_Generator
        )
        self.definitions: Schema = raw.pop("$defs", {})
        self.raw: Schema = raw
        self.used: set[str] = set()
        self.shared: Schema = {}

    def make(self) -> Schema:
        """Make the schema."""
        whole = self.tidy(self.raw)
        about = whole["properties"]["kind"]["description"]
        whole["properties"]["kind"] = {"description": about, "const": self.kind}
        definitions = {name: self.tidy(each) for name, each in self.definitions.items()}
        for each in definitions.values():
            each.pop("description", None)  # it is described where it is used
        definitions |= self.shared | {f"names.{family}": self.listed(family) for family in self.used}
        if "expect" in whole["properties"]:
            whole["allOf"] = list(self.under_a_treaty())
        draft = "http://json-schema.org/draft-07/schema#"
        return {"$schema": draft, **whole, "definitions": dict(sorted(definitions.items()))}

    def tidy(self, node: Any) -> Any:
        """Write a part of a schema anew, as editors make the most of it."""
        if isinstance(node, list):
            return [self.tidy(each) for each in node]
        if not isinstance(node, dict):
            return node
        found: Schema = {}
        for key, value in _without_null(node).items():
            found |= self.keyword(key, value)
        if MARK in found:
            return self.named(found)
        if isinstance(keys := node.get("propertyNames"), dict) and MARK in keys:
            found = self.keyed(found, keys[MARK])
        return self.explained(found)

    def keyword(self, key: str, value: Any) -> Schema:
        """Write one keyword anew; what editors make nothing good of is left out."""
        match key:
            case "properties":
                return {key: {name: self.tidy(each) for name, each in value.items()}}
            case "description":
                return {key: " ".join(value.split())}
            case "title" | "default" | "discriminator":
                return {}
            case "oneOf":
                return {"anyOf": self.tidy(value)}
            case "enum" | "examples":
                return {} if isinstance(value[0], list) else {key: value}
        return {key: self.tidy(value)}

    def explained(self, found: Schema) -> Schema:
        """Say what values mean, and what mappings and lists hold."""
        if found.get("pattern") == DAY:
            found["patternErrorMessage"] = say("schema.day")
        if meant := _values_mean(found.get("enum", ())):
            found["enumDescriptions"] = meant
        for key in ("additionalProperties", "items"):
            if isinstance(inner := found.get(key), dict) and set(inner) == {"$ref"}:
                found[key] = {**inner, **self.about(inner["$ref"])}
        return found

    def about(self, reference: str) -> Schema:
        """Give the description of what a reference leads to."""
        found = self.definitions.get(reference.rpartition("/")[2], {}).get("description")
        return {"description": " ".join(found.split())} if found else {}

    def named(self, found: Schema) -> Schema:
        """Refer to the names of a family, if they are known here."""
        family = found.pop(MARK)
        if family not in self.names:
            return found
        self.used.add(family)
        described = {"description": found["description"]} if "description" in found else {}
        return {"$ref": f"#/definitions/names.{family}", **described}

    def keyed(self, found: Schema, family: str) -> Schema:
        """List the keys that a mapping can have, with what each means, if they are known here."""
        if family not in self.names:
            return {**found, "propertyNames": {"pattern": SLUG}}
        value = found.pop("additionalProperties")
        if "$ref" not in value:
            self.shared[f"values.{family}"] = value
            value = {"$ref": f"#/definitions/values.{family}"}
        found.pop("propertyNames")
        listed = self.names[family].items()
        found["properties"] = {id: {**self.under(id, value), "description": meant} for id, meant in listed}
        return {**found, "additionalProperties": False}

    def under(self, term: str, value: Schema) -> Schema:
        """Narrow what can stand under a key: under a term, its own readings."""
        if value.get("$ref") != "#/definitions/names.reading":
            return value
        self.used.add(f"reading.{term}")
        return {"$ref": f"#/definitions/names.reading.{term}"}

    def listed(self, family: str) -> Schema:
        """List the names of a family, with what each means."""
        family, _, term = family.partition(".")
        names = _enumeration(readings(self.library, term) if term else self.names[family])
        if family == "state":
            names["errorMessage"] = say("schema.state")  # rather than the whole list
        if family in _OPEN:
            return {"anyOf": [names, {"type": "string", "pattern": _OPEN[family]}]}
        return names

    def under_a_treaty(self) -> Iterator[Schema]:
        """Close the names that a treaty defines, where a scenario asks a treaty that is known."""
        for id, treaty in self.library.treaties.items():
            names = {family: {"enum": list(each)} for family, each in of_treaty(treaty).items()}
            expected = {"provision": names["rule"], "text": names["text"]}
            cited = {"basis_cited": {"items": names["provision"]}}
            fields: Schema = {
                "expect": {"items": {"properties": expected}},
                "practice": {"properties": cited},
            }
            if self.kind == "hypothetical":
                fields["teaches"] = {"properties": {"condition": names["rule"]}}
            yield {
                "if": {"properties": {"treaty": {"const": id}}, "required": ["treaty"]},
                "then": {"properties": fields},
            }


def _enumeration(names: Meanings) -> Schema:
    return {"enum": list(names), "enumDescriptions": list(names.values())}


def _without_null(node: Schema) -> Schema:
    """Leave out null, which stands for a key that is left out, and is never written."""
    parts = [part for part in node.get("anyOf", ()) if part != {"type": "null"}]
    if len(parts) == 1:
        return {**parts[0], **{key: value for key, value in node.items() if key != "anyOf"}}
    return {**node, "anyOf": parts} if parts else node


_FAMILIES: Final = (
    "background",
    "measure",
    "role",
    "confidence",
    "basis",
    "standing",
    "nature",
    "rule",
    "direction",
)


def _values_mean(values: Any) -> list[str]:
    """Say what the values of an enumeration mean, if the program has words for them."""
    if True in values:
        return [say("schema.true"), say("schema.false"), say("schema.unknown")]
    for family in _FAMILIES:
        if values and all(f"{family}.{value}" in PHRASES for value in values):
            return [say(f"{family}.{value}") for value in values]
    return []
