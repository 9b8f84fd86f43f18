"""Writes a hypothetical as a file that people go on working with: clean, in order, with comments."""

from __future__ import annotations

import os
import secrets
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from casus_foederis.files.source import FORBIDDEN, NUMBER
from casus_foederis.logic import Truth
from casus_foederis.model.scenario import Facts, Framing, Pair, Scenario, Statement
from casus_foederis.model.states import state_name
from casus_foederis.problems import UsageError

_WIDTH: Final = 100  # of lines, as far as words can be parted


@dataclass(frozen=True)
class Remarks:
    """What stands in a file's comments.

    ``head`` stands at the top, ``titles`` behind each fact; ``groups`` puts facts under headings; ``unsaid``
    lists, under a reason, facts that the file does not answer, and ``silence`` is what stands for an answer
    to each of them then.
    """

    head: Sequence[str] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unsaid: Mapping[str, Sequence[str]] = field(default_factory=dict)
    silence: Mapping[str, Truth] = field(default_factory=dict)


def scenario_text(scenario: Scenario, remarks: Remarks, pair: Pair | None = None) -> str:
    """Write a hypothetical as YAML: its head, the record, the framings with their facts, and its pair."""
    lines = [
        *_comment(remarks.head),
        "kind: hypothetical",
        f"id: {_text(scenario.id)}",
        f"title: {_text(scenario.title)}",
        f"date: {scenario.date.isoformat()}",
        *([f"also_on: [{', '.join(day.isoformat() for day in scenario.also_on)}]"] * bool(scenario.also_on)),
        f"state: {_text(state_name(scenario.state))}",
        *([f"opponents: [{', '.join(map(_state, scenario.opponents))}]"] * bool(scenario.opponents)),
        f"treaty: {_text(scenario.treaty)}",
        *_paragraph("summary", scenario.summary, ""),
    ]
    unsaid = list(_unsaid(remarks))
    if scenario.record:
        lines += ["", "record:", *_facts(scenario.record, remarks, "  "), *(f"  # {each}" for each in unsaid)]
    elif unsaid:
        lines += ["", "# record:", *(f"#   {each}" for each in unsaid)]
    if scenario.framings:
        lines += ["", "framings:"]
        for number, (id, framing) in enumerate(scenario.framings.items()):
            lines += [*[""][:number], f"  {_text(id)}:", *_framing(framing, remarks)]
    if pair is not None:
        lines += ["", f"pair: {{of: {_text(pair.of)}, differs: {pair.differs}}}"]
    return "\n".join(lines) + "\n"


def _framing(framing: Framing, remarks: Remarks) -> Iterator[str]:
    if framing.role is not None:
        yield f"    role: {framing.role.value}"
    yield f"    holder: {_text(framing.holder)}"
    if framing.said is not None:
        yield f"    said: {framing.said.isoformat()}"
    if framing.summary is not None:
        yield from _paragraph("summary", framing.summary, "    ")
    if framing.facts:
        yield "    facts:"
        yield from _facts(framing.facts, remarks, "      ")


def _facts(facts: Facts, remarks: Remarks, indent: str) -> Iterator[str]:
    for title, group in remarks.groups.items():
        inside = [fact for fact in group if fact in facts]
        if inside:
            yield f"{indent}# {title}"
        for fact in inside:
            yield from _fact(fact, facts[fact], remarks.titles[fact], indent)


def _fact(fact: str, statements: Sequence[Statement], title: str, indent: str) -> Iterator[str]:
    first, *others = statements
    bare = not others and first == Statement(value=first.value)
    if bare:
        yield f"{indent}{fact}: {first.value.value}  # {title}"
        return
    yield f"{indent}{fact}:  # {title}"
    for statement in statements:
        marks = ["  - ", "    "] if others else ["  ", "  "]
        for number, line in enumerate(_statement(statement)):
            yield f"{indent}{marks[min(number, 1)]}{line}"


def _statement(statement: Statement) -> Iterator[str]:
    yield f"value: {statement.value.value}"
    if statement.since is not None:
        yield f"since: {statement.since.isoformat()}"
    if statement.until is not None:
        yield f"until: {statement.until.isoformat()}"
    if statement.claims:
        yield f"claims: [{', '.join(statement.claims)}]"
    if statement.note is not None:
        yield from _paragraph("note", statement.note, "")


def _unsaid(remarks: Remarks) -> Iterator[str]:
    """List what is not answered, so that it has only to be taken out of the comment to be so."""
    for reason, facts in remarks.unsaid.items():
        if facts:
            yield from textwrap.wrap(reason, _WIDTH)
            yield from (f"{fact}: {remarks.silence[fact].value}  # {remarks.titles[fact]}" for fact in facts)


def _comment(paragraphs: Iterable[str]) -> list[str]:
    return [f"# {line}" for each in paragraphs for line in textwrap.wrap(each, _WIDTH - 2)]


def _paragraph(key: str, text: str, indent: str) -> list[str]:
    """Write running text, folded where it is long, unless folding would change it."""
    short = f"{indent}{key}: {_text(text)}"
    odd = " ".join(text.split()) != text or FORBIDDEN.search(text) is not None
    if len(short) <= _WIDTH or odd:
        return [short]
    inner = f"{indent}  "
    lines = textwrap.wrap(text, _WIDTH - len(inner), break_long_words=False, break_on_hyphens=False)
    return [f"{indent}{key}: >-", *(inner + line for line in lines)]


def _text(text: str) -> str:
    """Write a text on one line, in quotation marks where YAML would take it for something else."""
    plain = str(yaml.safe_dump(text, allow_unicode=True, width=10**9)).removesuffix("\n...\n")
    if plain[0] not in "'\"|>" and not NUMBER.fullmatch(text):  # which our YAML takes 089 for, too
        return plain.rstrip("\n")
    quoted = yaml.safe_dump(text, allow_unicode=True, width=10**9, default_style='"')
    return str(quoted).rstrip("\n")


def _state(code: str) -> str:
    """Write a State in a list, where a comma would end it."""
    name = state_name(code)
    return code if "," in name else _text(name)


def is_text(text: str) -> bool:
    """Tell whether a text is one: bytes that are none come from a shell as surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def write_whole(path: Path, text: str, *, replace: bool = True) -> None:
    """Write a file in one go: whoever looks finds the old file or the new one, and never a part.

    What a link leads to is written, and not the link. Raises ``FileExistsError`` if there is a file that is
    not to be replaced, and `UsageError` if it cannot be written.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{secrets.token_hex(6)}")
    raw = text.encode("utf-8")
    try:
        with part.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            part.replace(target)
        else:
            _put(part, target)
    except FileExistsError:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError("cannot_write", file=str(path), reason=reason) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _put(part: Path, target: Path) -> None:
    """Give a file its name if nothing has it yet, in one step where links can be made."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        target.open("x").close()
        part.replace(target)
