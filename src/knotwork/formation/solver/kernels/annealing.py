"""Simulated annealing: make sets worth more, and break no rule.

One person is held against a row of others at once: what each exchange would change is a sum of neighbouring reads, which
the compiler makes several at a time. Almost no exchange is taken, so all that costs more waits until one might be. The
loop holds the arrays it reads as names of its own: taking them out of a tuple costs numba more than everything else in it.
"""

from math import exp
from typing import NamedTuple

import numpy as np
from numba import njit

from knotwork.formation.solver.kernels.chance import below, chance, two_below
from knotwork.formation.solver.kernels.holding import faults, must_break
from knotwork.formation.solver.kernels.mending import try_chairs
from knotwork.formation.solver.kernels.seats import carry, carry_pair, choose, party, seat_all, swap
from knotwork.formation.solver.kernels.worth import change, worth
from knotwork.formation.solver.state import Bits, Facts, Flags, Reals, State, Whole

ROW = 32
"""So many others one person is held against at once."""
HOPELESS = 16.0
"""A loss of so many temperatures is never taken; its chance is about one in ten million."""
TRIES = 4
"""Exchanges tried at once for a party of several."""
ROWS_A_CHAIR = 8
"""Before one row in so many two chairs change places, if there are any: it gains nothing, and opens ways."""


class Desk(NamedTuple):
    """What the loop keeps at hand, of each person; made anew from the state for each piece of a run.

    Attributes:
        own: the sum of distances to the other members of the own set.
        slope: what the own set is worth more for each unit more of its sum.
        light: whether somebody is a party alone and may move.
        changes: at most what an exchange would change in worth: exact without equity, else along the tangent.
        course: temperature; worth, best worth; whether the best is still where people sit and not yet written down.
    """

    own: Whole
    slope: Reals
    light: Flags
    changes: Reals
    course: Reals


@njit(cache=True)
def anneal(facts: Facts, state: State, best: Whole, progress: Reals, steps: int) -> None:
    """Try about `steps` exchanges at falling temperature; never takes one after which more rules are broken than before.

    Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983). Ends with the row in which `steps` are
    reached; nothing depends on where, so a run cut into pieces is the same run. A taken exchange costs all people.

    Args:
        best: shape (people + chairs,); `set_of`, then `chair`, of the worthiest state seen with the fewest broken rules.
        progress: exchanges done, exchanges in all, first temperature, last temperature, total worth, best worth.
    """
    desk = laid(facts, state, progress)
    set_of, gain, distance, light, others = state.set_of, state.gain, facts.distance, desk.light, np.empty(ROW, np.int32)
    people, has_chairs, end = set_of.size, facts.slots.shape[0] > set_of.size, min(progress[0] + steps, progress[1])
    rows = (people + ROW - 1) // ROW
    while progress[0] < end:
        desk.course[0] = temperature = cooled(progress, progress[0])
        one, row = two_below(state.generator, people)[0], below(state.generator, rows)
        first, stop = people * row // rows, people * (row + 1) // rows
        progress[0] += stop - first if light[one] else TRIES
        if has_chairs and below(state.generator, ROWS_A_CHAIR) == 0:
            change_chairs(facts, state, best, desk)
        if not light[one]:
            try_party(facts, state, best, desk, one)
            continue
        while first < stop:
            here, lean = set_of[one], desk.slope[one]
            base, sets, near, there = gain[here, one], set_of[first:stop], distance[one, first:stop], gain[here, first:stop]
            own, slope, changes = desk.own[first:stop], desk.slope[first:stop], desk.changes[first:stop]
            for at in range(stop - first):
                others[at] = gain[sets[at], one]
            for at in range(stop - first):
                changes[at] = (there[at] - base - near[at]) * lean + (others[at] - own[at] - near[at]) * slope[at]
            for at in range(first, stop):
                first, loss = at + 1, desk.changes[at] / temperature
                is_likely = loss > -HOPELESS and set_of[at] != here and light[at] and is_borne(state.generator, loss)
                if is_likely and try_pair(facts, state, best, desk, one, at):
                    break
    progress[4], progress[5] = desk.course[1], desk.course[2]
    keep(state, best, desk)


@njit(cache=True)
def laid(facts: Facts, state: State, progress: Reals) -> Desk:
    """A desk as the state has it; cost: all people."""
    people = state.set_of.size
    light = np.empty(people, np.uint8)
    for person in range(people):
        light[person] = facts.is_single[person] & facts.is_free[facts.party_of[person]]
    course = np.array([0.0, progress[4], progress[5], 0.0])
    desk = Desk(np.empty(people, np.int32), np.empty(people), light, np.empty(people), course)
    for g in range(state.size.size):
        note(facts, state, desk, g)
    return desk


