"""Whatever is said of a case, the file that is written of it is read back as the same case."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from casus_foederis.files.library import Library, load
from casus_foederis.files.shape import shape
from casus_foederis.files.source import parse_document
from casus_foederis.files.writing import Remarks, scenario_text, write_whole
from casus_foederis.interview.accounts import retold, told
from casus_foederis.interview.typed import read_statements, written
from casus_foederis.model.base import Text
from casus_foederis.model.scenario import Hypothetical, Statement

_TEXT = TypeAdapter[str](Text)


def _is_text(text: str) -> bool:
    try:
        return _TEXT.validate_python(text) == text
    except ValidationError:
        return False


odd = st.sampled_from(
    ["a: b", "# c", "'", '"', "yes", "2022-01-06", "- x", "{a}", "متن", "до", "…", "\u2028", "@", "%", "null"]
)
texts = st.one_of(
    st.text(min_size=1, max_size=300), st.lists(odd, min_size=1, max_size=30).map(" ".join)
).filter(_is_text)
days = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1))
states = st.sampled_from(["KAZ", "ARM", "PSE", "VGB", "COD", "CIV", "NOR"])
ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True).filter(lambda each: each != "record")


@st.composite
def statements(draw: st.DrawFn) -> tuple[Statement, ...]:
    """One answer, or several that follow one another; with or without days, claims and notes."""
    ends = sorted(draw(st.lists(days, unique=True, max_size=4)))
    found = []
    for since, until in [(None, None)] if len(ends) < 2 else zip(ends[::2], ends[1::2], strict=False):
        found.append(
            Statement(
                value=draw(st.sampled_from([True, False, "unknown"])),
                since=since,
                until=until,
                claims=draw(st.sampled_from([(), ("s1-39",), ("s1-39", "s2-48")])),
                note=draw(st.none() | texts),
            )
        )
    return tuple(found)


facts = st.sampled_from(["force.used", "force.grave", "author.state", "request.made", "decision.taken"])
said = st.dictionaries(facts, statements())


@st.composite
def scenarios(draw: st.DrawFn) -> Hypothetical:
    framing = st.fixed_dictionaries(
        {"holder": texts, "facts": said},
        optional={"said": days, "summary": texts, "role": st.sampled_from(["ally", "observers"])},
    )
    state, *opponents = draw(st.lists(states, min_size=1, max_size=4, unique=True))
    date, *also_on = draw(st.lists(days, min_size=1, max_size=3, unique=True))
    fields: dict[str, Any] = {
        "kind": "hypothetical",
        "id": draw(ids),
        "title": draw(texts),
        "date": date,
        "also_on": also_on,
        "state": state,
        "opponents": opponents,
        "treaty": "cst",
        "summary": draw(texts),
        "record": draw(said),
        "framings": draw(st.dictionaries(ids, framing, max_size=3)),
        "pair": draw(st.none() | st.fixed_dictionaries({"of": ids, "differs": facts})),
    }
    return Hypothetical.model_validate(fields)


@pytest.fixture(scope="module")
def remarks(library: Library) -> Remarks:
    vocabulary = library.vocabulary
    return Remarks(
        head=["Made for a test."],
        titles={id: fact.title for id, fact in vocabulary.facts.items()},
        groups={group.title: list(group.facts) for group in vocabulary.groups.values()},
    )


@settings(deadline=None)
@given(scenario=scenarios())
def test_what_is_written_is_read_back(scenario: Hypothetical, remarks: Remarks) -> None:
    text = scenario_text(scenario, remarks, scenario.pair)
    assert shape(parse_document(text.encode(), "case.yaml")).model == scenario


@given(scenario=scenarios())
def test_told_anew_every_account_says_the_same(scenario: Hypothetical, library: Library) -> None:
    accounts = told(scenario)
    anew = retold(scenario, accounts, library.vocabulary.facts)
    assert told(anew) == accounts
    assert all(anew.record.keys().isdisjoint(each.facts) for each in anew.framings.values())


@given(answers=statements())
def test_answers_are_read_as_they_are_written(answers: tuple[Statement, ...]) -> None:
    bare = tuple(Statement(value=each.value, since=each.since, until=each.until) for each in answers)
    assert read_statements(written(answers)) == bare


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "new \ud800")
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [
        ("case.yaml", "old")
    ]
    write_whole(file, "new")
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [
        ("case.yaml", "new")
    ]


def test_every_bundled_case_is_written_as_it_is(library: Library, remarks: Remarks, tmp_path: Path) -> None:
    """All that an interview keeps of a case."""
    from casus_foederis.interview.accounts import imagined

    kept = {id: imagined(each) for id, each in library.scenarios.items()}
    for id, scenario in kept.items():
        (tmp_path / f"{id}.yaml").write_text(scenario_text(scenario, remarks), encoding="utf-8")
    read = load([tmp_path]).scenarios
    assert {id: read[id].model_dump() for id in kept} == {
        id: Hypothetical.model_validate(each.model_dump()).model_dump() for id, each in kept.items()
    }
