"""Teaching the trigger: what students are asked, and what the engine answers.

`in_play` says which conditions an answer can hang on. `worksheet` takes a case apart, condition by condition;
`quiz` draws questions to be answered before the engine does (`asked`, made by `making`); `debate` argues the
other side (`sides`), with what was said (`grounds`), on what stands (`board`).
"""
