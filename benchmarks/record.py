"""(c) Where the time of `casus run` goes, for the whole record, and what the C module alone takes for it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from measuring import tell

ALONE = "the C module, asked the same, one after another"


def table(rounds: int) -> Iterator[list[str]]:
    """Time the phases, each round in a new process."""
    tell("(c) phases of the whole record")
    found = [_measured() for _ in range(rounds)]
    yield ["phase", "seconds"]
    for name in found[0]:
        seconds = [each[name] for each in found]
        yield [name, f"{median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"]


def _measured() -> dict[str, float]:
    command, folder = [sys.executable, __file__], Path(__file__).parent
    done = subprocess.run(command, check=True, capture_output=True, cwd=folder)  # noqa: S603 - ours
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def phases() -> dict[str, float]:
    """Do what the command does, and tell how long each phase took; and then what the C module needs of it."""
    times: dict[str, float] = {}
    begun = perf_counter()

    def done(phase: str) -> None:
        nonlocal begun
        times[phase] = perf_counter() - begun
        begun = perf_counter()

    from casus_foederis.assessor import Assessor
    from casus_foederis.commands import print_as
    from casus_foederis.contained import ContainedDriver
    from casus_foederis.driver import Driver
    from casus_foederis.files.library import open_scenarios
    from casus_foederis.report.overview import overview
    from casus_foederis.suite import run

    asked: list[str] = []
    real = ContainedDriver.fire

    def noted(self: Any, facts: str) -> list[str]:
        asked.append(facts)
        return real(self, facts)

    ContainedDriver.fire = noted  # type: ignore[method-assign]
    done("importing")
    library, scenarios = open_scenarios()
    done("reading the law and the cases")
    with Assessor(library, contained=True) as assessor:
        suite = run(assessor, scenarios)
        done("answering every question of every case")
        assert suite.contrasts  # noqa: S101 - worked out when looked at
        done("asking again, for what framings changed")
        with redirect_stdout(io.StringIO()):
            print_as(overview(assessor, suite), "text")
        done("writing the page")
        ruleset = assessor.engine("cst").ruleset
    times["all of it"] = sum(times.values())
    driver = Driver(ruleset.definition, ruleset.conclusions)
    begun = perf_counter()
    for facts in asked:
        driver.fire(facts)
    done(f"{ALONE}: {len(asked):,} questions")
    driver.close()
    return times


if __name__ == "__main__":
    print(json.dumps(phases()))
