"""durable-rules in a process of its own, so that whatever happens in it stays there.

The rules that we put to it stay inside of what it can bear, as far as anybody knows; a crash or an endless
loop in C would still take the whole program along, and no exception would tell in which case. In a worker it
costs one answer, and the next is given by a new worker.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from casus_foederis.driver import BETWEEN, FAILED, READY, Conclusion, EngineError

PATIENCE: Final = 20.0  # seconds for one answer, of which there are hundreds a second
_COMMAND: Final = (sys.executable, "-m", "casus_foederis.driver")
_PART: Final = 2**18  # bytes read at a time


class ContainedDriver:
    """As a `Driver`, with which it shares its methods; but in a process of its own.

    Whatever ends that process, or keeps it busy for longer than ``patience`` seconds, is an `EngineError`.
    """

    def __init__(
        self, definition: str, conclusions: Mapping[str, Conclusion], *, patience: float = PATIENCE
    ) -> None:
        self._setup, self._patience = json.dumps([definition, conclusions]), patience
        self._worker: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def fire(self, facts: str) -> list[str]:
        """Do what `Driver.fire` does."""
        with self._lock:
            return self._fire(facts)

    def _fire(self, facts: str) -> list[str]:
        try:
            if self._worker is None:
                self._worker = subprocess.Popen(  # noqa: S603 - our own
                    _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                )
                if self._answer(self._worker, self._setup) != READY:
                    raise EOFError
            answer = self._answer(self._worker, facts)
        except TimeoutError:
            self.close()
            raise EngineError(f"durable-rules gave no answer within {self._patience:g} seconds") from None
        except (OSError, EOFError):
            raise EngineError(f"durable-rules crashed ({self._how_it_ended()})") from None
        except BaseException:
            self.close()  # an answer that comes later would be taken for that to another question
            raise
        if answer.startswith(FAILED):
            raise EngineError(answer.removeprefix(FAILED))
        return answer.split(BETWEEN) if answer else []

    def _answer(self, worker: subprocess.Popen[bytes], line: str) -> str:
        """Send a line, and read one. Raises ``EOFError`` if none comes, ``TimeoutError`` if none in time."""
        if worker.stdin is None or worker.stdout is None:
            raise EOFError
        worker.stdin.write(f"{line}\n".encode())
        worker.stdin.flush()
        until, read = time.monotonic() + self._patience, bytearray()
        while not read.endswith(b"\n"):
            left = until - time.monotonic()
            if left <= 0 or not select.select([worker.stdout], [], [], left)[0]:
                raise TimeoutError
            part = os.read(worker.stdout.fileno(), _PART)
            if not part:
                raise EOFError
            read += part
        return read[:-1].decode()

    def _how_it_ended(self) -> str:
        code = self.close()
        with suppress(ValueError):
            return signal.Signals(-code).name
        return f"exit code {code}"

    def close(self) -> int:
        """End the process, and tell how it ended."""
        worker, self._worker = self._worker, None
        if worker is None:
            return 0
        if worker.stdin is not None:
            with suppress(OSError):
                worker.stdin.close()
        try:
            return worker.wait(
                timeout=1
            )  # it ends by itself, if it has not yet, when there are no more lines
        except subprocess.TimeoutExpired:
            worker.kill()
            return worker.wait()
        finally:
            if worker.stdout is not None:
                worker.stdout.close()
