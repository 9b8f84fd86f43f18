"""What an editor shows of our files: a real YAML language server opens them, completes and explains.

Slow, and run by ``make editor``, because it needs Node.js and a package of it. It is worth it: whether a
schema helps anybody is decided by the server's habits, and not by the standard.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from editor.language_server import LanguageServer

pytestmark = pytest.mark.editor

SERVER = Path(sys.prefix, "editor", "node_modules", "yaml-language-server", "bin", "yaml-language-server")
COMMAND = ["node", str(SERVER), "--stdio"]
CASE = """\
# yaml-language-server: $schema={schema}
kind: hypothetical
id: my-case
title: A raid on a border post
date: 2022-01-06
state: Kazakhstan
treaty: cst
summary: Armed men seize a border post.
"""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer(COMMAND, time_limit=30) as server:
        yield server


class Editor:
    """A file that is open in an editor. Where the cursor stands, the text has a bar."""

    def __init__(self, server: LanguageServer, folder: Path) -> None:
        self.server = server
        self.path = folder / "case.yaml"

    def show(self, text: str) -> tuple[int, int]:
        """Open the text without the bar, and give the line and character at which it stood."""
        schema = os.path.relpath(ROOT / "schemas" / "hypothetical.json", self.path.parent)
        whole = CASE.format(schema=schema) + text
        before = whole.partition("|")[0]
        self.server.open(self.path, whole.replace("|", "", 1))
        return before.count("\n"), len(before.rpartition("\n")[2])

    def complete(self, text: str) -> dict[str, Any]:
        """Give what is offered at the bar, by name."""
        return {item["label"]: item for item in self.server.complete(self.path, *self.show(text))}

    def hover(self, text: str) -> str:
        """Give what is explained at the bar."""
        return self.server.hover(self.path, *self.show(text))

    def complaints(self, text: str) -> list[str]:
        """Give what is underlined."""
        self.show(text)
        return [each["message"] for each in self.server.diagnostics(self.path)]


@pytest.fixture
def editor(server: LanguageServer, tmp_path: Path) -> Editor:
    return Editor(server, tmp_path)


def test_keys_are_offered(editor: Editor) -> None:
    offered = editor.complete("re|")
    assert {"record", "framings", "practice", "expect", "opponents"} <= set(offered)
    assert "What nobody disputes" in str(offered["record"]["documentation"])


@pytest.mark.parametrize(
    "text",
    ["record:\n  force|", "record:\n  force.used: true\n  fo|", "framings:\n  a:\n    holder: x\n    facts:\n      f|"],
)  # fmt: skip
def test_facts_are_offered_and_explained(editor: Editor, text: str) -> None:
    offered = editor.complete(text)
    assert "force.grave" in offered
    assert "party.cst" not in offered
    assert offered["force.grave"]["insertText"].startswith("force.grave:")
    assert "scale and effects" in str(offered["force.grave"]["documentation"])


def test_answers_are_offered(editor: Editor) -> None:
    assert {"true", "false", "unknown"} <= set(editor.complete("record:\n  force.used: |"))


def test_what_stands_in_an_answer_is_offered(editor: Editor) -> None:
    assert {"claims", "since", "until", "note"} <= set(
        editor.complete("record:\n  force.used: {value: true, c|}")
    )


def test_claims_are_offered_with_what_they_say(editor: Editor) -> None:
    offered = editor.complete("record:\n  force.used:\n    value: true\n    claims:\n      - s|")
    assert "s2-51" in offered
    assert "Tokayev" in str(offered["s2-51"]["documentation"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("expect:\n  - provision: |", "cst.art4.2"),
        ("expect:\n  - interpretation: |", "council-2022"),
        ("expect:\n  - status: |", "undetermined"),
        ("expect:\n  - text: |", "cst-1992"),
        ("expect:\n  - readings:\n      a|", "author"),
        ("expect:\n  - readings:\n      author: |", "organised-abroad"),
        ("practice:\n  measure: |", "offer_declined"),
        ("practice:\n  measure: none\n  basis_cited:\n    - c|", "cst.art4.2"),
        ("framings:\n  a:\n    role: |", "opposing-state"),
        ("opponents: [A|]", "Azerbaijan"),
    ],
)
def test_names_are_offered(editor: Editor, text: str, name: str) -> None:
    assert name in editor.complete(text)


def test_readings_are_those_of_the_term(editor: Editor) -> None:
    assert "any-force" not in editor.complete("expect:\n  - readings:\n      author: |")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("record:\n  force.gr|ave: true\n", "Were its scale and effects those of an armed attack"),
        ("record:\n  force.gr|ave: {value: true}\n", "Were its scale and effects those of an armed attack"),
        ("record:\n  force.grave: tr|ue\n", "Were its scale and effects those of an armed attack"),
        ("expect:\n  - {provision: cst.ar|t4.2, status: met}\n", "assistance"),
        ("expect:\n  - {interpretation: council|-2022, provision: cst.art4.2, status: met}\n", "Council"),
        ("framings:\n  a: {holder: x, ro|le: ally}\n", "In which capacity the actor speaks"),
        ("prac|tice: {measure: none}\n", "What States and organs did"),
    ],
)
def test_what_the_cursor_rests_on_is_explained(editor: Editor, text: str, words: str) -> None:
    assert words.casefold() in editor.hover(text).replace("\\", "").casefold()


def test_what_is_right_is_not_underlined(editor: Editor) -> None:
    assert editor.complaints("record: {force.used: true}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "record: {force.usd: true}\n",
        "record: {force.used: maybe}\n",
        "expect: [{provision: cst.art9, status: met}]\n",
        "opponents: [Utopia]\n",
        "recrod: {}\n",
    ],
)
def test_what_is_wrong_is_underlined(editor: Editor, text: str) -> None:
    assert editor.complaints(text)


def test_days_are_a_matter_of_form(editor: Editor) -> None:
    assert editor.complaints("also_on: [6 January]\n")
    assert editor.complaints("also_on: [2022-02-30]\n") == []  # which the checker does not accept


def test_with_a_folder_open(tmp_path: Path) -> None:
    with LanguageServer(COMMAND, workspace=ROOT, time_limit=30) as server:
        assert "force.grave" in Editor(server, tmp_path).complete("record:\n  force|")


def test_bundled_files_are_not_underlined(server: LanguageServer) -> None:
    for folder in ("rules", "seeds", "scenarios"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            server.open(path, path.read_text(encoding="utf-8"))
            assert server.diagnostics(path) == [], path
