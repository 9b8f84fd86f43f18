"""Runs docs/notebook.ipynb in a new kernel, and writes it with what came out, the same whoever runs it.

With ``--check`` it writes nothing, and fails if what is stored is not what comes out.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

NOTEBOOK = Path(__file__).resolve().parent.parent / "docs" / "notebook.ipynb"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def executed(text: str) -> str:
    """Run a notebook from its first cell to its last. Nothing of an earlier run, or of a machine, stays."""
    notebook = nbformat.reads(text, as_version=4)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id, cell.metadata = f"cell-{number}", {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["IPYTHONDIR"] = folder  # nobody's history, and nobody's start-up files
        # Cells and outputs pass through a file there, and not through a port that all can reach.
        config = Config(KernelManager={"transport": "ipc", "ip": str(Path(folder, "kernel"))})
        place = {"metadata": {"path": folder}}
        NotebookClient(notebook, config=config, record_timing=False, resources=place).execute()
    notebook.metadata = METADATA
    return nbformat.writes(notebook) + "\n"


def main(arguments: list[str]) -> int:
    """Write the notebook, or only say whether it is up to date."""
    stored = NOTEBOOK.read_text(encoding="utf-8")
    fresh = executed(stored)
    if "--check" not in arguments:
        NOTEBOOK.write_text(fresh, encoding="utf-8")
    elif fresh != stored:
        print(f"out of date: docs/{NOTEBOOK.name}; write it anew with: make snapshots", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
