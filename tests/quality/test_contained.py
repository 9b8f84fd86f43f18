"""durable-rules in a process of its own: real crashes and a real endless loop, in C, cost one answer each."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from casus_foederis.assessor import Assessor
from casus_foederis.cli import main
from casus_foederis.contained import ContainedDriver
from casus_foederis.driver import PRIME, EngineError
from casus_foederis.files.library import Library
from casus_foederis.rete import Engine
from casus_foederis.suite import run

CRASHES = "[]"  # an empty batch: the C module reads from where nothing is
HANGS = json.dumps(  # 513 different tests under one node of the network: it never ends compiling
    {f"r{n}": {"all": [{"p0": {"condition": f"c{n}"}}], "pri": 1} for n in range(513)}
    | {PRIME: {"all": [{"p0": {"condition": PRIME}}], "pri": 0}}
)


def test_it_answers_as_the_driver_in_this_process_does(assessor: Assessor) -> None:
    ours = assessor.engine("cst")
    with Engine(ours.rulebook, driver=ContainedDriver) as contained:
        for scenario in list(assessor.library.scenarios.values())[:12]:
            for question in assessor.questions(scenario, interpretation="icj"):
                leaves = {id: each.value for id, each in assessor.given(question).items()}
                assert contained.infer(leaves) == ours.infer(leaves)


def test_a_crash_is_an_error_and_the_next_answer_comes(assessor: Assessor) -> None:
    ruleset = assessor.engine("cst").ruleset
    driver = ContainedDriver(ruleset.definition, ruleset.conclusions)
    facts = f"[{','.join(ruleset.facts[id, truth] for id, truth in list(ruleset.facts)[:1])}]"
    before = driver.fire(facts)
    for _ in range(2):
        with pytest.raises(EngineError, match=r"durable-rules crashed \(SIGSEGV\)"):
            driver.fire(CRASHES)
    assert driver.fire(facts) == before
    with pytest.raises(EngineError, match="refused facts"):
        driver.fire('[{"id": "x", "sid": "s", "condition": "nobody listens"}]')
    assert driver.fire(facts) == before
    driver.close()


def test_an_endless_loop_ends() -> None:
    driver = ContainedDriver(HANGS, {}, patience=1.5)
    with pytest.raises(EngineError, match=r"gave no answer within 1\.5 seconds"):
        driver.fire('[{"id": "x", "sid": "s", "condition": "c1"}]')


def test_what_lies_where_somebody_works_is_not_run(
    assessor: Assessor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("json.py").write_text("raise SystemExit(7)", encoding="utf-8")
    Path("casus_foederis").mkdir()
    ours = assessor.engine("cst")
    question = next(assessor.questions(assessor.library.scenario("kazakhstan-2022")))
    leaves = {id: each.value for id, each in assessor.given(question).items()}
    with Engine(ours.rulebook, driver=ContainedDriver) as contained:
        assert contained.infer(leaves) == ours.infer(leaves)


def test_a_process_that_stands_still_from_the_beginning_is_given_up(
    assessor: Assessor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes in less than the rules are long, so that to write them would wait without end."""
    ruleset = assessor.engine("cst").ruleset
    asleep = (sys.executable, "-c", "import time; time.sleep(600)")
    monkeypatch.setattr("casus_foederis.contained._COMMAND", asleep)
    driver = ContainedDriver(ruleset.definition, ruleset.conclusions, patience=0.5)
    with pytest.raises(EngineError, match=r"gave no answer within 0\.5 seconds"):
        driver.fire("[]")


def test_many_threads_have_a_process_each_and_their_own_answers(assessor: Assessor) -> None:
    ours = assessor.engine("cst")
    scenario = assessor.library.scenario("kazakhstan-2022")
    cases = [
        {id: each.value for id, each in assessor.given(question).items()}
        for question in assessor.questions(scenario)
    ]
    expected = [ours.infer(each) for each in cases]
    meeting = Barrier(3)

    class Meeting(ContainedDriver):
        """A driver with whom three have to be, at once, with the first three questions."""

        def _ask(self, worker: Any, facts: str) -> str:
            if not worker.ready:
                meeting.wait(10)
            return super()._ask(worker, facts)

    with Engine(ours.rulebook, driver=Meeting) as contained, ThreadPoolExecutor(3) as threads:
        assert list(threads.map(contained.infer, cases * 3)) == expected * 3


