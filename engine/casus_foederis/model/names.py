"""Marks on ids that name something defined elsewhere: a fact of the vocabulary, a claim, a reading.

The mark serves twice. When a file is read, a name that is not known is an error at its place, found together
with every other error of the file. And the JSON Schema of a file format lists the names, with what each
means, so that an editor can offer them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from casus_foederis.logic import MARK

Known = Mapping[str, Collection[str]]  # what is known, by family; a family left out is not checked


@dataclass(frozen=True, slots=True)
class Names:
    """Marks an id as a name, checked where the context of a validation says which names are known.

    Families are ``fact``, ``claim``, ``source``, ``treaty``, ``rule``, ``provision``, ``text``,
    ``interpretation``, ``term``, ``reading``, ``framing``, ``difference`` and ``state``.
    """

    family: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the name before its form, because "did you mean" helps more than "write it so"."""
        return core_schema.with_info_before_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Leave the mark."""
        return {**handler(schema), MARK: self.family}

    def _check(self, value: Any, info: ValidationInfo) -> Any:
        known = (info.context or {}).get(self.family)
        if known is not None and isinstance(value, str) and value not in known:
            raise PydanticCustomError("unknown", "not known", {"family": self.family})
        return value
