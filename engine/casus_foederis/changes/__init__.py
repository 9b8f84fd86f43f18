"""What could have been otherwise: changes, and what they make of the law's answers.

`levers` lists what can be moved; `changesets` holds the smallest sets of changes to some end. Of these are
made `whatif` (what reaches a status), `comparison` (what ends an answer or brings it), `carriers` (what
an answer hangs on), `hinges` (where it turns on a fact), `crossing` (accounts under each text) and `study`
(all of it for some accounts); and, without any case, `triggers` and `situations`.
"""
