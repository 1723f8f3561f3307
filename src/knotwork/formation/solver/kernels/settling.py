"""Seat people who sat together before: as few as possible elsewhere than before, and then the best of that.

`home` is where somebody sat: a set number, `NEW` for whoever had no seat, `CLOSED` for whoever's set is no more. Sitting
anywhere but at home is a *move*; people who are new never move.
"""

from math import exp
from typing import NamedTuple

import numpy as np
from numba import njit

from knotwork.formation.solver.kernels.chance import below, chance
from knotwork.formation.solver.kernels.holding import faults, has
from knotwork.formation.solver.kernels.seats import choose, party, seat, seat_all
from knotwork.formation.solver.state import Facts, Reals, State, Whole

NEW, CLOSED = -1, -2
CHAIR = 0.25
"""What a set with another facilitator costs, in moves."""
DEARER = 0.006
"""So much dearer gets what is wrong in a set each time it is seen."""
LOOKED_AROUND = 16
"""After so many tries the sets in trouble and the people away from home are listed anew."""
DRAWS = 16
"""So many people are looked at to find one who gets along with everybody in a set."""


class Course(NamedTuple):
    """What `settle` is to come near to, what things cost on the way, and how far it has come.

    Attributes:
        home: shape (people,).
        chairs: shape (sets,); the place of the chair each set had before, -1 for none.
        price: shape (sets,); what each thing that is wrong in a set costs, in moves.
        best: shape (people + chairs,); `set_of`, then `chair`, of the best state: fewest broken, then moves, then chairs changed.
        progress: tries done, temperature, broken, moves and chairs changed now, and the same three of the best.
    """

    home: Whole
    chairs: Whole
    price: Reals
    best: Whole
    progress: Reals


@njit(cache=True)
def welcome(facts: Facts, state: State, waiting: Whole, wished: int) -> None:
    """Give everybody of these parties a first seat where it breaks fewest rules, then where fewest sit.

    Args:
        waiting: numbers of parties whose people have no seat yet; whoever has one is in `seats`.
        wished: people in a set; more than that counts as a broken rule here, so that many newcomers open sets.
    """
    for g in range(state.size.size):
        state.broken[g] = wrong(facts, state, g)
    for number in waiting:
        people = party(facts, number)
        there, least = 0, np.inf
        for g in range(state.size.size):
            if state.size[g] + people.size <= state.seats.shape[1]:
                for person in people:
                    sit(state, person, g)
                beyond = min(people.size, max(0, state.size[g] - wished))
                cost = 64.0 * (wrong(facts, state, g) - state.broken[g] + beyond) + state.size[g]
                state.size[g] -= people.size
                if cost < least:
                    there, least = g, cost
        for person in people:
            sit(state, person, there)
        state.broken[there] = wrong(facts, state, there)


@njit(cache=True)
def sit(state: State, person: int, there: int) -> None:
    """Give somebody who has none a seat."""
    state.seats[there, state.size[there]] = person
    state.seat_of[person] = state.size[there]
    state.set_of[person] = there
    state.size[there] += 1


@njit(cache=True)
def wrong(facts: Facts, state: State, g: int) -> int:
    """What does not hold in a set: its faults, and by how many people it is too large, or too small and not closed."""
    size = state.size[g]
    if size == 0:
        return 0
    return int(faults(facts, state, g) + max(size - facts.largest, min(facts.smallest - size, size), 0))


@njit(cache=True)
def moved(home: Whole, people: Whole, there: int) -> int:
    """How many of these have moved if they sit there."""
    count = 0
    for person in people:
        count += home[person] != NEW and home[person] != there
    return count


@njit(cache=True)
def settle(facts: Facts, state: State, course: Course, steps: int) -> None:
    """Try `steps` changes that begin where something does not hold, or with somebody away from home.

    Min-conflicts at a given temperature: a change is taken by what it costs in broken rules, moves and changed chairs; what
    stays wrong in a set gets dearer (Morris, AAAI 1993, calls that breakout). A set with nobody in it is closed.
    `state.broken` counts what is `wrong`; leaves `gain`, `within` and `value` untouched.
    """
    chosen = np.empty(state.seats.shape[1], np.int32)
    amiss, away = look_around(state, course.home)
    for step in range(steps):
        if step % LOOKED_AROUND == 0:
            amiss, away = look_around(state, course.home)
            course.price[amiss] += DEARER
        kind = some(state, 16)
        if amiss.size and (away.size == 0 or kind < 10):
            try_trouble(facts, state, course, amiss[some(state, amiss.size)], chosen)
        elif kind == 15:
            try_chairs(facts, state, course, some(state, state.size.size))
        elif away.size:
            person = away[some(state, away.size)]
            there = course.home[person]
            if state.size[there] == 0:
                try_opening(facts, state, course, there)
            else:
                try_parties(facts, state, course, facts.party_of[person], there, chosen[: kind % 2 * chosen.size])
        keep_best(state, course)
    course.progress[0] += steps


