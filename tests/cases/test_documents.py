"""Documents that must not lie: commands that run, parts that are generated, a drawing that the code obeys."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

import casus_foederis
from casus_foederis.cli import main
from casus_foederis.files.library import Library
from casus_foederis.messages import MESSAGES
from casus_foederis.phrases import PHRASES
from conftest import ROOT

PACKAGE = ROOT / "engine" / "casus_foederis"
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(document: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)


def commands(documents: Iterable[Path] = DOCUMENTS) -> list[str]:
    lines = [line for path in documents for block in blocks(path, "console") for line in block.splitlines()]
    found = (re.split("[#>]", line)[0].strip() for line in lines if line.startswith("casus "))
    return list(dict.fromkeys(found))  # one that two documents show is run once


# They go through the whole record, which other tests do every day; so these run among the slow ones, as do those
# that only pages further in show.
WHOLE_RECORD = {"casus run", "casus run --format json", "casus run --format html", "casus backtest"}


EVERY_DAY = set(commands([ROOT / "README.md"])) - WHOLE_RECORD


@pytest.mark.parametrize(
    "command",
    [each if each in EVERY_DAY else pytest.param(each, marks=pytest.mark.endurance) for each in commands()],
)
def test_every_command_in_the_documents_runs(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(shlex.split(command)[1:])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    assert printed.out


def test_the_documents_do_show_commands() -> None:
    assert len(commands()) >= 7
    assert set(commands()) >= WHOLE_RECORD


def test_the_case_in_the_readme_works(tmp_path: Path) -> None:
    (text,) = blocks(ROOT / "README.md", "yaml")
    case = tmp_path / "my-case.yaml"
    case.write_text(text, encoding="utf-8")
    program = [sys.executable, "-m", "casus_foederis", "run", str(case)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Expectations checked: 1. Failed: 0." in done.stdout


def test_the_mistake_in_the_readme_is_told_so(tmp_path: Path) -> None:
    (text,) = blocks(ROOT / "README.md", "yaml")
    (told,) = (block for block in blocks(ROOT / "README.md", "text") if "my-case.yaml" in block)
    (tmp_path / "my-case.yaml").write_text(text.replace("force.grave", "force.grav"), encoding="utf-8")
    program = [sys.executable, "-m", "casus_foederis", "check", "my-case.yaml"]
    done = subprocess.run(program, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stdout.startswith(told)


def test_the_python_in_the_readme_works() -> None:
    (text,) = blocks(ROOT / "README.md", "python")
    namespace: dict[str, object] = {}
    exec(text, namespace)  # noqa: S102
    found = namespace["found"]
    assert isinstance(found, casus_foederis.Assessment)
    assert found.provisions["cst.art4.2"] is casus_foederis.Truth.TRUE


def test_the_python_in_the_page_on_tables_works() -> None:
    (text,) = blocks(ROOT / "docs" / "tables.md", "python")
    code, _, told = text.rstrip().rpartition("\n")
    expression, _, expected = told.partition("  # ")
    namespace: dict[str, object] = {}
    exec(code, namespace)  # noqa: S102
    assert repr(eval(expression, namespace)) == expected  # noqa: S307


def test_generated_parts_are_up_to_date() -> None:
    script = ROOT / "scripts" / "write_documents.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*DOCUMENTS, ROOT / "tests" / "README.md"]:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (path.parent / target).exists(), f"{path}: {target}"


def test_the_page_on_the_law_speaks_of_everything_that_is_encoded(library: Library) -> None:
    page = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    treaty = library.treaty("cst")
    ids = [*treaty.rules, *treaty.texts, *library.interpretations.terms]
    named = {
        id for rule in treaty.rules.values() for id in re.findall(r"'([a-z_]+\.[a-z_]+)'", repr(rule.rule))
    }
    ids += [id for id in named if id in library.vocabulary.facts]
    assert not [id for id in ids if f"`{id}`" not in page]


def test_the_vocabulary_holds_only_what_a_rule_reads(library: Library) -> None:
    rules = repr([rule.rule for rule in library.treaty("cst").rules.values()])
    read = {id for id in library.vocabulary.facts if f"'{id}'" in rules}
    needed = {fact.needs for id, fact in library.vocabulary.facts.items() if id in read}
    assert read | needed - {None} == set(library.vocabulary.facts)


def drawing() -> list[list[str]]:
    (text,) = blocks(ROOT / "docs" / "architecture.md", "text")
    return [line.split()[1:] for line in text.splitlines()]


def part_of(module: str) -> str:
    """Name the part of the drawing to which a module belongs: its folder, or itself."""
    return module.split(".")[1]


def imports() -> Iterator[tuple[str, str]]:
    """Yield every import of one of our parts by another, those for type checkers left out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(("casus_foederis", *path.relative_to(PACKAGE).with_suffix("").parts))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
                node.body = []
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("casus_foederis."):
                yield part_of(module), part_of(node.module or "")


