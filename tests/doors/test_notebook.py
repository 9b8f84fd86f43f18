"""Answers as HTML, and the notebook as it is stored. `notebook/` runs both in a real kernel."""

from __future__ import annotations

import ast
import copy
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import casus_foederis as casus
from casus_foederis.assessor import Assessor, Question
from casus_foederis.files.library import Library
from casus_foederis.model.overlay import Overlay
from casus_foederis.phrases import speaking
from casus_foederis.report.fragments import as_html, as_text
from conftest import A_DAY, ROOT, a_scenario

MEAN = "\"><script>alert(1)</script><b title='x"
STORED = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
CODE = [cell for cell in STORED["cells"] if cell["cell_type"] == "code"]


class Fragment(HTMLParser):
    """Reads a fragment, and fails where tags do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.sheet, self.words = "", ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.sheet += data
        else:
            self.words += data


def fragment(answer: object) -> Fragment:
    html = as_html(answer)
    assert html is not None
    return Fragment(html)


def answers() -> Iterator[object]:
    found = casus.assess("kazakhstan-2022", interpretation="council-2022")
    yield found
    yield casus.explain(found)
    yield casus.run(["kyrgyzstan-2010-june", "kazakhstan-2022"])
    yield casus.compare("kyrgyzstan-2010-june", "kazakhstan-2022")
    yield casus.what_if("kazakhstan-2022", settings={"author.organised_abroad": False})
    yield casus.what_if("kazakhstan-2022")
    yield casus.conditions("cst.art4.2", interpretation="council-2022")


@pytest.fixture(scope="module")
def shown() -> list[Fragment]:
    return [fragment(each) for each in answers()]


def case_file(folder: Path, **fields: str) -> Path:
    """Write a case of one's own."""
    plain = {"id": "my-case", "title": "A case of mine", "summary": "s", "treaty": "cst"} | fields
    lines = [f"{key}: {json.dumps(value)}" for key, value in plain.items()]
    lines += ["kind: hypothetical", "date: 2022-01-06", "state: KAZ"]
    path = folder / "case.yaml"
    path.write_text("\n".join([*lines, "record: {force.used: true}", ""]), encoding="utf-8")
    return path


def test_a_fragment_is_one_element_without_anything_that_runs_or_is_fetched(shown: list[Fragment]) -> None:
    for each in shown:
        (first, attributes), (second, _) = each.tags[:2]
        assert (first, second) == ("div", "style")
        assert (attributes["lang"], attributes["dir"]) == ("en", "ltr")
        assert not {tag for tag, _ in each.tags} & {"script", "iframe", "link", "img", "button", "h1", "h2"}
        assert not {name for _, of in each.tags for name in of} & {"id", "style", "src", "href", "onclick"}
        assert "url(" not in each.sheet
        assert "@import" not in each.sheet


def test_its_style_stays_inside(shown: list[Fragment]) -> None:
    """There is one rule at the top, and it selects the fragment; all others are nested in it."""
    sheet = re.sub(r"/\*.*?\*/", "", shown[0].sheet, flags=re.DOTALL)
    depth, outside = 0, ""
    for each in sheet:
        depth += {"{": 1, "}": -1}.get(each, 0)
        outside += each if not depth else ""
    assert outside.split() == [".casus:not(#_)", "}"]
    classes = {name for _, of in shown[2].tags for name in str(of.get("class", "")).split()}
    assert {"matrix", "account", "met", "not_met"} <= classes


def test_signs_and_words_say_it_without_any_style(shown: list[Fragment]) -> None:
    assessment, tree, suite, study, altered, search, trigger = (each.words for each in shown)
    assert "✔cst.art4.2Assistance is duemet" in assessment
    assert "✔ Assistance is due cst.art4.2" in tree
    assert {"✔", "✘", "?"} <= set(suite)
    assert "the words of 2010, in force" in study
    assert "A group organised or trained abroad author.organised_abroad: yes → no" in altered
    assert "Smallest sets of changes: 9." in search
    assert "Ways: 32." in trigger


def test_what_matters_is_in_sight_and_the_rest_is_folded_away(shown: list[Fragment]) -> None:
    for each in shown[:4]:
        folds = [of for tag, of in each.tags if tag == "details"]
        assert not folds or "open" in folds[0]
        assert len(each.words) > 1000
    assert [of for tag, of in shown[0].tags if tag == "details" and "open" not in of]
    caution = "questions apart."
    assert all(each.words.rstrip().endswith(caution) for each in (shown[0], *shown[2:]))


def test_what_people_write_stays_text(tmp_path: Path) -> None:
    with casus.Assessor(casus.library(case_file(tmp_path, title=MEAN, summary=MEAN))) as own:
        found = casus.assess("my-case", assessor=own)
        for answer in (found, casus.explain(found), casus.run(assessor=own)):
            page = fragment(answer)
            assert not {"script", "b"} & {tag for tag, _ in page.tags}
            assert MEAN in page.words


