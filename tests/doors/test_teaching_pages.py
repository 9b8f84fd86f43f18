"""The pages of the server, without a browser: what they answer is what every other door answers."""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from itertools import pairwise, product
from typing import Any
from urllib.parse import urljoin

import pytest

import casus_foederis as casus
from casus_foederis.assessor import Assessor
from casus_foederis.files.library import Library
from casus_foederis.logic import Truth
from casus_foederis.model.overlay import Overlay
from casus_foederis.phrases import say, speaking
from doors.served import Served, serving

THREE = ("kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022")
PAGES = [
    "/",
    "/?kind=hypothetical&state=KAZ",
    "/?state=KAZ&answer=met&reader=council-2022&text=cst-1992",
    "/cases/kazakhstan-2022",
    "/cases/kazakhstan-2022?framing=observers&interpretation=council-2022&text=cst-1992&step=4",
    "/cases/armenia-2022?on=2022-11-23",
    "/cases/border-incident",
    "/compare",
    "/compare?one=kyrgyzstan-2010-june:interim-government&two=kazakhstan-2022:tokayev",
    "/treaties/cst",
    "/lab",
    "/lab?from=kazakhstan-2022:tokayev&author.organised_abroad=false&also=tree,changes",
    "/quiz",
    "/quiz?seed=7&count=3",
    "/quiz?seed=7&count=3&reply=2",
    "/quiz?seed=7&count=3&replies=2-1-1",
    "/sources",
    "/sources?about=s2",
    "/sources?about=kazakhstan-2022",
    "/sources?about=author.organised_abroad",
    "/conflicts",
    "/conflicts?about=kazakhstan-2022",
]


