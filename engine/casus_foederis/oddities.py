"""What is legally odd in a scenario that is well formed: nothing is wrong with it, but few would mean it.

Facts that contradict what they need; answers that bear on no day that is asked; historical facts on which
nobody is cited, or only those who say otherwise; a State that is not a party on the day; expectations that
no pattern of facts can reach.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from casus_foederis.advice import quoted
from casus_foederis.assessor import Assessor, Expected
from casus_foederis.files.document import Document
from casus_foederis.files.formats import Path
from casus_foederis.given import given_facts
from casus_foederis.leaves import LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import RECORD, Facts, Framing, Scenario, Statement
from casus_foederis.model.states import state_name
from casus_foederis.model.treaty import Instrument, Standing
from casus_foederis.phrases import say
from casus_foederis.problems import Problem
from casus_foederis.reach import SearchError, find_pattern


@dataclass
class Oddities:
    """Finds what is odd in scenarios. ``reached`` remembers what the rules were found to answer."""

    assessor: Assessor
    reached: dict[tuple[object, ...], bool] = field(default_factory=dict)

    def of(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Yield what is odd in one scenario."""
        yield from self._standing(document, scenario)
        yield from self._needs(document, scenario)
        yield from self._silence(document, scenario)
        if scenario.kind == "historical":
            yield from self._evidence(document, scenario)
        yield from self._expectations(document, scenario)

    def _standing(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Find the first day on which the State is not, or perhaps not, a party."""
        instrument = self.assessor.library.treaty(scenario.treaty).instrument
        for day in _days(scenario):
            spell = instrument.spell_on(scenario.state, day)
            standing = spell.standing if spell else Standing.NOT_PARTY
            if standing is not Standing.PARTY:
                code = "contested_party" if standing is Standing.CONTESTED else "not_a_party"
                yield document.problem(
                    ("state",),
                    code,
                    state=state_name(scenario.state),
                    day=day.isoformat(),
                    reason=spell.reason if spell else say("members.outside"),
                    advice=_nearest_membership(instrument, scenario.state, day),
                )
                return

    def _needs(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Find facts that are answered true although what they need is not."""
        vocabulary = self.assessor.library.vocabulary
        for id, account in scenario.accounts.items():
            for day in scenario.days_of(account):
                facts = given_facts(scenario.facts_of(account), vocabulary, day)
                for fact, given in facts.items():
                    need = vocabulary.facts[fact].needs
                    if given.value is not Truth.TRUE or need is None or facts[need].value is Truth.TRUE:
                        continue
                    if fact not in scenario.facts_of(account):
                        continue  # presumed, and not said
                    code = "need_denied" if facts[need].value is Truth.FALSE else "need_open"
                    path = _path_of(scenario, id, fact)
                    yield document.problem(path, code, key=True, id=fact, need=need, day=day.isoformat())

    def _silence(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Find facts of which no answer holds on a day that is asked."""
        asked = {expected.on for expected in scenario.expect if expected.on is not None}
        for path, facts, accounts in _parts(scenario):
            days = sorted(asked.union(*(scenario.days_of(account) for account in accounts)))
            for fact, statements in facts.items():
                if not any(statement.covers(day) for statement in statements for day in days):
                    shown = ", ".join(day.isoformat() for day in days)
                    yield document.problem((*path, fact), "never_asked", key=True, id=fact, days=shown)

    def _evidence(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Find answers of a historical case that no claim bears out."""
        for path, facts, _ in _parts(scenario):
            statements = [statement for each in facts.values() for statement in each]
            if path[0] == "framings" and statements and not any(each.claims for each in statements):
                yield document.problem(path[:-1], "framing_without_claim", key=True, id=str(path[1]))
                continue
            for fact, answers in facts.items():
                for n, statement in enumerate(answers):
                    where = (*path, fact, n)
                    if not statement.claims and statement.value is not Truth.UNKNOWN:
                        yield document.problem(where, "fact_without_claim", key=True, id=fact)
                    elif against := self._against(fact, statement):
                        answer, claims = statement.value.value, quoted(against)
                        yield document.problem(
                            where, "claims_against", key=True, id=fact, answer=answer, claims=claims
                        )

    def _against(self, fact: str, statement: Statement) -> list[str]:
        """List the claims named for an answer that say otherwise, if none agrees."""
        claims = {id: self.assessor.library.claims[id] for id in statement.claims}
        supporting = [id for id, claim in claims.items() if fact in claim.supports]
        denying = [id for id, claim in claims.items() if fact in claim.denies]
        if statement.value is Truth.TRUE and not supporting:
            return denying
        if statement.value is Truth.FALSE and not denying:
            return supporting
        return []

    def _expectations(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Find expectations that no answers to the questions of fact can meet."""
        out_of_reach: dict[int, list[Expected]] = {}
        for expected in self.assessor.expected(scenario):
            if not self._can_reach(expected):
                out_of_reach.setdefault(expected.number, []).append(expected)
        for number, those in out_of_reach.items():
            question, status = those[0].question, say(f"rule.{those[0].status.status}")
            where = say(
                "check.asked_with_others" if len(those) > 1 else "check.asked_with",
                framing=question.framing,
                interpretation=question.interpretation,
                day=question.on.isoformat(),
                others=str(len(those) - 1),
            )
            path: Path = ("expect", number, "status")
            yield document.problem(path, "unreachable", id=those[0].rule, status=status, where=where)

    def _can_reach(self, expected: Expected) -> bool:
        """Tell whether some pattern of facts brings about what is expected, or nobody can tell."""
        rulebook = self.assessor.rulebook(expected.question.scenario.treaty)
        given = {id: each.value for id, each in self.assessor.given(expected.question).items()}
        fixed = {id: value for id, value in given.items() if rulebook.leaves[id].kind is not LeafKind.FACT}
        key = (rulebook.treaty, frozenset(fixed.items()), expected.rule, expected.status)
        if key not in self.reached:
            try:
                pattern = find_pattern(rulebook, fixed, expected.rule, expected.status, given)
                self.reached[key] = pattern is not None
            except SearchError:
                self.reached[key] = True
        return self.reached[key]


def _days(scenario: Scenario) -> list[datetime.date]:
    """List every day on which the law is asked of some account, in order."""
    return sorted({day for account in scenario.accounts.values() for day in scenario.days_of(account)})


def _parts(scenario: Scenario) -> Iterator[tuple[Path, Facts, list[Framing]]]:
    """Yield the record and each framing: its path, its facts, and the accounts that they stand in."""
    yield (RECORD,), scenario.record, list(scenario.accounts.values())
    for id, framing in scenario.framings.items():
        yield ("framings", id, "facts"), framing.facts, [framing]


def _path_of(scenario: Scenario, account: str, fact: str) -> Path:
    """Tell where an account has its answer from: its own words, or the record."""
    framing = scenario.framings.get(account)
    if framing is not None and fact in framing.facts:
        return "framings", account, "facts", fact
    return RECORD, fact


def _nearest_membership(instrument: Instrument, state: str, day: datetime.date) -> str:
    """Name the day nearest to one on which a State was a party."""
    ends: list[datetime.date] = []
    for spell in instrument.spells:
        if state in spell.states and spell.standing is Standing.PARTY:
            ends += [end for end in (spell.since, spell.until) if end is not None]
    if not ends:
        return say("advice.never")
    nearest = min(ends, key=lambda end: abs(end - day))
    return say("advice.nearest_day", day=nearest.isoformat())
