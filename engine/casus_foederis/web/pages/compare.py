"""Two accounts side by side: where they differ, what comes of it, and what of it carries the answer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from casus_foederis.assessor import Question
from casus_foederis.changes.study import Study, study
from casus_foederis.given import given_facts
from casus_foederis.logic import Truth
from casus_foederis.phrases import say
from casus_foederis.problems import UsageError
from casus_foederis.report.comparison import comparison_elements
from casus_foederis.report.fragments import folded
from casus_foederis.report.words import answer as answered
from casus_foederis.web.addresses import Query, address
from casus_foederis.web.answer import Answer
from casus_foederis.web.pages import case
from casus_foederis.web.site import Shown, Site

_IN_SIGHT: Final = 2  # sections of a study: accounts and words, and what it comes to in short


def show(site: Site, query: Query) -> Shown:
    """Show two accounts, of one case or of two."""
    usual = _usual(site)
    named = [query.get(key) or default for key, default in zip(("one", "two"), usual, strict=True)]
    bundles = site.library.interpretations.interpretations
    bundle = query.one_of("interpretation", bundles, "interpretation")
    sides = [Answer(site, _question(site, name, bundle)) for name in named]
    one, two = sides
    if one.question == two.question:
        raise UsageError("nothing_to_compare", id=one.question.scenario.id)
    default = site.library.interpretations.default

    def at(interpretation: str) -> str:
        read = interpretation if interpretation != default else None
        return address("/compare", {"one": named[0], "two": named[1], "interpretation": read})

    facts = list(site.library.vocabulary.facts)
    rules = list(one.words.treaty.rules)
    shared = [fact for fact in facts if fact in one.assessment.findings]
    facts_apart = _apart(sides, shared)
    found = _study(site, *named)
    values: dict[str, Any] = {
        "sides": sides,
        "accounts": site.accounts(list(site.library.scenarios.values())),
        "facts": facts_apart,
        "alike": len(shared) - len(facts_apart),
        "rules": _apart(sides, rules),
        "pages": [case.of_assessment(site, each.question.scenario, each.assessment) for each in sides],
        "study": list(folded(comparison_elements(site.assessor, found)[1:-1], _IN_SIGHT)),
        "interpretation": one.question.interpretation,
        "reader_at": at,
    }
    return Shown("compare.html", values, at(bundle or default), "compare_part.html")


def _usual(site: Site) -> tuple[str, str]:
    """Choose for those who named none: of the case that was told in most ways, two that contradict."""
    scenarios = site.library.scenarios.values()
    told = max(scenarios, key=lambda each: (each.kind == "historical", len(each.framings)))
    first, *others = told.accounts
    said = {
        id: given_facts(told.facts_of(each), site.library.vocabulary, told.date)
        for id, each in told.accounts.items()
    }

    def apart(other: str) -> int:
        pairs = ((each.value, said[other][fact].value) for fact, each in said[first].items())
        return sum(one is ~two and one is not Truth.UNKNOWN for one, two in pairs)

    return f"{told.id}:{first}", f"{told.id}:{max(others or [first], key=apart)}"


def _question(site: Site, name: str, interpretation: str | None) -> Question:
    id, _, framing = name.partition(":")
    scenario = site.library.scenario(id)
    return site.assessor.question(scenario, framing=framing or None, interpretation=interpretation)


@lru_cache(maxsize=32)
def _study(site: Site, one: str, two: str) -> Study:
    """Hold two accounts against each other under all interpretations, which takes a moment."""
    return study(site.assessor, [_question(site, name, None) for name in (one, two)])


def _apart(sides: list[Answer], ids: list[str]) -> list[dict[str, Any]]:
    """List what comes out otherwise on the two sides."""
    one, two = (each.assessment for each in sides)
    return [
        {
            "id": id,
            "title": sides[0].words.title(id),
            "sides": [_cell(side, id, side.assessment[id]) for side in sides],
        }
        for id in ids
        if one[id] is not two[id]
    ]


def _speaks(side: Answer, id: str) -> bool:
    """Tell whether an account, or the record, says something of a fact; a rule speaks for itself."""
    scenario, account = side.question.scenario, side.question.framing
    is_fact = id in side.site.library.vocabulary.facts
    return (
        not is_fact
        or side.assessment[id] is not Truth.UNKNOWN
        or id in scenario.facts_of(scenario.accounts[account])
    )


def _cell(side: Answer, id: str, status: Truth) -> dict[str, Any]:
    finding = side.assessment.findings[id]
    return {
        "status": status.status,
        "said": answered(id, status, side.words) if _speaks(side, id) else say("web.compare.silent"),
        "claims": finding.claims,
        "presumed": say("explain.presumed") if finding.origin == "presumption" else "",
    }
