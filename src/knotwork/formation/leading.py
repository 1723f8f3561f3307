"""Nobody facilitates two sets at once: facilitators change sets among themselves where their meetings would collide.

The search knows whether a facilitator can come to each of their sets, but not to all of them in one week. Who sits where
stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import numpy as np
from ortools.sat.python import cp_model

from knotwork.formation import meeting_times
from knotwork.formation.numbers import Numbers
from knotwork.formation.programme import Rules
from knotwork.formation.solver.problem import Seating

EFFORT: Final = 4.0
"""In the solver's own measure, near seconds; where it does not suffice, sets keep whom they have."""
TIMES_EACH: Final = 12
"""So many of its times are looked at for each set and facilitator, spread over the week."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """A facilitator for a set at a time; `slot` is a number in `numbers.times`."""

    head: int
    number: int
    slot: int


def settled(numbers: Numbers, seating: Seating, rules: Rules) -> Seating:
    """The same seating, with other facilitators if some would have to be in two sets at once and others can help.

    The same arguments give the same answer. Milliseconds where nobody is double-booked, else up to some seconds.
    """
    if not _collide(numbers, seating, rules):
        return seating
    chosen = _chosen(list(_offers(numbers, seating)), numbers, rules)
    if chosen is None:
        return seating
    chairs: dict[int, list[int]] = defaultdict(list)
    for chair, each in enumerate(numbers.problem.chairs):
        chairs[each.person].append(chair)
    chair_of = seating.chair_of.copy()
    for offer in chosen:
        chair_of[offer.number] = chairs[offer.head].pop(0)
    return replace(seating, chair_of=chair_of)


def can_be_led(numbers: Numbers, seating: Seating, rules: Rules) -> bool:
    """Whether nobody would have to be in two sets at once, facilitators changing sets if need be; cost as `settled`."""
    return not _collide(numbers, settled(numbers, seating, rules), rules)


def _collide(numbers: Numbers, seating: Seating, rules: Rules) -> bool:
    """Whether some facilitator's sets have no times that run one after another."""
    led: dict[int, list[int]] = defaultdict(list)
    for number, chair in enumerate(seating.chair_of):
        if chair >= 0:
            led[numbers.problem.chairs[int(chair)].person].append(number)
    return any(_at_once(numbers, seating, head, sets, rules) for head, sets in led.items() if len(sets) > 1)


def _at_once(numbers: Numbers, seating: Seating, head: int, sets: Sequence[int], rules: Rules) -> bool:
    slots = [
        tuple(numbers.times.slots[at] for at in np.flatnonzero(_common(numbers, seating, number, head))) for number in sets
    ]
    chosen = [times[0] for times in meeting_times.side_by_side(slots, rules) if times]
    return any(meeting_times.overlap(one, other, rules) for one, other in combinations(chosen, 2))


def _common(numbers: Numbers, seating: Seating, number: int, head: int) -> np.ndarray:
    """Which times suit all of a set and this facilitator; bool, shape (times,)."""
    rows = [*np.flatnonzero(seating.set_of == number), len(numbers.members) + head]
    return np.asarray(numbers.times.suits[rows].all(axis=0))


def _offers(numbers: Numbers, seating: Seating) -> Iterator[_Offer]:
    """Whoever may facilitate a set, and when."""
    problem = numbers.problem
    first = {chair.person: chair for chair in reversed(problem.chairs)}
    for number in range(problem.sets):
        members = np.flatnonzero(seating.set_of == number)
        shared = np.bitwise_and.reduce(problem.languages[members])
        for head, chair in sorted(first.items()):
            if shared & chair.languages and not chair.apart[members].any():
                common = np.flatnonzero(_common(numbers, seating, number, head))
                spread = np.linspace(0, len(common) - 1, min(TIMES_EACH, len(common))).round().astype(int)
                yield from (_Offer(head, number, int(slot)) for slot in common[spread])


def _chosen(offers: Sequence[_Offer], numbers: Numbers, rules: Rules) -> list[_Offer] | None:
    """One for each set, so that nobody has more than they can take and none at once; None if that was not found."""
    model = cp_model.CpModel()
    takes = [model.new_bool_var("") for _ in offers]
    for number in range(numbers.problem.sets):
        model.add_exactly_one(take for take, offer in zip(takes, offers, strict=True) if offer.number == number)
    for head, person in enumerate(numbers.facilitators):
        own = [(take, offer) for take, offer in zip(takes, offers, strict=True) if offer.head == head]
        model.add(sum(take for take, _ in own) <= person.facilitates)
        slots = numbers.times.slots
        for (take, one), (also, other) in combinations(own, 2):
            if one.number != other.number and meeting_times.overlap(slots[one.slot], slots[other.slot], rules):
                model.add_at_most_one(take, also)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.catch_sigint_signal = False  # else Ctrl+C would end the program from then on, and lose the best so far
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return [offer for take, offer in zip(takes, offers, strict=True) if solver.value(take)]
