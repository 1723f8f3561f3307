"""Form sets again after people left and came: as few moves as possible first, then sets as different as those moves allow.

A *move* is somebody who had a seat and gets one in another set. Which sets close and how many open is tried from the
shape that could do with the fewest moves upwards; a bound on moves tells when nothing better is possible.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from knotwork.formation.solver import arrays, kernels
from knotwork.formation.solver.bits import unpacked
from knotwork.formation.solver.kernels import settling
from knotwork.formation.solver.kernels.holding import most_in_common, too_many
from knotwork.formation.solver.kernels.settling import CLOSED, NEW
from knotwork.formation.solver.problem import Problem, Progress, Seating
from knotwork.formation.solver.search import WARMTH_SMALL, has_small_sets
from knotwork.formation.solver.state import Facts, Long, Reals, State, Whole

Watch = Callable[[Progress], bool]

SHAPES: Final = 2
"""So many shapes are tried at most in the first pass, so many more in each further one."""
PASSES: Final = ((100, 0.5, 0.1), (600, 1.5, 0.1), (2_000, 2.5, 0.1))
"""Changes tried for each person, first and last temperature in moves; a pass is made if the ones before left a rule
broken. Found by trial on planted programmes."""
FEWEST: Final = 20_000
"""Changes tried at least, however few the people are."""
PIECE: Final = 4096
WARMTH: Final = (0.24, 0.08)
"""First and last temperature of annealing within a number of moves, in standard deviations of an exchange's change; where
sets are small, those of a search from the beginning."""
PRICE: Final = 1.5
"""What a broken rule costs on the way, in standard deviations of an exchange's change."""


@dataclass(frozen=True, slots=True)
class Before:
    """Who sat where; sets are numbered as in the problem, which has a number for each set that was, and for those that may open.

    Attributes:
        home: int, shape (people,); the set somebody sat in, `NEW` if in none.
        chair: int, shape (sets,); number of the chair each set had, -1 for none or one that is gone.
        may_open: bool, shape (sets,); True for a set that was not there before.
    """

    home: Whole
    chair: Whole
    may_open: np.ndarray


@dataclass(frozen=True, slots=True)
class Settled:
    """Sets after as few moves as were found.

    Attributes:
        problem: the problem of the sets that are left, and `kept`: their numbers in the problem that was asked.
        home: as in `Before`, numbered as in `problem`, `CLOSED` for whoever's set is no more.
        seating: its `worth` counts, `broken` counts people too many or too few in a set as well.
        moves: of `seating`.
        bound: a number of moves below which no plan can keep every rule.
        is_ended: whether somebody ended the search.
    """

    problem: Problem
    kept: tuple[int, ...]
    home: Whole
    seating: Seating
    moves: int
    bound: int
    is_ended: bool


def settle(problem: Problem, before: Before, *, seed: int, watch: Watch) -> Settled:
    """Seat everybody with as few moves as can be found; depends on nothing but its arguments unless `watch` ends it."""
    shapes = list(_shapes(problem, before))
    least = min(bound for bound, _ in shapes)
    found: list[Settled] = []
    for number, course in enumerate(PASSES, start=1):
        for bound, kept in shapes[: SHAPES * number]:
            if found and (found[0].seating.broken, found[0].moves) <= (0, bound):
                break
            found.append(_settle_in(problem, before, kept, least, course, seed=seed, watch=watch))
            found.sort(key=lambda one: (one.seating.broken, one.moves))
        if not found[0].seating.broken or found[0].is_ended:
            break
    return found[0]


def moves_of(home: Whole, set_of: Whole) -> int:
    """How many people sit elsewhere than before."""
    return int(((home != NEW) & (home != set_of)).sum())


# Which sets close and open


