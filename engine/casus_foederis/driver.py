"""durable-rules itself: facts in, firings out. The only module that speaks to the C module.

It is driven directly. The package's own Python layer starts threads, reads the wall clock, swallows
exceptions, and under Python 3.12 with warnings as errors fires no rule at all. Here there is one state,
primed before first use and deleted after every evaluation, whatever happened in it.

As a program (``python -m casus_foederis.driver``) it does the same for another process, line by line; see
`contained`. So it deals in plain text, and imports nothing of ours.
"""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Final, NamedTuple, TextIO

import durable_rules_engine as durable

SID: Final = "s"  # the one state in which every case is evaluated
PRIME: Final = "prime"  # a rule that only serves to run one action
PRIMING_FACT: Final = json.dumps({"id": PRIME, "sid": SID, "condition": PRIME})
READY: Final = "ready"
FAILED: Final = "!"  # begins the line that says why there is no answer
BETWEEN: Final = " "  # the names of rules that fired
_MOST_MEMORY: Final = 2**31  # bytes that a process which does nothing else may take


class EngineError(RuntimeError):
    """durable-rules did something that the rulebook does not allow for."""


class Conclusion(NamedTuple):
    """What a rule concludes about a node, and the fact that is asserted then, if any rule listens to it."""

    node: str
    value: str
    fact: str | None


class Driver:
    """A ruleset, loaded into durable-rules. Evaluations may come from several threads, which take turns."""

    def __init__(self, definition: str, conclusions: Mapping[str, Conclusion]) -> None:
        self._conclusions = conclusions
        self._lock = threading.Lock()
        self._handle: int | None = durable.create_ruleset("casus", definition)
        self._prime()

    def _prime(self) -> None:
        """Run one action: to delete a state that never ran one crashes the C module."""
        state = _checked(durable.assert_facts(self._handle, f"[{PRIMING_FACT}]"))
        if not durable.start_action_for_state(self._handle, state):
            raise EngineError("durable-rules did not fire its first rule")
        durable.complete_and_start_action(self._handle, state)
        durable.delete_state(self._handle, SID)

    def fire(self, facts: str) -> list[str]:
        """Assert a list of facts, and what follows from them; name the rules that fire, in their order.

        Raises `EngineError` if a node is concluded in two ways, or rules fire without end.
        """
        with self._lock:
            if self._handle is None:
                raise EngineError("the engine is closed")
            try:
                return self._fire(facts)
            finally:
                durable.delete_state(self._handle, SID)

    def _fire(self, facts: str) -> list[str]:
        handle, conclusions = self._handle, self._conclusions
        assert_fact, go_on = durable.assert_fact, durable.complete_and_start_action
        state = _checked(durable.assert_facts(handle, facts))
        fired: list[str] = []
        most = len(conclusions)
        concluded: dict[str, str] = {}
        started = durable.start_action_for_state(handle, state)
        message = started[1] if started else None
        while message and message != "{}":
            name = message.split('"', 2)[1]  # it begins {"name":{ and goes on with the facts that matched
            fired.append(name)
            node, value, fact = conclusions[name]
            if node not in concluded:
                concluded[node] = value
                if fact is not None and (result := assert_fact(handle, fact))[0]:
                    _checked(result)
            elif concluded[node] != value:
                raise EngineError(f"'{node}' came out in two ways")
            if len(fired) > most:
                raise EngineError("durable-rules fires without end")
            message = go_on(handle, state)
        return fired

    def close(self) -> None:
        """Free what the C module holds; it frees nothing by itself."""
        with self._lock:
            if self._handle is not None:
                durable.delete_ruleset(self._handle)
                self._handle = None


def _checked(result: tuple[int, int]) -> int:
    code, state = result
    if code:
        raise EngineError(f"durable-rules refused facts (code {code})")
    return state


def _serve(lines: TextIO, answers: TextIO) -> None:
    """Take a ruleset in the first line and facts in the others; answer each, until there are no more."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    definition, conclusions = json.loads(lines.readline())
    driver = Driver(definition, {name: Conclusion(*each) for name, each in conclusions.items()})
    print(READY, file=answers, flush=True)
    for line in lines:
        try:
            answer = BETWEEN.join(driver.fire(line.rstrip("\n")))  # the C module reads on into the line's end
        except EngineError as error:
            answer = f"{FAILED}{error}"
        print(answer, file=answers, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it decides when it ends
    _serve(sys.stdin, sys.stdout)