@njit(cache=True)
def look_around(state: State, home: Whole) -> tuple[Whole, Whole]:
    """The sets in which something does not hold, and the people who have moved."""
    amiss = np.flatnonzero(state.broken > 0).astype(np.int32)
    away = np.flatnonzero((home != NEW) & (home != state.set_of)).astype(np.int32)
    return amiss, away


@njit(cache=True)
def try_trouble(facts: Facts, state: State, course: Course, here: int, chosen: Whole) -> None:
    """Let somebody come to a set in trouble, leave it, or change places with somebody; or close it, or change its chair."""
    kind = some(state, 16)
    if kind == 0:
        try_chairs(facts, state, course, here)
    elif kind == 1:
        try_closing(facts, state, course, here)
    elif kind < 10:
        try_parties(facts, state, course, comer(facts, state, here), here, chosen[:0])
    elif state.size[here] > 0:
        goer = state.seats[here, some(state, state.size[here])]
        there = host(facts, state, goer)
        try_parties(facts, state, course, facts.party_of[goer], there, chosen[: (kind >= 13) * chosen.size])


@njit(cache=True)
def comer(facts: Facts, state: State, here: int) -> int:
    """The party of somebody who gets along with everybody in a set, if one of a few is found."""
    person = 0
    for _ in range(DRAWS):
        person = some(state, state.set_of.size)
        if gets_along(facts, state, person, here):
            break
    return int(facts.party_of[person])


@njit(cache=True)
def host(facts: Facts, state: State, person: int) -> int:
    """A set in which somebody gets along with everybody, if one of a few is found."""
    there = 0
    for _ in range(DRAWS):
        there = some(state, state.size.size)
        if there != state.set_of[person] and gets_along(facts, state, person, there):
            break
    return there


@njit(cache=True)
def gets_along(facts: Facts, state: State, person: int, g: int) -> bool:
    """Whether somebody may meet each one in a set, and has a time and a language in common with each."""
    unwelcome = facts.unfit[person]
    if state.chair[g] >= 0 and has(unwelcome, state.chair[g]):
        return False
    for at in range(state.size[g]):  # noqa: SIM110 – numba knows no generators here
        if has(unwelcome, state.seats[g, at]):
            return False
    return True


@njit(cache=True)
def try_parties(facts: Facts, state: State, course: Course, number: int, there: int, chosen: Whole) -> None:
    """Seat a party in another set, and keep it so if the cost allows.

    Args:
        chosen: room for as many people who come in exchange; none for a party that goes alone.
    """
    home, leaving = course.home, party(facts, number)
    here = state.set_of[leaving[0]]
    if here == there or facts.is_free[number] == 0 or state.size[there] + leaving.size > state.seats.shape[1]:
        return
    come = choose(facts, state, number, there, chosen) if chosen.size else 0
    if come == 0 and chosen.size:
        return
    coming = chosen[:come]
    was_here, was_there = state.broken[here], state.broken[there]
    was = standing(state, course, here, there)
    moves = moved(home, leaving, there) + moved(home, coming, here) - moved(home, leaving, here) - moved(home, coming, there)
    seat_all(state, leaving, there)
    seat_all(state, coming, here)
    state.broken[here], state.broken[there] = wrong(facts, state, here), wrong(facts, state, there)
    if not is_taken(state, course, was, standing(state, course, here, there), moves):
        seat_all(state, coming, there)
        seat_all(state, leaving, here)
        state.broken[here], state.broken[there] = was_here, was_there


@njit(cache=True)
def standing(state: State, course: Course, here: int, there: int) -> tuple[float, int, int]:
    """What the wrong in two sets, or in one, costs; how much it is; and how many of them have another chair."""
    cost, broken, changed = course.price[here] * state.broken[here], state.broken[here], is_changed(state, course.chairs, here)
    if there != here:
        cost += course.price[there] * state.broken[there]
        broken += state.broken[there]
        changed += is_changed(state, course.chairs, there)
    return cost, int(broken), int(changed)


@njit(cache=True)
def whole(state: State, course: Course, g: int) -> tuple[float, int, int]:
    """As `standing`, what is wrong in all sets and whether this one has another chair."""
    return (course.price * state.broken).sum(), int(state.broken.sum()), int(is_changed(state, course.chairs, g))


@njit(cache=True)
def is_taken(state: State, course: Course, was: tuple[float, int, int], now: tuple[float, int, int], moves: int) -> bool:
    """Whether a change from one standing to another is taken, with so many more moves; it is counted if so."""
    cost = now[0] - was[0] + moves + CHAIR * (now[2] - was[2])
    if cost > 0.0 and chance(state.generator) >= exp(-cost / course.progress[1]):
        return False
    course.progress[2] += now[1] - was[1]
    course.progress[3] += moves
    course.progress[4] += now[2] - was[2]
    return True


