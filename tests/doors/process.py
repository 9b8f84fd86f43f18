"""Runs ``casus`` in a real process, or in a real terminal."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Self

from casus_foederis.cli import main
from casus_foederis.commands import DONE, INPUT_WRONG

COMMAND = [sys.executable, "-W", "error", "-m", "casus_foederis"]


def casus(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command and give what came of it."""
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, **options)


def refusal(*arguments: str) -> str:
    """Give a command that it has to refuse; give what it says."""
    done = here(*arguments)
    assert (done.returncode, done.stdout) == (INPUT_WRONG, "")
    return done.stderr


def data(*arguments: str) -> Any:
    """Give a command that must succeed; give its JSON."""
    done = here(*arguments, "--format", "json")
    assert (done.returncode, done.stderr) == (DONE, "")
    return json.loads(done.stdout)


def here(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, which is faster, and give what came of it."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
    printed, told = (stream.buffer.getvalue().decode() for stream in (out, err))
    return subprocess.CompletedProcess(arguments, code, printed, told)


# Makes the terminal that of the process, so that its control signs reach it, even if whoever runs the tests has
# them ignored; then runs the command.
_TAKE_TERMINAL = (
    "import fcntl, os, signal, sys, termios; "
    "signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)
CONTROL_C, CONTROL_D = "\x03", "\x04"


class Terminal:
    """A terminal at which somebody types, plain unless its kind says else. ``shown`` is all that has been on it."""

    def __init__(
        self,
        *arguments: str,
        cwd: Path | None = None,
        command: Sequence[str] = COMMAND,
        columns: int = 80,
        kind: str = "dumb",
    ) -> None:
        self._main, second = pty.openpty()
        fcntl.ioctl(second, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        unwanted = {"NO_COLOR", "COLUMNS", "LINES"}
        environment = {id: value for id, value in os.environ.items() if id not in unwanted} | {"TERM": kind}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_TERMINAL, *command, *arguments],
            stdin=second,
            stdout=second,
            stderr=second,
            env=environment,
            cwd=cwd,
            start_new_session=True,
        )
        os.close(second)
        self.shown = ""

    def prompt(self) -> str:
        """Wait until something is asked, or the program ends; give what has been shown since the last time."""
        return self._read(until=b"> ")

    def rest(self) -> str:
        """Wait until the program ends; give what has been shown since the last time."""
        return self._read()

    def _read(self, until: bytes | None = None) -> str:
        output = b""
        while (until is None or not output.endswith(until)) and select.select([self._main], [], [], 60)[0]:
            try:
                output += os.read(self._main, 65_536)
            except OSError:  # the terminal's way of saying that the process has ended
                break
        text = output.decode().replace("\r\n", "\n")
        self.shown += text
        return text

    def type(self, text: str) -> str:
        """Type a line, and wait for the next prompt; control signs go without an end of the line."""
        if text in (CONTROL_C, CONTROL_D):
            time.sleep(0.2)  # nobody is quicker: in the instant after a prompt, Python overlooks a signal
        else:
            text += "\n"
        os.write(self._main, text.encode())
        return self.prompt()

    def end(self) -> int:
        """Wait for the end, and give the exit code."""
        return self.process.wait(timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._main)


def on_a_terminal(*arguments: str, columns: int, code: int = 0) -> str:
    """Run a command in a terminal of this width that knows colours, and give what it shows."""
    with Terminal(*arguments, columns=columns, kind="xterm-256color") as terminal:
        terminal.rest()
        assert terminal.end() == code
    return terminal.shown
