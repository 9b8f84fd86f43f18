"""What is legally odd, and what is not: each warning has a case in which it must be given, and one in which not."""

from __future__ import annotations

from pathlib import Path

import pytest

from casus_foederis.inspection import inspect
from casus_foederis.messages import Severity

CASE = """\
kind: {kind}
id: my-case
title: A raid
date: {date}
state: {state}
treaty: cst
summary: A raid.
{more}
"""


def warnings(
    folder: Path, more: str = "", *, kind: str = "hypothetical", state: str = "KAZ", date: str = "2022-01-06"
) -> dict[str, str]:
    """Give the warnings about a case: code -> path."""
    path = folder / "case.yaml"
    path.write_text(CASE.format(kind=kind, state=state, date=date, more=more), encoding="utf-8")
    problems = inspect([path]).problems
    assert all(problem.severity is Severity.WARNING for problem in problems), problems
    return {problem.code: problem.place.path for problem in problems}


FORCE, MADE = "$.record['force.used']", "$.record['request.express']"
NEIGHBOUR = "$.framings.a.facts['request.express']"
EXPECTED = "$.expect[0].status"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("record: {request.made: false, request.express: true}", {"need_denied": MADE}),
        ("record: {request.made: unknown, request.express: true}", {"need_open": MADE}),
        ("record: {request.express: true}", {"need_open": MADE}),
        ("record: {request.made: true, request.express: true}", {}),
        ("record: {request.made: false, request.express: false}", {}),
        ("record: {request.made: false, request.express: unknown}", {}),
        # What a framing says lies over the record: the two together contradict each other, or do not.
        (
            "record: {request.made: false}\nframings: {a: {holder: x, facts: {request.express: true}}}",
            {"need_denied": NEIGHBOUR},
        ),
        (
            "record: {request.express: true}\nframings: {a: {holder: x, facts: {request.made: false}}}",
            {},  # who denies the one, denies the other
        ),
        (
            "record: {request.express: true}\nframings: {a: {holder: x, facts: {request.made: true}}}",
            {},
        ),
        # Of what is never answered on a day that is asked, there is a warning already.
        (
            "record: {request.made: {value: true, since: 2023-01-01}, request.express: true}",
            {"never_asked": "$.record['request.made']"},
        ),
        (
            "record: {request.made: {value: false, since: 2022-02-01}, request.express: {value: true, since: 2022-02-01}}\nexpect: [{provision: cst.bound, status: met, on: 2022-02-09}]",
            {"need_denied": MADE},
        ),
        # Only the days on which the law is asked count.
        ("record: {request.made: {value: true, since: 2022-01-06}, request.express: true}", {}),
        (
            "also_on: [2022-01-05]\nrecord: {request.made: {value: true, since: 2022-01-06}, request.express: true}",
            {},  # answered on one of the days
        ),
    ],
)
def test_needs(tmp_path: Path, more: str, expected: dict[str, str]) -> None:
    assert warnings(tmp_path, more) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("record: {force.used: {value: true, since: 2022-01-07}}", {"never_asked": FORCE}),
        ("record: {force.used: {value: true, until: 2022-01-06}}", {}),
        ("also_on: [2022-01-07]\nrecord: {force.used: {value: true, since: 2022-01-07}}", {}),
        # Of several answers, one is enough.
        ("record: {force.used: [{value: false, until: 2022-01-05}, {value: true, since: 2022-01-06}]}", {}),
        # A day that only an expectation asks about is asked.
        (
            "expect: [{provision: cst.bound, status: met, on: 2022-01-08}]\nrecord: {force.used: {value: true, since: 2022-01-07}}",
            {},
        ),
        # The record is asked on the days of every account; a framing on its own.
        (
            "framings: {a: {holder: x}, b: {holder: y, said: 2022-02-01}}\nrecord: {force.used: {value: true, since: 2022-02-01}}",
            {},
        ),
        (
            "framings: {a: {holder: x, facts: {force.used: {value: true, since: 2022-02-01}}}, b: {holder: y, said: 2022-02-01}}",
            {"never_asked": "$.framings.a.facts['force.used']"},
        ),
        # A day that is asked of one account is not asked of another.
        (
            "framings: {a: {holder: x, facts: {force.used: {value: true, since: 2022-02-01}}}, b: {holder: y}}\nexpect: [{framing: b, provision: cst.bound, status: met, on: 2022-02-02}]",
            {"never_asked": "$.framings.a.facts['force.used']"},
        ),
    ],
)
def test_answers_that_are_never_asked(tmp_path: Path, more: str, expected: dict[str, str]) -> None:
    assert warnings(tmp_path, more) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("record: {force.used: true}", {"fact_without_claim": FORCE}),
        ("record: {force.used: unknown}", {"fact_without_claim": FORCE}),
        ("record: {force.used: {value: unknown, note: Nobody says.}}", {}),
        ("record: {force.used: {value: true, note: It follows from the rest.}}", {}),
        ("record: {force.used: {value: true, claims: [s1-39]}}", {}),
        ("record: {force.used: {value: false, claims: [s1-39]}}", {"claims_against": FORCE}),
        ("record: {force.used: {value: unknown, claims: [s1-39]}}", {}),
        ("record: {force.grave: {value: false, claims: [s1-39]}}", {}),  # a claim that only bears on it
        (
            "framings: {a: {holder: x, facts: {force.used: true, force.grave: true}}}",
            {"framing_without_claim": "$.framings.a"},
        ),
        (
            "framings: {a: {holder: x, facts: {force.used: {value: true, claims: [s1-39]}, force.grave: true}}}",
            {"fact_without_claim": "$.framings.a.facts['force.grave']"},
        ),
        ("framings: {a: {holder: x}}", {}),
        (
            "framings: {a: {holder: x, facts: {force.used: unknown}}}",
            {"framing_without_claim": "$.framings.a"},
        ),
    ],
)
def test_evidence_of_a_historical_case(tmp_path: Path, more: str, expected: dict[str, str]) -> None:
    assert warnings(tmp_path, more, kind="historical") == expected


