"""Form the sets of a programme: numbers, search, and back to names."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from knotwork.formation import meeting_times
from knotwork.formation.checker import violations
from knotwork.formation.numbers import Numbers, numbers_of
from knotwork.formation.programme import Plan, PlannedSet, Programme, Rules, Share, Slot
from knotwork.formation.solver import diversity
from knotwork.formation.solver.problem import Progress, Seating
from knotwork.formation.solver.search import search

Watch = Callable[[Progress], bool]
SAMPLE = 200_000
"""Exchanges tried to find out how many a stretch of time affords."""


def form(programme: Programme, *, seed: int, proposals: int, watch: Watch | None = None) -> Plan:
    """Find good sets for these people; the plan names every rule it breaks, as the independent checker sees it.

    The same programme, seed and proposals give the same plan, byte for byte, unless `watch` ends the search.
    """
    numbers = numbers_of(programme)
    seating = search(numbers.problem, seed=seed, proposals=proposals, watch=watch)
    plan = replace(plan_of(numbers, seating, programme.rules), seed=seed, proposals=proposals)
    return replace(plan, violations=violations(programme, plan))


def affordable(programme: Programme, *, seconds: float) -> int:
    """How many proposals can be tried here in so many seconds, preparing not counted; at least `SAMPLE`.

    Compiles the inner loops if this machine has not done so before.
    """
    began = time.perf_counter()
    problem = numbers_of(programme).problem
    search(problem, seed=0, proposals=1)
    prepared = time.perf_counter()
    search(problem, seed=0, proposals=SAMPLE)
    rate = SAMPLE / (time.perf_counter() - prepared)
    return max(SAMPLE, int(rate * (seconds - (prepared - began))))


def plan_of(numbers: Numbers, seating: Seating, rules: Rules) -> Plan:
    """A seating in names; not judged yet, and without a word of how it was found."""
    sizes = np.bincount(seating.set_of, minlength=len(numbers.labels)).astype(np.int32)
    sets = _sets(numbers, seating, rules, sizes)
    limits = diversity.bound(numbers.questions, sizes)
    reached = diversity.reached(numbers.questions, seating.set_of, sizes)
    return Plan(
        sets=sets,
        not_placed=(),
        violations=(),
        score=float(np.mean([planned.distance for planned in sets])),
        bound=float(limits.sum()),
        worst_set=min(planned.distance for planned in sets),
        shares=tuple(
            Share(attribute.name, float(got / limit) if limit > 0 else 1.0)
            for attribute, got, limit in zip(numbers.attributes, reached, limits, strict=True)
        ),
        seed=0,
        proposals=0,
        seconds=0.0,
    )


def _sets(numbers: Numbers, seating: Seating, rules: Rules, sizes: np.ndarray) -> tuple[PlannedSet, ...]:
    distances = diversity.within_sets(numbers.questions, seating.set_of, sizes).sum(axis=1)
    kept: dict[str, list[Slot]] = {}
    sets = []
    for number, label in enumerate(numbers.labels):
        people = [int(person) for person in np.flatnonzero(seating.set_of == number)]
        chair = int(seating.chair_of[number])
        rows, facilitator = list(people), ""
        if chair >= 0:
            head = numbers.problem.chairs[chair].person
            facilitator = numbers.facilitators[head].email
            rows.append(len(numbers.members) + head)
        slots = meeting_times.best_first(numbers, rows, rules)
        if facilitator:
            slots = meeting_times.beside(slots, kept.setdefault(facilitator, []))
        members = tuple(sorted(numbers.members[person].email for person in people))
        sets.append(PlannedSet(label, members, facilitator, slots, float(distances[number])))
    return tuple(sets)
