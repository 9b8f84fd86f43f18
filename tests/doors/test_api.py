"""The API: the same data as ``--format json``, described in full; bad input is a problem document."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import casus_foederis as casus
from casus_foederis.assessor import Assessor
from casus_foederis.files.library import Library
from casus_foederis.web.api import MOST_ACCOUNTS
from casus_foederis.web.api_answers import Compared, Found, Law, Listed, Scenarios, WhatIfFound
from casus_foederis.web.problem_documents import ProblemDocument
from doors.process import data
from doors.served import Reply, Served

CASE: dict[str, Any] = {
    "kind": "hypothetical",
    "id": "drones",
    "title": "Drones from a third State",
    "date": "2023-05-01",
    "state": "Kazakhstan",
    "treaty": "cst",
    "summary": "Drones of another State strike a city.",
    "record": {"force.used": True, "force.grave": True, "place.sovereign": True, "author.state": "unknown"},
}


def found(reply: Reply) -> Any:
    assert reply.status == 200, reply.text
    assert reply.headers["content-type"] == "application/json"
    return json.loads(reply.text)


def problem(reply: Reply, status: int) -> ProblemDocument:
    assert reply.status == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    document = ProblemDocument.model_validate_json(reply.text)
    assert document.status == status
    assert document.detail.rstrip().endswith((".", "?"))
    assert "Traceback" not in reply.text
    return document


def test_an_assessment_is_that_of_the_command_line(served: Served) -> None:
    asked = {"scenario": "kazakhstan-2022", "framing": "tokayev", "interpretation": "council-2022"}
    got = found(served.post("/api/assess", asked))
    printed = data("run", "kazakhstan-2022", "--framing", "tokayev", "--interpretation", "council-2022")
    assert got == {"casus": printed["casus"], "assessment": printed["assessments"][0]}
    Found.model_validate_json(json.dumps(got))


@pytest.mark.endurance
def test_a_comparison_and_a_what_if_are_those_of_the_command_line(served: Served) -> None:
    one, two = ({"scenario": "kazakhstan-2022", "framing": each} for each in ("tokayev", "observers"))
    got = found(served.post("/api/compare", {"one": one, "two": two}))
    assert got == data("compare", "kazakhstan-2022:tokayev", "kazakhstan-2022:observers")
    Compared.model_validate_json(json.dumps(got))
    asked = {**one, "goal": "cst.art4.2=not_met", "settings": {"force.grave": "unknown"}, "most": 5}
    got = found(served.post("/api/what-if", asked))
    options = ["--goal", "cst.art4.2=not_met", "--set", "force.grave=unknown", "--most", "5"]
    assert got == data("whatif", "kazakhstan-2022:tokayev", *options)
    WhatIfFound.model_validate_json(json.dumps(got))


def test_everything_is_listed(served: Served, library: Library) -> None:
    listed = Scenarios.model_validate(found(served.ask("/api/scenarios")))
    assert [each.id for each in listed.scenarios] == list(library.scenarios)
    law = found(served.ask("/api/law"))
    assert Law.model_validate_json(json.dumps(law)).vocabulary == library.vocabulary
    for id in ("kazakhstan-2022", "border-incident"):
        one = found(served.ask(f"/api/scenarios/{id}"))
        assert Listed.model_validate_json(json.dumps(one)).scenario.id == id


def test_a_scenario_can_be_sent(served: Served) -> None:
    got = found(served.post("/api/assess", {"scenario": CASE}))
    assert got["assessment"]["findings"]["cst.armed_attack"]["status"] == "met"
    assert got["assessment"]["provisions"]["cst.art4.2"]["status"] == "undetermined"
    asked = {"scenario": CASE, "goal": "cst.art4.1=met", "interpretation": "border-attack"}
    assert found(served.post("/api/what-if", asked))["count"] > 0
    compared = found(
        served.post("/api/compare", {"one": {"scenario": CASE}, "two": {"scenario": "plain-attack"}})
    )
    assert compared["comparisons"][0]["ours"]["scenario"] == "drones"


def test_a_scenario_that_was_got_can_be_sent_again(served: Served, library: Library) -> None:
    for scenario in list(library.scenarios.values())[::9]:
        got = found(served.ask(f"/api/scenarios/{scenario.id}"))["scenario"]
        named, sent = (found(served.post("/api/assess", {"scenario": each})) for each in (scenario.id, got))
        for each in (named, sent):
            each["assessment"].pop("receipt")
        assert sent == named


def test_what_was_sent_is_answered_by_the_law_and_not_kept(served: Served) -> None:
    own = CASE | {"id": "kazakhstan-2022"}
    assert found(served.post("/api/assess", {"scenario": own}))["assessment"]["on"] == "2023-05-01"
    assert (
        found(served.post("/api/assess", {"scenario": "kazakhstan-2022"}))["assessment"]["on"] == "2022-01-06"
    )


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"record": {"force.grav": True}}, "$.record['force.grav']"),
        ({"record": {"force.grave": "perhaps"}}, "$.record['force.grave']"),
        ({"date": "2023-02-30"}, "$.date"),
        ({"state": "Atlantis"}, "$.state"),
        ({"treaty": "nato"}, "$.treaty"),
        ({"extra": 1}, "$.extra"),
        ({"framings": {"record": {"holder": "x"}}}, "$.framings"),
        ({"expect": [{"provision": "cst.art9", "status": "met"}]}, "$.expect[0].provision"),
    ],
)
def test_mistakes_in_a_scenario_are_told_with_their_path(
    served: Served, change: dict[str, Any], path: str
) -> None:
    document = problem(served.post("/api/assess", {"scenario": CASE | change}), 422)
    assert path in [each.path for each in document.problems]
    assert all(each.message and each.remedy for each in document.problems)


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("/api/assess", {"scenario": "nothing"}, 404),
        ("/api/assess", {"scenario": "kazakhstan-2022", "framing": "nobody"}, 404),
        ("/api/assess", {"scenario": "kazakhstan-2022", "interpretation": "x"}, 404),
        ("/api/assess", {"scenario": "kazakhstan-2022", "text": "x"}, 404),
        ("/api/assess", {"scenario": "kazakhstan-2022", "readings": {"author": "x"}}, 404),
        ("/api/assess", {"scenario": "../../etc/passwd"}, 404),
        ("/api/assess", {"scenario": "kazakhstan-2022", "on": "2022-13-01"}, 422),
        ("/api/assess", {"scenario": 7}, 422),
        ("/api/assess", {"scenario": {}}, 422),
        ("/api/assess", {"scenario": {"a": [[[[]]]]}}, 422),
        ("/api/assess", {"scenario": "kazakhstan-2022", "framng": "tokayev"}, 422),
        ("/api/assess", {}, 422),
        ("/api/assess", [], 422),
        ("/api/what-if", {"scenario": "kazakhstan-2022", "goal": "cst.art4.2=perhaps"}, 422),
        ("/api/what-if", {"scenario": "kazakhstan-2022", "goal": "cst.art9=met"}, 404),
        ("/api/what-if", {"scenario": "kazakhstan-2022", "settings": {"force.usd": "true"}}, 404),
        ("/api/what-if", {"scenario": "kazakhstan-2022", "most": 100_000}, 422),
        ("/api/what-if", {"scenario": "kazakhstan-2022", "page": 0}, 422),
        ("/api/compare", {"one": {"scenario": "plain-attack"}}, 422),
        ("/api/compare", {"one": {"scenario": "plain-attack"}, "provision": "x"}, 422),
        ("/api/compare", {"one": {"scenario": "kazakhstan-2022"}, "interpretation": "x"}, 404),
    ],
)
def test_bad_requests_are_told_in_sentences(served: Served, path: str, asked: Any, status: int) -> None:
    problem(served.post(path, asked), status)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\x00", b"\xff\xfe", b"null", b"NaN", b"[" * 50_000, b'{"scenario": "' + b"\\ud800" + b'"}',
     b'{"scenario": {"kind": "hypothetical", "id": "\\ud800"}}', b'{"scenario": {"\\u0000": 1}}', b"1e999999"],
)  # fmt: skip
def test_what_is_no_json_is_refused(served: Served, body: bytes) -> None:
    reply = served.ask("/api/assess", "POST", body, {"Content-Type": "application/json"})
    assert reply.status in (400, 404, 422)
    problem(reply, reply.status)


def test_limits(served: Served) -> None:
    many = {f"a{n}": {"holder": f"Speaker {n}"} for n in range(MOST_ACCOUNTS + 1)}
    document = problem(served.post("/api/compare", {"one": {"scenario": CASE | {"framings": many}}}), 422)
    assert str(MOST_ACCOUNTS) in document.detail
    days = [f"{year}-01-01" for year in range(1500, 1800)]
    often = {fact: [{"value": True, "since": day, "until": day} for day in days]
             for fact in ("force.used", "force.grave", "author.state", "place.sovereign")}  # fmt: skip
    document = problem(served.post("/api/assess", {"scenario": CASE | {"record": often}}), 422)
    assert "1000" in document.detail
    huge = CASE | {"summary": "x" * 500_000}
    problem(served.post("/api/assess", {"scenario": huge}), 413)
    named = {f"term{n}": "x" for n in range(101)}
    problem(served.post("/api/assess", {"scenario": "plain-attack", "readings": named}), 422)


def test_the_examples_in_the_documents_work(served: Served, root: Path) -> None:
    page = (root / "docs" / "teaching-page.md").read_text(encoding="utf-8")
    examples = re.findall(r"^curl http://127\.0\.0\.1:8765(\S+)(?:.* -d '(.*)')?$", page, re.MULTILINE)
    assert len(examples) >= 4
    for path, body in examples:
        found(served.post(path, json.loads(body)) if body else served.ask(path))
    (address,) = re.findall(r"^(/lab\?\S+)$", page, re.MULTILINE)
    assert served.ask(address).status == 200
    for path in re.findall(r"^\| `(/api/\S+)` \|", page, re.MULTILINE):
        assert path in found(served.ask("/api/openapi.json"))["paths"]


def test_addresses_that_are_none(served: Served) -> None:
    for path in (
        "/api",
        "/api/",
        "/api/nothing",
        "/api/scenarios/nothing",
        "/api/scenarios/%2e%2e",
        "/api/docs",
    ):
        problem(served.ask(path), 404)
    for method in ("GET", "PUT", "DELETE"):
        problem(served.ask("/api/assess", method), 405)


def test_the_description_is_sound(served: Served) -> None:
    described = found(served.ask("/api/openapi.json"))
    assert described["openapi"].startswith("3.1")
    assert list(described["paths"]) == [
        "/api/scenarios", "/api/scenarios/{id}", "/api/law", "/api/assess", "/api/compare", "/api/what-if",
    ]  # fmt: skip
    for path in described["paths"].values():
        for operation in path.values():
            assert operation["summary"]
            for status, response in operation["responses"].items():
                kind = "application/json" if status == "200" else "application/problem+json"
                assert list(response["content"]) == [kind]


def test_programs_at_once_get_what_each_would_get_alone(served: Served, assessor: Assessor) -> None:
    asked = [
        {"scenario": id, "interpretation": bundle}
        for id in list(assessor.library.scenarios)[:12]
        for bundle in assessor.library.interpretations.interpretations
    ]
    alone = [
        casus.assess(each["scenario"], interpretation=each["interpretation"]).to_dict() for each in asked
    ]
    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(lambda each: found(served.post("/api/assess", each)), asked))
    assert [each["assessment"] for each in got] == alone
