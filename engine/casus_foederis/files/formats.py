"""The formats of files, and what belongs at each place of them."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from casus_foederis.model.evidence import Claims, Conflicts, Sources
from casus_foederis.model.interpretation import Interpretations
from casus_foederis.model.overlay import Overlay
from casus_foederis.model.scenario import Hypothetical, Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.model.vocabulary import Vocabulary

# In the order in which they are read: each names only what those before it define.
FORMATS: Final[Mapping[str, type[BaseModel]]] = {
    "vocabulary": Vocabulary,
    "sources": Sources,
    "claims": Claims,
    "conflicts": Conflicts,
    "interpretations": Interpretations,
    "treaty": Treaty,
    "historical": Scenario,
    "hypothetical": Hypothetical,
    "wording": Overlay,
}

Path: TypeAlias = tuple[str | int, ...]


def keys_at(model: type[BaseModel], path: Path) -> dict[str, FieldInfo]:
    """List the keys that a format knows at a place, with what they are for."""
    found: list[Any] = [model]
    for step in path:
        found = [inner for each in found for inner in _inside(each, step)]
    keys: dict[str, FieldInfo] = {}
    for each in found:
        for part in _alternatives(each):
            if isinstance(part, type) and issubclass(part, BaseModel):
                keys |= {field.alias or name: field for name, field in part.model_fields.items()}
    return keys


def _alternatives(annotation: Any) -> Iterator[Any]:
    """Yield the types that an annotation allows, bare."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _alternatives(part)
    else:
        yield annotation


def _inside(annotation: Any, step: str | int) -> Iterator[Any]:
    """Yield what an annotation has under a key or a number."""
    for part in _alternatives(annotation):
        origin, parts = get_origin(part), get_args(part)
        if isinstance(part, type) and issubclass(part, BaseModel):
            fields = {field.alias or name: field for name, field in part.model_fields.items()}
            if step in fields:
                yield fields[str(step)].annotation
        elif origin is dict and isinstance(step, str):
            yield parts[1]
        elif origin is tuple and isinstance(step, int):
            yield parts[0]
