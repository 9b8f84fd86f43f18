"""Every message of the program: what is wrong, and what to do about it.

One place words them all, whoever finds the mistake: the reader of files, the checks, the rule engine, the
command line. A message is two sentences or so, gentle and complete: the cause, then the remedy. Words in
braces are filled in; ``{advice}`` is worked out from what is known ("Did you mean 'force.used'?").

``docs/messages.md`` is generated from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """Whether a file cannot be used, or is only odd."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong, and what to do about it; in English, with the words to fill in in braces."""

    cause: str
    remedy: str


_FILES: Final = {
    "missing_file": Message(
        "There is no such file or folder.", "Check the spelling, and the folder that you are in."
    ),
    "not_a_file": Message("This is neither a file nor a folder.", "Give a YAML file, or a folder of them."),
    "unreadable": Message(
        "The file cannot be read: {reason}.", "See that it is there and that you may read it."
    ),
    "too_large": Message("The file is larger than {limit} bytes.", "Split it."),
    "too_many_values": Message("More than {limit} keys and values stand in the file.", "Split it."),
    "not_plain_text": Message(
        "This is a file of a word processor, or an archive, and not plain text.",
        "Save it as plain text, in the encoding UTF-8.",
    ),
    "not_utf8": Message("The file is not UTF-8 text.", "Save it again with the encoding UTF-8."),
    "character": Message("The character {character} cannot stand in a YAML file.", "Delete it."),
    "empty": Message("The file is empty.", "Begin it with a line 'kind: ...', with one of {kinds}."),
    "nothing_found": Message(
        "No file in this folder says that it is one of ours.",
        "A file of ours has a line 'kind: ...', with one of {kinds}.",
    ),
    "defined_twice": Message("'{id}' is already defined in {file}.", "Rename one of the two."),
    "text_missing": Message(
        "The text of the source '{id}', {name}, cannot be read in the folder '{folder}'.",
        "Put it there, as a plain file of at most 50 million bytes.",
    ),
    "text_differs": Message(
        "{name} is not the text that was read: its SHA-256 is {found}.",
        "Find the text that was read; or read this one, correct the claims, and then the sum.",
    ),
    "passage_beyond": Message(
        "There is no paragraph {passage}; paragraphs of the source '{source}': {count}.",
        "Count its lines that are not empty, from 1.",
    ),
    "second_file": Message("There can be only one file of this kind.", "Merge the two."),
}

