"""Many cases at once: tables that are screened row by row, and hypotheticals made as tables.

`screen` says what is asked of every row; `sheet` understands a table, its `cells` and its `lookups`; `frames`
speaks to dataframe libraries and `files` to the disk; `sweep` makes hypotheticals.
"""
