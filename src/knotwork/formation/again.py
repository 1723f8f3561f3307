"""Form the sets of a programme again after people left and came: few moves first, and what more moves would buy."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from knotwork.formation import forming, leading
from knotwork.formation.checker import violations
from knotwork.formation.numbers import Numbers, numbers_of
from knotwork.formation.programme import Change, Move, Plan, Programme, Step
from knotwork.formation.reading import KeptSet
from knotwork.formation.solver import diversity, keeping
from knotwork.formation.solver.keeping import Before, Settled
from knotwork.formation.solver.kernels.settling import NEW
from knotwork.formation.solver.problem import Progress, Seating
from knotwork.formation.solver.search import Lead

Watch = Callable[[Progress], bool]
FURTHER = (2, 4, 8, 16, 32)
"""So many moves more than the fewest are looked at."""


class TooFewMoves(Exception):
    """So few moves as were allowed do not suffice; `fewest` were found, `is_least` if nothing less is possible."""

    def __init__(self, fewest: int, *, is_least: bool) -> None:
        super().__init__(f"{fewest} moves at least")
        self.fewest = fewest
        self.is_least = is_least


def form_again(
    programme: Programme,
    earlier: Sequence[KeptSet],
    *,
    seed: int,
    proposals: int,
    moves: int | None = None,
    watch: Watch | None = None,
) -> Plan:
    """Find sets for these people near to those they sat in; every hard rule comes first, then few moves, then difference.

    The same arguments give the same plan, byte for byte, in whatever order people and sets stand, unless `watch` ends it.

    Args:
        proposals: exchanges for difference, shared by all steps of the curve; settling comes before.
        moves: how many people may sit elsewhere than before; None for as few as can be.

    Raises:
        TooFewMoves: more are needed than are allowed.
    """
    here = {person.email for person in programme.people if not person.facilitates}
    sat = {email: one.label for one in earlier for email in one.members if email in here}
    numbers = numbers_of(programme, sat=sat)
    watched = _Watched(watch or (lambda _progress: True))
    settled = keeping.settle(numbers.problem, before_of(numbers, earlier, sat), seed=seed, watch=watched)
    is_least = not settled.seating.broken and settled.moves <= settled.bound
    if moves is not None and moves < settled.moves:
        raise TooFewMoves(settled.moves, is_least=is_least)
    left = replace(numbers, problem=settled.problem, labels=tuple(numbers.labels[number] for number in settled.kept))
    lead = partial(leading.led, left, rules=programme.rules)
    climb = list(_climb(settled, len(sat), moves, lead, seed=seed, proposals=proposals, watched=watched))
    chosen = max((one for allowed, one in climb if allowed <= (settled.moves if moves is None else moves)), key=_worth)
    plan = replace(forming.plan_of(left, chosen, programme.rules), seed=seed, proposals=proposals)
    change = _change(plan, earlier, sat, here, settled.bound, is_least=is_least)
    curve = tuple(_step(left, settled, seating, plan.bound) for _, seating in climb)
    return replace(plan, violations=violations(programme, plan), change=replace(change, curve=_rising(curve)))


@dataclass(slots=True)
class _Watched:
    """A watch that remembers whether it ended the search."""

    watch: Watch
    is_over: bool = False

    def __call__(self, progress: Progress) -> bool:
        self.is_over = self.is_over or not self.watch(progress)
        return not self.is_over


def before_of(numbers: Numbers, earlier: Sequence[KeptSet], sat: dict[str, str]) -> Before:
    """Who sat where, in numbers; `sat` is the label of the set of whoever is still here."""
    number = {label: at for at, label in enumerate(numbers.labels)}
    head = {one.label: one.facilitator for one in earlier}
    chair, taken = [], set()
    for label in numbers.labels:
        own = [
            at
            for at, seat in enumerate(numbers.problem.chairs)
            if at not in taken and numbers.facilitators[seat.person].email == head.get(label)
        ]
        chair.append(own[0] if own else -1)
        taken.add(chair[-1])
    return Before(
        home=np.array([number[sat[each.email]] if each.email in sat else NEW for each in numbers.members], np.int32),
        chair=np.array(chair, np.int32),
        may_open=np.array([label not in set(sat.values()) for label in numbers.labels]),
    )


def _climb(
    settled: Settled, people: int, moves: int | None, lead: Lead, *, seed: int, proposals: int, watched: _Watched
) -> Iterator[tuple[int, Seating]]:
    """The best seating found for each number of moves, each no worse than the one before; the first is always there.

    What cannot be led is left, if the one before can be.
    """
    further = {settled.moves + more for more in FURTHER if settled.moves + more <= people}
    steps = sorted({settled.moves, *further, *([moves] if moves is not None else [])})
    seating = settled.seating
    for allowed in steps:
        if watched.is_over and allowed != steps[0]:
            break
        better = keeping.better_within(settled, seating, allowed, seed=seed, proposals=proposals // len(steps), watch=watched)
        seating = better if not lead(better).left or lead(seating).left else seating
        yield allowed, seating


def _worth(seating: Seating) -> tuple[int, float]:
    return -seating.broken, seating.worth


def _step(numbers: Numbers, settled: Settled, seating: Seating, bound: float) -> Step:
    sizes = np.bincount(seating.set_of, minlength=len(numbers.labels)).astype(np.int32)
    distances = diversity.within_sets(numbers.questions, seating.set_of, sizes).sum(axis=1)
    score = float(distances.mean())
    moves = keeping.moves_of(settled.home, seating.set_of)
    return Step(moves, score, score / bound if bound else 1.0, float(distances.min()))


def _rising(curve: Sequence[Step]) -> tuple[Step, ...]:
    """The steps without those that a later one, which is no worse, undercuts in moves."""
    return tuple(step for at, step in enumerate(curve) if all(step.moves < later.moves for later in curve[at + 1 :]))


def _change(
    plan: Plan, earlier: Sequence[KeptSet], sat: dict[str, str], here: set[str], bound: int, *, is_least: bool
) -> Change:
    now = {email: one.label for one in plan.sets for email in one.members}
    before = {email for one in earlier for email in one.members}
    led = {one.label: one.facilitator for one in earlier if one.facilitator}
    was, are = [one.label for one in earlier], [one.label for one in plan.sets]
    return Change(
        moves=tuple(Move(email, sat[email], now[email]) for email in sorted(sat) if sat[email] != now[email]),
        arrived=tuple(sorted(here - before)),
        gone=tuple(sorted(before - here)),
        closed=tuple(label for label in was if label not in are),
        opened=tuple(label for label in are if label not in was),
        led_anew=tuple(one.label for one in plan.sets if one.label in led and led[one.label] != one.facilitator),
        fewest=bound,
        curve=(),
        is_least=is_least,
    )
