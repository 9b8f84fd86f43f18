"""The page of the suite in HTML: what stands in it, and that it stands alone. `browser/` opens it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import Library
from casus_foederis.model.overlay import Overlay
from casus_foederis.phrases import speaking
from casus_foederis.report.page import SYMBOLS
from casus_foederis.report.picture import picture
from casus_foederis.suite import Choice, Suite, run
from conftest import a_scenario

THREE = ("kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022")


class Page(HTMLParser):
    """Collects the elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def suite(assessor: Assessor, library: Library) -> Suite:
    return run(assessor, [library.scenario(id) for id in THREE])


@pytest.fixture(scope="module")
def text(assessor: Assessor, suite: Suite) -> str:
    return picture(assessor, suite)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_every_answer_has_a_cell_and_every_cell_opens_to_its_reasons(page: Page, suite: Suite) -> None:
    cells = [each for each in page.of("button") if each.get("popovertargetaction") is None]
    assert len(cells) == len(suite.assessments)
    panels = {each["id"] for each in page.of("section") if "popover" in each}
    assert {each["popovertarget"] for each in cells} == panels
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_cells_show_the_answers_in_symbols_and_in_words(page: Page, suite: Suite) -> None:
    cells = [each for each in page.of("button") if each.get("popovertargetaction") is None]
    for cell, assessment in zip(cells, suite.assessments, strict=True):
        status = assessment["cst.art4.2"]
        assert cell["class"] == status.status
        assert assessment.interpretation in str(cell["aria-label"])
    assert set(SYMBOLS.values()) <= set(page.texts)


def test_reasons_name_sources(page: Page) -> None:
    words = "".join(page.texts)
    assert "s2-51" in words
    assert "International terrorist bands, specially trained abroad" in words
    assert "passage: 4; reported" in words
    assert "A group organised or trained abroad" in words


def test_filled_cells_are_marked(assessor: Assessor, library: Library) -> None:
    """Under `council-2022` the term `allies` was held by nobody, and a met answer rests on it."""
    choice = Choice(framing="tokayev", interpretation="council-2022")
    page = Page(picture(assessor, run(assessor, [library.scenario("kazakhstan-2022")], choice)))
    assert len(page.of("sup")) == 1
    chosen = Choice(framing="tokayev", interpretation="council-2022", readings={"allies": "covered"})
    page = Page(picture(assessor, run(assessor, [library.scenario("kazakhstan-2022")], chosen)))
    assert page.of("sup") == []


def test_the_page_stands_alone(text: str, page: Page) -> None:
    assert text.isascii()
    assert text.startswith("<!DOCTYPE html>")
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.elements}
    assert not any({"src", "href"} & set(attributes) for _, attributes in page.elements)
    assert "url(" not in text
    assert "@import" not in text


def test_what_people_write_stays_text(assessor: Assessor) -> None:
    mean = "\"><script>alert(1)</script><b title='x"
    scenario = a_scenario({"force.used": {"value": True, "note": mean}}, title=mean, summary=mean)
    page = Page(picture(assessor, run(assessor, [scenario])))
    assert not {"script", "b"} & {tag for tag, _ in page.elements}
    assert mean in "".join(page.texts)


def test_another_language_turns_the_page_around(assessor: Assessor, library: Library) -> None:
    overlay = Overlay(
        kind="wording", language="fa", direction="rtl", phrases={"rule.met": "برقرار"}, entries={}
    )
    with speaking(overlay):
        page = Page(picture(assessor, run(assessor, [library.scenario("kazakhstan-2022")])))
    (html,) = page.of("html")
    assert (html["lang"], html["dir"]) == ("fa", "rtl")
    assert any("برقرار" in text for text in page.texts)


def test_the_same_suite_gives_the_same_bytes(assessor: Assessor, suite: Suite, text: str) -> None:
    assert picture(assessor, suite) == text
