"""The steps of a plan, taken by a dataframe library through Narwhals.

A condition is a column of booleans; where it is null, the condition is undetermined. That *and*, *or* and
*not* of nulls are Kleene's is true of every library that Narwhals drives here, and tested on each.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from casus_foederis.columns.plan import Column, Name, Plan, Reason, Step, Value, opposite
from casus_foederis.logic import Truth
from casus_foederis.rulebook import Operator


def work_out(frame: Any, plan: Plan, rules: nw.dtypes.DType) -> Any:
    """Add the columns of a plan to a frame of Narwhals. ``rules`` is the type of those that name rules."""
    for layer in plan.layers:
        frame = frame.with_columns(**{name: _column(step, rules) for name, step in layer.items()})
    return frame


def words_of(frame: Any, words: Iterable[str]) -> nw.dtypes.DType:
    """Give the type of a column of these words: a category in Polars, which is faster; else text."""
    return nw.Enum(list(words)) if frame.implementation.is_polars() else nw.String()


def truth(value: Value) -> nw.Expr:
    """Express a value that is a column, or known. In pandas, there is no null that stands alone."""
    if isinstance(value, Truth):
        return nw.lit(value is Truth.TRUE)
    column = nw.col(value.id)
    return ~column if value.negated else column


def status(value: Value, words: nw.dtypes.DType) -> nw.Expr:
    """Express a value in the lawyers' words."""

    def word(truth: Truth) -> nw.Expr:
        return nw.lit(truth.status, dtype=words)

    if isinstance(value, Truth):
        return word(value)
    met = truth(value)
    known = nw.when(met).then(word(Truth.TRUE)).otherwise(word(Truth.FALSE))
    return nw.when(met.is_null()).then(word(Truth.UNKNOWN)).otherwise(known)


def reason(value: Value, reason: Name | Column, rules: nw.dtypes.DType) -> nw.Expr:
    """Express by name why something is not met or undetermined; null where it is met."""
    if isinstance(value, Truth):
        return nw.when(nw.lit(value is not Truth.TRUE)).then(_named(reason, rules))
    met = truth(value)
    return nw.when(met.is_null() | ~met).then(_named(reason, rules))


def _named(reason: Name | Column, rules: nw.dtypes.DType) -> nw.Expr:
    return nw.col(reason.name) if isinstance(reason, Column) else nw.lit(reason, dtype=rules)


def _column(step: Step, rules: nw.dtypes.DType) -> nw.Expr:
    if isinstance(step, Reason):
        return _first_of(step, rules)
    if step.operator is Operator.BURDEN:
        return _burdened(*step.inputs)
    together = step.operator is Operator.ALL
    known = [truth(each) for each in step.inputs if each is not Truth.UNKNOWN]
    found = reduce(and_ if together else or_, known)
    if len(known) == len(step.inputs):
        return found
    return nw.when(~found if together else found).then(found)  # only what is decisive stands


def _burdened(claim: Value, switch: Value) -> nw.Expr:
    if claim is Truth.UNKNOWN:
        return nw.when(truth(switch)).then(~truth(switch))
    if switch is Truth.TRUE:
        return truth(claim).fill_null(value=False)
    return nw.when(truth(switch)).then(truth(claim).fill_null(value=False)).otherwise(truth(claim))


def _first_of(step: Reason, rules: nw.dtypes.DType) -> nw.Expr:
    found = _named(step.last, rules)
    for value, name in reversed(step.parts):
        found = nw.when(_same(value, step.whole)).then(_named(name, rules)).otherwise(found)
    return found


def _same(one: Value, two: Value) -> nw.Expr:
    """Tell whether two values are the same, unknown being the same as unknown; null where they are not."""
    if isinstance(one, Truth) and isinstance(two, Truth):
        return nw.lit(one is two)
    if Truth.UNKNOWN in (one, two):
        return truth(two if one is Truth.UNKNOWN else one).is_null()
    if isinstance(two, Truth):
        one, two = two, one
    if isinstance(one, Truth):
        return truth(two if one is Truth.TRUE else opposite(two))
    first, second = truth(one), truth(two)
    return (first == second) | (first.is_null() & second.is_null())
