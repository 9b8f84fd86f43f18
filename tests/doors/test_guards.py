"""Hostile requests: each is refused with a sentence, or answered as if it were harmless; none is a server error."""

from __future__ import annotations

import asyncio
import html
import http.client
import re
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from casus_foederis.assessor import Assessor
from casus_foederis.web import guards
from casus_foederis.web.guards import HEADERS, LARGEST_BODY
from doors.served import Reply, Served, serving

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def sentence(reply: Reply) -> str:
    """Give what a page says is wrong; nothing of the program's inside may show."""
    assert "Traceback" not in reply.text
    assert "/engine/" not in reply.text
    found = re.search(r'<p class="wrong" role="alert">(.*?)</p>', reply.text, re.DOTALL)
    assert found is not None, reply.text
    assert found[1].endswith(".") or found[1].endswith("?")
    return html.unescape(found[1])


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/cases/nothing",
        "/cases/../../etc/passwd",
        "/cases/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/cases/kazakhstan-2022%00",
        "/cases/kazakhstan-2022?framing=nobody",
        "/cases/kazakhstan-2022?interpretation=nothing",
        "/cases/kazakhstan-2022?on=2021-01-01",
        "/cases/kazakhstan-2022?on=tomorrow",
        "/cases/kazakhstan-2022?step=-1",
        "/cases/kazakhstan-2022?step=99999999999999999999",
        "/cases/kazakhstan-2022?text=%F0%9F%92%A9",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/treaties/nato",
        "/compare?one=kazakhstan-2022&two=kazakhstan-2022",
        "/compare?one=:::&two=%ff%fe",
        "/lab?force.usd=true",
        "/lab?force.used=perhaps",
        "/lab?reading.author=everybody",
        "/lab?reading.=x",
        "/lab?date=2022-13-45",
        "/lab?date=99999-01-01",
        "/lab?state=Atlantis",
        "/lab?from=/etc/passwd",
        "/lab?from=kazakhstan-2022:nobody",
        "/lab?title=%00",
        f"/lab?title={'x' * 5000}",
        "/lab/file?from=nothing",
        "/quiz?seed=0",
        "/quiz?seed=%D9%A7",
        "/quiz?seed=7&count=51",
        "/quiz?seed=7&count=2&replies=1-1-1",
        "/quiz?seed=7&count=2&replies=9",
        "/quiz?seed=7&kind=riddle",
        "/sources?about=nothing",
        "/conflicts?about=nothing",
        "/?state=Atlantis",
        "/?did=everything",
        f"/lab?{'a' * 41_000}",
    ],
)
def test_a_wrong_address_is_told_so(served: Served, path: str) -> None:
    reply = served.ask(path)
    assert 400 <= reply.status < 500, reply.status
    sentence(reply)
    for name, value in HEADERS.items():
        assert reply.headers[name.casefold()] == value
    part = served.ask(path, headers={"Casus-Part": "1"})
    assert part.status == reply.status
    sentence(part)


def test_what_was_nearly_right_is_named(served: Served) -> None:
    assert "'kazakhstan-2022'" in sentence(served.ask("/cases/kazakhstan-2202"))
    assert "'force.used'" in sentence(served.ask("/lab?force.usd=true"))
    assert "'council-2022'" in sentence(served.ask("/lab?interpretation=council-2021"))


def test_names_that_messengers_add_to_links_do_no_harm(served: Served) -> None:
    reply = served.ask("/cases/kazakhstan-2022?fbclid=abc&utm_source=mail")
    assert reply.status == 303
    assert reply.headers["location"] == "/cases/kazakhstan-2022"


@pytest.mark.parametrize("path", ["/lab?title={}", "/lab?summary={}", "/lab?title=x&summary={}&also=changes"])
def test_what_is_typed_stays_text(served: Served, path: str) -> None:
    page = served.page(path.format(quote(MARKUP)))
    assert MARKUP not in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("path", ["/cases/{}", "/lab?from={}", "/sources?about={}", "/quiz?seed={}"])
