"""The command line: reads what is asked, runs the command, and says what went wrong.

Only what every command needs is imported at the top, so that ``casus --help`` answers at once.
"""

from __future__ import annotations

import argparse
import codecs
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus_foederis import __version__, commands, table_commands, teaching_commands
from casus_foederis.phrases import say

if TYPE_CHECKING:
    import datetime

_LARGEST = 1_000_000_000  # number that an option takes
_PORT, _LAST_PORT = 8765, 65_535
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
        return commands.INPUT_WRONG
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
        return commands.INPUT_WRONG
    except ValueError as error:
        from casus_foederis.problems import InputError, UsageError

        if isinstance(error, InputError):
            from casus_foederis.report.notices import print_problems

            print_problems(error.problems, sys.stderr)
        elif isinstance(error, UsageError):
            print(f"casus: {error}", file=sys.stderr)
        else:
            raise
        return commands.INPUT_WRONG


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
_PLAINER = dict(
    zip(
        "✔✘●◐○→«»├└│─…■±†",
        ("+", "-", "#", "o", ".", "->", '"', '"', "|", "`", "|", "-", "...", "=", "~", "*"),
        strict=True,
    )
)


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
    parser.add_argument("-V", "--version", action="version", version=f"casus {__version__}")
    subcommands = parser.add_subparsers(title=say("help.commands"), metavar="COMMAND")
    parser.set_defaults(run=None)

    run = _command(subcommands, "run", commands.run)
    run.add_argument("names", nargs="*", metavar="PATH", help=say("help.paths"))
    _add_choice(run, "html")

    backtest = _command(subcommands, "backtest", commands.backtest)
    backtest.add_argument("names", nargs="*", metavar="PATH", help=say("help.paths"))
    _add_format(backtest)

    explain = _command(subcommands, "explain", commands.explain)
    explain.add_argument("names", nargs=1, metavar="SCENARIO", help=say("help.scenario"))
    _add_choice(explain)

    _add_changes(subcommands)

    _add_new(subcommands)

    _add_teaching(subcommands)

    _add_tables(subcommands)

    check = _command(subcommands, "check", commands.check)
    check.add_argument("paths", nargs="*", metavar="PATH", help=say("help.check_paths"))
    check.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help=say("help.check_format"),
    )
    check.add_argument("--seeds", metavar="DIR", help=say("help.check_seeds"))

    schema = _command(subcommands, "schema", commands.schema)
    schema.add_argument("kind", nargs="?", metavar="KIND", help=say("help.schema_kind"))

    claims = _command(subcommands, "claims", commands.claims)
    claims.add_argument("name", nargs="?", metavar="CASE|FACT", help=say("help.claims_name"))
    _add_format(claims)

    conflicts = _command(subcommands, "conflicts", commands.conflicts)
    conflicts.add_argument("name", nargs="?", metavar="ID|CASE", help=say("help.conflicts_name"))
    _add_format(conflicts)

    members = _command(subcommands, "members", commands.members)
    members.add_argument("treaty", metavar="TREATY", help=say("help.treaty"))
    members.add_argument("state", metavar="STATE", nargs="?", help=say("help.state"))
    members.add_argument("--on", metavar="DATE", type=_day, help=say("help.members_on"))
    _add_format(members)

    serve = _command(subcommands, "serve", commands.serve)
    serve.add_argument("names", nargs="*", metavar="PATH", help=say("help.paths"))
    serve.add_argument("--port", metavar="N", type=_port, default=_PORT, help=say("help.serve_port"))
    serve.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help=say("help.serve_host"))
    serve.add_argument("--no-browser", action="store_true", help=say("help.serve_browser"))
    return parser


