"""Form the sets of a programme: numbers, search, and back to names."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from knotwork.formation import leading, meeting_times
from knotwork.formation.checker import Rule, violations
from knotwork.formation.numbers import Numbers, numbers_of
from knotwork.formation.programme import Plan, PlannedSet, Programme, Rules, Share
from knotwork.formation.solver import diversity
from knotwork.formation.solver.problem import Progress, Seating
from knotwork.formation.solver.search import search

Watch = Callable[[Progress], bool]
TRIES = 4
"""Exchanges do not look at facilitators who would have to be in two sets at once; if nothing else is amiss the search begins
again, with a quarter of the exchanges."""
NEXT_SEED = 1_000_003
MENDING = 6_000
"""Exchanges for each person that may be tried at least until no rule is broken, however few are asked for."""
CAUTION = 0.45
"""Of what the rate of a short cooling promises so much is asked of a long one: one cut off while warm is far worse than one
a little short."""
SAMPLE = 200_000
"""Exchanges tried to find out how many a stretch of time affords."""


def form(programme: Programme, *, seed: int, proposals: int, watch: Watch | None = None) -> Plan:
    """Find good sets for these people; the plan names every rule it breaks, as the independent checker sees it.

    The same programme, seed and proposals give the same plan, byte for byte, unless `watch` ends the search.
    """
    numbers = numbers_of(programme)
    lead = partial(leading.led, numbers, rules=programme.rules)
    best: Plan | None = None
    for again in range(TRIES):
        given = proposals // (TRIES if again else 1)
        mending = max(given, MENDING * numbers.problem.people)
        seating = search(
            numbers.problem, seed=seed + again * NEXT_SEED, proposals=given, mending=mending, watch=watch, lead=lead
        )
        plan = replace(plan_of(numbers, seating, programme.rules), seed=seed, proposals=proposals)
        plan = replace(plan, violations=violations(programme, plan))
        if best is None or len(plan.violations) < len(best.violations):
            best = plan
        if {broken.rule for broken in plan.violations} != {Rule.TWO_AT_ONCE} or not _go_on(watch, proposals):
            break
    return best or plan


def _go_on(watch: Watch | None, proposals: int) -> bool:
    """Whether whoever watches lets the search begin again; there is one rule at least to be mended."""
    return watch is None or watch(Progress(0, proposals, broken=1, mean=0.0, least=0.0))


def affordable(programme: Programme, *, seconds: float) -> int:
    """How many proposals can be tried here in so many seconds, preparing not counted; at least `SAMPLE`.

    Mending comes first and takes what it takes; the rate is that of the cooling behind it. Compiles the inner loops if this
    machine has not done so before.
    """
    problem = numbers_of(programme).problem
    search(problem, seed=0, proposals=1, watch=lambda _progress: False)
    seen: list[tuple[float, int]] = []

    def watch(progress: Progress) -> bool:
        seen.append((time.perf_counter(), progress.proposals))
        return True

    began = time.perf_counter()
    search(problem, seed=0, proposals=SAMPLE, watch=watch)
    took = time.perf_counter() - began
    if len(seen) < 2:
        return SAMPLE
    end, last = seen[-1]
    begun, first = next((at, tried) for at, tried in seen if tried >= min(last - SAMPLE, seen[-2][1]))
    rate = max(1, last - first) / max(end - begun, 1e-6)
    return max(SAMPLE, int(CAUTION * rate * (seconds - (took - SAMPLE / rate))))


def plan_of(numbers: Numbers, seating: Seating, rules: Rules) -> Plan:
    """A seating in names; not judged yet, and without a word of how it was found."""
    seating = replace(seating, chair_of=leading.led(numbers, seating, rules).chair_of)
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
        members = tuple(sorted(numbers.members[person].email for person in people))
        sets.append(PlannedSet(label, members, facilitator, slots, float(distances[number])))
    return _one_meeting_at_a_time(sets, rules)


def _one_meeting_at_a_time(sets: Sequence[PlannedSet], rules: Rules) -> tuple[PlannedSet, ...]:
    """The same sets, those of one facilitator at different times where that can be."""
    led = defaultdict(list)
    for number, planned in enumerate(sets):
        led[planned.facilitator].append(number)
    settled = list(sets)
    for facilitator, numbers in led.items():
        if facilitator and len(numbers) > 1:
            times = meeting_times.side_by_side([sets[number].slots for number in numbers], rules)
            for number, slots in zip(numbers, times, strict=True):
                settled[number] = replace(sets[number], slots=slots)
    return tuple(settled)