def test_an_answer_knows_who_gave_it(tmp_path: Path) -> None:
    """Also when nobody else holds the assessor any more, and although a bundled case has the same id."""
    path = case_file(tmp_path, id="kazakhstan-2022")
    found = casus.assess("kazakhstan-2022", assessor=casus.Assessor(casus.library(path)))
    for answer in (found, casus.explain(found)):
        assert "A case of mine" in fragment(answer).words
        assert "January 2022" not in fragment(answer).words


def test_a_treaty_of_ones_own(tmp_path: Path) -> None:
    bad = (ROOT / "tests" / "bad" / "treaty-caps-of-nothing.yaml").read_text(encoding="utf-8")
    good = re.sub(r"\n *caps: .*", "", bad)
    (tmp_path / "treaty.yaml").write_text(good, encoding="utf-8")
    case_file(tmp_path, treaty="pact")
    own = casus.Assessor(casus.library(tmp_path))
    found = casus.assess("my-case", assessor=own)
    own.close()
    trigger = casus.conditions("pact.help", assessor=own)
    answers = (found, casus.explain(found), casus.run(assessor=own), casus.what_if("my-case", assessor=own))
    assert [answer for answer in (*answers, trigger) if "Help" not in fragment(answer).words] == []


def test_what_has_no_words_stays_as_it_is(assessor: Assessor) -> None:
    found = casus.assess("armenia-2020")
    assert as_html(copy.copy(found)) == as_html(found)
    for copied in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):  # noqa: S301
        assert copied == found
        assert (as_html(copied), as_text(copied)) == (None, None)
        assert casus.explain(copied) == casus.explain(found)
    # A case that the library does not have, and one that it has otherwise.
    for id in ("a-case", "armenia-2020"):
        question = Question(a_scenario({}, id=id), "record", "icj", A_DAY)
        assert as_html(assessor.assess(question)) is None
    assert (as_html("text"), as_text(7), as_html(None)) == (None, None, None)


def test_files_that_were_checked(tmp_path: Path) -> None:
    assert "✔ Nothing is wrong" in fragment(casus.check()).words
    path = case_file(tmp_path, titel=MEAN)
    page = fragment(casus.check(path))
    assert "case.yaml:5:1 error: " in page.words
    assert f"titel: {json.dumps(MEAN)}" in page.words
    assert "Errors: 1." in page.words


def test_in_another_language_it_turns_around() -> None:
    overlay = Overlay(kind="wording", language="fa", direction="rtl", phrases={}, entries={})
    with speaking(overlay):
        _, of = fragment(casus.assess("armenia-2020")).tags[0]
    assert (of["lang"], of["dir"]) == ("fa", "rtl")


def test_as_text_it_is_what_is_in_sight() -> None:
    text = as_text(casus.assess("kazakhstan-2022", interpretation="council-2022"))
    assert text is not None
    assert text.startswith("Kazakhstan, January 2022: President Tokayev")
    assert "What decided it" in text
    assert "The rules that fired" not in text


def test_nobody_else_pays_for_it() -> None:
    """Outside IPython nothing of it is imported."""
    program = "import sys, casus_foederis; print({'IPython', 'casus_foederis.notebook'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_nothing_of_the_machine_stands_in_the_stored_notebook(library: Library) -> None:
    assert all(cell["metadata"] == {} for cell in STORED["cells"])
    assert [cell["id"] for cell in STORED["cells"]] == [f"cell-{n + 1}" for n in range(len(STORED["cells"]))]
    assert [cell["execution_count"] for cell in CODE] == [n + 1 for n in range(len(CODE))]
    assert set(STORED["metadata"]) == {"kernelspec", "language_info"}
    assert not re.search(r"/(tmp|home|root|Users|work)\b|0x[0-9a-f]{6}", json.dumps(STORED["cells"]))
    assert all(each["output_type"] == "execute_result" for cell in CODE for each in cell["outputs"])
    assert {"kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022"} <= library.scenarios.keys()


def test_what_the_notebook_shows_is_what_comes_out() -> None:
    """Cell after cell, without a kernel."""
    known: dict[str, Any] = {}
    for cell in CODE:
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), known)  # noqa: S102
        if last is None:
            assert cell["outputs"] == []
            continue
        value = eval(ast.unparse(last), known)  # noqa: S307
        (stored,) = cell["outputs"]
        html = as_html(value)
        assert "".join(stored["data"].get("text/html", [])) == (html or ""), "write anew: make snapshots"
        if html is not None:
            assert "".join(stored["data"]["text/plain"]) == as_text(value)
