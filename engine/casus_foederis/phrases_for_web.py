"""The phrases of the teaching page. Taken into `phrases`, where everything is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WEB: Final[Mapping[str, str]] = {
    # On every page.
    "web.skip": "Skip to the content",
    "web.pages": "Pages",
    "web.nav.record": "Record",
    "web.nav.treaty": "Treaty",
    "web.nav.compare": "Compare",
    "web.nav.lab": "Lab",
    "web.nav.quiz": "Quiz",
    "web.nav.sources": "Sources",
    "web.nav.conflicts": "Contradictions",
    "web.nav.api": "For programs",
    "web.more": "More",
    "web.here_only": "This link works on this machine alone. To pass it on in your network, start with: "
    "casus serve --host 0.0.0.0",
    "web.conduct_note": "Held against these answers: on this account and under this reading. It is no "
    "finding of a breach.",
    "web.made": "Made by casus {version}.",
    "web.show": "Show",
    "web.any": "any",
    "web.in_force": "the words in force on the day",
    "web.lost": "The server does not answer. Is it still running?",
    "web.about": "What is this?",
    "web.link": "The link to just this",
    "web.copy": "Copy",
    "web.copied": "Copied",
    # An answer.
    "web.asked": "Asked on {on}, under {text}, read by: {reading}",
    "web.told_by": "As told by",
    "web.strip": "The same, as each would read it",
    "web.provision": "Provision",
    "web.provisions": "All provisions",
    "web.law": "The law's answer",
    "web.conduct": "What was done, held against it",
    "web.read_as": "Read as: {reading} ({basis}).",
    "web.tree": "Why, condition by condition",
    "web.tree_note": "Lines fold. Those that do not bear on the answer are pale. Facts open to who said so, "
    "where, and in which language; * marks readings that nobody held.",
    "web.turning_met": "What would have made it met",
    "web.turning_not": "What would have ended that it is met",
    "web.turning_count": "Smallest sets of changes, each enough by itself: {count}. Shown, the nearest: "
    "{shown}.",
    "web.try": "Try it in the lab",
    "web.steps": "How the engine came to it, step by step",
    "web.steps_note": "Conditions and provisions in the order in which the rules concluded them: {count}.",
    "web.step": "Step {number} of {count}",
    "web.step_back": "One step back",
    "web.step_next": "Next step",
    "web.step_first": "Go through it step by step",
    "web.step_all": "Show all at once",
    "web.waiting": "not yet concluded",
    "web.fired": "Concluded by firing {number}, of the rule",
    "web.firings": "Every firing of the rule engine, steps in between included: {count}",
    # The record.
    "web.record.title": "When is the treaty triggered?",
    "web.record.lead": "Each row is an account of a crisis, each column a way of reading the treaty's open "
    "words. Every sign opens to its reasons and sources. What the organs did stands beside it, and is no "
    "answer of the law.",
    "web.record.begin": "Begin with three cases",
    "web.record.first": "{holder}, under the words in force, as each would read them:",
    "web.record.turns": "What decided it, as read by {letter}:",
    "web.record.every": "Every case",
    "web.record.kind": "Cases",
    "web.record.kind_historical": "that happened",
    "web.record.kind_hypothetical": "hypotheticals",
    "web.record.kind_all": "all",
    "web.record.state": "State concerned",
    "web.record.did": "The organs did",
    "web.record.answer": "Answered",
    "web.record.reader": "as read by",
    "web.record.any_reader": "anybody",
    "web.record.text": "Asked under",
    "web.record.count": "Cases shown: {count}.",
    "web.record.timeline": "When it happened, and under which words",
    "web.record.in_force": "In force: {instrument}, {text}.",
    # A case.
    "web.case.historical": "It happened",
    "web.case.hypothetical": "A hypothetical",
    "web.case.told_by": "As told by",
    "web.case.read_by": "As read by",
    "web.case.words": "Under",
    "web.case.on": "Asked on",
    "web.case.to_lab": "Switch a fact: take it into the lab",
    "web.case.to_compare": "Hold it against another account",
    "web.case.claims": "Every claim behind this case",
    "web.case.conflicts": "Points on which its sources contradict one another: {count}",
    # Two accounts.
    "web.compare.title": "Two accounts, side by side",
    "web.compare.lead": "What do they say otherwise, what comes out otherwise, and which of the differences "
    "carries the answer?",
    "web.compare.one": "This account",
    "web.compare.two": "against this",
    "web.compare.facts": "Where they differ on the facts",
    "web.compare.fact": "Fact",
    "web.compare.same_facts": "They say the same of every fact.",
    "web.compare.silent": "does not say",
    "web.compare.alike": "Facts on which they say the same, or both nothing: {count}.",
    "web.compare.rules": "What comes out otherwise",
    "web.compare.condition": "Condition or provision",
    "web.compare.same_rules": "Every condition and every provision comes out the same.",
    # The treaty.
    "web.treaty.lead": "Its words then and now, what the amendment did, how its open words are read and by "
    "whom, and who was bound when. Everything is told in our own words; the treaty is not quoted.",
    "web.treaty.within": "On this page",
    "web.treaty.words": "The words, then and now",
    "web.treaty.amendment": "What the amendment did",
    "web.treaty.amendment_note": "What each provision can hang on under each text, when no fact is known "
    "yet. Set in bold: what is otherwise under the other words. Letters: as these read the open words; "
    "without, as all of them do.",
    "web.treaty.same": "The same under every text.",
    "web.treaty.for": "({letters})",
    "web.treaty.alone": "It builds on no other condition.",
    "web.treaty.moved": "Cases that some account would have been answered otherwise under other words",
    "web.treaty.moved_note": "Of each case, the account to which it makes the greatest difference. Letters "
    "are the interpretations below.",
    "web.treaty.case": "Case and account",
    "web.treaty.cap": "As we construe them, {cap}.",
    "web.treaty.conditions": "Conditions and provisions",
    "web.treaty.terms": "Open words, and how they are read",
    "web.treaty.terms_note": "Letters stand for the interpretations below. Plain: its holder said so; °: "
    "inferred from what the holder said; *: nobody said, and the default fills the gap.",
    "web.treaty.ordered": "The readings widen from first to last.",
    "web.treaty.nobody": "No interpretation reads it so.",
    "web.treaty.readers": "Interpretations, and who held them",
    "web.treaty.unheld": "Nobody is known to have held it; it is there to be tried.",
    "web.treaty.members": "Who was bound, and when",
    "web.treaty.others": "Other treaties:",
    # The lab.
    "web.lab.title": "The lab",
    "web.lab.lead": "Switch a fact, a reading or the words, and watch the treaty answer. The address of "
    "this page holds all of it: pass it on as a link. Nothing is kept on the server.",
    "web.lab.untitled": "A hypothetical",
    "web.lab.no_summary": "Made up in the lab.",
    "web.lab.open": "Begin from a case, or open a file",
    "web.lab.from": "Begin from",
    "web.lab.nothing": "nothing",
    "web.lab.begin": "Begin",
    "web.lab.file": "A scenario file of yours (at most {largest} bytes)",
    "web.lab.open_file": "Open it",
    "web.lab.choose_account": "This file tells the case in several ways. The lab takes one of them:",
    "web.lab.head": "The case",
    "web.lab.name": "What it is called",
    "web.lab.summary": "What happens",
    "web.lab.day": "The day on which the law is asked",
    "web.lab.state": "The State concerned",
    "web.lab.ever": "States that were ever bound",
    "web.lab.others": "Others",
    "web.lab.against": " against ",
    "web.lab.opponents": "States on the other side",
    "web.lab.true": "yes",
    "web.lab.false": "no",
    "web.lab.unknown": "unknown",
    "web.lab.silent": "not said",
    "web.lab.decides": "bears on the answer",
    "web.lab.idle": "without effect: it needs «{need}»",
    "web.lab.switched": "switched",
    "web.lab.readings": "Read single words otherwise",
    "web.lab.as_read": "as the interpretation above",
    "web.lab.answer": "Answer",
    "web.lab.turned": "Without what you have switched it would be: {before}.",
    "web.lab.download": "Save as a file",
    "web.lab.again": "Take it all back",
    "web.lab.board": "What comes to what",
    "web.lab.also_changes": "Also show the smallest changes that would turn it",
    "web.lab.also_tree": "Also show every reason, condition by condition",
    # The quiz.
    "web.quiz.title": "Answer before the engine does",
    "web.quiz.lead": "The same number draws the same questions for everyone, here and on the command line. "
    "How far you have come stands in the address.",
    "web.quiz.seed": "Number of the quiz",
    "web.quiz.count": "Questions",
    "web.quiz.kind": "What is asked",
    "web.quiz.level": "How hard",
    "web.quiz.begin": "Begin",
    "web.quiz.look_up": "Look it up: conditions, readings, words, parties",
    "web.quiz.reply": "Answer",
    "web.quiz.replied": "You answered:",
    "web.quiz.right": "Right would have been:",
    "web.quiz.next": "Next question",
    "web.quiz.end": "To the review",
    "web.quiz.review": "Your answers",
    "web.quiz.why": "Every reason",
    "web.quiz.once_more": "See the question again",
    "web.quiz.again": "The same questions again",
    "web.quiz.another": "Another quiz",
    # Sources.
    "web.sources.title": "Who said what, and where",
    "web.sources.lead": "Every fact of a historical case rests on a claim that somebody made, or says why "
    "none does.",
    "web.sources.conflicts": "The points on which sources contradict one another",
    "web.sources.about": "Claims about",
    "web.sources.all": "all sources, as a list",
    "web.sources.cases": "Cases",
    "web.sources.facts": "Facts",
    "web.sources.none": "No claim is recorded here.",
    "web.sources.document": "Document",
    "web.sources.language": "Language",
    "web.sources.date": "Date",
    "web.sources.claims": "Claims",
    "web.sources.via": "read through {via}",
    "web.sources.all_conflicts": "All of them",
    # When something is wrong.
    "web.wrong.title": "That did not work",
    "web.wrong.nothing_here": "There is nothing at this address. Check how it is spelled, or begin from the "
    "record.",
    "web.wrong.request": "This cannot be asked so. Go back, or begin from the record.",
    "web.wrong.ours": "Something went wrong on the server, and it is not your fault. Go back and try "
    "something else; whoever runs the server finds the reason in its window.",
    "web.wrong.file": "This cannot be opened yet. What is wrong with it, and what to do about it, is listed "
    "with it.",
    "web.wrong.body": "What was sent does not have the form that is asked for. What is wrong with it is "
    "listed with it.",
    "web.wrong.home": "To the record",
    # The server itself, on the command line.
    "serve.at": "Casus is at {address}",
    "serve.others": "Others in your network may reach it at {address}",
    "serve.stop": "To stop it, press Control and C.",
    "help.serve": "the teaching page: toggle a fact, watch the treaty answer",
    "help.serve_examples": "examples:\n"
    "  casus serve\n"
    "  casus serve --port 8080 --no-browser\n"
    "  casus serve my-cases/\n"
    "  casus serve --host 0.0.0.0                for a class in the same network",
    "help.serve_long": "Serve the teaching page until it is stopped, and open it in a browser: the record, "
    "every case,\n"
    "two accounts side by side, the treaty, the lab, the quiz, the sources; and an API under /api.\n"
    "Nothing is kept; the address of a page is all of its state. Only this machine is answered, unless\n"
    "another address is named.",
    "help.serve_port": "the port to listen on (default: 8765; 0 for any that is free)",
    "help.serve_host": "the address to listen on (default: 127.0.0.1, this machine only)",
    "help.serve_browser": "do not open a browser",
}
