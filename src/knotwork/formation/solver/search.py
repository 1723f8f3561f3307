"""The search: fill the sets, mend what is broken, then make them as different inside as they can be."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, count, cycle
from typing import Final, NamedTuple

import numpy as np

from knotwork.formation.solver import arrays, kernels
from knotwork.formation.solver.problem import Led, Problem, Progress, Seating
from knotwork.formation.solver.reseating import reseat
from knotwork.formation.solver.state import Bits, Facts, Reals, State, Whole

Watch = Callable[[Progress], bool]
"""Called at least five times a second; an answer of False ends the search with the best so far."""

Lead = Callable[[Seating], Led]
"""Who had better facilitate which set, and whose time is to be parted; the same seating has the same answer."""

PIECE_SECONDS: Final = 0.04
"""How long the compiled loops run before they come back to be watched."""
WARMTH: Final = (0.17, 0.07)
"""First and last temperature, in standard deviations of what an exchange changes; found by trial on MDGPLIB."""
WARMTH_SMALL: Final = (0.1, 0.004)
"""The same where sets have fewer than `SMALL` members on average: one exchange is then a large part of a set, and what is
left to gain at the end is small beside it. Found by trial on planted programmes of 1,000."""
SMALL: Final = 10
FEW: Final = 250
LONGEST_RUN: Final = 400_000
"""Exchanges for each person in one cooling of at most `FEW` people; a larger budget is spent on further coolings, the best
of which counts. More people gain more from one longer cooling."""
LONGEST_BOUND_RUN: Final = 2_500
"""The same where rules bind. Exchanges that break none seldom lead from one island of sound seatings to another, so each
cooling begins with a filling of its own. Found by trial: at 60 people the best of thirty short ones is far above one long."""
MENDING_PIECE: Final = 4096


class Round(NamedTuple):
    """A time of mending.

    Attributes:
        for_each: exchanges for each person, but `at_least` so many.
        noise, still: at first and at last; worse by one rule is taken with a chance of exp(-1 / noise).
        may_resize: whether sets may change their size.
    """

    for_each: int
    at_least: int
    noise: float
    still: float
    may_resize: bool


FIRST: Final = Round(300, 0, 0.35, 0.12, may_resize=False)
WARM: Final = Round(1200, 0, 0.25, 0.12, may_resize=True)
HOT: Final = Round(1200, 0, 0.5, 0.12, may_resize=True)
WALK: Final = Round(300, 40_000, 0.17, 0.12, may_resize=True)
"""A walk carries the trouble to other sets, which may be easier to help, and costs no less than a look; all found by trial on
planted programmes."""
ROUNDS: Final = (WARM, *[WALK] * 12, HOT, *[WALK] * 12)
"""What comes after the first, again and again."""
LOOKS: Final = 60
"""After a round a constraint solver is asked to help the sets in trouble, where they are few: no more than two, or one in
`FEW_OF`. Where it could help none so often, it is not asked again: what is impossible would be asked about for long."""
FEW_OF: Final = 25
NEAR: Final = 6
FAR: Final = 10
FAR_LOOKS: Final = 4
"""So many sets near one in trouble are seated anew with it; more, one look in so many."""
SOUND: Final = (0.0, True, -np.inf)
"""Less than whatever breaks no rule and can be led."""
PARTINGS: Final = 12
"""So often the time of facilitators who would be in two sets at once is parted."""
PATIENCE: Final = 6_000
"""Exchanges for each person until it is given up to look for a seating that keeps to the parted time."""
GLANCES: Final = 10
"""So often in one cooling it is seen whether the best so far can be led: it counts only then if the search is cut short."""


def led_as_it_is(seating: Seating) -> Led:
    """The answer for whom no facilitator can be in two sets at once."""
    return Led(seating.chair_of, {})


def search(
    problem: Problem,
    *,
    seed: int,
    proposals: int,
    mending: int | None = None,
    watch: Watch | None = None,
    lead: Lead = led_as_it_is,
) -> Seating:
    """Find a good seating: with as few broken rules as can be, and among those as worthy as can be (forming.md §4).

    Depends on nothing but its arguments, byte for byte; `watch` sees it grow and may end it.

    Args:
        seed: begins the random numbers, at least 0.
        proposals: exchanges to try for diversity.
        mending: exchanges to try before, until no rule is broken, and what is left of a round; as many if not said.
        lead: asked about what would be the best so far; of seatings that break no rule, those in which nobody is in two sets
            at once come first.
    """
    facts = arrays.facts_of(problem)
    set_of, chair_of = arrays.fill(problem, seed=seed)
    state = arrays.state_of(problem, facts, set_of, chair_of, seed=seed)
    run = _Run(problem, facts, state, proposals, watch or (lambda _progress: True), lead, facts.slots)
    run.mend(proposals if mending is None else mending)
    run.improve(seed)
    return run.seating()


def has_small_sets(problem: Problem) -> bool:
    """Whether `WARMTH_SMALL` is the right warmth."""
    return problem.people < SMALL * problem.sets


@dataclass(slots=True)
class _Run:
    """One search under way."""

    problem: Problem
    facts: Facts
    state: State
    budget: int
    watch: Watch
    lead: Lead
    slots: Bits
    tried: int = 0
    is_over: bool = False
    best: tuple[float, bool, float] = (-np.inf, False, -np.inf)
    best_seats: Whole = field(default_factory=lambda: np.zeros(0, np.int32))
    asked: tuple[bytes, Led] | None = None
    shown: tuple[float, float, float] = (np.inf, 0.0, 0.0)

    def mend(self, at_most: int) -> int:
        """Exchange until no rule is broken and nobody is in two sets at once, or so many are tried and the round is over.

        Returns:
            How many were tried; ends in the best.
        """
        best, broken = self._seats(), self.state.broken.sum()
        progress = np.array([0, 0, broken, broken, 0], np.float64)
        looks, partings, rounds = LOOKS, PARTINGS, chain((FIRST,), cycle(ROUNDS))
        while not self.is_over:
            if progress[3] == 0 and partings and self._part(best, progress):
                partings, at_most = partings - 1, min(at_most, int(progress[0]) + PATIENCE * self.problem.people)
                self._reseat(best, progress, NEAR)
            elif progress[3] == 0 or progress[0] >= at_most:
                break
            else:
                self._mend_once(best, progress, next(rounds))
                if looks and progress[3] > 0 and self.best < SOUND and not self.is_over:
                    looks -= self._reseat(best, progress, NEAR if looks % FAR_LOOKS else FAR)
        self.tried += int(progress[0])
        if progress[3] > 0 and self.best[0] == 0 and partings < PARTINGS:
            self.facts = self.facts._replace(slots=self.slots)
            best = self.best_seats
        self._sit(best)
        self._keep()
        return int(progress[0])

    def _part(self, best: Whole, progress: Reals) -> bool:
        """Part the time of who would be in two sets at once among their chairs, which breaks a rule anew.

        Returns:
            Whether it was; not so if nobody would be, or it is no better than the best so far.
        """
        self._sit(best)
        worth = kernels.total_worth(self.facts, self.state)
        if (0.0, True, worth) <= self.best:
            return False
        led = self._led(best, worth)
        self._take((0.0, not led.left, worth), best)
        if not led.left:
            return False
        slots = self.facts.slots.copy()
        for chair, left in led.left.items():
            slots[self.problem.people + chair] = self.slots[self.problem.people + chair] & left
        self.facts = self.facts._replace(slots=slots)
        best[self.problem.people :] = arrays.places_of(self.problem, led.chair_of)
        self._sit(best)
        progress[2] = progress[3] = self.state.broken.sum()
        return True

    def _mend_once(self, best: Whole, progress: Reals, round_: Round) -> None:
        progress[4] = round_.may_resize
        began, length = progress[0], max(round_.at_least, round_.for_each * self.problem.people)
        while progress[3] > 0 and progress[0] < began + length and not self.is_over:
            progress[1] = round_.noise * (round_.still / round_.noise) ** ((progress[0] - began) / length)
            kernels.mend(self.facts, self.state, best, progress, MENDING_PIECE)
            self._show(self.tried + int(progress[0]), int(progress[3]))

    def _reseat(self, best: Whole, progress: Reals, near: int) -> bool:
        """Let a constraint solver help the sets that are in trouble now, if they are few; whether it could help none."""
        if np.count_nonzero(self.state.broken) > max(2, self.problem.sets // FEW_OF):
            return False
        tried, broken, before = self.tried + int(progress[0]), int(progress[3]), progress[2]
        self._sit(np.concatenate(reseat(self.facts, self.state, near=near, go_on=lambda: self._show(tried, broken))))
        progress[2] = self.state.broken.sum()
        if progress[2] < progress[3]:
            best[:], progress[3] = self._seats(), progress[2]
        return bool(progress[2] >= before)

    def improve(self, seed: int) -> None:
        """Cool down once, or as often as the budget allows."""
        start, left = self.best_seats[: self.problem.people].copy(), self.budget
        for number in count():
            if number and self.facts.is_bound:
                left -= self._begin_anew(int(np.random.SeedSequence((seed, number)).generate_state(1)[0]), left)
            elif number:
                arrays.put(self.facts, self.state, start)
            length = min(self._length(), left)
            self._cool(length)
            left -= length
            if not self.state.broken.any():
                self.mend(0)
            if left <= 0 or self.is_over:
                break

    def _length(self) -> int:
        """Exchanges in one cooling, all of them about equally long."""
        people = self.problem.people
        if people > FEW:
            return self.budget
        longest = (LONGEST_BOUND_RUN if self.facts.is_bound else LONGEST_RUN) * people
        return self.budget // max(1, self.budget // longest)

    def _begin_anew(self, seed: int, at_most: int) -> int:
        """Fill the sets otherwise, and mend them; returns how many exchanges were tried."""
        set_of, chair_of = arrays.fill(self.problem, seed=seed)
        self.facts = self.facts._replace(slots=self.slots)
        self.state = arrays.state_of(self.problem, self.facts, set_of, chair_of, seed=seed)
        return self.mend(at_most)

    def _cool(self, proposals: int) -> None:
        spread = _spread(kernels.sampled(self.facts, self.state, 4096))
        if spread == 0.0 or proposals == 0:
            return
        worth = kernels.total_worth(self.facts, self.state)
        hot, cold = WARMTH_SMALL if has_small_sets(self.problem) else WARMTH
        progress = np.array([0, proposals, hot * spread, cold * spread, worth, worth])
        best, piece, stop = self._seats(), 1024, proposals / GLANCES
        while progress[0] < proposals and not self.is_over:
            began, piece = time.perf_counter(), int(min(piece, np.ceil(stop - progress[0])))
            kernels.anneal(self.facts, self.state, best, progress, piece)
            piece = _next_piece(piece, time.perf_counter() - began)
            self._show(self.tried + int(progress[0]), int(self.state.broken.sum()))
            if progress[0] >= stop:
                stop += proposals / GLANCES
                self._consider(best, int(self.state.broken.sum()), progress[5])
        self.tried += int(progress[0])
        self._sit(best)
        self._keep()

    def _seats(self) -> Whole:
        """Where people and chairs are, to be written down."""
        return np.concatenate([self.state.set_of, self.state.chair])

    def _sit(self, best: Whole) -> None:
        """Seat people and chairs as in the best state of a loop."""
        people = self.problem.people
        self.state.chair[:] = best[people:]
        arrays.put(self.facts, self.state, best[:people])

    def _keep(self) -> None:
        """Remember where people sit now, if it is the best there was."""
        self._consider(self._seats(), int(self.state.broken.sum()), kernels.total_worth(self.facts, self.state))

    def _consider(self, seats: Whole, broken: int, worth: float) -> None:
        if (-broken, True, worth) <= self.best:
            return
        self._take((-broken, broken > 0 or not self._led(seats, worth).left, worth), seats)

    def _led(self, seats: Whole, worth: float) -> Led:
        """Ask about seats that break no rule, but not twice about the same."""
        if self.asked is None or self.asked[0] != seats.tobytes():
            self.asked = seats.tobytes(), self.lead(self._seated(seats, 0, worth))
        return self.asked[1]

    def _take(self, found: tuple[float, bool, float], seats: Whole) -> None:
        if found > self.best:
            self.best, self.best_seats = found, seats.copy()

    def _show(self, tried: int, broken: int) -> bool:
        """Tell where the search stands, and whether it goes on; what is worse than the best so far does not count."""
        means = self.state.within / self.facts.divisor[self.state.size]
        now = (broken, -float(means.mean()), -float(means.min()))
        self.shown = min(self.shown, now)
        fewest, mean, least = self.shown
        self.is_over = self.is_over or not self.watch(Progress(tried, self.budget, int(fewest), -mean, -least))
        return not self.is_over

    def seating(self) -> Seating:
        """The best there was."""
        return self._seated(self.best_seats, -self.best[0], self.best[2])

    def _seated(self, seats: Whole, broken: float, worth: float) -> Seating:
        people = self.problem.people
        chairs = seats[people : people + self.problem.sets]
        return Seating(
            set_of=seats[:people].copy(),
            chair_of=np.where(chairs < 0, -1, chairs - people).astype(np.int32),
            broken=int(broken),
            worth=worth,
            proposals=self.tried,
        )


def _spread(changes: Reals) -> float:
    """The standard deviation, from the middle half alone, so that a few huge changes do not count."""
    if not len(changes):
        return 0.0
    low, high = np.quantile(changes, (0.25, 0.75))
    return float(high - low) / 1.349


def _next_piece(piece: int, seconds: float) -> int:
    """As many exchanges as fill `PIECE_SECONDS`, at most twice as many as before."""
    return max(256, min(2 * piece, int(piece * PIECE_SECONDS / max(seconds, 1e-6))))