_YAML: Final = {
    "tab": Message(
        "A tab stands here, where YAML takes only spaces.",
        "Put two spaces in place of every tab; most editors can replace them all at once.",
    ),
    "indentation": Message(
        "This line does not begin in the column of those that it belongs with.",
        "Line it up with its neighbours.",
    ),
    "stray_key": Message(
        "No key can stand here: the line is indented too far, or the one before it is not finished.",
        "Line it up with its neighbours, and end every key with a colon.",
    ),
    "no_colon": Message(
        "This line has no colon.",
        "Write 'key: value', or 'key:' if indented lines follow; if it continues the text above, indent it.",
    ),
    "no_space": Message("A space is missing after the colon.", "Write it so: {mended}"),
    "comment_in_text": Message(
        "What stands behind ' #' is a comment, and is not read.",
        "If it belongs to the text, put the whole text in quotation marks{mended}.",
    ),
    "odd_space": Message(
        "This line begins with a space of another kind, as word processors and web pages have ({character}).",
        "Delete it, and type ordinary spaces.",
    ),
    "odd_sign": Message(
        "This is {character}, which YAML takes for text, and not for the sign that it looks like.",
        "Type {plain} on the keyboard instead.",
    ),
    "colon_in_text": Message(
        "This text holds a colon and a space, which makes its beginning look like a key.",
        "Put the whole text in quotation marks{mended}.",
    ),
    "open_quote": Message("This quotation mark is never closed.", "Close it where the text ends."),
    "after_value": Message(
        "Something stands here behind the end of a value.",
        "{advice}",
    ),
    "open_bracket": Message(
        "This bracket is not closed, or a comma is missing, as line {line} shows.",
        "Close it, and put a comma between its parts.",
    ),
    "no_comma": Message(
        "A comma, or a closing bracket, is missing before this.",
        "Add it, or put the whole value in quotation marks.",
    ),
    "no_value": Message(
        "A value is missing here, or a bracket was never opened.",
        "Write the value, or delete what is left over.",
    ),
    "dash": Message("A list cannot begin on the line of its key.", "Put every '- ' on a line of its own."),
    "special": Message("A value cannot begin with '{character}'.", "Put it in quotation marks."),
    "escape": Message(
        "Inside double quotation marks, this backslash means nothing.",
        "Write it twice, or use single quotation marks.",
    ),
    "block_text": Message(
        "Text stands on the line of '|' or '>'.", "Begin it on the next line, indented, or delete that sign."
    ),
    "yaml": Message(
        "This is not valid YAML: {reason}.", "Look at the indentation, colons and quotation marks."
    ),
    "duplicate_key": Message("'{key}' already stands on line {line}.", "Keep one of the two."),
    "key_not_word": Message("A key must be a single word.", "Only values can be lists or mappings."),
    "key_too_long": Message(
        "A key can have at most {most} characters.", "Shorten it; a text is the value of a key."
    ),
    "alias": Message("Anchors and aliases (& and *) are not used in these files.", "Write the value out."),
    "tag": Message("The YAML tag '{tag}' is not used in these files.", "Delete it."),
    "several_documents": Message(
        "The file holds several YAML documents.", "Put each into a file of its own."
    ),
    "too_deep": Message("Lists and mappings are nested more than {limit} deep.", "Flatten them."),
}

_SHAPE: Final = {
    "not_a_mapping": Message(
        "The file does not consist of 'key: value' lines.", "Write such lines, with a space after each colon."
    ),
    "no_kind": Message("The file does not say what it is.", "Add a line 'kind: ...', with one of {kinds}."),
    "unknown_kind": Message("This is not a kind of file: {kind}.", "{advice}"),
    "missing_key": Message("'{name}' is missing.", "{advice}"),
    "unknown_key": Message("The key '{name}' cannot stand here.", "{advice}"),
    "misplaced_fact": Message(
        "'{name}' is a fact, and cannot stand here.",
        "Facts stand under 'record:', or under 'facts:' in a framing, two spaces further in than that key.",
    ),
    "not_text": Message(
        "Text is expected here, not {value}.", "If it is meant as text, put it in quotation marks."
    ),
    "not_a_mapping_here": Message(
        "'key: value' lines are expected here, not {value}.",
        "Write them, with a space after each colon, and without '- ' before them.",
    ),
    "not_a_list_here": Message("A list is expected here, not {value}.", "Put it in brackets: {example}."),
    "bad_bool": Message(
        "This is not true or false: {value}.", "Write one of the two, without quotation marks."
    ),
    "bad_answer": Message(
        "This is not an answer to a question of fact: {value}.",
        "{advice}",
    ),
    "bad_day": Message("This is not a day of the calendar: {value}.", "{advice}"),
    "bad_date": Message(
        "This is not a date: {value}.", "Write as much of it as is known: 2022, 2022-01 or 2022-01-06."
    ),
    "bad_passage": Message(
        "This does not say where in the source: {value}.",
        "Write the number of the paragraph, from 1, or a heading.",
    ),
    "bad_form": Message(
        "This does not have the form expected here: {value}.", "An example of it: {example}."
    ),
    "bad_rule": Message(
        "This is not a rule.", "A rule is an id, or one of 'all: [...]', 'any: [...]' and 'not: ...'."
    ),
    "not_allowed": Message("This is not allowed here: {value}.", "{advice}"),
    "too_few": Message("There must be at least {least} here.", "Add to it."),
    "too_many": Message("At most {most} can stand here.", "Split the file."),
    "too_long": Message("At most {most} characters can stand here.", "Shorten the text."),
    "nothing_here": Message("Nothing stands here.", "Write something, or delete the key."),
    "control": Message("This text holds control characters.", "Delete them."),
    "file_name": Message(
        "This is not the plain name of a file.", "Leave folders out; the file is looked for beside this one."
    ),
    "ends_before_it_begins": Message("'until' lies before 'since'.", "Exchange them, or correct one."),
    "other": Message(
        "This does not fit here: {value} ({message}).",
        "See what the file format asks for: casus schema {kind}.",
    ),
}

