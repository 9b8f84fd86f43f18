"""Small changes to the law, each of which the expectations of the scenarios should notice."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casus_foederis.logic import AllOf, AnyOf, Expression, Not
from casus_foederis.model.treaty import Instrument, Spell, Treaty

A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Mutant:
    """A treaty with one change, and the rule that was changed, if it was one."""

    name: str
    treaty: Treaty
    rule: str | None = None


def rule_mutants(treaty: Treaty) -> Iterator[Mutant]:
    """Drop each operand, swap each ``all`` and ``any``, negate each part of each rule."""
    for id, condition in treaty.rules.items():
        for what, expression in changed(condition.rule):
            section = "conditions" if id in treaty.conditions else "provisions"
            rules = getattr(treaty, section) | {id: condition.model_copy(update={"rule": expression})}
            yield Mutant(f"{id}: {what}", treaty.model_copy(update={section: rules}), id)


def changed(expression: Expression, where: str = "") -> Iterator[tuple[str, Expression]]:
    """Yield every small change of an expression, with what was done and where."""
    yield f"negate {named(expression)}{where}", negated(expression)
    if isinstance(expression, Not):
        for what, inner in changed(expression.operand, where):
            yield what, Not.model_validate({"not": inner})
    elif isinstance(expression, (AllOf, AnyOf)):
        parts = expression.all if isinstance(expression, AllOf) else expression.any
        yield f"swap {named(expression)}{where}", joined(parts, any_of=isinstance(expression, AllOf))
        for n, part in enumerate(parts):
            rest = (*parts[:n], *parts[n + 1 :])
            yield f"drop {named(part)}{where}/{n + 1}", joined(rest, any_of=isinstance(expression, AnyOf))
            for what, inner in changed(part, f"{where}/{n + 1}"):
                others = (*parts[:n], inner, *parts[n + 1 :])
                yield what, joined(others, any_of=isinstance(expression, AnyOf))


def joined(parts: tuple[Expression, ...], *, any_of: bool) -> Expression:
    if len(parts) == 1:
        return parts[0]
    return AnyOf(any=parts) if any_of else AllOf(all=parts)


def negated(expression: Expression) -> Expression:
    return expression.operand if isinstance(expression, Not) else Not.model_validate({"not": expression})


def named(expression: Expression) -> str:
    if isinstance(expression, str):
        return expression
    if isinstance(expression, Not):
        return f"not {named(expression.operand)}"
    return "all" if isinstance(expression, AllOf) else "any"


def date_mutants(treaty: Treaty) -> Iterator[Mutant]:
    """Shift each day on which words begin or end, or a State's standing does, by one day each way.

    The neighbour moves along, so that no day is left without an answer, and none has two.
    """
    for name, instrument in treaty.instruments.items():
        for day in sorted({day for text in instrument.texts.values() for day in begins(text)}):
            for shift in (-A_DAY, A_DAY):
                moved = {id: shifted(text, day, shift) for id, text in instrument.texts.items()}
                yield of_instrument(treaty, name, {"texts": moved}, f"words of {day}", shift)
        turns = {(spell.states, day): spell for spell in instrument.spells for day in begins(spell)}
        for (_, day), spell in turns.items():
            for shift in (-A_DAY, A_DAY):
                spells = tuple(
                    shifted(each, day, shift) if set(each.states) & set(spell.states) else each
                    for each in split(instrument, spell)
                )
                what = f"{', '.join(spell.states)} on {day}"
                yield of_instrument(treaty, name, {"spells": spells}, what, shift)


def begins(window: Any) -> Iterator[datetime.date]:
    """Yield the first day, and the first day that no longer belongs to it."""
    if window.since is not None:
        yield window.since
    if window.until is not None:
        yield window.until + A_DAY


def split(instrument: Instrument, spell: Spell) -> Iterator[Spell]:
    """Yield all spells, those that share States with this one cut in two, so that only these move."""
    for each in instrument.spells:
        own = tuple(state for state in each.states if state in spell.states)
        others = tuple(state for state in each.states if state not in spell.states)
        yield from (each.model_copy(update={"states": part}) for part in (own, others) if part)


def shifted(window: Any, day: datetime.date, shift: datetime.timedelta) -> Any:
    """Move an end of a window that lies at a day."""
    moved = {}
    if window.since == day:
        moved["since"] = day + shift
    if window.until is not None and window.until + A_DAY == day:
        moved["until"] = window.until + shift
    return window.model_copy(update=moved)


def of_instrument(
    treaty: Treaty, name: str, update: dict[str, Any], what: str, shift: datetime.timedelta
) -> Mutant:
    instruments = treaty.instruments | {name: treaty.instruments[name].model_copy(update=update)}
    changed_treaty = treaty.model_copy(update={"instruments": instruments})
    return Mutant(f"{name}: {what}, by {shift.days:+d} day", changed_treaty)