def test_what_is_wrong_is_shown_as_text(served: Served, path: str) -> None:
    reply = served.ask(path.format(quote(MARKUP, safe="")))
    assert reply.status in (404, 422)
    assert "<script>alert" not in reply.text
    assert "<img src=x" not in reply.text


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "character"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"PK\x03\x04 a word processor", "word processor"),
        (b"kind: vocabulary\ngroups: {}\n", "no scenario"),
        (b"kind: hypothetical\n", "title"),
        (b"a: &a [*a]\n", "&"),
        (b"[" * 100_000, "deep"),
        (b"kind: hypothetical\nid: x\n" + b"- " * 1000, "line"),
        (b"x" * 400_001, "400000"),
    ],
)
def test_a_wrong_file_is_told_so(served: Served, raw: bytes, says: str) -> None:
    reply = served.send("/lab", "case.yaml", raw)
    assert reply.status == 422
    sentence(reply)
    problems = reply.text.split('<ol class="problems">')[1].split("</ol>")[0]
    assert says in html.unescape(problems)


def test_a_file_is_never_named_by_who_sends_it(served: Served) -> None:
    reply = served.send("/lab", "../../../etc/<b>passwd\x1b[2J.yaml", b"kind: hypothetical\n")
    assert reply.status == 422
    assert "etc/" not in reply.text
    assert "<b>" not in reply.text
    assert "\x1b" not in reply.text


@pytest.mark.parametrize("body", [b"", b"nothing of a form", b"--x\r\n\r\n"])
@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "application/json"]
)
def test_a_form_without_a_file_is_refused(served: Served, body: bytes, kind: str) -> None:
    reply = served.ask("/lab", "POST", body, {"Content-Type": kind})
    assert 400 <= reply.status < 500
    sentence(reply)


def test_other_methods_are_refused(served: Served) -> None:
    for method, path in (
        ("DELETE", "/"),
        ("PUT", "/lab"),
        ("POST", "/"),
        ("PATCH", "/api/assess"),
        ("TRACE", "/lab"),
    ):
        reply = served.ask(path, method)
        assert reply.status == 405
        assert reply.headers["allow"]
        assert "." in reply.text


def test_a_body_is_never_read_beyond_the_limit(served: Served) -> None:
    said = served.ask("/api/assess", "POST", None, {"Content-Length": str(10**12)})
    assert said.status == 413
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    piece = b"x" * 100_000
    reply = None
    try:
        connection.request("POST", "/lab", iter([piece] * (LARGEST_BODY // len(piece) + 2)), encode_chunked=True,
                           headers={"Transfer-Encoding": "chunked", "Content-Type": "multipart/form-data; boundary=x"})  # fmt: skip
        reply = connection.getresponse()
    except (BrokenPipeError, ConnectionResetError):
        pass  # the server has hung up, which is as good
    assert reply is None or reply.status == 413
    connection.close()
    assert served.ask("/lab").status == 200


def test_a_request_that_never_ends_keeps_nobody_waiting(served: Served) -> None:
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(50)]
    for each in slow:
        each.sendall(b"POST /lab HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx")
    assert served.ask("/quiz").status == 200
    for each in slow:
        each.close()


@pytest.fixture(scope="module")
def at_home(assessor: Assessor) -> Iterator[Served]:
    """A server that answers under its own names only, as it does on the loopback address."""
    with serving(assessor, ("127.0.0.1", "::1", "localhost")) as served:
        yield served


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "[::1]:8765", "[::1]", "LOCALHOST"]
)
def test_it_answers_under_its_own_names(at_home: Served, host: str) -> None:
    assert at_home.ask("/quiz", headers={"Host": host}).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "localhost@evil", "x" * 5000]
)
def test_it_answers_under_nobody_elses(at_home: Served, host: str) -> None:
    """Or a page elsewhere could lead a browser here under a name of its own, and read what is answered."""
    reply = at_home.ask("/quiz", headers={"Host": host})
    assert reply.status == 421
    assert "not called" in sentence(reply)


