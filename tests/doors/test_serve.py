"""``casus serve`` in a real process: it says where it is, answers, and ends when it is told to."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from doors.process import COMMAND, casus, refusal
from doors.served import Served


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], Served]]:
    """Run the server on a free port, until the block ends."""
    program = [*COMMAND, "serve", "--port", "0", "--no-browser", *arguments]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.fullmatch(r"Casus is at http://([\w.]+):(\d+)/\n", said)
        assert found is not None, said or (process.stderr and process.stderr.read())
        yield process, Served(int(found[2]), found[1])
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def test_it_serves_until_it_is_interrupted() -> None:
    with running() as (process, served):
        assert "Kazakhstan, January 2022" in served.page("/")
        assert process.stdout is not None
        assert process.stdout.readline() == "To stop it, press Control and C.\n"
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == error == ""


def test_it_serves_cases_of_ones_own(tmp_path: Path, root: Path) -> None:
    text = (root / "scenarios" / "hypothetical" / "plain-attack.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("id: plain-attack", "id: mine"), encoding="utf-8")
    with running(str(tmp_path)) as (_, served):
        assert "<code>mine</code>" in served.page("/?kind=all")
        assert served.ask("/cases/mine").status == 200
        assert served.ask("/cases/kazakhstan-2022").status == 404


def test_a_port_that_is_taken_is_told_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = casus("serve", "--port", port, "--no-browser")
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"port {port}" in done.stderr
    assert "--port 0" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--port", "70000"), "'70000'"),
        (("--port", "http"), "'http'"),
        (("--host", "nowhere.invalid"), "nowhere.invalid"),
        (("nothing",), "'nothing'"),
    ],
)
def test_what_cannot_be_served_is_told_so(arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal("serve", "--no-browser", *arguments)


@pytest.mark.endurance
def test_on_its_own_machine_it_answers_under_its_own_name_only() -> None:
    with running() as (_, served):
        assert served.ask("/quiz", headers={"Host": "evil.example"}).status == 421


@pytest.mark.endurance
@pytest.mark.parametrize("host", ["localhost", "127.0.0.2", "127.1"])
def test_it_answers_under_the_name_it_was_given(host: str) -> None:
    with running("--host", host) as (_, served):
        assert served.ask("/quiz").status == 200


@pytest.mark.endurance
def test_it_ends_even_while_somebody_is_still_sending() -> None:
    with running() as (process, served), socket.create_connection(("127.0.0.1", served.port)) as slow:
        slow.sendall(b"POST /lab HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx")
        assert served.ask("/quiz").status == 200
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
    assert process.returncode == 0


def test_without_its_packages_it_says_how_to_get_them() -> None:
    program = (
        "import sys; sys.modules['uvicorn'] = None; from casus_foederis.cli import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "serve"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "casus-foederis[web]" in done.stderr


def test_no_other_command_needs_its_packages() -> None:
    program = (
        "import sys; [sys.modules.__setitem__(n, None) for n in ('uvicorn', 'fastapi', 'jinja2', 'starlette')];"
        "from casus_foederis.cli import main; sys.exit(main(['explain', 'kazakhstan-2022']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
