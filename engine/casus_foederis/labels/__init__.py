"""Reader 3 of the rulebook: for a condition, everything that makes it met, not met or undetermined.

`labels` reads a condition as a function of choices; `diagram` holds such functions, and counts; `families`
reads from them the smallest sets of moves that bring something about.
"""
