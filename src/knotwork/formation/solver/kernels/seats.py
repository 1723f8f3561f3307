"""Who sits where: parties, seats and the sums that follow them."""

from numba import njit

from knotwork.formation.solver.kernels.chance import below
from knotwork.formation.solver.state import Facts, State, Whole


@njit(cache=True, forceinline=True)
def party(facts: Facts, number: int) -> Whole:
    """The people of one party."""
    return facts.party_members[facts.parties[number] : facts.parties[number + 1]]


@njit(cache=True, forceinline=True)
def seat(state: State, person: int, there: int) -> None:
    """Give somebody a seat in another set; the sums are left as they are."""
    here, last = state.set_of[person], 0
    state.size[here] -= 1
    last = state.seats[here, state.size[here]]
    state.seats[here, state.seat_of[person]] = last
    state.seat_of[last] = state.seat_of[person]
    state.seats[there, state.size[there]] = person
    state.seat_of[person] = state.size[there]
    state.size[there] += 1
    state.set_of[person] = there


@njit(cache=True, forceinline=True)
def seat_all(state: State, people: Whole, there: int) -> None:
    """Give all of them a seat in another set."""
    for person in people:
        seat(state, person, there)


@njit(cache=True, forceinline=True)
def carry(facts: Facts, state: State, people: Whole, here: int, there: int) -> None:
    """Carry the gains of people who went from one set to another; cost: all people for each."""
    left, right = state.gain[here], state.gain[there]
    for person in people:
        row = facts.distance[person]
        left -= row
        right += row


@njit(cache=True, forceinline=True)
def swap(state: State, one: int, other: int) -> None:
    """Let two people of two sets change seats; the sums are left as they are."""
    here, there = state.set_of[one], state.set_of[other]
    state.seats[here, state.seat_of[one]], state.seats[there, state.seat_of[other]] = other, one
    state.seat_of[one], state.seat_of[other] = state.seat_of[other], state.seat_of[one]
    state.set_of[one], state.set_of[other] = there, here


@njit(cache=True)
def carry_pair(facts: Facts, state: State, one: int, other: int) -> None:
    """Carry the gains of two people who have changed seats, in one pass; cost: all people."""
    left, right = state.gain[state.set_of[other]], state.gain[state.set_of[one]]
    come, gone = facts.distance[other], facts.distance[one]
    for person in range(left.size):
        more = come[person] - gone[person]
        left[person] += more
        right[person] -= more


@njit(cache=True, forceinline=True)
def make_room(facts: Facts, state: State, there: int, seats: int, chosen: Whole) -> int:
    """Choose whole free parties of set `there` until they fill `seats`; returns how many people were chosen.

    Tries each member of the set once, beginning at random; people whose party is too large or pinned stay.
    """
    members, party_of, is_free, parties, row = (
        state.seats[there],
        facts.party_of,
        facts.is_free,
        facts.parties,
        facts.party_members,
    )
    filled, size = 0, state.size[there]
    first = below(state.generator, size)
    for step in range(size):
        at = first + step if first + step < size else first + step - size
        number = party_of[members[at]]
        begin, end = parties[number], parties[number + 1]
        if row[begin] == members[at] and is_free[number] and end - begin <= seats - filled:
            for place in range(begin, end):
                chosen[filled] = row[place]
                filled += 1
            if filled == seats:
                break
    return filled


@njit(cache=True, forceinline=True)
def choose(facts: Facts, state: State, number: int, there: int, chosen: Whole) -> int:
    """Choose people of set `there` to take the seats of a party; returns how many, 0 if they do not fill them."""
    wanted = party(facts, number).size
    filled = make_room(facts, state, there, wanted, chosen)
    return filled if filled == wanted else 0
