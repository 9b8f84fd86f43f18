"""The program's own phrases, by id, in one place. Whole sentences, so that they can be translated.

`say` finds a phrase and fills it in; inside ``speaking(overlay)`` it speaks another language, as far as the
overlay goes. Counts stand after a colon ("failed: 3"), because languages count differently.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from casus_foederis.model.overlay import Overlay

PHRASES: Final[Mapping[str, str]] = {
    # What can be wrong with a file.
    "problem.alias": "anchors and aliases (& and *) are not used in these files; write the value out",
    "problem.bad_bool": "'{value}' is not true or false",
    "problem.bad_day": "'{value}' is not a day of the calendar; write it as YYYY-MM-DD",
    "problem.bad_id": "'{value}' does not have the form of an id; use small letters, digits, and the separators "
    "that other ids of its kind use",
    "problem.bad_rule": "a rule is an id, or one of 'all: [...]', 'any: [...]' and 'not: ...'",
    "problem.bad_state": "'{value}' is not a State; write an ISO 3166 code such as KAZ, or an English name",
    "problem.bad_truth": "'{value}' is not an answer; write true, false or unknown",
    "problem.character": "the character {code} cannot stand in a YAML file; delete it",
    "problem.cycle": "these define themselves in a circle: {ids}; break the circle",
    "problem.default_incomplete": "the default interpretation must give a reading for '{term}'",
    "problem.defined_twice": "'{id}' is already defined in {file}; rename one of the two",
    "problem.duplicate_key": "'{key}' already stands on line {line}; keep one of the two",
    "problem.empty": "the file is empty",
    "problem.ends_before_it_begins": "'until' lies before 'since'; exchange them or mend one",
    "problem.id_taken": "'{id}' is already the name of something else; rename it",
    "problem.key_not_word": "a key must be a single word; only values can be lists or mappings",
    "problem.missing_file": "there is no such file or folder; check the spelling of the path",
    "problem.missing_key": "'{name}' is missing; add it",
    "problem.no_instrument": "one instrument must bear the treaty's own id, '{id}'",
    "problem.no_kind": "the file does not say what it is; add a line 'kind: ...' with one of {kinds}",
    "problem.not_a_file": "this is not a file that can be read; give a YAML file or a folder",
    "problem.not_a_list_here": "a list is expected here, not '{value}'",
    "problem.not_a_mapping": "the file must consist of 'key: value' lines",
    "problem.not_a_mapping_here": "'key: value' lines are expected here, not '{value}'",
    "problem.not_allowed": "'{value}' is not allowed here; the allowed values are {expected}",
    "problem.not_text": "text is expected here, not '{value}'; put it in quotation marks if it is meant as text",
    "problem.not_utf8": "the file is not UTF-8 text; save it with that encoding",
    "problem.nothing_found": "no file here says that it is one of ours; a file of ours has a line 'kind: ...' "
    "with one of {kinds}",
    "problem.other": "'{value}' does not fit here: {message}",
    "problem.own_opponent": "'{state}' cannot be its own opponent; take it out",
    "problem.part_twice": "'{id}' stands twice in one list; keep one",
    "problem.placeholders": "the translation must use the same words in braces as the English: {names}",
    "problem.reserved_id": "'record' is the name of the record itself; give the framing another id",
    "problem.second_file": "there may be only one file of this kind; merge the two",
    "problem.several_documents": "the file holds several YAML documents; put each into a file of its own",
    "problem.spells_overlap": "two spells give {states} a standing on the same day; shorten one",
    "problem.statements_overlap": "two answers to '{id}' hold on the same day; shorten one",
    "problem.tag": "the YAML tag '{tag}' is not used in these files; delete it",
    "problem.texts_overlap": "'{first}' and '{second}' are in force on the same day; shorten one",
    "problem.too_deep": "lists and mappings are nested more than {limit} deep; flatten them",
    "problem.too_few": "there must be at least {min_length} here",
    "problem.too_large": "the file is larger than {limit} bytes; split it",
    "problem.too_long": "at most {max_length} characters can stand here; shorten the text",
    "problem.too_short": "something must stand here; write it, or delete the key",
    "problem.unknown_id": "'{id}' is not known here; {remedy}",
    "problem.unknown_key": "'{name}' is not a key of this place; {remedy}",
    "problem.unknown_kind": "'{kind}' is not a kind of file; {remedy}",
    "problem.unreadable": "the file cannot be read ({reason}); check its permissions",
    "problem.yaml": "this is not valid YAML ({reason}); look at the indentation, colons and quotation marks here",
    "remedy.allowed": "the allowed values are {words}",
    "remedy.did_you_mean": "did you mean {words}?",
    "remedy.none_near": "none of the {count} known ones resembles it",
}


_spoken: ContextVar[Mapping[str, str]] = ContextVar("spoken", default={})
_worded: ContextVar[Mapping[str, Mapping[str, str]]] = ContextVar("worded", default={})


def say(id: str, **values: str) -> str:
    """Find a phrase by its id and fill it in. Raises ``KeyError`` for an id or a value that is missing."""
    return _spoken.get().get(id, PHRASES[id]).format_map(values)


def wording(id: str, field: str, english: str) -> str:
    """Give the words that a data file has for an id, in the language spoken."""
    return _worded.get().get(id, {}).get(field, english)


@contextmanager
def speaking(overlay: Overlay | None) -> Iterator[None]:
    """Speak another language, as far as an overlay goes, until the block ends."""
    spoken = _spoken.set(overlay.phrases if overlay else {})
    worded = _worded.set(overlay.entries if overlay else {})
    try:
        yield
    finally:
        _spoken.reset(spoken)
        _worded.reset(worded)


def placeholders(phrase: str) -> set[str]:
    """List the words in braces that a phrase fills in."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}
