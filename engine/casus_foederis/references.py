"""Whether files fit together: every id that one names, another defines, and nothing contradicts itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from casus_foederis.leaves import leaves_of
from casus_foederis.loaded import Loaded
from casus_foederis.logic import AllOf, AnyOf, Expression, Not, cycle_in, ids_in
from casus_foederis.model.base import Window
from casus_foederis.model.evidence import Claims, Sources
from casus_foederis.model.interpretation import Interpretations, Term
from casus_foederis.model.overlay import Overlay
from casus_foederis.model.scenario import Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.model.vocabulary import Vocabulary
from casus_foederis.phrases import PHRASES, placeholders
from casus_foederis.problems import Problem, nearest, quoted
from casus_foederis.source import Document

_Model = TypeVar("_Model", bound=BaseModel)
Path = tuple[str | int, ...]


def check_references(loaded: list[Loaded]) -> list[Problem]:
    """Check everything that takes more than one file, or more than one place of a file, to check."""
    return _Checker(loaded).run()


@dataclass
class _Checker:
    loaded: list[Loaded]
    problems: list[Problem] = field(default_factory=list)

    def files(self, model: type[_Model]) -> Iterator[tuple[Document, _Model]]:
        for each in self.loaded:
            if isinstance(each.model, model):
                yield each.document, each.model

    def run(self) -> list[Problem]:
        for model in (Vocabulary, Interpretations):
            for document, _ in itertools.islice(self.files(model), 1, None):
                self.problems.append(document.problem(("kind",), "second_file"))
        self._distinct()
        (vocabulary_file, vocabulary), (law_file, law) = (
            next(self.files(Vocabulary)),
            next(self.files(Interpretations)),
        )
        self._vocabulary(vocabulary_file, vocabulary)
        self._interpretations(law_file, law)
        treaties = {treaty.id: treaty for _, treaty in self.files(Treaty)}
        for document, treaty in self.files(Treaty):
            self._treaty(document, treaty, vocabulary, law)
        claims = {id for _, file in self.files(Claims) for id in file.claims}
        sources = {id for _, file in self.files(Sources) for id in file.sources}
        for document, file in self.files(Claims):
            for id, claim in file.claims.items():
                self._known(document, ("claims", id, "source"), claim.source, sources)
                for way in ("supports", "denies"):
                    for n, fact in enumerate(getattr(claim, way)):
                        self._known(document, ("claims", id, way, n), fact, vocabulary.facts)
        for document, scenario in self.files(Scenario):
            self._scenario(document, scenario, vocabulary, law, treaties, claims)
        for document, overlay in self.files(Overlay):
            self._overlay(document, overlay)
        return self.problems

    def _known(self, document: Document, path: Path, id: str, known: Iterable[str]) -> bool:
        known = set(known)
        if id not in known:
            problem = document.problem(path, "unknown_id", id=id, remedy=nearest(id, known))
            self.problems.append(problem)
        return id in known

    def _distinct(self) -> None:
        """Check that no two files define the same id."""
        seen: dict[tuple[str, str], Document] = {}

        def define(what: str, id: str, document: Document, path: Path) -> None:
            if (first := seen.setdefault((what, id), document)) is not document:
                self.problems.append(document.problem(path, "defined_twice", id=id, file=first.file))

        for document, scenario in self.files(Scenario):
            define("scenario", scenario.id, document, ("id",))
        for document, treaty in self.files(Treaty):
            define("treaty", treaty.id, document, ("id",))
        for document, sources in self.files(Sources):
            for id in sources.sources:
                define("source", id, document, ("sources", id))
        for document, claims in self.files(Claims):
            for id in claims.claims:
                define("claim", id, document, ("claims", id))

    def _vocabulary(self, document: Document, vocabulary: Vocabulary) -> None:
        facts = vocabulary.facts
        for name, group in vocabulary.groups.items():
            for id, fact in group.facts.items():
                if fact.needs is not None:
                    self._known(document, ("groups", name, "facts", id, "needs"), fact.needs, facts)
        needs = {id: fact.needs for id, fact in facts.items() if fact.needs is not None}
        if cycle := cycle_in(needs):
            self.problems.append(document.problem((), "cycle", ids=quoted(cycle)))

    def _interpretations(self, document: Document, law: Interpretations) -> None:
        if self._known(document, ("default",), law.default, law.interpretations):
            for term in law.terms:
                path = ("interpretations", law.default, "readings")
                if term not in law.interpretations[law.default].readings:
                    self.problems.append(document.problem(path, "default_incomplete", term=term))
        for id, interpretation in law.interpretations.items():
            for term, cell in interpretation.readings.items():
                path = ("interpretations", id, "readings", term)
                if self._known(document, path, term, law.terms):
                    self._known(document, (*path, "reading"), cell.reading, law.terms[term].readings)

    def _treaty(
        self, document: Document, treaty: Treaty, vocabulary: Vocabulary, law: Interpretations
    ) -> None:
        self._known(document, ("main",), treaty.main, treaty.provisions)
        if treaty.id not in treaty.instruments:
            self.problems.append(document.problem(("instruments",), "no_instrument", id=treaty.id))
        for name, instrument in treaty.instruments.items():
            texts = list(instrument.texts.items())
            for (first, text), (second, other) in itertools.combinations(texts, 2):
                if _overlap(text, other):
                    path: Path = ("instruments", name, "texts", second)
                    self.problems.append(document.problem(path, "texts_overlap", first=first, second=second))
            for id, text in texts:
                for term, reading in text.caps.items():
                    path = ("instruments", name, "texts", id, "caps", term)
                    if self._known(document, path, term, law.terms):
                        self._known(document, path, reading, law.terms[term].readings)
            for (_, one), (n, two) in itertools.combinations(enumerate(instrument.spells), 2):
                if both := set(one.states) & set(two.states):
                    if _overlap(one, two):
                        path = ("instruments", name, "spells", n)
                        self.problems.append(
                            document.problem(path, "spells_overlap", states=quoted(sorted(both)))
                        )
        leaves = leaves_of(treaty, vocabulary.facts, law.terms)
        known = [*leaves, *treaty.rules]
        for section, rules in (("conditions", treaty.conditions), ("provisions", treaty.provisions)):
            for id, condition in rules.items():
                if id in leaves or (section == "provisions" and id in treaty.conditions):
                    self.problems.append(document.problem((section, id), "id_taken", id=id))
                for path, part in _parts(condition.rule, (section, id, "rule")):
                    self._known(document, path, part, known)
                if repeated := _repeated(condition.rule):
                    path = (section, id, "rule")
                    self.problems.append(document.problem(path, "part_twice", id=repeated))
        if treaty.burden is not None:
            self._known(document, ("burden",), treaty.burden, leaves)
        if cycle := cycle_in({id: rule.rule for id, rule in treaty.rules.items()}):
            self.problems.append(document.problem(("conditions",), "cycle", ids=quoted(cycle)))

    def _scenario(
        self,
        document: Document,
        scenario: Scenario,
        vocabulary: Vocabulary,
        law: Interpretations,
        treaties: Mapping[str, Treaty],
        claims: set[str],
    ) -> None:
        accounts: list[tuple[Path, Any]] = [(("record",), scenario.record)]
        accounts += [(("framings", id, "facts"), each.facts) for id, each in scenario.framings.items()]
        for where, facts in accounts:
            for fact, statements in facts.items():
                path: Path = (*where, fact)
                self._known(document, path, fact, vocabulary.facts)
                for one, two in itertools.combinations(statements, 2):
                    if _overlap(one, two):
                        self.problems.append(document.problem(path, "statements_overlap", id=fact))
                for n, statement in enumerate(statements):
                    if statement.since and statement.until and statement.until < statement.since:
                        self.problems.append(document.problem(path, "ends_before_it_begins"))
                    for m, claim in enumerate(statement.claims):
                        step: Path = (n,) if len(statements) > 1 else ()
                        self._known(document, (*path, *step, "claims", m), claim, claims)
        if scenario.practice is not None:
            for n, claim in enumerate(scenario.practice.claims):
                self._known(document, ("practice", "claims", n), claim, claims)
        if scenario.state in scenario.opponents:
            self.problems.append(document.problem(("opponents",), "own_opponent", state=scenario.state))
        if not self._known(document, ("treaty",), scenario.treaty, treaties):
            return
        treaty = treaties[scenario.treaty]
        if scenario.practice is not None:
            for n, provision in enumerate(scenario.practice.basis_cited):
                self._known(document, ("practice", "basis_cited", n), provision, treaty.provisions)
        for n, expected in enumerate(scenario.expect):
            at: Path = ("expect", n)
            for framing in expected.framing or ():
                self._known(document, (*at, "framing"), framing, scenario.accounts)
            for interpretation in expected.interpretation or ():
                self._known(document, (*at, "interpretation"), interpretation, law.interpretations)
            self._known(document, (*at, "provision"), expected.provision, treaty.rules)
            if expected.text is not None:
                self._known(document, (*at, "text"), expected.text, treaty.instrument.texts)
            self._readings(document, (*at, "readings"), expected.readings, law.terms)

    def _readings(
        self, document: Document, path: Path, readings: Mapping[str, str], terms: Mapping[str, Term]
    ) -> None:
        for term, reading in readings.items():
            if self._known(document, (*path, term), term, terms):
                self._known(document, (*path, term), reading, terms[term].readings)

    def _overlay(self, document: Document, overlay: Overlay) -> None:
        for id, text in overlay.phrases.items():
            if self._known(document, ("phrases", id), id, PHRASES):
                missing = placeholders(PHRASES[id]) ^ placeholders(text)
                if missing:
                    path = ("phrases", id)
                    self.problems.append(document.problem(path, "placeholders", names=quoted(sorted(missing))))


def _overlap(one: Window, two: Window) -> bool:
    return not (
        (one.until is not None and two.since is not None and one.until < two.since)
        or (two.until is not None and one.since is not None and two.until < one.since)
    )


def _parts(expression: Expression, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every id in a rule with the path at which it stands."""
    match expression:
        case AllOf(all=parts):
            for n, part in enumerate(parts):
                yield from _parts(part, (*path, "all", n))
        case AnyOf(any=parts):
            for n, part in enumerate(parts):
                yield from _parts(part, (*path, "any", n))
        case Not(operand=part):
            yield from _parts(part, (*path, "not"))
        case str():
            yield path, expression


def _repeated(expression: Expression) -> str | None:
    """Find an id that one connective names twice: durable-rules would never fire such a rule."""
    match expression:
        case AllOf(all=parts) | AnyOf(any=parts):
            direct = [next(ids_in(part)) for part in parts if isinstance(_bare(part), str)]
            for id in direct:
                if direct.count(id) > 1:
                    return id
            return next((found for part in parts if (found := _repeated(part))), None)
        case Not(operand=part):
            return _repeated(part)
    return None


def _bare(expression: Expression) -> Expression:
    return _bare(expression.operand) if isinstance(expression, Not) else expression