@njit(cache=True)
def try_closing(facts: Facts, state: State, course: Course, here: int) -> None:
    """Seat each party of a set where it breaks fewest rules elsewhere, and keep it so if the cost allows."""
    members = state.seats[here, : state.size[here]].copy()
    home, broken = course.home, state.broken.copy()
    was, moves = whole(state, course, here), -moved(course.home, members, here)
    for person in members:
        number = facts.party_of[person]
        people = party(facts, number)
        if people[0] == person:
            there = best_elsewhere(facts, state, number, here) if facts.is_free[number] else -1
            if there < 0:
                break
            seat_all(state, people, there)
            state.broken[there] = wrong(facts, state, there)
            moves += moved(home, people, there)
    if state.size[here] == 0:
        state.broken[here] = 0
        if is_taken(state, course, was, whole(state, course, here), moves):
            return
    for person in members:
        if state.set_of[person] != here:
            seat(state, person, here)
    state.broken[:] = broken


@njit(cache=True)
def try_opening(facts: Facts, state: State, course: Course, there: int) -> None:
    """Let all who sat in a closed set come back, with their parties, and keep it so if the cost allows."""
    home, set_of, broken = course.home, state.set_of.copy(), state.broken.copy()
    was, moves = whole(state, course, there), 0
    for person in np.flatnonzero(home == there):
        number = facts.party_of[person]
        people = party(facts, number)
        here = state.set_of[person]
        if here != there and facts.is_free[number] and state.size[there] + people.size <= facts.largest:
            moves += moved(home, people, there) - moved(home, people, here)
            seat_all(state, people, there)
            state.broken[here] = wrong(facts, state, here)
    state.broken[there] = wrong(facts, state, there)
    if is_taken(state, course, was, whole(state, course, there), moves):
        return
    for person in state.seats[there, : state.size[there]].copy():
        seat(state, person, set_of[person])
    state.broken[:] = broken


@njit(cache=True)
def best_elsewhere(facts: Facts, state: State, number: int, here: int) -> int:
    """The set where a party breaks fewest rules, of those in which they get along with everybody; -1 if there is none."""
    people = party(facts, number)
    first, there, least = some(state, state.size.size), -1, np.inf
    for step in range(state.size.size):
        g = (first + step) % state.size.size
        if g == here or state.size[g] == 0 or state.size[g] + people.size > facts.largest:
            continue
        is_welcome = True
        for person in people:
            is_welcome &= gets_along(facts, state, person, g)
        if is_welcome:
            seat_all(state, people, g)
            cost = wrong(facts, state, g) - state.broken[g]
            seat_all(state, people, here)
            if cost < least:
                there, least = g, cost
    return there


@njit(cache=True)
def try_chairs(facts: Facts, state: State, course: Course, here: int) -> None:
    """Let the chair of a set change places: with the one it had before in half of all tries, else with any."""
    other = some(state, state.chair.size)
    if chance(state.generator) < 0.5:
        for at in range(state.chair.size):
            other = at if course.chairs[here] >= 0 and state.chair[at] == course.chairs[here] else other
    if other == here:
        return
    there = other if other < state.size.size else here
    was_here, was_there = state.broken[here], state.broken[there]
    was = standing(state, course, here, there)
    state.chair[here], state.chair[other] = state.chair[other], state.chair[here]
    state.broken[here], state.broken[there] = wrong(facts, state, here), wrong(facts, state, there)
    if not is_taken(state, course, was, standing(state, course, here, there), 0):
        state.chair[here], state.chair[other] = state.chair[other], state.chair[here]
        state.broken[here], state.broken[there] = was_here, was_there


@njit(cache=True)
def is_changed(state: State, chairs: Whole, g: int) -> int:
    """1 where a set that is not closed had a facilitator before and has another now."""
    return int(state.size[g] > 0 and chairs[g] >= 0 and state.chair[g] != chairs[g])


@njit(cache=True)
def keep_best(state: State, course: Course) -> None:
    """Note a state that breaks fewer rules than the best, or as many with fewer moves, then with fewer changed chairs."""
    best, progress = course.best, course.progress
    for at in range(3):
        if progress[2 + at] > progress[5 + at]:
            return
        if progress[2 + at] < progress[5 + at]:
            progress[5:8] = progress[2:5]
            best[: state.set_of.size] = state.set_of
            best[state.set_of.size :] = state.chair
            return


@njit(cache=True)
def some(state: State, end: int) -> int:
    """A whole number from 0 to `end` - 1, with a sign, so that it can be compared with others."""
    return int(np.int64(below(state.generator, end)))
