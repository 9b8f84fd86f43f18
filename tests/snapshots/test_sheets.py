"""Worksheets, quizzes and their keys, as text files to be looked at."""

from __future__ import annotations

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

import casus_foederis as casus
from casus_foederis.report.class_set import class_set
from casus_foederis.report.gift import to_gift
from casus_foederis.report.markdown import to_markdown
from casus_foederis.report.quiz import QuizPages
from casus_foederis.report.quiz_sheet import quiz_sheet
from snapshots.test_pages import as_text

THREE = ["kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022"]


@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
@pytest.mark.parametrize(
    ("scenario", "interpretation"), [("kazakhstan-2022", "council-2022"), ("request-withdrawn", "icj")]
)
def test_a_worksheet(
    file_regression: FileRegressionFixture, scenario: str, interpretation: str, key: bool
) -> None:
    sheet = casus.worksheet(scenario, interpretation=interpretation)
    file_regression.check(as_text(class_set([sheet], key=key)))


@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
def test_a_class_set(file_regression: FileRegressionFixture, key: bool) -> None:
    sheets = [casus.worksheet(each) for each in THREE]
    file_regression.check(to_markdown(class_set(sheets, key=key)), extension=".md")


@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
def test_a_quiz(file_regression: FileRegressionFixture, key: bool) -> None:
    pages = QuizPages(casus.quiz(THREE, seed=4, count=8))
    file_regression.check(as_text(quiz_sheet(pages, key=key)))


def test_a_quiz_for_a_learning_platform(file_regression: FileRegressionFixture) -> None:
    file_regression.check(to_gift(QuizPages(casus.quiz(seed=4, count=4))), extension=".gift")
