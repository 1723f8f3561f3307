"""Forming again after drop-outs, and rounds in which nobody meets twice: what is reached (forming.md §5)."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from statistics import median

import numpy as np

from benches.figures import Figure, at_most, told
from benches.forming.ground import Climate
from benches.forming.planted import Planted, planted
from knotwork.formation.again import before_of
from knotwork.formation.numbers import numbers_of
from knotwork.formation.programme import Participant, Programme
from knotwork.formation.reading import KeptSet
from knotwork.formation.solver import keeping
from knotwork.formation.solver.bits import nobody
from knotwork.formation.solver.problem import Problem, Progress
from knotwork.formation.solver.rounds import plan_rounds

DROP_OUTS = (5, 10, 20)
GOLF = ((8, 4, 9), (7, 7, 8), (15, 3, 7))
STRETCH = (8, 4, 10)
MILD = Climate(spare=(6, 8), english=1.0)


def figures(people: int = 1000, programmes: int = 10) -> Iterator[Figure]:
    """All of them; some minutes."""
    hidden = [planted(people, seed=seed) for seed in range(1, programmes + 1)]
    _settled(hidden[0], 5)  # compiles
    for share in DROP_OUTS:
        yield from _after(hidden, share)
    yield from _proven()
    for sets, size, rounds in GOLF:
        again, seconds = _golf(sets, size, rounds)
        name = f"{sets} sets of {size}, {rounds} rounds"
        yield at_most(f"{name}: pairs meeting again", again, "pairs", 0)
        yield told(f"{name}: time", seconds, "s")
    sets, size, rounds = STRETCH
    yield told(f"{sets} sets of {size}, {rounds} rounds: pairs meeting again", _golf(sets, size, rounds)[0], "pairs")


def _after(hidden: list[Planted], share: int) -> Iterator[Figure]:
    """Moves after some of a hundred dropped out of a hidden plan, against the bar of 1.25 for each seat short and 3."""
    found = [_settled(one, share) for one in hidden]
    people = sum(len(one.members) for one in hidden[0].plan.sets)
    name = f"n = {people:,}, {share} % drop-outs, {len(hidden)} programmes"
    print(name, *found, sep="\n", flush=True)
    yield told(f"{name}: moves, median", median(each.moves for each in found), "moves")
    yield told(f"{name}: moves, most", max(each.moves for each in found), "moves")
    yield told(f"{name}: seats short, median", median(each.short for each in found), "seats")
    yield told(f"{name}: moves above what must be, median", median(each.moves - each.bound for each in found), "moves")
    yield at_most(f"{name}: of so many moves as are allowed, the most made", max(each.share for each in found), "", 1)
    yield at_most(f"{name}: programmes with a rule broken", sum(each.broken > 0 for each in found), "programmes", 0)
    yield told(f"{name}: time, median", median(each.seconds for each in found), "s")
    yield at_most(f"{name}: time, longest", max(each.seconds for each in found), "s", 1)


def _proven(people: int = 60, programmes: int = 10) -> Iterator[Figure]:
    """In how many small programmes the number of moves is proven to be the fewest, of those where a plan was found."""
    found = [_settled(planted(people, seed=seed, climate=MILD), 10) for seed in range(1, programmes + 1)]
    sound = [each for each in found if not each.broken]
    name = f"n = {people}, 10 % drop-outs, {programmes} programmes"
    print(name, *found, sep="\n", flush=True)
    yield told(f"{name}: with sets that keep every rule", len(sound), "programmes")
    yield told(f"{name}: of these with proven fewest moves", sum(each.moves == each.bound for each in sound), "programmes")
    yield told(f"{name}: time, longest", max(each.seconds for each in found), "s")


@dataclass(frozen=True)
class Kept:
    """One programme formed again; `bound` is a number of moves below which there is proven to be no plan."""

    moves: int
    short: int
    bound: int
    broken: int
    seconds: float

    @property
    def share(self) -> float:
        """Moves of those that are allowed."""
        return self.moves / (1.25 * self.short + 3)


def _settled(hidden: Planted, share: int) -> Kept:
    """Form again after some of a hundred dropped out; in processor time."""
    programme = _without(hidden.programme, share)
    here = {person.email for person in programme.people}
    sat = {email: one.label for one in hidden.plan.sets for email in one.members if email in here}
    earlier = tuple(KeptSet(one.label, one.members, one.facilitator) for one in hidden.plan.sets)
    numbers = numbers_of(programme, sat=sat)
    before = before_of(numbers, earlier, sat)
    began = time.process_time()
    settled = keeping.settle(numbers.problem, before, seed=1, watch=_on)
    seconds = time.process_time() - began
    sizes = Counter(sat.values())
    short = sum(max(0, programme.rules.size.smallest - sizes[one.label]) for one in hidden.plan.sets)
    return Kept(settled.moves, short, settled.bound, settled.seating.broken, seconds)


def _without(programme: Programme, share: int) -> Programme:
    members = sorted(person.email for person in programme.people if not person.facilitates)
    gone = frozenset(Random(share).sample(members, len(members) * share // 100))
    return replace(programme, people=tuple(_let_go(each, gone) for each in programme.people if each.email not in gone))


def _let_go(person: Participant, gone: frozenset[str]) -> Participant:
    return replace(person, keep_apart=person.keep_apart - gone, keep_together=person.keep_together - gone)


def _golf(sets: int, size: int, rounds: int) -> tuple[int, float]:
    """How many pairs meet more than once, and the seconds it took."""
    people = sets * size
    every = np.full(people, ~np.uint64(0), np.uint64)
    asked = Problem(
        distance=np.zeros((people, people), np.int32), sizes=np.full(sets, size, np.int32), smallest=size, largest=size,
        parties=(), pinned=np.full(people, -1, np.int32), apart=nobody(people),
        slots=every[:, None].copy(), languages=every, organisation=np.full(people, -1, np.int32),
        traits=np.zeros((0, people), np.int32),
    )  # fmt: skip
    began = time.perf_counter()
    unmet = np.zeros((people, people), np.int32)
    found = plan_rounds(asked, rounds, unmet, seed=1, proposals=4_000_000, watch=_on)
    seconds = time.perf_counter() - began
    met = Counter(
        pair
        for seating in found.seatings
        for number in range(sets)
        for pair in combinations(np.flatnonzero(seating.set_of == number).tolist(), 2)
    )
    return sum(times > 1 for times in met.values()), seconds


def _on(_progress: Progress) -> bool:
    return True