_IDS: Final = {
    "bad_id": Message("This does not have the form of an id: {value}.", "{advice}"),
    "bad_state": Message(
        "This is not a State: {value}.",
        "{advice} Write an ISO 3166 code of three letters, such as KAZ, or an English name.",
    ),
    "looked_up": Message(
        "'{id}' is looked up, and never typed.",
        "Delete it; it follows from the day, the State and its opponents, and the interpretation.",
    ),
    "concluded": Message(
        "'{id}' is what a rule concludes, and not a fact.", "Answer the questions of fact that it rests on."
    ),
    "unknown_fact": Message("The vocabulary has no fact '{id}'.", "{advice}"),
    "unknown_claim": Message("There is no claim '{id}'.", "{advice}"),
    "unknown_source": Message("There is no source '{id}'.", "{advice}"),
    "unknown_treaty": Message("There is no treaty '{id}'.", "{advice}"),
    "unknown_text": Message("The treaty has no text '{id}'.", "{advice}"),
    "unknown_rule": Message("The treaty has no provision or condition '{id}'.", "{advice}"),
    "unknown_provision": Message("The treaty has no provision '{id}'.", "{advice}"),
    "unknown_difference": Message(
        "Two cases cannot differ in '{id}', which is no fact and no such key.", "{advice}"
    ),
    "unknown_part": Message("A rule cannot name '{id}'; nothing has that id.", "{advice}"),
    "unknown_interpretation": Message("There is no interpretation '{id}'.", "{advice}"),
    "unknown_term": Message("There is no term '{id}'.", "{advice}"),
    "unknown_reading": Message("There is no such reading as '{id}'.", "{advice}"),
    "unknown_burden": Message("'{id}' is not a reading that could carry the burden of proof.", "{advice}"),
    "unknown_framing": Message("There is no framing '{id}'.", "{advice}"),
    "unknown_phrase": Message("The program has no phrase '{id}'.", "{advice}"),
    "unknown_wording": Message("Nothing called '{id}' has words to translate.", "{advice}"),
    "id_taken": Message("'{id}' is already the name of something else.", "Rename it."),
    "listed_twice": Message("'{id}' stands twice in this list.", "Keep one."),
    "reserved_id": Message("'record' is the name of the record itself.", "Give the framing another id."),
    "reserved_ending": Message("'{id}' ends in '{ending}', which is kept for the rulebook.", "Rename it."),
}

_LAW: Final = {
    "own_opponent": Message("'{state}' cannot be its own opponent.", "Take it out."),
    "statements_overlap": Message("Two answers to '{id}' hold on the same day.", "Shorten one."),
    "texts_overlap": Message("'{first}' and '{second}' are in force on the same day.", "Shorten one."),
    "spells_overlap": Message(
        "Two periods in 'spells' give {states} a standing on the same day.", "Shorten one."
    ),
    "no_instrument": Message("No instrument has the treaty's own id, '{id}'.", "Name one so."),
    "default_incomplete": Message(
        "The default interpretation gives no reading for '{term}'.",
        "Give one; it fills the silence of the others.",
    ),
    "cycle": Message("These define themselves in a circle: {ids}.", "Break the circle."),
    "too_layered": Message("'{id}' rests on more than {limit} layers of other rules.", "Flatten them."),
    "placeholders": Message(
        "A translation must use the same words in braces as the English, and nothing else in braces.",
        "The English has: {names}.",
    ),
    "part_twice": Message(
        "'{id}' stands twice in one list of this rule, which would never fire.", "Keep one of them."
    ),
    "too_many_parts": Message(
        "The rule has {count} parts, and the rule engine can take {most}.",
        "Give some of them a condition of their own.",
    ),
    "too_many_rules": Message(
        "The rules of this treaty become {count} in the rule engine, which can take {most}.",
        "Split the file.",
    ),
    "too_many_uses": Message(
        "More than {most} rules test '{id}', which is more than the rule engine can take.",
        "Give what they share a condition of its own.",
    ),
    "bad_name": Message("The rule engine cannot take the id '{id}'.", "Use at most {most} plain characters."),
    "collision": Message("The rule engine cannot tell {ids} apart.", "Rename one of them."),
}

