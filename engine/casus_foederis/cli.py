"""The command line: reads what is asked, calls the question, hands the answer to a report.

Only what every command needs is imported at the top, so that ``casus --help`` answers at once.
"""

from __future__ import annotations

import argparse
import codecs
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus_foederis import __version__
from casus_foederis.phrases import say

if TYPE_CHECKING:
    import datetime

    from casus_foederis.assessor import Assessor
    from casus_foederis.report.page import Page
    from casus_foederis.suite import Suite

DONE, EXPECTATION_FAILED, INPUT_WRONG = 0, 1, 2
_INTERRUPTED, _PIPE_CLOSED = 130, 141  # as shells count a process ended by SIGINT or SIGPIPE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    with _somewhere_to_print():
        return _main(arguments)


def _main(arguments: Sequence[str] | None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is None:
        parser.print_help(sys.stderr)
        return INPUT_WRONG
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:  # the reader has left, say, or there is no space
        # Python would complain again when flushing at exit, so output goes nowhere from here.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return _PIPE_CLOSED
        print(f"casus: {error.strerror or error}", file=sys.stderr)
        return INPUT_WRONG
    except ValueError as error:
        from casus_foederis.problems import InputError, UsageError

        if isinstance(error, InputError):
            from casus_foederis.report.notices import print_problems

            print_problems(error.problems, sys.stderr)
        elif isinstance(error, UsageError):
            print(f"casus: {error}", file=sys.stderr)
        else:
            raise
        return INPUT_WRONG


@contextmanager
def _somewhere_to_print() -> Iterator[None]:
    """Print symbols and names as they are, or, where the terminal cannot, something in their place.

    Where there is no output at all, because whoever started the program closed it, print nowhere.
    """
    with ExitStack() as stack:
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is None:
                nowhere = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
                setattr(sys, name, nowhere)
                stack.callback(setattr, sys, name, None)
            elif hasattr(stream, "reconfigure"):
                codecs.register_error("casus", _plainer)
                stream.reconfigure(errors="casus")
        yield


# What stands in for our signs where the terminal has not got them. Each status keeps a sign of its own.
_PLAINER = dict(zip("✔✘→«»├└│─…", ("+", "-", "->", '"', '"', "|", "`", "|", "-", "..."), strict=True))


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Put what a terminal can show in the place of what it cannot."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_PLAINER.get(each, f"\\u{ord(each):04x}") for each in missing), error.end


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="casus",
        description=say("help.casus"),
        epilog=say("help.casus_examples"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"casus {__version__}")
    commands = parser.add_subparsers(title=say("help.commands"), metavar="COMMAND")
    parser.set_defaults(run=None)

    run = _command(commands, "run", _run)
    run.add_argument("names", nargs="*", metavar="PATH", help=say("help.paths"))
    _add_choice(run)

    explain = _command(commands, "explain", _explain)
    explain.add_argument("names", nargs=1, metavar="SCENARIO", help=say("help.scenario"))
    _add_choice(explain)

    check = _command(commands, "check", _check)
    check.add_argument("paths", nargs="*", metavar="PATH", help=say("help.check_paths"))
    check.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help=say("help.check_format"),
    )

    schema = _command(commands, "schema", _schema)
    schema.add_argument("kind", nargs="?", metavar="KIND", help=say("help.schema_kind"))

    members = _command(commands, "members", _members)
    members.add_argument("treaty", metavar="TREATY", help=say("help.treaty"))
    members.add_argument("state", metavar="STATE", nargs="?", help=say("help.state"))
    members.add_argument("--on", metavar="DATE", type=_day, help=say("help.members_on"))
    _add_format(members)
    return parser


def _command(commands: Any, name: str, action: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=say(f"help.{name}"),
        description=say(f"help.{name}_long"),
        epilog=say(f"help.{name}_examples"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=action)
    return parser


def _add_choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--framing", metavar="F", help=say("help.framing"))
    parser.add_argument("--interpretation", metavar="I", help=say("help.interpretation"))
    parser.add_argument("--text", metavar="T", help=say("help.text"))
    parser.add_argument("--on", metavar="DATE", type=_day, help=say("help.on"))
    parser.add_argument(
        "--reading",
        metavar="TERM=READING",
        type=_reading,
        action="append",
        default=[],
        help=say("help.reading"),
    )
    _add_format(parser)


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help=say("help.format")
    )


