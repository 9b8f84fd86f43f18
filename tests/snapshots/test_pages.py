"""What people read, as text files to be looked at. ``make snapshots`` writes them anew for review."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from casus_foederis.assessor import Assessor, Question
from casus_foederis.backtest import backtest
from casus_foederis.changes.levers import LeverKind
from casus_foederis.changes.situations import place_cases
from casus_foederis.changes.study import choose, study
from casus_foederis.changes.triggers import Trigger
from casus_foederis.changes.whatif import Goal, what_if
from casus_foederis.citations import cited_claims
from casus_foederis.cli import main
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.members import membership, memberships
from casus_foederis.report.backtest import backtest_page
from casus_foederis.report.comparison import comparison_page
from casus_foederis.report.evidence import claims_page, conflicts_page
from casus_foederis.report.explanation import explanation
from casus_foederis.report.markdown import to_markdown
from casus_foederis.report.membership import membership_page
from casus_foederis.report.overview import overview
from casus_foederis.report.page import Page
from casus_foederis.report.terminal import PLAIN_WIDTH, print_page
from casus_foederis.report.trigger import trigger_page
from casus_foederis.report.whatif import what_if_page
from casus_foederis.suite import Choice, run


def as_text(page: Page) -> str:
    out = io.StringIO()
    print_page(page, out, PLAIN_WIDTH)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@pytest.mark.endurance
def test_the_suite(assessor: Assessor, library: Library, file_regression: FileRegressionFixture) -> None:
    """The whole record, and so among the slow ones; parts of it are shown to others every day."""
    page = overview(assessor, run(assessor, list(library.scenarios.values())))
    file_regression.check(as_text(page))
    file_regression.check(to_markdown(page), extension=".md")


def test_one_case_under_one_interpretation_and_other_words(
    assessor: Assessor, library: Library, file_regression: FileRegressionFixture
) -> None:
    choice = Choice(interpretation="council-2022", text="cst-1992")
    suite = run(assessor, [library.scenario("kazakhstan-2022")], choice)
    file_regression.check(as_text(overview(assessor, suite)))


@pytest.mark.parametrize(
    ("scenario", "framing", "interpretation", "readings"),
    [
        ("kazakhstan-2022", "tokayev", "council-2022", {}),
        ("kazakhstan-2022", "tokayev", "icj", {"unknowns": "against-invoker"}),
        ("kazakhstan-2022", "observers", "council-2022", {}),
        ("kyrgyzstan-2010-june", "interim-government", "icj", {}),
        ("armenia-2020", "foreign-ministry", "frontline", {}),
        ("request-withdrawn", "record", "council-2022", {}),
    ],
)
def test_explanations(  # noqa: PLR0917
    assessor: Assessor,
    library: Library,
    file_regression: FileRegressionFixture,
    scenario: str,
    framing: str,
    interpretation: str,
    readings: dict[str, str],
) -> None:
    found = library.scenario(scenario)
    day = found.days_of(found.accounts[framing])[0]
    assessment = assessor.assess(Question(found, framing, interpretation, day, None, readings))
    file_regression.check(as_text(explanation(assessor, assessment)))


def test_members_through_time(library: Library, file_regression: FileRegressionFixture) -> None:
    page = membership_page(library, "cst", [membership(library, "cst", "Uzbekistan")])
    file_regression.check(as_text(page))


def test_members_on_a_day(library: Library, file_regression: FileRegressionFixture) -> None:
    page = membership_page(library, "cst", memberships(library, "cst", date(2012, 7, 1)))
    file_regression.check(as_text(page))


def test_members_of_one_on_a_day(library: Library, file_regression: FileRegressionFixture) -> None:
    page = membership_page(library, "cst", [membership(library, "cst", "GEO", date(1993, 10, 1))])
    file_regression.check(as_text(page))


@pytest.mark.parametrize("name", ["s2-51", "armenia-2021", "request.in_control"])
def test_claims(library: Library, file_regression: FileRegressionFixture, name: str) -> None:
    file_regression.check(as_text(claims_page(library, cited_claims(library, name), name)))


def test_conflicts(library: Library, file_regression: FileRegressionFixture) -> None:
    file_regression.check(as_text(conflicts_page(library, library.conflicts)))


def test_the_backtest_of_two_cases(
    assessor: Assessor, library: Library, file_regression: FileRegressionFixture
) -> None:
    """Of all cases it stands in docs/backtest.md."""
    cases = [library.scenario(id) for id in ("kyrgyzstan-2010-june", "kazakhstan-2022")]
    file_regression.check(as_text(backtest_page(library, backtest(assessor, cases))))


@pytest.mark.parametrize(
    ("scenario", "options"),
    [
        ("kazakhstan-2022", {}),
        ("armenia-2020", {"goal": Goal("cst.art4.1", Truth.TRUE), "kinds": [LeverKind.FACT]}),
        ("kyrgyzstan-2010-june", {"settings": {"author.organised_abroad": "true", "cst": "cst-2010"}}),
        ("belarus-2020", {"settings": {"request.made": "false", "request.express": "true"}}),
    ],
)
def test_what_if(
    assessor: Assessor,
    library: Library,
    file_regression: FileRegressionFixture,
    scenario: str,
    options: dict[str, Any],
) -> None:
    found = what_if(assessor, assessor.question(library.scenario(scenario)), **options)
    file_regression.check(as_text(what_if_page(assessor, found, 1, 10)))


@pytest.mark.parametrize("names", [["kazakhstan-2022"], ["kyrgyzstan-2010-june", "kazakhstan-2022"]])
def test_comparisons(
    assessor: Assessor, library: Library, file_regression: FileRegressionFixture, names: list[str]
) -> None:
    accounts = choose(assessor, [(library.scenario(name), None) for name in names])
    page = comparison_page(assessor, study(assessor, accounts))
    file_regression.check(as_text(page))
    file_regression.check(to_markdown(page), extension=".md")


@pytest.mark.parametrize("interpretation", ["icj", "council-2022"])
def test_a_trigger(assessor: Assessor, file_regression: FileRegressionFixture, interpretation: str) -> None:
    trigger = Trigger(assessor, interpretation=interpretation)
    file_regression.check(as_text(trigger_page(trigger, place_cases(assessor, trigger), 1, 10)))


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["run"],
        ["explain"],
        ["members"],
        ["check"],
        ["schema"],
        ["claims"],
        ["conflicts"],
        ["backtest"],
        ["compare"],
        ["whatif"],
        ["conditions"],
        ["new"],
        ["worksheet"],
        ["quiz"],
        ["debate"],
        ["screen"],
        ["sweep"],
    ],
)
def test_help(
    command: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    file_regression: FileRegressionFixture,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    file_regression.check(capsys.readouterr().out)
