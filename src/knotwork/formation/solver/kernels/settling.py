"""Seat people who sat together before: as few as possible elsewhere than before, and then the best of that.

`home` is where somebody sat: a set number, `NEW` for whoever had no seat, `CLOSED` for whoever's set is no more. Sitting
anywhere but at home is a *move*; people who are new never move.
"""

from math import exp

import numpy as np
from numba import njit

from knotwork.formation.solver.kernels.annealing import cooled, grown
from knotwork.formation.solver.kernels.bending import REFUSED, bend
from knotwork.formation.solver.kernels.chance import below, chance
from knotwork.formation.solver.kernels.holding import faults
from knotwork.formation.solver.kernels.seats import choose, party, seat_all
from knotwork.formation.solver.kernels.worth import worth
from knotwork.formation.solver.state import Facts, Reals, State, Whole

NEW, CLOSED = -1, -2
BROKEN, MOVED, CHAIR = 6.0, 1.0, 0.25
"""What a broken rule, a move and a set with another facilitator cost in `settle`."""
LOOKED_AROUND = 16
"""After so many tries the sets in trouble and the people away from home are listed anew."""


@njit(cache=True)
def welcome(facts: Facts, state: State, waiting: Whole) -> None:
    """Give everybody of these parties a first seat where it breaks fewest rules, then where fewest sit.

    Args:
        waiting: numbers of parties whose people have no seat yet; whoever has one is in `seats`.
    """
    for number in waiting:
        people = party(facts, number)
        there, least = 0, np.inf
        for g in range(state.size.size):
            if state.size[g] + people.size <= facts.largest:
                before = faults(facts, state, g)
                for person in people:
                    sit(state, person, g)
                cost = 64.0 * (faults(facts, state, g) - before) + state.size[g]
                state.size[g] -= people.size
                if cost < least:
                    there, least = g, cost
        if least == np.inf:
            there = int(np.argmin(state.size))
        for person in people:
            sit(state, person, there)
    for g in range(state.size.size):
        state.broken[g] = faults(facts, state, g)


@njit(cache=True)
def sit(state: State, person: int, there: int) -> None:
    """Give somebody who has none a seat."""
    state.seats[there, state.size[there]] = person
    state.seat_of[person] = state.size[there]
    state.set_of[person] = there
    state.size[there] += 1


@njit(cache=True)
def off(facts: Facts, state: State, g: int) -> int:
    """By how many people a set is too small or too large."""
    return int(max(facts.smallest - state.size[g], state.size[g] - facts.largest, 0))


@njit(cache=True)
def moved(home: Whole, people: Whole, there: int) -> int:
    """How many of these have moved if they sit there."""
    count = 0
    for person in people:
        count += home[person] != NEW and home[person] != there
    return count


@njit(cache=True)
def settle(facts: Facts, state: State, home: Whole, chairs: Whole, best: Whole, progress: Reals, steps: int) -> None:
    """Try `steps` changes that begin where a rule or a size does not hold, or with somebody away from home.

    Min-conflicts at a given temperature: a change is taken by what it costs in broken rules, moves and changed chairs.
    Leaves `gain`, `within` and `value` untouched.

    Args:
        chairs: shape (sets,); the place of the chair each set had before, -1 for none.
        best: shape (people + chairs,); `set_of`, then `chair`, of the best state: fewest broken, then moves, then chairs changed.
        progress: tries done, temperature, broken, moves and chairs changed now, and the same three of the best.
    """
    chosen = np.empty(state.seats.shape[1], np.int32)
    amiss, away = look_around(facts, state, home)
    for step in range(steps):
        if step % LOOKED_AROUND == 0:
            amiss, away = look_around(facts, state, home)
        kind = some(state, 16)
        if amiss.size and (away.size == 0 or kind < 10):
            here = amiss[some(state, amiss.size)]
            if kind == 0:
                try_chairs(facts, state, chairs, here, progress)
            else:
                try_trouble(facts, state, home, here, kind, chosen, progress)
        elif kind == 15:
            try_chairs(facts, state, chairs, some(state, state.size.size), progress)
        elif away.size:
            person = away[some(state, away.size)]
            there = home[person] if home[person] >= 0 else some(state, state.size.size)
            try_parties(facts, state, home, facts.party_of[person], there, chosen, kind % 2 == 0, progress)
        keep_best(state, best, progress)
    progress[0] += steps


@njit(cache=True)
def look_around(facts: Facts, state: State, home: Whole) -> tuple[Whole, Whole]:
    """The sets in which something does not hold, and the people who have moved."""
    amiss = np.empty(state.size.size, np.int32)
    away = np.empty(home.size, np.int32)
    troubled, gone = 0, 0
    for g in range(state.size.size):
        amiss[troubled] = g
        troubled += state.broken[g] > 0 or off(facts, state, g) > 0
    for person in range(home.size):
        away[gone] = person
        gone += home[person] != NEW and home[person] != state.set_of[person]
        if gone == home.size:
            break
    return amiss[:troubled], away[:gone]


