"""A quiz as GIFT, the text format in which learning platforms such as Moodle take in questions.

Texts are HTML, so that lists and the direction of writing survive; what GIFT gives a meaning to is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from xml.etree import ElementTree

from casus_foederis import __version__
from casus_foederis.phrases import say
from casus_foederis.report.html import Element, element, elements
from casus_foederis.report.page import Line
from casus_foederis.report.quiz import QuizPages
from casus_foederis.teaching.asked import Asked, Option

_SPECIAL: Final = re.compile(r"([\\~=#{}:])")
_BREAK: Final = re.compile(r"\s*\n\s*")  # an empty line would end the question
_OUR_STYLES: Final = re.compile(r"</?span[^>]*>| class=\"[^\"]*\"")


def to_gift(pages: QuizPages) -> str:
    """Write a quiz as GIFT: questions one after another, each with its key and what its answers come to."""
    made = f"// casus {__version__}, --seed {pages.quiz.seed}"
    questions = (_question(pages, each) for each in pages.quiz.questions)
    return "\n\n".join((made, "$CATEGORY: casus", *questions)) + "\n"


def _question(pages: QuizPages, each: Asked) -> str:
    told = elements((*pages.case(each), *pages.looked_up(each)))
    asked = element("p", element("strong", pages.sentence(each)))
    rows = [f"{_mark(option)}{_text(pages.option(each, option))}#{_found(option)}" for option in each.options]
    rows.append(f"####{_html(elements(tuple(pages.reasons(each))))}")
    body = "\n".join(f"  {row}" for row in rows)
    return f"::{_escaped(f'casus {each.id}')}::[html]{_html([*told, asked])}{{\n{body}\n}}"


def _mark(option: Option) -> str:
    # The format is said again, so that nothing at the start of an answer is taken for one, or for a weight.
    return "=[html]" if option.right else "~[html]"


def _found(option: Option) -> str:
    status = say(f"rule.{option.found.status}")
    return _escaped(say("quiz.found_right" if option.right else "quiz.found_wrong", status=status))


def _text(line: Line) -> str:
    return _escaped(escape("".join(span.text for span in line), quote=False).strip())


def _html(content: Iterable[Element]) -> str:
    whole = element("div", content, lang=say("page.language"), dir=say("page.direction"))
    return _escaped(_OUR_STYLES.sub("", ElementTree.tostring(whole, encoding="unicode", method="html")))


def _escaped(text: str) -> str:
    return _BREAK.sub(" ", _SPECIAL.sub(r"\\\1", text))
