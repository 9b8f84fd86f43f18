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
from typing import IO, Final, cast

from casus_foederis.driver import BETWEEN, FAILED, READY, Conclusion, EngineError

PATIENCE: Final = 20.0  # seconds for one answer, of which there are hundreds a second
# -P: what lies in the folder where somebody works is none of our modules.
_COMMAND: Final = (sys.executable, "-P", "-m", "casus_foederis.driver")
_PART: Final = 2**18  # bytes read at a time


class ContainedDriver:
    """As a `Driver`, with which it shares its methods; but in processes of its own.

    There are as many of them as threads that ask at the same time. Whatever ends such a process, or keeps it
    busy for longer than ``patience`` seconds, is an `EngineError`.
    """

    def __init__(
        self, definition: str, conclusions: Mapping[str, Conclusion], *, patience: float = PATIENCE
    ) -> None:
        self._setup, self._patience = json.dumps([definition, conclusions]), patience
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._closed = False
        self._lock = threading.Lock()

    def fire(self, facts: str) -> list[str]:
        """Do what `Driver.fire` does."""
        worker = self._take()
        try:
            answer = self._ask(worker, facts)
        except BaseException:
            worker.close()  # an answer that comes later would be taken for that to another question
            with self._lock:
                self._workers.discard(worker)
            raise
        with self._lock:
            self._idle.append(worker)
        if answer.startswith(FAILED):
            raise EngineError(answer.removeprefix(FAILED))
        return answer.split(BETWEEN) if answer else []

    def _take(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise EngineError("the engine is closed")
            while self._idle:
                worker = self._idle.pop()
                if worker.lives():
                    return worker
                worker.close()
                self._workers.discard(worker)
            try:
                worker = _Worker(self._patience)
            except OSError as error:
                raise EngineError(f"durable-rules could not be started ({error.strerror})") from None
            self._workers.add(worker)
            return worker

    def _ask(self, worker: _Worker, facts: str) -> str:
        try:
            if not worker.ready:
                worker.ready = worker.answer(self._setup) == READY
                if not worker.ready:
                    raise EOFError
            return worker.answer(facts)
        except TimeoutError:
            raise EngineError(f"durable-rules gave no answer within {self._patience:g} seconds") from None
        except (OSError, EOFError, ValueError):
            raise EngineError(f"durable-rules crashed ({worker.how_it_ended()})") from None

    def close(self) -> None:
        """End the processes, also those that are busy."""
        with self._lock:
            self._closed = True
            workers, self._workers, self._idle = self._workers, set(), []
        for worker in workers:
            worker.close()


class _Worker:
    """A process that takes lines, and answers each with a line."""

    def __init__(self, patience: float) -> None:
        self.ready = False
        self._patience = patience
        self._process = subprocess.Popen(  # noqa: S603 - our own
            _COMMAND, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._lines, self._answers = (
            cast(IO[bytes], self._process.stdin),
            cast(IO[bytes], self._process.stdout),
        )
        os.set_blocking(self._lines.fileno(), False)  # whoever reads nothing must not stop us
        self._writable, self._readable = select.poll(), select.poll()
        self._writable.register(self._lines, select.POLLOUT)
        self._readable.register(self._answers, select.POLLIN)

    def answer(self, line: str) -> str:
        """Send a line, and read one. Raises ``EOFError`` if none comes, ``TimeoutError`` if none in time."""
        until = time.monotonic() + self._patience
        unsent, read = f"{line}\n".encode(), bytearray()
        while unsent:
            _wait(self._writable, until)
            unsent = unsent[os.write(self._lines.fileno(), unsent) :]
        while not read.endswith(b"\n"):
            _wait(self._readable, until)
            part = os.read(self._answers.fileno(), _PART)
            if not part:
                raise EOFError
            read += part
        return read[:-1].decode()

    def lives(self) -> bool:
        """Tell whether the process has not ended."""
        return self._process.poll() is None

    def how_it_ended(self) -> str:
        """Name the signal that ended it, or tell its exit code."""
        code = self.close()
        with suppress(ValueError):
            return signal.Signals(-code).name
        return f"exit code {code}"

    def close(self) -> int:
        """End the process, and tell how it ended."""
        self._lines.close()
        try:
            return self._process.wait(timeout=1)  # when there are no more lines, it ends by itself
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            self._answers.close()


def _wait(for_what: select.poll, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0 or not for_what.poll(1000 * left):
        raise TimeoutError
