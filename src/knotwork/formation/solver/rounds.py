"""Several rounds at once: every rule in each round, people who meet again as little as possible, then difference.

Each round begins as a seating of its own. Then all are annealed in turn against meeting again; where that does not
suffice, rounds out of mathematics (`designs`) are tried, which count only if they break no more rules.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from knotwork.formation.solver import arrays, designs, kernels
from knotwork.formation.solver.bits import nobody
from knotwork.formation.solver.kernels import rotating
from knotwork.formation.solver.problem import Problem, Progress, Seating
from knotwork.formation.solver.search import Lead, led_as_it_is, search
from knotwork.formation.solver.state import Facts, Reals, State, Whole

Watch = Callable[[Progress], bool]

PIECE: Final = 1500
"""Exchanges in one round before it is the next one's turn."""
HEAT: Final = (0.9, 0.15)
"""First and last temperature, in meetings again; found by trial on social golfers."""
TURNING: Final = 3_000_000
"""Exchanges tried for a first round to turn, at most as many as for all rounds."""
TURNED: Final = 400
"""With more people no first round to turn is looked for; the search does without."""
PRICE: Final = 4.0
"""What a broken rule costs on the way, in meetings again: few enough to pass where hard rules leave no other way."""
FIRM: Final = 60.0
FIRM_HEAT: Final = (4.0, 0.15)
"""The same when rules are to stay kept, and temperatures then; found by trial on the example of the guide."""
STRICT: Final = 1e9
"""Price of meeting again beside worth: it is never taken."""
WARMTH: Final = (0.24, 0.08)
"""As in `search`, for the worth of rounds in which people meet no more often than they do."""
WANDERING: Final = 1200
RESTLESS: Final = (1.0, 16.0)
"""Pieces in which a round that cannot be led looks for one near it that can, and how the temperature rises meanwhile."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """An answer.

    Attributes:
        seatings: one for each round.
        cost: what meeting again costs: one for a pair's second meeting, two more for its third …
        is_design: whether the rounds come out of mathematics, not out of the search.
    """

    seatings: tuple[Seating, ...]
    cost: int
    is_design: bool


def plan_rounds(
    problem: Problem, rounds: int, met: Whole, *, seed: int, proposals: int, watch: Watch, lead: Lead = led_as_it_is
) -> Rounds:
    """Find good rounds; depends on nothing but its arguments unless `watch` ends it.

    Args:
        met: int, shape (people, people), symmetric; how often two met before.
        proposals: exchanges to try, in all rounds together; a few more where a round cannot be led.
        lead: asked about rounds that break no rule; of those near the best, one in which nobody is in two sets at once is taken.
    """
    watched = _Watched(watch, proposals)
    first = [
        search(problem, seed=seed * 1009 + number, proposals=proposals // (4 * rounds), watch=watched, lead=lead)
        for number in range(rounds)
    ]
    run = _Run(problem, met, [(one.set_of, one.chair_of) for one in first], seed, watched)
    run.part(proposals // (8 if run.facts.is_bound else 2))
    is_design = False
    for design in _designs(problem, rounds, seed, watched) if run.cost and not watched.is_over else ():
        other = _Run(problem, met, [(set_of, first[0].chair_of) for set_of in design], seed, watched)
        if (other.broken, other.cost) < (run.broken, run.cost):
            run, is_design = other, True
    run.firm(proposals // 2)
    run.improve(proposals // 8)
    run.let_lead(lead)
    return Rounds(run.seatings(), run.cost, is_design)


@dataclass(slots=True)
class _Watched:
    """A watch that remembers whether it ended the search, and how much has been tried in all."""

    watch: Watch
    of: int
    is_over: bool = False

    def __call__(self, progress: Progress) -> bool:
        self.is_over = self.is_over or not self.watch(replace(progress, of=max(self.of, progress.of)))
        return not self.is_over


def _designs(problem: Problem, rounds: int, seed: int, watched: _Watched) -> Iterator[Whole]:
    """Rounds in which nobody meets twice, or few do, as far as mathematics knows some for these sizes.

    Whoever sits together or in one set in all rounds does not fit into them.
    """
    if problem.parties or (problem.pinned >= 0).any():
        return
    if (problem.sizes == problem.sizes[0]).all():
        plane = designs.lines(problem.people, problem.sets, rounds)
        if plane is not None:
            yield plane
            return
    for step in designs.steps(rounds):
        if 2 * step <= problem.people <= TURNED and not watched.is_over:
            first, cost = _to_turn(problem, step, seed, watched)
            yield designs.turned(first, step, rounds)
            if not cost:
                return


def _to_turn(problem: Problem, step: int, seed: int, watched: _Watched) -> tuple[Whole, float]:
    """A first round to be turned, and how many kinds of pairs it has too often; 0 if nobody will meet twice."""
    people = problem.people
    every = np.full(people, ~np.uint64(0), np.uint64)
    bare = replace(
        problem, parties=(), pinned=np.full(people, -1, np.int32), apart=nobody(people),
        slots=every[:, None].copy(), languages=every, at_most=0, traits=problem.traits[:0], chairs=(), must_chair=False,
    )  # fmt: skip
    facts, tries = arrays.facts_of(bare), min(TURNING, watched.of)
    found = []
    for attempt in range(3):
        state = arrays.state_of(bare, facts, *arrays.fill(bare, seed=seed + attempt), seed=seed + attempt)
        kind, count = designs.kinds(people, step)
        progress = np.array([0, tries, *HEAT, rotating.counted(state, kind, count), 1, 0, 0, 0], np.float64)
        while progress[0] < tries and progress[4] > 0 and not watched.is_over:
            rotating.rotate(facts, state, kind, count, progress, 20 * PIECE)
            watched(Progress(int(progress[0]), tries, 0, 0.0, 0.0))
        found.append((progress[4], attempt, state.set_of.copy()))
        if progress[4] == 0:
            break
    cost, _, first = min(found, key=lambda one: one[:2])
    return first, float(cost)


class _Run:
    """All rounds under way."""

    def __init__(self, problem: Problem, met: Whole, seats: list[tuple[Whole, Whole]], seed: int, watched: _Watched) -> None:
        self.problem = problem
        self.watched = watched
        self.facts: Facts = arrays.facts_of(problem)
        self.states: list[State] = [
            arrays.state_of(problem, self.facts, set_of, chair_of, seed=seed + number)
            for number, (set_of, chair_of) in enumerate(seats)
        ]
        people = problem.people
        self.kind = np.arange(people * people, dtype=np.int32).reshape(people, people)
        self.kind = np.minimum(self.kind, self.kind.T)
        self.met = np.triu(met).astype(np.int32).reshape(-1)
        self.count = self.met.copy()
        self.cost = sum(rotating.counted(state, self.kind, self.count) for state in self.states)

    @property
    def broken(self) -> int:
        """Rules broken in all rounds."""
        return int(sum(state.broken.sum() for state in self.states))

    def part(self, proposals: int) -> None:
        """Anneal against meeting again, and end in the best."""
        self._anneal(np.array([0, proposals, *HEAT, self.cost, 1, 0, PRICE, self.broken], np.float64))

    def firm(self, proposals: int) -> None:
        """Anneal as `part` does, where rules bind and are now too dear to be broken, and end in the best."""
        if self.facts.is_bound and self.cost:
            self._anneal(np.array([0, proposals, *FIRM_HEAT, self.cost, 1, 0, FIRM, self.broken], np.float64))

    def improve(self, proposals: int) -> None:
        """Anneal for worth where nobody meets more often for it, and end in the best."""
        spread = max((_spread(kernels.sampled(self.facts, state, 4096)) for state in self.states), default=0.0)
        if spread > 0.0 and proposals and not self.watched.is_over:
            heat = (WARMTH[0] * spread, WARMTH[1] * spread)
            self._anneal(np.array([0, proposals, *heat, self.cost, STRICT, 1, STRICT, self.broken], np.float64))

    def let_lead(self, lead: Lead) -> None:
        """Let each round that keeps every rule, but has somebody in two sets at once, wander until it has not, if ever."""
        for state in self.states:
            if not state.broken.any() and lead(self._seating(state)).left:
                self._wander(state, lead)

    def _wander(self, state: State, lead: Lead) -> None:
        chosen = state.set_of.copy()
        progress = np.array([0, WANDERING * PIECE, *RESTLESS, self.cost, 1, 0, FIRM, self.broken], np.float64)
        while progress[0] < progress[1] and not self.watched.is_over:
            rotating.rotate(self.facts, state, self.kind, self.count, progress, PIECE)
            self.watched(Progress(int(progress[0]), int(progress[1]), max(1, self.broken), *self._means()))
            if not state.broken.any() and not lead(self._seating(state)).left:
                chosen = state.set_of.copy()
                break
        arrays.put(self.facts, state, chosen)
        self._count_anew()

    def _count_anew(self) -> None:
        self.count[:] = self.met
        self.cost = sum(rotating.counted(state, self.kind, self.count) for state in self.states)

    def _anneal(self, progress: Reals) -> None:
        best, kept = self._standing(progress), [state.set_of.copy() for state in self.states]
        turn = 0
        while progress[0] < progress[1] and not self.watched.is_over:
            if progress[4] == 0 and progress[8] == 0 and progress[6] == 0:
                break
            rotating.rotate(self.facts, self.states[turn], self.kind, self.count, progress, PIECE)
            turn = (turn + 1) % len(self.states)
            if turn == 0 or progress[4] + progress[8] == 0:
                standing = self._standing(progress)
                if standing > best:
                    best, kept = standing, [state.set_of.copy() for state in self.states]
                self.watched(Progress(int(progress[0]), int(progress[1]), self.broken, *self._means()))
        for state, set_of in zip(self.states, kept, strict=True):
            arrays.put(self.facts, state, set_of)
        self._count_anew()

    def _standing(self, progress: Reals) -> tuple[float, float, float]:
        return (
            -float(progress[8]),
            -float(progress[4]),
            float(sum(kernels.total_worth(self.facts, state) for state in self.states)),
        )

    def _means(self) -> tuple[float, float]:
        means = np.array([state.within / self.facts.divisor[state.size] for state in self.states])
        return float(means.mean()), float(means.min())

    def seatings(self) -> tuple[Seating, ...]:
        """Who sits where in each round."""
        return tuple(self._seating(state) for state in self.states)

    def _seating(self, state: State) -> Seating:
        chairs = state.chair[: self.problem.sets]
        return Seating(
            set_of=state.set_of.copy(),
            chair_of=np.where(chairs < 0, -1, chairs - self.problem.people).astype(np.int32),
            broken=int(state.broken.sum()),
            worth=kernels.total_worth(self.facts, state),
            proposals=0,
        )


def _spread(changes: Reals) -> float:
    """The standard deviation, from the middle half alone, so that a few huge changes do not count."""
    if not len(changes):
        return 0.0
    low, high = np.quantile(changes, (0.25, 0.75))
    return float(high - low) / 1.349
