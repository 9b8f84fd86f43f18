"""Runs ``casus`` in a real process, or in a real terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import Any

COMMAND = [sys.executable, "-W", "error", "-m", "casus_foederis"]


def casus(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command and give what came of it."""
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, **options)


def data(*arguments: str) -> Any:
    """Run a command that must succeed, and give its JSON."""
    done = casus(*arguments, "--format", "json")
    assert done.stderr == ""
    assert done.returncode == 0
    return json.loads(done.stdout)


def on_a_terminal(*arguments: str, columns: int, code: int = 0) -> str:
    """Run a command in a terminal of this width, and give what it shows."""
    main, second = pty.openpty()
    environment = {
        id: value for id, value in os.environ.items() if id not in {"NO_COLOR", "COLUMNS", "LINES"}
    }
    environment |= {"TERM": "xterm-256color", "COLUMNS": str(columns)}
    process = subprocess.Popen([*COMMAND, *arguments], stdout=second, env=environment)
    os.close(second)
    output = b""
    while True:
        try:
            chunk = os.read(main, 65_536)
        except OSError:  # the terminal's way of saying that the process has ended
            break
        output += chunk
    os.close(main)
    assert process.wait() == code
    return output.decode()