class Parts(HTMLParser):
    """Takes a page apart: ids, links, labels, what stands in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def every(self, *names: str) -> list[dict[str, Any]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def verdict(text: str) -> str:
    found = re.search(r'class="verdict (\w+)"', text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound(served: Served, path: str) -> None:
    """It is what its own address gives; its ids are its own; every field has a label; nothing is inline."""
    reply = served.ask(path)
    assert reply.status == (200 if "?" in path or path != "/compare" else 303)
    text = served.page(path)
    assert served.page(path) == text
    parts = Parts(text)
    ids = [each["id"] for _, each in parts.tags if "id" in each]
    assert len(ids) == len(set(ids))
    labelled = {each.get("for") for each in parts.every("label")}
    for field in parts.every("input", "select", "textarea"):
        assert field.get("type") == "hidden" or field["id"] in labelled
    for _, attributes in parts.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        assert attributes.get("src", "/").startswith("/")
    assert all("src" in each for each in parts.every("script"))
    (root,) = parts.every("html")
    assert root == {"lang": "en", "dir": "ltr"}
    assert len(parts.every("h1")) == 1
    headings = [int(tag[1]) for tag, _ in parts.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(headings))


@pytest.mark.endurance
def test_every_link_leads_somewhere(served: Served) -> None:
    """Of the links on a page, one of each kind is followed: some 200 pages, of which the daily tests see a few."""
    waiting, seen = list(PAGES), set[str]()
    kinds: dict[tuple[str, str], int] = {}
    while waiting:
        path = waiting.pop()
        reply = served.ask(path)
        while reply.status == 303:
            reply = served.ask(reply.headers["location"])
        assert reply.status == 200, path
        seen.add(path)
        if not reply.headers["content-type"].startswith("text/html") or path not in PAGES:
            continue
        for each in Parts(reply.text).every("a"):
            to = urljoin(path, each["href"]).partition("#")[0]
            kind = path, re.sub(r"=[^&]*", "", to)
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] == 1 and to not in seen:
                assert to.startswith("/")
                waiting.append(to)
    assert len(seen) > 100


@pytest.mark.parametrize(
    "every", [17, pytest.param(1, marks=pytest.mark.endurance)]
)  # all take half a minute
def test_a_page_says_what_the_engine_answers(
    served: Served, assessor: Assessor, library: Library, every: int
) -> None:
    for id in THREE:
        asked = product(
            library.scenarios[id].accounts,
            library.interpretations.interpretations,
            library.treaty("cst").instrument.texts,
        )
        for framing, bundle, text in list(asked)[::every]:
            path = f"/cases/{id}?framing={framing}&interpretation={bundle}&text={text}"
            page = served.ask(path, headers={"Casus-Part": "1"}).text
            found = casus.assess(id, framing=framing, interpretation=bundle, text=text, assessor=assessor)
            assert verdict(page) == found["cst.art4.2"].status
            for provision, status in found.provisions.items():
                row = page.split(f"<code>{provision}</code></th>")[1]
                assert row.startswith(f'<td><span class="status {status.status}">')


def test_the_record_shows_every_answer_and_filters(served: Served, library: Library) -> None:
    page = served.page("/")
    for scenario in library.scenarios.values():
        shown = f"<code>{scenario.id}</code>" in page
        assert shown is (scenario.kind == "historical")
    only = served.page("/?state=KAZ&did=deployed&answer=met&reader=council-2022")
    assert re.findall(r"<th [^>]*rowgroup[^>]*>.*?<code>(.*?)</code>", only) == ["kazakhstan-2022"]
    assert say("web.record.count", count="1") in only
    assert say("web.record.count", count="0") in served.page("/?state=KAZ&did=refused_by_organ")


def test_a_step_lights_the_conditions_concluded_so_far(served: Served, assessor: Assessor) -> None:
    found = casus.assess("kazakhstan-2022", framing="council", interpretation="icj", assessor=assessor)
    rules = assessor.rulebook("cst").rules
    first = {firing.node: firing for firing in reversed(found.firings) if firing.node in rules}
    stages = [firing for firing in found.firings if first.get(firing.node) is firing]
    assert len(stages) == len(rules)
    for step in (1, 5, len(stages)):
        page = served.page(f"/cases/kazakhstan-2022?framing=council&step={step}")
        board = re.findall(
            r'<li class="(\w+)(?: now)?"><span aria-hidden', page.split('<ol class="board">')[1]
        )
        lit = [stage.concluded.status for stage in stages[:step]]
        assert board == lit + ["waiting"] * (len(stages) - step)


def test_the_smallest_changes_lead_to_a_lab_in_which_it_is_so(served: Served) -> None:
    page = served.page("/cases/kazakhstan-2022?framing=observers&interpretation=council-2022")
    changes = page.split('<ol class="changes">')[1].split("</ol>")[0]
    tried = [html.unescape(each) for each in re.findall(r'<a href="(/lab[^"]*)">', changes)]
    assert len(tried) >= 3
    for each in tried[:5]:
        assert verdict(served.page(each)) == Truth.TRUE.status


def test_what_is_switched_is_told_in_part_and_in_full_alike(served: Served) -> None:
    for path in PAGES:
        if not path.startswith(("/cases", "/lab", "/compare")):
            continue
        part = served.ask(path, headers={"Casus-Part": "1"})
        full = served.page(part.headers["casus-address"])
        assert part.status == 200
        assert "<html" not in part.text
        assert re.findall(r'class="verdict \w+"', part.text) == re.findall(r'class="verdict \w+"', full)


@pytest.mark.endurance
def test_many_at_once_get_what_each_would_get_alone(served: Served) -> None:
    paths = [each for each in PAGES if each != "/compare"] * 2
    alone = {path: served.page(path) for path in paths}
    with ThreadPoolExecutor(12) as pool:
        assert all(
            text == alone[path] for path, text in zip(paths, pool.map(served.page, paths), strict=True)
        )


def test_the_quiz_counts_right_replies_and_goes_on(served: Served, assessor: Assessor) -> None:
    quiz = casus.quiz(seed=11, count=4, assessor=assessor)
    replies: list[str] = []
    for each in quiz.questions:
        told = f"&replies={'-'.join(replies)}" if replies else ""
        page = served.page(f"/quiz?seed=11&count=4{told}&reply={each.right + 1}")
        assert say("quiz.right") in page
        replies.append(str(each.right + 1))
    review = served.page(f"/quiz?seed=11&count=4&replies={'-'.join(replies)}")
    assert say("quiz.result", answered="4", right="4") in review
    wrong = "2" if replies[0] == "1" else "1"
    review = served.page(f"/quiz?seed=11&count=4&replies={'-'.join([wrong, *replies[1:]])}")
    assert say("quiz.result", answered="4", right="3") in review


def test_pages_can_be_turned_around_and_speak_another_language(assessor: Assessor) -> None:
    phrases = {"web.nav.lab": "مختبر", "rule.met": "متحقق"}
    overlay = Overlay(kind="wording", language="ar", direction="rtl", phrases=phrases, entries={})
    with speaking(overlay), serving(assessor) as served:
        page = served.page("/cases/kazakhstan-2022?interpretation=council-2022")
    assert '<html lang="ar" dir="rtl">' in page
    assert "مختبر" in page
    assert "متحقق" in page


def test_no_template_says_anything_by_itself() -> None:
    """What people read is in the phrases, where it can be translated."""
    from importlib.resources import files

    for each in (files("casus_foederis.web") / "templates").iterdir():
        plain = re.sub(r"{% block kind %}\w*{%", "{%", each.read_text(encoding="utf-8"))
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", plain, flags=re.DOTALL)
        words = re.sub(r"<[^>]*>", "", text)
        assert not re.search(r"\w", words.replace("Casus", "")), each.name
        for attribute in ("title", "placeholder", "aria-label", "alt"):
            assert not re.search(rf'{attribute}="\w', text), each.name