def _day(text: str) -> datetime.date:
    from casus_foederis.advice import day_advice
    from casus_foederis.model.base import read_day

    try:
        return read_day(text)
    except ValueError:
        raise _bad_argument("bad_day", value=f"'{text}'", advice=day_advice(text)) from None


def _bad_argument(code: str, **values: str) -> argparse.ArgumentTypeError:
    from casus_foederis.problems import UsageError

    return argparse.ArgumentTypeError(str(UsageError(code, **values)))


def _reading(text: str) -> tuple[str, str]:
    term, equals, reading = text.partition("=")
    if not (term and equals and reading):
        raise _bad_argument("bad_reading", value=f"'{text}'")
    return term, reading


def _run(options: argparse.Namespace) -> int:
    from casus_foederis.report.overview import overview

    suite = _answer(options, overview)
    return EXPECTATION_FAILED if suite.failures else DONE


def _explain(options: argparse.Namespace) -> int:
    from casus_foederis.report.explanation import explanations

    _answer(options, explanations)
    return DONE


def _answer(options: argparse.Namespace, build: Callable[[Assessor, Suite], Page]) -> Suite:
    """Answer what is asked of scenarios, and print it: as data, or as the page that ``build`` makes of it."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.files.library import open_scenarios
    from casus_foederis.suite import Choice, run

    library, scenarios = open_scenarios(options.names)
    choice = Choice(
        framing=options.framing,
        interpretation=options.interpretation,
        text=options.text,
        on=options.on,
        readings=dict(options.reading) or None,
    )
    with Assessor(library) as assessor:
        suite = run(assessor, scenarios, choice)
        if options.format == "json":
            assessments = [assessment.to_dict() for assessment in suite.assessments]
            _print_json({"casus": __version__, "assessments": assessments, "summary": suite.summary()})
        else:
            _print_page(build(assessor, suite), options.format)
    return suite


def _check(options: argparse.Namespace) -> int:
    from casus_foederis.inspection import inspect
    from casus_foederis.messages import Severity
    from casus_foederis.report.notices import print_inspection
    from casus_foederis.report.notices_for_programs import to_github, to_sarif

    inspection = inspect([Path(path) for path in options.paths] or None)
    match options.format:
        case "json":
            _print_json({"casus": __version__, **inspection.to_dict()})
        case "sarif":
            _print_json(to_sarif(inspection.problems))
        case "github":
            print(to_github(inspection.problems), end="")
        case _:
            print_inspection(inspection, sys.stdout)
    return INPUT_WRONG if inspection.count(Severity.ERROR) else DONE


def _schema(options: argparse.Namespace) -> int:
    from casus_foederis.files.formats import FORMATS
    from casus_foederis.files.library import load
    from casus_foederis.report.formats import formats_page
    from casus_foederis.schemas import schema

    if options.kind is None:
        _print_page(formats_page(FORMATS), "text")
    else:
        _print_json(schema(load(), options.kind))
    return DONE


def _members(options: argparse.Namespace) -> int:
    from casus_foederis.files.library import load
    from casus_foederis.members import membership, memberships
    from casus_foederis.report.membership import membership_page

    library = load()
    if options.state is not None:
        found = [membership(library, options.treaty, options.state, options.on)]
    else:
        found = memberships(library, options.treaty, options.on)
    if options.format != "json":
        _print_page(membership_page(library, options.treaty, found), options.format)
    elif options.state is not None:
        _print_json(found[0].to_dict())
    else:
        _print_json({"treaty": options.treaty, "members": [each.to_dict() for each in found]})
    return DONE


def _print_json(data: Any) -> None:
    import json

    try:
        "✔ж".encode(sys.stdout.encoding or "ascii")
        poor = False
    except UnicodeEncodeError:
        poor = True
    print(json.dumps(data, ensure_ascii=poor, indent=1))


def _print_page(page: Page, format: str) -> None:
    if format == "markdown":
        from casus_foederis.report.markdown import to_markdown

        print(to_markdown(page), end="")
    else:
        from casus_foederis.report.terminal import print_page

        print_page(page, sys.stdout)
