"""The phrases of screening and sweeping tables. Taken into `phrases`, where everything is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TABLES: Final[Mapping[str, str]] = {
    "help.screen": "many cases at once: a table of facts, dates and States",
    "help.screen_long": "Ask the same of every row of a table. Its columns are 'date' (as 2022-01-06), "
    "'state' and, if there\n"
    "are any, 'opponents' (several with semicolons between them), and facts by their ids, answered true,\n"
    "false or unknown, or 1 and 0. An empty cell says nothing. Other columns are carried along. The table\n"
    "that is written has all columns of the one that is read, and for each provision under each\n"
    "interpretation two more: its status, and the first condition that decides why it is not met or is\n"
    "undetermined. docs/tables.md says more.",
    "help.screen_examples": "examples:\n"
    "  casus screen events.csv --output answers.csv\n"
    "  casus screen events.parquet --output answers.parquet --interpretation icj\n"
    "  casus screen events.csv --output answers.csv --provision cst.art2.2 --provision cst.art4.2\n"
    "  casus screen drills.csv --output answers.csv --state KAZ --on 2022-01-06",
    "help.screen_table": "a CSV or Parquet file",
    "help.screen_treaty": "the treaty (default: the bundled one)",
    "help.screen_provision": "a provision or condition to be answered; can be repeated (default: the "
    "treaty's main provision)",
    "help.screen_interpretation": "an interpretation to be asked; can be repeated (default: all of them)",
    "help.screen_on": "ask the law on this day in every row, as YYYY-MM-DD",
    "help.screen_state": "the State concerned in every row: an ISO 3166 code or an English name",
    "help.table_output": "the CSV or Parquet file to be written",
    "help.sweep": "every hypothetical of a provision, as a table",
    "help.sweep_long": "Write a table of hypotheticals: a column for every fact that a provision reads, a "
    "row for every pattern\n"
    "of answers in which no fact is so without what it needs, and the answers of the law. The State is\n"
    "taken to be a party, and no opponent to be one.",
    "help.sweep_examples": "examples:\n"
    "  casus sweep peacekeeping.art3 --output ways.csv\n"
    "  casus sweep cst.art4.2 --output sample.csv --sample 10000\n"
    "  casus sweep cst.art4.2 --output all.parquet --interpretation icj --text cst-1992",
    "help.sweep_provision": "a provision or condition (default: the treaty's main provision)",
    "help.sweep_sample": "write so many of them, drawn at random",
    "help.sweep_seed": "a number that draws another sample (default: 1)",
    "tables.screened": "{source}, screened",
    "tables.swept": "Hypotheticals of {provision}",
    "tables.rows": "Rows: {count}. Written to {file}.",
    "tables.sampled": "Rows: {count}, drawn at random from {possible}. Written to {file}.",
    "tables.columns": "Each answer has two columns, such as '{status}', and '{because}' for the condition "
    "that decides why it is not met or is undetermined.",
    "tables.meaning": "What is met is met if the rows are true as they stand, and under that "
    "interpretation. It is no finding that the treaty was triggered, and says nothing of what anybody did.",
    "tables.asked_under": "Asked under the text {text}, on {day}. The State is taken to be a party, and no "
    "opponent to be one.",
    "tables.no_chance": "How often something is met among hypotheticals is not how likely it is.",
    "tables.needed": "Facts of which the table says nothing, and without which others count for nothing",
    "tables.needed_one": "{fact} (for {others})",
    "tables.no_opponent": "opponents: no party to the treaty is one",
    "tables.provision": "provision",
    "tables.interpretation": "interpretation",
    "tables.silent": "Facts of which the table says nothing, and which are unknown in every row",
    "tables.presumed": "Facts of which the table says nothing, and which are presumed",
    "tables.presumed_one": "{fact}: {answer}",
    "tables.carried": "Columns that were carried along, and not read",
    "tables.more": "Further such cells in this column: {count}.",
    "tables.row": "row {row} below the names of columns",
    "tables.some_row": "a row",
    "tables.nothing": "nothing",
    "tables.quoted": "'{value}'",
    "tables.progress": "rows",
}
