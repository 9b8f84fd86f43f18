"""Hypotheticals that teach: each isolates its condition, and each pair differs in one thing, by the engine's answers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from casus_foederis.assessor import Assessor, Expected, Question
from casus_foederis.changes.changesets import ChangeSets
from casus_foederis.changes.comparison import compare
from casus_foederis.changes.levers import Asked, Lever, LeverKind, apart, labels_of, levers_of, moved
from casus_foederis.changes.study import choose, study
from casus_foederis.cli import main
from casus_foederis.files.library import Library
from casus_foederis.leaves import STATED, LeafKind
from casus_foederis.logic import Truth, ids_in
from casus_foederis.model.overlay import Overlay
from casus_foederis.model.scenario import Hypothetical, Scenario
from casus_foederis.model.treaty import Treaty
from casus_foederis.pairs import Twins, differences, twins
from casus_foederis.phrases import speaking
from casus_foederis.report.explanation import explanation
from casus_foederis.report.terminal import PLAIN_WIDTH, print_page
from conftest import PLAIN_ATTACK, ROOT, a_scenario


def taught(library: Library) -> dict[str, tuple[Hypothetical, str]]:
    """List the cases that teach, each with the condition that it isolates."""
    return {
        id: (scenario, scenario.teaches.condition)
        for id, scenario in library.scenarios.items()
        if isinstance(scenario, Hypothetical) and scenario.teaches is not None
    }


def test_there_is_something_to_teach_with(library: Library) -> None:
    assert len(taught(library)) >= 20
    assert len(list(twins(library))) >= 8


def test_every_condition_of_the_treaty_is_isolated_by_some_case(library: Library) -> None:
    isolated = {condition for _, condition in taught(library).values()}
    assert set(library.treaty("cst").conditions) <= isolated


def test_every_case_expects_an_answer_on_what_it_isolates_and_on_a_provision(library: Library) -> None:
    for id, (scenario, condition) in taught(library).items():
        expected = {each.provision for each in scenario.expect}
        assert condition in expected, id
        assert expected & set(library.treaty(scenario.treaty).provisions), id


def own_levers(assessor: Assessor, question: Question, treaty: Treaty, condition: str) -> Mapping[str, Lever]:
    """List what a condition itself asks about and could be otherwise, readings aside.

    What stands behind other conditions that it names is left out.
    """
    own = set(ids_in(treaty.rules[condition].rule))
    return {
        key: lever
        for key, lever in levers_of(assessor, question).items()
        if lever.kind is not LeverKind.READING
        and own & {leaf.removesuffix(STATED) for leaf in lever.choice.options[0]}
    }


def is_turned_by(assessor: Assessor, expected: Expected, condition: str) -> bool:
    """Tell whether changing only what a condition asks about makes a provision met, and moves no other condition.

    The smallest changes are found by the labels, and the nearest of them is asked of the rule engine.
    """
    question, rule = expected.question, expected.rule
    treaty = assessor.library.treaty(question.scenario.treaty)
    rulebook = assessor.rulebook(treaty.id)
    levers = own_levers(assessor, question, treaty, condition)
    labels = labels_of(assessor, question, rule, levers)
    changes = next(iter(ChangeSets(assessor.library, labels, labels.reaching(Truth.TRUE), levers)), None)
    if changes is None:
        return False
    keys = {f"{each.lever}.{each.id}": each.to for each in changes}
    options = {key: levers[key].places.index(to) for key, to in keys.items()}
    before, after = assessor.assess(question), assessor.assess(moved(question, levers, options))
    differ = {id for id in treaty.rules if before[id] is not after[id]}
    resting = {id for id in treaty.conditions if condition in {node.id for node in rulebook.cone(id)}}
    assert after[rule] is Truth.TRUE
    return condition in differ and differ & set(treaty.conditions) <= resting


def isolates(assessor: Assessor, scenario: Scenario, condition: str) -> bool:
    """Tell whether a case expects of some provision that it is not met, and only the condition is to blame."""
    provisions = assessor.library.treaty(scenario.treaty).provisions
    return any(
        is_turned_by(assessor, expected, condition)
        for expected in assessor.expected(scenario)
        if expected.rule in provisions and expected.status is not Truth.TRUE
    )


def test_every_case_isolates_its_condition_or_its_pair_does(library: Library, assessor: Assessor) -> None:
    """A case in which everything is met isolates nothing by itself; its pair takes the one thing away."""
    cases = taught(library)
    isolated = {id for id, (scenario, condition) in cases.items() if isolates(assessor, scenario, condition)}
    by_pair = {
        pair.first
        for pair in twins(library)
        if pair.second in isolated and pair.first in cases and cases[pair.first][1] == cases[pair.second][1]
    }
    assert isolated | by_pair == set(cases)
    assert len(isolated) >= 20


@pytest.mark.parametrize(
    ("lacking", "isolated"),
    [
        (("request.standing",), True),
        (("request.standing", "request.by_government"), True),  # both are asked for by the one condition
        (("request.standing", "victim.declared_attacked"), False),
        (("victim.declared_attacked",), False),
    ],
)
def test_what_lacks_something_else_isolates_nothing(
    assessor: Assessor, lacking: tuple[str, ...], isolated: bool
) -> None:
    expect = [{"interpretation": "icj", "provision": "cst.art4.2", "status": "not_met"}]
    case = a_scenario(PLAIN_ATTACK | dict.fromkeys(lacking, False), expect=expect)
    assert isolates(assessor, case, "cst.request") is isolated


def both(library: Library, pair: Twins) -> tuple[Scenario, Scenario]:
    return library.scenario(pair.first), library.scenario(pair.second)


def as_read(assessor: Assessor, pair: Twins) -> Iterator[tuple[Asked, Asked]]:
    """Put the question to both cases of a pair, under each interpretation."""
    for bundle in assessor.library.interpretations.interpretations:
        one, two = (
            Asked(assessor, assessor.question(each, interpretation=bundle))
            for each in both(assessor.library, pair)
        )
        yield one, two


def test_every_pair_differs_in_the_one_thing_that_it_names(library: Library, assessor: Assessor) -> None:
    for pair in twins(library):
        assert differences(*both(library, pair)) == [pair.differs], pair
        levers = apart(*next(as_read(assessor, pair)))
        match pair.differs:
            case "date" | "state":
                assert levers, pair
                assert {each.kind for each in levers.values()} <= {LeverKind.TEXT, LeverKind.STATUS}, pair
            case "opponents":
                families = {each.id.partition(".")[0] for each in levers.values()}
                assert families == {LeafKind.OPPONENT_PARTY}, pair
            case fact:
                assert list(levers) == [f"fact.{fact}"], pair


def test_the_cases_of_a_pair_come_out_differently_on_what_they_isolate(
    library: Library, assessor: Assessor
) -> None:
    cases = taught(library)
    for pair in twins(library):
        condition = cases[pair.second][1]
        found = (compare(assessor, *asked, condition) for asked in as_read(assessor, pair))
        assert any(condition in each.outcomes for each in found), pair


def test_a_comparison_of_a_pair_names_the_one_thing_and_says_that_it_decides(
    library: Library, assessor: Assessor
) -> None:
    pair = next(each for each in twins(library) if each.second == "request-withdrawn")
    found = study(assessor, choose(assessor, [(each, None) for each in both(library, pair)]))
    assert {each.id for one in found.comparisons for each in one.changes} == {pair.differs}
    assert all(hinge.alone and hinge.change.id == pair.differs for hinge in found.hinges)
    assert len(found.hinges) == len(library.interpretations.interpretations)


def explained(assessor: Assessor, id: str) -> str:
    out = io.StringIO()
    question = assessor.question(assessor.library.scenario(id))
    print_page(explanation(assessor, assessor.assess(question)), out, PLAIN_WIDTH)
    return " ".join(out.getvalue().split())


def test_an_explanation_says_what_is_taught_and_names_the_pair(assessor: Assessor) -> None:
    lesson = "Under the words of 2010, and by custom before them, a request counts while it stands,"
    text = explained(assessor, "request-withdrawn")
    assert text.index(f"What it teaches about «The request»: {lesson}") < text.index("Answers")
    command = "casus compare plain-attack request-withdrawn"
    assert (
        f"An attack in which nothing is missing (differs in: A request that still stands): {command}" in text
    )
    assert f"A request that was withdrawn (differs in: A request that still stands): {command}" in explained(
        assessor, "plain-attack"
    )
    assert "What it teaches" not in explained(assessor, "kazakhstan-2022")


def test_a_lesson_can_be_worded_in_another_language(assessor: Assessor) -> None:
    entries = {"scenario.request-withdrawn": {"lesson": "Wer seine Bitte zurücknimmt, bittet nicht."}}
    overlay = Overlay(kind="wording", language="de", direction="ltr", phrases={}, entries=entries)
    with speaking(overlay):
        assert "Wer seine Bitte zurücknimmt, bittet nicht." in explained(assessor, "request-withdrawn")


def test_the_other_case_of_a_pair_need_not_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody's own case can name a bundled one, and is checked and explained by itself."""
    text = (ROOT / "scenarios" / "hypothetical" / "request-withdrawn.yaml").read_text(encoding="utf-8")
    own = tmp_path / "my-case.yaml"
    own.write_text(text.replace("id: request-withdrawn", "id: my-case"), encoding="utf-8")
    assert main(["check", str(own)]) == 0
    assert "Warnings: 0." in capsys.readouterr().out
    assert main(["explain", str(own)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert (
        "plain-attack (differs in: A request that still stands): casus compare plain-attack my-case" in told
    )


def test_a_command_for_the_pair_is_one_that_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "no-request-before-the-amendment", "no-request-after-the-amendment"]) == 0
    assert "the words of 1992 → the words of 2010" in capsys.readouterr().out
