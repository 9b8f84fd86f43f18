"""Finds and reads files into one checked `Library`. All errors of all files are reported together."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from casus_foederis.files.kind import says_kind
from casus_foederis.files.references import check_references
from casus_foederis.files.shape import FORMATS, Loaded, shape
from casus_foederis.files.source import read_document
from casus_foederis.model.evidence import Claim, Claims, Source, Sources
from casus_foederis.model.interpretation import Interpretations
from casus_foederis.model.overlay import Overlay
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.model.vocabulary import Vocabulary
from casus_foederis.phrases import say
from casus_foederis.problems import InputError, Place, Problem, UsageError, nearest, quoted

_RULE_KINDS: Final = ("vocabulary", "interpretations", "treaty")


@dataclass(frozen=True)
class Library:
    """Everything that was read: the law, the evidence, the scenarios. Immutable once checked."""

    vocabulary: Vocabulary
    interpretations: Interpretations
    treaties: Mapping[str, Treaty]
    scenarios: Mapping[str, Scenario]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    overlays: Mapping[str, Overlay]
    rules_digest: str
    scenario_digests: Mapping[str, str]
    scenario_files: Mapping[str, str]

    def scenario(self, id: str) -> Scenario:
        """Find a scenario. Raises `UsageError` with the nearest names if there is none."""
        return _find("scenario", id, self.scenarios)

    def treaty(self, id: str) -> Treaty:
        """Find a treaty. Raises `UsageError` with the nearest names if there is none."""
        return _find("treaty", id, self.treaties)

    def digest(self, scenario: Scenario) -> str:
        """Give the SHA-256 of a scenario's file; of its data, for one that was made in memory."""
        if self.scenarios.get(scenario.id) is scenario:
            return self.scenario_digests[scenario.id]
        return hashlib.sha256(scenario.model_dump_json().encode()).hexdigest()


_Found = TypeVar("_Found")


def _find(what: str, id: str, known: Mapping[str, _Found]) -> _Found:
    if id not in known:
        raise UsageError(say(f"usage.unknown_{what}", id=id, remedy=nearest(id, known)))
    return known[id]


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


def files_under(folder: Path) -> list[Path]:
    """List the YAML files below a folder, sorted; links to folders and hidden folders are passed over."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(parent, name) for name in sorted(names) if name.endswith((".yaml", ".yml"))]
    return found


def is_ours(path: Path) -> bool:
    """Tell whether a file says, in a ``kind:`` line, that it is one of ours. Never raises."""
    return says_kind(path, FORMATS)


def load(paths: Iterable[Path] | None = None) -> Library:
    """Read the bundled law and evidence, and the scenarios: the bundled ones, or those under ``paths``.

    Paths may be files or folders; a folder is searched for files that say they are ours. Raises
    `InputError` with every problem of every file.
    """
    problems: list[Problem] = []
    loaded: list[Loaded] = []
    for path, name in _files(paths, problems):
        try:
            loaded.append(shape(read_document(path, name)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    if found := check_references(loaded):
        raise InputError(found)
    return _assemble(loaded)


def _files(paths: Iterable[Path] | None, problems: list[Problem]) -> list[tuple[Path, str]]:
    """List the files to read, each once, with the name under which messages speak of it."""
    home = data_folder()
    bundled = ["rules", "seeds", *(["scenarios"] if paths is None else [])]
    files = {
        _real(path): (0, path.relative_to(home).as_posix(), path)
        for folder in bundled
        for path in files_under(home / folder)
        if is_ours(path)
    }
    for path in paths or ():
        if os.path.isdir(path):  # noqa: PTH112 - which, unlike Path, never raises
            ours = [file for file in files_under(path) if is_ours(file)]
            if not ours:
                problems.append(Problem(Place(str(path)), "nothing_found", (("kinds", quoted(FORMATS)),)))
        else:
            ours = [path]
        for file in ours:
            files.setdefault(_real(file), (1, str(file), file))
    # The bundled files come first, so that of two equal ids the user's own is the one complained of.
    return [(path, name) for _, name, path in sorted(files.values())]


def _assemble(loaded: list[Loaded]) -> Library:
    """Put checked files together. Scenarios stand in the order of their dates."""

    def all_of(model: type[_Found]) -> list[_Found]:
        return [each.model for each in loaded if isinstance(each.model, model)]

    scenarios = sorted(all_of(Scenario), key=lambda scenario: (scenario.date, scenario.id))
    rules = [each.document for each in loaded if each.document.kind in _RULE_KINDS]
    digests = sorted(hashlib.sha256(document.raw).hexdigest() for document in rules)
    return Library(
        vocabulary=all_of(Vocabulary)[0],
        interpretations=all_of(Interpretations)[0],
        treaties={treaty.id: treaty for treaty in all_of(Treaty)},
        scenarios={scenario.id: scenario for scenario in scenarios},
        sources={id: source for file in all_of(Sources) for id, source in file.sources.items()},
        claims={id: claim for file in all_of(Claims) for id, claim in file.claims.items()},
        overlays={overlay.language: overlay for overlay in all_of(Overlay)},
        rules_digest=hashlib.sha256("\n".join(digests).encode()).hexdigest(),
        scenario_digests={
            each.model.id: hashlib.sha256(each.document.raw).hexdigest()
            for each in loaded
            if isinstance(each.model, Scenario)
        },
        scenario_files={
            each.model.id: each.document.file for each in loaded if isinstance(each.model, Scenario)
        },
    )


def open_scenarios(names: Sequence[str] = ()) -> tuple[Library, list[Scenario]]:
    """Find scenarios by id or path, and the library that they stand in; without names, all bundled ones.

    A name is a path if it exists or looks like one, otherwise the id of a bundled scenario. Raises
    `InputError` for what is wrong with files, and `UsageError` for an id that does not exist.
    """
    if not names:
        library = load()
        return library, list(library.scenarios.values())
    paths = [Path(name) for name in names if _like_a_path(name)]
    ids = [name for name in names if not _like_a_path(name)]
    library = load([*paths, *([data_folder() / "scenarios"] if ids else [])])
    wanted = {library.scenario(id).id for id in ids}
    if paths:
        bundled = {_real(path) for path in files_under(data_folder() / "scenarios")} if ids else set()
        named = {_real(path) for path in paths}
        for id, file in library.scenario_files.items():
            found = _real(Path(file))
            if found not in bundled or any(path == found or path in found.parents for path in named):
                wanted.add(id)
    return library, [scenario for id, scenario in library.scenarios.items() if id in wanted]


def _like_a_path(name: str) -> bool:
    if not name:
        return False
    looks = "/" in name or os.sep in name or name.endswith((".yaml", ".yml"))
    return looks or os.path.exists(name)  # noqa: PTH110 - which, unlike Path, never raises


def _real(path: Path) -> Path:
    """Follow links; where that cannot be done, reading the file will say why."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path
