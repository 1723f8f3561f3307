"""What the terminal says of a change and of people who meet again."""

from collections.abc import Iterable

from knotwork.formation.programme import Change, Plan, Programme
from knotwork.formation.report.changes import in_words
from knotwork.formation.report.page import met_in_words
from knotwork.formation.report.roll import Roll


def change_in_lines(programme: Programme, plan: Plan) -> Iterable[str]:
    """Who meets again; what changes against the sets there were, and what further moves would buy; nothing if there were none."""
    if plan.again is not None:
        yield met_in_words(len(plan.again))
    if plan.change is not None:
        yield from in_words(plan.change, Roll(programme))
        yield from _curve(plan.change)


def _curve(change: Change) -> Iterable[str]:
    if len(change.curve) < 2:
        yield "More moves would buy nothing that was found."
        return
    yield "What more moves would buy (--moves chooses):"
    here = max(step.moves for step in change.curve if step.moves <= max(len(change.moves), change.curve[0].moves))
    for step in change.curve:
        mark = "   this plan" if step.moves == here else ""
        moves = "move " if step.moves == 1 else "moves"
        yield f"  {step.moves:5,} {moves}   {step.share:6.1%} of the difference that could be at most{mark}"


def too_few(fewest: int, allowed: int, *, is_least: bool) -> str:
    """Why there are no sets with so few moves."""
    asked = "nobody moving is too little" if not allowed else f"--moves {allowed:,} is too few"
    found = f"{fewest:,} is the least possible" if is_least else f"{fewest:,} is the least that was found"
    return f"No sets: {asked}; {found}."
