"""Writes a case as a file, from answers that are given beforehand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from casus_foederis.advice import quoted
from casus_foederis.assessor import Assessor
from casus_foederis.files.journal import Begun
from casus_foederis.files.shape import shape
from casus_foederis.files.source import LARGEST_FILE, parse_document
from casus_foederis.files.writing import scenario_text, write_whole
from casus_foederis.interview.asks import AskFact, Conversation, Progress, Reply
from casus_foederis.interview.beginning import Beginning, begin, file_of
from casus_foederis.interview.interview import Interviews
from casus_foederis.problems import UsageError
from casus_foederis.report.interview import Pages

_NEEDED = ("title", "date", "state")


def draft(begun: Begun, name: str | None = None) -> Path:
    """Write the case that the answers given beforehand make, and nothing is asked. Gives its file.

    Raises `UsageError` for answers that cannot be or that are lacking, if there is such a file already, and
    if it cannot be written; `InputError` for what is wrong with a file that is read.
    """
    beginning = begin(begun)
    lacking = [key for key in _NEEDED if key not in begun.settings] if beginning.source is None else []
    if lacking:
        raise UsageError("not_answered", ids=quoted(lacking), example=f"{lacking[0]}=...")
    file = beginning.read_file(name if name is not None else file_of(beginning.title or ""))
    if os.path.lexists(file):
        raise UsageError("file_exists", file=str(file))
    with Assessor(beginning.library) as assessor:
        progress = _by_default(Interviews(assessor).begin(beginning.start(file)))
        try:
            write_case(beginning, Pages(assessor, beginning.record), progress, file, replace=False)
        except FileExistsError:
            raise UsageError("file_exists", file=str(file)) from None
    return file


def _by_default(conversation: Conversation) -> Progress:
    """Go through an interview without asking anybody: defaults are taken, and facts are left as they are."""
    ask = next(conversation)
    while True:
        reply: Any = Reply.FINISH if isinstance(ask, AskFact) else ask.read(ask.default or "")
        try:
            ask = conversation.send(reply)
        except StopIteration as finished:
            progress: Progress = finished.value
            return progress


def write_case(beginning: Beginning, pages: Pages, progress: Progress, file: Path, *, replace: bool) -> None:
    """Write a case with comments that say what was not answered, and why.

    If it is the same as the case that it was made from but for one thing, it says so. What is written was
    read back before. Raises ``FileExistsError`` if there is a file that is not to be replaced, `UsageError`
    if it cannot be written, and `InputError` if nobody could read it.
    """
    remarks, pair = pages.remarks(progress, beginning.begun.origin), beginning.pair(progress.scenario)
    text = scenario_text(progress.scenario, remarks, pair)
    if len(text.encode()) > LARGEST_FILE:
        raise UsageError("too_large_to_write", file=str(file), limit=str(LARGEST_FILE))
    shape(parse_document(text.encode(), str(file)))
    write_whole(file, text, replace=replace)
