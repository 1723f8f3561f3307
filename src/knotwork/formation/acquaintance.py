"""Who meets whom again."""

from collections.abc import Iterable
from itertools import combinations

from knotwork.formation.programme import Pair, Plan, Programme


def meeting_again(programme: Programme, plans: Iterable[Plan]) -> tuple[tuple[Pair, tuple[int, ...]], ...]:
    """The pairs who are members of one set more than once, and in which rounds; who met before, did so in round 0."""
    rounds: dict[Pair, list[int]] = {}
    for pair in programme.met:
        one, other = sorted(pair)
        rounds[one, other] = [0]
    for number, plan in enumerate(plans, start=1):
        for planned in plan.sets:
            for one, other in combinations(sorted(planned.members), 2):
                rounds.setdefault((one, other), []).append(number)
    return tuple(sorted((pair, tuple(when)) for pair, when in rounds.items() if len(when) > 1))
