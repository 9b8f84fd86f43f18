"""What each command does: calls the question, hands the answer to a report.

Each imports only what it needs, so that ``casus --help`` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus_foederis import __version__

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from casus_foederis.assessor import Assessor
    from casus_foederis.report.page import Page
    from casus_foederis.suite import Suite

DONE: Final = 0
EXPECTATION_FAILED: Final = 1
INPUT_WRONG: Final = 2
ENGINE_FAILED: Final = 3  # at some case; the others are answered

_FEW_SETS: Final = 10  # sets of changes on a page for people


def run(options: argparse.Namespace) -> int:
    """Answer every question that scenarios raise, and check what they expect."""
    from casus_foederis.report.overview import overview

    suite = _answer(options, overview)
    if suite.unanswered:
        return ENGINE_FAILED
    return EXPECTATION_FAILED if suite.failures else DONE


def explain(options: argparse.Namespace) -> int:
    """Explain the answer to one case."""
    from casus_foederis.report.explanation import explanations

    suite = _answer(options, explanations)
    return ENGINE_FAILED if suite.unanswered else DONE


def _answer(options: argparse.Namespace, build: Callable[[Assessor, Suite], Page]) -> Suite:
    """Answer what is asked of scenarios, and print it: as data, or as the page that ``build`` makes of it."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.files.library import open_scenarios
    from casus_foederis.phrases import say
    from casus_foederis.report.terminal import progress
    from casus_foederis.suite import Choice, run

    library, scenarios = open_scenarios(options.names)
    choice = Choice(**_choice(options))
    with Assessor(library, contained=True) as assessor:
        with progress(len(scenarios), sys.stderr) as done:
            suite = run(assessor, scenarios, choice, done=done)
        if options.format == "json":
            assessments = [assessment.to_dict() for assessment in suite.assessments]
            print_data({"casus": __version__, "assessments": assessments, "summary": suite.summary()})
        elif options.format == "html":
            from casus_foederis.report.picture import picture

            print(picture(assessor, suite), end="")
        else:
            print_as(build(assessor, suite), options.format)
    for each in suite.unanswered:
        asked = (each.question.framing, each.question.interpretation, each.question.on.isoformat())
        names = {"scenario": each.question.scenario.id, "asked": ", ".join(asked), "reason": each.reason}
        print(f"casus: {say('suite.unanswered', **names)}", file=sys.stderr)
    return suite


def _choice(options: argparse.Namespace) -> dict[str, Any]:
    """Take from the options which question is asked."""
    return {
        "framing": options.framing,
        "interpretation": options.interpretation,
        "text": options.text,
        "on": options.on,
        "readings": dict(options.reading) or None,
    }


def new(options: argparse.Namespace) -> int:
    """Ask about a case, and write it as a file."""
    from casus_foederis.files.journal import Begun
    from casus_foederis.files.writing import is_text
    from casus_foederis.inspection import inspect
    from casus_foederis.messages import Severity
    from casus_foederis.problems import UsageError
    from casus_foederis.prompting import is_terminal
    from casus_foederis.report.interview import written_page
    from casus_foederis.report.notices import print_problems

    typed = [*(each for pair in options.set for each in pair), options.origin, options.treaty, options.file]
    if not all(each is None or is_text(each) for each in typed):
        raise UsageError("not_text_typed")
    begun = Begun(
        treaty=options.treaty,
        origin=options.origin,
        settings=dict(options.set),
        rules=tuple(options.provision),
        interpretations=tuple(options.interpretation),
    )
    if len(begun.settings) < len(options.set):
        raise UsageError("set_twice")
    if options.yes:
        from casus_foederis.drafting import draft

        file, origin = draft(begun, options.file), begun.origin
    elif is_terminal():
        from casus_foederis.conversation import converse

        written = converse(begun, options.file)
        if written is None:
            return DONE
        file, origin = written
    else:
        raise UsageError("no_terminal")
    found = inspect([file])
    print_as(written_page(file, origin), "text")
    print_problems(found.problems, sys.stdout)
    return INPUT_WRONG if found.count(Severity.ERROR) else DONE


