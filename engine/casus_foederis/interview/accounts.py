"""What each account says of the facts, and back: what all say alike is the record."""

from __future__ import annotations

from collections.abc import Mapping

from casus_foederis.model.scenario import Facts, Framing, Scenario


def told(scenario: Scenario) -> dict[str, Facts]:
    """Give all that each account says of the facts, what it takes from the record included."""
    return {id: scenario.facts_of(each) for id, each in scenario.accounts.items()}


def retold(scenario: Scenario, accounts: Mapping[str, Facts], order: Mapping[str, object]) -> Scenario:
    """Let each account say this of the facts. What all of them say alike becomes the record.

    ``order`` is that of the vocabulary.
    """
    first, *others = accounts.values()
    record = {
        fact: first[fact]
        for fact in order
        if fact in first and all(each.get(fact) == first[fact] for each in others)
    }
    framings = {
        id: framing.model_copy(
            update={"facts": {f: accounts[id][f] for f in order if f in accounts[id] and f not in record}}
        )
        for id, framing in scenario.framings.items()
    }
    return scenario.model_copy(update={"record": record, "framings": framings})


def alone(scenario: Scenario, account: str) -> Scenario:
    """Take one account out of a scenario, as if nobody told it otherwise."""
    framing = scenario.accounts[account]
    date, *also_on = scenario.days_of(framing)
    return scenario.model_copy(
        update={
            "date": date,
            "also_on": tuple(also_on),
            "record": scenario.facts_of(framing),
            "framings": {},
            "summary": framing.summary or scenario.summary,
        }
    )


def imagined(scenario: Scenario) -> Scenario:
    """Make a hypothetical of a scenario: its days, its States and its accounts of the facts, and no more.

    What was done, what was concluded and what was expected belong to the case that it is made from.
    """
    bare = {
        id: Framing(
            role=each.role, holder=each.holder, said=each.said, summary=each.summary, facts=each.facts
        )
        for id, each in scenario.framings.items()
    }
    return Scenario(
        kind="hypothetical",
        id=scenario.id,
        title=scenario.title,
        date=scenario.date,
        also_on=scenario.also_on,
        state=scenario.state,
        opponents=scenario.opponents,
        treaty=scenario.treaty,
        summary=scenario.summary,
        record=scenario.record,
        framings=bare,
    )
