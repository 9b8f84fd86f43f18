"""Puts the server together: pages, their files, the API, and what is answered when something is wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from functools import cache, partial
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Scope

from casus_foederis import __version__
from casus_foederis.problems import InputError, UsageError
from casus_foederis.web import api, opening
from casus_foederis.web.addresses import LONGEST, Query
from casus_foederis.web.guards import MOST_AT_ONCE, OWN_NAMES, Desk, Guard, RefusedError
from casus_foederis.web.pages import case, compare, lab, quiz, record, sources, treaty
from casus_foederis.web.problem_documents import (
    headers_of,
    problem_document,
    sentence,
    status_of,
)
from casus_foederis.web.site import Shown, Site
from casus_foederis.web.static_files import static_files
from casus_foederis.web.templating import templates

PART: Final = "Casus-Part"  # the header with which the script asks for what changes, and no more
ADDRESS: Final = "Casus-Address"  # the header in which it is told the address of what it got
# What shows each page, and whether it can take seconds.
_PAGES: Final[dict[str, tuple[Callable[..., Shown], bool]]] = {
    "/": (record.show, True),
    "/cases/{id}": (case.show, False),
    "/compare": (compare.show, True),
    "/treaties/{id}": (treaty.show, True),
    "/lab": (lab.show, False),
    "/quiz": (quiz.show, True),
    "/sources": (sources.show, False),
    "/conflicts": (sources.show_conflicts, False),
}
_log = logging.getLogger("casus")


def make_app(site: Site, hosts: Collection[str] | None = None) -> ASGIApp:
    """Make the server of a site. ``hosts`` are the names under which it may be asked; without them, all."""
    app = FastAPI(
        title="Casus",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )
    quick, slow = Desk(MOST_AT_ONCE), Desk(1)  # so that nobody's switch waits for somebody's quiz
    for path, (show, is_slow) in _PAGES.items():
        answer = _page(site, slow if is_slow else quick, show)
        app.api_route(path, methods=["GET", "HEAD"], include_in_schema=False)(answer)
    app.get("/static/{name}", include_in_schema=False)(_static)
    app.get("/lab/file", include_in_schema=False)(_download(site, quick))
    app.post("/lab", include_in_schema=False)(_upload(site, slow))
    app.include_router(api.router(site, quick, slow))
    app.openapi = cache(partial(api.describe, app))  # type: ignore[method-assign]
    for kind in (RefusedError, UsageError, InputError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, partial(_wrong, site))
    return Guard(app, hosts, partial(_refuse, site))


def _page(site: Site, desk: Desk, show: Callable[..., Shown]) -> Callable[[Request], Any]:
    async def page(request: Request) -> Response:
        query = _query(request)
        part = PART in request.headers

        def work() -> Response:
            shown = show(site, query, **request.path_params)
            if len(shown.address) > LONGEST:
                raise RefusedError(414, "address_too_long", most=str(LONGEST))
            if part and shown.part is not None:
                return _written(site, request, shown.part, shown)
            here = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
            if here != shown.address and not part:
                return RedirectResponse(shown.address, 303, {"Vary": PART})
            return _written(site, request, shown.template, shown)

        if await request.is_disconnected():  # as a script does that has asked for something else since
            return Response(status_code=204)
        return await desk.answer(work)

    return page


def _query(request: Request) -> Query:
    return Query.of(f"?{request.scope['query_string'].decode('latin-1')}")


def _written(site: Site, request: Request, template: str, shown: Shown, status: int = 200) -> HTMLResponse:
    origin = str(request.base_url).rstrip("/")
    values = {
        "site": site,
        "here": shown.address,
        "link": origin + shown.address,
        "here_only": request.url.hostname in OWN_NAMES,
        **shown.values,
    }
    text = templates().get_template(template).render(values)
    headers = {"Vary": PART}
    if status == HTTPStatus.OK:
        headers[ADDRESS] = shown.address  # made by us; where something is wrong, it is what was sent
    return HTMLResponse(text, status, headers=headers)


async def _static(request: Request, name: str) -> Response:
    found = static_files().get(name)
    if found is None:
        raise HTTPException(404)
    for_ever = "public, max-age=31536000, immutable"
    headers = {"Cache-Control": for_ever} if request.url.query == found.digest else {}
    return Response(found.content, media_type=found.kind, headers=headers)


def _download(site: Site, desk: Desk) -> Callable[[Request], Any]:
    async def download(request: Request) -> Response:
        query = _query(request)
        name, text = await desk.answer(lambda: lab.file(site, query))
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(text, media_type="application/yaml; charset=utf-8", headers=headers)

    return download


def _upload(site: Site, desk: Desk) -> Callable[[Request, UploadFile], Any]:
    async def upload(request: Request, file: UploadFile) -> Response:
        raw = await file.read()

        def work() -> Response:
            scenario = opening.read_scenario(site, raw, opening.shown_name(file.filename))
            shown = lab.opened(site, scenario)
            if isinstance(shown, str):
                return RedirectResponse(shown, 303)
            return _written(site, request, shown.template, shown)

        return await desk.answer(work)

    return upload


def _wrong(site: Site, request: Request, error: Exception) -> Response:
    """Answer what went wrong, in a sentence: to programs as a problem document, to people as a page."""
    status = status_of(error)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.exception("an answer failed", exc_info=error)
    if request.url.path == "/api" or request.url.path.startswith("/api/"):
        return problem_document(error, status)
    problems = error.problems if isinstance(error, InputError) else ()
    values = {"status": status, "sentence": sentence(error), "problems": problems}
    template = "wrong_part.html" if PART in request.headers else "wrong.html"
    told = _written(site, request, template, Shown(template, values, request.url.path), status)
    told.headers.update(headers_of(error))
    return told


def _refuse(site: Site, scope: Scope, refused: RefusedError) -> ASGIApp:
    return _wrong(site, Request(scope), refused)
