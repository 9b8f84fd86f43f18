"""Writes generated parts of documents anew: what stands between a ``table`` and an ``end`` comment.

With ``--check`` it writes nothing, and fails if a part is out of date.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import load
from casus_foederis.report.overview import overview
from casus_foederis.report.page import Table
from casus_foederis.report.terminal import PLAIN_WIDTH, print_page
from casus_foederis.suite import run

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md",)
_PART = re.compile(r"(<!-- table: (?P<name>[^>]+) -->\n```text\n).*?(```\n<!-- end -->)", re.DOTALL)


def suite_table() -> str:
    """Print the table of the suite: the letters, and a row for each account."""
    library = load()
    with Assessor(library) as assessor:
        page = overview(assessor, run(assessor, list(library.scenarios.values())))
    out = io.StringIO()
    print_page(tuple([block for block in page if isinstance(block, Table)][:2]), out, PLAIN_WIDTH)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


PARTS = {"casus run": suite_table}


def written(text: str) -> str:
    """Fill in every generated part of a document."""
    return _PART.sub(lambda part: f"{part[1]}{PARTS[part['name']]()}{part[3]}", text)


def main(arguments: list[str]) -> int:
    """Write the documents, or check them."""
    stale = []
    for name in DOCUMENTS:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        if (new := written(text)) != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(new, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"out of date: {', '.join(stale)}; write them anew with: make snapshots", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
