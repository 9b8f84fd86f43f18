"""A fragment of HTML, as a text file to be looked at. ``make snapshots`` writes it anew for review."""

from __future__ import annotations

from pytest_regressions.file_regression import FileRegressionFixture

import casus_foederis as casus
from casus_foederis.report.fragments import as_html


def test_what_if_as_a_fragment(file_regression: FileRegressionFixture) -> None:
    settings = {"author.organised_abroad": False}
    found = casus.what_if("kazakhstan-2022", interpretation="council-2022", settings=settings)
    _, sheet, rest = (as_html(found) or "").partition("</style>\n")
    assert sheet
    file_regression.check(rest, extension=".html", encoding="utf-8")
