"""The Python interface."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import casus_foederis as casus


def test_one_question_one_answer() -> None:
    found = casus.assess("kazakhstan-2022", framing="tokayev", interpretation="council-2022")
    assert found.provisions["cst.art4.2"] is casus.Truth.TRUE
    assert found.to_dict()["provisions"]["cst.art4.2"]["status"] == "met"


def test_what_is_left_out_is_the_first_account_under_the_default_interpretation() -> None:
    found = casus.assess("kazakhstan-2022")
    assert (found.framing, found.interpretation, found.on) == ("tokayev", "icj", date(2022, 1, 6))


def test_text_day_and_readings_can_be_chosen() -> None:
    found = casus.assess(
        "kazakhstan-2022", text="cst-1992", on=date(2023, 5, 1), readings={"unknowns": "against-invoker"}
    )
    assert (found.text, found.on) == ("cst-1992", date(2023, 5, 1))
    assert found.provisions["cst.art4.2"] is casus.Truth.FALSE


def test_the_suite_and_its_summary() -> None:
    suite = casus.run(["armenia-2020"], choice=casus.Choice(interpretation="icj"))
    assert [each.framing for each in suite.assessments] == ["foreign-ministry", "kremlin", "baku"]
    assert suite.summary()["expectations"]["failed"] == []


def test_reasons_and_standing() -> None:
    tree = casus.explain(casus.assess("armenia-2020"))["cst.art4.2"]
    assert (tree.id, tree.status) == ("cst.art4.2", casus.Truth.FALSE)
    position = casus.standing("cst", "Armenia", date(2024, 3, 1)).position
    assert position is not None
    assert position.status == "party"
    assert "frozen" in position.reason


def test_what_if_compare_and_conditions() -> None:
    found = casus.what_if("kazakhstan-2022", goal="cst.art4.2=met", only=["reading"])
    assert found.reach is not None
    assert [[change.to for change in changes] for changes in found.reach] == [
        ["organised-abroad"],
        ["anyone"],
    ]
    altered = casus.what_if("kazakhstan-2022", settings={"force.used": "false"}).altered
    assert altered is not None
    assert altered.after.provisions["cst.art4.2"] is casus.Truth.FALSE
    assert casus.compare("kazakhstan-2022", interpretation="council-2022").to_dict()["unmoved"]
    assert casus.conditions("cst.art4.2", text="cst-1992", interpretation="border-attack").ways.count == 1


def test_checking_and_schemas(tmp_path: Path) -> None:
    assert casus.check().problems == ()
    path = tmp_path / "case.yaml"
    path.write_text("kind: hypothetical\nid: My case\n", encoding="utf-8")
    found = casus.check(path)
    assert [problem.code for problem in found.problems] == ["missing_key"] * 5 + ["bad_id"]
    assert casus.schema("treaty")["properties"]["kind"]["const"] == "treaty"


def test_scenarios_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        "kind: hypothetical\nid: my-case\ntitle: t\ndate: 2022-01-06\nstate: KAZ\ntreaty: cst\nsummary: s\n"
        "record: {force.used: false}\n"
    )
    with casus.Assessor(casus.library(path)) as assessor:
        found = casus.assess("my-case", assessor=assessor)
        assert found.provisions["cst.art4.2"] is casus.Truth.FALSE
        assert len(casus.run(assessor=assessor).assessments) == 8


def test_a_case_can_be_written(tmp_path: Path) -> None:
    day = date(2023, 5, 1)
    settings: dict[str, str | bool | date] = {"title": "A raid", "date": day, "state": "TJK"}
    settings |= {"force.used": True, "author.state": "unknown"}
    path = casus.new(tmp_path / "raid.yaml", settings=settings)
    with casus.Assessor(casus.library(path)) as assessor:
        found = casus.assess("raid", assessor=assessor)
        assert found.on == day
        assert found["force.used"] is casus.Truth.TRUE
    other = casus.new(tmp_path / "other.yaml", origin=str(path), settings={"force.used": False})
    assert "force.used: false" in other.read_text(encoding="utf-8")
    with pytest.raises(casus.UsageError, match="There is already a file"):
        casus.new(path, settings=settings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"scenario": "atlantis"},
        {"scenario": "armenia-2020", "framing": "x"},
        {"scenario": "armenia-2020", "interpretation": "x"},
        {"scenario": "armenia-2020", "text": "x"},
        {"scenario": "armenia-2020", "readings": {"x": "y"}},
    ],
)
def test_what_does_not_exist_is_an_error(wrong: dict[str, Any]) -> None:
    with pytest.raises(casus.UsageError, match=r"here is no|has no"):
        casus.assess(**wrong)


def test_results_cannot_be_changed() -> None:
    found = casus.assess("armenia-2020")
    with pytest.raises(AttributeError):
        found.text = "cst-1992"  # type: ignore[misc]


def test_everything_announced_is_there() -> None:
    assert all(getattr(casus, name) is not None for name in casus.__all__)
    with pytest.raises(AttributeError):
        casus.nothing  # noqa: B018


def test_one_name_is_a_list_of_one() -> None:
    assert casus.run("kazakhstan-2022").summary()["scenarios"] == 1
    quiz = casus.quiz("kazakhstan-2022", seed=1, count=2, kinds="text")
    assert {each.kind for each in quiz.questions} == {"text"}
    assert casus.worksheet("kazakhstan-2022", framings="observers").to_dict()
