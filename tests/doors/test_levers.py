"""What if, compare and conditions on the command line: what programs rely on, and what people are told."""

from __future__ import annotations

import os
from typing import Any

import pytest

from casus_foederis.cli import main
from doors.process import casus, data

MAIN = "cst.art4.2"


@pytest.fixture(scope="module")
def compared() -> Any:
    return data("compare", "kazakhstan-2022")


def test_the_shape_of_what_if() -> None:
    found = data("whatif", "kazakhstan-2022", "--goal", "cst.art4.2=met")
    assert found["goal"] == {"provision": MAIN, "status": "met"}
    assert found["count"] == len(found["changes"]) == 9
    assert found["changes"][0] == [
        {"lever": "fact", "id": "author.sent_by_state", "from": "unknown", "to": "true"}
    ]
    assert all(change["to"] != "unknown" for changes in found["changes"] for change in changes)
    assert found["defeat"]["goal"]["status"] == "not_met"
    assert found["loosen"] is None
    assert found["defeat"]["count"] == len(found["defeat"]["changes"])
    assert (found["scenario"], found["framing"], found["interpretation"], found["text"]) == (
        "kazakhstan-2022",
        "tokayev",
        "icj",
        "cst-2010",
    )


def test_pages_of_what_if() -> None:
    second = data("whatif", "belarus-2020", "--framing", "opposition", "--most", "25", "--page", "2")
    assert (len(second["changes"]), second["count"], second["page"]) == (25, 1_629, 2)


def test_what_is_set_and_what_becomes_of_it() -> None:
    found = data(
        *("whatif", "kazakhstan-2022", "--interpretation", "council-2022"),
        *("--set", "author.organised_abroad=false", "--set", "cst=cst-1992"),
    )
    assert [change["id"] for change in found["set"]] == ["author.organised_abroad", "cst"]
    assert found["differences"][MAIN] == {"from": "met", "to": "undetermined"}
    assert found["before"]["provisions"][MAIN]["status"] == "met"
    assert found["after"]["text"] == "cst-1992"
    assert "goal" not in found


def test_the_comparison_says_what_carried_the_outcome(compared: Any) -> None:
    """Under the words of 2010 and the reading of 2022, the group trained abroad carries Article 4(2)."""
    observers = next(
        each
        for each in compared["comparisons"]
        if (each["ours"]["interpretation"], each["theirs"]["framing"]) == ("council-2022", "observers")
    )
    assert (observers["ours"]["text"], observers["ours"]["status"]) == ("cst-2010", "met")
    carrier = {"lever": "fact", "id": "author.organised_abroad", "from": "true", "to": "false"}
    assert [carrier] in observers["there"]["ends"]
    carriers = [
        each["change"]
        for each in compared["carriers"]
        if (each["interpretation"], each["framing"]) == ("council-2022", "tokayev")
    ]
    assert carrier in carriers
    shares = {each["id"]: each["share"] for each in observers["back"]["shares"]}
    assert shares == {"author.organised_abroad": "1/2", "force.grave": "1/2"}


def test_the_comparison_says_what_the_words_of_1992_ask(compared: Any) -> None:
    old = [each for each in compared["texts"] if each["text"] == "cst-1992"]
    assert len(old) == 7
    for each in old:
        assert "met" not in each["statuses"].values()
        (author,) = [part for part in each["lacking"] if part["of"] == "author" and part["lever"] == "fact"]
        assert {(change["id"], change["to"]) for change in author["one_of"]} == {
            ("author.state", "true"),
            ("author.sent_by_state", "true"),
            ("author.state_involved", "true"),
        }


def test_the_comparison_says_what_needed_neither_and_which_readings_need_the_framing(compared: Any) -> None:
    assert compared["unmoved"]["cst.art6.1"] == compared["unmoved"]["peacekeeping.art3"] == "met"
    turns = {
        each["interpretation"]: each["together_with"]
        for each in compared["turns_on"]["facts"]
        if each["fact"] == "author.organised_abroad"
    }
    assert turns["council-2022"] == [[]]
    assert {id for id, sets in turns.items() if sets} == {"infiltration", "directed-2001", "council-2022"}


def test_two_cases_part_into_facts_words_and_reading() -> None:
    found = data("compare", "kyrgyzstan-2010-june", "kazakhstan-2022")
    route = next(each for each in found["routes"] if each["ours"]["interpretation"] == "icj")
    assert {each["lever"]: each["share"] for each in route["passage"]["shares"]} == {
        "fact": "1/3",
        "text": "1/3",
        "reading": "1/3",
    }


def test_conditions_count_exactly() -> None:
    found = data("conditions", MAIN, "--interpretation", "council-2022")
    assert (found["patterns"], found["met"], found["count"]) == (12_779_520, 66_240, 32)
    assert len(found["ways"]) == 32
    assert sum(each["patterns"] for each in found["situations"]) == found["patterns"]
    weights = {each["fact"]: each for each in found["weights"]}
    assert weights["author.organised_abroad"]["towards"] is True


@pytest.mark.endurance
def test_same_question_same_bytes() -> None:
    """Slow, for each is a process of its own, twice; worth it, because hashes differ between processes only."""
    for command in (
        "whatif kazakhstan-2022",
        "conditions cst.art4.1",
        "compare armenia-2020 --interpretation icj",
    ):
        once, again = (
            casus(*command.split(), "--format", "json", env=os.environ | {"PYTHONHASHSEED": seed})
            for seed in "37"
        )
        assert once.returncode == 0
        assert once.stdout == again.stdout


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("whatif", "kazakhstan-2022", "--goal", "cst.art4.2"), "This is not a goal"),
        (("whatif", "kazakhstan-2022", "--set", "request.made"), "This sets nothing"),
        (("whatif", "kazakhstan-2022", "--set", "request.mad=true"), "Did you mean 'request.made'"),
        (("whatif", "kazakhstan-2022", "--most", "none"), "This is not a number"),
        (
            ("whatif", "kazakhstan-2022", "--set", "request.made=true", "--set", "request.made=false"),
            "set to two values",
        ),
        (("conditions", ""), "no provision or condition"),
        (("whatif", "scenarios"), "more than one scenario"),
        (("compare", "uprising-in-uzbekistan"), "one account only"),
        (("compare", "kazakhstan-2022:tokaev"), "Did you mean 'tokayev'"),
        (("conditions", "cst.art5"), "no provision or condition"),
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_is_printed(
    command: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(command)
    except SystemExit as stopped:  # argparse's way
        code = int(stopped.code or 0)
    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert said in printed.err


@pytest.mark.endurance
def test_cases_are_compared_on_the_day_that_is_named() -> None:
    """A day before the amendment, help was due without a request."""
    names = ("no-request-before-the-amendment", "no-request-after-the-amendment")
    apart = data("compare", *names, "--interpretation", "border-attack")
    assert apart["comparisons"][0]["outcomes"]
    for day in ("2012-12-18", "2012-12-19"):
        alike = data("compare", *names, "--interpretation", "border-attack", "--on", day)
        assert not alike["comparisons"][0]["outcomes"]


def test_a_case_of_ones_own_beside_a_bundled_one(tmp_path: Any) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "kind: hypothetical\nid: mine\ntitle: Mine\ndate: 2022-01-06\nstate: KAZ\ntreaty: cst\nsummary: s\n"
        "record: {force.used: true}\nframings: {one: {holder: One, facts: {author.state: true}}}\n"
    )
    found = data("compare", f"{path}:one", "kazakhstan-2022:tokayev")
    assert {each["ours"]["scenario"] for each in found["comparisons"]} == {"mine"}
