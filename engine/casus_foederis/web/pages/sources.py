"""The sources, who said what in them, and the points on which they contradict one another."""

from __future__ import annotations

from collections import Counter
from typing import Any

from casus_foederis.advice import nearest
from casus_foederis.citations import CitedClaim, cited_claims, found_conflicts
from casus_foederis.phrases import wording
from casus_foederis.problems import UsageError
from casus_foederis.report.evidence import claims_page, conflicts_page
from casus_foederis.web.addresses import Query, address
from casus_foederis.web.site import Shown, Site


def show(site: Site, query: Query) -> Shown:
    """Show all sources; or the claims of one, or those about a case or a fact."""
    library, about = site.library, query.get("about")
    facts = {id: wording(id, "title", fact.title) for id, fact in library.vocabulary.facts.items()}
    values: dict[str, Any] = {
        "about": about,
        "sources": library.sources,
        "counts": Counter(claim.source for claim in library.claims.values()),
        "cases": {each.id: site.words(each).case for each in library.scenarios.values()},
        "facts": facts,
        "found": claims_page(library, _claims(site, about), None)[1:] if about is not None else (),
    }
    return Shown("sources.html", values, address("/sources", {"about": about}))


def _claims(site: Site, about: str) -> list[CitedClaim]:
    library = site.library
    if about in library.sources:
        return [each for each in cited_claims(library) if each.claim.source == about]
    if about in library.claims or about in library.scenarios or about in library.vocabulary.facts:
        return cited_claims(library, about)
    known = [*library.sources, *library.scenarios, *library.vocabulary.facts]
    raise UsageError("unknown_evidence", id=about, advice=nearest(about, known))


def show_conflicts(site: Site, query: Query) -> Shown:
    """Show the points on which sources contradict one another: all, or those of a case."""
    about = query.get("about")
    values = {
        "about": about,
        "found": conflicts_page(site.library, found_conflicts(site.library, about))[1:],
    }
    return Shown("conflicts.html", values, address("/conflicts", {"about": about}))
