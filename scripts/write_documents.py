"""Writes what is generated: parts of documents, the page of messages, the schemas of file formats.

With ``--check`` it writes nothing, and fails if something is out of date.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from casus_foederis.assessor import Assessor
from casus_foederis.backtest import backtest
from casus_foederis.changes.study import choose, study
from casus_foederis.citations import of_scenario
from casus_foederis.files.formats import FORMATS
from casus_foederis.files.library import Library, load
from casus_foederis.messages import GROUPS, severity_of
from casus_foederis.model.scenario import Hypothetical, Scenario
from casus_foederis.pairs import twins
from casus_foederis.report.backtest import backtest_page
from casus_foederis.report.carried import routes
from casus_foederis.report.comparison import hinge_table, in_short
from casus_foederis.report.crossing import crossing
from casus_foederis.report.lesson import difference
from casus_foederis.report.markdown import to_markdown
from casus_foederis.report.overview import overview
from casus_foederis.report.page import Block, Row, Table, joined, line, table
from casus_foederis.report.sides import Sides
from casus_foederis.report.terminal import PLAIN_WIDTH, print_page
from casus_foederis.report.words import Words, ident
from casus_foederis.schemas import schema
from casus_foederis.suite import run

ROOT = Path(__file__).resolve().parent.parent
_PART = re.compile(r"(<!-- table: (?P<name>[^>]+) -->\n).*?(<!-- end -->)", re.DOTALL)
THREE = ("kyrgyzstan-2010-june", "armenia-2020", "kazakhstan-2022")  # with which the project began
TWO = ("kyrgyzstan-2010-june", "kazakhstan-2022")


def suite_table(library: Library) -> str:
    """Print the table of a suite: the letters, and a row for each account."""
    with Assessor(library) as assessor:
        page = overview(assessor, run(assessor, [library.scenarios[id] for id in THREE]))
    return as_text([block for block in page if isinstance(block, Table)][:2])


def as_text(blocks: Sequence[Block]) -> str:
    """Print blocks as a terminal would show them."""
    out = io.StringIO()
    print_page(tuple(blocks), out, PLAIN_WIDTH)
    lines = "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
    return f"```text\n{lines}```\n"


def cases_table(library: Library) -> str:
    """List the cases, with what the organs did and the paragraphs of the seeds in which each stands."""
    rows: list[Row] = []
    for scenario in library.scenarios.values():
        paragraphs = _seed_paragraphs(library, scenario)
        if scenario.kind == "hypothetical" and not paragraphs:
            continue
        days = ", ".join(day.isoformat() for day in sorted((scenario.date, *scenario.also_on)))
        seeds = [
            line(ident(file), f" {', '.join(map(str, sorted(each)))}") for file, each in paragraphs.items()
        ]
        where = joined(seeds, "; ") or line("not in the seeds")
        words = Words(library, library.treaty(scenario.treaty), scenario)
        done = words.done or "it did not happen"
        rows.append((line(scenario.title, " ", ident(scenario.id)), line(days), line(done), where))
    return to_markdown((table(rows, ("case", "asked on", "the organs did", "in the seeds")),))


def _seed_paragraphs(library: Library, scenario: Scenario) -> dict[str, set[int]]:
    """Find where the seeds speak of a case: file -> paragraphs."""
    found: dict[str, set[int]] = {}
    for id in sorted(claim for claim, _ in of_scenario(scenario)):
        claim = library.claims[id]
        file = library.sources[claim.source].file
        if file is not None and isinstance(claim.passage, int):
            found.setdefault(file, set()).add(claim.passage)
    return dict(sorted(found.items()))


def hypotheticals_table(library: Library) -> str:
    """List the hypotheticals that teach: what each isolates, what it teaches, its pair."""
    pairs = {pair.second: pair for pair in twins(library)}
    rows: dict[tuple[int, str, bool, str], Row] = {}
    for scenario in library.scenarios.values():
        if not isinstance(scenario, Hypothetical) or scenario.teaches is None:
            continue
        treaty = library.treaty(scenario.treaty)
        words, isolated, pair = (
            Words(library, treaty, scenario),
            scenario.teaches.condition,
            pairs.get(scenario.id),
        )
        # In the order of the treaty's rules, and each case behind the one that it is a pair of.
        place = (
            list(treaty.rules).index(isolated),
            pair.first if pair else scenario.id,
            pair is not None,
            scenario.id,
        )
        rows[place] = (
            line(scenario.title, " ", ident(scenario.id)),
            line(words.title(isolated), " ", ident(isolated)),
            line(scenario.teaches.lesson),
            line(ident(pair.first), f": {difference(words, pair.differs)}") if pair else line(),
        )
    heads = ("case", "it isolates", "it teaches", "the same as, but for")
    return to_markdown((table((rows[place] for place in sorted(rows)), heads),))


def routes_tree(library: Library) -> str:
    """Print what facts, words and readings each did between two cases."""
    with Assessor(library) as assessor:
        accounts = choose(assessor, [(library.scenarios[id], None) for id in TWO])
        sides = Sides(library, study(assessor, accounts))
    return as_text([crossing(sides), *routes(sides)])


def framing_tree(library: Library) -> str:
    """Print what carries the answers of one case's accounts, and which readings need it."""
    with Assessor(library) as assessor:
        found = study(assessor, choose(assessor, [(library.scenarios[TWO[1]], None)]))
    sides = Sides(library, found)
    return as_text([crossing(sides), *in_short(sides), *hinge_table(sides)])


