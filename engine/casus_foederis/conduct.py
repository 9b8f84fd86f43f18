"""Law against practice: how what was done stands to what each provision asked. The two are never merged."""

from __future__ import annotations

from collections.abc import Mapping

from casus_foederis.logic import Truth
from casus_foederis.model.practice import Agreement, Measure, Practice
from casus_foederis.model.treaty import Nature, Treaty


def agreements(treaty: Treaty, statuses: Mapping[str, Truth], practice: Practice) -> dict[str, Agreement]:
    """Compare conduct with every duty and power of a treaty, given the status of its provisions.

    A measure counts only if it was taken under this treaty. Where a provision asks for it, the measure must
    also have cited that provision, or nothing at all.
    """
    under = practice.under == treaty.id
    powers = {statuses[id] for id, each in treaty.provisions.items() if each.nature is Nature.POWER}
    compared: dict[str, Agreement] = {}
    for id, provision in treaty.provisions.items():
        if (honour := provision.honour) is None:
            continue

        def answered_by(measures: tuple[Measure, ...], based: bool = True) -> bool:
            return under and based and practice.measure in measures

        if provision.nature is Nature.POWER:
            compared[id] = _power(powers, exercised=answered_by(honour.full))
        else:
            based = not honour.cited or not practice.basis_cited or id in practice.basis_cited
            full, partial = answered_by(honour.full, based), answered_by(honour.partial, based)
            compared[id] = _duty(statuses[id], full=full, partial=partial)
    return compared


def _duty(status: Truth, *, full: bool, partial: bool) -> Agreement:
    match status:
        case Truth.UNKNOWN:
            return Agreement.UNDETERMINED
        case Truth.FALSE:
            return Agreement.ACTION_WITHOUT_DUTY if full else Agreement.IN_LINE
        case Truth.TRUE if full:
            return Agreement.IN_LINE
        case Truth.TRUE:
            return Agreement.PARTIAL if partial else Agreement.DUTY_WITHOUT_ACTION


def _power(powers: set[Truth], *, exercised: bool) -> Agreement:
    """One power suffices to carry a deployment; a power that is not used is no failing."""
    if not exercised or Truth.TRUE in powers:
        return Agreement.IN_LINE
    return Agreement.UNDETERMINED if Truth.UNKNOWN in powers else Agreement.ACTION_WITHOUT_POWER
