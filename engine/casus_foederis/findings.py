"""What was found: every leaf with its origin, every condition with what decided it."""

from __future__ import annotations

from collections.abc import Mapping

from casus_foederis.given import Given, Origin
from casus_foederis.leaves import STATED
from casus_foederis.logic import Truth
from casus_foederis.model.assessment import Finding
from casus_foederis.rete import Inference
from casus_foederis.rulebook import Rulebook


def find(
    rulebook: Rulebook,
    given: Mapping[str, Given],
    values: Mapping[str, Truth],
    inference: Inference,
) -> dict[str, Finding]:
    """Give every leaf and every condition as written; the steps in between are folded into their reasons."""
    decisive: dict[str, tuple[str, ...]] = {}
    rules = inference.rules
    for name in inference.fired:
        _, _, node, matched, concluded = rules[name]
        # A rule for "unknown" matches first the part that is unknown; the others are only not decisive.
        found = matched[:1] if concluded is Truth.UNKNOWN else matched
        decisive[node] = decisive[node] + found if node in decisive else found
    named = rulebook.named

    def reasons(node: str, into: dict[str, None]) -> dict[str, None]:
        for id in decisive[node]:
            if id in named:
                into[id] = None
            else:
                reasons(id, into)
        return into

    findings: dict[str, Finding] = {}
    for id, each in given.items():
        fact = id.removesuffix(STATED)
        if values[fact] is each.value:
            findings[fact] = each.finding
        else:  # what the fact needs is not so
            need = rulebook.by_id[fact].inputs[1].id
            findings[fact] = Finding(values[fact], Origin.RULE, (need,), each.claims, each.note)
    for id in rulebook.rules:
        findings[id] = Finding(values[id], Origin.RULE, tuple(reasons(id, {})))
    return findings
