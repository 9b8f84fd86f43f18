"""Sessions at a terminal, as documents show them: commands behind ``$``, what was typed behind ``>``."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from doors.process import Terminal

_TYPED = re.compile(r"^(?:\[.*\] )?>(?: (.*))?$")


def typed_in(lines: Iterable[str]) -> Iterator[str]:
    """Give what was typed in some lines of a session."""
    for line in lines:
        if (found := _TYPED.match(line)) is not None:
            yield found[1] or ""


def replay(session: str, folder: Path) -> str:
    """Run the commands of a session one after another, type what was typed in it, and give all that shows.

    Spaces at the ends of lines are left out. Every command has to succeed.
    """
    shown = []
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, *lines = part.splitlines()
        name, *arguments = shlex.split(command)
        assert name == "casus", command
        with Terminal(*arguments, cwd=folder) as terminal:
            terminal.prompt()
            for text in typed_in(lines):
                terminal.type(text)
            assert terminal.end() == 0, terminal.shown
        body = "\n".join(line.rstrip() for line in terminal.shown.splitlines())
        shown.append(f"$ {command}\n{body.strip()}\n")
    return "\n".join(shown)
