"""What an interview asks, and what can be replied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from casus_foederis.model.scenario import Scenario


class Reply(StrEnum):
    """What can be replied to a question of fact, besides an answer."""

    LEAVE = "leave"  # say nothing, so that a presumption fills the silence
    DIFFER = "differ"  # the accounts do not agree
    FINISH = "finish"  # ask no more


class Step(StrEnum):
    """Where to go from the review of all answers; besides, a fact or a part of the header can be changed."""

    WRITE = "write"
    MORE = "more"


@dataclass(frozen=True)
class Ask:
    """Something that is asked. ``key`` names it; ``about`` is whom or what it is about, where that is needed.

    ``read`` reads what is typed, and raises `UsageError` if it cannot be meant. ``default`` is what is read
    where nothing is typed; without it, something has to be.
    """

    key: str
    read: Callable[[str], Any]
    default: str | None = None
    about: str = ""


@dataclass(frozen=True)
class Progress:
    """A case as far as it is known.

    ``answered`` lists the facts that some account has answered, ``open`` those that can still matter to an
    account and the rules asked about; of these, ``waiting`` are still to be asked, and the others were left
    open on purpose. ``asked`` counts the questions of fact that were put.
    """

    scenario: Scenario
    rules: Sequence[str]
    interpretations: Sequence[str]
    answered: Collection[str]
    open: Collection[str]
    waiting: Collection[str]
    asked: int


@dataclass(frozen=True, kw_only=True)
class AskFact(Ask):
    """A question of fact, put to some accounts; or, ``again``, to one of those that do not agree.

    ``dropped`` lists facts that have just ceased to matter.
    """

    fact: str
    accounts: Sequence[str]
    progress: Progress
    dropped: Sequence[str] = ()
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class Review(Ask):
    """All answers, to be changed or written down. ``more`` lists facts that matter to other rules only."""

    progress: Progress
    more: Sequence[str]


Conversation: TypeAlias = Generator[Ask, Any, Progress]
