"""The API: what the command line prints as JSON, asked for by programs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Path
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from casus_foederis import __version__
from casus_foederis.assessor import Question
from casus_foederis.changes.levers import LeverKind
from casus_foederis.changes.study import choose, study
from casus_foederis.changes.whatif import Goal, what_if
from casus_foederis.model.scenario import Scenario
from casus_foederis.web import opening
from casus_foederis.web.api_answers import (
    Compared,
    Found,
    Given,
    Law,
    Listed,
    Scenarios,
    WhatIfFound,
)
from casus_foederis.web.api_requests import AssessRequest, CompareRequest, OneAccount, WhatIfRequest
from casus_foederis.web.guards import Desk, RefusedError
from casus_foederis.web.problem_documents import MEDIA_TYPE, ProblemDocument
from casus_foederis.web.site import Site

MOST_ACCOUNTS = 12  # in one comparison; of bundled cases, none has more than seven
MOST_STATEMENTS = 1_000  # about facts, in a case that is sent

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemDocument, "description": text}
    for status, text in {
        400: "The body is not JSON.",
        404: "Something is named that does not exist.",
        413: "The body is too large.",
        422: "What was sent cannot be, or is wrong in itself.",
        503: "It took too long.",
    }.items()
}


def router(site: Site, quick: Desk, slow: Desk) -> APIRouter:
    """Make the routes of the API."""
    made = APIRouter(prefix="/api", responses=_PROBLEMS)

    async def list_scenarios() -> JSONResponse:
        """List all scenarios: what each is called, when and where it happened, who tells it."""
        return JSONResponse(await quick.answer(partial(_scenarios, site)))

    async def give_scenario(id: Annotated[str, Path(examples=["kazakhstan-2022"])]) -> JSONResponse:
        """Give one scenario whole, as its file has it."""
        found = site.library.scenario(id)
        return JSONResponse({"casus": __version__, "scenario": _as_written(found)})

    async def give_law() -> JSONResponse:
        """Give the law: facts, terms with their readings, interpretations, treaties with their rules."""
        return JSONResponse(_law(site))

    async def assess(asked: AssessRequest) -> JSONResponse:
        """Answer one question about one scenario."""
        return JSONResponse(await quick.answer(partial(_assess, site, asked)))

    async def compare(asked: CompareRequest) -> JSONResponse:
        """Hold two accounts against each other, or all accounts of one scenario."""
        return JSONResponse(await slow.answer(partial(_compare, site, asked)))

    async def find_changes(asked: WhatIfRequest) -> JSONResponse:
        """Set levers otherwise, and find the smallest changes that bring a provision to a status."""
        return JSONResponse(await slow.answer(partial(_what_if, site, asked)))

    got: dict[str, tuple[Callable[..., Any], type[Given]]] = {
        "/scenarios": (list_scenarios, Scenarios),
        "/scenarios/{id}": (give_scenario, Listed),
        "/law": (give_law, Law),
    }
    for path, (answer, model) in got.items():
        made.get(path, response_model=model, summary=_summary(answer))(answer)
    posted: dict[str, tuple[Callable[..., Any], type[Given]]] = {
        "/assess": (assess, Found),
        "/compare": (compare, Compared),
        "/what-if": (find_changes, WhatIfFound),
    }
    for path, (answer, model) in posted.items():
        made.post(path, response_model=model, summary=_summary(answer))(answer)
    return made


def describe(app: FastAPI) -> dict[str, Any]:
    """Describe the API (OpenAPI); what is wrong is told in a media type that FastAPI does not know of."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        routes=app.routes,
        summary="When is a mutual-defence treaty triggered, and why?",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    for path in made["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if int(status) >= HTTPStatus.BAD_REQUEST:
                    response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
    return made


def _summary(answer: Callable[..., Any]) -> str:
    return (answer.__doc__ or "").partition(".")[0].partition(":")[0]


def _scenarios(site: Site) -> dict[str, Any]:
    listed = []
    for each in site.library.scenarios.values():
        accounts = [
            {
                "id": id,
                "holder": account.holder,
                "role": account.role.value if account.role is not None else None,
                "days": [day.isoformat() for day in each.days_of(account)],
            }
            for id, account in each.accounts.items()
        ]
        listed.append(
            {
                "id": each.id,
                "kind": each.kind,
                "title": each.title,
                "date": each.date.isoformat(),
                "state": each.state,
                "opponents": list(each.opponents),
                "treaty": each.treaty,
                "measure": each.practice.measure.value if each.practice is not None else None,
                "accounts": accounts,
            }
        )
    return {"casus": __version__, "scenarios": listed}


def _law(site: Site) -> dict[str, Any]:
    library = site.library
    return {
        "casus": __version__,
        "vocabulary": _as_written(library.vocabulary),
        "interpretations": _as_written(library.interpretations),
        "treaties": {id: _as_written(each) for id, each in library.treaties.items()},
    }


def _as_written(model: BaseModel) -> Any:
    """Give a model as its file has it, so that it can be read like one."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _scenario(site: Site, named: str | dict[str, Any]) -> Scenario:
    """Find a scenario, or read one that was sent."""
    if isinstance(named, str):
        return site.library.scenario(named)
    found = opening.read_data(site, named)
    told = [found.record, *(each.facts for each in found.framings.values())]
    if sum(len(each) for facts in told for each in facts.values()) > MOST_STATEMENTS:
        raise RefusedError(422, "too_many_statements", most=str(MOST_STATEMENTS))
    return found


def _question(site: Site, asked: OneAccount) -> Question:
    return site.assessor.question(
        _scenario(site, asked.scenario),
        framing=asked.framing,
        interpretation=asked.interpretation,
        text=asked.text,
        on=asked.on,
        readings=asked.readings,
    )


def _assess(site: Site, asked: AssessRequest) -> dict[str, Any]:
    found = site.assessor.assess(_question(site, asked))
    return {"casus": __version__, "assessment": found.to_dict()}


def _compare(site: Site, asked: CompareRequest) -> dict[str, Any]:
    named = [(_scenario(site, each.scenario), each.framing) for each in (asked.one, asked.two) if each]
    accounts = choose(site.assessor, named, asked.on)
    if len(accounts) > MOST_ACCOUNTS:
        raise RefusedError(422, "too_many_accounts", most=str(MOST_ACCOUNTS))
    bundles = [asked.interpretation] if asked.interpretation is not None else []
    if bundles:
        site.assessor.readings_of(bundles[0], {})  # which complains of one that does not exist
    found = study(site.assessor, accounts, asked.provision, bundles)
    return {"casus": __version__, **found.to_dict()}


def _what_if(site: Site, asked: WhatIfRequest) -> dict[str, Any]:
    goal = Goal.read(asked.goal) if asked.goal is not None else None
    kinds = asked.only or list(LeverKind)
    found = what_if(site.assessor, _question(site, asked), goal, asked.settings, kinds)
    return {"casus": __version__, **found.to_dict(asked.page, asked.most)}
