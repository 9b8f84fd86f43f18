"""Many cases at once: tables that are screened row by row, and hypotheticals made as tables.

`screen` says what is asked of every row; `sheet` understands a table, its `cells` (and what is `wrong` with
them) and the `lookups` of its days and States; `answers` puts the answers behind it. `frames` speaks to
dataframe libraries, `files` and `writing` to the disk; `sweep` makes hypotheticals.
"""
