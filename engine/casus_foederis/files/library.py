"""One checked `Library` of everything that was read. All errors of all files are reported together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from casus_foederis.advice import nearest, quoted
from casus_foederis.files.batch import read_found
from casus_foederis.files.document import Document
from casus_foederis.files.search import data_folder, files_under, find_files, like_a_path, real_path
from casus_foederis.files.shape import Loaded
from casus_foederis.model.evidence import Claim, Claims, Conflict, Conflicts, Source, Sources
from casus_foederis.model.interpretation import Interpretations
from casus_foederis.model.overlay import Overlay
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.model.vocabulary import Vocabulary
from casus_foederis.phrases import say
from casus_foederis.problems import InputError, UsageError

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
    conflicts: Mapping[str, Conflict]
    overlays: Mapping[str, Overlay]
    rules_digest: str
    scenario_digests: Mapping[str, str]
    scenario_files: Mapping[str, str]
    treaty_documents: Mapping[str, Document]  # to point into

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
        raise UsageError(f"unknown_{what}", id=id, advice=nearest(id, known))
    return known[id]


def load(paths: Iterable[Path] | None = None) -> Library:
    """Read the bundled law and evidence, and the scenarios: the bundled ones, or those under ``paths``.

    Paths may be files or folders; a folder is searched for files that say they are ours. Raises
    `InputError` with every problem of every file.
    """
    found = find_files(paths)
    batch = read_found(found)
    if problems := [*found.problems, *batch.problems]:
        raise InputError(problems)
    return assemble(batch.loaded)


def load_law() -> Library:
    """Read the bundled law and evidence, without any scenario, which takes a fraction of the time."""
    return load(())


def assemble(loaded: Sequence[Loaded]) -> Library:
    """Put checked files together. Historical scenarios stand first, and all in the order of their dates."""

    def all_of(model: type[_Found]) -> list[_Found]:
        return [each.model for each in loaded if isinstance(each.model, model)]

    scenarios = sorted(all_of(Scenario), key=lambda each: (each.kind, each.date, each.id))
    rules = [each.document for each in loaded if each.document.kind in _RULE_KINDS]
    digests = sorted(hashlib.sha256(document.text.raw).hexdigest() for document in rules)
    return Library(
        vocabulary=all_of(Vocabulary)[0],
        interpretations=all_of(Interpretations)[0],
        treaties={treaty.id: treaty for treaty in all_of(Treaty)},
        scenarios={scenario.id: scenario for scenario in scenarios},
        sources={id: source for file in all_of(Sources) for id, source in file.sources.items()},
        claims={id: claim for file in all_of(Claims) for id, claim in file.claims.items()},
        conflicts={id: each for file in all_of(Conflicts) for id, each in file.conflicts.items()},
        overlays={overlay.language: overlay for overlay in all_of(Overlay)},
        rules_digest=hashlib.sha256("\n".join(digests).encode()).hexdigest(),
        scenario_digests={
            each.model.id: hashlib.sha256(each.document.text.raw).hexdigest()
            for each in loaded
            if isinstance(each.model, Scenario)
        },
        scenario_files={
            each.model.id: each.document.file for each in loaded if isinstance(each.model, Scenario)
        },
        treaty_documents={each.model.id: each.document for each in loaded if isinstance(each.model, Treaty)},
    )


def open_each(names: Sequence[str]) -> tuple[Library, list[Scenario]]:
    """Find one scenario for each name, as `open_scenarios` does and with the same errors, in one library.

    Raises `UsageError`, too, where a name stands for several, or for none.
    """
    library, scenarios = open_scenarios(names)
    found = []
    for name in names:
        if not like_a_path(name):
            found.append(library.scenario(name))
            continue
        path = real_path(Path(name))
        files = {each.id: real_path(Path(library.scenario_files[each.id])) for each in scenarios}
        meant = [each for each in scenarios if path == files[each.id] or path in files[each.id].parents]
        if len(meant) != 1:
            raise UsageError("several_scenarios", id=name, ids=quoted(sorted(each.id for each in meant)))
        found += meant
    return library, found


def open_scenarios(names: Sequence[str] = ()) -> tuple[Library, list[Scenario]]:
    """Find scenarios by id or path, and the library that they stand in; without names, all bundled ones.

    A name is a path if it exists or looks like one, otherwise the id of a bundled scenario. Raises
    `InputError` for what is wrong with files, and `UsageError` for an id that does not exist, and where
    there is no scenario in what is named.
    """
    if not names:
        library = load()
        return library, list(library.scenarios.values())
    paths = [Path(name) for name in names if like_a_path(name)]
    ids = [name for name in names if not like_a_path(name)]
    library = load([*paths, *([data_folder() / "scenarios"] if ids else [])])
    for id in ids:
        if id not in library.scenarios and like_a_path(file := f"{id}.yaml") and Path(file).is_file():
            advice = say("advice.did_you_mean", words=quoted([file]))
            raise UsageError("unknown_scenario", id=id, advice=advice)
    wanted = {library.scenario(id).id for id in ids}
    if paths:
        bundled = {real_path(path) for path in files_under(data_folder() / "scenarios")} if ids else set()
        named = {real_path(path) for path in paths}
        for id, file in library.scenario_files.items():
            found = real_path(Path(file))
            if found not in bundled or any(path == found or path in found.parents for path in named):
                wanted.add(id)
    scenarios = [scenario for id, scenario in library.scenarios.items() if id in wanted]
    if not scenarios:
        raise UsageError("no_scenarios", names=quoted(names))
    return library, scenarios