@njit(cache=True)
def note(facts: Facts, state: State, desk: Desk, g: int) -> None:
    """Write down what changed for the members of a set."""
    slope = (1.0 - facts.equity * state.value[g]) / facts.divisor[state.size[g]]
    for at in range(state.size[g]):
        person = state.seats[g, at]
        desk.own[person] = state.gain[g, person]
        desk.slope[person] = slope


@njit(cache=True, forceinline=True)
def keep(state: State, best: Whole, desk: Desk) -> None:
    """Write down where people sit, if that is the best and not yet written down."""
    if desk.course[3] > 0.0:
        best[: state.set_of.size] = state.set_of
        best[state.set_of.size :] = state.chair
        desk.course[3] = 0.0


@njit(cache=True, forceinline=True)
def cooled(progress: Reals, done: float) -> float:
    """The temperature after so many exchanges, geometric from the first to the last of `progress`."""
    total, hot, cold = progress[1], progress[2], progress[3]
    return float(hot * (cold / hot) ** (done / total))


@njit(cache=True, forceinline=True)
def is_borne(generator: Bits, loss: float) -> bool:
    """Whether a loss in temperatures is taken; most often a bound of the exponential is enough to say no."""
    if loss >= 0.0:
        return True
    drawn = chance(generator)
    return drawn * (1.0 - loss * (1.0 - loss * (0.5 - loss / 6.0))) < 1.0 and drawn < exp(loss)


@njit(cache=True)
def try_pair(facts: Facts, state: State, best: Whole, desk: Desk, one: int, other: int) -> bool:
    """Exchange two people whose change along the tangent was borne, if the true change is too and no rule breaks."""
    here, there, between = state.set_of[one], state.set_of[other], facts.distance[one, other]
    if facts.is_bound and must_break(facts, state, one, other):
        return False
    grown_here = state.gain[here, other] - desk.own[one] - between
    grown_there = state.gain[there, one] - desk.own[other] - between
    gained = worth(facts, state.within[here] + grown_here, state.size[here]) - state.value[here]
    gained += worth(facts, state.within[there] + grown_there, state.size[there]) - state.value[there]
    further = (gained - min(desk.changes[other], 0.0)) / desk.course[0]
    if facts.equity > 0.0 and not is_borne(state.generator, further):
        return False
    if desk.course[1] + gained <= desk.course[2] + 1e-12:
        keep(state, best, desk)
    swap(state, one, other)
    broken_here, broken_there = faults(facts, state, here), faults(facts, state, there)
    mended = state.broken[here] + state.broken[there] - broken_here - broken_there
    if mended < 0:
        swap(state, one, other)
        return False
    state.broken[here], state.broken[there] = broken_here, broken_there
    carry_pair(facts, state, one, other)
    state.within[here] += grown_here
    state.within[there] += grown_there
    settle(facts, state, desk, here, there)
    count(desk, gained, mended)
    return True


@njit(cache=True)
def settle(facts: Facts, state: State, desk: Desk, here: int, there: int) -> None:
    """Value two sets anew after an exchange."""
    state.value[here] = worth(facts, state.within[here], state.size[here])
    state.value[there] = worth(facts, state.within[there], state.size[there])
    note(facts, state, desk, here)
    note(facts, state, desk, there)


@njit(cache=True, forceinline=True)
def count(desk: Desk, gained: float, mended: int) -> None:
    """Add up the worth, and see whether it is the best; fewer broken rules are better whatever it is worth."""
    desk.course[1] += gained
    if mended > 0 or desk.course[1] > desk.course[2] + 1e-12:
        desk.course[2] = desk.course[1]
        desk.course[3] = 1.0


@njit(cache=True)
def change_chairs(facts: Facts, state: State, best: Whole, desk: Desk) -> None:
    """Let the chair of some set change places with another, if no more rules are broken."""
    keep(state, best, desk)
    worse = try_chairs(facts, state, below(state.generator, state.size.size), 0.0)
    count(desk, 0.0, -worse)


@njit(cache=True)
def try_party(facts: Facts, state: State, best: Whole, desk: Desk, one: int) -> None:
    """Let the party of somebody change places with as many people of some sets, if it is free and the change is borne."""
    chosen = np.empty(state.seats.shape[1], np.int32)
    for _ in range(TRIES):
        other = below(state.generator, state.set_of.size)
        here, there = state.set_of[one], state.set_of[other]
        come, grown_here, grown_there = grown(facts, state, one, other, chosen) if here != there else (0, 0, 0)
        if come == 0:
            continue
        gained = worth(facts, state.within[here] + grown_here, state.size[here]) - state.value[here]
        gained += worth(facts, state.within[there] + grown_there, state.size[there]) - state.value[there]
        if not is_borne(state.generator, gained / desk.course[0]):
            continue
        keep(state, best, desk)
        mended = exchange(facts, state, one, chosen[:come], grown_here, grown_there)
        if mended >= 0:
            note(facts, state, desk, here)
            note(facts, state, desk, there)
            count(desk, gained, mended)


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
