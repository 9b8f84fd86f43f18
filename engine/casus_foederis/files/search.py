"""Where files lie: the bundled ones, and those that somebody names."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from casus_foederis.advice import quoted
from casus_foederis.files.kind import KINDS, says_kind
from casus_foederis.files.source import LARGEST_FILE, parse_document
from casus_foederis.problems import InputError, Place, Problem


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file to read. ``named`` says whether it was asked for, or comes along as bundled law.

    Bundled files sort first, so that of two equal ids the user's own is the one complained of.
    """

    own: bool
    name: str  # under which messages speak of it
    path: Path
    named: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, in order; what is wrong with the names given; how many files are nothing of ours.

    ``alone`` holds the paths of files that were named by themselves, and not with their folder.
    """

    files: tuple[File, ...]
    alone: tuple[Path, ...]
    problems: tuple[Problem, ...]
    passed_over: int


@cache
def data_folder() -> Path:
    """Find ``rules/``, ``scenarios/`` and ``seeds/``: in the installed package, else beside ``engine/``."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package, package.parent.parent):
        if (folder / "rules" / "vocabulary.yaml").is_file():
            return folder
    raise FileNotFoundError(
        f"the data files of casus-foederis are missing beside {package}; install it again"
    )


def find_files(paths: Iterable[Path] | None = None) -> Found:
    """List each file to read once: the bundled law and evidence, and the scenarios, or what is in ``paths``.

    Of a folder, those files are taken that say they are ours; a file that is named is taken as it is.
    """
    home, everything = data_folder(), paths is None
    bundled = ("rules", "seeds", "scenarios") if everything else ("rules", "seeds")
    files = {
        real_path(path): File(own=False, name=path.relative_to(home).as_posix(), path=path, named=everything)
        for folder in bundled
        for path in files_under(home / folder)
    }
    taken = {file.name for file in files.values()}  # names of bundled files
    alone: list[Path] = []
    problems: list[Problem] = []
    passed_over: set[Path] = set()
    for path in paths or ():
        ours = [path]
        if os.path.isdir(path):  # noqa: PTH112 - which, unlike Path, never raises
            closed: list[OSError] = []
            inside = files_under(path, closed.append)
            ours = [file for file in inside if _is_ours(file)]
            passed_over |= {real_path(file) for file in inside} - {real_path(file) for file in ours}
            for error in closed:
                reason = error.strerror or type(error).__name__
                problems.append(Problem(Place(str(error.filename)), "unreadable", (("reason", reason),)))
            if not ours and not closed:
                problems.append(Problem(Place(str(path)), "nothing_found", (("kinds", quoted(KINDS)),)))
        else:
            alone.append(path)
        for file in ours:
            known = files.get(real_path(file))
            name = str(file) if str(file) not in taken else f".{os.sep}{file}"
            if known is not None and known.own:  # named twice: of two names, always the same one
                name = min(name, known.name)
            new = File(own=True, name=name, path=file, named=True)
            files[real_path(file)] = new if known is None or known.own else replace(known, named=True)
    return Found(tuple(sorted(files.values())), tuple(alone), tuple(problems), len(passed_over))


def files_beside(found: Found, kinds: Sequence[str]) -> list[File]:
    """List the files of some kinds that lie in the folders of those that were named by themselves."""
    known = {real_path(file.path) for file in found.files}
    beside: dict[Path, File] = {}
    for folder in dict.fromkeys(path.parent for path in found.alone):
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - which gives names, to be filtered first
        except (OSError, ValueError):
            continue
        for path in (folder / name for name in names if is_yaml(name)):
            if (real := real_path(path)) not in known and says_kind(path, kinds):
                beside[real] = File(own=True, name=str(path), path=path, named=False)
    return sorted(beside.values())


def files_under(folder: Path, closed: Callable[[OSError], None] | None = None) -> list[Path]:
    """List the YAML files below a folder, sorted; links to folders and hidden folders are passed over.

    ``closed`` is told of folders that cannot be listed.
    """
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(parent, name) for name in sorted(names) if is_yaml(name)]
    return found


def is_yaml(name: str) -> bool:
    """Tell whether a file is YAML by its name."""
    return name.casefold().endswith((".yaml", ".yml"))


def _is_ours(path: Path) -> bool:
    """Tell whether a file in a folder is one of ours, or may be, because it cannot be opened."""
    if says_kind(path):
        return True
    try:
        if not path.is_file():  # a pipe, say
            return False
        with path.open("rb") as file:
            head = file.read(LARGEST_FILE + 1)
    except OSError as error:
        return isinstance(error, PermissionError)
    return _KIND_INSIDE.search(head) is not None and _is_ours_inside(head)


_KIND_INSIDE: Final = re.compile(rb"kind[\"']?\s*:\s*[\"']?(?:%b)\b" % "|".join(KINDS).encode())


def _is_ours_inside(raw: bytes) -> bool:
    """Tell whether the kind of ours that a file has somewhere is its own: it stands in braces, say.

    What cannot be read may be ours, and then its author wants to know.
    """
    try:
        return parse_document(raw, "").kind in KINDS
    except InputError:
        return True


def like_a_path(name: str) -> bool:
    """Tell whether somebody who types this means a file or a folder, and not an id."""
    if not name:
        return False
    looks = "/" in name or os.sep in name or is_yaml(name)
    return looks or os.path.exists(name)  # noqa: PTH110 - which, unlike Path, never raises


def real_path(path: Path) -> Path:
    """Follow links; where that cannot be done, reading the file will say why."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path
