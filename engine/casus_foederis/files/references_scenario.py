"""Whether a scenario fits the law: what it names of its treaty, and that nothing in it contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casus_foederis.files.document import Document
from casus_foederis.files.fit import known, known_readings, overlapping
from casus_foederis.files.formats import Path
from casus_foederis.model.interpretation import Interpretations, Term
from casus_foederis.model.scenario import Expectation, Facts, Hypothetical, Position, Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.problems import Problem


def check_scenario(
    document: Document, scenario: Scenario, law: Interpretations, treaties: Mapping[str, Treaty]
) -> Iterator[Problem]:
    """Yield everything that does not fit. Of a treaty that is not there, nothing can be said."""
    yield from _check_facts(document, ("record",), scenario.record)
    for id, framing in scenario.framings.items():
        yield from _check_facts(document, ("framings", id, "facts"), framing.facts)
    for n, day in enumerate(scenario.also_on):
        if day == scenario.date:
            yield document.problem(("also_on", n), "listed_twice", id=day.isoformat())
    for n, state in enumerate(scenario.opponents):
        if state == scenario.state:
            yield document.problem(("opponents", n), "own_opponent", state=state)
    if (treaty := treaties.get(scenario.treaty)) is not None:
        yield from _check_against(document, scenario, treaty, law.terms)


def _check_against(
    document: Document, scenario: Scenario, treaty: Treaty, terms: Mapping[str, Term]
) -> Iterator[Problem]:
    """Check what a scenario names of its treaty."""
    cited = scenario.practice.basis_cited if scenario.practice else ()
    for n, provision in enumerate(cited):
        path: Path = ("practice", "basis_cited", n)
        yield from known(document, path, "provision", provision, treaty.provisions)
    for id, framing in scenario.framings.items():
        if framing.position is not None:
            where = ("framings", id, "position")
            yield from _check_position(document, where, framing.position, treaty, terms)
    if isinstance(scenario, Hypothetical) and scenario.teaches is not None:
        condition = scenario.teaches.condition
        yield from known(document, ("teaches", "condition"), "rule", condition, treaty.rules)
    for n, expected in enumerate(scenario.expect):
        yield from _check_expectation(document, ("expect", n), expected, treaty, terms)


def _check_position(
    document: Document, path: Path, position: Position, treaty: Treaty, terms: Mapping[str, Term]
) -> Iterator[Problem]:
    for rule in position.answers:
        yield from known(document, (*path, "answers", rule), "rule", rule, treaty.rules, key=True)
    for term, readings in position.readings.items():
        for reading in readings:
            yield from known_readings(document, (*path, "readings"), {term: reading}, terms)


def _check_facts(document: Document, where: Path, facts: Facts) -> Iterator[Problem]:
    for fact, statements in facts.items():
        if overlapping(statements):
            yield document.problem((*where, fact), "statements_overlap", key=True, id=fact)


def _check_expectation(
    document: Document, path: Path, expected: Expectation, treaty: Treaty, terms: Mapping[str, Term]
) -> Iterator[Problem]:
    yield from known(document, (*path, "provision"), "rule", expected.provision, treaty.rules)
    if expected.text is not None and treaty.id in treaty.instruments:
        yield from known(document, (*path, "text"), "text", expected.text, treaty.instrument.texts)
    yield from known_readings(document, (*path, "readings"), expected.readings, terms)
