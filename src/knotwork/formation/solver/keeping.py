"""Form sets again after people left and came: as few moves as possible first, then sets as different as those moves allow.

A *move* is somebody who had a seat and gets one in another set. A set that nobody sits in is closed, so which sets close
and which open is found by the same search as who moves; a bound on moves tells when nothing better is possible.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from knotwork.formation.solver import arrays, kernels
from knotwork.formation.solver.bits import unpacked
from knotwork.formation.solver.fewest import fewest
from knotwork.formation.solver.kernels import nearing, settling
from knotwork.formation.solver.kernels.holding import too_many
from knotwork.formation.solver.kernels.settling import CLOSED, NEW
from knotwork.formation.solver.problem import Problem, Progress, Seating
from knotwork.formation.solver.reseating import nearest
from knotwork.formation.solver.search import WARMTH_SMALL, has_small_sets
from knotwork.formation.solver.state import Bits, Facts, Long, Reals, State, Whole

Watch = Callable[[Progress], bool]

BROKEN: Final = 1.2
"""What each thing wrong in a set costs at first, in moves."""
COOLING: Final = (0.4, 0.1)
"""First and last temperature, in moves."""
FOR_EACH: Final = 100
"""Changes tried for each person in an attempt. These, and what is above, were found by trial on planted programmes."""
FEWEST: Final = 60_000
"""Changes tried at least, however few the people are."""
FEW: Final = 120
"""For so many people at most a constraint solver looks at all of them."""
NEAR: Final = 10
"""So many sets join those left in trouble, where it is asked to help these; they are at most as many."""
ATTEMPTS: Final = 3
"""Another is made, which begins with other seats, if those before left a rule broken."""
PIECE: Final = 4096
WARMTH: Final = (0.24, 0.08)
"""First and last temperature of annealing within a number of moves, in standard deviations of an exchange's change; where
sets are small, those of a search from the beginning."""
PRICE: Final = 1.5
"""What a broken rule costs on the way, in standard deviations of an exchange's change."""
ASTRAY: Final = 0.04
"""After such a share of the exchanges with a rule broken all go back to where they last sat without."""


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
    seated = np.bincount(before.home[before.home >= 0], minlength=problem.sets)
    roomy = replace(problem, sizes=np.maximum(problem.sizes, np.maximum(seated, problem.largest)).astype(np.int32))
    facts, bound, tries = arrays.facts_of(roomy), least_moves(problem, before), max(FEWEST, FOR_EACH * problem.people)
    found = list[_Search]()
    for at in range(ATTEMPTS):
        state, chairs = _seated(roomy, facts, before, seed=seed + at)
        found.append(_Search(facts, state, _course(state, before.home, chairs), watch, bound, tries))
        found[-1].cool()
        found[-1].help()
        if found[-1].is_ended or not found[-1].standing()[0]:
            break
    best = min(found, key=_Search.standing)
    if problem.people <= FEW and not found[-1].is_ended:
        best.prove()
    return replace(_settled(roomy, before, best), is_ended=best.is_ended or found[-1].is_ended)


def moves_of(home: Whole, set_of: Whole) -> int:
    """How many people sit elsewhere than before."""
    return int(((home != NEW) & (home != set_of)).sum())


# Fewest moves


def least_moves(problem: Problem, before: Before) -> int:
    """A number of moves below which no plan can keep every rule: the least of all numbers of sets to close and to open."""
    old = int((~before.may_open).sum())
    size = np.bincount(before.home[before.home >= 0], minlength=problem.sets)[~before.may_open]
    going = _must_go(problem, before)[~before.may_open]
    return min(
        (
            _bound(problem, size, going, closed, opened)
            for closed in range(old + 1)
            for opened in range(problem.sets - old + 1)
            if (old - closed + opened) * problem.smallest <= problem.people <= (old - closed + opened) * problem.largest
        ),
        default=0,
    )


