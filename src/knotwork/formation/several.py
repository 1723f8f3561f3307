"""Plan several rounds at once, so that people meet again as little as possible."""

from dataclasses import replace
from functools import partial

import numpy as np

from knotwork.formation import forming, leading
from knotwork.formation.acquaintance import meeting_again
from knotwork.formation.checker import violations
from knotwork.formation.numbers import Numbers, numbers_of
from knotwork.formation.programme import Programme, Rounds
from knotwork.formation.solver.rounds import plan_rounds

MOST_PEOPLE = 2_000
"""For more, all pairs in all rounds would not fit into the memory of a usual computer."""


class TooMany(Exception):
    """More people than rounds can be planned for at once."""


def form_rounds(programme: Programme, rounds: int, *, seed: int, proposals: int, watch: forming.Watch | None = None) -> Rounds:
    """Find sets for several rounds; in each every hard rule comes first, then meeting somebody new, then difference.

    Who met before counts as having met. The same arguments give the same rounds, byte for byte, unless `watch` ends it.

    Raises:
        TooMany: there are more than `MOST_PEOPLE` to be placed.
    """
    if sum(not person.facilitates for person in programme.people) > MOST_PEOPLE:
        raise TooMany
    numbers = numbers_of(programme)
    found = plan_rounds(
        numbers.problem,
        rounds,
        _met(numbers, programme),
        seed=seed,
        proposals=proposals,
        watch=watch or (lambda _progress: True),
        lead=partial(leading.led, numbers, rules=programme.rules),
    )
    plans = [forming.plan_of(numbers, seating, programme.rules) for seating in found.seatings]
    judged = tuple(replace(plan, violations=violations(programme, plan), seed=seed, proposals=proposals) for plan in plans)
    return Rounds(judged, meeting_again(programme, judged), found.is_design)


def _met(numbers: Numbers, programme: Programme) -> np.ndarray:
    number = {person.email: at for at, person in enumerate(numbers.members)}
    met = np.zeros((len(number), len(number)), np.int32)
    for pair in programme.met:
        known = [number[email] for email in pair if email in number]
        if len(known) == 2:
            met[known[0], known[1]] = met[known[1], known[0]] = 1
    return met
