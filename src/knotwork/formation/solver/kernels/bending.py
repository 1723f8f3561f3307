"""Exchanges that may break a rule for a while, at a price: where hard rules leave few exchanges, the way leads past them."""

from math import log

from numba import njit

from knotwork.formation.solver.kernels.chance import chance
from knotwork.formation.solver.kernels.holding import faults
from knotwork.formation.solver.kernels.seats import carry, party, seat_all
from knotwork.formation.solver.kernels.worth import worth
from knotwork.formation.solver.state import Facts, State, Whole

REFUSED = -(1 << 30)


@njit(cache=True)
def bend(facts: Facts, state: State, one: int, coming: Whole, grown: tuple[int, int], gained: float, price: float, temperature: float) -> int:  # fmt: skip
    """Let the party of `one` change places with these if what is gained, less broken rules at a price, is borne.

    Args:
        grown: by how much the sums of the two sets grow, here and there.
        gained: in the unit of `price` and `temperature`.

    Returns:
        How many rules more are broken, below 0 if fewer; `REFUSED` if nobody changed places.
    """
    floor = temperature * log(chance(state.generator) + 1e-300)
    here, there = state.set_of[one], state.set_of[coming[0]]
    before = state.broken[here] + state.broken[there]
    if gained + price * before < floor:
        return REFUSED
    leaving = party(facts, facts.party_of[one])
    seat_all(state, leaving, there)
    seat_all(state, coming, here)
    broken_here, broken_there = faults(facts, state, here), faults(facts, state, there)
    worse = broken_here + broken_there - before
    if gained - price * worse < floor:
        seat_all(state, leaving, here)
        seat_all(state, coming, there)
        return REFUSED
    carry(facts, state, leaving, here, there)
    carry(facts, state, coming, there, here)
    state.within[here] += grown[0]
    state.within[there] += grown[1]
    state.value[here] = worth(facts, state.within[here], state.size[here])
    state.value[there] = worth(facts, state.within[there], state.size[there])
    state.broken[here], state.broken[there] = broken_here, broken_there
    return int(worse)
