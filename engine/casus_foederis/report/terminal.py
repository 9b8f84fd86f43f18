"""Pages for the terminal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree as Twigs

from casus_foederis.phrases import say
from casus_foederis.report.page import Blank, Branch, Heading, Line, Page, Paragraph, Table, Tone, Tree

_STYLES: Final = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.MUTED: "dim",
    Tone.ID: "cyan",
    Tone.MET: "bold green",
    Tone.NOT_MET: "bold red",
    Tone.UNDETERMINED: "bold yellow",
}
_LONG: Final = 5  # cases; fewer are answered within a second
PLAIN_WIDTH: Final = 100  # of output that goes to a file or a pipe


class PlainConsole(Console):
    """A console that shows text as it is, and leaves it to the caller what to do when its reader leaves.

    It prints to its file in a notebook, too, where rich would show what is printed.
    """

    def __init__(self, file: TextIO, width: int | None = None, *, styled: bool = True) -> None:
        super().__init__(
            file=file,
            width=width,
            highlight=False,
            emoji=False,
            markup=False,
            force_jupyter=False,
            color_system="auto" if styled else None,
        )

    def on_broken_pipe(self) -> None:
        """Let the error out, instead of ending the program as if an expectation had failed."""
        raise BrokenPipeError


@contextmanager
def progress(total: int, file: TextIO) -> Iterator[Callable[[object], None]]:
    """Show on a terminal how much of long work is done, and leave nothing behind; elsewhere, show nothing."""
    if not file.isatty() or total < _LONG:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress

    with Progress(BarColumn(), MofNCompleteColumn(), console=PlainConsole(file), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda _: bar.advance(task)


@contextmanager
def counting(total: int | None, file: TextIO) -> Iterator[Callable[[int], None]]:
    """Count rows on a terminal while they are done, whether or not it is known how many there are."""
    if not file.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.completed:,}"),
        TextColumn("{task.description}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=PlainConsole(file), transient=True) as bar:
        task = bar.add_task(say("tables.progress"), total=total)
        yield lambda rows: bar.advance(task, rows)


def print_page(page: Page, file: TextIO, width: int | None = None, *, styled: bool = True) -> None:
    """Print a page: in colour and to the window's width on a terminal, plain and of fixed width elsewhere.

    A width given here, or in the environment as ``COLUMNS``, comes first. What is not ``styled`` is plain
    even where the environment forces colour, as that of notebooks does.
    """
    if width is None and not file.isatty() and "COLUMNS" not in os.environ:
        width = PLAIN_WIDTH
    console = PlainConsole(file, width, styled=styled)
    for number, block in enumerate(page):
        match block:
            case Heading(line=line, level=level):
                if number:
                    console.print()
                console.print(_text(line, "bold underline" if level == 1 else "bold"))
                if level == 1:
                    console.print()
            case Paragraph(line=line):
                console.print(_text(line))
            case Tree(branches=branches):
                for branch in branches:
                    console.print(_twigs(branch))
            case Table():
                console.print(_grid(block))
            case Blank(lines=lines):
                console.print("\n".join(["_" * min(console.width, PLAIN_WIDTH)] * lines))


def _text(line: Line, base: str = "") -> Text:
    text = Text(style=base, overflow="fold")
    for span in line:
        text.append(span.text.replace("\n", " "), style=_STYLES[span.tone])
    return text


def _cell(line: Line) -> Text | Padding:
    """Set a cell; one that begins with spaces keeps them on every line that it takes."""
    indent = len(line[0].text) if line and line[0].text.isspace() else 0
    return Padding(_text(line[1:]), (0, 0, 0, indent)) if indent else _text(line)


def _twigs(branch: Branch) -> Twigs:
    tree = Twigs(_text(branch.line), guide_style="dim")
    _grow(tree, branch)
    return tree


def _grow(tree: Twigs, branch: Branch) -> None:
    for part in branch.parts:
        _grow(tree.add(_text(part.line)), part)


def _grid(table: Table) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 1), show_header=any(table.head), expand=False)
    for number, head in enumerate(table.head):
        grid.add_column(
            _text(head, "dim"),
            no_wrap=number in table.narrow,
            justify="center" if number in table.narrow else "default",
            overflow="fold",
        )
    for number, group in enumerate(table.groups):
        if number:
            grid.add_row()
        for row in group:
            grid.add_row(*(_cell(cell) for cell in row))
            if table.roomy:
                grid.add_row("\n\n")
    return grid
