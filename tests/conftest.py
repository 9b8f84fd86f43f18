"""What tests share: the bundled library, an engine, and plain helpers that speak the domain's words."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.screens import BROWSERS, SIZES, OpenPage
from casus_foederis.assessor import Assessor, Question
from casus_foederis.files.library import Library, load
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import Scenario

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from doors.served import Served

collect_ignore = ["bad"]  # broken scenarios, which the plugin would collect

ROOT = Path(__file__).parent.parent
A_DAY = datetime.date(2022, 1, 6)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture(scope="session")
def assessor(library: Library) -> Iterator[Assessor]:
    with Assessor(library) as assessor:
        yield assessor


@pytest.fixture(scope="session")
def served(assessor: Assessor) -> Iterator[Served]:
    """The teaching page, served in a thread."""
    from doors.served import serving

    with serving(assessor) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    own = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=own, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    contexts = []

    def open_page(where: Path | str, size: str = "desk", **options: Any) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(where if isinstance(where, str) else where.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Report what a test counted; the counts are printed at the end of the run."""
    return lambda text: record_property("count", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = [
        f"{report.nodeid.rpartition('::')[2]}: {text}"
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        for name, text in report.user_properties
        if name == "count"
    ]
    if counts:
        terminalreporter.section("counts")
        for line in sorted(counts):
            terminalreporter.line(line)


Ask = Callable[..., Assessment]


@pytest.fixture(scope="session")
def ask(assessor: Assessor) -> Ask:
    """Ask one question about a case given by its facts."""

    def ask(
        facts: dict[str, Any] | None = None,
        *,
        state: str = "KAZ",
        opponents: tuple[str, ...] = (),
        on: datetime.date = A_DAY,
        interpretation: str = "icj",
        text: str | None = None,
        practice: dict[str, Any] | None = None,
        **readings: str,
    ) -> Assessment:
        scenario = a_scenario(facts or {}, state=state, opponents=opponents, date=on, practice=practice)
        named = {term.replace("_", "-"): reading for term, reading in readings.items()}
        return assessor.assess(Question(scenario, "record", interpretation, on, text, named))

    return ask


def a_scenario(facts: dict[str, Any], **fields: Any) -> Scenario:
    """Make a hypothetical with these facts; everything else is ordinary."""
    ordinary: dict[str, Any] = {
        "kind": "hypothetical",
        "id": "a-case",
        "title": "A case",
        "date": A_DAY,
        "state": "KAZ",
        "treaty": "cst",
        "summary": "A case made up for a test.",
    }
    return Scenario.model_validate(ordinary | {"record": facts} | fields)


# A State's army attacks, gravely, on the State's own soil; the State says so and asks its allies for help.
PLAIN_ATTACK: dict[str, Any] = {
    "force.used": True,
    "force.grave": True,
    "place.sovereign": True,
    "author.state": True,
    "victim.declared_attacked": True,
    "menace.security": True,
    "request.made": True,
    "request.express": True,
    "request.to_organisation": True,
    "request.for_assistance": True,
    "request.by_government": True,
}
