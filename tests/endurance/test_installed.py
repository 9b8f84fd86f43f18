"""The wheel, in an empty folder of an empty environment.

Slow (it builds and installs), and worth it: a stranger meets the installed package, and never this checkout.
"""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.endurance


def run(*command: str | Path, cwd: Path) -> str:
    environment = {id: value for id, value in os.environ.items() if id not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, root, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_the_package_and_the_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"casus_foederis"}
    for name in (
        "rules/treaties/cst.yaml",
        "scenarios/historical/kazakhstan-2022.yaml",
        "schemas/historical.json",
        "scenarios/hypothetical/armenia-2006.yaml",
        "seeds/claims.yaml",
        "seeds/conflicts.yaml",
        "report/style.css",
        "report/fragment.css",
        "web/templates/lab.html",
        "web/static/page.js",
        "py.typed",
    ):
        assert f"casus_foederis/{name}" in names
    assert not [
        name for name in names if "__pycache__" in name or (name.endswith(".txt") and "dist-info" not in name)
    ]


def test_an_installed_wheel_prints_the_same_suite_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    python, casus = home / "bin" / "python", home / "bin" / "casus"
    # durable-rules is compiled once more here, so its flag for newer Pythons has to be in the environment.
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    here = run(sys.executable, "-m", "casus_foederis", "run", "--format", "json", cwd=empty)
    assert run(casus, "run", "--format", "json", cwd=empty) == here
    assert "Kazakhstan, January 2022" in run(casus, "run", cwd=empty)
    scenarios = scenarios_of(python, empty)
    assert "passed" in run(python, "-m", "pytest", "-q", scenarios, cwd=empty)
    assert "Nothing is wrong" in run(casus, "check", cwd=empty)
    assert run(casus, "run", "--format", "html", cwd=empty).startswith("<!DOCTYPE html>")
    schemas = {kind: run(casus, "schema", kind, cwd=empty) for kind in ("historical", "hypothetical")}
    for path in Path(scenarios).rglob("*.yaml"):  # the first line of each leads to what is printed
        first = path.read_text(encoding="utf-8").splitlines()[0]
        named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert named.read_text(encoding="utf-8") == schemas[path.parent.name]
    serve = [str(casus), "serve", "--port", "0", "--no-browser"]
    without = subprocess.run(serve, capture_output=True, text=True, check=False, cwd=empty)
    assert without.returncode == 2
    assert "casus-foederis[web]" in without.stderr
    screen = [str(casus), "screen", str(tmp_path / "events.csv"), "-o", str(tmp_path / "answers.csv")]
    without = subprocess.run(screen, capture_output=True, text=True, check=False, cwd=empty)
    assert without.returncode == 2
    assert "casus-foederis[tables]" in without.stderr
    extras = f"casus-foederis[tables,web] @ {wheel.as_uri()}"
    run(python, "-m", "pip", "install", "--quiet", extras, cwd=tmp_path)
    (tmp_path / "events.csv").write_text("date,state,force.used\n2022-01-06,KAZ,true\n", encoding="utf-8")
    assert "Rows: 1." in run(*screen, cwd=empty)
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, cwd=empty) as server:
        assert server.stdout is not None
        at = server.stdout.readline().split()[-1]
        with urllib.request.urlopen(f"{at}cases/kazakhstan-2022") as page:  # noqa: S310 - our own
            assert b"Kazakhstan, January 2022" in page.read()
        server.terminate()
    assert list(empty.iterdir()) == []


def scenarios_of(python: Path, cwd: Path) -> str:
    script = "from casus_foederis.files.search import data_folder; print(data_folder() / 'scenarios')"
    found = run(python, "-c", script, cwd=cwd).strip()
    assert "site-packages" in found
    return found
