"""What the commands for tables do. Each imports only what it needs, as in `commands`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casus_foederis import __version__
from casus_foederis.commands import DONE, print_as, print_data

if TYPE_CHECKING:
    import argparse


def screen(options: argparse.Namespace) -> int:
    """Answer every row of a table, into another table."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.files.library import load_law
    from casus_foederis.report.terminal import counting

    _need_tables()
    from casus_foederis.report.tables import screened_page
    from casus_foederis.screening.files import rows_of, screen_file
    from casus_foederis.screening.screen import Screening

    source, target = Path(options.table), Path(options.output)
    with Assessor(load_law()) as assessor:
        screening = Screening(
            assessor,
            treaty=options.treaty,
            provisions=options.provision,
            interpretations=options.interpretation,
            text=options.text,
            readings=dict(options.reading),
            on=options.on,
            state=options.state,
        )
        with counting(rows_of(source), sys.stderr) as done:
            tally = screen_file(screening, source, target, done)
    if options.format == "json":
        print_data({"casus": __version__, "table": str(source), "output": str(target), **tally.to_dict()})
    else:
        print_as(screened_page(source, target, tally), options.format)
    return DONE


def sweep(options: argparse.Namespace) -> int:
    """Write hypotheticals of a provision as a table."""
    from casus_foederis.assessor import Assessor
    from casus_foederis.files.library import load_law
    from casus_foederis.report.terminal import counting

    _need_tables()
    from casus_foederis.report.tables import swept_page
    from casus_foederis.screening.sweep import sweep
    from casus_foederis.screening.writing import check_ending, write

    target = Path(options.output)
    check_ending(target)
    with Assessor(load_law()) as assessor:
        found = sweep(
            assessor,
            options.provision,
            interpretations=options.interpretation,
            text=options.text,
            readings=dict(options.reading),
            sample=options.sample,
            seed=options.seed,
        )
        with counting(found.rows, sys.stderr) as done:
            tally = write(found.table(), found.answers, target, done)
    if options.format == "json":
        data = {"casus": __version__, "provision": found.rule, "possible": found.possible}
        print_data({**data, "output": str(target), **tally.to_dict()})
    else:
        print_as(swept_page(found, target, tally), options.format)
    return DONE


def _need_tables() -> None:
    from importlib.util import find_spec

    from casus_foederis.problems import UsageError

    if not (find_spec("narwhals") and find_spec("polars")):
        raise UsageError("no_tables")
