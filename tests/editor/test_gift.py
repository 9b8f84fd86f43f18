"""What a learning platform would make of a quiz: a real reader of GIFT reads it.

Slow, and run by ``make editor``, because it needs Node.js and a package of it. It is worth it: whether what we
write can be read is decided by another program.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import casus_foederis as casus
from casus_foederis.model.overlay import Overlay
from casus_foederis.phrases import PHRASES, speaking
from casus_foederis.report.gift import to_gift
from casus_foederis.report.quiz import QuizPages
from casus_foederis.teaching.quiz import Quiz

pytestmark = pytest.mark.editor

MODULES = Path(sys.prefix, "editor", "node_modules")
NODE = shutil.which("node") or "node"
READ = 'console.log(JSON.stringify(require("gift-pegjs").parse(require("fs").readFileSync(0, "utf8"))))'


def read(gift: str) -> Any:
    """Read GIFT, and give what it holds but for the category, which comes first."""
    done = subprocess.run(
        [NODE, "-e", READ], input=gift, capture_output=True, text=True, check=False, cwd=MODULES.parent
    )
    assert done.returncode == 0, done.stderr
    category, *questions = json.loads(done.stdout)
    assert category["type"] == "Category"
    return questions


@pytest.fixture(scope="module")
def quiz() -> Quiz:
    return casus.quiz(seed=9, count=200)


def test_every_question_is_read_with_its_key(quiz: Quiz) -> None:
    questions = read(to_gift(QuizPages(quiz)))
    assert len(questions) == 200
    for asked, found in zip(quiz.questions, questions, strict=True):
        assert found["title"] == f"casus {asked.id}"
        assert found["type"] == "MC"
        assert [each["isCorrect"] for each in found["choices"]] == [each.right for each in asked.options]


def test_what_is_read_is_what_was_meant(quiz: Quiz) -> None:
    pages = QuizPages(quiz)
    for index, found in enumerate(read(to_gift(pages))):
        asked = quiz.questions[index]
        assert found["stem"]["format"] == "html"
        assert f"<strong>{pages.sentence(asked)}</strong>" in found["stem"]["text"]
        for option, choice in zip(asked.options, found["choices"], strict=True):
            said = "".join(span.text for span in pages.option(asked, option))
            assert choice["text"]["text"].strip() == said.strip()
            assert choice["feedback"]["text"].strip()
        assert "What decided it" in found["globalFeedback"]["text"]


def test_signs_of_the_format_in_other_words_do_no_harm(quiz: Quiz) -> None:
    """Whoever translates may use any sign."""
    odd = "{rule} = {now} ~ #1: \\ {{goal}} <b> & {goal} "
    phrases = {"quiz.ask_change": odd, "quiz.ask_changes": odd, "fact.met": "= yes # {{}} ~ : \\"}
    assert set(phrases) <= set(PHRASES)
    overlay = Overlay.model_validate(
        {"kind": "wording", "language": "fa", "direction": "rtl", "phrases": phrases, "entries": {}}
    )
    with speaking(overlay):
        questions = read(to_gift(QuizPages(quiz)))
    assert len(questions) == 200
    asked = next(
        found
        for each, found in zip(quiz.questions, questions, strict=True)
        if each.kind == "change" and each.distance == 1
    )
    assert 'dir="rtl"' in asked["stem"]["text"]
    assert "~ #1: \\ {goal} &lt;b&gt; &amp;" in asked["stem"]["text"]