_ODD: Final = {
    "need_denied": Message(
        "'{id}' is answered true, but '{need}', which it needs, is false on {day}.",
        "As long as that is so, '{id}' counts as false. Change one of the two answers.",
    ),
    "need_open": Message(
        "'{id}' is answered true, but '{need}', which it needs, is unknown on {day}.",
        "As long as that is so, '{id}' counts as unknown. Answer '{need}', too.",
    ),
    "never_asked": Message(
        "No answer to '{id}' holds on a day on which the law is asked ({days}).",
        "There it counts as unknown. Change 'since' or 'until', or add a day to 'also_on'.",
    ),
    "fact_without_claim": Message(
        "In a historical case, every answer should rest on a claim, or say why not; these do not: {ids}.",
        "Name who said so, and where, or add a note: {example}",
    ),
    "framing_without_claim": Message(
        "No answer of the account '{id}' rests on a claim.",
        "Name who said so, and where: {example}",
    ),
    "claim_unused": Message(
        "Nothing rests on the claim '{id}'.",
        "Cite it for an answer; or list it under 'background' of a scenario; or say here, with "
        "'background: ...', what it is about.",
    ),
    "claims_against": Message(
        "'{id}' is answered {answer}, but the claims named here say otherwise ({claims}), and none agrees.",
        "Change the answer, or name the claim that it rests on.",
    ),
    "not_a_party": Message(
        "On {day}, {state} is not a party to the treaty: {reason}",
        "Leave it if you mean it; otherwise change 'state' or 'date'. {advice}",
    ),
    "contested_party": Message(
        "Whether {state} is a party to the treaty on {day} is contested: {reason}",
        "What the law makes of it stays undetermined. {advice}",
    ),
    "not_a_pair": Message(
        "This case and '{of}' should differ in '{differs}' alone; they differ in: {found}.",
        "Change one of the two cases, or what is said here.",
    ),
    "unreachable": Message(
        "Whatever the facts, '{id}' cannot come out as {status} here: {where}.",
        "Change what is expected, or the day, the State, the text or the readings that it is asked with.",
    ),
}

