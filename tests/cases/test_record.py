"""The record: every claim of the seeds, every contradiction between them, and what rests on which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casus_foederis.citations import citations, cited_claims
from casus_foederis.files.library import Library
from casus_foederis.inspection import inspect
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import Scenario
from casus_foederis.problems import UsageError
from conftest import ROOT

FIRST_OF_EACH_SEED = {"s0": 1, "s1": 27, "s2": 48, "s3": 69, "s4": 88}


def test_the_bundled_files_are_in_order_and_nothing_is_odd() -> None:
    assert inspect().problems == ()


def test_all_claims_of_the_seeds_are_there(library: Library) -> None:
    numbers = [int(id.rpartition("-")[2]) for id in library.claims if re.fullmatch(r"s\d-\d+", id)]
    assert numbers == list(range(1, 125))
    for source, first in FIRST_OF_EACH_SEED.items():
        own = [id for id in library.claims if id.startswith(f"{source}-")]
        assert own[0] == f"{source}-{first}"
        assert all(library.claims[id].source == source for id in own)
    assert all(isinstance(library.claims[id].passage, int) for id in library.claims if id[0] == "s")


def test_all_contradictions_of_the_seeds_are_there(library: Library) -> None:
    assert list(library.conflicts) == [f"x{number}" for number in range(1, 29)]
    for conflict in library.conflicts.values():
        sides = [set(side.claims) for side in conflict.sides]
        assert len(set.union(*sides)) > 1 or "No source" in conflict.outside


def test_every_claim_is_used_or_background(library: Library) -> None:
    uses = citations(library)
    unused = [id for id, claim in library.claims.items() if id not in uses and claim.background is None]
    assert not unused
    cases = {id for id, found in uses.items() if any(use.where in library.scenarios for use in found)}
    assert not [id for id in cases if library.claims[id].background is not None]


def test_every_fact_of_a_historical_case_has_a_claim_or_says_why_not(library: Library) -> None:
    for scenario in library.scenarios.values():
        if scenario.kind == "historical":
            for facts in (scenario.record, *(each.facts for each in scenario.framings.values())):
                for fact, answers in facts.items():
                    assert all(each.claims or each.note for each in answers), f"{scenario.id}: {fact}"


def test_a_claim_that_speaks_against_an_answer_is_never_its_only_ground(library: Library) -> None:
    """Also where the answer is unknown, no claim may be cited that has nothing to do with the fact's case."""
    for id, uses in citations(library).items():
        claim = library.claims[id]
        for use in uses:
            if use.answer is Truth.TRUE and use.fact in claim.denies:
                others = [
                    each for each in answers_of(library, use.where, use.framing, use.fact) if each != id
                ]
                assert any(use.fact in library.claims[each].supports for each in others), (id, use)


def answers_of(library: Library, scenario: str, framing: str | None, fact: str | None) -> list[str]:
    """List the claims on which an account's answers to a question rest."""
    found: Scenario = library.scenarios[scenario]
    facts = found.record if framing == "record" else found.framings[str(framing)].facts
    return [id for answer in facts[str(fact)] for id in answer.claims]


def test_claims_are_found_by_case_by_fact_and_by_their_own_id(library: Library) -> None:
    assert [each.id for each in cited_claims(library, "s2-51")] == ["s2-51"]
    assert len(cited_claims(library)) == len(library.claims)
    by_case = {each.id for each in cited_claims(library, "kazakhstan-2022")}
    assert {"s2-51", "x-council-1", "s2-53"} <= by_case
    assert "s0-14" not in by_case
    by_fact = {each.id for each in cited_claims(library, "author.organised_abroad")}
    assert {"s2-51", "s2-64", "x-lavrov-2005-1"} <= by_fact
    assert "s3-70" not in by_fact
    with pytest.raises(UsageError, match=r"Did you mean 'kazakhstan-2022'"):
        cited_claims(library, "kazakstan-2022")


def test_every_use_of_a_claim_is_found(library: Library) -> None:
    """Counted apart, by the letter of the files: an id stands as often as it is cited, and once defined."""
    cited: dict[str, int] = {}
    for folder in ("rules", "scenarios", "seeds"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
            for line in text.splitlines():
                if "claims: [" in line or "background: [" in line or line.strip().startswith("- "):
                    for id in re.findall(r"\b(s\d-\d+|x-[a-z0-9-]+-\d+)\b", line):
                        cited[id] = cited.get(id, 0) + 1
    assert set(cited) == set(citations(library))


def test_texts_of_sources_are_held_against_their_claims(tmp_path: Path, library: Library) -> None:
    """With a folder of other texts, every seed is missing or another; with none, nothing is asked."""
    (tmp_path / "000_cf4f04bcffaad280.txt").write_text("Something else.\n", encoding="utf-8")
    (tmp_path / "001_db664233306bcb7b.txt").mkdir()
    codes = [(problem.code, problem.place.file) for problem in inspect(seeds=tmp_path).problems]
    assert codes == [("text_differs", "seeds/sources.yaml")] + [("text_missing", "seeds/sources.yaml")] * 4
    files = [source for source in library.sources.values() if source.file is not None]
    assert len(files) == 5
