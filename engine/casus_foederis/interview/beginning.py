"""Begins a case: finds what it starts from, its law, and the file that it is to become."""

from __future__ import annotations

from pathlib import Path

from casus_foederis.advice import nearest, slug_of
from casus_foederis.changes.study import take_apart
from casus_foederis.files.journal import Begun
from casus_foederis.files.library import Library, load
from casus_foederis.files.search import data_folder, like_a_path, real_path
from casus_foederis.interview.accounts import alone, imagined
from casus_foederis.interview.interview import Start
from casus_foederis.model.scenario import Pair, Scenario
from casus_foederis.pairs import pair_of
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError

_ENDINGS = (".yaml", ".yml")


def read_file(text: str) -> Path:
    """Read the name of a file to be written; one without an ending becomes YAML.

    Raises `UsageError` if it cannot be one.
    """
    path = Path(text.strip())
    if path.suffix.casefold() not in _ENDINGS:
        path = path.with_name(f"{path.name}.yaml") if path.name else path
    try:
        fits = bool(slug_of(path.stem)) and path.parent.is_dir() and not path.is_dir()
    except (OSError, ValueError):
        fits = False
    if not fits or not text.isprintable():
        raise UsageError("bad_file", file=text)
    return path


def open_law(begun: Begun) -> Library:
    """Read the record, and what an interview is begun with, if that stands in files."""
    names = [each for each in (begun.treaty, begun.origin and take_apart(begun.origin)[0]) if each]
    paths = [Path(each) for each in names if like_a_path(each)]
    return load([*paths, data_folder() / "scenarios"])


def origin_of(library: Library, name: str) -> Scenario:
    """Find the case to start from, or one account of it alone. Raises `UsageError` if there is none."""
    id, framing = take_apart(name)
    scenario = _in_file(library, id) if like_a_path(id) else library.scenario(id)
    if framing is None:
        return scenario
    if framing not in scenario.accounts:
        raise UsageError("unknown_framing", id=framing, advice=nearest(framing, scenario.accounts))
    return alone(scenario, framing)


def start_from(library: Library, begun: Begun) -> Scenario | None:
    """Make a hypothetical of the case to start from, if there is one. Raises what `origin_of` raises."""
    return imagined(origin_of(library, begun.origin)) if begun.origin is not None else None


def pair_with(library: Library, name: str, scenario: Scenario) -> Pair | None:
    """Make a pair of a case and the whole case that it was made from, if they differ in one thing alone."""
    return pair_of(origin_of(library, name), scenario) if take_apart(name)[1] is None else None


def title_of(origin: Scenario | None, begun: Begun) -> str | None:
    """Propose a title: the one that was given beforehand, or one after the case to start from."""
    varied = say("new.varied", title=origin.title) if origin is not None else None
    return begun.settings.get("title", varied)


def file_of(title: str) -> str:
    """Propose the name of a file for a case."""
    return f"{slug_of(title) or 'my-case'}.yaml"


def start_of(library: Library, begun: Begun, file: Path) -> Start:
    """Put together what is known before the first question.

    Raises `UsageError` if the case would bear the id of another, if its treaty lies elsewhere, and for a
    treaty, provision or interpretation that does not exist.
    """
    id = slug_of(file.stem)
    if id in library.scenarios and real_path(Path(library.scenario_files[id])) != real_path(file):
        raise UsageError("case_exists", id=id, file=library.scenario_files[id])
    origin = start_from(library, begun)
    treaty = library.treaty(origin.treaty if origin else _treaty(library, begun.treaty))
    _check_folder(library, treaty.id, file)
    for rule in begun.rules:
        if rule not in treaty.rules:
            raise UsageError("unknown_rule", id=rule, advice=nearest(rule, treaty.rules))
    known = library.interpretations.interpretations
    for bundle in begun.interpretations:
        if bundle not in known:
            raise UsageError("unknown_interpretation", id=bundle, advice=nearest(bundle, known))
    return Start(
        id=id,
        treaty=treaty.id,
        title=title_of(origin, begun),
        origin=origin,
        settings=begun.settings,
        rules=begun.rules,
        interpretations=begun.interpretations,
    )


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


def _check_folder(library: Library, treaty: str, file: Path) -> None:
    """See to it that the file will find its treaty: a bundled one, or one in its own folder."""
    name = library.treaty_documents[treaty].file
    bundled = data_folder() / name  # a bundled file is named from there
    if bundled.is_file() and real_path(data_folder() / "rules") in real_path(bundled).parents:
        return
    if real_path(Path(name)).parent != real_path(file).parent:
        raise UsageError("treaty_elsewhere", file=name)


def _in_file(library: Library, name: str) -> Scenario:
    """Find the only scenario in a file. Raises `UsageError` if it holds none."""
    path = real_path(Path(name))
    for id, file in library.scenario_files.items():
        if real_path(Path(file)) == path:
            return library.scenarios[id]
    raise UsageError("several_scenarios", id=name, ids=say("advice.no_words"))
