"""Rounds: who sits in one set in several rounds should be others each time (the social golfer problem, CSPLib 10)."""

import numpy as np
from numba import njit

from knotwork.formation.solver.kernels.annealing import cooled, grown
from knotwork.formation.solver.kernels.bending import REFUSED, bend
from knotwork.formation.solver.kernels.chance import two_below
from knotwork.formation.solver.kernels.seats import party
from knotwork.formation.solver.kernels.worth import worth
from knotwork.formation.solver.state import Facts, Reals, State, Whole


@njit(cache=True)
def rotate(facts: Facts, state: State, kind: Whole, count: Whole, progress: Reals, steps: int) -> None:
    """Try `steps` exchanges in one round: fewer meetings again, worthier sets, fewer broken rules, each at its price.

    A pair's second meeting costs one, its third two more, and so on. Ends early when nobody meets again, no rule is
    broken and worth does not count. Costs as many reads as there are seats in two sets.

    Args:
        kind: shape (people, people), symmetric; the number under which a pair's meetings are counted.
        count: shape (kinds,); meetings in all rounds, kept up to date.
        progress: exchanges done, exchanges in all, first and last temperature, cost of all meetings again, price of
            one, what worth counts, price of a broken rule, rules broken in all rounds.
    """
    done, temperature = np.int64(progress[0]), 0.0
    chosen = np.empty(state.seats.shape[1], np.int32)
    for step in range(done, done + steps):
        if step % 256 == 0 or step == done:
            temperature = cooled(progress, step)
        one, other = two_below(state.generator, state.set_of.size)
        here, there = state.set_of[one], state.set_of[other]
        if here == there:
            continue
        come, grown_here, grown_there = grown(facts, state, one, other, chosen)
        if come == 0:
            continue
        leaving, coming = party(facts, facts.party_of[one]), chosen[:come]
        again = changed(state, kind, count, leaving, here, coming, there)
        gained = -progress[5] * again
        if progress[6] > 0.0:
            gained += progress[6] * (worth(facts, state.within[here] + grown_here, state.size[here]) - state.value[here])
            gained += progress[6] * (worth(facts, state.within[there] + grown_there, state.size[there]) - state.value[there])
        worse = bend(facts, state, one, coming, (grown_here, grown_there), gained, progress[7], temperature)
        if worse == REFUSED:
            undo(state, kind, count, leaving, here, coming, there)
            continue
        progress[4] += again
        progress[8] += worse
        if progress[4] == 0.0 and progress[8] == 0.0 and progress[6] == 0.0:
            break
    progress[0] = done + steps


@njit(cache=True)
def changed(state: State, kind: Whole, count: Whole, leaving: Whole, here: int, coming: Whole, there: int) -> int:
    """Count meetings as after an exchange; returns by how much meeting again costs more."""
    less = met(state, kind, count, leaving, here, leaving, -1) + met(state, kind, count, coming, there, coming, -1)
    more = met(state, kind, count, leaving, there, coming, 1) + met(state, kind, count, coming, here, leaving, 1)
    return more - less


@njit(cache=True)
def undo(state: State, kind: Whole, count: Whole, leaving: Whole, here: int, coming: Whole, there: int) -> None:
    """Count meetings as before an exchange that was not made."""
    met(state, kind, count, leaving, there, coming, -1)
    met(state, kind, count, coming, here, leaving, -1)
    met(state, kind, count, leaving, here, leaving, 1)
    met(state, kind, count, coming, there, coming, 1)


@njit(cache=True, forceinline=True)
def met(state: State, kind: Whole, count: Whole, people: Whole, g: int, without: Whole, by: int) -> int:
    """Count one meeting more (`by` 1) or less (-1) of each of these with those in set `g` but some; returns its cost."""
    cost = 0
    for seat in range(state.size[g]):
        other = state.seats[g, seat]
        is_out = False
        for person in without:
            is_out |= person == other
        if is_out:
            continue
        for person in people:
            pair = kind[person, other]
            cost += count[pair] if by > 0 else count[pair] - 1
            count[pair] += by
    return cost


@njit(cache=True)
def counted(state: State, kind: Whole, count: Whole) -> int:
    """Count all meetings of a round; returns what meeting again costs in it."""
    cost = 0
    for g in range(state.size.size):
        for seat in range(state.size[g]):
            for before in range(seat):
                pair = kind[state.seats[g, seat], state.seats[g, before]]
                cost += count[pair]
                count[pair] += 1
    return cost