_REQUESTS: Final = {
    "unknown_scenario": Message("There is no scenario and no file '{id}'.", "{advice}"),
    "no_scenarios": Message(
        "There is no scenario in {names}.", "A scenario is a file of kind 'hypothetical' or 'historical'."
    ),
    "unknown_state": Message("'{id}' is not a State known to ISO 3166.", "{advice}"),
    "no_folder": Message("There is no folder '{id}'.", "Name the one that holds the texts of the sources."),
    "unknown_conflict": Message("There is no conflict and no scenario '{id}'.", "{advice}"),
    "unknown_evidence": Message("There is no bundled scenario, no fact and no claim '{id}'.", "{advice}"),
    "too_entangled": Message(
        "The rules behind this are too entangled to go through everything that could be otherwise.",
        "Ask about a condition further in, or move one kind of lever alone (--only fact).",
    ),
    "nothing_to_compare": Message(
        "There is nothing to compare '{id}' with: it is one account only.",
        "Name a second scenario, or another account of it.",
    ),
    "other_treaty": Message(
        "'{one}' and '{two}' are about different treaties.", "Compare scenarios of the same treaty."
    ),
    "several_scenarios": Message(
        "'{id}' holds more than one scenario, or none, and this command asks about one.",
        "Name one of its files. It holds: {ids}.",
    ),
    "no_terminal": Message(
        "This asks questions, and there is no terminal to answer at.",
        "Answer beforehand, with --yes and --set: casus new --help shows how.",
    ),
    "not_answered": Message(
        "These have to be answered, and are not: {ids}.", "Add them, for example --set {example}."
    ),
    "file_exists": Message("There is already a file '{file}'.", "Name another, or remove that one."),
    "case_exists": Message(
        "There is already a case '{id}', in {file}.", "Name the new file otherwise; its name becomes the id."
    ),
    "bad_file": Message(
        "'{file}' cannot be the file of a case.",
        "Name a file in a folder that exists, with a few Latin letters in its name, such as my-case.yaml.",
    ),
    "cannot_write": Message(
        "The file '{file}' cannot be written: {reason}.", "Write it elsewhere, under another name."
    ),
    "too_large_to_write": Message(
        "The file '{file}' would be larger than {limit} bytes.", "Make two cases of it."
    ),
    "too_entangled_to_ask": Message(
        "The rules behind '{id}' are too entangled to tell what can still matter to it.",
        "Ask about a condition further in, with --provision; or write the file by hand.",
    ),
    "not_text_typed": Message(
        "This holds bytes that are no text.", "Type it again, in a terminal that uses UTF-8."
    ),
    "treaty_of_origin": Message(
        "The case to start from is about another treaty, '{id}'.", "Leave --treaty out."
    ),
    "claims_elsewhere": Message(
        "The case to start from rests on claims that lie beside it: '{file}'.",
        "Write the new case into the same folder.",
    ),
    "bad_journal": Message(
        "'{file}' does not hold an unfinished interview.", "Remove it, and begin the interview anew."
    ),
    "unknown_setting": Message("Nothing that is asked is called '{id}'.", "{advice}"),
    "treaty_elsewhere": Message(
        "The treaty stands in another folder than the file to be written: '{file}'.",
        "Write the case beside its treaty, so that both are found together.",
    ),
    "no_treaty": Message("'{file}' holds no treaty.", "Name a file of kind 'treaty', or the id of a treaty."),
    "bad_reply": Message(
        "This is not an answer: {value}.",
        "Type yes, no or unknown; for a time only, as in: yes since 2022-01-05 until 2022-01-19.",
    ),
    "answers_overlap": Message(
        "These answers do not follow one another: {value}.",
        "Let each begin after the one before has ended: yes until 2022-01-19, no since 2022-01-20.",
    ),
    "one_account": Message("Only one account is asked here.", "Type yes, no or unknown."),
    "not_yes_or_no": Message("This is neither yes nor no: {value}.", "Type yes or no."),
    "nothing_typed": Message("Something has to stand here.", "Type a few words."),
    "bad_step": Message(
        "Nothing here is called so: {value}.",
        "Type the number of a fact, from 1 to {most}, or its id; or date, state, opponents, summary, title.",
    ),
    "set_twice": Message("One thing is set to two values.", "Set each only once."),
    "unknown_lever_kind": Message("There is no kind of lever '{id}'.", "{advice}"),
    "unknown_lever": Message(
        "Nothing can be set that is called '{id}'.",
        "Name a fact, a term, the treaty (for its words) or the standing of a State. {advice}",
    ),
    "unknown_place": Message("'{id}' cannot be set to '{place}'.", "{advice}"),
    "bad_setting": Message(
        "This sets nothing: {value}.", "Write it as ID=VALUE, for example request.made=false."
    ),
    "bad_goal": Message(
        "This is not a goal: {value}.",
        "Write it as PROVISION=STATUS, for example cst.art4.2=met; the other statuses are not_met and "
        "undetermined.",
    ),
    "bad_number": Message("This is not a number: {value}.", "Write a whole number from 1 to 1,000,000,000."),
    "unknown_role": Message(
        "Nobody speaks here as '{id}'.", "Name a role, or the account of somebody by its id. {advice}"
    ),
    "bad_move": Message(
        "{value} is no move.", "Type a number from the list that 'moves' shows, or one of: {words}."
    ),
    "no_such_move": Message(
        "That cannot be said of '{id}' now: it stands already, or you have said it.",
        "'moves' shows what can be said.",
    ),
    "nothing_to_concede": Message("'{id}' is not in dispute.", "'moves' shows what is."),
    "nobody_said": Message(
        "Nobody on the record says that of '{id}'.", "What was said of it: casus claims {id}"
    ),
    "no_terminal_debate": Message(
        "This is a conversation, and there is no terminal to hold it at.",
        "From Python, casus_foederis.debate gives the same.",
    ),
    "bad_choice": Message("{value} is not one of the answers.", "Type a number from 1 to {most}."),
    "unknown_quiz_kind": Message("There is no kind of question '{id}'.", "{advice}"),
    "unknown_quiz_level": Message("There is no level '{id}'.", "{advice}"),
    "nothing_to_ask": Message(
        "Of these cases, nothing of that kind and level can be asked.",
        "Name more cases, or ask for other kinds and levels.",
    ),
    "key_of_what": Message(
        "Without a seed, this would be the key of other questions than those that were printed.",
        "Add the number that stands on them, for example --seed 7.",
    ),
    "no_terminal_quiz": Message(
        "This asks questions, and there is no terminal to answer at.",
        "Print them, with --format html; and with --key, the answers.",
    ),
    "unknown_day": Message("On {id}, the law is not asked in this case.", "{advice}"),
    "unknown_choice": Message("Nothing that can be chosen here is called '{id}'.", "{advice}"),
    "not_a_scenario": Message(
        "This file is one of ours, but it holds no scenario.",
        "Open a file of kind 'hypothetical' or 'historical'.",
    ),
    "address_too_long": Message(
        "The address is longer than {most} characters.", "Shorten the title or the summary, or send a file."
    ),
    "body_too_large": Message(
        "What was sent is larger than {limit} bytes.", "Send less, or send it in parts."
    ),
    "took_too_long": Message(
        "The answer was not found within {seconds} seconds.", "Ask again, or ask for less at a time."
    ),
    "too_many_wait": Message(
        "Too many answers are waited for at the moment.", "Ask again in a little while."
    ),
    "too_slow": Message("What was sent did not arrive within {seconds} seconds.", "Send it again."),
    "broken_off": Message("What was sent broke off.", "Send it again."),
    "not_from_elsewhere": Message(
        "A page from elsewhere asked for this.", "Open it in a window of your browser instead."
    ),
    "not_our_name": Message(
        "This server is not called '{id}'.",
        "Ask for it under one of its names: {names}. To serve others, start it with --host.",
    ),
    "too_many_accounts": Message(
        "More than {most} accounts would have to be held against each other.", "Name two of them."
    ),
    "too_many_statements": Message(
        "The scenario makes more than {most} statements about facts.",
        "Leave out what the question does not need.",
    ),
    "no_web": Message(
        "The teaching page needs a few more packages.", "Install them: pip install 'casus-foederis[web]'"
    ),
    "bad_port": Message("This is not a port: {value}.", "Write a number from 0 to 65535."),
    "cannot_listen": Message(
        "Nobody can listen at {host}, port {port}: {reason}.",
        "Another program may be there already. Choose another port: --port 0 takes any that is free.",
    ),
    "bad_reading": Message(
        "This is not a reading: {value}.", "Write it as TERM=READING, for example gravity=any-force."
    ),
}