def test_a_hypothetical_needs_no_claims(tmp_path: Path) -> None:
    assert (
        warnings(
            tmp_path, "record: {force.used: true}\nframings: {a: {holder: x, facts: {force.grave: true}}}"
        )
        == {}
    )


@pytest.mark.parametrize(
    ("state", "date", "expected"),
    [
        ("KAZ", "2022-01-06", {}),
        ("UZB", "2022-01-06", {"not_a_party": "$.state"}),
        ("UZB", "2012-07-01", {"contested_party": "$.state"}),
        ("UZB", "2010-01-01", {}),
        ("GEO", "1999-04-20", {}),
        ("GEO", "1999-04-21", {"not_a_party": "$.state"}),
        ("FRA", "2022-01-06", {"not_a_party": "$.state"}),
        ("ARM", "2024-06-01", {}),
    ],
)
def test_parties(tmp_path: Path, state: str, date: str, expected: dict[str, str]) -> None:
    assert warnings(tmp_path, state=state, date=date) == expected


@pytest.mark.parametrize(
    ("expectation", "expected"),
    [
        ("{provision: cst.art4.2, status: met}", {}),
        ("{provision: cst.art4.2, status: met, on: 1993-01-01}", {"unreachable": EXPECTED}),
        ("{provision: cst.art4.2, status: undetermined, on: 1993-01-01}", {"unreachable": EXPECTED}),
        ("{provision: cst.art4.2, status: not_met, on: 1993-01-01}", {}),
        ("{provision: cst.bound, status: not_met}", {"unreachable": EXPECTED}),
        ("{provision: cst.art4.2, status: undetermined, readings: {unknowns: against-invoker}}", {"unreachable": EXPECTED}),
        ("{provision: cst.art4.2, status: undetermined, interpretation: icj}", {}),
    ],
)  # fmt: skip
def test_expectations_out_of_reach(tmp_path: Path, expectation: str, expected: dict[str, str]) -> None:
    assert warnings(tmp_path, f"expect: [{expectation}]") == expected
