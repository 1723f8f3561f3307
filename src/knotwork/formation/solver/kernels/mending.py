"""Min-conflicts with noise: exchange where a rule is broken until none is."""

from math import log

import numpy as np
from numba import njit

from knotwork.formation.solver.kernels.chance import below, chance
from knotwork.formation.solver.kernels.holding import MANY, faults_within, have_in_common
from knotwork.formation.solver.kernels.seats import choose, party, seat_all, swap
from knotwork.formation.solver.state import Bits, Facts, Reals, State, Whole

LOOKED_AROUND = 16
"""After so many exchanges the sets in trouble are listed anew."""


@njit(cache=True)
def mend(facts: Facts, state: State, best: Whole, progress: Reals, steps: int) -> None:
    """Try `steps` exchanges that begin in a set where a rule is broken; leaves `gain`, `within` and `value` untouched.

    Min-conflicts (Minton and others, Artificial Intelligence 58, 1992); worse is taken with a chance that falls with how
    much worse it is. Ends early when nothing is broken. One in 16 lets chairs change places; if sets may change their
    size, three in 16 are a party that moves alone.

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
        progress[0] += 1
        kind = below(state.generator, 16)
        here, there = troubled[below(state.generator, troubled.size)], below(state.generator, state.size.size)
        one, other, is_alone = somebody(state, here), somebody(state, there), may_resize and kind < 4
        if kind == 0:
            broken += try_chairs(facts, state, here, noise)
        elif here == there:
            continue
        elif not is_alone and is_light(facts, one) and is_light(facts, other):
            broken += try_pair(facts, state, one, other, noise)
        else:
            broken += try_party(facts, state, one, there, chosen[: 0 if is_alone else chosen.size], noise)
        if broken < progress[3]:
            progress[3] = broken
            best[: state.set_of.size] = state.set_of
            best[state.set_of.size :] = state.chair
    progress[2] = broken


@njit(cache=True, forceinline=True)
def somebody(state: State, g: int) -> int:
    """A member of a set."""
    return int(state.seats[g, below(state.generator, state.size[g])])


@njit(cache=True, forceinline=True)
def is_light(facts: Facts, person: int) -> bool:
    """Whether somebody is a party alone and may move."""
    return bool(facts.is_single[person] & facts.is_free[facts.party_of[person]])


@njit(cache=True, forceinline=True)
def bearable(generator: Bits, noise: float) -> int:
    """How many rules more a change may break to be taken now: so many or more with a chance of exp(-so many / noise)."""
    return min(int(-noise * log(1.0 - chance(generator))), MANY) if noise > 0.0 else 0


@njit(cache=True)
def try_chairs(facts: Facts, state: State, here: int, noise: float) -> int:
    """Let the chair of a set change places with another; returns by how many rules more are broken."""
    other = below(state.generator, state.chair.size)
    has_set = other < state.size.size
    before = state.broken[here] + (state.broken[other] if has_set else 0)
    enough = before + bearable(state.generator, noise)
    state.chair[here], state.chair[other] = state.chair[other], state.chair[here]
    broken_other = faults_within(facts, state, other, enough) if has_set else 0
    broken_here = faults_within(facts, state, here, enough - broken_other)
    if other == here or broken_here + broken_other > enough:
        state.chair[here], state.chair[other] = state.chair[other], state.chair[here]
        return 0
    state.broken[here] = broken_here
    if has_set:
        state.broken[other] = broken_other
    return int(broken_here + broken_other - before)


@njit(cache=True, forceinline=True)
def try_pair(facts: Facts, state: State, one: int, other: int, noise: float) -> int:
    """Exchange two people; returns by how many rules more are broken.

    Most often no slot or language is left that all of a set share, so that is seen first, of both sets.
    """
    here, there = state.set_of[one], state.set_of[other]
    before = state.broken[here] + state.broken[there]
    enough = before + bearable(state.generator, noise)
    swap(state, one, other)
    broken_here, broken_there = is_split(facts, state, here), is_split(facts, state, there)
    if broken_here + broken_there <= enough:
        broken_there = faults_within(facts, state, there, enough - broken_here)
        broken_here = faults_within(facts, state, here, enough - broken_there)
    if broken_here + broken_there > enough:
        swap(state, one, other)
        return 0
    state.broken[here], state.broken[there] = broken_here, broken_there
    return int(broken_here + broken_there - before)


@njit(cache=True, forceinline=True)
def is_split(facts: Facts, state: State, g: int) -> int:
    """1 where a set shares no slot or no language, else 0: the least number of rules it breaks."""
    members, chair = state.seats[g, : state.size[g]], state.chair[g]
    return 0 if have_in_common(facts.slots, members, chair) and have_in_common(facts.languages, members, chair) else 1


@njit(cache=True, forceinline=True)
def try_party(facts: Facts, state: State, one: int, there: int, chosen: Whole, noise: float) -> int:
    """Exchange the party of somebody with as many people of another set; returns by how many rules more are broken.

    Args:
        chosen: room for those who come; without any nobody comes, and sizes change within their limits.
    """
    here, number = state.set_of[one], facts.party_of[one]
    leaving = party(facts, number)
    if facts.is_free[number] == 0:
        return 0
    is_alone = chosen.size == 0
    come = 0 if is_alone else choose(facts, state, number, there, chosen)
    would_fit = state.size[here] - leaving.size >= facts.smallest and state.size[there] + leaving.size <= facts.largest
    if come == 0 and not (is_alone and would_fit):
        return 0
    coming = chosen[:come]
    before = state.broken[here] + state.broken[there]
    enough = before + bearable(state.generator, noise)
    seat_all(state, leaving, there)
    seat_all(state, coming, here)
    broken_there = faults_within(facts, state, there, enough)
    broken_here = faults_within(facts, state, here, enough - broken_there)
    if broken_here + broken_there > enough:
        seat_all(state, leaving, here)
        seat_all(state, coming, there)
        return 0
    state.broken[here], state.broken[there] = broken_here, broken_there
    return int(broken_here + broken_there - before)
