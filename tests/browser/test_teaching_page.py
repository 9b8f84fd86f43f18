"""The teaching page in a real browser: its main stories, with a mouse, by keyboard, without scripts, on a phone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.screens import SIZES, OpenPage
from casus_foederis.assessor import Assessor
from casus_foederis.model.overlay import Overlay
from casus_foederis.phrases import speaking
from doors.served import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

CASE = "/cases/kazakhstan-2022?interpretation=council-2022"
LAB = "/lab?from=kazakhstan-2022:tokayev&interpretation=council-2022"
PAGES = {
    "record": "/",
    "case": f"{CASE}&step=5",
    "compare": "/compare",
    "treaty": "/treaties/cst",
    "lab": f"{LAB}&author.organised_abroad=false&also=tree,changes",
    "quiz-begin": "/quiz",
    "quiz": "/quiz?seed=7",
    "quiz-outcome": "/quiz?seed=7&reply=2",
    "quiz-review": "/quiz?seed=7&count=3&replies=2-1-1",
    "sources": "/sources",
    "claims": "/sources?about=kazakhstan-2022",
    "conflicts": "/conflicts",
    "wrong": "/cases/nothing",
}


@pytest.fixture
def visit(open_page: OpenPage, served: Served) -> Iterator[OpenPage]:
    """Opens pages of the server; none may ask for anything elsewhere, or complain."""
    wrong: list[str] = []

    def visit(path: str, size: str = "desk", **options: Any) -> Page:
        page = open_page("about:blank", size, **options)
        page.on(
            "request", lambda each: wrong.append(each.url) if not each.url.startswith(served.home) else None
        )
        page.on(
            "console", lambda each: wrong.append(each.text) if each.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda each: wrong.append(str(each)))
        page.goto(served.home + path)
        return page

    yield visit
    expected = ("404 (Not Found)", "net::ERR_FAILED")  # where a test asks for nothing, or cuts the line
    assert [each for each in wrong if not any(one in each for one in expected)] == []


def verdict(page: Page) -> Locator:
    return page.locator("#result .verdict").first


def wait_for(page: Page, words: str) -> None:
    verdict(page).get_by_text(words, exact=True).wait_for()


def see(page: Page, where: str, count: int) -> None:
    """A click does not wait for the page to which it leads; this does, until so many are there."""
    from playwright.sync_api import expect

    expect(page.locator(where)).to_have_count(count)


def read(page: Page, where: str, words: str) -> None:
    """The same, for words somewhere in a part of the page."""
    from playwright.sync_api import expect

    expect(page.locator(where).first).to_contain_text(words)


def test_the_framing_of_kazakhstan_is_switched_and_article_4_changes(visit: OpenPage) -> None:
    page = visit("/")
    page.locator("a[href^='/cases/kazakhstan-2022?interpretation=council-2022']").first.click()
    wait_for(page, "met")
    page.evaluate("window.sameDocument = true")
    page.get_by_label("William Courtney").check()
    wait_for(page, "not met")
    read(page, "#result .why", "A group organised or trained abroad: no")
    page.wait_for_url("**framing=observers**")
    assert page.evaluate("window.sameDocument") is True
    page.reload()
    assert "not met" in verdict(page).inner_text()
    assert page.get_by_label("William Courtney").is_checked()
    page.locator(".strip a[data-value='literal-2010']").click()
    wait_for(page, "undetermined")
    assert page.locator("#reader-literal-2010").is_checked()


def test_to_go_back_is_to_undo_a_switch(visit: OpenPage) -> None:
    page = visit(LAB)
    page.locator("label[for='force.used-false']").click()
    wait_for(page, "not met")
    page.go_back()
    wait_for(page, "met")
    assert page.locator("input[name='force.used'][value='true']").is_checked()


def test_reasons_open_to_who_said_so_and_in_which_language(visit: OpenPage) -> None:
    page = visit(CASE)
    fact = page.locator(".twig details.look", has_text="author.organised_abroad").first
    assert not fact.locator(".lines").is_visible()
    fact.locator("summary").click()
    words = fact.locator(".lines").inner_text()
    for expected in ("s2-51", "President Tokayev", "(Arabic)", "passage: 4"):
        assert expected in words


def test_the_engine_is_followed_step_by_step(visit: OpenPage) -> None:
    page = visit(CASE)
    page.get_by_role("link", name="Go through it step by step").click()
    for step in (1, 2, 3):
        page.get_by_role("heading", name=f"Step {step} of").wait_for()
        see(page, ".board li:not(.waiting)", step)
        page.get_by_role("link", name="Next step").click()
    page.get_by_role("link", name="One step back").click()
    page.get_by_role("heading", name="Step 3 of").wait_for()


def test_a_hypothetical_is_made_passed_on_downloaded_and_checked(visit: OpenPage, tmp_path: Path) -> None:
    page = visit("/lab", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("What it is called").fill("Drones over the border")
    page.get_by_label("The day on which the law is asked").fill("2023-05-01")
    page.locator("#state").select_option("KAZ")
    for fact in ("force.used", "force.grave", "place.sovereign", "author.state", "menace.security", "request.made",
                 "request.express", "request.for_assistance", "request.by_government", "victim.declared_attacked"):  # fmt: skip
        page.locator(f"label[for='{fact}-true']").click()
    wait_for(page, "met")
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    assert len(link) < 500
    elsewhere = visit(link.partition("/lab")[1] + link.partition("/lab")[2])
    assert "met" in verdict(elsewhere).inner_text()
    assert elsewhere.get_by_label("What it is called").input_value() == "Drones over the border"
    with elsewhere.expect_download() as download:
        elsewhere.get_by_role("link", name="Save as a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "drones-over-the-border.yaml"
    program = [sys.executable, "-m", "casus_foederis", "check", str(file)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "Errors: 0" in done.stdout or "Nothing is wrong" in done.stdout
    page = visit("/lab")
    page.get_by_text("Begin from a case, or open a file").click()
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Open it").click()
    page.wait_for_url("**/lab?*")
    wait_for(page, "met")


def test_the_answer_follows_the_last_of_many_quick_switches(visit: OpenPage) -> None:
    page = visit(LAB)
    for _ in range(8):
        for answer in ("false", "unknown", "true"):
            page.locator(f"label[for='force.used-{answer}']").click()
    page.locator("label[for='force.used-false']").click()
    wait_for(page, "not met")
    page.wait_for_url("**force.used=false**")
    page.wait_for_timeout(500)
    assert "not met" in verdict(page).inner_text()


def test_a_lost_server_is_told(visit: OpenPage) -> None:
    page = visit(LAB)
    page.route("**/lab?*", lambda route: route.abort())
    page.locator("label[for='force.used-false']").click()
    page.get_by_text("The server does not answer.").wait_for()
    assert "met" in verdict(page).inner_text()


def take_quiz(page: Page, count: int) -> None:
    for number in range(1, count + 1):
        read(page, ".kind", f"{number} of {count}")
        page.locator("#reply-1").check()
        page.get_by_role("button", name="Answer").click()
        page.get_by_text("You answered:").wait_for()
        page.get_by_role("link", name="Next question" if number < count else "To the review").click()
    read(page, "main", f"Answered: {count}.")


def test_the_quiz_is_taken(visit: OpenPage) -> None:
    page = visit("/quiz")
    page.get_by_label("Questions").fill("3")
    page.get_by_role("button", name="Begin").click()
    take_quiz(page, 3)


def test_everything_works_without_scripts(visit: OpenPage) -> None:
    page = visit(CASE, java_script_enabled=False)
    page.get_by_label("William Courtney").check()
    page.get_by_role("button", name="Show").click()
    wait_for(page, "not met")
    page.get_by_role("link", name="Go through it step by step").click()
    see(page, ".board li:not(.waiting)", 1)
    page.get_by_role("link", name="Switch a fact").click()
    page.locator("label[for='author.organised_abroad-true']").click()
    page.get_by_role("button", name="Answer").click()
    page.wait_for_url("**author.organised_abroad=true**")
    wait_for(page, "undetermined")
    page = visit("/?kind=historical", java_script_enabled=False)
    page.get_by_label("State concerned").select_option("ARM")
    page.get_by_role("button", name="Show").click()
    see(page, ".matrix .case", 4)
    page = visit("/compare", java_script_enabled=False)
    page.locator("#two").select_option("kazakhstan-2022:observers")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**two=kazakhstan-2022:observers**")
    see(page, ".pair .verdict", 2)
    page = visit("/quiz?seed=1&count=3", java_script_enabled=False)
    take_quiz(page, 3)


def tab_to(page: Page, where: str, most: int = 120) -> None:
    """Go on with the key until the focus is there; it has to be seen where it is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("where => document.activeElement.matches(where)", where):
            return
    pytest.fail(f"{where} cannot be reached by keyboard")


