"""Teaching the trigger: what students are asked, and what the engine answers.

`in_play` says which conditions an answer can hang on. `worksheet` takes a case apart, condition by condition;
`quiz` draws questions (`asked`, which `making` makes) to be answered before the engine does; `debate` argues the
other side (`sides`), with what was said (`grounds`), on what stands (`board`).
"""
