"""Min-conflicts with noise: exchange where a rule is broken until none is."""

from math import exp

import numpy as np
from numba import njit

from knotwork.formation.solver.kernels.chance import below, chance
from knotwork.formation.solver.kernels.holding import faults
from knotwork.formation.solver.kernels.seats import choose, party, seat_all
from knotwork.formation.solver.state import Facts, Reals, State, Whole

LOOKED_AROUND = 16
"""After so many exchanges the sets in trouble are listed anew."""


@njit(cache=True)
def mend(facts: Facts, state: State, best: Whole, progress: Reals, steps: int) -> None:
    """Try `steps` exchanges that begin in a set where a rule is broken; leaves `gain`, `within` and `value` untouched.

    Min-conflicts (Minton and others, Artificial Intelligence 58, 1992); worse is taken with a chance that falls with how
    much worse it is. Ends early when nothing is broken. One in 16 lets chairs change places; if sets may change their
    size, one in five is a party that moves alone.

    Args:
        best: shape (people + chairs,); `set_of`, then `chair`, of the state with the fewest broken rules.
        progress: exchanges done, noise, rules broken now, fewest rules broken, whether sets may change their size.
    """
    broken, noise, may_resize = np.int64(progress[2]), progress[1], progress[4] > 0.0
    chosen = np.empty(state.seats.shape[1], np.int32)
    troubled = np.flatnonzero(state.broken)
    for step in range(steps):
        if step % LOOKED_AROUND == 0:
            troubled = np.flatnonzero(state.broken)
        if troubled.size == 0:
            break
        here = troubled[below(state.generator, troubled.size)]
        progress[0] += 1
        kind = below(state.generator, 16)
        if kind == 0:
            broken += try_chairs(facts, state, here, noise)
        else:
            broken += try_party(facts, state, here, chosen, noise, may_resize and kind < 4)
        if broken < progress[3]:
            progress[3] = broken
            best[: state.set_of.size] = state.set_of
            best[state.set_of.size :] = state.chair
    progress[2] = broken


@njit(cache=True, forceinline=True)
def is_taken(state: State, worse: int, noise: float) -> bool:
    """Whether a change is taken that breaks so many rules more; without noise none is."""
    return worse <= 0 or (noise > 0.0 and chance(state.generator) < exp(-worse / noise))


@njit(cache=True)
def try_chairs(facts: Facts, state: State, here: int, noise: float) -> int:
    """Let the chair of a set change places with another; returns by how many rules more are broken."""
    other = below(state.generator, state.chair.size)
    has_set = other < state.size.size
    before = state.broken[here] + (state.broken[other] if has_set else 0)
    state.chair[here], state.chair[other] = state.chair[other], state.chair[here]
    broken_here = faults(facts, state, here)
    broken_other = faults(facts, state, other) if has_set else 0
    worse = broken_here + broken_other - before
    if other == here or not is_taken(state, worse, noise):
        state.chair[here], state.chair[other] = state.chair[other], state.chair[here]
        return 0
    state.broken[here] = broken_here
    if has_set:
        state.broken[other] = broken_other
    return int(worse)


@njit(cache=True)
def try_party(facts: Facts, state: State, here: int, chosen: Whole, noise: float, is_alone: bool) -> int:  # noqa: FBT001 – numba knows no keywords
    """Exchange a party with as many people of another set; returns by how many rules more are broken.

    Args:
        is_alone: nobody comes in return; sizes stay within their limits.
    """
    there = below(state.generator, state.size.size)
    number = facts.party_of[state.seats[here, below(state.generator, state.size[here])]]
    leaving = party(facts, number)
    if there == here or facts.is_free[number] == 0:
        return 0
    come = 0 if is_alone else choose(facts, state, number, there, chosen)
    would_fit = state.size[here] - leaving.size >= facts.smallest and state.size[there] + leaving.size <= facts.largest
    if come == 0 and not (is_alone and would_fit):
        return 0
    coming = chosen[:come]
    seat_all(state, leaving, there)
    seat_all(state, coming, here)
    broken_here, broken_there = faults(facts, state, here), faults(facts, state, there)
    worse = broken_here + broken_there - state.broken[here] - state.broken[there]
    if not is_taken(state, worse, noise):
        seat_all(state, leaving, here)
        seat_all(state, coming, there)
        return 0
    state.broken[here], state.broken[there] = broken_here, broken_there
    return int(worse)
