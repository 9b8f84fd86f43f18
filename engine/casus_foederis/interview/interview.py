"""Asks about a case, one question after another, and only what can still matter.

An interview is a conversation: it yields what it asks, and is sent what was replied, already read. It
depends on nothing but the replies, so it can be gone through again up to any point: to go back a question,
or to go on another day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

from casus_foederis.assessor import Assessor
from casus_foederis.interview.accounts import retold, told
from casus_foederis.interview.asks import Ask, AskFact, Conversation, Progress, Reply, Review, Step
from casus_foederis.interview.header import HEADER, ask_accounts, ask_of_header
from casus_foederis.interview.relevance import Matter, Relevance
from casus_foederis.interview.typed import read_reply, read_setting, read_step, word, written
from casus_foederis.model.scenario import Facts, Framing, Scenario, Statement
from casus_foederis.problems import UsageError

_Asking: TypeAlias = Generator[Ask, Any, Any]


@dataclass(frozen=True)
class Start:
    """What is known before the first question.

    ``origin`` is a case to start from, ``title`` is proposed; ``settings`` answers questions before they
    are put, by the words of the header and the ids of facts. Without ``rules``, the treaty's main provision
    is asked about; without ``interpretations``, all of them are asked.
    """

    id: str
    treaty: str
    title: str | None = None
    origin: Scenario | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    rules: Sequence[str] = ()
    interpretations: Sequence[str] = ()


class Interviews:
    """Begins interviews. What was found out about the rules is kept from one to the next."""

    def __init__(self, assessor: Assessor) -> None:
        self.assessor = assessor
        self.relevance = Relevance(assessor)

    def begin(self, start: Start) -> Conversation:
        """Begin an interview."""
        return _Interview(self, start).run()


class _Interview:
    """One interview, as far as it has come."""

    def __init__(self, interviews: Interviews, start: Start) -> None:
        library = interviews.assessor.library
        treaty = library.treaty(start.treaty)
        self.interviews, self.start = interviews, start
        self.settings = dict(start.settings)
        self.groups = {id: list(group.facts) for id, group in library.vocabulary.groups.items()}
        self.vocabulary = library.vocabulary.facts
        self.every_rule = tuple(treaty.provisions)
        self.rules = tuple(dict.fromkeys(start.rules)) or (treaty.main,)
        every = library.interpretations.interpretations
        self.interpretations = tuple(dict.fromkeys(start.interpretations or every))
        self.header: dict[str, Any] = {}
        self.framings: dict[str, Framing] = {}
        self.facts: dict[str, Facts] = {}  # of each account, all that it says
        self.answered: dict[str, set[str]] = {}
        self.passed: set[str] = set()  # facts that were left open on purpose
        self.asked = 0
        self._counted: dict[Matter, dict[str, Counter[str]]] = {}  # until the next answer

    def run(self) -> Conversation:
        """Ask everything, until what there is is to be written down."""
        yield from self._begin()
        yield from self._ask_facts()
        while True:
            more = self._more()
            read = partial(read_step, list(self.vocabulary), HEADER)
            step = yield Review("review", read, word("write"), progress=self._progress(), more=more)
            if step is Step.WRITE:
                return self._progress()
            if step is Step.MORE:
                self.rules = tuple(dict.fromkeys((*self.rules, *(self.every_rule if more else ()))))
            elif step in HEADER:
                yield from self._ask_header(step)
            elif not (yield from self._ask_fact(step, list(self.facts))):
                self.passed |= set(self._open(self.rules))
            yield from self._ask_facts()

    def _more(self) -> list[str]:
        """List the facts that matter to other provisions only; none, where that cannot be told."""
        if set(self.every_rule) <= set(self.rules):
            return []
        try:
            return self._open(self.every_rule)
        except UsageError:
            return []

    def _begin(self) -> _Asking:
        """Ask what has to be known before any fact is; of a case to start from, most is."""
        if (origin := self.start.origin) is not None:
            days = (origin.date, *origin.also_on)
            self.header |= {"date": days, "state": origin.state, "opponents": origin.opponents}
            self.header["summary"] = origin.summary
            self.framings = dict(origin.framings)
            self.facts = told(origin)
            self.answered = {id: set(facts) for id, facts in self.facts.items()}
        if "opponents" in self.settings:
            self.header["opponents"] = ()  # so that a State among those before can be named
        for key in HEADER:
            if key not in self.header or key == "summary" or key in self.settings:
                yield from self._ask_header(key)
        if origin is None:
            self.framings = yield from ask_accounts()
            self.facts = {id: {} for id in self._scenario({}).accounts}
            self.answered = {id: set() for id in self.facts}
        else:
            self.passed = set(self._open(self.rules))
        for fact in [id for id in self.vocabulary if id in self.settings]:
            self._answer(fact, list(self.facts), read_setting(self.vocabulary, fact, self.settings.pop(fact)))

    def _ask_header(self, key: str) -> _Asking:
        """Ask one of the things that stand at the head of a case."""
        ask = ask_of_header(key, self.header, self.start.title)
        if key in self.settings:
            self.header[key] = ask.read(self.settings.pop(key))
        else:
            self.header[key] = yield ask
        self._counted.clear()

    def _ask_facts(self) -> _Asking:
        """Ask facts as long as some can still matter, and nobody has had enough."""
        before: list[str] = []
        while open_facts := self._open(self.rules):
            counts = self._counts(self.rules)
            total = _sum(counts)
            group = next(facts for facts in self.groups.values() if not set(facts).isdisjoint(open_facts))
            # Of what belongs together, first that on which most answers hang.
            fact = max((each for each in group if each in open_facts), key=lambda each: total[each])
            accounts = [id for id, counted in counts.items() if fact in counted]
            every = set.union(*self.answered.values())
            dropped = [each for each in before if each not in open_facts and each not in every]
            if not (yield from self._ask_fact(fact, accounts, dropped)):
                self.passed |= set(open_facts)
            before = open_facts

    def _ask_fact(self, fact: str, accounts: Sequence[str], dropped: Sequence[str] = ()) -> _Asking:
        """Ask one fact of some accounts. Gives whether more may be asked."""
        reply = yield self._fact(fact, fact, accounts, dropped)
        if reply is Reply.DIFFER:
            for account in accounts:
                own = yield self._fact(f"{fact}@{account}", fact, [account])
                if own is Reply.FINISH:
                    return False
                self._answer(fact, [account], own)
        elif reply is Reply.FINISH:
            return False
        else:
            self._answer(fact, accounts, reply)
        self.asked += 1
        return True

    def _fact(self, key: str, fact: str, accounts: Sequence[str], dropped: Sequence[str] = ()) -> AskFact:
        read = partial(read_reply, self.vocabulary[fact], len(accounts) > 1)
        return AskFact(
            key,
            read,
            self._default(fact, accounts),
            fact=fact,
            accounts=accounts,
            progress=self._progress(),
            dropped=dropped,
            again=key != fact,
        )

    def _default(self, fact: str, accounts: Sequence[str]) -> str:
        """Write what an answer is now; where there is none, that it is left open."""
        now = {self.facts[id].get(fact, ()) for id in accounts}
        if len(now) > 1:
            return word(Reply.DIFFER)
        (statements,) = now
        if statements:
            return written(statements)
        return word("unknown" if self.vocabulary[fact].presumption is None else Reply.LEAVE)

    def _answer(self, fact: str, accounts: Sequence[str], reply: tuple[Statement, ...] | Reply) -> None:
        """Take an answer down. One that is the same as before keeps the claims on which it rests."""
        self._counted.clear()
        for id in accounts:
            facts = dict(self.facts[id])
            now = facts.pop(fact, ())
            if not isinstance(reply, Reply):
                facts[fact] = now if written(now) == written(reply) else reply
            self.facts[id] = facts
            self.answered[id].add(fact)

    def _counts(self, rules: Sequence[str]) -> dict[str, Counter[str]]:
        """Count for each account, and each fact that can still matter to it, the answers that hang on it."""
        matter = Matter(tuple(rules), self.interpretations)
        if matter not in self._counted:
            scenario, relevance = self._scenario({}), self.interviews.relevance
            self._counted[matter] = {
                id: relevance.of(matter, scenario, id, facts, self.answered[id])
                for id, facts in self.facts.items()
            }
        return self._counted[matter]

    def _open(self, rules: Sequence[str]) -> list[str]:
        """List the facts that can still matter and were not left open on purpose."""
        counted = _sum(self._counts(rules))
        return [fact for fact in self.vocabulary if fact in counted and fact not in self.passed]

    def _scenario(self, facts: Mapping[str, Facts]) -> Scenario:
        date, *also_on = self.header["date"]
        bare = Scenario(
            kind="hypothetical",
            id=self.start.id,
            title=self.header["title"],
            date=date,
            also_on=tuple(also_on),
            state=self.header["state"],
            opponents=self.header["opponents"],
            treaty=self.start.treaty,
            summary=self.header["summary"],
            framings=self.framings,
        )
        return retold(bare, facts, self.vocabulary) if facts else bare

    def _progress(self) -> Progress:
        counted = _sum(self._counts(self.rules))
        return Progress(
            scenario=self._scenario(self.facts),
            rules=self.rules,
            interpretations=self.interpretations,
            answered=set.union(*self.answered.values()),
            open=[fact for fact in self.vocabulary if fact in counted],
            waiting=self._open(self.rules),
            asked=self.asked,
        )


def _sum(counts: Mapping[str, Counter[str]]) -> Counter[str]:
    return sum(counts.values(), Counter())