def _bound(problem: Problem, size: Long, going: Long, closed: int, opened: int) -> int:
    """The moves needed if so many sets close and open: all of closed sets, all who must go, and enough to fill what is left.

    Which sets close is chosen anew for each of the two counts, so no other choice of as many sets needs fewer.

    Args:
        size: shape (sets there were,); how many sat in each, and `going`: how many of them have to leave it.
    """
    leave = int(going.sum() + np.sort(size - going)[:closed].sum())
    short = np.sort(np.maximum(0, problem.smallest - size + going))[: len(size) - closed].sum()
    arrived = problem.people - int(size.sum())
    return max(leave, int(short) + problem.smallest * opened - arrived, 0)


def _must_go(problem: Problem, before: Before) -> Long:
    """How many of each set have to leave it whoever else comes; shape (sets,)."""
    found = np.zeros(problem.sets, np.int64)
    for number in range(problem.sets):
        members = np.flatnonzero(before.home == number).astype(np.int32)
        if len(members):
            found[number] = max(
                len(members) - _most_in_common(problem.slots, members),
                len(members) - _most_in_common(problem.languages[:, None], members),
                too_many(problem.organisation, members, problem.at_most) if problem.at_most else 0,
                int(unpacked(problem.apart[members])[:, members].any()),
                int(((problem.pinned[members] >= 0) & (problem.pinned[members] != number)).sum()),
                len(members) - problem.largest,
            )
    return found


def _most_in_common(masks: Bits, members: Whole) -> int:
    """The largest number of these who share one bit; that of the loops counts no further than a set that keeps the rules."""
    return int(unpacked(masks[members]).sum(axis=0).max())


# The search


