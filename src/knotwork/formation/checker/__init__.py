"""The independent judge of every plan: which rules does it break, whom does that touch, and why.

Written apart from whatever made the plan, and plain before fast: it asks of each rule in turn whether it holds
(design: forming.md §1). A plan is good when `violations` finds nothing, whoever made it.
"""

from itertools import chain

from knotwork.formation.checker import company, facilitating, meeting, placing
from knotwork.formation.checker.case import Case
from knotwork.formation.checker.enums import Rule
from knotwork.formation.programme import Plan, Programme, Violation

__all__ = ["Rule", "violations"]


def violations(programme: Programme, plan: Plan) -> tuple[Violation, ...]:
    """Every rule of the programme that the plan breaks, in the order of the rules; empty for a good plan.

    What the plan says about itself (`violations`, `score`, `distance`) is not believed and not looked at. 1,000 people
    with ten times to meet for each set take less than two seconds.
    """
    case = Case(programme, plan)
    return tuple(
        chain(placing.violations(case), company.violations(case), facilitating.violations(case), meeting.violations(case))
    )