def test_the_suite_asks_side_by_side(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = Barrier(2)
    met: set[int] = set()

    class Meeting(ContainedDriver):
        def fire(self, facts: str) -> list[str]:
            if threading.get_ident() not in met:
                met.add(threading.get_ident())
                meeting.wait(10)
            return super().fire(facts)

    monkeypatch.setattr("casus_foederis.contained.ContainedDriver", Meeting)
    scenarios = [library.scenario(name) for name in ("kazakhstan-2022", "armenia-2020", "georgia-2008")]
    with Assessor(library, contained=True) as assessor:
        assert assessor.side_by_side >= 1
        assessor.side_by_side = 2
        answered = run(assessor, scenarios)
    with Assessor(library) as assessor:
        expected = run(assessor, scenarios)
    assert len(met) == 2
    assert [each.to_dict() for each in answered.assessments] == [
        each.to_dict() for each in expected.assessments
    ]


def test_who_ended_between_two_questions_is_replaced(
    assessor: Assessor, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*command: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(real(*command, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    ruleset = assessor.engine("cst").ruleset
    driver = ContainedDriver(ruleset.definition, ruleset.conclusions)
    facts = f"[{next(iter(ruleset.facts.values()))}]"
    before = driver.fire(facts)
    started[0].kill()
    started[0].wait()
    assert driver.fire(facts) == before
    assert len(started) == 2
    driver.close()
    with pytest.raises(EngineError, match="closed"):
        driver.fire(facts)


class Fragile(ContainedDriver):
    """A driver that crashes at every case in which the State uses force first."""

    def fire(self, facts: str) -> list[str]:
        return super().fire(CRASHES if '"victim.used_force_first=true"' in facts else facts)


def test_the_suite_goes_on_names_the_case_and_fails(
    library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("casus_foederis.contained.ContainedDriver", Fragile)
    names = ["georgia-2008", "kazakhstan-2022"]
    with Assessor(library, contained=True) as assessor:
        suite = run(assessor, [library.scenario(name) for name in names])
        (failed,) = suite.unanswered
        assert failed.question.scenario.id == "georgia-2008"
        assert {each.scenario for each in suite.assessments} == {"kazakhstan-2022"}
        assert suite.checked > 0
        assert suite.summary()["unanswered"][0]["reason"] == "durable-rules crashed (SIGSEGV)"
    assert main(["run", *names, "--format", "json"]) == 3
    printed = capsys.readouterr()
    assert json.loads(printed.out)["summary"]["scenarios"] == 1
    assert printed.err.startswith("casus: georgia-2008 is left out: the rule engine failed at it (")
    assert main(["explain", "georgia-2008"]) == 3
    assert main(["run", "kazakhstan-2022"]) == 0


def test_a_firing_matches_just_the_facts_that_its_rule_names(assessor: Assessor) -> None:
    """Of a firing, the driver passes on the name of the rule alone; the engine's own message has the facts."""
    import durable_rules_engine as durable

    engine = assessor.engine("cst")
    heard: list[str] = []

    def listening(*given: object) -> str:
        heard.append(real(*given))
        return heard[-1]

    real = durable.complete_and_start_action
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(durable, "complete_and_start_action", listening)
        for scenario in list(assessor.library.scenarios.values())[:10]:
            for question in assessor.questions(scenario, interpretation="council-2022"):
                assessor.assess(question)
    checked = 0
    for message in heard:
        for name, match in json.loads(message or "{}").items():
            conditions = tuple(fact["condition"] for fact in match.values())
            assert conditions == tuple(each.condition for each in engine.ruleset.rules[name].patterns)
            checked += 1
    assert checked > 1_000
