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

from casus_foederis.messages import MESSAGES
from casus_foederis.phrases_for_tables import TABLES
from casus_foederis.phrases_for_teaching import TEACHING
from casus_foederis.phrases_for_web import WEB

if TYPE_CHECKING:
    from casus_foederis.model.overlay import Overlay

PHRASES: Final[Mapping[str, str]] = {
    **TEACHING,
    **TABLES,
    **WEB,
    # Messages, which are worded in `messages`.
    **{f"cause.{code}": message.cause for code, message in MESSAGES.items()},
    **{f"remedy.{code}": message.remedy for code, message in MESSAGES.items()},
    # What goes with them.
    "severity.error": "error",
    "severity.warning": "warning",
    "problems.more": "Not shown here, problems of the same files: {count}.",
    "advice.answer": "Write true, false or unknown, without quotation marks.",
    "advice.answer_is": "Did you mean {answer}? Write it without quotation marks.",
    "advice.as_in": ", as in: {mended}",
    "advice.delete": "Delete it.",
    "advice.other_quotes": "Delete it, or put the whole text in other quotation marks{mended}.",
    "advice.add": "Add it.",
    "advice.add_like": "Add a line such as {example}.",
    "advice.allowed": "What can stand here: {words}.",
    "advice.did_you_mean": "Did you mean {words}?",
    "advice.later": "Correct what stands above first.",
    "advice.nearest_day": "The nearest day on which it was one is {day}.",
    "advice.never": "It has never been one.",
    "advice.none": "Nothing is known by such a name yet.",
    "advice.none_near": "None of those known resembles it.",
    "advice.no_state": "Only States can stand here; for a group, leave 'opponents' out and answer the facts "
    "that begin with 'author'.",
    "advice.other_calendar": "If it is a day of another calendar, write that of the Gregorian one.",
    "advice.where_claim": "Claims stand in seeds/claims.yaml; your own belong in a file of kind 'claims' "
    "beside your case.",
    "advice.where_source": "Sources stand in seeds/sources.yaml; your own belong in a file of kind 'sources' "
    "beside your case.",
    "advice.no_words": "none",
    "advice.see_all": "{advice} {where}",
    "advice.slug": "Use small letters, digits and hyphens, as in {example}.",
    "advice.give_date": "Give a datetime.date, for example datetime.date(2022, 1, 6).",
    "advice.write_day": "Write it as YYYY-MM-DD, for example 2022-01-06.",
    "value.list": "a list",
    "value.mapping": "a mapping",
    # Checking files.
    "check.asked_with": "account '{framing}', interpretation '{interpretation}', on {day}",
    "check.asked_with_others": "account '{framing}', interpretation '{interpretation}', on {day}, and others "
    "for which this stands: {others}",
    "check.fine": "✔ Nothing is wrong, and nothing odd.",
    "check.passed_over": "Files passed over, which do not say that they are ours: {count}.",
    "check.unread": "What is not valid YAML could not be read any further: check again when it is corrected.",
    "check.summary": "Files checked: {files}. Errors: {errors}. Warnings: {warnings}.",
    # What editors show.
    "schema.kinds": "Kinds of files",
    "schema.see": "To print the JSON Schema of one: casus schema KIND",
    "schema.day": "Write the day as YYYY-MM-DD, for example 2022-01-06.",
    "schema.fact": "{title}. {question} {paraphrase}",
    "schema.needs": "It needs: {need}.",
    "schema.presumed": "Where a scenario is silent, presumed: {value}.",
    "schema.interpretation": "{title}, held by {holder}. {paraphrase}",
    "schema.claim": "{actor}: {says}",
    "schema.source": "Source: {source}.",
    "schema.true": "yes",
    "schema.false": "no",
    "schema.unknown": "nobody can tell; never taken for no",
    "schema.state": "This is not a State. Write an ISO 3166 code of three letters, such as KAZ, or an "
    "English name, such as Kazakhstan.",
    "schema.the_state": "the State concerned",
    "schema.lookup": "Looked up, and never typed.",
    # Help.
    "help.backtest": "hold what was done in all cases against the law's answers",
    "help.backtest_examples": "examples:\n"
    "  casus backtest\n"
    "  casus backtest kazakhstan-2022 armenia-2022\n"
    "  casus backtest --format markdown > backtest.md",
    "help.backtest_long": "Hold what was done in historical cases against the law's answers, by "
    "interpretation and by\n"
    "provision: in line, in part, owed and not done, not owed, without a power, open. Then, what actors\n"
    "concluded in law, and which of their positions no single interpretation carries together. Counts and\n"
    "names; nothing is ranked.",
    "help.casus": "When is a mutual-defence treaty triggered, and why? Casus answers for Article 4 of "
    "the Collective\n"
    "Security Treaty, with reasons: which conditions are met, which are not and why, as each actor\n"
    "framed the facts, under each reading of the open words, on the day.",
    "help.casus_examples": "examples:\n"
    "  casus run                                 all bundled cases, and what the framing changed\n"
    "  casus explain kazakhstan-2022             why, and why not, condition by condition\n"
    "  casus members cst Uzbekistan              when a State was bound\n"
    "  casus new                                 a case of your own, by being asked about it\n"
    "  casus check my-case.yaml                  what is wrong with a file, and how to mend it\n"
    "  casus screen events.csv -o answers.csv    many cases at once, as a table\n"
    "  casus schema hypothetical                 help for editors: what a file can hold\n"
    "\n"
    "'casus COMMAND --help' explains a command.",
    "help.check": "find everything that is wrong or odd in files",
    "help.check_examples": "examples:\n"
    "  casus check my-case.yaml\n"
    "  casus check my-cases/ --format github\n"
    "  casus check                               the bundled files\n"
    "  casus check --seeds my-seeds/             and the texts of their sources",
    "help.check_format": "text for people; json for programs; github for annotations in its workflows; "
    "sarif for code scanning (default: text)",
    "help.check_seeds": "also hold sources and claims against the texts in this folder: their SHA-256, and "
    "the numbers of passages",
    "help.check_long": "Check files, all at once: what is wrong (errors) and what is legally odd (warnings). "
    "Every message\n"
    "names the file, line and column, the cause and the remedy. With an error, the exit code is 2.",
    "help.check_paths": "files, or folders of them (default: the bundled ones)",
    "help.conditions": "the trigger of a provision, taken by itself",
    "help.conditions_examples": "examples:\n"
    "  casus conditions\n"
    "  casus conditions cst.art4.2 --interpretation council-2022\n"
    "  casus conditions cst.art4.2 --text cst-1992\n"
    "  casus conditions cst.art6.1 --most 20 --page 2",
    "help.conditions_long": "Teach the trigger of a provision: all smallest sets of answers that make it "
    "met, what all of them\n"
    "need, how many patterns of facts trigger it, what each fact weighs, and the legally distinct\n"
    "situations with the historical cases placed on them. One interpretation is asked (the default one,\n"
    "unless you choose), under the latest words.",
    "help.conditions_provision": "a provision or condition of the bundled law (default: the treaty's main "
    "provision)",
    "help.one_framing": "the account to be asked (default: the scenario's first)",
    "help.one_interpretation": "the interpretation to be asked (default: icj)",
    "help.one_scenario": "the id of a bundled scenario, or a scenario file",
    "help.claims": "who said what, where, and what rests on it",
    "help.claims_examples": "examples:\n"
    "  casus claims kazakhstan-2022              the claims behind a case\n"
    "  casus claims author.organised_abroad      who says so, who denies it, in all cases\n"
    "  casus claims s2-51                        one claim\n"
    "  casus claims --format json                all of them, for programs",
    "help.claims_long": "List claims of the bundled record, source by source: who asserted what, in which "
    "passage, which\n"
    "facts it supports or denies, and every answer, practice, conflict and part of the law that rests on it.",
    "help.claims_name": "the id of a scenario, a fact or a claim (default: every claim)",
    "help.compare": "what made two accounts, or two cases, come out differently",
    "help.compare_examples": "examples:\n"
    "  casus compare kazakhstan-2022             the first account against each of the others\n"
    "  casus compare kazakhstan-2022:observers   another account against each of the others\n"
    "  casus compare kyrgyzstan-2010-june kazakhstan-2022\n"
    "  casus compare armenia-2020:foreign-ministry armenia-2020:kremlin --provision cst.art4.1\n"
    "  casus compare kazakhstan-2022 --format html > compared.html",
    "help.compare_long": "Hold the accounts of one case, or two cases, against each other: what each comes "
    "to under each\n"
    "text of the treaty; which differences carry the outcome, and how it divides among them; under which\n"
    "readings it turns on a fact at all; and what none of this changes.",
    "help.compare_one": "a scenario: an id or a file; or SCENARIO:FRAMING for one of its accounts",
    "help.compare_two": "another, or another account of the same (default: all other accounts of A)",
    "help.compare_on": "ask on this day, as YYYY-MM-DD (default: each account's first)",
    "help.provision": "compare on this provision or condition (default: the treaty's main provision)",
    "help.conflicts": "where claims contradict one another, and how that is dealt with",
    "help.conflicts_name": "the id of a conflict or a scenario (default: every conflict)",
    "help.conflicts_examples": "examples:\n"
    "  casus conflicts\n"
    "  casus conflicts kazakhstan-2022           those that touch a case\n"
    "  casus conflicts x15                       one of them\n"
    "  casus conflicts --format markdown > conflicts.md",
    "help.conflicts_long": "List every point of the bundled record on which sources contradict one another, "
    "themselves or\n"
    "what is known from elsewhere: what each side says, and how the law and the scenarios deal with it.",
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
    "help.goal": "the status to be reached, for example cst.art4.2=met (default: that the main provision be "
    "met)",
    "help.most": "how many sets to list on a page (default: 10; in JSON 10,000)",
    "help.only": "move only levers of this kind; can be repeated (default: all of them)",
    "help.page": "which page of them to list (default: 1)",
    "help.set": "ask with this set otherwise: a fact (request.made=false), a term (author=state), the words "
    "(cst=cst-1992) or a standing (party.cst=not_party); can be repeated",
    "help.whatif": "the smallest changes that would have turned an answer",
    "help.whatif_examples": "examples:\n"
    "  casus whatif kazakhstan-2022\n"
    "  casus whatif kazakhstan-2022 --interpretation council-2022 --set author.organised_abroad=false\n"
    "  casus whatif armenia-2020 --goal cst.art4.1=met --only fact\n"
    "  casus whatif belarus-2020 --most 20 --page 2",
    "help.whatif_long": "Find every smallest set of changes that brings a provision to a status, and every "
    "one that brings it to\n"
    "the opposite: facts, readings, words and standings, nearest first. Or set some of them otherwise, and\n"
    "see what becomes of the answers. One account under one interpretation is asked (the first account and\n"
    "the default interpretation, unless you choose).",
    "help.format": "text for people, markdown for documents, json for programs (default: text)",
    "help.format_html": "text for people, markdown for documents, json for programs, html for one page that "
    "a browser shows (default: text)",
    "help.framing": "only the account with this id",
    "help.interpretation": "only the interpretation with this id, such as icj (default: all of them)",
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
    "help.reading": "read one term otherwise, for example gravity=any-force; can be repeated; a wrong one "
    "is answered with the list of those that exist",
    "help.run": "answer all cases, side by side",
    "help.run_examples": "examples:\n"
    "  casus run\n"
    "  casus run kazakhstan-2022 kyrgyzstan-2010-june\n"
    "  casus run my-cases/ --interpretation icj\n"
    "  casus run --format html > record.html     a page for phone, projector and paper\n"
    "  casus run kazakhstan-2022 --text cst-1992 --format json",
    "help.run_long": "Answer every case: a row for each account, a column for each interpretation, what "
    "the organs did,\n"
    "and why. Expectations written in the scenarios are checked; if one fails, the exit code is 1.",
    "help.new": "write a hypothetical, by being asked about it",
    "help.new_examples": "examples:\n"
    "  casus new\n"
    "  casus new my-case.yaml                    or go on with an interview that was left\n"
    "  casus new --from kazakhstan-2022          that case, changed\n"
    "  casus new --from armenia-2020:kremlin     one account of a case, changed\n"
    "  casus new an-army.yaml --yes --from kazakhstan-2022:tokayev --set author.state=yes",
    "help.new_file": "the file to write (default: named after the title)",
    "help.new_from": "start from this case, or SCENARIO:FRAMING for one of its accounts",
    "help.new_long": "Ask about a case at the terminal, and write it as a scenario file. A question\n"
    "is asked only as long as some answer to it could still change a provision that is asked about, on some\n"
    "day, under some interpretation. Each is explained; back and quit can be typed at any time, and an\n"
    "interview that was left can be taken up again. No file is replaced unasked.",
    "help.new_provision": "ask what matters to this provision or condition; can be repeated (default: the "
    "treaty's main provision; at the end the interview offers the others)",
    "help.new_interpretation": "ask what matters to this interpretation; can be repeated (default: all of "
    "them)",
    "help.new_set": "answer beforehand: title, summary, date, state, opponents, or a fact by its id; can be "
    "repeated",
    "help.new_treaty": "the id of a treaty, or a file that holds one (default: cst)",
    "help.new_yes": "ask nothing: take what --set says, and leave everything else as it is",
    "help.schema": "print what a file can hold, for editors that complete and explain",
    "help.schema_examples": "examples:\n"
    "  casus schema\n"
    "  casus schema hypothetical > hypothetical.json\n"
    "\n"
    "Then let the first line of your file be\n"
    "  # yaml-language-server: $schema=hypothetical.json",
    "help.schema_kind": "the kind of file; left out, the kinds that there are",
    "help.schema_long": "Print the JSON Schema of a kind of file. An editor with a YAML language server "
    "offers from it what\n"
    "can stand where, explains every fact, reading and provision, and underlines what is wrong.",
    "help.scenario": "the id of a bundled scenario, a scenario file, or a folder of them",
    "help.state": "an ISO 3166 code of three letters, or an English name (default: every State ever bound)",
    "help.text": "ask under these words of the treaty, whatever was in force: cst-1992 or cst-2010",
    "help.treaty": "the id of a treaty: cst",
    # Sources.
    "cited.source": "{source} ({confidence})",
    "cited.claims": "{source}, claims: {claims} ({confidence})",
    # Membership.
    "members.contested_since": "The first day is contested: {date}, by another count. {source}",
    "members.contested_until": "The last day is contested: {date}, by another count. {source}",
    "members.others": "The instruments around the treaty",
    "members.never": "It has never been a party.",
    "members.on": "On {on}",
    "members.outside": "No instrument bound it on that day.",
    "members.reason": "because",
    "members.source": "source",
    "members.standing": "standing",
    "members.state": "State",
    "members.title": "Parties to the {treaty}",
    # The interview. Words that can be typed stand in one phrase, the one that is shown first.
    "new.word_yes": "yes y true",
    "new.word_no": "no n false",
    "new.word_unknown": "unknown u",
    "new.word_none": "none",
    "new.word_leave": "leave l",
    "new.word_differ": "differ d",
    "new.word_finish": "finish f",
    "new.word_write": "write w yes y",
    "new.word_more": "more m",
    "new.word_moves": "moves m",
    "new.word_concede": "concede c",
    "new.word_back": "back b",
    "new.word_quit": "quit q",
    "new.word_help": "? help",
    "new.word_since": "since from",
    "new.word_until": "until to",
    "new.ask_title": "What is the case to be called?",
    "new.ask_file": "In which file is it to be written?",
    "new.ask_overwrite": "There is a file {about}. Is it to be replaced?",
    "new.ask_resume": "An interview for this file was left unfinished. Go on with it?",
    "new.ask_summary": "What happens, in a sentence or two?",
    "new.ask_date": "On which day is the law asked? As YYYY-MM-DD; put commas between several days.",
    "new.ask_state": "Which State would be helped? An English name, or a code of three letters, such as KAZ.",
    "new.ask_opponents": "Which States are on the other side, if any? Put commas between them.",
    "new.ask_several": "Do actors tell the facts differently, so that there are several accounts?",
    "new.ask_holder": "Whose account is number {about}?",
    "new.ask_id": "By which short name is the account of {about} to be known to commands?",
    "new.ask_role": "In which capacity does {about} speak: state-concerned, opposing-state, "
    "organisation, ally, third-state, observers, or none of them?",
    "new.ask_said": "On which day did {about} say so, if that matters?",
    "new.hint": "yes, no, unknown",
    "new.hint_presumed": "leave (then presumed: {answer})",
    "new.hint_accounts": "differ (they do not agree)",
    "new.hint_days": "or with days (yes until {until}, no since {since})",
    "new.hint_more": "back, finish, ? for more",
    "new.hint_review": "Enter writes the file. A number changes that answer; so do date, state, opponents, "
    "summary and title. back, quit",
    "new.help_fact": "yes, no or unknown (or y, n, u) answer. Unknown is never taken for no.\n"
    "If it was so for a time only: yes since 2022-01-05 until 2022-01-19, no since 2022-01-20. On days that "
    "are not named it is unknown.\n"
    "back: the question before. finish: no more questions; what is open stays unknown. quit: leave, and "
    "go on another time.",
    "new.help_accounts": "\ndiffer: the accounts do not say the same; each is then asked by itself.",
    "new.question": "{number}. {question}",
    "new.more_rows": "Accounts and days not shown here: {count}.",
    "new.presumed_here": "Left to the presumption: {facts}.",
    "new.others": "More questions, at most: {most}.",
    "new.asked_of": "As told by: {holders}.",
    "new.dropped": "No longer asked, because it cannot matter any more: {facts}.",
    "new.example": "For example {answer}: {case}, according to {actor} ({claim}).",
    "new.read_by": "It is read by:",
    "new.claims": "Who says so in the record, and who denies it: casus claims {fact}",
    "new.so_far": "so far",
    "new.review": "{title}: the answers",
    "new.asked": "Questions of fact: {asked}, out of {every}.",
    "new.settled": "No question of fact can change the answer here: dates and membership decide it.",
    "new.standing": "On {day}, {state}: {standing}. {reason}",
    "new.open": "Left open, though they can still matter: {facts}.",
    "new.idle": "Not asked, because no answer can change what is asked about: {facts}.",
    "new.more": "Facts that matter to other provisions only: {count}. To answer those, too, type more. "
    "({rules})",
    "new.presumed": "presumed: {answer}",
    "new.silent": "nothing is said",
    "new.varied": "{title}, otherwise",
    "new.as_begun": "It goes on as it was begun; what stands on the command line now does not count.",
    "new.forgotten": "Replies that do not fit any more, and are asked again: {count}.",
    "new.to_change": "To make another case of that one: {command}. Or edit the file.",
    "new.nothing_before": "This is the first question.",
    "new.kept": "Nothing was written. What was replied so far is kept; to go on: {command}",
    "new.left": "Nothing was written.",
    "new.welcome": "Some questions about a case, and it is written as a file. Only what can still change the "
    "answer is asked. Enter takes what stands in brackets; back and quit can be typed everywhere.",
    "new.written": "✔ Written: {file}",
    "new.next_explain": "why, and why not",
    "new.next_compare": "what the difference did",
    "new.next_whatif": "the smallest changes that would turn it",
    "new.next_run": "every account and interpretation",
    "new.made": "Written by casus {version}.",
    "new.made_from": "Made from the case {scenario}.",
    "new.made_hint": "Answers are true, false or unknown; 'casus check' finds what is wrong with the file.",
    "new.file_presumed": "Left to the presumption:",
    "new.file_left": "Left open, though they can still matter to {rules}:",
    "new.file_idle": "Left out, because no answer can change {rules}:",
    # Values.
    "fact.met": "yes",
    "fact.not_met": "no",
    "fact.undetermined": "unknown",
    "rule.met": "met",
    "rule.not_met": "not met",
    "rule.undetermined": "undetermined",
    "kind.conflicts": "points on which claims contradict one another, and how they are dealt with",
    "kind.claims": "who asserted what, when, in which passage of which source",
    "kind.historical": "a crisis that happened",
    "kind.hypothetical": "a crisis that somebody imagines",
    "kind.interpretations": "the open words, how each can be read, and who reads them how",
    "kind.sources": "the documents in which claims stand",
    "kind.treaty": "a treaty: its texts, its parties, its conditions and provisions",
    "kind.vocabulary": "every question of fact that a rule may ask",
    "kind.wording": "the words of all this in another language",
    "direction.ltr": "from left to right",
    "direction.rtl": "from right to left",
    "nature.caution": "a caution: it warns, and bars nothing",
    "nature.characterisation": "a characterisation: it says what something is in law",
    "nature.duty": "a duty: what follows is owed",
    "nature.power": "a power: what follows may be done",
    "standing.party": "party",
    "standing.not_party": "not a party",
    "standing.contested": "contested",
    "background.forces": "forces and exercises",
    "background.law": "what the treaty asks",
    "background.membership": "who was a member, and when",
    "background.organisation": "the organisation at large",
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
    "measure.outside": "{measure}, outside the treaty",
    "agreement.action_without_duty": "not owed (which is not to say unlawful)",
    "agreement.action_without_power": "forces deployed without a power under these texts",
    "agreement.duty_without_action": "owed, and not done",
    "agreement.in_line": "in line",
    "agreement.partial": "owed, and done in part",
    "agreement.undetermined": "open",
    "agreed.action_without_duty": "not owed",
    "agreed.action_without_power": "no power",
    "agreed.duty_without_action": "not done",
    "agreed.in_line": "in line",
    "agreed.partial": "in part",
    "agreed.undetermined": "open",
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
    # In what the two cases of a pair can differ, besides a fact.
    "pair.date": "the day on which the law is asked",
    "pair.opponents": "the opponents",
    "pair.state": "the State concerned",
    # Explanations.
    "explain.above": "(explained above)",
    "explain.all": "all of:",
    "explain.all_needed": "all of these would have to change:",
    "explain.answers": "Answers",
    "explain.any": "at least one of:",
    "explain.asked": "Asked on {on}, under {text}, as read by {holders}:",
    "explain.concluded": "{holder} concluded:",
    "explain.decided": "What decided it",
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
    "explain.pair": "{case} (differs in: {difference}):",
    "explain.pairs": "The same case, but for one thing; and how to see what that does:",
    "explain.practice": "What the organs did",
    "explain.presumed": "(presumed: nobody speaks of it)",
    "explain.readings": "How the terms are read (* where the holder is silent and the default fills the gap)",
    "explain.teaches": "What it teaches about «{condition}»: {lesson}",
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
    "claim.passage": "[passage: {passage}]",
    "claim.said": "{actor} ({date}): {says}",
    "claim.where": "[{source}: {title} ({language}), passage: {passage}; {confidence}]",
    "language.ar": "Arabic",
    "language.az": "Azerbaijani",
    "language.be": "Belarusian",
    "language.de": "German",
    "language.en": "English",
    "language.fa": "Persian",
    "language.fr": "French",
    "language.hu": "Hungarian",
    "language.hy": "Armenian",
    "language.ka": "Georgian",
    "language.kk": "Kazakh",
    "language.ky": "Kyrgyz",
    "language.ru": "Russian",
    "language.tg": "Tajik",
    "language.tr": "Turkish",
    "language.uk": "Ukrainian",
    "language.uz": "Uzbek",
    "language.zh": "Chinese",
    "confidence.reported": "reported",
    "confidence.unverified": "unverified",
    "confidence.verified": "verified",
    "firings.compiled": "compiled rule",
    "firings.concluded": "so it is",
    "firings.matched": "matched",
    "firings.step": "step",
    # What if.
    "change.reading": "Reading of «{term}»",
    "change.settled": "†",
    "change.text": "Words in force",
    "change.text_of": "Words in force of: {instrument}",
    "change.together": "all of these, together: {count}",
    "whatif.already": "It is so already: «{rule}».",
    "whatif.always": "Each of them changes:",
    "whatif.count": "Smallest sets of changes: {count}.",
    "whatif.count_page": "Smallest sets of changes: {count}. Listed here, nearest first: {first} to {last}.",
    "whatif.differences": "What came out otherwise",
    "whatif.follows": "From this follows, by what facts need:",
    "whatif.goal": "What would bring «{rule}» to:",
    "whatif.idle": "«{fact}» is set, and has no effect, because what it needs is not so: «{need}».",
    "whatif.no_difference": "No condition and no provision.",
    "whatif.note": "Each set is enough by itself, as everything else stands, and no part of it is. Listed "
    "first are those with few changes; among as many, those that touch what is open or in dispute. "
    "† marks a change for which no account of this case speaks; some may leave it open.",
    "whatif.nothing_set": "Everything stands so already.",
    "whatif.now": "Now it is {status}.",
    "whatif.past": "Smallest sets of changes: {count}; none is left for this page.",
    "whatif.set": "Set otherwise",
    "whatif.unreachable": "No change of what may be moved here brings it there.",
    # Comparisons.
    "compare.account": "account",
    "compare.against": "{ours}, against {theirs}",
    "compare.as_told": "(as told by: {others})",
    "compare.asked": "Asked on {days}.",
    "compare.asked_of": "{day} ({holders})",
    "compare.brings": "As told by {other}, it would be {status}, if what {better} says were taken over on "
    "all these points:",
    "compare.by_words": "whatever the words",
    "compare.carried": "Under {text}, as read by {bundles}, it is met on the account of: {holders}. Each "
    "of these carries that answer; told as others tell it, by itself, it brings what the sign shows.",
    "compare.case": "{case} ({holder})",
    "compare.crossing": "Accounts and words",
    "compare.decides_alone": "decides alone under",
    "compare.decides_more": "only together with what is open under",
    "compare.decides_never": "is no matter under",
    "compare.differ": "Where they differ: what the first says, and what the second does",
    "compare.differ_nowhere": "Nowhere.",
    "compare.ends": "As told by {better}, it would no longer be {status} (with all differences: "
    "{instead}), if what {other} says were taken over on any one of these points:",
    "compare.enough": "Each of these would have been enough: {ways}.",
    "compare.hinge_never": "On none, among those on which the accounts differ.",
    "compare.hinges": "Under which readings it turns on a fact at all",
    "compare.hinges_note": "Whether it is met, or not, turns on this fact {alone} alone, {more} together "
    "with others that the account leaves open, {never} never. The account: {holder}. Listed are facts that "
    "another account answers otherwise.",
    "compare.in_force": "in force",
    "compare.kind_fact": "the facts",
    "compare.kind_reading": "the reading",
    "compare.kind_status": "the standing of States",
    "compare.kind_text": "the words",
    "compare.met_never": "Under {text}, none of these accounts is met, whoever reads them.",
    "compare.met_nowhere": "Under {text}, none of these accounts can be enough, whatever reading is taken, "
    "unless it also says (some would need more):",
    "compare.more": "and more such sets: {count}",
    "compare.no_route": "The first account is met already, or the second is met under no interpretation.",
    "compare.not_by_words": "under these words",
    "compare.one_pair": "To see all that two of them differ in, and what it does: casus compare {example}",
    "compare.outcomes": "So these conditions and provisions come out otherwise:",
    "compare.own_framed": "A border marks the answers under the words that were in force.",
    "compare.pairs": "All that they differ in, and what it does",
    "compare.pairs_note": "What one account says is taken over into the other, and nothing else changes. "
    "Shares: over all orders in which it can be taken over, how often each difference brings the answer, "
    "less how often it undoes it; so a share can be negative. Together they are one.",
    "compare.powers": "What was done: {measure}. Whatever was told, and however it is read, these powers "
    "were there for it: {powers}.",
    "compare.routes": "What it took to come from the one answer to the other",
    "compare.routes_note": "From the first case to the second, facts, words, readings and the standing of "
    "States are taken over, each of the four as a whole, to where the second case is met. On the left, the "
    "interpretation from which one starts. Shares: over all orders in which they can be taken over, how "
    "often each brings the answer, less how often it undoes it.",
    "compare.same": "Under every interpretation, the answers are the same.",
    "compare.share": "{name} {share}",
    "compare.shares": "Shares: {shares}.",
    "compare.short": "In short",
    "compare.takes": "It took all of this: {ways}.",
    "compare.throughout": "In every account and under every interpretation {status}:",
    "compare.title": "{case}: the accounts, held against each other",
    "compare.title_two": "{one}, held against {two}",
    "compare.words": "words",
    "compare.with": "{facts}. Together with:",
    # Triggers.
    "trigger.always": "All of them need:",
    "trigger.asked": "Under {text}, as read by {holders}. The State is taken to be a party, and no opponent "
    "to be one. The reading:",
    "trigger.besides": "One of these, besides what all need ({first} to {last}, nearest first):",
    "trigger.count": "Ways: {count}.",
    "trigger.counted": "It reads facts: {facts}. Coherent patterns of yes and no: {patterns}. Met in: {met} "
    "({share}).",
    "trigger.in_patterns": "(patterns: {patterns})",
    "trigger.lacks": "Lacking:",
    "trigger.no_way": "No answers whatever make it met.",
    "trigger.no_situations": "There are too many situations to be told apart here.",
    "trigger.not": "not this: {title}",
    "trigger.nothing_lacks": "Nothing is lacking",
    "trigger.nothing_known": "Nothing is known to be lacking, and something is open",
    "trigger.past": "None is left for this page.",
    "trigger.open": "{holder} (open: {open})",
    "trigger.others": "Further away, and with no case in them, situations: {count} (patterns: {patterns}).",
    "trigger.patterns": "In how many patterns it is met",
    "trigger.situations": "Legally distinct situations: {count}",
    "trigger.situations_note": "Told apart by what would have to turn for it to be met. Cases are asked "
    "under these words and this reading, whatever was in force; accounts of a State that was no party to "
    "an instrument that is read are left out, and those that something else decides, such as an opponent "
    "that is a party. An account that leaves something open stands where it would stand at best; the sign "
    "says how it was answered.",
    "trigger.title": "The trigger: {rule}",
    "trigger.ways": "The ways to it",
    "trigger.ways_note": "Each is a smallest set of answers on which it is met although everything else is "
    "unknown.",
    "trigger.weights": "What each fact weighs",
    "trigger.weights_note": "The part of all coherent patterns in which the fact is so, and the answer would "
    "turn if it were not, and with it what needs it. + speaks for it, - against it, ± now for and now "
    "against. The longest bar is the heaviest fact.",
    # Evidence.
    "claims.title": "Claims: who said what, where, and what rests on it",
    "claims.title_of": "Claims that bear on {name}",
    "claims.note": "A claim is what somebody said, in our own words; it is not thereby true.",
    "claims.supports": "Speaks for: {facts}.",
    "claims.denies": "Speaks against: {facts}.",
    "claims.background": "Background, on which no case rests: {about}.",
    "claims.in_background": "Background of: {case}",
    "claims.in_conflict": "One side of the conflict: {title}",
    "claims.in_fact": "{case}, {account}",
    "claims.in_law": "Cited in the law for",
    "claims.in_position": "{case}, {account}. What was concluded in law",
    "claims.in_practice": "{case}. What was done",
    "conflicts.title": "Where claims contradict one another",
    "conflicts.note": "What each side says, what is known from elsewhere, and how the law and the scenarios "
    "here deal with it.",
    "conflicts.outside": "Outside the seeds: {outside} ({confidence})",
    "conflicts.treatment": "Here: {treatment}",
    "words.and": " and ",
    "words.or": ", or ",
    "words.plus": " + ",
    "words.read_as": "«{term}» read as: {readings}",
    # The picture.
    "page.language": "en",
    "page.direction": "ltr",
    "picture.how": "Each cell opens to its reasons and sources. Rows are accounts, columns are "
    "interpretations.",
    "picture.paper": "Printed without reasons. With them, a case at a time: casus run CASE --format html",
    "picture.readers": "Interpretations: who reads the open words how",
    "picture.filled": "a reading bears on it that its holder never gave, filled in from the default",
    "picture.filled_here": "Bearing on it, though its holder never said how to read it (filled in from the "
    "default): {terms}.",
    "matrix.field": "{holder}, {interpretation}: {status}",
    "picture.cell": "{holder}, {interpretation}: {status}. Open the reasons.",
    "picture.asked": "As told by: {holder}. Asked on {on}, {text}.",
    "picture.under": "As read by: {interpretations}.",
    "picture.close": "Close",
    "picture.provisions": "All provisions, and how what was done ({measure}) stands to each",
    "picture.conduct": "[{agreement}]",
    "picture.made": "Made by casus {version} from the rules {rules}.",
    # The backtest.
    "backtest.title": "{treaty}: what was done, held against the law's answers",
    "backtest.nothing": "None of these cases happened under the treaty and says what was done; so there is "
    "nothing to compare.",
    "backtest.what": "Cases that happened: {cases}. Answers to each provision, by each interpretation: "
    "{answers}, one for each account on each day that is asked.",
    "backtest.unbound": "Left out, because the treaty did not bind the State on any of the days: {names}.",
    "backtest.no_rank": "Nothing is ranked. The cases were not drawn by chance, and only those could count "
    "that tell one interpretation from another: {telling} ({names}).",
    "backtest.matrix": "Case by case: {provision}",
    "backtest.legend": "What was done is in line with the answer: {every} on every account, {some} on some; "
    "or on none, and the answer is open on some ({open}), or on no account ({none}).",
    "backtest.in_line": "In line in every case, on every account and under every interpretation: "
    "{provisions}.",
    "backtest.case": "case",
    "backtest.measure": "the organs did",
    "backtest.unexplained": "Cases in which what was done is in line with no answer at all, though some may "
    "be open: {names}.",
    "backtest.none": "none",
    "backtest.all": "all of them alike",
    "backtest.interpretation": "answers, by interpretation",
    "backtest.positions": "What actors concluded in law",
    "backtest.positions_note": "An interpretation carries a position if, on the actor's own account, it "
    "answers as the actor did, and reads the words as the actor read them.",
    "backtest.held": "{case} ({on}), {holder}:",
    "backtest.carried": "Carried by:",
    "backtest.every": "all",
    "backtest.clashes": "Positions of one actor that no single interpretation carries together",
    "backtest.clashes_note": "In each set no position can be spared: without it, some interpretation carries "
    "the rest. A position that stands alone is carried by none. Of positions that the same interpretations "
    "carry, the first stands for all; and of one actor, no more than {most} sets are given.",
    "backtest.no_way": "No combination of readings carries this, with or without a name.",
    "backtest.way": "A combination without a name carries it: {readings}.",
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
    "suite.more": "With every reason, account by account, for up to {most} cases at a time: "
    "casus run {example}",
    "suite.no_effect": "No single answer, exchanged, moves the provision under any interpretation.",
    "suite.organs": "The organs did:",
    "suite.role": "speaking as",
    "suite.see": "To see every reason: casus explain {scenario} {choices}",
    "suite.short": "In short: the first account of each case",
    "suite.texts_title": "The first account of each, under the words that were not in force",
    "suite.title": "{treaty}: the suite",
    "suite.turns_on": "It turns on:",
    "suite.unanswered": "{scenario} is left out: the rule engine failed at it ({asked}): {reason}.",
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
    page = {"page.language": overlay.language, "page.direction": overlay.direction} if overlay else {}
    spoken = _spoken.set({**page, **overlay.phrases} if overlay else _NOTHING)
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
