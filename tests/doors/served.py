"""A server of the teaching page in a thread, and a plain client that sends just what it is told to."""

from __future__ import annotations

import contextlib
import contextvars
import http.client
import socket
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import uvicorn

from casus_foederis.assessor import Assessor
from casus_foederis.web.app import make_app
from casus_foederis.web.site import Site


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    port: int
    host: str = "127.0.0.1"

    @property
    def home(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send one request, the path letter by letter as it is given."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        named = {key.casefold() for key in headers or {}}
        try:
            connection.putrequest(method, path, skip_host="host" in named, skip_accept_encoding=True)
            for key, value in (headers or {}).items():
                connection.putheader(key, value)
            if body is not None and "content-length" not in named:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            found = connection.getresponse()
            sent = {key.casefold(): value for key, value in found.getheaders()}
            return Reply(found.status, sent, found.read())
        finally:
            connection.close()

    def page(self, path: str) -> str:
        """Open a page that has to be there, going where it leads."""
        reply = self.ask(path)
        for _ in range(3):
            if reply.status != 303:
                break
            reply = self.ask(reply.headers["location"])
        assert reply.status == 200, (path, reply.status, reply.text)
        return reply.text

    def send(self, path: str, name: str, raw: bytes) -> Reply:
        """Send a file, as a form does."""
        line = "a-line-that-stands-nowhere-else"
        head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + raw + f"\r\n--{line}--\r\n".encode()
        return self.ask(path, "POST", body, {"Content-Type": f"multipart/form-data; boundary={line}"})

    def post(self, path: str, data: Any) -> Reply:
        """Send data as JSON."""
        import json

        return self.ask(path, "POST", json.dumps(data).encode(), {"Content-Type": "application/json"})


@contextlib.contextmanager
def serving(assessor: Assessor, hosts: Collection[str] | None = None) -> Iterator[Served]:
    """Serve until the block ends, in the language that is spoken here."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(256)
        app = make_app(Site(assessor), hosts)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none", lifespan="off"))
        run = contextvars.copy_context().run
        thread = threading.Thread(target=run, args=(server.run, [taken]), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Served(taken.getsockname()[1])
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive()
