"""Answer set programming: the rulebook as a logic program, and clingo to solve it.

The program is ground. ``true(X)`` and ``false(X)`` are the two atoms of a node; a node with neither is
unknown. What is asked for are the answer sets with as few moves as possible, by inclusion: clasp tries atoms
that are shown as false first, and after each answer excludes every other in which the same moves are made and
more (Gebser and others 2013).

A small program, of a fact that is false, a reading, and a goal that wants both::

    {move(0,1)} 1.                        % a choice: of its options but the first, at most one
    at(0,0) :- not move(0,1).             % it stays where it stands
    at(0,1) :- move(0,1).
    false("force.used") :- at(0,0).       % the leaves that hang on it
    true("force.used") :- at(0,1).
    true("reading.gravity.any-force").    % a leaf that is fixed
    true("goal") :- true("force.used"), true("reading.gravity.any-force").
    false("goal") :- false("force.used").
    false("goal") :- false("reading.gravity.any-force").
    :- not true("goal").
    #show move/2.

A burden of proof is ``false(N) :- true(switch), not true(claim).``, beside the rules for the claim alone, and
coherence is ``:- move(C,O), not true(need).``
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clingo import Control
from problem import Moves, Problem

from casus_foederis.logic import Truth
from casus_foederis.rulebook import Literal, Node, Operator

# Atoms that are shown are tried before all others, as false; what is true of them in an answer is recorded.
# That some atoms are never true is no mistake. Without the last two options, clasp took two to twenty times
# as long on large grids, and about as long on the other problems.
OPTIONS: Final = [
    "--warn=no-atom-undefined",
    "--models=0",
    "--heuristic=Domain",
    "--enum-mode=domRec",
    "--dom-mod=false,show",
    "--configuration=jumpy",
    "--restarts=no",
]

_OPPOSITE: Final = {"true": "false", "false": "true"}


def program(problem: Problem) -> str:
    """Write the program of a problem."""
    return "\n".join(_lines(problem))


def _lines(problem: Problem) -> Iterator[str]:
    places = {id: place for place, id in enumerate(problem.open())}
    for id, size in problem.open().items():
        yield from _choice(places[id], size)
    owners = problem.owners()
    for leaf in problem.leaves():
        if leaf in owners:
            for option, values in enumerate(problem.choices[owners[leaf]].options):
                if values[leaf] is not Truth.UNKNOWN:
                    yield f'{values[leaf].value}("{leaf}") :- at({places[owners[leaf]]},{option}).'
        elif problem.fixed[leaf] is not Truth.UNKNOWN:
            yield f'{problem.fixed[leaf].value}("{leaf}").'
    for node in problem.nodes():
        yield from clauses(node)
    for need in problem.needs():
        for option in need.options:
            yield f":- move({places[need.choice]},{option}), not {_atom('true', need.needed)}."
    yield from _goal(problem.goal, problem.status)
    yield "#show move/2."


def _choice(place: int, size: int) -> Iterator[str]:
    moves = [f"move({place},{option})" for option in range(1, size)]
    yield f"{{{'; '.join(moves)}}} 1."
    yield f"at({place},0) :- {', '.join(f'not {move}' for move in moves)}."
    for option, move in enumerate(moves, 1):
        yield f"at({place},{option}) :- {move}."


def clauses(node: Node) -> Iterator[str]:
    """Write the rules by which a node is true, and by which it is false."""
    if node.operator is Operator.BURDEN:
        claim, switch = node.inputs
        for value in _OPPOSITE:
            yield f'{value}("{node.id}") :- {_atom(value, claim)}.'
        yield f'false("{node.id}") :- {_atom("true", switch)}, not {_atom("true", claim)}.'
        return
    together, alone = ("true", "false") if node.operator is Operator.ALL else ("false", "true")
    yield f'{together}("{node.id}") :- {", ".join(_atom(together, each) for each in node.inputs)}.'
    for each in node.inputs:
        yield f'{alone}("{node.id}") :- {_atom(alone, each)}.'


def _goal(goal: str, status: Truth) -> Iterator[str]:
    if status is Truth.UNKNOWN:
        for value in _OPPOSITE:
            yield f':- {value}("{goal}").'
    else:
        yield f':- not {status.value}("{goal}").'


def _atom(value: str, literal: Literal) -> str:
    return f'{_OPPOSITE[value] if literal.negated else value}("{literal.id}")'


def _grounded(problem: Problem) -> Control:
    control = Control(OPTIONS)
    control.add("base", [], program(problem))
    control.ground([("base", [])])
    return control


def count(problem: Problem) -> int:
    """Count the smallest sets; clingo is not made to hand them over."""
    control = _grounded(problem)
    control.solve()
    return int(control.statistics["summary"]["models"]["enumerated"])


def sets(problem: Problem) -> list[Moves]:
    """List the smallest sets."""
    choices, found = list(problem.open()), []
    control = _grounded(problem)  # by a name, or it is gone before its models are
    with control.solve(yield_=True) as models:
        for model in models:
            moves = (each.arguments for each in model.symbols(shown=True))
            found.append(frozenset((choices[choice.number], option.number) for choice, option in moves))
    return found