def test_the_keyboard_alone_suffices(visit: OpenPage) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**#*")
    tab_to(page, "select#kind", 6)
    page = visit(CASE)
    tab_to(page, "input[name=framing]")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    wait_for(page, "not met")
    assert page.evaluate("document.activeElement.value") == "observers"
    tab_to(page, ".strip a[data-value='literal-2010']")
    page.keyboard.press("Enter")
    wait_for(page, "undetermined")
    assert page.evaluate("document.activeElement.dataset.value") == "literal-2010"
    page = visit(LAB)
    tab_to(page, "input[name='force.used']")
    outline = page.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("ArrowRight")
    wait_for(page, "not met")
    page = visit("/quiz?seed=1&count=1")
    tab_to(page, "input[name=reply]")
    page.keyboard.press("Space")
    tab_to(page, "button[type=submit]", 3)
    page.keyboard.press("Enter")
    page.get_by_text("You answered:").wait_for()


def test_what_changes_is_announced(visit: OpenPage) -> None:
    page = visit(CASE)
    told = page.locator("#told")
    assert told.get_attribute("role") == "status"
    page.get_by_label("William Courtney").check()
    wait_for(page, "not met")
    assert told.inner_text() == "Assistance is due: not met"


@pytest.mark.parametrize("size", ["small phone", "projector"])
@pytest.mark.parametrize("name", PAGES)
def test_it_fits(visit: OpenPage, name: str, size: str) -> None:
    page = visit(PAGES[name], size)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]


