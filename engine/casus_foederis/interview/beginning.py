"""Begins a case: finds what it starts from, its law, and the file that it is to become."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casus_foederis.advice import nearest, slug_of
from casus_foederis.changes.study import take_apart
from casus_foederis.citations import of_scenario
from casus_foederis.files.journal import Begun
from casus_foederis.files.library import Library, load
from casus_foederis.files.search import is_yaml, like_a_path, real_path
from casus_foederis.interview.accounts import alone, imagined
from casus_foederis.interview.header import check_settings
from casus_foederis.interview.interview import Start
from casus_foederis.model.scenario import Pair, Scenario
from casus_foederis.pairs import pair_of
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError

_NOT_IN_NAMES: Final = re.compile(r'[<>:"|?*\\]')  # of files, on some system


@dataclass(frozen=True)
class Beginning:
    """What an interview begins with: the law, the record for examples, and the case to start from."""

    begun: Begun
    library: Library
    record: Library
    treaty: str
    source: Scenario | None  # the case to start from, or one account of it

    @property
    def origin(self) -> Scenario | None:
        """The case to start from, as a hypothetical."""
        return imagined(self.source) if self.source is not None else None

    @property
    def title(self) -> str | None:
        """A title to propose: the one that was given beforehand, or one after the case to start from."""
        varied = say("new.varied", title=self.source.title) if self.source is not None else None
        return self.begun.settings.get("title", varied)

    def start(self, file: Path) -> Start:
        """Put together what is known before the first question of a case in this file."""
        return Start(
            id=slug_of(file.stem),
            treaty=self.treaty,
            title=self.title,
            origin=self.origin,
            settings=self.begun.settings,
            rules=self.begun.rules,
            interpretations=self.begun.interpretations,
        )

    def pair(self, scenario: Scenario) -> Pair | None:
        """Make a pair of a case and the whole case that it was made from, if they differ in one thing."""
        name = self.begun.origin
        if self.source is None or name is None or take_apart(name)[1] is not None:
            return None
        return pair_of(self.source, scenario)

    def read_file(self, text: str) -> Path:
        """Read the name of the file to be written; one without an ending becomes YAML.

        Raises `UsageError` if it cannot be one, if its name is the id of another case, and if it lies
        elsewhere than its treaty, or the claims that it rests on.
        """
        file = _path(text)
        self._check_id(file)
        treaty = Path(self.library.treaty_documents[self.treaty].file)
        if self.treaty not in self.record.treaties and _folder(treaty) != _folder(file):
            raise UsageError("treaty_elsewhere", file=str(treaty))
        if self.source is not None:
            cited = {claim for claim, use in of_scenario(self.source) if use.kind == "fact"}
            origin = Path(self.library.scenario_files[self.source.id])
            if not cited <= self.record.claims.keys() and _folder(origin) != _folder(file):
                raise UsageError("claims_elsewhere", file=str(origin))
        return file

    def _check_id(self, file: Path) -> None:
        id = slug_of(file.stem)
        own = self.library.scenario_files.get(id)
        if id in self.record.scenarios:
            raise UsageError("case_exists", id=id, file=self.record.scenario_files[id])
        if own is not None and real_path(Path(own)) != real_path(file):
            raise UsageError("case_exists", id=id, file=own)
        for other in sorted(file.parent.iterdir()):
            called = is_yaml(other.suffix) and slug_of(other.stem) == id
            if called and real_path(other) != real_path(file):
                raise UsageError("case_exists", id=id, file=str(other))


def begin(begun: Begun) -> Beginning:
    """Read the record, and what an interview begins with, if that stands in files.

    Raises `InputError` for what is wrong with files, and `UsageError` for a case, treaty, provision,
    interpretation or setting that cannot be.
    """
    record = load()
    names = [each for each in (begun.treaty, begun.origin and take_apart(begun.origin)[0]) if each]
    paths = [Path(each) for each in names if like_a_path(each)]
    library = load(paths) if paths else record
    source = _source(library, record, begun.origin) if begun.origin is not None else None
    if source is None:
        treaty = library.treaty(_treaty(library, begun.treaty))
    else:
        treaty = library.treaty(source.treaty)
        if begun.treaty is not None and _treaty(library, begun.treaty) != treaty.id:
            raise UsageError("treaty_of_origin", id=treaty.id)
    for rule in begun.rules:
        if rule not in treaty.rules:
            raise UsageError("unknown_rule", id=rule, advice=nearest(rule, treaty.rules))
    known = library.interpretations.interpretations
    for bundle in begun.interpretations:
        if bundle not in known:
            raise UsageError("unknown_interpretation", id=bundle, advice=nearest(bundle, known))
    opponents = source.opponents if source is not None else ()
    check_settings(begun.settings, library.vocabulary.facts, opponents)
    return Beginning(begun, library, record, treaty.id, source)


def file_of(title: str) -> str:
    """Propose the name of a file for a case."""
    return f"{slug_of(title) or 'my-case'}.yaml"


def _path(text: str) -> Path:
    name = text.strip()
    path = Path(name)
    if path.name and not is_yaml(path.suffix):
        path = path.with_name(f"{path.name}.yaml")
    try:
        path.name.encode()  # fails for bytes that are no text
        fits = path.parent.is_dir() and not path.is_dir() and not name.endswith(("/", os.sep))
    except (OSError, ValueError):
        fits = False
    if not (fits and slug_of(path.stem) and name.isprintable()) or _NOT_IN_NAMES.search(path.name):
        raise UsageError("bad_file", file=text)
    return path


def _folder(file: Path) -> Path:
    return real_path(file).parent


def _source(library: Library, record: Library, name: str) -> Scenario:
    """Find the case to start from, or one account of it alone. Raises `UsageError` if there is none."""
    id, framing = take_apart(name)
    scenario = _in_file(library, id) if like_a_path(id) else record.scenario(id)
    if framing is None:
        return scenario
    if framing not in scenario.accounts:
        raise UsageError("unknown_framing", id=framing, advice=nearest(framing, scenario.accounts))
    return alone(scenario, framing)


def _treaty(library: Library, name: str | None) -> str:
    """Find the treaty that is meant: by its id or by its file; without a name, the first there is."""
    if name is None:
        return next(iter(library.treaties))
    if not like_a_path(name):
        return library.treaty(name).id
    for id, document in library.treaty_documents.items():
        if real_path(Path(document.file)) == real_path(Path(name)):
            return id
    raise UsageError("no_treaty", file=name)


def _in_file(library: Library, name: str) -> Scenario:
    """Find the only scenario in a file. Raises `UsageError` if it holds none."""
    for id, file in library.scenario_files.items():
        if real_path(Path(file)) == real_path(Path(name)):
            return library.scenarios[id]
    raise UsageError("several_scenarios", id=name, ids=say("advice.no_words"))