def whatif(options: argparse.Namespace) -> int:
    """Set levers otherwise, and find the smallest changes that reach a status."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.changes.levers import LeverKind
    from casus_foederis.changes.study import take_apart
    from casus_foederis.changes.whatif import Goal, what_if
    from casus_foederis.files.library import open_each
    from casus_foederis.problems import UsageError
    from casus_foederis.report.whatif import what_if_page

    name, framing = take_apart(options.name)
    library, (scenario,) = open_each([name])
    choice = _choice(options) | ({"framing": framing} if options.framing is None else {})
    goal = Goal.read(options.goal) if options.goal is not None else None
    settings = dict(options.set)
    if len(settings) < len(set(options.set)):
        raise UsageError("set_twice")
    kinds = [LeverKind(each) for each in options.only or LeverKind]
    with Assessor(library) as assessor:
        question = assessor.question(scenario, **choice)
        found = what_if(assessor, question, goal, settings, kinds)
        if options.format == "json":
            listed = {"most": options.most} if options.most else {}
            print_data({"casus": __version__, **found.to_dict(options.page, **listed)})
        else:
            most = options.most or _FEW_SETS
            print_as(what_if_page(assessor, found, options.page, most), options.format)
    return DONE


def compare(options: argparse.Namespace) -> int:
    """Hold accounts of one scenario, or two scenarios, against each other."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.changes.study import choose, study, take_apart
    from casus_foederis.files.library import open_each
    from casus_foederis.report.comparison import comparison_html, comparison_page

    sides = [take_apart(name) for name in (options.one, options.two) if name is not None]
    library, scenarios = open_each([name for name, _ in sides])
    named = [(scenario, framing) for scenario, (_, framing) in zip(scenarios, sides, strict=True)]
    with Assessor(library) as assessor:
        accounts = choose(assessor, named, options.on)
        bundles = [options.interpretation] if options.interpretation is not None else []
        found = study(assessor, accounts, options.provision, bundles)
        if options.format == "json":
            print_data({"casus": __version__, **found.to_dict()})
        elif options.format == "html":
            print(comparison_html(assessor, found), end="")
        else:
            print_as(comparison_page(assessor, found), options.format)
    return DONE


def conditions(options: argparse.Namespace) -> int:
    """Teach the trigger of a provision."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.changes.changesets import MOST_LISTED
    from casus_foederis.changes.situations import place_cases
    from casus_foederis.changes.triggers import Trigger
    from casus_foederis.files.library import load
    from casus_foederis.report.trigger import trigger_page

    with Assessor(load()) as assessor:
        trigger = Trigger(
            assessor,
            options.provision,
            interpretation=options.interpretation,
            text=options.text,
            readings=dict(options.reading),
        )
        found = place_cases(assessor, trigger)
        if options.format == "json":
            ways = trigger.to_dict(options.page, options.most or MOST_LISTED)
            situations = [each.to_dict() for each in found]
            print_data({"casus": __version__, **ways, "situations": situations})
        else:
            page = trigger_page(trigger, found, options.page, options.most or _FEW_SETS)
            print_as(page, options.format)
    return DONE


def backtest(options: argparse.Namespace) -> int:
    """Hold what was done against the law's answers, over many cases."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.backtest import backtest
    from casus_foederis.files.library import open_scenarios
    from casus_foederis.report.backtest import backtest_page

    library, scenarios = open_scenarios(options.names)
    with Assessor(library) as assessor:
        found = backtest(assessor, scenarios)
    if options.format == "json":
        print_data({"casus": __version__, "backtests": [each.to_dict() for each in found]})
    else:
        print_as(backtest_page(library, found), options.format)
    return DONE