PARTS = {
    f"casus run {' '.join(THREE)}": suite_table,
    "the cases": cases_table,
    "hypotheticals": hypotheticals_table,
    f"casus compare {' '.join(TWO)}": routes_tree,
    f"casus compare {TWO[1]}": framing_tree,
}


def filled_in(name: str, library: Library) -> str:
    """Fill in every generated part of a document."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return _PART.sub(lambda part: f"{part[1]}{PARTS[part['name']](library)}{part[3]}", text)


def backtest_document(library: Library) -> str:
    """Give what ``casus backtest --format markdown`` prints, with a line on where it comes from."""
    with Assessor(library) as assessor:
        page = backtest_page(library, backtest(assessor, list(library.scenarios.values())))
    return f"<!-- Written by: casus backtest --format markdown -->\n\n{to_markdown(page)}"


INTRODUCTION = """\
# Every message, and its remedy

What Casus can find wrong or odd. The word in brackets at the end of a message is its heading here.
`casus check` finds everything in all files at once; an error makes its exit code 2, a warning does not. Words
in braces are filled in, `{advice}` with what is worked out from what is known.

This page is generated from `engine/casus_foederis/messages.py`; the examples are from `tests/bad/`.
"""
HEADINGS = {
    "file": "The file as such",
    "yaml": "YAML, the form of the text",
    "shape": "Keys and values",
    "ids": "Names",
    "law": "For those who write treaties, claims and translations",
    "odd": "What is legally odd",
    "request": "What is asked on the command line",
    "table": "Tables",
}


def messages_page() -> str:
    """List every message with its remedy, and an example of each."""
    examples = _examples()
    contents = [f"- [{HEADINGS[group]}](#{_anchor(HEADINGS[group])})" for group in GROUPS]
    blocks = [INTRODUCTION, "\n".join(contents) + "\n"]
    for group, messages in GROUPS.items():
        blocks.append(f"## {HEADINGS[group]}\n")
        for code, message in messages.items():
            blocks.append(
                f"### {code}\n\n{severity_of(code).capitalize()}: {message.cause} {message.remedy}\n"
            )
            if code in examples:
                blocks.append(f"```text\n{examples[code]}\n```\n")
    return "\n".join(blocks)


def _anchor(heading: str) -> str:
    """Name the place of a heading as GitHub does."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _examples() -> dict[str, str]:
    """Find the shortest example of each message among the broken files of the tests."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "tests" / "bad").glob("*.txt")):
        for block in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").rstrip("\n")):
            code = re.search(r"\[(\w+)\]$", block.splitlines()[0])
            if code and len(block) < len(found.get(code[1], block + " ")):
                found[code[1]] = block
    return found


def generated() -> Iterator[tuple[str, str]]:
    """Yield every generated file with what it should hold."""
    library = load()
    for name in ("README.md", "docs/levers.md", "docs/hypotheticals.md"):
        yield name, filled_in(name, library)
    yield "docs/messages.md", messages_page()
    yield "docs/backtest.md", backtest_document(library)
    for kind in FORMATS:
        yield f"schemas/{kind}.json", json.dumps(schema(library, kind), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write what is out of date, or only name it."""
    stale = []
    for name, text in generated():
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"out of date: {', '.join(stale)}; write them anew with: make snapshots", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
