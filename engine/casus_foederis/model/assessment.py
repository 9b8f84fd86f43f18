"""An assessment: what the law answers to one account, on one day, under one interpretation, and why."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from casus_foederis.logic import Truth


@dataclass(frozen=True, slots=True)
class Finding:
    """The status of a leaf, a condition or a provision, and where it comes from.

    ``origin`` is ``fact``, ``presumption``, ``lookup``, ``reading`` or ``rule``. ``because`` names what
    decided a rule; ``claims`` and ``note`` are those of the fact.
    """

    status: Truth
    origin: str
    because: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    note: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the finding as plain data."""
        data: dict[str, Any] = {"status": self.status.status, "origin": self.origin}
        if self.origin == "rule":
            data["because"] = list(self.because)
        if self.origin != "rule" or self.claims:
            data["claims"] = list(self.claims)
        if self.note is not None:
            data["note"] = self.note
        return data


class Firing(NamedTuple):
    """A rule that fired. ``rule`` is the rule as written, ``compiled`` the rule of the engine that did.

    ``node`` is the step of the rulebook that it concludes; ``matched`` begins with what was decisive.
    """

    step: int
    rule: str
    compiled: str
    node: str
    matched: tuple[str, ...]
    concluded: Truth

    def to_dict(self) -> dict[str, Any]:
        """Give the firing as plain data."""
        return {
            "step": self.step,
            "rule": self.rule,
            "compiled": self.compiled,
            "matched": list(self.matched),
            "concluded": self.concluded.status,
        }


@dataclass(frozen=True)
class Assessment:
    """One scenario x framing x interpretation x day: the status of everything, and every rule that fired."""

    scenario: str
    framing: str
    role: str | None
    treaty: str
    text: str
    interpretation: str
    readings: Mapping[str, str]
    bases: Mapping[str, str]
    on: datetime.date
    provisions: Mapping[str, Truth]
    consequences: Mapping[str, str]
    practice: Mapping[str, Any] | None
    receipt: Mapping[str, str]
    values: Mapping[str, Truth] = field(repr=False)
    trace: Callable[[], tuple[Firing, ...]] = field(repr=False, compare=False)
    find: Callable[[], Mapping[str, Finding]] = field(repr=False, compare=False)
    answered_by: object = field(repr=False, compare=False)  # by whom: see `who_answered`

    @cached_property
    def firings(self) -> tuple[Firing, ...]:
        """Every rule that fired, in order. Written down when first asked for."""
        return self.trace()

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Every leaf that the provisions use and every condition. Worked out when first asked for."""
        return self.find()

    def __getitem__(self, id: str) -> Truth:
        """Give the value of a leaf, condition, provision or step of the rulebook."""
        return self.values[id]

    def to_dict(self) -> dict[str, Any]:
        """Give the assessment as plain data, as ``--format json`` prints it."""
        return {
            "scenario": self.scenario,
            "framing": self.framing,
            "role": self.role,
            "treaty": self.treaty,
            "text": self.text,
            "interpretation": self.interpretation,
            "readings": dict(self.readings),
            "bases": dict(self.bases),
            "on": self.on.isoformat(),
            "provisions": {
                id: {
                    "status": status.status,
                    "consequence": self.consequences[id] if status is Truth.TRUE else None,
                }
                for id, status in self.provisions.items()
            },
            "findings": {id: finding.to_dict() for id, finding in self.findings.items()},
            "firings": [firing.to_dict() for firing in self.firings],
            "practice": None if self.practice is None else dict(self.practice),
            "receipt": dict(self.receipt),
        }