def test_the_code_keeps_to_the_drawing() -> None:
    rows = {part: number for number, row in enumerate(drawing()) for part in row}
    stems = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert set(rows) == stems | folders
    upwards = {(one, two) for one, two in imports() if one in rows and rows[one] > rows[two]}
    assert not upwards


def test_versions_agree() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == casus_foederis.__version__
    assert "## " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").casefold()
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8").casefold().replace("_", "-")
    extras = [each for extra in project["optional-dependencies"].values() for each in extra]
    for requirement in [*project["dependencies"], *extras]:
        name = re.split(r"[<>=[]", requirement.casefold())[0]
        if name == project["name"]:
            continue  # an extra that brings another
        assert f"\n{name}==" in constraints
        assert name in page or name.startswith("types-")


def test_every_phrase_is_used_and_every_phrase_used_exists() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/*.html")]
        if not path.stem.startswith(("phrases", "messages"))
    )
    said = set(re.findall(r"""say\(\s*["']([a-z0-9_.-]+)["']""", code)) | set(
        re.findall(r'"([a-z]+\.[a-z_-]+)"', code)
    )
    families = (
        "advice.",
        "agreed.",
        "background.",
        "cause.",
        "kind.",
        "language.",
        "nature.",
        "pair.",
        "direction.",
        "remedy.",
        "severity.",
        "help.",
        "role.",
        "measure.",
        "agreement.",
        "basis.",
        "confidence.",
        "standing.",
    )
    composed = (
        *families,
        "fact.",
        "rule.",
        "explain.",
        "claim.",
        "claims.",
        "compare.decides_",
        "compare.kind_",
        "usage.unknown_",
        "firings.",
        "members.",
        "leaf.",
        "new.word_",
        "new.ask_",
        "new.next_",
        "quiz.ask_",
        "quiz.kind_",
        "quiz.level_",
        "sheet.",
        "debate.",
        "web.nav.",
        "web.lab.",
        "web.case.",
        "web.compare.",
        "web.quiz.",
        "web.record.kind_",
        "web.sources.",
        "web.treaty.",
    )
    unused = [id for id in PHRASES if id not in said and not id.startswith(composed)]
    assert not unused
    named = set(re.findall(r'"([a-z0-9_]+)"', code))
    assert not [code for code in MESSAGES if code not in named and code.removeprefix("unknown_") not in named]


def test_the_check_of_the_machine_passes_here_and_speaks_in_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import check_machine  # type: ignore[import-not-found]

    assert check_machine.missing() is None
    with monkeypatch.context() as patch:
        patch.setattr(check_machine.shutil, "which", lambda _: None)
        assert (
            check_machine.missing()
            == "A C compiler is missing: install the package gcc (and libc6-dev with it)."
        )
    with monkeypatch.context() as patch:
        patch.setattr(check_machine.sysconfig, "get_path", lambda _: "/nowhere")
        assert "headers are missing" in str(check_machine.missing())
    with monkeypatch.context() as patch:
        patch.setattr(check_machine.importlib.util, "find_spec", lambda _: None)
        assert "venv is missing" in str(check_machine.missing())