def _add_changes(subcommands: Any) -> None:
    """Add the commands about what could have been otherwise."""
    compare = _command(subcommands, "compare", commands.compare)
    compare.add_argument("one", metavar="A", help=say("help.compare_one"))
    compare.add_argument("two", metavar="B", nargs="?", help=say("help.compare_two"))
    compare.add_argument("--provision", metavar="P", help=say("help.provision"))
    compare.add_argument("--interpretation", metavar="I", help=say("help.interpretation"))
    compare.add_argument("--on", metavar="DATE", type=_day, help=say("help.compare_on"))
    _add_format(compare, "html")

    conditions = _command(subcommands, "conditions", commands.conditions)
    conditions.add_argument(
        "provision", metavar="PROVISION", nargs="?", help=say("help.conditions_provision")
    )
    conditions.add_argument("--interpretation", metavar="I", help=say("help.one_interpretation"))
    conditions.add_argument("--text", metavar="T", help=say("help.text"))
    _add_reading(conditions)
    _add_pages(conditions)
    _add_format(conditions)

    whatif = _command(subcommands, "whatif", commands.whatif)
    whatif.add_argument("name", metavar="SCENARIO", help=say("help.one_scenario"))
    whatif.add_argument("--goal", metavar="P=STATUS", help=say("help.goal"))
    whatif.add_argument(
        "--set", metavar="ID=VALUE", type=_setting, action="append", default=[], help=say("help.set")
    )
    whatif.add_argument(
        "--only",
        choices=("fact", "reading", "text", "status"),
        action="append",
        help=say("help.only"),
    )
    _add_pages(whatif)
    whatif.add_argument("--framing", metavar="F", help=say("help.one_framing"))
    whatif.add_argument("--interpretation", metavar="I", help=say("help.one_interpretation"))
    _add_law(whatif)
    _add_format(whatif)


def _add_new(subcommands: Any) -> None:
    """Add the command that writes a case."""
    new = _command(subcommands, "new", commands.new)
    new.add_argument("file", metavar="FILE", nargs="?", help=say("help.new_file"))
    new.add_argument("--from", dest="origin", metavar="SCENARIO", help=say("help.new_from"))
    new.add_argument(
        "--set", metavar="WHAT=ANSWER", type=_setting, action="append", default=[], help=say("help.new_set")
    )
    new.add_argument("--yes", action="store_true", help=say("help.new_yes"))
    new.add_argument("--provision", metavar="P", action="append", default=[], help=say("help.new_provision"))
    new.add_argument(
        "--interpretation", metavar="I", action="append", default=[], help=say("help.new_interpretation")
    )
    new.add_argument("--treaty", metavar="TREATY", help=say("help.new_treaty"))


def _add_teaching(subcommands: Any) -> None:
    """Add the commands for classes."""
    worksheet = _command(subcommands, "worksheet", teaching_commands.worksheet)
    worksheet.add_argument("names", nargs="+", metavar="SCENARIO", help=say("help.scenario"))
    worksheet.add_argument(
        "--framing", metavar="F", action="append", default=[], help=say("help.worksheet_framing")
    )
    worksheet.add_argument("--interpretation", metavar="I", help=say("help.one_interpretation"))
    worksheet.add_argument("--provision", metavar="P", help=say("help.quiz_provision"))
    worksheet.add_argument("--key", action="store_true", help=say("help.worksheet_key"))
    _add_format(worksheet, "html")

    quiz = _command(subcommands, "quiz", teaching_commands.quiz)
    quiz.add_argument("names", nargs="*", metavar="PATH", help=say("help.paths"))
    quiz.add_argument(
        "--questions",
        metavar="N",
        type=_number,
        default=teaching_commands.QUESTIONS,
        help=say("help.quiz_questions"),
    )
    quiz.add_argument("--seed", metavar="N", type=_number, help=say("help.quiz_seed"))
    quiz.add_argument("--kind", metavar="K", action="append", default=[], help=say("help.quiz_kind"))
    quiz.add_argument("--level", metavar="L", action="append", default=[], help=say("help.quiz_level"))
    quiz.add_argument("--provision", metavar="P", help=say("help.quiz_provision"))
    quiz.add_argument("--key", action="store_true", help=say("help.quiz_key"))
    quiz.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json", "gift"),
        default="text",
        help=say("help.quiz_format"),
    )

    debate = _command(subcommands, "debate", teaching_commands.debate)
    debate.add_argument("name", metavar="SCENARIO", help=say("help.one_scenario"))
    debate.add_argument("--as", dest="role", metavar="ROLE", required=True, help=say("help.debate_as"))
    debate.add_argument("--side", choices=("for", "against"), help=say("help.debate_side"))
    debate.add_argument("--provision", metavar="P", help=say("help.debate_provision"))
    debate.add_argument("--interpretation", metavar="I", help=say("help.debate_interpretation"))
    debate.add_argument("--text", metavar="T", help=say("help.text"))
    debate.add_argument("--on", metavar="DATE", type=_day, help=say("help.on"))


