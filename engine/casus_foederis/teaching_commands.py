"""What the commands for classes do. Each imports only what it needs, as in `commands`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from casus_foederis import __version__
from casus_foederis.commands import DONE, print_as, print_data

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

QUESTIONS: Final = 10  # of a quiz, if nobody says how many
_MANY: Final = 50  # questions; fewer are made within a second or two
_SEEDS: Final = 9_999  # of quizzes, if none is given: few enough to be passed on by word of mouth


def worksheet(options: argparse.Namespace) -> int:
    """Print worksheets, or their keys."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.files.library import open_scenarios
    from casus_foederis.report.class_set import class_set, class_set_html
    from casus_foederis.teaching.worksheet import make_worksheet

    library, scenarios = open_scenarios(options.names)
    with Assessor(library) as assessor:
        sheets = [
            make_worksheet(
                assessor,
                scenario,
                rule=options.provision,
                framings=options.framing,
                interpretation=options.interpretation,
            )
            for scenario in scenarios
        ]
        if options.format == "json":
            print_data({"casus": __version__, "worksheets": [each.to_dict() for each in sheets]})
        elif options.format == "html":
            print(class_set_html(sheets, key=options.key), end="")
        else:
            print_as(class_set(sheets, key=options.key), options.format)
    return DONE


def quiz(options: argparse.Namespace) -> int:
    """Ask questions at the terminal, or print them with or without their key."""
    import secrets
    import shlex

    from casus_foederis.assessor import Assessor
    from casus_foederis.files.library import open_scenarios
    from casus_foederis.problems import UsageError
    from casus_foederis.prompting import is_terminal
    from casus_foederis.report.gift import to_gift
    from casus_foederis.report.quiz import QuizPages
    from casus_foederis.report.quiz_sheet import quiz_html, quiz_sheet
    from casus_foederis.report.terminal import progress
    from casus_foederis.teaching.quiz import make_quiz

    if options.key and options.seed is None:
        raise UsageError("key_of_what")
    asks = options.format == "text" and not options.key
    if asks and not is_terminal():
        raise UsageError("no_terminal_quiz")
    library, scenarios = open_scenarios(options.names)
    seed = options.seed or secrets.randbelow(_SEEDS) + 1
    with Assessor(library) as assessor:
        with progress(options.questions if options.questions > _MANY else 0, sys.stderr) as done:
            drawn = make_quiz(
                assessor,
                scenarios,
                seed=seed,
                count=options.questions,
                rule=options.provision,
                kinds=options.kind,
                levels=options.level,
                done=done,
            )
        if options.format == "json":
            print_data({"casus": __version__, **drawn.to_dict()})
        elif options.format == "gift":
            print(to_gift(QuizPages(drawn)), end="")
        elif options.format == "html":
            print(quiz_html(QuizPages(drawn), key=options.key), end="")
        elif asks:
            from casus_foederis.quizzing import put

            put(drawn, shlex.join(["casus", "quiz", *options.names, *_drawn_by(options, seed)]))
        else:
            print_as(quiz_sheet(QuizPages(drawn), key=options.key), options.format)
    return DONE


def debate(options: argparse.Namespace) -> int:
    """Argue a case at the terminal."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.debating import hold
    from casus_foederis.files.library import open_each
    from casus_foederis.problems import UsageError
    from casus_foederis.prompting import is_terminal
    from casus_foederis.teaching.debate import Debate
    from casus_foederis.teaching.sides import Side

    if not is_terminal():
        raise UsageError("no_terminal_debate")
    library, (scenario,) = open_each([options.name])
    choice = {name: getattr(options, name) for name in ("interpretation", "text", "on")}
    with Assessor(library) as assessor:
        side = Side(options.side) if options.side is not None else None
        hold(Debate(assessor, scenario, options.role, side=side, rule=options.provision, **choice))
    return DONE


def _drawn_by(options: argparse.Namespace, seed: int) -> Iterator[str]:
    """Give the options that draw the same questions."""
    yield from ("--seed", str(seed))
    if options.questions != QUESTIONS:
        yield from ("--questions", str(options.questions))
    for name in ("kind", "level"):
        for each in getattr(options, name):
            yield from (f"--{name}", each)
    if options.provision is not None:
        yield from ("--provision", options.provision)
