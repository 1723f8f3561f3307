"""The best of so many moves: anneal people who sat together before, and let no more sit elsewhere than are allowed."""

import numpy as np
from numba import njit

from knotwork.formation.solver.kernels.annealing import cooled, grown
from knotwork.formation.solver.kernels.bending import REFUSED, bend
from knotwork.formation.solver.kernels.chance import chance
from knotwork.formation.solver.kernels.seats import party
from knotwork.formation.solver.kernels.settling import look_around, moved, some
from knotwork.formation.solver.kernels.worth import worth
from knotwork.formation.solver.state import Facts, Reals, State, Whole


@njit(cache=True)
def anneal_within(facts: Facts, state: State, home: Whole, best: Whole, progress: Reals, steps: int) -> None:
    """Anneal with never more moves than are allowed; a rule may be broken on the way, at a price.

    Every other exchange begins with somebody who has moved, often back home, so that another may move instead.

    Args:
        best: shape (people,); `set_of` of the best state seen: fewest broken rules, then the worthiest.
        progress: exchanges done, exchanges in all, first and last temperature, total worth, best worth, moves, moves
            allowed, price of a broken rule, rules broken now, and of the best.
    """
    done, temperature = np.int64(progress[0]), 0.0
    chosen = np.empty(state.seats.shape[1], np.int32)
    away = look_around(state, home)[1]
    for step in range(done, done + steps):
        if step % 256 == 0 or step == done:
            temperature = cooled(progress, step)
        one, other = drawn(state, home, away)
        here, there = state.set_of[one], state.set_of[other]
        if here == there:
            continue
        come, grown_here, grown_there = grown(facts, state, one, other, chosen)
        if come == 0:
            continue
        coming = chosen[:come]
        moves = more_moves(home, party(facts, facts.party_of[one]), here, coming, there)
        if progress[6] + moves > progress[7]:
            continue
        gained = gain(facts, state, here, grown_here) + gain(facts, state, there, grown_there)
        worse = bend(facts, state, one, coming, (grown_here, grown_there), gained, progress[8], temperature)
        if worse == REFUSED:
            continue
        progress[4] += gained
        progress[6] += moves
        progress[9] += worse
        away = look_around(state, home)[1] if moves or away.size else away
        is_better = progress[9] == progress[10] and progress[4] > progress[5] + 1e-12
        if progress[9] < progress[10] or is_better:
            progress[5], progress[10] = progress[4], progress[9]
            best[:] = state.set_of
    progress[0] = done + steps


@njit(cache=True, forceinline=True)
def gain(facts: Facts, state: State, g: int, grown_: int) -> float:
    """What a set is worth more if the sum inside it grows by so much."""
    return float(worth(facts, state.within[g] + grown_, state.size[g]) - state.value[g])


@njit(cache=True)
def more_moves(home: Whole, leaving: Whole, here: int, coming: Whole, there: int) -> int:
    """By how many moves more an exchange of these people between two sets needs."""
    after = moved(home, leaving, there) + moved(home, coming, here)
    return after - moved(home, leaving, here) - moved(home, coming, there)


@njit(cache=True)
def drawn(state: State, home: Whole, away: Whole) -> tuple[int, int]:
    """Two people to change places."""
    one = some(state, home.size)
    other = some(state, home.size)
    if away.size and chance(state.generator) < 0.5:
        one = int(away[some(state, away.size)])
        back = home[one]
        if back >= 0 and chance(state.generator) < 0.5:
            other = int(state.seats[back, some(state, state.size[back])])
    return one, other
