"""Scenarios as tests, in somebody else's folder."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

CASE = """\
kind: hypothetical
id: my-case
title: My case
date: 2022-01-06
state: KAZ
treaty: cst
summary: A case.
record: {force.used: false}
expect:
  - {provision: cst.art4.2, status: not_met}
  - {interpretation: icj, provision: cst.bound, status: met}
"""


def run(pytester: pytest.Pytester, **files: str) -> pytest.RunResult:
    for name, text in files.items():
        (pytester.path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return pytester.runpytest_subprocess("-W", "error", "-p", "no:cacheprovider")


def test_every_expected_answer_is_a_test(pytester: pytest.Pytester) -> None:
    run(pytester, case=CASE).assert_outcomes(passed=9)


@pytest.mark.endurance
def test_claims_beside_a_scenario_belong_to_it(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        case=CASE.replace("force.used: false", "force.used: {value: false, claims: [x-gazette-1]}"),
        claims="kind: claims\nclaims:\n  x-gazette-1: {source: gazette, actor: a, says: s, confidence: reported}\n",
        sources="kind: sources\nsources:\n  gazette: {title: A gazette, language: en, confidence: reported}\n",
    )
    result.assert_outcomes(passed=9)


@pytest.mark.endurance
def test_files_of_others_are_left_alone(pytester: pytest.Pytester) -> None:
    (pytester.path / "latin.yaml").write_bytes(b"kind: \xe9t\xe9\n")
    (pytester.path / "locked.yaml").symlink_to(pytester.path / "nowhere.yaml")
    result = run(
        pytester,
        case=CASE,
        k8s="kind: Deployment\nx: &a 1\ny: *a\n",
        nested="spec:\n  kind: historical\n",
        novel="kind: historical-novel\n",
        broken="a: [\n",
        ours_without_tests="kind: sources\nsources: {}\n",
    )
    result.assert_outcomes(passed=9)


def test_a_failure_says_what_was_expected_what_came_out_and_why(pytester: pytest.Pytester) -> None:
    text = CASE.replace("provision: cst.bound, status: met", "provision: cst.art4.2, status: met")
    result = run(pytester, case=text)
    result.assert_outcomes(passed=8, failed=1)
    result.stdout.fnmatch_lines(
        [
            "my-case, record, icj, 2022-01-06: cst.art4.2 was expected met, and is not met",
            "*Armed attack cst.armed_attack. Force was used: no",
            "case.yaml:11",
            "To see every reason: casus explain case.yaml --framing record --interpretation icj --on 2022-01-06",
        ]
    )


def test_a_broken_scenario_is_a_readable_error(pytester: pytest.Pytester) -> None:
    result = run(pytester, case=CASE.replace("force.used", "force.usd"))
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["*case.yaml:8:10: *The vocabulary has no fact 'force.usd'. Did you mean 'force.used'*"]
    )
    assert "Traceback" not in result.stdout.str()


def test_a_run_without_scenarios_imports_nothing_of_ours(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import sys\n"
        "def test_it():\n"
        "    ours = {name for name in sys.modules if name.startswith('casus_foederis')}\n"
        "    assert ours <= {'casus_foederis', 'casus_foederis.pytest_plugin'}\n"
        "    assert 'durable_rules_engine' not in sys.modules\n"
    )
    run(pytester).assert_outcomes(passed=1)
