"""The program's own phrases, by id, in one place. Whole sentences, so that they can be translated.

`say` finds a phrase and fills it in; inside ``speaking(overlay)`` it speaks another language, as far as the
overlay goes. Counts stand after a colon ("failed: 3"), because languages count differently.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from casus_foederis.model.overlay import Overlay

PHRASES: Final[Mapping[str, str]] = {
    # What can be wrong with a file.
    "problem.alias": "anchors and aliases (& and *) are not used in these files; write the value out",
    "problem.bad_bool": "'{value}' is not true or false",
    "problem.bad_day": "'{value}' is not a day of the calendar; write it as YYYY-MM-DD",
    "problem.bad_id": "'{value}' does not have the form of an id; use small letters, digits, and the "
    "separators "
    "that other ids of its kind use",
    "problem.bad_rule": "a rule is an id, or one of 'all: [...]', 'any: [...]' and 'not: ...'",
    "problem.bad_state": "'{value}' is not a State; write an ISO 3166 code of three letters, such as KAZ, or "
    "an English name; {remedy}",
    "problem.bad_truth": "'{value}' is not an answer; write true, false or unknown",
    "problem.character": "the character {character} cannot stand in a YAML file; delete it",
    "problem.control": "this text holds control characters; delete them",
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
    "problem.not_text": "text is expected here, not '{value}'; put it in quotation marks if it is meant "
    "as text",
    "problem.not_utf8": "the file is not UTF-8 text; save it with that encoding",
    "problem.nothing_found": "no file here says that it is one of ours; a file of ours has a line 'kind: "
    "...' "
    "with one of {kinds}",
    "problem.other": "'{value}' does not fit here: {message}",
    "problem.own_opponent": "'{state}' cannot be its own opponent; take it out",
    "problem.part_twice": "'{id}' stands twice in one list; keep one",
    "problem.placeholders": "the translation must use the same words in braces as the English: {names}",
    "problem.reserved_ending": "'{id}' must not end in '{ending}', which is kept for the rulebook; rename it",
    "problem.reserved_id": "'record' is the name of the record itself; give the framing another id",
    "problem.second_file": "there may be only one file of this kind; merge the two",
    "problem.several_documents": "the file holds several YAML documents; put each into a file of its own",
    "problem.spells_overlap": "two spells give {states} a standing on the same day; shorten one",
    "problem.statements_overlap": "two answers to '{id}' hold on the same day; shorten one",
    "problem.tag": "the YAML tag '{tag}' is not used in these files; delete it",
    "problem.texts_overlap": "'{first}' and '{second}' are in force on the same day; shorten one",
    "problem.too_layered": "'{id}' rests on more than {limit} layers of other rules; flatten them",
    "problem.too_deep": "lists and mappings are nested more than {limit} deep; flatten them",
    "problem.too_few": "there must be at least {min_length} here",
    "problem.too_large": "the file is larger than {limit} bytes; split it",
    "problem.too_long": "at most {max_length} characters can stand here; shorten the text",
    "problem.too_short": "something must stand here; write it, or delete the key",
    "problem.unknown_id": "'{id}' is not known here; {remedy}",
    "problem.unknown_key": "'{name}' is not a key of this place; {remedy}",
    "problem.unknown_kind": "'{kind}' is not a kind of file; {remedy}",
    "problem.unreadable": "the file cannot be read ({reason}); check its permissions",
    "problem.yaml": "this is not valid YAML ({reason}); look at the indentation, colons and quotation "
    "marks here",
    "problems.more": "Not shown here, problems of the same files: {count}.",
    "remedy.allowed": "the allowed values are {words}",
    "remedy.did_you_mean": "did you mean {words}?",
    "remedy.none_near": "none of the {count} known ones resembles it",
    "value.list": "a list",
    "value.mapping": "a mapping",
    # What durable-rules cannot bear.
    "ruleset.collision": "durable-rules cannot tell {words} apart; rename one of them",
    "ruleset.name": "the id '{name}' is not short ASCII; use at most {most} plain characters",
    "ruleset.part_twice": "the rule '{name}' names a part twice, and would never fire; keep one",
    "ruleset.too_many_parts": "the rule '{name}' has {count} parts, and durable-rules bears {most}; give "
    "some of "
    "them a condition of their own",
    "ruleset.too_many_rules": "the rules compile to {count}, and durable-rules bears {most}; split the "
    "treaty file",
    "ruleset.too_many_uses": "more than {most} rules test '{id}', and durable-rules cannot bear that; "
    "give what "
    "they share a condition of its own",
    # What can be wrong with a request.
    "usage.bad_reading": "'{value}' is not a reading; write it as TERM=READING, for example "
    "gravity=any-force",
    "usage.bad_day": "'{value}' is not a day of the calendar; write it as YYYY-MM-DD",
    "usage.unknown_framing": "there is no framing '{id}'; {remedy}",
    "usage.unknown_interpretation": "there is no interpretation '{id}'; {remedy}",
    "usage.unknown_reading": "there is no such reading as '{id}'; {remedy}",
    "usage.unknown_scenario": "there is no scenario and no file '{id}'; {remedy}",
    "usage.unknown_state": "'{id}' is not a State known to ISO 3166; {remedy}",
    "usage.unknown_term": "there is no term '{id}'; {remedy}",
    "usage.unknown_text": "the treaty has no text '{id}'; {remedy}",
    "usage.unknown_treaty": "there is no treaty '{id}'; {remedy}",
    # Help.
    "help.casus": "When is a mutual-defence treaty triggered, and why? Casus answers for Article 4 of "
    "the Collective\n"
    "Security Treaty, with reasons: which conditions are met, which are not and why, as each actor\n"
    "framed the facts, under each reading of the open words, on the day.",
    "help.casus_examples": "examples:\n"
    "  casus run                                 all bundled cases, and what the framing changed\n"
    "  casus explain kazakhstan-2022             why, and why not, condition by condition\n"
    "  casus members cst Uzbekistan              when a State was bound\n"
    "\n"
    "'casus COMMAND --help' explains a command.",
    "help.commands": "commands",
    "help.explain": "explain one case: why, why not, on what evidence",
    "help.explain_examples": "examples:\n"
    "  casus explain kazakhstan-2022\n"
    "  casus explain kazakhstan-2022 --framing observers --interpretation council-2022\n"
    "  casus explain kazakhstan-2022 --text cst-1992 --reading unknowns=against-invoker\n"
    "  casus explain my-case.yaml --format markdown",
    "help.explain_long": "Explain the answer to one case: the tree of conditions, each met, not met or "
    "undetermined;\n"
    "for those not met, what would have to change; the claims behind every fact; the rules that fired,\n"
    "in order. Text and Markdown explain one account under one interpretation (the first account and\n"
    "the default interpretation, unless you choose); JSON holds all that match.",
    "help.format": "text for people, markdown for documents, json for programs (default: text)",
    "help.framing": "only the account with this id",
    "help.interpretation": "only the interpretation with this id (default: all of them; text and Markdown of "
    "'explain' take icj)",
    "help.members": "who is bound by the treaty, and when",
    "help.members_examples": "examples:\n"
    "  casus members cst\n"
    "  casus members cst Uzbekistan\n"
    "  casus members cst UZB --on 2012-07-01 --format json",
    "help.members_long": "Show since when and until when States are bound by a treaty, with source and "
    "doubt; or how they\n"
    "stand on one day.",
    "help.members_on": "how they stand on this day, as YYYY-MM-DD",
    "help.on": "ask the law on this day, as YYYY-MM-DD, instead of the scenario's own",
    "help.paths": "scenario files, folders of them, or ids of bundled scenarios (default: all bundled ones)",
    "help.reading": "read one term otherwise, for example gravity=any-force; can be repeated",
    "help.run": "answer all cases, side by side",
    "help.run_examples": "examples:\n"
    "  casus run\n"
    "  casus run kazakhstan-2022 kyrgyzstan-2010-june\n"
    "  casus run my-cases/ --interpretation icj\n"
    "  casus run kazakhstan-2022 --text cst-1992 --format json",
    "help.run_long": "Answer every case: a row for each account, a column for each interpretation, what "
    "the organs did,\n"
    "and why. Expectations written in the scenarios are checked; if one fails, the exit code is 1.",
    "help.scenario": "the id of a bundled scenario, or a scenario file",
    "help.state": "an ISO 3166 code of three letters, or an English name (default: every State ever bound)",
    "help.text": "ask under these words of the treaty, whatever was in force: cst-1992 or cst-2010",
    "help.treaty": "the id of a treaty: cst",
    # Membership.
    "members.cited": "{source} ({confidence})",
    "members.never": "It has never been a party.",
    "members.on": "On {on}",
    "members.outside": "No instrument bound it on that day.",
    "members.reason": "because",
    "members.source": "source",
    "members.standing": "standing",
    "members.state": "State",
    "members.title": "Parties to the {treaty}",
    # Values.
    "fact.met": "yes",
    "fact.not_met": "no",
    "fact.undetermined": "unknown",
    "rule.met": "met",
    "rule.not_met": "not met",
    "rule.undetermined": "undetermined",
    "standing.party": "party",
    "standing.not_party": "not a party",
    "standing.contested": "contested",
    "role.ally": "ally",
    "role.observers": "observers",
    "role.opposing-state": "opposing State",
    "role.organisation": "organisation",
    "role.state-concerned": "State concerned",
    "role.third-state": "third State",
    "measure.consultations": "consultations",
    "measure.deployed": "forces deployed",
    "measure.material_aid": "material aid",
    "measure.mission": "a mission",
    "measure.none": "nothing",
    "measure.offer_declined": "an offer, declined",
    "measure.refused_by_organ": "refused by the organ",
    "measure.statement": "a statement",
    "agreement.action_without_duty": "not owed (which is not to say unlawful)",
    "agreement.action_without_power": "forces deployed without a power under these texts",
    "agreement.duty_without_action": "owed, and not done",
    "agreement.in_line": "in line",
    "agreement.partial": "owed, and done in part",
    "agreement.undetermined": "open",
    # Names of leaves.
    "leaf.capped": "{text} cap «{term}» at: {reading}",
    "leaf.not": "not: {title}",
    "leaf.not_capped": "not in force: {text}, which cap «{term}» at: {reading}",
    "leaf.not_text": "not in force: {text}",
    "leaf.opponent_party": "an opponent is a party to: {instrument}",
    "leaf.party": "{state} is a party to: {instrument}",
    "leaf.reading_is": "reading of «{term}»: {reading}",
    "leaf.reading_reaches": "reading of «{term}» reaches: {reading}",
    "leaf.record": "The record",
    "leaf.text": "in force: {text}",
    "text.none": "no text in force",
    # Explanations.
    "explain.above": "(explained above)",
    "explain.all": "all of:",
    "explain.all_needed": "all of these would have to change:",
    "explain.answers": "Answers",
    "explain.any": "at least one of:",
    "explain.asked": "Asked on {on}, under {text}, as read by {holders}:",
    "explain.evidence": "What the facts rest on",
    "explain.firings": "The rules that fired, in order",
    "explain.lacks": "is {status}. For it to be met:",
    "explain.legend": "✔ met or yes   ✘ not met or no   ? undetermined or unknown. In brackets: claims. "
    "Where there is colour, what has no bearing on the answer is dimmed.",
    "explain.needs": "(whatever is said of it, it needs: {need})",
    "explain.not_all": "not all of:",
    "explain.not_any": "none of:",
    "explain.note": "Note: {note}",
    "explain.others": "Explained above is one account under one interpretation. Ask for another with",
    "explain.one_enough": "one of these would be enough:",
    "explain.practice": "What the organs did",
    "explain.presumed": "(presumed: nobody speaks of it)",
    "explain.readings": "How the terms are read (* where the holder is silent and the default fills the gap)",
    "explain.why": "Why",
    "explain.why_not": "Why not: what is lacking, condition by condition",
    "basis.chosen": "chosen for this question",
    "basis.filled": "filled in",
    "basis.held": "held",
    "basis.inferred": "inferred",
    "claim.bears": "{actor} ({date}), on the point: {says}",
    "claim.denies": "{actor} ({date}), against: {says}",
    "claim.supports": "{actor} ({date}), for: {says}",
    "claim.undated": "undated",
    "claim.where": "[{source}: {title} ({language}), passage: {passage}; {confidence}]",
    "confidence.reported": "reported",
    "confidence.unverified": "unverified",
    "confidence.verified": "verified",
    "firings.compiled": "compiled rule",
    "firings.concluded": "so it is",
    "firings.matched": "matched",
    "firings.step": "step",
    # The suite.
    "suite.all_met": "Every condition is met.",
    "suite.all_met_with": "Every condition is met. What this account itself brings to it: {facts}",
    "suite.caution": "The law's answer and the organs' conduct are two things. No answer here says "
    "whether force was "
    "lawful: consent, self-determination and Article 51 of the UN Charter are questions apart.",
    "suite.account": "scenario and account",
    "suite.conduct": "The organs did: {measure}. Held against these answers:",
    "suite.contrast": "{scenario}: {ours}, against {theirs}",
    "suite.day": "asked on",
    "suite.effect": "«{fact}», answered {theirs} instead of {ours}:",
    "suite.expectations": "Expectations checked: {checked}. Failed: {failed}.",
    "suite.expectations_title": "Expectations",
    "suite.failed": "{scenario}, {framing}, {interpretation}, {on}: {rule} was expected {expected}, and "
    "is {found}",
    "suite.first_account": "{scenario}, as told by: {holder}.",
    "suite.framing_note": "Accounts given for one day are compared. Read: had the first account given the "
    "other's answer to this one question, the provision would have come out as the arrow says.",
    "suite.framing_title": "What the framing changed: one answer exchanged, the rest left as it is",
    "suite.no_effect": "No single answer, exchanged, moves the provision under any interpretation.",
    "suite.organs": "The organs did:",
    "suite.role": "speaking as",
    "suite.see": "To see every reason: casus explain {scenario} {choices}",
    "suite.short": "In short: the first account of each case",
    "suite.texts_title": "The first account of each, under the words that were not in force",
    "suite.title": "{treaty}: the suite",
    "suite.turns_on": "It turns on:",
    "suite.unmoved_title": "The same in every account and under every interpretation",
    "suite.why": "Why",
}


_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_spoken: ContextVar[Mapping[str, str]] = ContextVar("spoken", default=_NOTHING)
_worded: ContextVar[Mapping[str, Mapping[str, str]]] = ContextVar("worded", default=_NOTHING)


def say(id: str, /, **values: str) -> str:
    """Find a phrase by its id and fill it in. Raises ``KeyError`` for an id or a value that is missing."""
    return _spoken.get().get(id, PHRASES[id]).format_map(values)


def wording(id: str, field: str, english: str) -> str:
    """Give the words that a data file has for an id, in the language spoken."""
    return _worded.get().get(id, {}).get(field, english)


@contextmanager
def speaking(overlay: Overlay | None) -> Iterator[None]:
    """Speak another language, as far as an overlay goes, until the block ends."""
    spoken = _spoken.set(overlay.phrases if overlay else _NOTHING)
    worded = _worded.set(overlay.entries if overlay else _NOTHING)
    try:
        yield
    finally:
        _spoken.reset(spoken)
        _worded.reset(worded)


def placeholders(phrase: str) -> set[str]:
    """List the words in braces that a phrase fills in."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def same_placeholders(text: str, phrase: str) -> bool:
    """Tell whether a translation fills in the same words, plainly: no conversions, no formats."""
    try:
        fields = [field for field in string.Formatter().parse(text) if field[1] is not None]
    except ValueError:  # a brace that stands alone
        return False
    plain = not any(format or conversion for _, _, format, conversion in fields)
    return plain and {name for _, name, _, _ in fields} == placeholders(phrase)