def _add_tables(subcommands: Any) -> None:
    """Add the commands for many cases at once."""
    screen = _command(subcommands, "screen", table_commands.screen)
    screen.add_argument("table", metavar="TABLE", help=say("help.screen_table"))
    screen.add_argument("--treaty", metavar="TREATY", help=say("help.screen_treaty"))
    screen.add_argument("--state", metavar="STATE", help=say("help.screen_state"))
    screen.add_argument("--on", metavar="DATE", type=_day, help=say("help.screen_on"))
    screen.add_argument(
        "--provision", metavar="P", action="append", default=[], help=say("help.screen_provision")
    )

    sweep = _command(subcommands, "sweep", table_commands.sweep)
    sweep.add_argument("provision", metavar="PROVISION", nargs="?", help=say("help.sweep_provision"))
    sweep.add_argument("--sample", metavar="N", type=_number, help=say("help.sweep_sample"))
    sweep.add_argument("--seed", metavar="N", type=_number, default=1, help=say("help.sweep_seed"))

    for each in (screen, sweep):
        each.add_argument(
            "--interpretation",
            metavar="I",
            action="append",
            default=[],
            help=say("help.screen_interpretation"),
        )
        each.add_argument("--text", metavar="T", help=say("help.text"))
        _add_reading(each)
        each.add_argument("-o", "--output", metavar="FILE", required=True, help=say("help.table_output"))
        _add_format(each)


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


def _add_choice(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("--framing", metavar="F", help=say("help.framing"))
    parser.add_argument("--interpretation", metavar="I", help=say("help.interpretation"))
    _add_law(parser)
    _add_format(parser, *formats)


def _add_law(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", metavar="T", help=say("help.text"))
    parser.add_argument("--on", metavar="DATE", type=_day, help=say("help.on"))
    _add_reading(parser)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reading",
        metavar="TERM=READING",
        type=_reading,
        action="append",
        default=[],
        help=say("help.reading"),
    )


def _add_pages(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--most", metavar="N", type=_number, help=say("help.most"))
    parser.add_argument("--page", metavar="K", type=_number, default=1, help=say("help.page"))


def _add_format(parser: argparse.ArgumentParser, *more: str) -> None:
    words = say("help.format_html") if "html" in more else say("help.format")
    parser.add_argument("--format", choices=("text", "markdown", "json", *more), default="text", help=words)


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
    return _parts(text, "bad_reading")


def _setting(text: str) -> tuple[str, str]:
    return _parts(text, "bad_setting")


def _parts(text: str, code: str) -> tuple[str, str]:
    id, equals, value = text.partition("=")
    if not (id and equals and value):
        raise _bad_argument(code, value=f"'{text}'")
    return id, value


def _port(text: str) -> int:
    if not (
        text.isascii() and text.isdecimal() and len(text) <= len(str(_LAST_PORT)) and int(text) <= _LAST_PORT
    ):
        raise _bad_argument("bad_port", value=f"'{text}'")
    return int(text)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= _LARGEST):
        raise _bad_argument("bad_number", value=f"'{text}'")
    return int(text)