def test_on_a_phone_the_answer_stays_in_view(visit: OpenPage) -> None:
    page = visit(LAB, "small phone")
    page.locator("label[for='request.express-false']").click()
    bar = page.locator(".bar")
    bar.get_by_text("not met").wait_for()
    box = bar.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= SIZES["small phone"][1] + 1
    assert page.evaluate("scrollY") > 500
    bar.click()
    page.wait_for_timeout(300)
    top = verdict(page).bounding_box()
    assert top is not None
    assert 0 <= top["y"] < SIZES["small phone"][1]


def test_on_a_desk_the_answer_stays_beside_the_switches(visit: OpenPage) -> None:
    page = visit(LAB)
    page.locator("label[for='request.express-false']").scroll_into_view_if_needed()
    box = verdict(page).bounding_box()
    assert box is not None
    assert 0 <= box["y"] < SIZES["desk"][1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(visit: OpenPage, name: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for size in ("desk", "small phone"):
        page = visit(PAGES[name], size, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_from_right_to_left_it_is_the_same_mirrored(assessor: Assessor, open_page: OpenPage) -> None:
    overlay = Overlay(kind="wording", language="ar", direction="rtl", phrases={}, entries={})
    with speaking(overlay), serving(assessor) as turned:
        for name in ("case", "lab", "treaty", "record"):
            for size in ("desk", "small phone"):
                page = open_page(turned.home + PAGES[name], size)
                assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        page = open_page(turned.home + PAGES["case"])
        brand, form, card = (
            page.locator(each).first.bounding_box() for each in (".brand", "form.choose", "#result .card")
        )
        assert brand is not None
        assert form is not None
        assert card is not None
        assert brand["x"] > 900
        assert form["x"] > card["x"] + card["width"] / 2


def test_a_case_is_printed_with_its_reasons_and_without_its_switches(visit: OpenPage) -> None:
    page = visit(CASE)
    page.emulate_media(media="print")
    assert verdict(page).is_visible()
    assert page.locator(".twigs").is_visible()
    for hidden in (".top nav", "form.choose", ".actions"):
        assert not page.locator(hidden).first.is_visible()
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 3 <= pages <= 9
