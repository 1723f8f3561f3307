"""Nobody facilitates two sets at once: facilitators change sets among themselves where their meetings would collide.

The search knows whether a facilitator can come to each of their sets, but not to all of them in one week. Who sits where
stays as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
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

    First those trade who are in two sets at once, with whoever could take one set more; then, if need be, all.
    The same arguments give the same answer. Milliseconds where nobody is double-booked, else up to some seconds.
    """
    troubled = _collide(numbers, seating, rules)
    if not troubled:
        return seating
    led = Counter(numbers.problem.chairs[int(chair)].person for chair in seating.chair_of if chair >= 0)
    everybody = {head: person.facilitates for head, person in enumerate(numbers.facilitators)}
    some = troubled | {head for head, most in everybody.items() if led[head] < most}
    for heads in (some, set(everybody)):
        sets = [
            g for g, chair in enumerate(seating.chair_of) if chair >= 0 and numbers.problem.chairs[int(chair)].person in heads
        ]
        chosen = _chosen(sets, list(_offers(numbers, seating, sets, heads)), numbers, rules)
        if chosen:
            return _led_by(numbers, seating, chosen)
    return seating


def _led_by(numbers: Numbers, seating: Seating, chosen: Sequence[_Offer]) -> Seating:
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


def _collide(numbers: Numbers, seating: Seating, rules: Rules) -> set[int]:
    """The facilitators whose sets have no times that run one after another."""
    led: dict[int, list[int]] = defaultdict(list)
    for number, chair in enumerate(seating.chair_of):
        if chair >= 0:
            led[numbers.problem.chairs[int(chair)].person].append(number)
    return {head for head, sets in led.items() if len(sets) > 1 and _at_once(numbers, seating, head, sets, rules)}


def _at_once(numbers: Numbers, seating: Seating, head: int, sets: Sequence[int], rules: Rules) -> bool:
    everybody = (_suiting(numbers, seating, number) & numbers.times.suits[len(numbers.members) + head] for number in sets)
    slots = [tuple(numbers.times.slots[at] for at in np.flatnonzero(common)) for common in everybody]
    chosen = [times[0] for times in meeting_times.side_by_side(slots, rules) if times]
    return any(meeting_times.overlap(one, other, rules) for one, other in combinations(chosen, 2))


def _suiting(numbers: Numbers, seating: Seating, number: int) -> np.ndarray:
    """Which times suit all members of a set; bool, shape (times,)."""
    return np.asarray(numbers.times.suits[np.flatnonzero(seating.set_of == number)].all(axis=0))


def _offers(numbers: Numbers, seating: Seating, sets: Sequence[int], heads: AbstractSet[int]) -> Iterator[_Offer]:
    """Who of these may facilitate which of the sets, and when."""
    problem = numbers.problem
    first = {chair.person: chair for chair in reversed(problem.chairs) if chair.person in heads}
    for number in sets:
        members = np.flatnonzero(seating.set_of == number)
        shared, suiting = np.bitwise_and.reduce(problem.languages[members]), _suiting(numbers, seating, number)
        for head, chair in sorted(first.items()):
            if shared & chair.languages and not chair.apart[members].any():
                common = np.flatnonzero(suiting & numbers.times.suits[len(numbers.members) + head])
                step = max(1.0, (len(common) - 1) / (TIMES_EACH - 1))
                yield from (_Offer(head, number, int(common[round(at)])) for at in np.arange(0, len(common) - 0.5, step))


def _chosen(sets: Sequence[int], offers: Sequence[_Offer], numbers: Numbers, rules: Rules) -> list[_Offer] | None:
    """One for each of the sets, so that nobody has more than they can take and none at once; None if that was not found."""
    model = cp_model.CpModel()
    takes = [model.new_bool_var("") for _ in offers]
    for number in sets:
        model.add_exactly_one(take for take, offer in zip(takes, offers, strict=True) if offer.number == number)
    for head, person in enumerate(numbers.facilitators):
        own = [(take, offer) for take, offer in zip(takes, offers, strict=True) if offer.head == head]
        model.add(sum(take for take, _ in own) <= person.facilitates)
        slots = [numbers.times.slots[offer.slot] for _, offer in own]
        for one, other in meeting_times.overlapping(slots, rules):
            if own[one][1].number != own[other][1].number:
                model.add_at_most_one(own[one][0], own[other][0])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.catch_sigint_signal = False  # else Ctrl+C would end the program from then on, and lose the best so far
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return [offer for take, offer in zip(takes, offers, strict=True) if solver.value(take)]
