"""Everything that is wrong or odd in a set of files, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus_foederis.assessor import Assessor
from casus_foederis.citations import citations, of_scenario
from casus_foederis.files.batch import Batch, read_found
from casus_foederis.files.library import Library, assemble
from casus_foederis.files.search import find_files
from casus_foederis.files.shape import Loaded
from casus_foederis.files.texts import check_texts
from casus_foederis.messages import Severity
from casus_foederis.model.evidence import Claims
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.oddities import Oddities
from casus_foederis.problems import MOST_SHOWN, InputError, Problem

_LAW = {"vocabulary", "interpretations", "treaty", "sources", "claims"}


@dataclass(frozen=True)
class Inspection:
    """What was found in files: how many were read, what is wrong or odd, how many were nothing of ours."""

    files: int
    problems: tuple[Problem, ...]
    passed_over: int

    def count(self, severity: Severity) -> int:
        """Count the problems of one severity."""
        return Counter(problem.severity for problem in self.problems)[severity]

    def to_dict(self) -> dict[str, Any]:
        """Give the inspection as plain data."""
        return {
            "problems": [problem.to_dict() for problem in self.problems[:MOST_SHOWN]],
            "summary": {
                "files": self.files,
                "errors": self.count(Severity.ERROR),
                "warnings": self.count(Severity.WARNING),
                "passed_over": self.passed_over,
                "not_shown": max(0, len(self.problems) - MOST_SHOWN),
            },
        }


def inspect(paths: Iterable[Path] | None = None, *, seeds: Path | None = None) -> Inspection:
    """Check files and folders, or everything bundled. Raises nothing for what is in them.

    With ``seeds``, the texts of all sources are looked for in that folder, and held against what the claims
    say of them; without it, those that lie beside the file of their source.
    """
    found = find_files(paths)
    batch = read_found(found)
    named = {file.name for file in found.files if file.named}
    own = [each for each in batch.loaded if each.document.file in named]
    cut = [problem for each in own for problem in each.document.comments_in_text()]
    problems = {*found.problems, *batch.problems, *_oddities(batch, named), *cut}
    problems |= set(check_texts(own, seeds))
    return Inspection(len(named), tuple(sorted(problems)), found.passed_over)


def _oddities(batch: Batch, named: set[str]) -> Iterator[Problem]:
    """Look for what is odd in scenarios in which, and in whose law, nothing is wrong.

    Treaties are put to the rule engine, which may refuse them.
    """
    wrong = {problem.place.file for problem in batch.problems}
    sound = [each for each in batch.loaded if each.document.file not in wrong]
    if _LAW - {each.document.kind for each in sound}:
        return
    with Assessor(assemble(sound)) as assessor:
        oddities = Oddities(assessor)
        files = {each.document.file for each in sound}
        if named <= files:  # what is wrong elsewhere may be what cites them
            yield from _unused(assessor.library, [each for each in sound if each.document.file in named])
        for each in sound:
            try:
                match each.model:
                    case Treaty(id=id):
                        assessor.engine(id)
                    case Scenario() as scenario if each.document.file in named:
                        if _stands(assessor.library, scenario):
                            yield from oddities.of(each.document, scenario)
            except InputError as error:
                yield from error.problems


def _unused(library: Library, sound: Sequence[Loaded]) -> Iterator[Problem]:
    """Find claims on which nothing rests; among files without a scenario, nothing could."""
    if not any(isinstance(each.model, Scenario) for each in sound):
        return
    used = citations(library)
    for each in sound:
        for id, claim in each.model.claims.items() if isinstance(each.model, Claims) else ():
            if id not in used and claim.background is None:
                yield each.document.problem(("claims", id), "claim_unused", key=True, id=id)


def _stands(library: Library, scenario: Scenario) -> bool:
    """Tell whether everything that a scenario names is sound; it may be in a file that is not."""
    cited = {claim for claim, use in of_scenario(scenario) if use.kind == "fact"}
    return scenario.treaty in library.treaties and cited <= library.claims.keys()
