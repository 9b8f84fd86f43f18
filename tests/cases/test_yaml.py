"""Text to values: YAML 1.2 words, places, and everything that is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from casus_foederis.files.document import Document
from casus_foederis.files.shape import shape
from casus_foederis.files.source import LARGEST_FILE, parse_document, read_document
from casus_foederis.problems import InputError


def parse(text: str | bytes) -> Document:
    return parse_document(text if isinstance(text, bytes) else text.encode(), "a.yaml")


def problem(text: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        shape(parse(text))
    return str(caught.value)


def test_words_of_older_yaml_stay_words() -> None:
    values = parse(
        "{on: yes, no: off, y: NO, date: 2022-01-06, octal: 010, sexagesimal: '1:30'}"
    ).root.plain()
    assert values == {
        "on": "yes",
        "no": "off",
        "y": "NO",
        "date": "2022-01-06",
        "octal": 10,
        "sexagesimal": "1:30",
    }


def test_values_of_the_core_schema() -> None:
    values = parse("[true, False, null, ~, 7, -1.5, 'true', \"1\", plain]").root.plain()
    assert values == [True, False, None, None, 7, -1.5, "true", "1", "plain"]


def test_every_value_has_a_place() -> None:
    document = parse("title: x\nrecord:\n  force.used: {value: true}\n  other: [a, b]\n")
    place = document.place(("record", "force.used", "value"))
    assert (place.line, place.column, place.path) == (3, 23, "$.record['force.used'].value")
    assert document.place(("record", "other", 1)).path == "$.record.other[1]"
    assert document.place(("record", "missing", "x")).path == "$.record"
    key = document.place(("record", "other"), key=True)
    assert (key.line, key.column) == (4, 3)


def test_a_byte_order_mark_is_no_matter() -> None:
    assert parse(b"\xef\xbb\xbfkind: x").root.plain() == {"kind": "x"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", "a.yaml:1:4: error: Anchors and aliases"),
        ("a: *x\n", "a.yaml:1:4: error: Anchors and aliases"),
        (
            "a: !!python/object:os.system {}\n",
            "a.yaml:1:4: error: The YAML tag 'tag:yaml.org,2002:python/object",
        ),
        ("a: !thing b\n", "a.yaml:1:4: error: The YAML tag '!thing'"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: error: The file holds several YAML documents"),
        ("? [a]\n: b\n", "a.yaml:1:3: error: A key must be a single word"),
        ("", "a.yaml:1:1: error: The file is empty"),
        ("# only a comment\n", "a.yaml:1:1: error: The file is empty"),
        (b"a: \xff\n", "a.yaml:1:4: error: The file is not UTF-8 text"),
        (b"a: b\n\x00c: d\n", "a.yaml:2:1: error: The character U+0000 cannot stand in a YAML file"),
        ("# éé\nzz: é\x01\n", "a.yaml:2:6: error: The character U+0001 cannot stand"),
        ("é: é".encode() + b"\xff", "a.yaml:1:5: error: The file is not UTF-8 text"),
        ("# note\u2028b: 1\n", "a.yaml:1:7: error: The character U+2028 cannot stand"),
        ("a: b\rc: \x1b[2J\r", "a.yaml:2:4: error: The character U+001B cannot stand"),
        ("a:\n\t- b\n", "a.yaml:2:1: error: A tab stands here"),
        ("a: [b\n", "a.yaml:1:4: error: This bracket is not closed, or a comma is missing, as line 2 shows"),
        ("a: 'b\n", "a.yaml:1:4: error: This quotation mark is never closed"),
        ("[" * 60 + "]" * 60, "a.yaml:1:51: error: Lists and mappings are nested more than 50 deep"),
    ],
)
def test_what_is_refused_is_refused_with_its_place(text: str | bytes, expected: str) -> None:
    assert problem(text).startswith(expected)


def test_three_thousand_levels_do_not_exhaust_the_stack() -> None:
    assert "nested" in problem("[" * 3000 + "]" * 3000)


def test_duplicates_do_not_hide_the_rest() -> None:
    found = problem("kind: hypothetical\nid: a\nid: b\ntitel: x\n")
    assert "a.yaml:3:1: error: 'id' already stands on line 2. Keep one of the two." in found
    assert "Did you mean 'title'" in found


def test_all_duplicates_are_reported_together() -> None:
    found = parse("a: 1\na: 2\nb: 1\nb: 2\n").duplicates
    assert [each.place.line for each in found] == [2, 4]


def test_files_that_are_none(tmp_path: Path) -> None:
    for path, cause in [
        (tmp_path / "missing.yaml", "There is no such file"),
        (tmp_path, "This is neither a file nor a folder"),
        (Path("/dev/zero"), "This is neither a file nor a folder"),
    ]:
        with pytest.raises(InputError, match=cause):
            read_document(path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(InputError, match="larger than"):
        read_document(huge)


def test_thousands_of_duplicates_take_no_time() -> None:
    """Each used to be reported with all that came before it."""
    with pytest.raises(InputError) as caught:
        parse("a: 1\n" * 60_000)
    assert len(caught.value.problems) == 1_000
