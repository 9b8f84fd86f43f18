"""Whether files fit together: every id that one names, another defines, and nothing contradicts itself."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from pydantic import BaseModel

from casus_foederis.files.shape import Loaded
from casus_foederis.files.source import Document
from casus_foederis.leaves import PROVEN, STATED, LeafKind, leaves_of
from casus_foederis.logic import AllOf, AnyOf, Expression, Not, cycle_in, ids_in, layers
from casus_foederis.model.base import Window
from casus_foederis.model.evidence import Claims, Sources
from casus_foederis.model.interpretation import Interpretations
from casus_foederis.model.overlay import Overlay
from casus_foederis.model.scenario import Expectation, Facts, Scenario
from casus_foederis.model.states import state_codes
from casus_foederis.model.treaty import Instrument, Treaty
from casus_foederis.model.vocabulary import Vocabulary
from casus_foederis.phrases import PHRASES, placeholders, same_placeholders
from casus_foederis.problems import Problem, nearest, quoted

_Model = TypeVar("_Model", bound=BaseModel)
Path: TypeAlias = tuple[str | int, ...]

MOST_LAYERS = 100  # of rules that rest on one another; the bundled treaty has eight


def check_references(loaded: Sequence[Loaded]) -> list[Problem]:
    """Check everything that takes more than one file, or more than one place of a file, to check."""
    for model in (Vocabulary, Interpretations):
        for document, _ in itertools.islice(_files(loaded, model), 1, None):
            return [document.problem(("kind",), "second_file")]
    checker = _Checker(loaded)
    return [*_defined_twice(loaded), *checker.problems()]


def _files(loaded: Sequence[Loaded], model: type[_Model]) -> Iterator[tuple[Document, _Model]]:
    for each in loaded:
        if isinstance(each.model, model):
            yield each.document, each.model


def _defined_twice(loaded: Sequence[Loaded]) -> Iterator[Problem]:
    """Find ids that two files define."""
    defined: list[tuple[str, str, Document, Path]] = []
    for document, scenario in _files(loaded, Scenario):
        defined.append(("scenario", scenario.id, document, ("id",)))
    for document, treaty in _files(loaded, Treaty):
        defined.append(("treaty", treaty.id, document, ("id",)))
    for document, sources in _files(loaded, Sources):
        defined += [("source", id, document, ("sources", id)) for id in sources.sources]
    for document, claims in _files(loaded, Claims):
        defined += [("claim", id, document, ("claims", id)) for id in claims.claims]
    first: dict[tuple[str, str], Document] = {}
    for what, id, document, path in defined:
        other = first.setdefault((what, id), document)
        if other is not document:
            yield document.problem(path, "defined_twice", id=id, file=other.file)


class _Checker:
    def __init__(self, loaded: Sequence[Loaded]) -> None:
        self.loaded = loaded
        self.vocabulary_file, self.vocabulary = next(_files(loaded, Vocabulary))
        self.law_file, self.law = next(_files(loaded, Interpretations))
        self.facts = self.vocabulary.facts
        self.treaties = {treaty.id: treaty for _, treaty in _files(loaded, Treaty)}
        self.claims = {id for _, file in _files(loaded, Claims) for id in file.claims}
        self.sources = {id for _, file in _files(loaded, Sources) for id in file.sources}

    def problems(self) -> Iterator[Problem]:
        """Yield everything that does not fit."""
        yield from self.check_vocabulary()
        yield from self.check_interpretations()
        for document, treaty in _files(self.loaded, Treaty):
            yield from self.check_treaty(document, treaty)
        for document, claims in _files(self.loaded, Claims):
            yield from self.check_claims(document, claims)
        for document, scenario in _files(self.loaded, Scenario):
            yield from self.check_scenario(document, scenario)
        for document, overlay in _files(self.loaded, Overlay):
            yield from self.check_overlay(document, overlay)

    def check_vocabulary(self) -> Iterator[Problem]:
        for name, group in self.vocabulary.groups.items():
            for id, fact in group.facts.items():
                yield from _reserved(self.vocabulary_file, ("groups", name, "facts", id), id)
                if fact.needs is not None:
                    path: Path = ("groups", name, "facts", id, "needs")
                    yield from _known(self.vocabulary_file, path, fact.needs, self.facts)
        needs = {id: [fact.needs] for id, fact in self.facts.items() if fact.needs is not None}
        if cycle := cycle_in(needs):
            yield self.vocabulary_file.problem((), "cycle", ids=quoted(cycle))

    def check_interpretations(self) -> Iterator[Problem]:
        document, law = self.law_file, self.law
        if unknown := list(_known(document, ("default",), law.default, law.interpretations)):
            yield from unknown
        else:
            for term in law.terms.keys() - law.interpretations[law.default].readings.keys():
                path: Path = ("interpretations", law.default, "readings")
                yield document.problem(path, "default_incomplete", term=term)
        for id, interpretation in law.interpretations.items():
            cells = {term: cell.reading for term, cell in interpretation.readings.items()}
            yield from self.check_readings(document, ("interpretations", id, "readings"), cells, ("reading",))

    def check_readings(
        self, document: Document, path: Path, readings: Mapping[str, str], inside: Path = ()
    ) -> Iterator[Problem]:
        """Check terms and their readings, which stand ``inside`` the value of each term."""
        for term, reading in readings.items():
            if term in self.law.terms:
                yield from _known(document, (*path, term, *inside), reading, self.law.terms[term].readings)
            else:
                yield from _known(document, (*path, term), term, self.law.terms)

    def check_treaty(self, document: Document, treaty: Treaty) -> Iterator[Problem]:
        yield from _known(document, ("main",), treaty.main, treaty.provisions)
        if treaty.id not in treaty.instruments:
            yield document.problem(("instruments",), "no_instrument", id=treaty.id)
        texts: set[str] = set()
        for name, instrument in treaty.instruments.items():
            for id in instrument.texts.keys() & texts:
                yield document.problem(("instruments", name, "texts", id), "id_taken", key=True, id=id)
            texts |= instrument.texts.keys()
            yield from self.check_instrument(document, ("instruments", name), instrument)
        leaves = leaves_of(treaty, self.facts, self.law.terms)
        if treaty.burden is not None:
            readings = [id for id, leaf in leaves.items() if leaf.kind is LeafKind.READING]
            yield from _known(document, ("burden",), treaty.burden, readings)
        yield from self.check_rules(document, treaty, leaves)

    def check_rules(self, document: Document, treaty: Treaty, leaves: Collection[str]) -> Iterator[Problem]:
        named = {*leaves, *treaty.rules}
        for section, rules in (("conditions", treaty.conditions), ("provisions", treaty.provisions)):
            for id, condition in rules.items():
                if id in leaves or (section == "provisions" and id in treaty.conditions):
                    yield document.problem((section, id), "id_taken", key=True, id=id)
                yield from _reserved(document, (section, id), id)
                for path, part in _parts(condition.rule, (section, id, "rule")):
                    yield from _known(document, path, part, named)
                if repeated := _repeated(condition.rule):
                    yield document.problem((section, id, "rule"), "part_twice", id=repeated)
        rests_on = {id: list(ids_in(rule.rule)) for id, rule in treaty.rules.items()}
        if cycle := cycle_in(rests_on):
            yield document.problem(("conditions",), "cycle", ids=quoted(cycle))
        for id, layer in layers(rests_on).items():
            if layer == MOST_LAYERS + 1:
                section = "conditions" if id in treaty.conditions else "provisions"
                yield document.problem((section, id), "too_layered", key=True, id=id, limit=str(MOST_LAYERS))

    def check_instrument(self, document: Document, path: Path, instrument: Instrument) -> Iterator[Problem]:
        names = list(instrument.texts)
        if both := _overlapping(list(instrument.texts.values())):
            first, second = names[both[0]], names[both[1]]
            yield document.problem((*path, "texts", second), "texts_overlap", first=first, second=second)
        for id, text in instrument.texts.items():
            yield from self.check_readings(document, (*path, "texts", id, "caps"), text.caps)
        for state in instrument.states:
            spells = [(n, spell) for n, spell in enumerate(instrument.spells) if state in spell.states]
            if both := _overlapping([spell for _, spell in spells]):
                where = (*path, "spells", spells[both[1]][0])
                yield document.problem(where, "spells_overlap", states=quoted([state]))

    def check_claims(self, document: Document, file: Claims) -> Iterator[Problem]:
        for id, claim in file.claims.items():
            yield from _known(document, ("claims", id, "source"), claim.source, self.sources)
            for way, facts in (("supports", claim.supports), ("denies", claim.denies)):
                for n, fact in enumerate(facts):
                    yield from _known(document, ("claims", id, way, n), fact, self.facts)

    def check_scenario(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        yield from self.check_facts(document, ("record",), scenario.record)
        for id, framing in scenario.framings.items():
            yield from self.check_facts(document, ("framings", id, "facts"), framing.facts)
        if scenario.state in scenario.opponents:
            yield document.problem(("opponents",), "own_opponent", state=scenario.state)
        if scenario.practice is not None:
            yield from self.check_cited(document, ("practice", "claims"), scenario.practice.claims)
        if scenario.treaty not in self.treaties:
            yield from _known(document, ("treaty",), scenario.treaty, self.treaties)
            return
        treaty = self.treaties[scenario.treaty]
        if scenario.practice is not None:
            for n, provision in enumerate(scenario.practice.basis_cited):
                path: Path = ("practice", "basis_cited", n)
                yield from _known(document, path, provision, treaty.provisions)
        for n, expected in enumerate(scenario.expect):
            yield from self.check_expectation(document, ("expect", n), expected, scenario, treaty)

    def check_facts(self, document: Document, where: Path, facts: Facts) -> Iterator[Problem]:
        for fact, statements in facts.items():
            path = (*where, fact)
            yield from _known(document, path, fact, self.facts, key=True)
            if _overlapping(statements):
                yield document.problem(path, "statements_overlap", id=fact)
            for n, statement in enumerate(statements):
                step = (*path, n) if len(statements) > 1 else path
                yield from self.check_cited(document, (*step, "claims"), statement.claims)

    def check_cited(self, document: Document, path: Path, claims: Sequence[str]) -> Iterator[Problem]:
        for n, claim in enumerate(claims):
            yield from _known(document, (*path, n), claim, self.claims)

    def check_expectation(
        self, document: Document, path: Path, expected: Expectation, scenario: Scenario, treaty: Treaty
    ) -> Iterator[Problem]:
        for framing in expected.framing or ():
            yield from _known(document, (*path, "framing"), framing, scenario.accounts)
        for interpretation in expected.interpretation or ():
            where = (*path, "interpretation")
            yield from _known(document, where, interpretation, self.law.interpretations)
        yield from _known(document, (*path, "provision"), expected.provision, treaty.rules)
        if expected.text is not None:
            yield from _known(document, (*path, "text"), expected.text, treaty.instrument.texts)
        yield from self.check_readings(document, (*path, "readings"), expected.readings)

    def check_overlay(self, document: Document, overlay: Overlay) -> Iterator[Problem]:
        for id, text in overlay.phrases.items():
            path: Path = ("phrases", id)
            if id not in PHRASES:
                yield from _known(document, path, id, PHRASES, key=True)
            elif not same_placeholders(text, PHRASES[id]):
                names = quoted(sorted(placeholders(PHRASES[id])))
                yield document.problem(path, "placeholders", names=names)
        worded = self.worded()
        for id, fields in overlay.entries.items():
            if id.startswith("scenario."):
                continue  # a scenario that is worded need not be loaded
            yield from _known(document, ("entries", id), id, worded, key=True)
            for field in fields if id in worded else ():
                yield from _known(document, ("entries", id, field), field, worded[id], key=True)

    def worded(self) -> dict[str, tuple[str, ...]]:
        """List everything that has words of its own, with the fields that hold them."""
        law, whole = self.law, ("title", "question", "paraphrase", "note")
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self.facts, whole)
        for treaty in self.treaties.values():
            found |= dict.fromkeys(treaty.rules, whole)
            found |= {f"text.{id}": ("title", "paraphrase", "note") for id in treaty.texts}
            found |= {f"consequence.{each.consequence.id}": ("title",) for each in treaty.provisions.values()}
        for id, term in law.terms.items():
            found[f"term.{id}"] = whole
            found |= {f"reading.{id}.{reading}": ("title", "paraphrase", "note") for reading in term.readings}
        found |= {f"interpretation.{id}": ("title", "held_by", "paraphrase") for id in law.interpretations}
        found |= {f"state.{code}": ("title",) for code in state_codes()}
        return found | dict.fromkeys(self.claims, ("actor", "says"))


def _known(
    document: Document, path: Path, id: str, known: Collection[str], *, key: bool = False
) -> Iterator[Problem]:
    """Yield a problem if an id is not known."""
    if id not in known:
        yield document.problem(path, "unknown_id", key=key, id=id, remedy=nearest(id, known))


def _reserved(document: Document, path: Path, id: str) -> Iterator[Problem]:
    """Yield a problem if an id ends like those that the rulebook makes."""
    for ending in (STATED, PROVEN):
        if id.endswith(ending):
            yield document.problem(path, "reserved_ending", key=True, id=id, ending=ending)


def _overlapping(windows: Sequence[Window]) -> tuple[int, int] | None:
    """Find two windows that share a day: if any do, then two of those that begin one after another."""
    order = sorted(range(len(windows)), key=lambda n: windows[n].since or datetime.date.min)
    for one, two in itertools.pairwise(order):
        ends, begins = windows[one].until, windows[two].since
        if ends is None or begins is None or begins <= ends:
            return min(one, two), max(one, two)
    return None


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
            twice = (id for id in direct if direct.count(id) > 1)
            return next(twice, None) or next(filter(None, map(_repeated, parts)), None)
        case Not(operand=part):
            return _repeated(part)
    return None


def _bare(expression: Expression) -> Expression:
    return _bare(expression.operand) if isinstance(expression, Not) else expression
