"""Phrases of the worksheet, the quiz and the debate, which `phrases` takes in with all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEACHING: Final[Mapping[str, str]] = {
    # What all three share.
    "teach.same": "The same in all of these accounts (said, on record, presumed, or left open):",
    "teach.apart": "And each by itself:",
    "teach.asked_on": "(asked on {on})",
    "teach.on_record": "On record besides, or presumed, or left open:",
    "teach.presumed": "{fact} (presumed)",
    "teach.asked": "Asked on {on}, under {text}. As read here: {reading}",
    "teach.asked_undated": "Asked under {text}. As read here: {reading}",
    "teach.as_told": "As told by:",
    "teach.readings": "How the open words are read (° inferred from what the holder said or did; * the "
    "holder is silent, and the default fills the gap)",
    "teach.asked_for": "What is asked for, in a paraphrase",
    "teach.cap": "These words can be read only so wide ({cap}).",
    "teach.texts": "The treaty's words, in a paraphrase",
    "teach.standings": "Who was a party, and when",
    "teach.days": "{first} to {last}",
    "teach.days_since": "from {first} on",
    # The worksheet.
    "sheet.title": "Worksheet: {case}",
    "sheet.key_title": "Key: {case}",
    "sheet.name": "Name: ______________________________   Date: ______________",
    "sheet.case": "The case",
    "sheet.asked": "Asked on {on}.",
    "sheet.open_facts": "Left open here (not said, in doubt, or contested): {facts}.",
    "sheet.condition": "condition",
    "sheet.conditions_ask": "Tick a box for each account, and write down why.",
    "sheet.facts": "What is said of the facts",
    "sheet.facts_note": "In brackets: not said in the account, but on record, or left open. * Nobody speaks "
    "of it, and it is presumed.",
    "sheet.on_record": "({answer})",
    "sheet.fact": "fact",
    "sheet.readings": "How the open words are read",
    "sheet.readings_note": "° Inferred from what the holder said or did. * The holder is silent, and the "
    "default fills the gap.",
    "sheet.conditions": "Condition by condition",
    "sheet.besides": "(where it rests on something else)",
    "sheet.turn": "Change as little as you can",
    "sheet.turn_ask": "Which answers of fact would have to be otherwise, as few as possible, for «{rule}» to "
    "be met; or, if it is met, no longer to be? Everything else stays.",
    "sheet.turned_by": "{holder}. Smallest sets of changes after which it is {goal}: {count}.",
    "sheet.no_longer": "no longer met",
    "sheet.more_turns": "And more: {count}.",
    "sheet.not_turned": "{holder}. No change of facts makes it {goal}: the words, the readings or the "
    "standing of the State decide.",
    "sheet.others": "Read it otherwise",
    "sheet.others_ask": "Each interpretation reads as part 3 does, except as said here. What is «{rule}» "
    "then? Fill in the signs: ✔ met, ✘ not met, ? undetermined.",
    "sheet.as_here": "As in part 3.",
    "sheet.confidence": "In brackets behind a source: how well it is known here (verified, reported, "
    "unverified).",
    "sheet.conduct": "What was done",
    "sheet.conduct_in_line": "owed and done, or neither (in line)",
    "sheet.conduct_duty_without_action": "owed, and not done",
    "sheet.conduct_partial": "owed, and done in part",
    "sheet.conduct_action_without_duty": "done, though not owed (which is not to say unlawfully)",
    "sheet.conduct_action_without_power": "done without a power under these texts",
    "sheet.conduct_undetermined": "open",
    "sheet.conduct_ask": "The organs did: {done}. How does that stand to your answer on «{rule}»? Tick one "
    "for each account, and give a reason.",
    "sheet.together": "All cases together",
    "sheet.together_ask": "Fill in your answers, and the condition on which each turns. What sets the cases "
    "apart?",
    "sheet.the_case": "case",
    "sheet.account": "account",
    "sheet.your_answer": "answer",
    "sheet.turns_on": "it turns on",
    "sheet.done": "the organs did",
    # The quiz.
    "quiz.title": "Quiz no. {seed}",
    "quiz.title_key": "Quiz no. {seed}: the key",
    "quiz.welcome": "Questions: {count}. Choose by number, before you see the answer. Type ? to look "
    "up how words are read, what they are, and who was a party; quit leaves.",
    "quiz.number_on_paper": "{number} of {count}",
    "quiz.found_right": "Right: it comes to {status}.",
    "quiz.found_wrong": "No: it comes to {status}.",
    "quiz.number": "{number} of {count} ({level})",
    "quiz.level_easy": "easy",
    "quiz.level_middle": "middle",
    "quiz.level_hard": "hard",
    "quiz.kind_condition": "which condition fails",
    "quiz.kind_change": "change something",
    "quiz.kind_account": "on whose account",
    "quiz.kind_text": "the same facts under other words",
    "quiz.ask_condition": "«{rule}» comes out {status}. One of these conditions is {status}, too. Which?",
    "quiz.ask_change": "«{rule}» is {now}. One of these changes would make it {goal}. Which?",
    "quiz.ask_changes": "«{rule}» is {now}. Which of these, changed together, would make it {goal}?",
    "quiz.ask_account": "Of these accounts, one alone makes «{rule}» {goal}. Which?",
    "quiz.ask_text": "Under the words in force, «{rule}» is {now}. What would it be under {text}, everything "
    "else being the same?",
    "quiz.right": "Right.",
    "quiz.wrong": "No. Right is: {number}.",
    "quiz.right_is": "Right is: {number}.",
    "quiz.outcomes": "What each comes to:",
    "quiz.decided": "«{rule}» is {status}. What decided it:",
    "quiz.see": "Every reason:",
    "quiz.result": "Answered: {answered}. Right: {right}.",
    "quiz.result_kind": "{kind}: {right} of {answered}",
    "quiz.to_review": "To look at again:",
    "quiz.all_right": "Nothing is left to look at again.",
    "quiz.again": "The same questions again, or for somebody else:",
    "quiz.hint": "A number from 1 to {most}, ? or quit",
    # The debate.
    "debate.argue": "Argue that «{rule}» is {status}. The engine argues against you.",
    "debate.assigned": "That its holder concluded so is not known; the side is assigned for the exercise "
    "(--side takes the other).",
    "debate.carried": "The moves that changed the outcome: what it would have been without each",
    "debate.comes_to": "what it comes to",
    "debate.conceded": "{point}: conceded.",
    "debate.concessions": "What you can concede (concede, and its id)",
    "debate.disputed": "What remained in dispute",
    "debate.either": "either way",
    "debate.ending": "How it ended",
    "debate.even_so": "As things stand, even with every dispute decided for you «{rule}» would be {status}. "
    "What decides it:",
    "debate.explained": "Yours: what it comes to if everything in dispute is decided for you. Theirs: if it "
    "is decided for the other side. Either way: whichever way.",
    "debate.mine": "{holder} (you)",
    "debate.nothing_said": "Nothing was said.",
    "debate.facts": "Answers of fact that somebody gave, by number",
    "debate.said_by": "Said by:",
    "debate.inferred_of": "Inferred from what was said by:",
    "debate.read_by": "Read so in:",
    "debate.inferred_in": "Inferred in:",
    "debate.hint": "Your move: a number; concede and a number or an id; moves, finish",
    "debate.no_way_back": "What was said has been said.",
    "debate.nobody": "No interpretation here is known to have been held with it.",
    "debate.nothing_left": "Nothing: no move of yours would make it stronger.",
    "debate.other": "Against you:",
    "debate.other_case": "If every dispute is decided for the other side, «{rule}» is {status}",
    "debate.others": "theirs",
    "debate.readings": "Readings that somebody held, or may be taken to have held (inferred)",
    "debate.rests": "nothing that would make it stronger.",
    "debate.undisputed": "Nothing remained in dispute. «{rule}» is {status}",
    "debate.unheld": "Readings that no interpretation here holds",
    "debate.unplayed": "The strongest thing that you left unsaid",
    "debate.without": "without",
    "debate.you": "You:",
    "debate.you_are": "You speak for:",
    "debate.your_case": "If every dispute is decided for you, «{rule}» is {status}",
    "debate.yours": "yours",
    # Help.
    "help.debate": "argue a case against the engine, with what was really said",
    "help.debate_as": "the role in which you argue (state-concerned, opposing-state, organisation, ally, "
    "third-state, observers), or the id of an account",
    "help.debate_side": "argue for, or against (default: as the account's holder concluded; else, the State "
    "concerned for, everybody else against)",
    "help.debate_examples": "examples:\n"
    "  casus debate kazakhstan-2022 --as state-concerned\n"
    "  casus debate kazakhstan-2022 --as observers\n"
    "  casus debate armenia-2020 --as foreign-ministry --provision cst.art4.1 --on 2020-10-14\n"
    "  casus debate kyrgyzstan-2010-june --as security-service --text cst-2010",
    "help.debate_long": "Argue at the terminal that a provision is met, or not; the engine argues the other "
    "side. You\n"
    "assert answers of fact that somebody gave, with the claims behind them, propose readings, or concede.\n"
    "The engine answers each move with the strongest of its own, and asserts nothing that nobody claimed.\n"
    "At the end it shows which moves changed the outcome.",
    "help.debate_provision": "argue about this provision or condition (default: the treaty's main provision)",
    "help.debate_interpretation": "how it is read as long as nobody proposes anything else (default: icj)",
    "help.worksheet": "a page for students to work a case through, and its key",
    "help.worksheet_examples": "examples:\n"
    "  casus worksheet kazakhstan-2022\n"
    "  casus worksheet kazakhstan-2022 --format html > sheet.html\n"
    "  casus worksheet kazakhstan-2022 --key --format html > key.html\n"
    "  casus worksheet kyrgyzstan-2010-june armenia-2020 kazakhstan-2022 --format html > class.html\n"
    "  casus worksheet kazakhstan-2022 --framing tokayev --framing council --interpretation council-2022",
    "help.worksheet_framing": "the account to be worked through; can be repeated (default: the first, and "
    "the one that comes out most otherwise)",
    "help.worksheet_key": "print the key: answers, reasons and sources",
    "help.worksheet_long": "Print a worksheet: the case, what is said of it, how the words are read; then a "
    "question for\n"
    "every condition in play, with boxes and room for reasons; and the key, separately. Of several cases,\n"
    "it is a set for a class. HTML is for printing.",
    "help.quiz": "predict before you see: questions from the record and the hypotheticals",
    "help.quiz_examples": "examples:\n"
    "  casus quiz\n"
    "  casus quiz kazakhstan-2022 armenia-2020 --questions 5\n"
    "  casus quiz --kind change --level hard\n"
    "  casus quiz --seed 7 --format html > quiz.html\n"
    "  casus quiz --seed 7 --key --format html > key.html\n"
    "  casus quiz --seed 7 --questions 40 --format gift > for-moodle.txt",
    "help.quiz_key": "print the key: which answer is right, and why",
    "help.quiz_kind": "ask only questions of this kind (condition, change, account, text); can be repeated",
    "help.quiz_level": "ask only questions of this level (easy, middle, hard); can be repeated",
    "help.quiz_long": "Ask at the terminal, before the engine answers: which condition fails, what change "
    "would turn\n"
    "the outcome, on whose account, what other words would do. Every key is worked out by the engine;\n"
    "wrong answers are near misses, and what nearly turns is hard to tell. At the end, a review. HTML\n"
    "prints the questions for paper, GIFT is for learning platforms such as Moodle.",
    "help.quiz_format": "text asks at the terminal; html and markdown for paper, gift for a learning "
    "platform, json for programs (default: text)",
    "help.quiz_provision": "ask about this provision or condition (default: the treaty's main provision)",
    "help.quiz_questions": "how many (default: 10)",
    "help.quiz_seed": "a number that decides which questions are drawn: the same number asks the same again",
}
