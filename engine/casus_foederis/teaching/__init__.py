"""Teaching the trigger: what students are asked, and what the engine answers.

`in_play` says which conditions an answer can hang on. `worksheet` takes a case apart, condition by condition;
`quiz` puts questions to be answered before the engine does (`kinds` makes them); `debate` argues the other
side, with what was said (`grounds`), on what stands (`board`).
"""
