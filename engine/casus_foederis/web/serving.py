"""Serves the page until it is stopped: finds a port, says where it is, opens a browser."""

from __future__ import annotations

import ipaddress
import logging
import resource
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import partial
from typing import Final

import uvicorn

from casus_foederis.assessor import Assessor
from casus_foederis.files.library import open_scenarios
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError
from casus_foederis.report.terminal import progress
from casus_foederis.web.app import make_app
from casus_foederis.web.guards import OWN_NAMES
from casus_foederis.web.site import Site

_BACKLOG: Final = 256  # connections that wait to be taken
_LAST_ANSWERS: Final = 2  # seconds for answers that are under way when the server is stopped


def serve(names: Sequence[str], host: str, port: int, *, browser: bool) -> None:
    """Serve scenarios, the bundled ones unless others are named, until the program is interrupted.

    Raises `UsageError` for names that nothing has, and if nobody can listen there; `InputError` for what is
    wrong with files.
    """
    library, _ = open_scenarios(names)
    with closing(_listen(host, port)) as taken, Assessor(library) as assessor:
        site = Site(assessor)
        at, port = taken.getsockname()[:2]
        where = ipaddress.ip_address(at)
        home = _address("localhost" if where.is_unspecified else host, port)
        _warm_up(site)
        print(say("serve.at", address=home), flush=True)
        if where.is_unspecified and (other := _address_for_others()) is not None:
            print(say("serve.others", address=_address(other, port)), flush=True)
        print(say("serve.stop"), flush=True)
        if browser:
            threading.Timer(0.5, partial(webbrowser.open, home)).start()
        app = make_app(site, {*OWN_NAMES, at, host.casefold()} if where.is_loopback else None)
        _open_many_connections()
        for name in ("python_multipart", "uvicorn.error"):
            logging.getLogger(name).setLevel(logging.ERROR)  # what others send is nothing to read here
        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            ws="none",
            backlog=_BACKLOG,
            timeout_graceful_shutdown=_LAST_ANSWERS,
        )
        with suppress(KeyboardInterrupt):  # which is how it is stopped
            uvicorn.Server(config).run(sockets=[taken])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(where)
        taken.listen(_BACKLOG)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError("cannot_listen", host=host, port=str(port), reason=reason) from None
    return taken


def _warm_up(site: Site) -> None:
    """Work out what everybody asks for first, so that nobody has to wait for it."""
    known = [each for each in site.library.scenarios.values() if each.kind == "historical"]
    with progress(len(known), sys.stderr) as done:
        for each in known:
            site.case(each)
            done(each)


def _open_many_connections() -> None:
    """Allow as many connections at once as the system lets us: browsers keep several open each."""
    with suppress(ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _address(host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def _address_for_others() -> str | None:
    """Find the address of this machine in its network; none, if it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent; it only tells which way it would go
        except OSError:
            return None
        return str(probe.getsockname()[0])