@njit(cache=True)
def try_trouble(facts: Facts, state: State, home: Whole, here: int, kind: int, chosen: Whole, progress: Reals) -> None:
    """Let somebody come to a set in trouble, leave it, or change places with somebody."""
    if kind < 6:
        comer = some(state, home.size)
        try_parties(facts, state, home, facts.party_of[comer], here, chosen, True, progress)  # noqa: FBT003 – numba knows no keywords
    elif state.size[here] > 0:
        goer = state.seats[here, some(state, state.size[here])]
        there = some(state, state.size.size)
        try_parties(facts, state, home, facts.party_of[goer], there, chosen, kind < 8, progress)


@njit(cache=True)
def try_parties(facts: Facts, state: State, home: Whole, number: int, there: int, chosen: Whole, is_alone: bool, progress: Reals) -> None:  # fmt: skip  # noqa: FBT001 – numba knows no keywords
    """Seat a party in another set, alone or in exchange for as many people, and keep it so if the cost allows."""
    leaving = party(facts, number)
    here = state.set_of[leaving[0]]
    if here == there or facts.is_free[number] == 0 or state.size[there] + leaving.size > state.seats.shape[1]:
        return
    come = 0 if is_alone else choose(facts, state, number, there, chosen)
    if come == 0 and not is_alone:
        return
    coming = chosen[:come]
    broken = state.broken[here] + state.broken[there] + off(facts, state, here) + off(facts, state, there)
    moves = moved(home, leaving, here) + moved(home, coming, there)
    seat_all(state, leaving, there)
    seat_all(state, coming, here)
    broken_here, broken_there = faults(facts, state, here), faults(facts, state, there)
    broken = broken_here + broken_there + off(facts, state, here) + off(facts, state, there) - broken
    moves = moved(home, leaving, there) + moved(home, coming, here) - moves
    if not is_paid(state, BROKEN * broken + MOVED * moves, progress[1]):
        seat_all(state, coming, there)
        seat_all(state, leaving, here)
        return
    state.broken[here], state.broken[there] = broken_here, broken_there
    progress[2] += broken
    progress[3] += moves


@njit(cache=True)
def try_chairs(facts: Facts, state: State, chairs: Whole, here: int, progress: Reals) -> None:
    """Let the chair of a set change places: with the one it had before in half of all tries, else with any."""
    other = some(state, state.chair.size)
    if chance(state.generator) < 0.5:
        for at in range(state.chair.size):
            other = at if chairs[here] >= 0 and state.chair[at] == chairs[here] else other
    has_set = other < state.size.size
    if other == here:
        return
    broken = state.broken[here] + (state.broken[other] if has_set else 0)
    changed = is_changed(state, chairs, here) + (is_changed(state, chairs, other) if has_set else 0)
    state.chair[here], state.chair[other] = state.chair[other], state.chair[here]
    broken_here, broken_other = faults(facts, state, here), faults(facts, state, other) if has_set else 0
    broken = broken_here + broken_other - broken
    changed = is_changed(state, chairs, here) + (is_changed(state, chairs, other) if has_set else 0) - changed
    if not is_paid(state, BROKEN * broken + CHAIR * changed, progress[1]):
        state.chair[here], state.chair[other] = state.chair[other], state.chair[here]
        return
    state.broken[here] = broken_here
    if has_set:
        state.broken[other] = broken_other
    progress[2] += broken
    progress[4] += changed


@njit(cache=True)
def is_changed(state: State, chairs: Whole, g: int) -> int:
    """1 where a set had a facilitator before and has another now."""
    return int(chairs[g] >= 0 and state.chair[g] != chairs[g])


@njit(cache=True)
def is_paid(state: State, cost: float, temperature: float) -> bool:
    """Whether a change that costs so much is taken."""
    return cost <= 0.0 or chance(state.generator) < exp(-cost / temperature)


@njit(cache=True)
def keep_best(state: State, best: Whole, progress: Reals) -> None:
    """Note a state that breaks fewer rules than the best, or as many with fewer moves, then with fewer changed chairs."""
    for at in range(3):
        if progress[2 + at] > progress[5 + at]:
            return
        if progress[2 + at] < progress[5 + at]:
            progress[5:8] = progress[2:5]
            best[: state.set_of.size] = state.set_of
            best[state.set_of.size :] = state.chair
            return


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
    away = look_around(facts, state, home)[1]
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
        away = look_around(facts, state, home)[1] if moves or away.size else away
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


@njit(cache=True)
def some(state: State, end: int) -> int:
    """A whole number from 0 to `end` - 1, with a sign, so that it can be compared with others."""
    return int(np.int64(below(state.generator, end)))