def check(options: argparse.Namespace) -> int:
    """Find everything that is wrong or odd in files."""
    from casus_foederis.inspection import inspect
    from casus_foederis.messages import Severity
    from casus_foederis.phrases import say
    from casus_foederis.problems import UsageError
    from casus_foederis.report.notices import print_inspection
    from casus_foederis.report.notices_for_programs import to_github, to_sarif

    if "" in options.paths:  # a variable of the shell that is not set, say
        raise UsageError("unknown_scenario", id="", advice=say("advice.none"))
    seeds = Path(options.seeds) if options.seeds else None
    if options.seeds is not None and (seeds is None or not seeds.is_dir()):
        raise UsageError("no_folder", id=options.seeds)
    inspection = inspect([Path(path) for path in options.paths] or None, seeds=seeds)
    match options.format:
        case "json":
            print_data({"casus": __version__, **inspection.to_dict()})
        case "sarif":
            print_data(to_sarif(inspection.problems))
        case "github":
            print(to_github(inspection.problems), end="")
        case _:
            print_inspection(inspection, sys.stdout)
    return INPUT_WRONG if inspection.count(Severity.ERROR) else DONE


def schema(options: argparse.Namespace) -> int:
    """Print what a file can hold."""
    from casus_foederis.files.formats import FORMATS
    from casus_foederis.files.library import load
    from casus_foederis.report.formats import formats_page
    from casus_foederis.schemas import schema

    if options.kind is None:
        print_as(formats_page(FORMATS), "text")
    else:
        print_data(schema(load(), options.kind))
    return DONE


def claims(options: argparse.Namespace) -> int:
    """List claims, and what rests on them."""
    from casus_foederis.citations import cited_claims
    from casus_foederis.files.library import load
    from casus_foederis.report.evidence import claims_page

    library = load()
    found = cited_claims(library, options.name)
    if options.format == "json":
        print_data({"casus": __version__, "claims": [each.to_dict() for each in found]})
    else:
        print_as(claims_page(library, found, options.name), options.format)
    return DONE


def conflicts(options: argparse.Namespace) -> int:
    """List the contradictions between claims."""
    from casus_foederis.citations import found_conflicts
    from casus_foederis.files.library import load
    from casus_foederis.report.evidence import conflicts_page

    library = load()
    found = found_conflicts(library, options.name)
    if options.format == "json":
        plain = {id: each.model_dump(mode="json") for id, each in found.items()}
        print_data({"casus": __version__, "conflicts": plain})
    else:
        print_as(conflicts_page(library, found), options.format)
    return DONE


def members(options: argparse.Namespace) -> int:
    """Show who is bound, and when."""
    from casus_foederis.files.library import load_law
    from casus_foederis.members import membership, memberships
    from casus_foederis.report.membership import membership_page

    library = load_law()
    if options.state is not None:
        found = [membership(library, options.treaty, options.state, options.on)]
    else:
        found = memberships(library, options.treaty, options.on)
    if options.format != "json":
        print_as(membership_page(library, options.treaty, found), options.format)
    elif options.state is not None:
        print_data(found[0].to_dict())
    else:
        print_data({"treaty": options.treaty, "members": [each.to_dict() for each in found]})
    return DONE


def serve(options: argparse.Namespace) -> int:
    """Serve the teaching page until it is stopped."""
    from casus_foederis.problems import UsageError

    try:
        from casus_foederis.web.serving import serve
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("casus_foederis"):
            raise
        raise UsageError("no_web") from None
    serve(options.names, options.host, options.port, browser=not options.no_browser)
    return DONE


def print_data(data: Any) -> None:
    """Print plain data as JSON; what the terminal cannot show, escaped."""
    import json

    try:
        "✔ж".encode(sys.stdout.encoding or "ascii")
        poor = False
    except UnicodeEncodeError:
        poor = True
    print(json.dumps(data, ensure_ascii=poor, indent=1))


def print_as(page: Page, format: str) -> None:
    """Print a page in a format."""
    if format == "markdown":
        from casus_foederis.report.markdown import to_markdown

        print(to_markdown(page), end="")
    else:
        from casus_foederis.report.terminal import print_page

        print_page(page, sys.stdout)
