"""A case: what happened, who tells it how, what the treaty answers, and why."""

from __future__ import annotations

import datetime
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.assessor import Question
from casus_foederis.changes.levers import NO_TEXT
from casus_foederis.citations import found_conflicts
from casus_foederis.model.assessment import Assessment
from casus_foederis.model.scenario import Scenario
from casus_foederis.phrases import wording
from casus_foederis.problems import UsageError
from casus_foederis.report.lesson import lesson
from casus_foederis.report.telling import account_summary, story
from casus_foederis.web import hypothesis
from casus_foederis.web.addresses import Query, address
from casus_foederis.web.answer import Answer
from casus_foederis.web.site import Shown, Site


def show(site: Site, query: Query, id: str) -> Shown:
    """Show a case, as told by one account and read by one interpretation."""
    scenario = site.library.scenario(id)
    question = _question(site, scenario, query)
    answer = Answer(site, question)
    treaty = answer.words.treaty
    step = query.number("step", 0, len(answer.stages)) if query.get("step") != "0" else 0
    words, in_lab = answer.words, hypothesis.of_question(site, question)
    values: dict[str, Any] = {
        "answer": answer,
        "words": words,
        "scenario": scenario,
        "story": story(scenario),
        "lesson": tuple(lesson(words)),
        "accounts": {id: account_summary(words, id) for id in scenario.accounts},
        "days": scenario.days_of(scenario.accounts[question.framing]),
        "texts": {id: words.text(id) for id in treaty.instrument.texts},
        "step": step,
        "reader_at": lambda bundle: _address(site, question, interpretation=bundle),
        "step_at": lambda number: _address(site, question, step=number),
        "tried": in_lab.changed,
        "lab": in_lab.address,
        "practice": wording(f"scenario.{id}", "practice", scenario.practice.summary or "")
        if scenario.practice
        else "",
        "conflicts": len(found_conflicts(site.library, id)),
    }
    return Shown("case.html", values, _address(site, question, step=step), "case_live.html")


def plain(scenario: Scenario) -> str:
    """Give the address of a case."""
    return address(f"/cases/{scenario.id}")


def of_account(site: Site, scenario: Scenario, assessment: Assessment) -> str:
    """Give the address of the page on the account that was assessed, as usual otherwise."""
    default = site.library.interpretations.default
    return _address(site, Question(scenario, assessment.framing, default, assessment.on))


def of_assessment(site: Site, scenario: Scenario, assessment: Assessment) -> str:
    """Give the address of the page that explains an answer."""
    chosen = assessment.text not in (NO_TEXT, _text_on(site, scenario, assessment.on))
    text = assessment.text if chosen else None
    question = Question(scenario, assessment.framing, assessment.interpretation, assessment.on, text)
    return _address(site, question)


def _question(site: Site, scenario: Scenario, query: Query) -> Question:
    """Read what is asked. A day on which the account chosen was not yet given is its first one."""
    framing = query.one_of("framing", scenario.accounts, "framing") or next(iter(scenario.accounts))
    bundles = site.library.interpretations.interpretations
    days = scenario.days_of(scenario.accounts[framing])
    day = query.day("on")
    every = (scenario.date, *scenario.also_on, *days)
    if day is not None and day not in every:
        known = sorted({each.isoformat() for each in every})
        raise UsageError("unknown_day", id=day.isoformat(), advice=nearest(day.isoformat(), known))
    texts = site.library.treaty(scenario.treaty).instrument.texts
    text = query.one_of("text", texts, "text")
    on = day if day in days else days[0]
    return site.assessor.question(
        scenario,
        framing=framing,
        interpretation=query.one_of("interpretation", bundles, "interpretation"),
        text=text if text != _text_on(site, scenario, on) else None,
        on=on,
    )


def _text_on(site: Site, scenario: Scenario, day: datetime.date) -> str | None:
    return site.library.treaty(scenario.treaty).instrument.text_on(day)


def _address(site: Site, question: Question, **changes: Any) -> str:
    """Give the address of the page on a question, with something in it changed."""
    scenario, default = question.scenario, site.library.interpretations.default
    first = next(iter(scenario.accounts))
    now = {
        "framing": question.framing,
        "interpretation": question.interpretation,
        "on": question.on.isoformat(),
        "text": question.text,
    } | changes
    day = scenario.first_day(now["framing"]).isoformat()
    return address(
        f"/cases/{scenario.id}",
        {
            "framing": now["framing"] if now["framing"] != first else None,
            "interpretation": now["interpretation"] if now["interpretation"] != default else None,
            "on": now["on"] if now["on"] != day else None,
            "text": now["text"],
            "step": str(now["step"]) if now.get("step") else None,
        },
    )
