"""Writes a case as a file, from answers that are given beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from casus_foederis.advice import quoted
from casus_foederis.assessor import Assessor
from casus_foederis.files.journal import Begun
from casus_foederis.files.writing import scenario_text, write_whole
from casus_foederis.interview.asks import AskFact, Conversation, Progress, Reply
from casus_foederis.interview.beginning import (
    file_of,
    open_law,
    pair_with,
    read_file,
    start_from,
    start_of,
    title_of,
)
from casus_foederis.interview.interview import Interviews
from casus_foederis.problems import UsageError
from casus_foederis.report.interview import Pages

_NEEDED = ("title", "date", "state")


def draft(begun: Begun, name: str | None = None) -> Path:
    """Write the case that the answers given beforehand make, and nothing is asked. Gives its file.

    Raises `UsageError` for answers that cannot be or that are lacking, and if there is such a file already;
    `InputError` for what is wrong with a file that is read; ``OSError`` if the file cannot be written.
    """
    library = open_law(begun)
    origin = start_from(library, begun)
    lacking = [key for key in _NEEDED if key not in begun.settings] if origin is None else []
    if lacking:
        raise UsageError("not_answered", ids=quoted(lacking), example=f"{lacking[0]}=...")
    file = read_file(name if name is not None else file_of(title_of(origin, begun) or ""))
    if file.exists():
        raise UsageError("file_exists", file=str(file))
    with Assessor(library) as assessor:
        progress = _by_default(Interviews(assessor).begin(start_of(library, begun, file)))
        write_case(assessor, progress, begun.origin, file)
    return file


def _by_default(conversation: Conversation) -> Progress:
    """Go through an interview without asking anybody: defaults are taken, and facts are left as they are.

    Raises `UsageError` for what has no default.
    """
    ask = next(conversation)
    while True:
        if isinstance(ask, AskFact):
            reply: Any = Reply.FINISH
        elif ask.default is None:
            raise UsageError("not_answered", ids=quoted([ask.key]), example=f"{ask.key}=...")
        else:
            reply = ask.read(ask.default)
        try:
            ask = conversation.send(reply)
        except StopIteration as finished:
            progress: Progress = finished.value
            return progress


def write_case(assessor: Assessor, progress: Progress, origin: str | None, file: Path) -> None:
    """Write a case with comments that say what was not answered, and why.

    If it is the same as the case that it was made from but for one thing, it says so.
    """
    remarks = Pages(assessor).remarks(progress, origin)
    pair = pair_with(assessor.library, origin, progress.scenario) if origin is not None else None
    write_whole(file, scenario_text(progress.scenario, remarks, pair))
