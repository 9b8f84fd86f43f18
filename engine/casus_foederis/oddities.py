"""What is legally odd in a scenario that is well formed: nothing is wrong with it, but few would mean it.

Facts that contradict what they need; answers that bear on no day that is asked; historical facts on which
nobody is cited, or only those who say otherwise; a State that is not a party on the day; expectations that
no pattern of facts can reach; pairs that are none.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from casus_foederis.advice import quoted
from casus_foederis.assessor import Assessor, Expected
from casus_foederis.files.document import Document
from casus_foederis.files.formats import Path
from casus_foederis.given import given_facts
from casus_foederis.leaves import LeafKind
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import RECORD, Facts, Hypothetical, Pair, Scenario, Statement
from casus_foederis.model.states import state_name
from casus_foederis.model.treaty import Instrument, Standing
from casus_foederis.pairs import differences
from casus_foederis.phrases import say
from casus_foederis.problems import Problem
from casus_foederis.reach import SearchError, find_pattern

_DAYS_SHOWN: Final = 5  # of many
_FIRST_YEAR: Final = 1900  # before which nobody asks; the year 1400 is one of another calendar


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
        if isinstance(scenario, Hypothetical) and scenario.pair is not None:
            yield from self._pair(document, scenario, scenario.pair)

    def _standing(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Find the first day on which the State is not, or perhaps not, a party.

        Who expects on that day that something is not met which takes a party, knows.
        """
        instrument = self.assessor.library.treaty(scenario.treaty).instrument
        meant = self._expected_unbound(scenario)
        for day in _days(scenario):
            spell = instrument.spell_on(scenario.state, day)
            standing = spell.standing if spell else Standing.NOT_PARTY
            if standing is not Standing.PARTY and day not in meant:
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

    def _expected_unbound(self, scenario: Scenario) -> set[datetime.date]:
        """List the days on which a scenario expects that a rule which asks for a party is not met."""
        rulebook = self.assessor.rulebook(scenario.treaty)
        parties = {leaf.id for leaf in rulebook.leaves.values() if leaf.kind is LeafKind.PARTY}
        asks = {
            rule
            for rule in {each.provision for each in scenario.expect}
            if any(part.id in parties for node in rulebook.cone(rule) for part in node.inputs)
        }
        return {
            each.question.on
            for each in self.assessor.expected(scenario)
            if each.rule in asks and each.status is not Truth.TRUE
        }

    def _needs(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Find facts that are answered true although what they need is not.

        A framing that denies what the record says, and so all that rests on it, only tells it differently.
        """
        vocabulary, asked = self.assessor.library.vocabulary, _asked(scenario)
        told: set[tuple[Path, str]] = set()
        for id, account in scenario.accounts.items():
            said = scenario.facts_of(account)
            needs = {fact: need for fact in said if (need := vocabulary.facts[fact].needs) is not None}
            on_days = {day: given_facts(said, vocabulary, day) for day in asked[id]} if needs else {}
            for fact, need in needs.items():
                path = _path_of(scenario, id, fact)
                if path[0] == RECORD and need in account.facts:
                    continue
                values = {
                    day: facts[need].value
                    for day, facts in on_days.items()
                    if facts[fact].value is Truth.TRUE
                }
                odd = _not_so(values, said.get(need, ()))
                if odd is not None and (path, odd[0]) not in told:
                    told.add((path, odd[0]))
                    day = odd[1].isoformat()
                    yield document.problem(path, odd[0], key=True, id=fact, need=need, day=day)

    def _silence(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Find facts of which no answer holds on a day that is asked."""
        asked = _asked(scenario)
        for path, facts, accounts in _parts(scenario):
            days = sorted({day for account in accounts for day in asked[account]})
            for fact, statements in facts.items():
                if not any(statement.covers(day) for statement in statements for day in days):
                    shown = ", ".join(day.isoformat() for day in days[:_DAYS_SHOWN])
                    yield document.problem((*path, fact), "never_asked", key=True, id=fact, days=shown)

    def _evidence(self, document: Document, scenario: Scenario) -> Iterator[Problem]:
        """Find answers of a historical case that no claim supports."""
        for path, facts, _ in _parts(scenario):
            bare = [fact for fact, answers in facts.items() if any(map(_is_bare, answers))]
            if bare:
                first = facts[bare[0]][0].value.value
                example = f"{bare[0]}: {{value: {first}, claims: [s1-39]}}"
                if path[0] == "framings" and not any(each.claims for one in facts.values() for each in one):
                    where, code, words = path[:-1], "framing_without_claim", {"id": str(path[1])}
                else:
                    where, code, words = (*path, bare[0]), "fact_without_claim", {"ids": quoted(bare)}
                yield document.problem(where, code, key=True, example=example, **words)
            for fact, answers in facts.items():
                for n, statement in enumerate(answers):
                    if against := self._against(fact, statement):
                        words = {"answer": statement.value.value, "claims": quoted(against)}
                        yield document.problem((*path, fact, n), "claims_against", key=True, id=fact, **words)

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

    def _pair(self, document: Document, scenario: Hypothetical, pair: Pair) -> Iterator[Problem]:
        """Find a pair that differs in something else than it says. The other case need not have been read."""
        other = self.assessor.library.scenarios.get(pair.of)
        if other is not None and (found := differences(other, scenario)) != [pair.differs]:
            those = quoted(found) or say("advice.no_words")
            yield document.problem(
                ("pair", "differs"), "not_a_pair", of=pair.of, differs=pair.differs, found=those
            )

    def _can_reach(self, expected: Expected) -> bool:
        """Tell whether some pattern of facts brings about what is expected, or nobody can tell.

        That depends on the question, but not on who tells what of the facts.
        """
        asked, scenario = expected.question, expected.question.scenario
        key = (
            *(
                scenario.treaty,
                scenario.state,
                scenario.opponents,
                asked.on,
                asked.text,
                asked.interpretation,
            ),
            *(tuple(asked.readings.items()), expected.rule, expected.status),
        )
        if key not in self.reached:
            rulebook = self.assessor.rulebook(scenario.treaty)
            given = {id: each.value for id, each in self.assessor.given(asked).items()}
            fixed = {
                id: value for id, value in given.items() if rulebook.leaves[id].kind is not LeafKind.FACT
            }
            try:
                pattern = find_pattern(rulebook, fixed, expected.rule, expected.status, given)
                self.reached[key] = pattern is not None
            except SearchError:
                self.reached[key] = True
        return self.reached[key]


def _not_so(
    values: Mapping[datetime.date, Truth], statements: Sequence[Statement]
) -> tuple[str, datetime.date] | None:
    """Tell whether what a fact needs is not so, by its values on the days on which the fact is so."""
    for day, value in values.items():
        if value is Truth.FALSE:
            return "need_denied", day
    silent = statements and not any(each.covers(day) for each in statements for day in values)
    if set(values.values()) == {Truth.UNKNOWN} and not silent:  # of silence there is a warning of its own
        return "need_open", next(iter(values))
    return None


def _is_bare(statement: Statement) -> bool:
    """Tell whether an answer rests on no claim, and does not say why not."""
    return not statement.claims and statement.note is None


def _asked(scenario: Scenario) -> dict[str, list[datetime.date]]:
    """List the days on which the law is asked of each account: the scenario's, and those of expectations."""
    days = {id: dict.fromkeys(scenario.days_of(account)) for id, account in scenario.accounts.items()}
    for expectation in scenario.expect:
        if expectation.on is not None:
            for id in expectation.framing or days:
                days[id][expectation.on] = None
    return {id: list(each) for id, each in days.items()}


def _days(scenario: Scenario) -> list[datetime.date]:
    """List every day on which the law is asked of some account, in order."""
    return sorted({day for account in scenario.accounts.values() for day in scenario.days_of(account)})


def _parts(scenario: Scenario) -> Iterator[tuple[Path, Facts, list[str]]]:
    """Yield the record and each framing: its path, its facts, and the accounts that they stand in."""
    yield (RECORD,), scenario.record, list(scenario.accounts)
    for id, framing in scenario.framings.items():
        yield ("framings", id, "facts"), framing.facts, [id]


def _path_of(scenario: Scenario, account: str, fact: str) -> Path:
    """Tell where an account has its answer from: its own words, or the record."""
    framing = scenario.framings.get(account)
    if framing is not None and fact in framing.facts:
        return "framings", account, "facts", fact
    return RECORD, fact


def _nearest_membership(instrument: Instrument, state: str, day: datetime.date) -> str:
    """Name the day nearest to one on which a State was a party."""
    if day.year < _FIRST_YEAR:
        return say("advice.other_calendar")
    ends: list[datetime.date] = []
    for spell in instrument.spells:
        if state in spell.states and spell.standing is Standing.PARTY:
            ends += [end for end in (spell.since, spell.until) if end is not None]
    if not ends:
        return say("advice.never")
    nearest = min(ends, key=lambda end: abs(end - day))
    return say("advice.nearest_day", day=nearest.isoformat())
