"""What a set is worth, and what an exchange would change."""

from math import exp

import numpy as np
from numba import njit

from knotwork.formation.solver.kernels.chance import two_below
from knotwork.formation.solver.kernels.holding import faults
from knotwork.formation.solver.state import Facts, Reals, State, Whole


@njit(cache=True, forceinline=True)
def worth(facts: Facts, within: int, size: int) -> float:
    """u(d) of one set: its mean distance d itself without equity, else (1 - exp(-equity (d - centre))) / equity.

    Concave: a weak set counts more than a strong one, the more so the greater `equity` (forming.md §2).
    """
    mean = within / facts.divisor[size] - facts.centre
    return mean if facts.equity == 0.0 else (1.0 - exp(-facts.equity * mean)) / facts.equity


@njit(cache=True)
def total_worth(facts: Facts, state: State) -> float:
    """The sum of `worth` over all sets."""
    total = 0.0
    for g in range(state.size.size):
        total += worth(facts, state.within[g], state.size[g])
    return total


@njit(cache=True, forceinline=True)
def change(facts: Facts, state: State, home: int, leaving: Whole, coming: Whole) -> int:
    """By how much the sum inside set `home` grows when some leave and others come; cost (leaving + coming) squared."""
    grown = 0
    for at in range(leaving.size):
        grown -= state.gain[home, leaving[at]]
        for other in range(at):
            grown += facts.distance[leaving[at], leaving[other]]
    for at in range(coming.size):
        grown += state.gain[home, coming[at]]
        for other in range(at):
            grown += facts.distance[coming[at], coming[other]]
        for other in range(leaving.size):
            grown -= facts.distance[coming[at], leaving[other]]
    return grown


@njit(cache=True)
def sampled(facts: Facts, state: State, tries: int) -> Reals:
    """What the exchange of two people alone would change in total worth, for some of `tries` pairs drawn at random."""
    found, counted = np.empty(tries), 0
    for _ in range(tries):
        one, other = two_below(state.generator, state.set_of.size)
        here, there = state.set_of[one], state.set_of[other]
        if here == there:
            continue
        between = facts.distance[one, other]
        grown_here = state.gain[here, other] - state.gain[here, one] - between
        grown_there = state.gain[there, one] - state.gain[there, other] - between
        gained = worth(facts, state.within[here] + grown_here, state.size[here]) - state.value[here]
        found[counted] = gained + worth(facts, state.within[there] + grown_there, state.size[there]) - state.value[there]
        counted += 1
    return found[:counted]


@njit(cache=True)
def refresh(facts: Facts, state: State) -> None:
    """Make everything that follows from the seats anew; cost: people squared."""
    state.gain[:] = 0
    state.within[:] = 0
    for person in range(state.set_of.size):
        row, here = facts.distance[person], state.gain[state.set_of[person]]
        for other in range(row.size):
            here[other] += row[other]
    for person in range(state.set_of.size):
        state.within[state.set_of[person]] += state.gain[state.set_of[person], person]
    for g in range(state.size.size):
        state.within[g] //= 2
        state.value[g] = worth(facts, state.within[g], state.size[g])
        state.broken[g] = faults(facts, state, g)