def _seated(problem: Problem, facts: Facts, before: Before, *, seed: int) -> tuple[State, Whole]:
    """Everybody who can at home, the others where they fit best; and the places of the chairs the sets had."""
    at = np.where(problem.pinned >= 0, problem.pinned, before.home).astype(np.int32)
    parties = arrays.parties_of(problem)
    for party in parties:
        at[list(party)] = _commonest(at[list(party)])
    rng = np.random.default_rng(seed)
    waiting = [number for number, party in enumerate(parties) if at[party[0]] < 0]
    order = rng.permutation(len(parties))
    waiting.sort(key=lambda number: (-len(parties[number]), order[number]))
    chairs, row = _chairs(problem, before.chair)
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
    settling.welcome(facts, state, np.array(waiting, np.int32), -(-problem.people // problem.sets))
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
class _Search:
    """From the first seats to few moves.

    Attributes:
        bound: a number of moves below which no plan can keep every rule.
        tries: changes to be tried in the cooling.
        is_ended: whether somebody ended it.
    """

    facts: Facts
    state: State
    course: settling.Course
    watch: Watch
    bound: int
    tries: int
    is_ended: bool = False

    def cool(self) -> None:
        """One cooling; ends when nothing better is possible."""
        (hot, cold), progress = COOLING, self.course.progress
        while progress[0] < self.tries and self.standing() > (0, self.bound, 0) and not self.is_ended:
            progress[1] = hot * (cold / hot) ** (progress[0] / self.tries)
            settling.settle(self.facts, self.state, self.course, PIECE)
            self._go_on()

    def help(self) -> None:
        """Let a constraint solver seat those in trouble, where they are few, and those near them, with fewest moves."""
        self._sit(self.course.best)
        troubled = np.flatnonzero(self.state.broken).tolist()
        if 0 < len(troubled) <= NEAR and not self.is_ended:
            self._look(sorted([*troubled, *nearest(self.facts, self.state, troubled)[:NEAR]]))

    def prove(self) -> None:
        """Let it look at everybody: for fewer moves, or a proof that there are none fewer."""
        if self.standing()[:2] > (0, self.bound):
            self._sit(self.course.best)
            self._look(list(range(len(self.state.size))))

    def _look(self, sets: list[int]) -> None:
        """Ask the solver about these sets, and note what it found if that is better than the best."""
        answer = fewest(self.facts, self.state, self.course.home, self.course.chairs, sets, go_on=self._go_on)
        self._sit(np.concatenate(answer.seats))
        now = _standing(self.state, self.course)
        if now < self.standing():
            self.course.best[:] = np.concatenate(answer.seats)
            self.course.progress[5:8] = now
        if len(sets) == len(self.state.size):
            self.bound = max(self.bound, answer.bound)

    def standing(self) -> tuple[int, int, int]:
        """Rules broken, moves and chairs changed of the best so far."""
        broken, moves, changed = (int(count) for count in self.course.progress[5:8])
        return broken, moves, changed

    def _sit(self, seats: Whole) -> None:
        """Seat people and chairs so, and see what is wrong."""
        people = self.state.set_of.size
        self.state.chair[:] = seats[people:]
        arrays.put(self.facts, self.state, seats[:people])
        for number in range(len(self.state.size)):
            self.state.broken[number] = settling.wrong(self.facts, self.state, number)

    def _go_on(self) -> bool:
        """Tell where the search stands; whether it goes on."""
        tried = int(self.course.progress[0])
        self.is_ended = self.is_ended or not self.watch(Progress(tried, self.tries, self.standing()[0], 0.0, 0.0))
        return not self.is_ended


def _course(state: State, home: Whole, chairs: Whole) -> settling.Course:
    """At its beginning."""
    best = np.concatenate([state.set_of, state.chair])
    course = settling.Course(home, chairs, np.full(len(state.size), BROKEN), best, np.zeros(8))
    course.progress[2:5] = course.progress[5:8] = _standing(state, course)
    return course


def _standing(state: State, course: settling.Course) -> tuple[int, int, int]:
    """Rules broken, moves and chairs changed now."""
    changed = sum(settling.is_changed(state, course.chairs, number) for number in range(len(state.size)))
    return int(state.broken.sum()), moves_of(course.home, state.set_of), changed


def _settled(problem: Problem, before: Before, search: _Search) -> Settled:
    """What was found, with the sets numbered anew in which anybody sits."""
    set_of, chair = search.course.best[: problem.people], search.course.best[problem.people : problem.people + problem.sets]
    kept = np.unique(set_of)
    number_of = np.full(problem.sets + 1, CLOSED, np.int32)
    number_of[kept] = np.arange(len(kept), dtype=np.int32)
    home = np.where(before.home == NEW, NEW, number_of[before.home]).astype(np.int32)
    pinned = np.where(problem.pinned < 0, -1, number_of[problem.pinned]).astype(np.int32)
    narrow = replace(problem, pinned=pinned, sizes=problem.sizes[kept])
    chair_of = np.where(chair < 0, -1, chair - problem.people)[kept].astype(np.int32)
    state = arrays.state_of(narrow, search.facts, number_of[set_of], chair_of, seed=0)
    broken, moves, _ = search.standing()
    seating = Seating(number_of[set_of], chair_of, broken, kernels.total_worth(search.facts, state), 0)
    return Settled(narrow, tuple(kept.tolist()), home, seating, moves, search.bound, is_ended=search.is_ended)


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
    best, sound, sound_at, off = state.set_of.copy(), state.set_of.copy(), 0.0, seating.broken - broken
    while progress[0] < proposals:
        piece = int(min(PIECE, proposals - progress[0]))
        nearing.anneal_within(facts, state, settled.home, best, progress, piece)
        if progress[9] <= progress[10]:
            sound, sound_at = state.set_of.copy(), progress[0]
        elif progress[0] > sound_at + ASTRAY * proposals:
            arrays.put(facts, state, sound)
            progress[4], progress[6] = kernels.total_worth(facts, state), moves_of(settled.home, sound)
            progress[9], sound_at = state.broken.sum(), progress[0]
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
