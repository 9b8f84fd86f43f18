"""The Python interface: the same abilities as the command line, typed."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus_foederis.advice import nearest
from casus_foederis.assessor import Assessor, who_answered
from casus_foederis.changes.levers import LeverKind
from casus_foederis.changes.study import Study, choose, study, take_apart
from casus_foederis.changes.triggers import Trigger
from casus_foederis.changes.whatif import Goal, WhatIf
from casus_foederis.changes.whatif import what_if as find_what_if
from casus_foederis.drafting import draft
from casus_foederis.files.journal import Begun
from casus_foederis.files.library import Library, load
from casus_foederis.inspection import Inspection, inspect
from casus_foederis.members import Membership, membership
from casus_foederis.model.assessment import Assessment
from casus_foederis.problems import UsageError
from casus_foederis.reasons import Reasons, reasons
from casus_foederis.schemas import schema as make_schema
from casus_foederis.suite import Choice, Suite
from casus_foederis.suite import run as run_suite
from casus_foederis.teaching.debate import Debate
from casus_foederis.teaching.quiz import Quiz, make_quiz
from casus_foederis.teaching.sides import Side
from casus_foederis.teaching.worksheet import Worksheet, make_worksheet

if TYPE_CHECKING:
    from casus_foederis.screening.sweep import Sweep


def library(*paths: str | PathLike[str]) -> Library:
    """Read the bundled law and evidence, with the bundled scenarios, or with those in the files given.

    Raises `InputError`, which holds every problem of every file.
    """
    return load([Path(fspath(path)) for path in paths] or None)


def check(*paths: str | PathLike[str], seeds: str | PathLike[str] | None = None) -> Inspection:
    """Find everything that is wrong or odd in files and folders; without any, in the bundled files.

    ``seeds`` is a folder with the texts of the sources, to hold the claims against. Raises nothing for what
    is in them.
    """
    folder = Path(fspath(seeds)) if seeds is not None else None
    return inspect([Path(fspath(path)) for path in paths] or None, seeds=folder)


def schema(kind: str) -> dict[str, Any]:
    """Give the JSON Schema of a kind of file. Raises `UsageError` for a kind that does not exist."""
    return make_schema(_assessor().library, kind)


@cache
def _assessor() -> Assessor:
    return Assessor(load())


def assess(
    scenario: str,
    *,
    framing: str | None = None,
    interpretation: str | None = None,
    text: str | None = None,
    on: datetime.date | None = None,
    readings: Mapping[str, str] | None = None,
    assessor: Assessor | None = None,
) -> Assessment:
    """Answer one question about one scenario.

    What is left out is the scenario's first framing, the default interpretation, the framing's first day and
    the text in force on it. ``assessor`` is for scenarios of your own: ``Assessor(library("my-folder"))``.
    Raises `UsageError` for an unknown scenario, framing, interpretation, text or reading.
    """
    asked = assessor or _assessor()
    question = asked.question(
        asked.library.scenario(scenario),
        framing=framing,
        interpretation=interpretation,
        text=text,
        on=on,
        readings=readings,
    )
    return asked.assess(question)


def run(
    scenarios: str | Sequence[str] = (),
    *,
    choice: Choice | None = None,
    assessor: Assessor | None = None,
) -> Suite:
    """Answer every question that scenarios raise, and check what they expect; without ids, of all scenarios.

    Raises `UsageError` for an unknown scenario, or a choice of something that does not exist.
    """
    asked = assessor or _assessor()
    found = [asked.library.scenario(id) for id in _several(scenarios)]
    found = found or list(asked.library.scenarios.values())
    return run_suite(asked, found, choice)


def what_if(
    scenario: str,
    *,
    goal: str | None = None,
    settings: Mapping[str, str | bool] | None = None,
    only: str | Collection[str] = (),
    framing: str | None = None,
    interpretation: str | None = None,
    text: str | None = None,
    on: datetime.date | None = None,
    readings: Mapping[str, str] | None = None,
    assessor: Assessor | None = None,
) -> WhatIf:
    """Set levers otherwise, and find the smallest changes from there that reach a goal, and that defeat it.

    ``goal`` is such as ``"cst.art4.2=met"``; ``settings`` maps a fact, a term, the treaty (for its words) or
    the look-up of a standing to where it is to be. Without either, the goal is that the main provision be
    met. ``only`` names the levers that a search may move: ``fact``, ``reading``, ``text``, ``status``. What
    else is left out is as for `assess`, and so are the errors; `UsageError`, too, for what cannot be set.
    """
    asked = assessor or _assessor()
    name, account = take_apart(scenario)
    question = asked.question(
        asked.library.scenario(name),
        framing=framing if framing is not None else account,
        interpretation=interpretation,
        text=text,
        on=on,
        readings=readings,
    )
    named = _several(only)
    known = [kind.value for kind in LeverKind]
    for each in named:
        if each not in known:
            raise UsageError("unknown_lever_kind", id=each, advice=nearest(each, known))
    kinds = [kind for kind in LeverKind if not named or kind.value in named]
    return find_what_if(
        asked, question, Goal.read(goal) if goal is not None else None, _typed(settings), kinds
    )


def _several(names: str | Collection[str]) -> list[str]:
    """Take one name for a list of one, and not for a list of its letters."""
    return [names] if isinstance(names, str) else list(names)


def _typed(settings: Mapping[str, str | bool | datetime.date] | None) -> dict[str, str]:
    """Write settings as they are typed on the command line."""
    return {
        id: str(value).lower() if isinstance(value, bool) else str(value)
        for id, value in (settings or {}).items()
    }


def compare(
    one: str,
    two: str | None = None,
    *,
    provision: str | None = None,
    interpretation: str | None = None,
    on: datetime.date | None = None,
    assessor: Assessor | None = None,
) -> Study:
    """Hold the accounts of a scenario, or two scenarios, against each other.

    Each is the id of a scenario, or ``"SCENARIO:FRAMING"`` for one of its accounts; each account is asked on
    its first day, unless another is given. Raises `UsageError` for
    what does not exist, and where there is only one account.
    """
    asked = assessor or _assessor()
    named = [take_apart(name) for name in (one, two) if name is not None]
    sides = [(asked.library.scenario(scenario), framing) for scenario, framing in named]
    bundles = [interpretation] if interpretation is not None else []
    return study(asked, choose(asked, sides, on), provision, bundles)


def screen(
    table: Any,
    *,
    treaty: str | None = None,
    provisions: str | Sequence[str] = (),
    interpretations: str | Sequence[str] = (),
    text: str | None = None,
    readings: Mapping[str, str] | None = None,
    on: datetime.date | None = None,
    state: str | None = None,
    assessor: Assessor | None = None,
) -> Any:
    """Answer every row of a table of Polars, pandas, PyArrow, DuckDB or PySpark.

    Gives back a table of the same library, with two more columns for each provision under each
    interpretation: its status, and the first condition that decides why it is not met or is undetermined.
    What is left out is the first treaty, its main provision, every interpretation. ``on`` and ``state`` are
    for tables without the columns ``date`` and ``state``. Needs the extra ``tables``. Raises `InputError`
    with the columns and rows that cannot be read, and `UsageError` for a provision, interpretation, text,
    reading or State that does not exist.
    """
    from casus_foederis.screening.screen import Screening
    from casus_foederis.screening.screen import screen as answer

    screening = Screening(
        assessor or _assessor(),
        treaty=treaty,
        provisions=_several(provisions),
        interpretations=_several(interpretations),
        text=text,
        readings=readings,
        on=on,
        state=state,
    )
    return answer(table, screening)


def sweep(
    provision: str | None = None,
    *,
    interpretations: str | Sequence[str] = (),
    text: str | None = None,
    readings: Mapping[str, str] | None = None,
    sample: int | None = None,
    seed: int = 1,
    assessor: Assessor | None = None,
) -> Sweep:
    """Prepare all hypotheticals of a provision, or a sample of so many; ``.table()`` is a lazy Polars table.

    What is left out is the first treaty's main provision, every interpretation, the latest words. Needs the
    extra ``tables``. Raises `UsageError` for what does not exist.
    """
    from casus_foederis.screening.sweep import sweep as prepare

    return prepare(
        assessor or _assessor(),
        provision,
        interpretations=_several(interpretations),
        text=text,
        readings=readings,
        sample=sample,
        seed=seed,
    )


def conditions(
    provision: str | None = None,
    *,
    interpretation: str | None = None,
    text: str | None = None,
    readings: Mapping[str, str] | None = None,
    assessor: Assessor | None = None,
) -> Trigger:
    """Take the trigger of a provision by itself; what is left out is chosen as `Trigger` says."""
    return Trigger(
        assessor or _assessor(), provision, interpretation=interpretation, text=text, readings=readings
    )


def new(
    file: str | PathLike[str] | None = None,
    *,
    origin: str | None = None,
    settings: Mapping[str, str | bool | datetime.date] | None = None,
    treaty: str | None = None,
) -> Path:
    """Write a hypothetical from answers given here, and give its file; the command line can ask for them.

    ``origin`` is a case to start from, ``"SCENARIO"`` or ``"SCENARIO:FRAMING"``; without it, ``settings`` has
    to hold ``title``, ``date`` and ``state``. It may hold ``summary`` and ``opponents``, and facts by their
    ids. ``treaty`` is an id, or a file. Raises `UsageError` for what cannot be or is lacking, and if there is
    such a file already.
    """
    begun = Begun(origin=origin, treaty=treaty, settings=_typed(settings))
    return draft(begun, fspath(file) if file is not None else None)


def worksheet(
    scenario: str,
    *,
    framings: str | Sequence[str] = (),
    interpretation: str | None = None,
    provision: str | None = None,
    assessor: Assessor | None = None,
) -> Worksheet:
    """Take a case apart for students, condition by condition, with the key; see `make_worksheet`."""
    asked = assessor or _assessor()
    return make_worksheet(
        asked,
        asked.library.scenario(scenario),
        rule=provision,
        framings=_several(framings),
        interpretation=interpretation,
    )


def quiz(
    scenarios: str | Sequence[str] = (),
    *,
    seed: int,
    count: int = 10,
    provision: str | None = None,
    kinds: str | Collection[str] = (),
    levels: str | Collection[str] = (),
    assessor: Assessor | None = None,
) -> Quiz:
    """Draw questions with their keys, about all scenarios unless some are named; see `make_quiz`."""
    asked = assessor or _assessor()
    found = [asked.library.scenario(id) for id in _several(scenarios)]
    found = found or list(asked.library.scenarios.values())
    return make_quiz(
        asked, found, seed=seed, count=count, rule=provision, kinds=_several(kinds), levels=_several(levels)
    )


def debate(
    scenario: str,
    role: str,
    *,
    side: str | None = None,
    provision: str | None = None,
    interpretation: str | None = None,
    text: str | None = None,
    on: datetime.date | None = None,
    assessor: Assessor | None = None,
) -> Debate:
    """Begin a debate, in a role or for an account, and ``"for"`` or ``"against"``; see `Debate`.

    ``moves(side)`` lists what can be said, ``play(move)`` makes a move and has it answered, ``ending()`` says
    how it stands, and which moves brought it there.
    """
    asked = assessor or _assessor()
    found = asked.library.scenario(scenario)
    return Debate(
        asked,
        found,
        role,
        side=Side(side) if side is not None else None,
        rule=provision,
        interpretation=interpretation,
        text=text,
        on=on,
    )


def explain(assessment: Assessment, *, assessor: Assessor | None = None) -> Reasons:
    """Unfold the reasons of an assessment, a tree for each provision.

    ``assessor`` is needed only for one that was deeply copied; any other knows who answered.
    """
    asked = assessor or who_answered(assessment) or _assessor()
    main = asked.library.treaty(assessment.treaty).main
    return reasons(asked.rulebook(assessment.treaty), assessment, main)


def standing(treaty: str, state: str, on: datetime.date) -> Membership:
    """Tell how a State stands to a treaty on a day. Raises `UsageError` if either does not exist."""
    return membership(_assessor().library, treaty, state, on)
