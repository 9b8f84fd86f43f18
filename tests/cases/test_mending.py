"""Lines that messages offer: written in the place of the bad ones, they say what their author meant."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casus_foederis.files.mending import in_quotes, space_after_colon


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("title: Kazakhstan: a raid", "title: 'Kazakhstan: a raid'"),
        ("  title: Kazakhstan: a raid  # working title", "title: 'Kazakhstan: a raid'"),
        ("title: 'Kazakhstan's border'", 'title: "Kazakhstan\'s border"'),
        ("title: 'It''s Kazakhstan's border'", 'title: "It\'s Kazakhstan\'s border"'),
        ("note: The plea: \"help us\"", "note: 'The plea: \"help us\"'"),
        ("note: It's: \"help us\"", "note: 'It''s: \"help us\"'"),
        ("- note: one: two", "note: 'one: two'"),
        ("opponents: [Kyrgyzstan]]", None),
        ("record: {a: b}}", None),
        ("title: ''", None),
        ("no colon here", None),
        ("note: " + "x: " * 100, None),
    ],
)  # fmt: skip
def test_quotation_marks(line: str, mended: str | None) -> None:
    assert in_quotes(line) == mended


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("  force.used:true", "force.used: true"),
        ("kind:hypothetical", "kind: hypothetical"),
        ("title:A raid: part two", "title: 'A raid: part two'"),
        ("title:A raid # the first", "title: A raid"),
        ("10:30 in the morning", None),
        ("source:https://example.org", "source: https://example.org"),
        ("https://example.org", None),
        ("summary:' Armed men", 'summary: "\' Armed men"'),
        ("force.used: true", None),
    ],
)
def test_a_space_after_the_colon(line: str, mended: str | None) -> None:
    assert space_after_colon(line) == mended


@given(st.text(st.sampled_from("ab '\":#\\[]{}&*-|>,é؟"), min_size=1, max_size=30))
def test_what_is_offered_can_be_read(text: str) -> None:
    for line in (in_quotes(f"title: {text}"), space_after_colon(f"title:{text}")):
        if line is not None:
            found = yaml.safe_load(line)
            assert list(found) == ["title"]
            assert str(found["title"])
