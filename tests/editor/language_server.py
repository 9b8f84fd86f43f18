"""A small synchronous client of yaml-language-server: what an editor shows, for tests.

Lines and characters count from 0, as in the protocol; a character is a UTF-16 unit.
The settings keep the server off the network.
"""

import contextlib
import json
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}}
MARKUP = ["markdown", "plaintext"]
CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": MARKUP}},
        "hover": {"contentFormat": MARKUP},
    },
}


class LanguageServerError(Exception):
    """The server refused a request, ended, or took too long."""


class LanguageServer:
    """A running language server, to be used in a `with` statement."""

    def __init__(self, command: Sequence[str], workspace: Path | None = None, time_limit: float = 10) -> None:
        """Start the server; it is killed if it ever keeps us waiting longer than the limit."""
        self._time_limit = time_limit
        self._requests = 0
        self._responses: dict[int, dict[str, Any]] = {}
        self._configured = False
        self._versions: dict[str, int] = {}
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
        )
        uri = workspace.absolute().as_uri() if workspace else None
        folders = [{"uri": uri, "name": "workspace"}] if uri else None
        start = {"processId": None, "rootUri": uri, "workspaceFolders": folders}
        self._request("initialize", start | {"capabilities": CAPABILITIES})
        self._notify("initialized", {})
        self._wait_until(lambda: self._configured, "request for the settings")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            if self._process.poll() is None:
                self._request("shutdown", None)
                self._notify("exit", None)
                self._process.wait(self._time_limit)
        finally:
            self._end()

    def open(self, path: Path, text: str) -> None:
        """Open the file with this text, or replace its text."""
        uri = path.absolute().as_uri()
        if uri not in self._versions:
            self._versions[uri] = 1
            document = {"uri": uri, "version": 1, "languageId": "yaml", "text": text}
            self._notify("textDocument/didOpen", {"textDocument": document})
        else:
            self.diagnostics(path)  # they carry no version: let the old ones arrive first
            del self._diagnostics[uri]
            self._versions[uri] += 1
            document = {"uri": uri, "version": self._versions[uri]}
            changes = {"textDocument": document, "contentChanges": [{"text": text}]}
            self._notify("textDocument/didChange", changes)

    def complete(self, path: Path, line: int, character: int) -> list[dict[str, Any]]:
        """Return the completion items offered at the position."""
        result = self._request_at("textDocument/completion", path, line, character)
        return list(result["items"])

    def hover(self, path: Path, line: int, character: int) -> str:
        """Return the text shown over the position; empty if none."""
        result = self._request_at("textDocument/hover", path, line, character)
        return str(result["contents"]["value"]) if result else ""

    def diagnostics(self, path: Path) -> list[dict[str, Any]]:
        """Return the complaints about the file's present text."""
        uri = path.absolute().as_uri()
        self._wait_until(lambda: uri in self._diagnostics, f"diagnostics of {path}")
        return self._diagnostics[uri]

    def _request_at(self, method: str, path: Path, line: int, character: int) -> Any:
        document = {"uri": path.absolute().as_uri()}
        position = {"line": line, "character": character}
        return self._request(method, {"textDocument": document, "position": position})

    def _request(self, method: str, params: dict[str, Any] | None) -> Any:
        self._requests += 1
        number = self._requests
        self._send({"id": number, "method": method, "params": params})
        self._wait_until(lambda: number in self._responses, f"answer to {method}")
        response = self._responses.pop(number)
        if "error" in response:
            raise LanguageServerError(f"{method}: {response['error']['message']}")
        return response["result"]

    def _notify(self, method: str, params: dict[str, Any] | None) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        with self._limited("heed to a message"):
            assert self._process.stdin
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self._process.stdin.flush()

    def _wait_until(self, done: Callable[[], bool], awaited: str) -> None:
        with self._limited(awaited):
            while not done():
                self._receive()

    @contextlib.contextmanager
    def _limited(self, awaited: str) -> Iterator[None]:
        timer = threading.Timer(self._time_limit, self._kill)
        timer.start()
        try:
            yield
        except (BrokenPipeError, EOFError, ValueError) as error:
            self._end()
            reason = f"the server ended, or gave no {awaited} in {self._time_limit} seconds"
            raise LanguageServerError(reason) from error
        finally:
            timer.cancel()

    def _end(self) -> None:
        self._kill()
        self._process.communicate()  # closes the pipes

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # with its children, which hold the pipes

    def _receive(self) -> None:
        assert self._process.stdout
        header = self._process.stdout.readline()  # "Content-Length: n", then an empty line
        if not header:
            raise EOFError
        self._process.stdout.readline()
        message = json.loads(self._process.stdout.read(int(header.split(b":")[1])))
        method = message.get("method")
        if method is None:
            self._responses[message["id"]] = message
        elif method == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            settings = [SETTINGS.get(item["section"]) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": settings})
            self._configured = True
        elif "id" in message:  # of what the server may ask for, nothing else is offered
            error = {"code": -32601, "message": f"{method} is not offered"}
            self._send({"id": message["id"], "error": error})
