"""What stands before all answers: who may ask, how much, for how long, and what browsers allow.

A guard is an ASGI application around another, so nothing that is written further in can leave it out.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any, Final, TypeVar

import anyio
import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casus_foederis.files.source import LARGEST_FILE
from casus_foederis.problems import UsageError
from casus_foederis.web.addresses import LONGEST, LONGEST_SENT

LARGEST_BODY: Final = LARGEST_FILE + 10_000  # bytes; a form has a frame around the file
LONGEST_ANSWER: Final = 20.0  # seconds that an answer may take
OWN_NAMES: Final = ("127.0.0.1", "::1", "localhost")  # of a server that answers its own machine alone
MOST_AT_ONCE: Final = 2  # answers worked out at a time: more only take turns, and get in each other's way
MOST_WAITING: Final = 200  # answers that wait for their turn
SLOWEST_BODY: Final = 10.0  # seconds until a body has arrived
_T = TypeVar("_T")
_HOST: Final = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{1,5})?")  # name, port

# No script and no style but ours, nothing from elsewhere, nobody's frame: even if a text got out of its
# quotes, a browser would not run it.
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class RefusedError(Exception):
    """A request that is not answered: with which HTTP status, and why, as a message."""

    def __init__(self, status: int, code: str, **values: str) -> None:
        self.status = status
        self.reason = UsageError(code, **values)
        super().__init__(str(self.reason))


class Guard:
    """Sets the headers; refuses addresses that are too long, bodies that are too large, and names of others.

    ``hosts`` are the names under which the server may be asked, if not all are allowed: a page of somebody
    else could lead a browser here under a name of its own. ``refuse`` makes the answer to what is refused.
    """

    def __init__(
        self, app: ASGIApp, hosts: Collection[str] | None, refuse: Callable[[Scope, RefusedError], ASGIApp]
    ) -> None:
        self._app, self._hosts, self._refuse = app, hosts, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        app: ASGIApp = self._app
        try:
            self._check(scope)
            if scope["method"] in ("POST", "PUT", "PATCH", "DELETE"):
                receive = _replayed(await _read_in_time(receive))
        except RefusedError as refused:
            app = self._refuse(scope, refused)
        await app(scope, receive, send_guarded)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        navigates = headers.get("sec-fetch-mode") == "navigate" and scope["method"] == "GET"
        if headers.get("sec-fetch-site") == "cross-site" and not navigates:
            raise RefusedError(403, "not_from_elsewhere")
        name = _name_of(headers.get("host", ""))
        if self._hosts is not None and name not in self._hosts:
            raise RefusedError(421, "not_our_name", id=name, names=", ".join(sorted(self._hosts)))
        if len(scope["query_string"]) + len(scope.get("raw_path") or b"") > LONGEST_SENT:
            raise RefusedError(414, "address_too_long", most=str(LONGEST))
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > LARGEST_BODY:
            raise RefusedError(413, "body_too_large", limit=str(LARGEST_BODY))


def _name_of(host: str) -> str:
    """Give the name of a host without its port; nothing for what cannot be one."""
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).casefold() if found else ""


async def _read_in_time(receive: Receive) -> bytes:
    try:
        with anyio.fail_after(SLOWEST_BODY):
            return await _read(receive)
    except TimeoutError:
        raise RefusedError(408, "too_slow", seconds=f"{SLOWEST_BODY:.0f}") from None


async def _read(receive: Receive) -> bytes:
    """Read a body whole. Raises `RefusedError` as soon as it is too large, whatever it said of its length."""
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RefusedError(400, "broken_off")  # which nobody reads
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST_BODY:
            raise RefusedError(413, "body_too_large", limit=str(LARGEST_BODY))
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


def _replayed(body: bytes) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    return receive


class Desk:
    """Has answers worked out in threads, a few at a time, and does not wait for one that takes too long.

    What takes too long goes on until it is done, since a thread cannot be stopped, and keeps its place at
    the desk until then.
    """

    def __init__(self, places: int) -> None:
        self._places = anyio.CapacityLimiter(places)
        self._threads = anyio.CapacityLimiter(math.inf)  # which have a place already
        self._begun: set[asyncio.Task[Any]] = set()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._begun.discard(task)
        if not task.cancelled():
            task.exception()  # somebody has asked for it, or nobody waits for it any more

    async def answer(self, work: Callable[[], _T]) -> _T:
        """Work an answer out. Raises `RefusedError` if that takes too long, or too many wait already."""
        if self._places.statistics().tasks_waiting >= MOST_WAITING:
            raise RefusedError(503, "too_many_wait")
        loop, visitor = asyncio.get_running_loop(), object()

        def at_the_desk() -> _T:
            try:
                return work()
            finally:
                with suppress(RuntimeError):  # the server has ended meanwhile
                    loop.call_soon_threadsafe(self._places.release_on_behalf_of, visitor)

        try:
            with anyio.fail_after(LONGEST_ANSWER):
                await self._places.acquire_on_behalf_of(visitor)
                # A task of its own begins for certain. Otherwise the time could be up just before, and nobody
                # would give the place back.
                run = anyio.to_thread.run_sync(at_the_desk, abandon_on_cancel=True, limiter=self._threads)
                task = loop.create_task(run)
                self._begun.add(task)
                task.add_done_callback(self._ended)
                return await asyncio.shield(task)
        except TimeoutError:
            raise RefusedError(503, "took_too_long", seconds=f"{LONGEST_ANSWER:.0f}") from None