def _shapes(problem: Problem, before: Before) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Ways to close the smallest sets and open new ones, with the moves each needs at least; the most promising first."""
    here = [number for number in range(problem.sets) if not before.may_open[number]]
    new = [number for number in range(problem.sets) if before.may_open[number]]
    bound_to = {int(number) for number in problem.pinned if number >= 0}
    size = np.bincount(before.home[before.home >= 0], minlength=problem.sets)
    must_go = _must_go(problem, before)
    closing = sorted((number for number in here if number not in bound_to), key=lambda number: (size[number], number))
    opening = [number for number in new if number not in bound_to]
    found = []
    for closed in range(len(closing) + 1):
        for opened in range(len(opening) + 1):
            kept = tuple(sorted({*range(problem.sets)} - {*closing[:closed], *opening[opened:]}))
            if len(kept) * problem.smallest <= problem.people <= len(kept) * problem.largest and kept:
                found.append((_bound(problem, before, size, must_go, kept), len(opening) - opened, closed, kept))
    if not found:
        kept = tuple(sorted({*range(problem.sets)} - {*opening}))
        found = [(0, 0, 0, kept or tuple(range(problem.sets)))]
    return ((bound, kept) for bound, _, _, kept in sorted(found))


def _bound(problem: Problem, before: Before, size: Long, must_go: Long, kept: tuple[int, ...]) -> int:
    """The moves needed if these sets are kept: all of closed sets, all who must go, and enough to fill what is left.

    Which sets close is chosen anew for each of the two counts, so no other choice of as many sets needs fewer.
    """
    old = np.flatnonzero(~before.may_open)
    closed = len(old) - sum(not before.may_open[number] for number in kept)
    staying, going = size[old], must_go[old]
    leave = int(going.sum() + np.sort(staying - going)[:closed].sum())
    short = np.maximum(0, problem.smallest - staying + going)
    opened = problem.smallest * (len(kept) - len(old) + closed)
    fill = int(np.sort(short)[: len(old) - closed].sum()) + opened - int((before.home == NEW).sum())
    return max(leave, fill, 0)


def _must_go(problem: Problem, before: Before) -> Long:
    """How many of each set have to leave it whoever else comes; shape (sets,)."""
    found = np.zeros(problem.sets, np.int64)
    for number in range(problem.sets):
        members = np.flatnonzero(before.home == number).astype(np.int32)
        if len(members):
            found[number] = max(
                len(members) - most_in_common(problem.slots, members),
                len(members) - most_in_common(problem.languages[:, None], members),
                too_many(problem.organisation, members, problem.at_most) if problem.at_most else 0,
                int(unpacked(problem.apart[members])[:, members].any()),
                int(((problem.pinned[members] >= 0) & (problem.pinned[members] != number)).sum()),
                len(members) - problem.largest,
            )
    return found


# Settling in one shape


def _settle_in(
    problem: Problem,
    before: Before,
    kept: tuple[int, ...],
    bound: int,
    course: tuple[int, float, float],
    *,
    seed: int,
    watch: Watch,
) -> Settled:
    number_of = np.full(problem.sets + 1, CLOSED, np.int32)
    number_of[list(kept)] = np.arange(len(kept), dtype=np.int32)
    home = np.where(before.home == NEW, NEW, number_of[before.home]).astype(np.int32)
    pinned = np.where(problem.pinned < 0, -1, number_of[problem.pinned]).astype(np.int32)
    sizes = np.maximum(np.bincount(home[home >= 0], minlength=len(kept)), problem.largest).astype(np.int32)
    narrow = replace(problem, pinned=pinned, sizes=sizes)
    facts = arrays.facts_of(narrow)
    state, chairs = _seated(narrow, facts, home, before.chair[list(kept)], seed=seed)
    settling_ = _Settling(narrow, facts, state, home, chairs, watch)
    seating = _seating(narrow, facts, settling_.run(bound, course))
    return Settled(narrow, kept, home, seating, moves_of(home, seating.set_of), bound, is_ended=settling_.is_ended)


def _seated(problem: Problem, facts: Facts, home: Whole, chair: Whole, *, seed: int) -> tuple[State, Whole]:
    """Everybody who can at home, the others where they fit best; and the places of the chairs the sets had."""
    at = np.where(problem.pinned >= 0, problem.pinned, home).astype(np.int32)
    parties = arrays.parties_of(problem)
    for party in parties:
        at[list(party)] = _commonest(at[list(party)])
    rng = np.random.default_rng(seed)
    waiting = [number for number, party in enumerate(parties) if at[party[0]] < 0]
    order = rng.permutation(len(parties))
    waiting.sort(key=lambda number: (-len(parties[number]), order[number]))
    chairs, row = _chairs(problem, chair)
    state = State(
        set_of=np.maximum(at, 0).astype(np.int32),
        seats=np.zeros((problem.sets, max(len(facts.divisor) - 1, _room(problem, at))), np.int32),
        size=np.zeros(problem.sets, np.int32),
        seat_of=np.zeros(problem.people, np.int32),
        chair=row,
        gain=np.zeros((problem.sets, problem.people), np.int32),
        within=np.zeros(problem.sets, np.int64),
        value=np.zeros(problem.sets),
        broken=np.zeros(problem.sets, np.int32),
        generator=np.array([seed], np.uint64),
    )
    for person in np.flatnonzero(at >= 0):
        settling.sit(state, int(person), int(at[person]))
    settling.welcome(facts, state, np.array(waiting, np.int32))
    return state, chairs


def _room(problem: Problem, at: Whole) -> int:
    """Seats a set may need while people are exchanged."""
    widest = max((len(party) for party in problem.parties), default=1)
    return int(np.bincount(at[at >= 0], minlength=1).max()) + widest


def _commonest(sets: Sequence[int] | Whole) -> int:
    """The set most of a party sat in, the lowest number of several; below 0 if nobody had a seat."""
    known = [int(number) for number in sets if number >= 0]
    return max(sorted(set(known)), key=known.count) if known else NEW


def _chairs(problem: Problem, chair: Whole) -> tuple[Whole, Whole]:
    """The places of the chairs the sets had; and the row of all chairs: those, then free ones where there was none."""
    places = np.where(chair < 0, -1, chair + problem.people).astype(np.int32)
    spare = [number + problem.people for number in range(len(problem.chairs)) if number not in set(chair.tolist())]
    row = places.copy()
    for number in np.flatnonzero(places < 0):
        row[number] = spare.pop(0) if spare else -1
    return places, np.array([*row, *spare], np.int32)


@dataclass(slots=True)
class _Settling:
    """One run from the first seats to few moves."""

    problem: Problem
    facts: Facts
    state: State
    home: Whole
    chairs: Whole
    watch: Watch
    is_ended: bool = False

    def run(self, bound: int, course: tuple[int, float, float]) -> Whole:
        """The best seats and chairs found; ends when nothing better is possible."""
        state, people = self.state, self.problem.people
        best = np.concatenate([state.set_of, state.chair])
        now = self._standing()
        progress = np.array([0, 0, *now, *now], np.float64)
        for_each, hot, cold = course
        tries = max(FEWEST, for_each * people)
        done = (0.0, float(bound), 0.0)
        while progress[0] < tries and tuple(progress[5:8]) > done:
            progress[1] = hot * (cold / hot) ** (progress[0] / tries)
            settling.settle(self.facts, state, self.home, self.chairs, best, progress, PIECE)
            self.is_ended = not self.watch(Progress(int(progress[0]), tries, int(progress[5]), 0.0, 0.0))
            if self.is_ended:
                break
        return best

    def _standing(self) -> tuple[int, int, int]:
        """Rules broken, moves and chairs changed."""
        sets = range(self.problem.sets)
        off = sum(settling.off(self.facts, self.state, number) for number in sets)
        changed = sum(settling.is_changed(self.state, self.chairs, number) for number in sets)
        return int(self.state.broken.sum()) + off, moves_of(self.home, self.state.set_of), changed


def _seating(problem: Problem, facts: Facts, found: Whole) -> Seating:
    people, chair = problem.people, found[problem.people : problem.people + problem.sets]
    set_of = found[:people].astype(np.int32)
    chair_of = np.where(chair < 0, -1, chair - people).astype(np.int32)
    state = arrays.state_of(problem, facts, set_of, chair_of, seed=0)
    off = sum(settling.off(facts, state, number) for number in range(problem.sets))
    return Seating(set_of, chair_of, int(state.broken.sum()) + off, kernels.total_worth(facts, state), 0)


# The best of so many moves


def better_within(settled: Settled, seating: Seating, allowed: int, *, seed: int, proposals: int, watch: Watch) -> Seating:
    """A worthier seating with at most so many moves, and no more broken rules; at worst the one that is given.

    Sizes stay as they are. Depends on nothing but its arguments unless `watch` ends it.
    """
    problem = settled.problem
    facts = arrays.facts_of(problem)
    state = arrays.state_of(problem, facts, seating.set_of, seating.chair_of, seed=seed)
    spread = _spread(kernels.sampled(facts, state, 4096))
    if spread == 0.0 or proposals == 0:
        return seating
    worth, moves = kernels.total_worth(facts, state), moves_of(settled.home, seating.set_of)
    hot, cold = WARMTH_SMALL if has_small_sets(problem) else WARMTH
    heat = (hot * spread, cold * spread)
    broken, price = int(state.broken.sum()), PRICE * spread
    progress = np.array([0, proposals, *heat, worth, worth, moves, max(allowed, moves), price, broken, broken], np.float64)
    best, piece, off = state.set_of.copy(), 1024, seating.broken - broken
    while progress[0] < proposals:
        piece = int(min(PIECE, proposals - progress[0]))
        settling.anneal_within(facts, state, settled.home, best, progress, piece)
        if not watch(_progress(facts, state, int(progress[0]), proposals, off)):
            break
    arrays.put(facts, state, best)
    return Seating(best, seating.chair_of, int(state.broken.sum()) + off, kernels.total_worth(facts, state), int(progress[0]))


def _progress(facts: Facts, state: State, tried: int, of: int, off: int) -> Progress:
    means = state.within / facts.divisor[state.size]
    return Progress(tried, of, int(state.broken.sum()) + off, float(means.mean()), float(means.min()))


def _spread(changes: Reals) -> float:
    """The standard deviation, from the middle half alone, so that a few huge changes do not count."""
    if not len(changes):
        return 0.0
    low, high = np.quantile(changes, (0.25, 0.75))
    return float(high - low) / 1.349
