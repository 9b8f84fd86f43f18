"""Reader 2 of the rulebook: its rules as columns of a table, for many cases at once.

`plan` turns rules into steps, each of which makes one column from others; `frames` has a dataframe library
take them. The logic is that of the dataframe itself, whose null is our *unknown*.
"""
