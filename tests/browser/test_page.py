"""The page of the suite in a real browser: on a projector, on a phone, on paper, from right to left."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import casus_foederis as casus
from browser.screens import SIZES, OpenPage
from casus_foederis.assessor import Assessor
from casus_foederis.files.library import load
from casus_foederis.model.overlay import Overlay
from casus_foederis.phrases import speaking
from casus_foederis.report.class_set import class_set_html
from casus_foederis.report.fragments import as_html
from casus_foederis.report.picture import picture
from casus_foederis.report.quiz import QuizPages
from casus_foederis.report.quiz_sheet import quiz_html
from casus_foederis.suite import run

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

THREE = ("kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022")
CELL = "[popovertarget='kazakhstan-2022.tokayev.2022-01-06.5']:not(.close)"
PANEL = "[id='kazakhstan-2022.tokayev.2022-01-06.5']"

CONTRAST = """
() => {
  const light = c => c <= 10 ? c / 3294 : Math.pow((c / 255 + 0.055) / 1.055, 2.4);
  const luminance = text => {
    const [r, g, b] = text.match(/[0-9.]+/g).map(Number).map(light);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = node => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const ratios = [...document.querySelectorAll('td button, p, th, td, li, dd, summary, h1, footer p')].map(node => {
    const one = luminance(getComputedStyle(node).color), two = luminance(behind(node));
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  });
  return Math.min(...ratios);
}
"""


# The same, where colours may be translucent: they are laid over each other, from the page down.
PAINTED = """
where => {
  const parse = colour => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
  const light = c => c <= 10 ? c / 3294 : Math.pow((c / 255 + 0.055) / 1.055, 2.4);
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const node = document.querySelector(where);
  const line = [];
  for (let at = node; at; at = at.parentElement) line.unshift(at);
  const paper = line.reduce((below, at) => over(parse(getComputedStyle(at).backgroundColor), below), [255, 255, 255]);
  const [r, g, b, a] = parse(getComputedStyle(node).color);
  const ink = over([r, g, b, a * getComputedStyle(node).opacity], paper);
  const one = luminance(ink), two = luminance(paper);
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}
"""


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole record, as the command line writes it."""
    program = [sys.executable, "-m", "casus_foederis", "run", "--format", "html"]
    done = subprocess.run(program, capture_output=True, check=True)
    path = tmp_path_factory.mktemp("picture") / "record.html"
    path.write_bytes(done.stdout)
    return path


@pytest.fixture(scope="session")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison of accounts, as the command line writes it."""
    program = [sys.executable, "-m", "casus_foederis", "compare", "kazakhstan-2022", "--format", "html"]
    done = subprocess.run(program, capture_output=True, check=True)
    path = tmp_path_factory.mktemp("comparison") / "compared.html"
    path.write_bytes(done.stdout)
    return path


def box_of(page: Page, where: str, number: int = 0) -> Any:
    """Measure an element: where it is, and how wide and high, in pixels."""
    box = page.locator(where).nth(number).bounding_box()
    assert box is not None
    return box


def test_a_cell_opens_to_reasons_and_sources_and_closes(open_page: OpenPage, record: Path) -> None:
    page = open_page(record)
    assert not page.locator(PANEL).is_visible()
    page.locator(CELL).first.click()
    panel = page.locator(PANEL)
    assert panel.is_visible()
    words = panel.inner_text()
    for expected in ("Assistance is due: met", "s2-51", "passage: 4", "Armed attack", "in line"):
        assert expected in words
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    page.locator(CELL).first.click()
    panel.get_by_role("button", name="Close").click()
    assert not panel.is_visible()


def test_it_can_be_used_without_a_mouse(open_page: OpenPage, record: Path) -> None:
    page = open_page(record)
    page.locator(CELL).first.focus()
    page.keyboard.press("Enter")
    assert page.locator(PANEL).is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "close"


def test_nothing_is_fetched_and_nothing_is_wrong(open_page: OpenPage, record: Path) -> None:
    page = open_page(record)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.reload()
    page.locator(CELL).first.click()
    assert asked == [record.as_uri()]
    assert wrong == []


@pytest.mark.parametrize("size", SIZES)
def test_it_fits(open_page: OpenPage, record: Path, size: str) -> None:
    """Nothing sticks out at the side, and every cell can be hit with a finger."""
    page = open_page(record, size)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    boxes = [box_of(page, "td button", number) for number in range(40)]
    assert min(box["height"] for box in boxes) >= 32
    assert min(box["width"] for box in boxes) >= 32
    page.locator(CELL).first.click()
    box = box_of(page, PANEL)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SIZES[size][0] + 1
    assert box["height"] <= SIZES[size][1]


def test_a_phone_shows_which_interpretation_each_cell_is(open_page: OpenPage, record: Path) -> None:
    phone, desk = open_page(record, "phone"), open_page(record, "desk")
    assert phone.locator("td button .letter").first.is_visible()
    assert not phone.locator(".matrix thead").is_visible()
    assert not desk.locator("td button .letter").first.is_visible()
    assert desk.locator(".matrix thead").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(open_page: OpenPage, record: Path, scheme: str) -> None:
    page = open_page(record, color_scheme=scheme)
    assert page.evaluate(CONTRAST) >= 4.5


def test_on_paper_the_record_is_the_matrix_and_one_case_has_its_reasons(
    open_page: OpenPage, record: Path, tmp_path: Path
) -> None:
    page = open_page(record)
    page.emulate_media(media="print")
    assert page.locator(".matrix").is_visible()
    assert not page.locator(PANEL).is_visible()
    assert page.locator(".paper").is_visible()
    program = [sys.executable, "-m", "casus_foederis", "run", "kazakhstan-2022", "--format", "html"]
    one = tmp_path / "one.html"
    one.write_bytes(subprocess.run(program, capture_output=True, check=True).stdout)
    page = open_page(one)
    page.emulate_media(media="print")
    assert page.locator(PANEL).is_visible()
    assert not page.locator(".close").first.is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_from_right_to_left_the_names_stand_on_the_right(open_page: OpenPage, tmp_path: Path) -> None:
    library = load()
    overlay = Overlay(kind="wording", language="ar", direction="rtl", phrases={}, entries={})
    with Assessor(library) as assessor, speaking(overlay):
        text = picture(assessor, run(assessor, [library.scenario("kazakhstan-2022")]))
    path = tmp_path / "turned.html"
    path.write_text(text, encoding="ascii")
    page = open_page(path)
    assert box_of(page, ".account th")["x"] > box_of(page, "td button")["x"]
    page.locator(CELL).first.click()
    close, panel = box_of(page, f"{PANEL} .close"), box_of(page, PANEL)
    assert close["x"] < panel["x"] + panel["width"] / 2


@pytest.mark.parametrize("size", SIZES)
def test_accounts_crossed_with_words_fit_every_screen(
    open_page: OpenPage, comparison: Path, size: str
) -> None:
    page = open_page(comparison, size)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    fields = page.locator(".crossing td[data-letter]")
    assert fields.count() == 7 * 2 * 8
    tops = page.evaluate(
        "[...document.querySelectorAll('.crossing td[data-letter]')].slice(0, 16)"
        ".map(field => Math.round(field.getBoundingClientRect().top))"
    )
    assert len(set(tops)) == (2 if "phone" in size else 1)
    assert page.locator(".crossing .words").first.is_visible() is ("phone" in size)
    assert page.locator(".crossing td.own").count() == 7 * 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_comparison_can_be_read_in_light_and_dark(
    open_page: OpenPage, comparison: Path, scheme: str
) -> None:
    page = open_page(comparison, color_scheme=scheme)
    assert page.evaluate(CONTRAST) >= 4.5


HOST = """<!DOCTYPE html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body { margin: 8px; font: 14px sans-serif; } .host td { text-align: right; padding: 9px; }
.host tr:nth-child(odd) { background: #f0f; } .host.dark { background: #111; color: #ddd; }</style>
<body class="host SCHEME"><p class="muted">A paragraph</p><table class="matrix"><tr class="account">
<td class="met">A table</td></tr></table>FRAGMENTS"""


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The worksheet of one case, its key, the set for three cases, and a quiz."""
    folder = tmp_path_factory.mktemp("sheets")
    three = [casus.worksheet(each) for each in THREE]
    pages = {
        "sheet": class_set_html(three[-1:], key=False),
        "key": class_set_html(three[-1:], key=True),
        "class": class_set_html(three, key=False),
        "quiz": quiz_html(QuizPages(casus.quiz(seed=4)), key=False),
    }
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="ascii")
    return {name: folder / f"{name}.html" for name in pages}


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_worksheets_on_paper(open_page: OpenPage, sheets: dict[str, Path]) -> None:
    """Four sides for a case, so that two sheets are enough, and each case of a set begins on a side of its own."""
    printed = {name: open_page(path).pdf(format="A4") for name, path in sheets.items()}
    assert pages_of(printed["sheet"]) == 4
    assert pages_of(printed["key"]) <= 6
    assert pages_of(printed["class"]) <= 3 * 4 + 1


def test_a_worksheet_has_room_to_write_in(open_page: OpenPage, sheets: dict[str, Path]) -> None:
    page = open_page(sheets["sheet"])
    page.emulate_media(media="print")
    rows = page.locator(".roomy tr")
    assert rows.count() == 1 + 9
    assert all(box_of(page, ".roomy tr", number)["height"] > 80 for number in range(1, 10))
    columns = [box_of(page, ".roomy th", number)["width"] for number in range(3)]
    assert columns[1] == pytest.approx(columns[2], abs=1)
    lines = page.locator(".blank > div")
    assert all(box_of(page, ".blank > div", number)["height"] > 25 for number in range(lines.count()))


@pytest.mark.parametrize("name", ["sheet", "key", "class", "quiz"])
@pytest.mark.parametrize("size", SIZES)
def test_sheets_fit_every_screen(open_page: OpenPage, sheets: dict[str, Path], name: str, size: str) -> None:
    page = open_page(sheets[name], size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sheets_can_be_read_in_light_and_dark(
    open_page: OpenPage, sheets: dict[str, Path], scheme: Any
) -> None:
    page = open_page(sheets["key"], color_scheme=scheme)
    assert page.evaluate(CONTRAST) >= 4.5


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Somebody else's page, with styles of its own, and with or without answers of ours in it."""
    found = casus.assess("kazakhstan-2022", interpretation="council-2022")
    answers = (
        casus.run(["kyrgyzstan-2010-june", "kazakhstan-2022"]),
        found,
        casus.explain(found),
        casus.compare("kazakhstan-2022"),
        casus.conditions("cst.art4.2"),
    )
    fragments = "".join(as_html(each) or "" for each in answers).replace("<details>", "<details open>")

    def host(scheme: str = "light", ours: bool = True) -> Path:
        text = HOST.replace("SCHEME", scheme).replace("FRAGMENTS", fragments if ours else "")
        path = tmp_path_factory.mktemp("host") / "host.html"
        path.write_text(text, encoding="utf-8")
        return path

    return host


@pytest.mark.parametrize("size", SIZES)
def test_fragments_fit(open_page: OpenPage, host: Callable[..., Path], size: str) -> None:
    page = open_page(host(), size)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    lines = "[...document.querySelectorAll('.casus tr.account')].slice(0, 1).map(row => new Set([...row"
    tops = page.evaluate(f"{lines}.querySelectorAll('[data-letter]')].map(each => each.offsetTop)).size)[0]")
    assert tops == 1


def test_the_style_of_fragments_stays_in_them_and_that_of_the_page_outside(
    open_page: OpenPage, host: Callable[..., Path]
) -> None:
    style = (
        "[...document.querySelectorAll('body > p, body > table td, body > table tr')].map(each => "
        "['color', 'background', 'padding', 'textAlign', 'display'].map(name => getComputedStyle(each)[name]))"
    )
    without, within = open_page(host(ours=False)), open_page(host())
    assert without.evaluate(style) == within.evaluate(style)
    row = "getComputedStyle(document.querySelector('.casus tr')).backgroundColor"
    assert within.evaluate(row) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fragments_take_ink_and_paper_from_the_page(
    open_page: OpenPage, host: Callable[..., Path], scheme: str
) -> None:
    """A sign on its tint, and what is set back, as a browser paints them: nowhere near each other."""
    page = open_page(host(scheme))
    for where in (".casus td.not_met", ".casus .met", ".casus .muted", ".casus code"):
        assert page.evaluate(PAINTED, where) >= 4.5
