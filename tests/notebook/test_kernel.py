"""Answers in a real IPython, and the notebook in a real kernel, run anew and held against what is stored."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import ROOT

pytestmark = pytest.mark.notebook

SHELL = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(history_length=0)
shell.history_manager.enabled = False
def kinds(code):
    data, _ = shell.display_formatter.format(eval(code, shell.user_ns))
    return sorted(data), data["text/plain"][:24]
"""


def printed(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_importing_is_enough() -> None:
    lines = printed(f"""{SHELL}
shell.run_cell("import casus_foederis as casus; found = casus.assess('kazakhstan-2022')")
print(*kinds("found"))
print(*kinds("[found]"))
print(*kinds("casus.explain(found)"))
print(*kinds("__import__('copy').deepcopy(found)"))
""")
    assert lines == [
        "['text/html', 'text/plain'] Kazakhstan, January 2022",
        "['text/plain'] [Assessment(scenario='ka",
        "['text/html', 'text/plain'] Kazakhstan, January 2022",
        "['text/plain'] Assessment(scenario='kaz",
    ]


def test_imported_before_ipython_started_it_can_be_loaded() -> None:
    lines = printed(f"""
import casus_foederis as casus
{SHELL}
shell.user_ns["found"] = casus.assess("kazakhstan-2022")
print(*kinds("found"))
shell.run_line_magic("load_ext", "casus_foederis")
print(*kinds("found"))
""")
    assert lines[0] == "['text/plain'] Assessment(scenario='kaz"
    assert lines[-1] == "['text/html', 'text/plain'] Kazakhstan, January 2022"


def test_where_ipython_is_only_imported_nothing_happens() -> None:
    program = "import IPython, sys, casus_foederis; print('casus_foederis.report.fragments' in sys.modules)"
    assert printed(program) == ["False"]


def test_the_stored_notebook_is_what_a_kernel_makes_of_it() -> None:
    script = ROOT / "scripts" / "write_notebook.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
