"""A class at the teaching page: 50 readers, each switching something every two seconds, for a minute.

The server is the real one, in a process of its own; readers only send and wait. Every answer is held against
that of the engine, asked alone. Exits with 1 if one request fails, or one answer is another. See the README
beside this file.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any, Final

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import Library, load
from casus_foederis.web.addresses import Query
from casus_foederis.web.hypothesis import answers, read
from casus_foederis.web.site import Site

VERDICT: Final = re.compile(rb'class="verdict (\w+)"')
ANOTHER_READING: Final = 0.2  # how often a reader takes another interpretation, too
ALONE: Final = 3.0  # seconds for which a single reader switches, before the others come


@dataclass(frozen=True)
class Switched:
    """What a switch was answered: address, HTTP status, verdict, and how long it took, in seconds."""

    address: str
    status: int
    verdict: str
    took: float


def main() -> int:
    """Print what came of it; 1 if something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--readers", type=int, default=50, help="readers at once (50)")
    parser.add_argument("--seconds", type=float, default=60, help="how long (60)")
    parser.add_argument("--pause", type=float, default=2, help="seconds between two switches of a reader (2)")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        _serve()
        return 0
    program = [sys.executable, __file__, "--serve"]
    server = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)  # noqa: S603 - this very file
    try:
        said = server.stdout.readline() if server.stdout is not None else ""
        found = re.search(r":(\d+)/", said)
        if found is None:
            return 1
        port = int(found[1])
        library = load()
        alone = asyncio.run(_class(port, library, 1, ALONE, 0))
        many = asyncio.run(_class(port, library, options.readers, options.seconds, options.pause))
        hurry = asyncio.run(_class(port, library, options.readers, options.seconds / 3, 0))
        server.send_signal(signal.SIGINT)
        out, _ = server.communicate(timeout=30)
    finally:
        server.kill()
    shares = json.loads(out.splitlines()[-1])
    wrong = _wrong(library, [*alone, *many, *hurry])
    print(_told(options, alone, many, hurry))
    print(f"\nFailed, or another answer than the engine's: {len(wrong)}.")
    print(f"Of the work on an answer, spent in the engine: {shares['engine'] / shares['work']:.0%},")
    print(f"in {shares['assessments'] / shares['answers']:.1f} assessments for an answer.")
    for each in wrong[:10]:
        print(f"wrong: {each}")
    return 1 if wrong or not many else 0


async def _class(port: int, library: Library, readers: int, seconds: float, pause: float) -> list[Switched]:
    """Have some readers switch for some time; they begin one after another within one pause."""
    until = time.perf_counter() + seconds
    each = (_reader(port, library, number / readers, until, pause) for number in range(readers))
    found = await asyncio.gather(*each)
    return [switched for one in found for switched in one]


async def _reader(port: int, library: Library, place: float, until: float, pause: float) -> list[Switched]:
    """Switch one thing after another, from an account of a case, as the script of the page does it."""
    lot, site = random.Random(place), Site(Assessor(library))
    accounts = [f"{each.id}:{id}" for each in library.scenarios.values() for id in each.framings]
    now = {"from": lot.choice(accounts)}
    found: list[Switched] = []
    await asyncio.sleep(pause * place)
    reading, writing = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        fact = lot.choice(list(library.vocabulary.facts))
        now[fact] = lot.choice(answers(site, fact))
        if lot.random() < ANOTHER_READING:
            now["interpretation"] = lot.choice(list(library.interpretations.interpretations))
        address = "/lab?" + "&".join(f"{key}={value}" for key, value in now.items())
        began = time.perf_counter()
        writing.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCasus-Part: 1\r\n\r\n".encode())
        status, body = await _reply(reading)
        took = time.perf_counter() - began
        verdict = VERDICT.search(body)
        found.append(Switched(address, status, verdict[1].decode() if verdict else "", took))
        await asyncio.sleep(max(0.0, pause - took))
    writing.close()
    return found


async def _reply(reading: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reading.readuntil(b"\r\n\r\n")
    status = int(head.split()[1])
    length = re.search(rb"content-length: (\d+)", head)
    return status, await reading.readexactly(int(length[1]) if length else 0)


def _wrong(library: Library, switched: list[Switched]) -> list[Switched]:
    """List the answers that failed, or are not those that the engine gives when it is asked alone."""
    wrong = []
    with Assessor(library) as assessor:
        site = Site(assessor)
        for each in switched:
            tried = read(site, Query.of(each.address))
            own = assessor.assess(tried.question)[tried.treaty.main].status
            if each.status != 200 or each.verdict != own:
                wrong.append(each)
    return wrong


def _told(
    options: argparse.Namespace, alone: list[Switched], many: list[Switched], hurry: list[Switched]
) -> str:
    one = median(each.took for each in alone)
    rows = ["| readers | each switches | answered | a second | median | 95th centile | longest |"]
    rows.append("|---:|---|---:|---:|---:|---:|---:|")
    for readers, pace, seconds, found in (
        (1, "at once", ALONE, alone),
        (options.readers, f"every {options.pause:g} s", options.seconds, many),
        (options.readers, "at once", options.seconds / 3, hurry),
    ):
        took = [each.took for each in found]
        high = quantiles(took, n=20)[-1]
        times = " | ".join(
            f"{each * 1000:,.0f} ms ({each / one:.1f})" for each in (median(took), high, max(took))
        )
        rows.append(f"| {readers} | {pace} | {len(found):,} | {len(found) / seconds:.0f} | {times} |")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} CPUs, {python}."
    return "\n".join([*rows, "", f"In brackets, times the median of one reader alone. {machine}"])


def _serve() -> None:
    """Serve, and print at the end how much work there was, and how much of it was the engine's.

    Work is time of the processor, so that to wait for one's turn does not count.
    """
    from casus_foederis import rete
    from casus_foederis.web import guards
    from casus_foederis.web.serving import serve

    spent = {"work": 0.0, "engine": 0.0, "answers": 0, "assessments": 0}
    counting = threading.Lock()

    def timed(work: Any, what: str, times: str) -> Any:
        def run(*arguments: Any) -> Any:
            if threading.current_thread() is threading.main_thread():
                return work(*arguments)  # beforehand, for nobody in particular
            began = time.thread_time()
            try:
                return work(*arguments)
            finally:
                with counting:
                    spent[what] += time.thread_time() - began
                    spent[times] += 1

        return run

    rete.Engine.infer = timed(rete.Engine.infer, "engine", "assessments")  # type: ignore[method-assign]
    answer = guards.Desk.answer

    async def counted(desk: guards.Desk, work: Any) -> Any:
        return await answer(desk, timed(work, "work", "answers"))

    guards.Desk.answer = counted  # type: ignore[assignment, method-assign]
    serve((), "127.0.0.1", 0, browser=False)
    print(json.dumps(spent))


if __name__ == "__main__":
    sys.exit(main())
