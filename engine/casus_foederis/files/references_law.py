"""Whether the law fits together: the vocabulary, the interpretations, the treaties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from casus_foederis.advice import quoted
from casus_foederis.files.document import Document
from casus_foederis.files.fit import known, known_readings, overlapping
from casus_foederis.files.formats import Path
from casus_foederis.leaves import PROVEN, STATED, LeafKind, leaves_of
from casus_foederis.logic import AllOf, AnyOf, Expression, Not, cycle_in, ids_in, layers
from casus_foederis.model.interpretation import Interpretations, Term
from casus_foederis.model.treaty import Instrument, Treaty
from casus_foederis.model.vocabulary import Fact, Vocabulary
from casus_foederis.problems import Problem

MOST_LAYERS: Final = 100  # of rules that rest on one another; the bundled treaty has eight


def check_vocabulary(document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Check that facts need facts that exist, and not one another."""
    facts = vocabulary.facts
    for name, group in vocabulary.groups.items():
        for id, fact in group.facts.items():
            path: Path = ("groups", name, "facts", id)
            yield from _reserved(document, path, id)
            if fact.needs is not None:
                yield from known(document, (*path, "needs"), "fact", fact.needs, facts)
    needs = {id: [fact.needs] for id, fact in facts.items() if fact.needs is not None}
    if cycle := cycle_in(needs):
        yield document.problem((), "cycle", ids=quoted(cycle))


def check_interpretations(document: Document, law: Interpretations) -> Iterator[Problem]:
    """Check that every cell has a reading of its term, and the default one for each."""
    if law.default not in law.interpretations:
        yield from known(document, ("default",), "interpretation", law.default, law.interpretations)
    else:
        for term in law.terms.keys() - law.interpretations[law.default].readings.keys():
            path: Path = ("interpretations", law.default, "readings")
            yield document.problem(path, "default_incomplete", term=term)
    for id, interpretation in law.interpretations.items():
        cells = {term: cell.reading for term, cell in interpretation.readings.items()}
        path = ("interpretations", id, "readings")
        yield from known_readings(document, path, cells, law.terms, ("reading",))


def check_treaty(
    document: Document, treaty: Treaty, facts: Mapping[str, Fact], terms: Mapping[str, Term]
) -> Iterator[Problem]:
    """Check the texts and spells of a treaty, and that its rules name what exists, and rest on the ground."""
    yield from known(document, ("main",), "provision", treaty.main, treaty.provisions)
    if treaty.id not in treaty.instruments:
        yield document.problem(("instruments",), "no_instrument", key=True, id=treaty.id)
    texts: set[str] = set()
    for name, instrument in treaty.instruments.items():
        for id in instrument.texts.keys() & texts:
            yield document.problem(("instruments", name, "texts", id), "id_taken", key=True, id=id)
        texts |= instrument.texts.keys()
        yield from _check_instrument(document, ("instruments", name), instrument, terms)
    leaves = leaves_of(treaty, facts, terms)
    if treaty.burden is not None:
        readings = [id for id, leaf in leaves.items() if leaf.kind is LeafKind.READING]
        yield from known(document, ("burden",), "burden", treaty.burden, readings)
    yield from _check_rules(document, treaty, leaves)


def _check_rules(document: Document, treaty: Treaty, leaves: Collection[str]) -> Iterator[Problem]:
    named = {*leaves, *treaty.rules}
    for section, rules in (("conditions", treaty.conditions), ("provisions", treaty.provisions)):
        for id, condition in rules.items():
            if id in leaves or (section == "provisions" and id in treaty.conditions):
                yield document.problem((section, id), "id_taken", key=True, id=id)
            yield from _reserved(document, (section, id), id)
            for path, part in _parts(condition.rule, (section, id, "rule")):
                yield from known(document, path, "part", part, named)
            if repeated := _repeated(condition.rule):
                yield document.problem((section, id, "rule"), "part_twice", id=repeated)
    rests_on = {id: list(ids_in(rule.rule)) for id, rule in treaty.rules.items()}
    if cycle := cycle_in(rests_on):
        yield document.problem(treaty.path_of(cycle[0]), "cycle", key=True, ids=quoted(cycle))
    for id, layer in layers(rests_on).items():
        if layer == MOST_LAYERS + 1:
            limit = str(MOST_LAYERS)
            yield document.problem(treaty.path_of(id), "too_layered", key=True, id=id, limit=limit)


def _check_instrument(
    document: Document, path: Path, instrument: Instrument, terms: Mapping[str, Term]
) -> Iterator[Problem]:
    names = list(instrument.texts)
    if both := overlapping(list(instrument.texts.values())):
        first, second = names[both[0]], names[both[1]]
        yield document.problem(
            (*path, "texts", second), "texts_overlap", key=True, first=first, second=second
        )
    for id, text in instrument.texts.items():
        yield from known_readings(document, (*path, "texts", id, "caps"), text.caps, terms)
    for state in instrument.states:
        spells = [(n, spell) for n, spell in enumerate(instrument.spells) if state in spell.states]
        if both := overlapping([spell for _, spell in spells]):
            where = (*path, "spells", spells[both[1]][0])
            yield document.problem(where, "spells_overlap", states=quoted([state]))


def _reserved(document: Document, path: Path, id: str) -> Iterator[Problem]:
    """Yield a problem if an id ends like those that the rulebook makes."""
    for ending in (STATED, PROVEN):
        if id.endswith(ending):
            yield document.problem(path, "reserved_ending", key=True, id=id, ending=ending)


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
            twice = (id for id, times in Counter(direct).items() if times > 1)
            return next(twice, None) or next(filter(None, map(_repeated, parts)), None)
        case Not(operand=part):
            return _repeated(part)
    return None


def _bare(expression: Expression) -> Expression:
    return _bare(expression.operand) if isinstance(expression, Not) else expression