def test_a_page_of_somebody_else_gets_nothing(served: Served) -> None:
    from_elsewhere = {"Sec-Fetch-Site": "cross-site"}
    for headers in ({"Sec-Fetch-Mode": "no-cors"}, {"Sec-Fetch-Mode": "cors"}, {}):
        assert served.ask("/quiz", headers={**from_elsewhere, **headers}).status == 403
    assert served.ask("/lab", "POST", b"", {**from_elsewhere, "Sec-Fetch-Mode": "navigate"}).status == 403
    assert served.ask("/quiz", headers={**from_elsewhere, "Sec-Fetch-Mode": "navigate"}).status == 200


def test_a_time_that_runs_out_just_as_a_turn_comes_takes_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is up at every moment there is: while waiting, at the desk, and in between."""

    async def visit() -> str:
        desk = guards.Desk(2)
        for step in range(300):
            monkeypatch.setattr(guards, "LONGEST_ANSWER", step / 100_000)
            visits = (desk.answer(lambda: time.sleep(0.0005)) for _ in range(3))
            await asyncio.gather(*visits, return_exceptions=True)
        await asyncio.sleep(0.2)
        monkeypatch.setattr(guards, "LONGEST_ANSWER", 5)
        return await desk.answer(lambda: "done")

    assert asyncio.run(visit()) == "done"


def test_what_takes_too_long_keeps_its_place_and_the_others_get_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever has left the line must not make it possible for more and more to be worked out at once."""
    monkeypatch.setattr(guards, "LONGEST_ANSWER", 0.1)
    working: list[int] = []
    most = [0]
    lock = threading.Lock()

    def work() -> str:
        with lock:
            working.append(1)
            most[0] = max(most[0], len(working))
        time.sleep(0.3)
        with lock:
            working.pop()
        return "done"

    async def visit() -> list[object]:
        desk = guards.Desk(2)
        found = [
            await asyncio.gather(*(desk.answer(work) for _ in range(3)), return_exceptions=True)
            for _ in range(3)
        ]
        await asyncio.sleep(0.7)
        monkeypatch.setattr(guards, "LONGEST_ANSWER", 5)
        return [*(one for each in found for one in each), await desk.answer(work)]

    *left, last = asyncio.run(visit())
    assert last == "done"
    assert most[0] == 2
    assert all(isinstance(each, guards.RefusedError) and each.status == 503 for each in left)


def test_only_so_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MOST_WAITING", 3)

    async def visit() -> list[object]:
        desk = guards.Desk(1)
        return await asyncio.gather(
            *(desk.answer(lambda: time.sleep(0.05)) for _ in range(8)), return_exceptions=True
        )

    found = asyncio.run(visit())
    assert found.count(None) == 4
    assert all(each is None or isinstance(each, guards.RefusedError) for each in found)


def test_an_address_that_would_become_too_long_is_refused_and_none_is_given_that_would_be(
    served: Served,
) -> None:
    for text in ("a+" * 1990, "('a')" * 700, quote("آ" * 1990)):
        reply = served.ask(f"/lab?title={text}&summary={text}")
        assert reply.status == 414
        assert "12000" in sentence(reply)
    reply = served.ask(f"/lab?summary={quote('آ' * 500)}")
    assert reply.status == 200


def test_lines_as_browsers_send_them_are_lines(served: Served) -> None:
    assert served.ask("/lab?summary=one%0D%0Atwo&title=one%0D%0Atwo").status == 303


def test_the_head_of_a_page_can_be_asked_for(served: Served) -> None:
    reply = served.ask("/quiz", "HEAD")
    assert reply.status == 200
    assert reply.body == b""


def test_links_are_never_made_of_a_host_that_is_none(served: Served) -> None:
    reply = served.ask("/lab", headers={"Host": 'x"><script>alert(1)</script>'})
    assert reply.status in (200, 400, 421)
    assert "<script>alert" not in reply.text
