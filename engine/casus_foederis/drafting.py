"""Writes a case as a file, from answers that are given beforehand."""

from __future__ import annotations

from pathlib import Path

from casus_foederis.advice import quoted
from casus_foederis.assessor import Assessor
from casus_foederis.files.journal import Begun
from casus_foederis.files.writing import scenario_text, write_whole
from casus_foederis.interview.asks import Progress
from casus_foederis.interview.beginning import file_of, open_law, origin_of, read_file, start_of, title_of
from casus_foederis.interview.interview import Interviews, by_default
from casus_foederis.problems import UsageError
from casus_foederis.report.interview import Pages

_NEEDED = ("title", "date", "state")


def draft(begun: Begun, name: str | None = None) -> Path:
    """Write the case that the answers given beforehand make, and nothing is asked. Gives its file.

    Raises `UsageError` for answers that cannot be or that are lacking, and if there is such a file already;
    `InputError` for what is wrong with a file that is read; ``OSError`` if the file cannot be written.
    """
    library = open_law(begun)
    origin = origin_of(library, begun)
    lacking = [key for key in _NEEDED if key not in begun.settings] if origin is None else []
    if lacking:
        raise UsageError("not_answered", ids=quoted(lacking), example=f"{lacking[0]}=...")
    file = read_file(name if name is not None else file_of(title_of(origin, begun) or ""))
    if file.exists():
        raise UsageError("file_exists", file=str(file))
    with Assessor(library) as assessor:
        progress = by_default(Interviews(assessor).begin(start_of(library, begun, file)))
        write_case(assessor, progress, begun.origin, file)
    return file


def write_case(assessor: Assessor, progress: Progress, origin: str | None, file: Path) -> None:
    """Write a case with comments that say what was not answered, and why."""
    remarks = Pages(assessor).remarks(progress, origin)
    write_whole(file, scenario_text(progress.scenario, remarks))