_TABLES: Final = {
    "no_tables": Message(
        "Tables need a few more packages.",
        "Install them: pip install 'casus-foederis[tables]'; in the folder of Casus, pip install "
        "'.[tables]'.",
    ),
    "table_format": Message(
        "'{file}' is neither CSV nor Parquet, by its name.",
        "Name a file that ends in .csv, .tsv or .parquet. A spreadsheet program has 'Save as' for it.",
    ),
    "table_onto_itself": Message("'{file}' is the table that is read.", "Name another file to be written."),
    "table_no_file": Message("This is no file.", "Name a CSV or Parquet file."),
    "table_nested": Message(
        "CSV cannot hold what is in the column '{column}': {type}.",
        "Write a Parquet file, or take the column out.",
    ),
    "table_no_file_there": Message(
        "'{file}' is there already, and is no file.", "Name a CSV or Parquet file to be written."
    ),
    "table_broken": Message(
        "The table cannot be read: {reason}.", "Open it in the program it comes from, and save it again."
    ),
    "table_library": Message(
        "'{id}' is no table of a library that is known here.",
        "Give a table of Polars, pandas, PyArrow, DuckDB or PySpark.",
    ),
    "table_fields": Message(
        "There are {found} cells in this line, and {wanted} names of columns in the first.",
        "Put cells that hold a comma or semicolon into double quotation marks, or take out what is too much.",
    ),
    "table_names": Message(
        "Columns cannot be told apart by these names: {names}.",
        "Give every column a name of its own, as text, without the character U+2024.",
    ),
    "table_needs_arrow": Message(
        "Tables of pandas need PyArrow beside them.", "Install it: pip install pyarrow"
    ),
    "table_twice": Message("Two columns are called '{column}'.", "Rename one of them, or delete it."),
    "table_no_column": Message(
        "The table has no column '{column}'.", "Add one, or say what it is in every row, with {option}."
    ),
    "table_no_facts": Message(
        "No column of the table is a fact that the question reads.",
        "Name columns by facts, for example '{example}'. All that are asked for: {facts}.",
    ),
    "table_column": Message(
        "'{column}' is not the name of a column that is read.",
        "{advice} A column of your own, which is carried along, is better called otherwise, without a dot.",
    ),
    "table_taken": Message(
        "The column '{column}' has the name of one that will be added.", "Rename it, or leave it out."
    ),
    "table_type": Message(
        "The column '{column}' holds what is not read here: {type}.",
        "Facts are booleans, numbers 1 and 0, or text; days are dates or text; States are text.",
    ),
    "table_answer": Message(
        "In the column '{column}', {where} says {value}. {more}",
        "Write true, false or unknown, or 1 and 0; leave the cell empty where nothing is said.",
    ),
    "table_day": Message(
        "In the column '{column}', {where} says {value}, which is no day. {more}", "{advice}"
    ),
    "table_no_state": Message(
        "In the column '{column}', {where} says nothing. {more}",
        "Write the State concerned, as an ISO 3166 code or an English name; or take the row out.",
    ),
    "table_state": Message(
        "In the column '{column}', {where} says {value}. {more}",
        "Write one State, as an ISO 3166 code or an English name. {advice}",
    ),
    "table_opponents": Message(
        "In the column '{column}', {where} says {value}. {more}",
        "Write States as ISO 3166 codes or English names, with semicolons between them; leave the cell empty "
        "where the opponent is no State. {advice}",
    ),
}

# Roughly in the order in which a newcomer meets them.
GROUPS: Final[Mapping[str, Mapping[str, Message]]] = {
    "shape": _SHAPE,
    "ids": _IDS,
    "yaml": _YAML,
    "file": _FILES,
    "odd": _ODD,
    "request": _REQUESTS,
    "table": _TABLES,
    "law": _LAW,
}
MESSAGES: Final[Mapping[str, Message]] = {
    code: message for group in GROUPS.values() for code, message in group.items()
}


def severity_of(code: str) -> Severity:
    """Tell whether a message is an error or a warning."""
    return Severity.WARNING if code in _ODD or code == "comment_in_text" else Severity.ERROR
