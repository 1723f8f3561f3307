"""Simulated annealing: make sets worth more, and break no rule.

The loop holds the arrays it reads at each step as names of its own: taking them out of a tuple costs numba more than
everything else in it, and so does handing the tuple to another function.
"""

from math import exp

import numpy as np
from numba import njit

from knotwork.formation.solver.kernels.chance import chance, two_below
from knotwork.formation.solver.kernels.holding import faults
from knotwork.formation.solver.kernels.seats import carry, choose, party, seat_all
from knotwork.formation.solver.kernels.worth import change, worth
from knotwork.formation.solver.state import Bits, Facts, Flags, Reals, State, Whole

HOPELESS = 30.0
"""A loss of so many temperatures is never taken; its chance is below 1e-13."""


@njit(cache=True)
def anneal(facts: Facts, state: State, best: Whole, progress: Reals, steps: int) -> None:
    """Try `steps` exchanges at falling temperature; never takes one after which more rules are broken than before.

    Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983). The temperature depends on the number of
    the exchange alone, so a run cut into pieces is the same run. An exchange that is taken costs all people.

    Args:
        best: shape (people,); `set_of` of the best state seen: of those with the fewest broken rules the worthiest.
        progress: exchanges done, exchanges in all, first temperature, last temperature, total worth, best worth.
    """
    done, temperature = np.int64(progress[0]), 0.0
    light, chosen = light_people(facts), np.empty(state.seats.shape[1], np.int32)
    set_of, gain, distance = state.set_of, state.gain, facts.distance
    for step in range(done, done + steps):
        if step % 256 == 0 or step == done:
            temperature = cooled(progress, step)
        one, other = two_below(state.generator, set_of.size)
        here, there = set_of[one], set_of[other]
        if here == there:
            continue
        if light[one] and light[other]:
            come, chosen[0], between = 1, other, distance[one, other]
            grown_here = gain[here, other] - gain[here, one] - between
            grown_there = gain[there, one] - gain[there, other] - between
        else:
            come, grown_here, grown_there = grown(facts, state, one, other, chosen)
            if come == 0:
                continue
        gained = worth(facts, state.within[here] + grown_here, state.size[here]) - state.value[here]
        gained += worth(facts, state.within[there] + grown_there, state.size[there]) - state.value[there]
        if gained < 0.0 and not is_borne(state.generator, gained / temperature):
            continue
        mended = exchange(facts, state, one, chosen[:come], grown_here, grown_there)
        if mended < 0:
            continue
        progress[4] += gained
        if mended > 0 or progress[4] > progress[5] + 1e-12:
            progress[5] = progress[4]
            best[:] = state.set_of
    progress[0] = done + steps


@njit(cache=True)
def cooled(progress: Reals, step: int) -> float:
    """The temperature at an exchange, geometric from the first to the last of `progress`."""
    total, hot, cold = progress[1], progress[2], progress[3]
    return float(hot * (cold / hot) ** (step / total))


@njit(cache=True, forceinline=True)
def is_borne(generator: Bits, loss: float) -> bool:
    """Whether a loss, in temperatures and below 0, is taken."""
    return loss > -HOPELESS and chance(generator) < exp(loss)


@njit(cache=True)
def light_people(facts: Facts) -> Flags:
    """Who is a party alone and may move: two of them exchange places at the least cost; shape (people,)."""
    light = np.empty(facts.party_of.size, np.uint8)
    for person in range(light.size):
        light[person] = facts.is_single[person] & facts.is_free[facts.party_of[person]]
    return light


@njit(cache=True)
def grown(facts: Facts, state: State, one: int, other: int, chosen: Whole) -> tuple[int, int, int]:
    """By how much the sums of both sets would grow if the party of `one` changed places with people of the other set.

    Returns:
        How many come instead, written to `chosen`; 0 if there is no such exchange. Growth here, growth there.
    """
    if not (facts.is_free[facts.party_of[one]] and facts.is_free[facts.party_of[other]]):
        return 0, 0, 0
    here, there = state.set_of[one], state.set_of[other]
    come = choose(facts, state, facts.party_of[one], there, chosen)
    leaving, coming = party(facts, facts.party_of[one]), chosen[:come]
    return come, change(facts, state, here, leaving, coming), change(facts, state, there, coming, leaving)


@njit(cache=True)
def exchange(facts: Facts, state: State, one: int, coming: Whole, grown_here: int, grown_there: int) -> int:
    """Let the party of `one` change places with these; returns how many rules fewer are broken.

    An exchange after which more are broken is taken back, and -1 returned.
    """
    leaving = party(facts, facts.party_of[one])
    here, there = state.set_of[one], state.set_of[coming[0]]
    seat_all(state, leaving, there)
    seat_all(state, coming, here)
    broken_here, broken_there = faults(facts, state, here), faults(facts, state, there)
    mended = state.broken[here] + state.broken[there] - broken_here - broken_there
    if mended < 0:
        seat_all(state, leaving, here)
        seat_all(state, coming, there)
        return -1
    carry(facts, state, leaving, here, there)
    carry(facts, state, coming, there, here)
    state.within[here] += grown_here
    state.within[there] += grown_there
    state.value[here] = worth(facts, state.within[here], state.size[here])
    state.value[there] = worth(facts, state.within[there], state.size[there])
    state.broken[here], state.broken[there] = broken_here, broken_there
    return int(mended)
