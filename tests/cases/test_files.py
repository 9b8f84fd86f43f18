"""Files to a library: strict, located, all errors of all files together."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from casus_foederis.files import search as files
from casus_foederis.files.library import Library, load, open_scenarios
from casus_foederis.logic import Truth
from casus_foederis.phrases import say, speaking, wording
from casus_foederis.problems import InputError, UsageError

SCENARIO = """\
kind: hypothetical
id: my-case
title: My case
date: 2022-01-06
state: Kazakhstan
treaty: cst
summary: A case.
"""


def write(folder: Path, text: str, name: str = "case.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def the_treaty() -> str:
    return (files.data_folder() / "rules" / "treaties" / "cst.yaml").read_text(encoding="utf-8")


def messages(*paths: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load(paths)
    return [str(each).partition(f"{paths[0].parent}/")[2] for each in caught.value.problems]


def test_the_bundled_files_make_a_library(library: Library) -> None:
    dates = [(each.kind, each.date) for each in library.scenarios.values()]
    assert dates == sorted(dates)
    assert {"kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022"} <= library.scenarios.keys()
    assert len(library.interpretations.interpretations) == 8
    assert len(library.treaties["cst"].instrument.states) == 9


def test_a_scenario_in_its_shortest_form(tmp_path: Path) -> None:
    path = write(tmp_path, SCENARIO + "record: {force.used: true, force.grave: unknown}\n")
    scenario = load([path]).scenario("my-case")
    assert scenario.state == "KAZ"
    assert list(scenario.accounts) == ["record"]
    assert scenario.record["force.used"][0].value is Truth.TRUE
    assert scenario.record["force.grave"][0].value is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("foo: 1", "$.foo: error: The key 'foo' cannot stand here. "),
        ("titel: x", "$.titel: error: The key 'titel' cannot stand here. Did you mean 'title'"),
        ("record: {force.usd: true}", "Did you mean 'force.used'"),
        (
            "record: {force.used: maybe}",
            "This is not an answer to a question of fact: 'maybe'. Did you mean unknown?",
        ),
        ("record: {force.used: 1}", "not an answer to a question of fact: '1'"),
        ("record: {force.used: null}", "Nothing stands here"),
        (
            "record: {force.used: {value: true, since: 2022-02-30}}",
            "not a day of the calendar: '2022-02-30'. Did you mean '2022-02-28'?",
        ),
        ("record: {force.used: {value: true, since: 6 January}}", "not a day of the calendar: '6 January'"),
        ("record: {force.used: {valu: true}}", "The key 'valu' cannot stand here. Did you mean 'value'"),
        ("record: {force.used: {value: true, claims: [s9-999]}}", "There is no claim 's9-999'"),
        ("record: {text.cst-2010: true}", "'text.cst-2010' is looked up, and never typed"),
        ("record: {force.used: {value: true, since: 2022-02-01, until: 2022-01-01}}", "'until' lies before"),
        ("opponents: [Kirgizstan]", "not a State: 'Kirgizstan'"),
        ("opponents: [Kirgizstan]", "Did you mean 'Kyrgyzstan'"),
        ("opponents: [KAZ]", "'KAZ' cannot be its own opponent"),
        ("framings: {record: {holder: x}}", "'record' is the name of the record itself"),
        (
            "framings: {a: {holder: x, role: enemy}}",
            "not allowed here: 'enemy'. What can stand here: 'ally'",
        ),
        ("expect: [{provision: cst.art9, status: met}]", "no provision or condition 'cst.art9'"),
        ("expect: [{provision: cst.art4.2, status: yes}]", "not allowed here: 'yes'"),
        ("expect: [{framing: b, provision: cst.art4.2, status: met}]", "There is no framing 'b'"),
        (
            "expect: [{interpretation: icjj, provision: cst.art4.2, status: met}]",
            "Did you mean 'icj'",
        ),
        ("expect: [{text: cst-1993, provision: cst.art4.2, status: met}]", "Did you mean 'cst-1992'"),
        (
            "expect: [{readings: {author: x}, provision: cst.art4.2, status: met}]",
            "There is no such reading as 'x'",
        ),
        ("practice: {measure: bombed}", "not allowed here: 'bombed'"),
        ("practice: {measure: none, basis_cited: [cst.art5]}", "The treaty has no provision 'cst.art5'"),
        ("also_on: 2022-01-07", "A list is expected here"),
    ],
)
def test_mistakes_are_found_and_placed(tmp_path: Path, line: str, expected: str) -> None:
    found = messages(write(tmp_path, SCENARIO + line + "\n"))
    assert all(message.startswith("case.yaml:8:") for message in found)
    assert any(expected in message for message in found)


def test_all_mistakes_of_all_files_come_together(tmp_path: Path) -> None:
    one = write(tmp_path, "kind: hypothetical\nid: one\n", "one.yaml")
    two = write(
        tmp_path, SCENARIO.replace("KAZ", "X").replace("Kazakhstan", "Utopia") + "foo: 1\n", "two.yaml"
    )
    found = messages(one, two)
    assert sum(message.startswith("one.yaml:") for message in found) == 5
    assert sum(message.startswith("two.yaml:") for message in found) == 2
    assert found == sorted(found, key=lambda message: (message.split(":")[0], int(message.split(":")[1])))


def test_two_answers_for_one_day_are_a_mistake(tmp_path: Path) -> None:
    facts = "[{value: true, until: 2022-01-06}, {value: false, since: 2022-01-06}]"
    (message,) = messages(write(tmp_path, SCENARIO + f"record:\n  force.used: {facts}\n"))
    assert "Two answers to 'force.used' hold on the same day" in message


def test_the_same_id_in_two_files_is_a_mistake(tmp_path: Path) -> None:
    found = messages(write(tmp_path, SCENARIO, "a.yaml"), write(tmp_path, SCENARIO, "b.yaml"))
    assert len(found) == 1
    assert "'my-case' is already defined in" in found[0]


def test_an_id_that_is_taken_by_a_bundled_file_is_complained_of_in_ones_own(tmp_path: Path) -> None:
    (message,) = messages(write(tmp_path, the_treaty(), "mine.yaml"))
    assert message.startswith(
        "mine.yaml:5:5: $.id: error: 'cst' is already defined in rules/treaties/cst.yaml"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("cst.declaration:", "cst.declaration.claim:", "ends in '.claim', which is kept"),
        ("rule: victim.declared_attacked", "rule: cst.art4.2", "define themselves in a circle"),
        (
            "rule: victim.declared_attacked",
            "rule: victim.declared",
            "Did you mean 'victim.declared_attacked'",
        ),
        ("rule: victim.declared_attacked", "rule: [force.used]", "A rule is an id, or one of"),
        ("rule: victim.declared_attacked", "rule: {all: [force.used]}", "There must be at least 2 here"),
        (
            "rule: victim.declared_attacked",
            "rule: {all: [force.used, {not: force.used}]}",
            "'force.used' stands twice in one list of this rule",
        ),
        ("  cst.declaration:\n", "  force.used:\n", "'force.used' is already the name of something else"),
        (
            "until: 2012-12-18\n        para",
            "until: 2012-12-19\n        para",
            "are in force on the same day",
        ),
        ("until: 1994-04-19", "until: 1994-04-20", "a standing on the same day"),
        ("caps: {author: state-involved}", "caps: {author: stat}", "Did you mean 'state'"),
        ("main: cst.art4.2", "main: cst.art4.3", "Did you mean 'cst.art4.2'"),
        (
            "burden: reading.unknowns.against-invoker",
            "burden: reading.unknowns",
            "is not a reading that could carry",
        ),
        ("  peacekeeping:\n", "  peace keeping:\n", "does not have the form of an id: 'peace keeping'"),
        ("until: 2012-12-18\n        para", "until: 1990-01-01\n        para", "'until' lies before 'since'"),
        ("      charter-2002:\n", "      cst-2010:\n", "'cst-2010' is already the name of something else"),
        (
            "burden: reading.unknowns.against-invoker",
            "burden: request.express",
            "is not a reading that could carry",
        ),
    ],
)
def test_mistakes_in_a_treaty_are_found(tmp_path: Path, old: str, new: str, expected: str) -> None:
    treaty = the_treaty().replace("id: cst\n", "id: mine\n", 1)
    assert old in treaty
    found = messages(write(tmp_path, treaty.replace(old, new), "mine.yaml"))
    assert any(expected in message for message in found)


@pytest.mark.parametrize("forwards", [True, False])
def test_rules_that_rest_on_hundreds_of_others_are_refused(tmp_path: Path, forwards: bool) -> None:
    words = "title: t, question: q, paraphrase: p, source: s, confidence: verified"
    chain = [f"  mine.c{n}: {{{words}, rule: mine.c{n - 1}}}\n" for n in range(1, 1_500)]
    start = [f"  mine.c0: {{{words}, rule: force.used}}\n"]
    rules = "".join([*start, *chain] if forwards else [*reversed(chain), *start])
    treaty = the_treaty().replace("id: cst\n", "id: mine\n", 1).replace("  cst:\n", "  mine:\n", 1)
    found = messages(
        write(tmp_path, treaty.replace("conditions:\n", "conditions:\n" + rules, 1), "mine.yaml")
    )
    assert any("'mine.c100' rests on more than 100 layers of other rules" in message for message in found)


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, SCENARIO)
    (tmp_path / "link.yaml").symlink_to(path)
    assert list(load([path, tmp_path]).scenarios) == ["my-case"]


def test_a_folder_gives_our_files_and_no_others(tmp_path: Path) -> None:
    write(tmp_path, SCENARIO)
    write(tmp_path, "kind: Deployment\nspec: &a {x: 1}\n", "k8s.yaml")
    write(tmp_path, "spec:\n  kind: historical\n", "nested.yaml")
    (tmp_path / "noise.yaml").write_bytes(b"\xff\xfe")
    hidden = tmp_path / ".git"
    hidden.mkdir()
    write(hidden, SCENARIO)
    assert list(load([tmp_path]).scenarios) == ["my-case"]


def test_what_is_no_file_is_passed_over_in_a_folder(tmp_path: Path) -> None:
    """A pipe would keep its reader waiting for ever."""
    write(tmp_path, "\ufeff" + SCENARIO)
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    write(tmp_path, "kind: historical-novel\n", "novel.yaml")
    assert list(load([tmp_path]).scenarios) == ["my-case"]


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".yaml", "loop.yaml", "nul\0.yaml"])
def test_paths_that_cannot_be_are_problems(tmp_path: Path, name: str) -> None:
    if name == "loop.yaml":
        (tmp_path / name).symlink_to(tmp_path / name)
    with pytest.raises(InputError):
        load([tmp_path / name])


def test_thousands_of_answers_for_one_day_are_one_mistake(tmp_path: Path) -> None:
    many = ", ".join(["{value: true}"] * 3_000)
    (message,) = messages(write(tmp_path, SCENARIO + f"record: {{force.used: [{many}]}}\n"))
    assert "Two answers to 'force.used'" in message


def test_thousands_of_mistakes_are_counted_and_not_all_told(tmp_path: Path) -> None:
    facts = ", ".join(f"force.x{n}: true" for n in range(3_000))
    with pytest.raises(InputError) as caught:
        load([write(tmp_path, SCENARIO + f"record: {{{facts}}}\n")])
    lines = str(caught.value).splitlines()
    assert len(caught.value.problems) == 3_000
    assert lines[-1] == "Not shown here, problems of the same files: 2000."
    assert len(lines) == 1_001


def test_control_characters_reach_no_terminal(tmp_path: Path) -> None:
    found = messages(write(tmp_path, SCENARIO.replace("A case.", '"a\\e[2Jb"') + '"a\\e[2J": 1\n'))
    assert any("This text holds control characters" in message for message in found)
    assert all(message.isprintable() for message in found)


def test_a_folder_without_our_files_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, "a: 1\n", "other.yaml")
    with pytest.raises(InputError, match="No file in this folder says that it is one of ours"):
        load([tmp_path])


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path, SCENARIO)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert list(load([tmp_path]).scenarios) == ["my-case"]


def test_scenarios_by_id_and_by_path(tmp_path: Path) -> None:
    path = write(tmp_path, SCENARIO)
    _, found = open_scenarios([str(path), "kazakhstan-2022"])
    assert [scenario.id for scenario in found] == ["kazakhstan-2022", "my-case"]
    _, found = open_scenarios([str(tmp_path)])
    assert [scenario.id for scenario in found] == ["my-case"]
    with pytest.raises(UsageError, match="Did you mean 'kazakhstan-2022'"):
        open_scenarios(["kazakhstan-2020"])
    with pytest.raises(InputError, match="There is no such file"):
        open_scenarios(["no/such.yaml"])


def test_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    a = write(tmp_path, SCENARIO, "a.yaml")
    b = write(tmp_path, SCENARIO.replace("my-case", "other-case"), "b.yaml")
    assert list(load([a, b]).scenarios) == list(load([b, a]).scenarios)


def test_claims_from_elsewhere_come_with_their_source(tmp_path: Path) -> None:
    write(
        tmp_path,
        "kind: sources\nsources:\n"
        "  gazette: {title: A gazette, language: en, date: 2022, confidence: reported}\n",
        "sources.yaml",
    )
    write(
        tmp_path,
        "kind: claims\nclaims:\n  x-gazette-1: {source: gazette, passage: 3, actor: its editor, "
        "says: So it was, supports: [force.used], confidence: reported}\n",
        "claims.yaml",
    )
    write(tmp_path, SCENARIO + "record: {force.used: {value: true, claims: [x-gazette-1, s1-39]}}\n")
    library = load([tmp_path])
    assert library.claims["x-gazette-1"].source == "gazette"
    assert library.sources["gazette"].date == "2022"


def test_another_language_overlays_words_by_id(tmp_path: Path) -> None:
    write(
        tmp_path,
        "kind: wording\nlanguage: fa\ndirection: rtl\n"
        "phrases: {rule.met: برقرار}\nentries: {cst.art4.2: {title: کمک لازم است}}\n",
        "fa.yaml",
    )
    overlay = load([tmp_path]).overlays["fa"]
    assert overlay.direction == "rtl"
    with speaking(overlay):
        assert say("rule.met") == "برقرار"
        assert say("rule.not_met") == "not met"
        assert wording("cst.art4.2", "title", "Assistance is due") == "کمک لازم است"
    assert say("rule.met") == "met"


def test_a_translation_keeps_the_words_in_braces(tmp_path: Path) -> None:
    text = "kind: wording\nlanguage: fa\ndirection: rtl\nphrases: {leaf.not: '{titel} نه', no.such: x}\n"
    found = messages(write(tmp_path, text, "fa.yaml"))
    assert any(
        "same words in braces as the English, and nothing else in braces. The English has: 'title'" in message
        for message in found
    )
    assert any("The program has no phrase 'no.such'" in message for message in found)


@pytest.mark.parametrize(
    "text", ["'{'", "'{title'", "'{title:>99999999}'", "'{title!r}'", "'{title.x}'", "x"]
)
def test_a_translation_fills_in_words_and_nothing_else(tmp_path: Path, text: str) -> None:
    file = f"kind: wording\nlanguage: fa\ndirection: rtl\nphrases: {{leaf.not: {text}}}\n"
    (message,) = messages(write(tmp_path, file, "fa.yaml"))
    assert "must use the same words in braces" in message


def test_a_translation_words_only_what_has_words(tmp_path: Path) -> None:
    text = "kind: wording\nlanguage: ru\ndirection: ltr\nentries:\n"
    text += "  cst.art4.3: {title: x}\n  force.used: {titel: x}\n  state.KAZ: {title: x}\n"
    found = messages(write(tmp_path, text, "ru.yaml"))
    assert [message.partition(". ")[0] for message in found] == [
        "ru.yaml:5:3: $.entries['cst.art4.3']: error: Nothing called 'cst.art4.3' has words to translate",
        "ru.yaml:6:16: $.entries['force.used'].titel: error: Nothing called 'titel' has words to translate",
    ]


def test_data_inside_the_package_is_found_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a wheel; and a stale copy beside it is not looked at."""
    home = files.data_folder()
    package = tmp_path / "site-packages" / "casus_foederis"
    (package / "files").mkdir(parents=True)
    for folder in ("rules", "seeds", "scenarios"):
        shutil.copytree(home / folder, package / folder)
        shutil.copytree(home / folder, tmp_path / folder)
    monkeypatch.setattr(files, "__file__", str(package / "files" / "library.py"))
    files.data_folder.cache_clear()
    try:
        assert files.data_folder() == package
        shutil.rmtree(package / "rules")
        files.data_folder.cache_clear()
        assert files.data_folder() == tmp_path
        shutil.rmtree(tmp_path / "rules")
        files.data_folder.cache_clear()
        with pytest.raises(FileNotFoundError, match="install it again"):
            files.data_folder()
    finally:
        monkeypatch.undo()
        files.data_folder.cache_clear()
    assert files.data_folder() == home
