"""What programs are told when something is wrong: a problem document (RFC 9457), with a sentence."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from casus_foederis.phrases import say
from casus_foederis.problems import MOST_SHOWN, InputError, UsageError, printable
from casus_foederis.web.guards import RefusedError

MEDIA_TYPE: Final = "application/problem+json"


class Trouble(BaseModel):
    """One thing that is wrong with what was sent."""

    path: str = Field(description="Where it stands in what was sent.", examples=["$.record['force.grav']"])
    message: str = Field(description="What is wrong, in a sentence.")
    remedy: str = Field(default="", description="What to do about it.")
    code: str = Field(description="The name of the message, for programs.", examples=["unknown_fact"])


class ProblemDocument(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    type: str = Field(description="Always about:blank: the status says what kind of problem it is.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong and what to do about it, in a sentence or two.")
    problems: list[Trouble] = Field(default=[], description="All that is wrong with what was sent.")


def status_of(error: Exception) -> int:
    """Give the HTTP status for an error."""
    match error:
        case RefusedError():
            return error.status
        case UsageError():
            return 404 if error.code.startswith("unknown_") else 422
        case InputError() | RequestValidationError():
            return 422
        case HTTPException():
            return error.status_code
        case _:
            return HTTPStatus.INTERNAL_SERVER_ERROR


def headers_of(error: Exception) -> dict[str, str]:
    """Give the headers that go with an error: which methods are allowed, say."""
    if isinstance(error, RefusedError) and error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        return {"Retry-After": "5"}
    return dict(error.headers or {}) if isinstance(error, HTTPException) else {}


def sentence(error: Exception) -> str:
    """Say what is wrong, and what to do about it."""
    match error:
        case RefusedError() | UsageError():
            return str(error)
        case InputError():
            return say("web.wrong.file")
        case RequestValidationError():
            return say("web.wrong.body")
        case HTTPException(status_code=HTTPStatus.NOT_FOUND):
            return say("web.wrong.nothing_here")
        case HTTPException():
            return say("web.wrong.request")
        case _:
            return say("web.wrong.ours")


def problem_document(error: Exception, status: int) -> JSONResponse:
    """Make the document for an error."""
    problems: list[Trouble] = []
    match error:
        case InputError():
            problems = [
                Trouble(path=each.place.path, message=each.cause, remedy=each.remedy, code=each.code)
                for each in error.problems[:MOST_SHOWN]
            ]
        case RequestValidationError():
            problems = [_trouble(each) for each in error.errors()[:MOST_SHOWN]]
    found = ProblemDocument(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=printable(sentence(error)),
        problems=problems,
    )
    return JSONResponse(found.model_dump(mode="json"), status, headers_of(error), media_type=MEDIA_TYPE)


def _trouble(error: Any) -> Trouble:
    """Tell of a mistake that was found by pydantic."""
    _, *keys = error["loc"]
    path = "$" + "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in keys)
    return Trouble(path=printable(path), message=printable(error["msg"]), code=error["type"])
