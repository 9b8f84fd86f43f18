"""Truth values and expressions: what a rule is made of.

Three values, after Kleene's strong logic: a condition can be true, false or unknown, and unknown is never
quietly taken for false. This module only *describes* rules. It evaluates nothing: readers do that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

Status = Literal["met", "not_met", "undetermined"]


class Truth(Enum):
    """The value of a fact, a look-up, a reading or a condition."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    # Members are single objects, so identity serves; the hash that enumerations have by default is slow.
    __hash__ = object.__hash__

    @property
    def status(self) -> Status:
        """The lawyers' word for this value: ``met``, ``not_met`` or ``undetermined``."""
        return _STATUS[self]

    @classmethod
    def of(cls, known: bool | None) -> Truth:
        """Take a Python truth value, ``None`` meaning unknown."""
        return cls.UNKNOWN if known is None else cls.TRUE if known else cls.FALSE

    @classmethod
    def of_status(cls, status: Status) -> Truth:
        """Find the value behind a status. Raises ``KeyError`` for any other word."""
        return _TRUTH[status]

    def __invert__(self) -> Truth:
        return _OPPOSITE[self]


_STATUS: Final[dict[Truth, Status]] = {
    Truth.TRUE: "met",
    Truth.FALSE: "not_met",
    Truth.UNKNOWN: "undetermined",
}
_TRUTH: Final = {status: truth for truth, status in _STATUS.items()}
_OPPOSITE: Final = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}

# Everything a rule can name: facts and conditions ("author.state", "cst.art4.2"), look-ups ("party.cst",
# "text.cst-2010") and readings ("reading.author.state-sent"). Short ASCII, because these ids, and no
# other text of a user, reach the rule engine.
MARK: Final = "x-names"  # by which a JSON Schema remembers what an id names, until the names are filled in
ID: Final = r"^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_-]*)+$"
Id = Annotated[
    str,
    StringConstraints(pattern=ID, max_length=64),
]


class _Connective(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AllOf(_Connective):
    """Met when every part is met; not met as soon as one part is not."""

    all: tuple[Expression, ...] = Field(min_length=2, description="Parts that must all be met.")


class AnyOf(_Connective):
    """Met as soon as one part is met; not met when every part is not."""

    any: tuple[Expression, ...] = Field(min_length=2, description="Parts of which one suffices.")


class Not(_Connective):
    """Met when its part is not met; undetermined when its part is."""

    operand: Expression = Field(alias="not", description="The part that must not be met.")


def _shape(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((f"<{key}>" for key in ("all", "any", "not") if key in value), None)
    shapes: dict[type, str] = {AllOf: "<all>", AnyOf: "<any>", Not: "<not>", str: "<id>"}
    return shapes.get(type(value))


# The tags cannot be keys of a file, and so tell apart from them in the path of a mistake.
Expression = Annotated[
    Annotated[Id, Tag("<id>"), Field(json_schema_extra={MARK: "part"})]
    | Annotated[AllOf, Tag("<all>")]
    | Annotated[AnyOf, Tag("<any>")]
    | Annotated[Not, Tag("<not>")],
    Discriminator(_shape),
]


def ids_in(expression: Expression) -> Iterator[str]:
    """Yield every id that an expression names, in the order of writing, repeats included."""
    match expression:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from ids_in(part)
        case Not(operand=part):
            yield from ids_in(part)
        case str():
            yield expression


def layers(inputs: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Give each id the lowest layer above all its inputs, the first being 1.

    Inputs that are not themselves in the mapping lie below. Ids that end up defining themselves, and those
    that rest on such ids, get no layer.
    """
    waiting = {id: {each for each in needed if each in inputs} for id, needed in inputs.items()}
    users: dict[str, list[str]] = {}
    for id, needed in waiting.items():
        for each in needed:
            users.setdefault(each, []).append(id)
    found: dict[str, int] = {}
    ready = [id for id, needed in waiting.items() if not needed]
    while ready:
        id = ready.pop()
        found[id] = 1 + max((found[each] for each in inputs[id] if each in found), default=0)
        for user in users.get(id, ()):
            waiting[user].discard(id)
            if not waiting[user]:
                ready.append(user)
    return found


def cycle_in(inputs: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Find ids that end up defining themselves; empty if there are none."""
    sound = layers(inputs)
    left = {
        id: {each for each in needed if each in inputs and each not in sound} for id, needed in inputs.items()
    }
    left = {id: needed for id, needed in left.items() if id not in sound}
    # What only rests on a circle, and is not part of one, is used by nothing that is left.
    while unused := left.keys() - {each for needed in left.values() for each in needed}:
        left = {id: needed for id, needed in left.items() if id not in unused}
    return tuple(left)


for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()
