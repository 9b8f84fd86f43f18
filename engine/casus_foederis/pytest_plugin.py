"""pytest collects scenarios: every answer that a scenario file expects is a test.

The plugin is loaded in every run of pytest on a machine that has Casus, whatever is tested there. So until
it meets a scenario, it imports nothing of ours but the few lines that look at the head of a YAML file, and
those only where there is one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from casus_foederis.assessor import Assessor, Expected
    from casus_foederis.model.assessment import Assessment


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ScenarioFile | None:
    """Collect a YAML file if it says that it is a scenario."""
    if file_path.suffix in (".yaml", ".yml") and _is_scenario(file_path):
        return ScenarioFile.from_parent(parent, path=file_path)
    return None


def _is_scenario(path: Path) -> bool:
    """Tell whether a file says that it is a scenario. Never raises."""
    from casus_foederis.files.kind import SCENARIOS, says_kind

    return says_kind(path, SCENARIOS)


class ScenarioFile(pytest.File):
    """A scenario file, with its own library and rule engine, a crash of which fails a test."""

    assessor: Assessor

    def collect(self) -> Iterator[ExpectationItem]:
        """Yield a test for every answer that the scenario expects."""
        from casus_foederis.assessor import Assessor
        from casus_foederis.files.library import load
        from casus_foederis.files.source import read_document
        from casus_foederis.problems import InputError

        try:
            library = load([self.path])
        except InputError as error:
            raise self.CollectError(str(error)) from None
        self.assessor = Assessor(library, contained=True)
        document = read_document(self.path)
        for scenario in library.scenarios.values():
            for expected in self.assessor.expected(scenario):
                question = expected.question
                parts = [
                    question.framing,
                    question.interpretation,
                    question.on.isoformat(),
                    question.text,
                    *question.readings.values(),
                ]
                name = "-".join(part for part in parts if part is not None)
                item = ExpectationItem.from_parent(
                    self, name=f"{name}-{expected.rule}-{expected.status.status}"
                )
                item.expected = expected
                item.line = document.place(("expect", expected.number)).line
                yield item

    def teardown(self) -> None:
        """Free the rule engine."""
        self.assessor.close()


class ExpectationItem(pytest.Item):
    """One expected answer."""

    expected: Expected
    line: int
    parent: ScenarioFile

    def runtest(self) -> None:
        """Ask the question and compare."""
        assessment = self.parent.assessor.assess(self.expected.question)
        if assessment[self.expected.rule] is not self.expected.status:
            raise ExpectationFailedError(assessment)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Say what was expected, what came out, and why."""
        if not isinstance(excinfo.value, ExpectationFailedError):
            return super().repr_failure(excinfo, style)
        from casus_foederis.report.failure import failure_text
        from casus_foederis.suite import Failure

        failure = Failure(self.expected, excinfo.value.assessment)
        file = os.path.relpath(self.path, self.config.invocation_params.dir)
        return failure_text(self.parent.assessor, failure, file, self.line)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point to the line of the expectation."""
        return self.path, self.line - 1, self.name


class ExpectationFailedError(AssertionError):
    """The engine gave another answer than the scenario expects."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        super().__init__(f"{assessment.scenario}, {assessment.framing}, {assessment.interpretation}")
