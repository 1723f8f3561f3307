"""Which rules hold in a set."""

import numpy as np
from numba import njit

from knotwork.formation.solver.state import Bits, Facts, State, Whole

PLANES = 4
"""Binary digits in which people who share a bit are counted: a set has at most 12 members and a chair."""

MANY = 1 << 30
"""More faults than there can be."""


@njit(cache=True)
def unfit(apart: Bits, slots: Bits, languages: Bits) -> Bits:
    """Who is apart, and who could never meet; cost: pairs of places times words."""
    found = apart.copy()
    for one in range(len(apart)):
        for other in range(one):
            if not (share(slots, one, other) and share(languages, one, other)):
                mark(found[one], other)
                mark(found[other], one)
    return found


@njit(cache=True, forceinline=True)
def mark(row: Bits, place: int) -> None:
    """Set the bit of a place."""
    row[place >> 6] |= np.uint64(1) << np.uint64(place & 63)


@njit(cache=True, forceinline=True)
def has(row: Bits, place: int) -> bool:
    """Whether the bit of a place is set."""
    return bool(row[place >> 6] >> np.uint64(place & 63) & np.uint64(1))


@njit(cache=True, forceinline=True)
def share(masks: Bits, one: int, other: int) -> bool:
    """Whether two have a bit in common."""
    both = np.uint64(0)
    for word in range(masks.shape[1]):
        both |= masks[one, word] & masks[other, word]
    return bool(both)


@njit(cache=True)
def must_break(facts: Facts, state: State, one: int, other: int) -> bool:
    """Whether the exchange of two people is seen at a glance to break a rule in a set where none is broken."""
    here, there = state.set_of[one], state.set_of[other]
    if state.broken[here] + state.broken[there] > 0:
        return False
    return is_unwelcome(facts, state, one, other) or is_unwelcome(facts, state, other, one)


@njit(cache=True, forceinline=True)
def is_unwelcome(facts: Facts, state: State, person: int, instead: int) -> bool:
    """Whether somebody cannot come instead of another, for one who stays or for want of a common time."""
    g, unwelcome, slots = state.set_of[instead], facts.unfit[person], facts.slots
    members, chair = state.seats[g, : state.size[g]], state.chair[g]
    if chair >= 0 and has(unwelcome, chair):
        return True
    for member in members:
        if has(unwelcome, member) and member != instead:
            return True
    for word in range(slots.shape[1]):
        shared = slots[person, word]
        if chair >= 0:
            shared &= slots[chair, word]
        for member in members:
            if member != instead:
                shared &= slots[member, word]
        if shared:
            return False
    return True


@njit(cache=True, forceinline=True)
def have_in_common(masks: Bits, members: Whole, chair: int) -> bool:
    """Whether all of a set, its chair too if there is one, share a bit."""
    for word in range(masks.shape[1]):
        shared = masks[chair, word] if chair >= 0 else ~np.uint64(0)
        for member in members:
            shared &= masks[member, word]
        if shared:
            return True
    return False


@njit(cache=True)
def most_in_common(masks: Bits, people: Whole) -> int:
    """The largest number of these people who share one bit, counted for 64 bits at once in binary digits.

    Args:
        masks: shape (places, words).
    """
    for word in range(masks.shape[1]):
        shared = ~np.uint64(0)
        for person in people:
            shared &= masks[person, word]
        if shared:
            return people.size
    most = 0
    planes = np.zeros(PLANES, np.uint64)
    for word in range(masks.shape[1]):
        planes[:] = 0
        for person in people:
            carried = masks[person, word]
            for digit in range(PLANES):
                carried, planes[digit] = planes[digit] & carried, planes[digit] ^ carried
        best, count = ~np.uint64(0), 0
        for digit in range(PLANES - 1, -1, -1):
            if best & planes[digit]:
                best &= planes[digit]
                count |= 1 << digit
        most = max(most, count)
    return most


@njit(cache=True)
def too_many(codes: Whole, people: Whole, at_most: int) -> int:
    """How many people are beyond `at_most` of one code; -1 is no code."""
    beyond = 0
    for at in range(people.size):
        before = 0
        for other in range(at):
            before += codes[people[other]] == codes[people[at]]
        beyond += codes[people[at]] >= 0 and before >= at_most
    return beyond


@njit(cache=True)
def alone(codes: Whole, people: Whole) -> int:
    """How many people are the only one of their code; -1 is no code."""
    lonely = 0
    for person in people:
        like = 0
        for other in people:
            like += codes[other] == codes[person]
        lonely += codes[person] >= 0 and like == 1
    return lonely


@njit(cache=True)
def faults(facts: Facts, state: State, g: int) -> int:
    """How many rules do not hold in set `g`; sizes are not among them, they hold by construction.

    Counts pairs who must not meet, people beyond the limit of one organisation, people alone of their kind, and how
    many would have to go before all share a language, and a slot; cost: members squared, and members times words.
    """
    return faults_within(facts, state, g, MANY)


@njit(cache=True, forceinline=True)
def faults_within(facts: Facts, state: State, g: int, enough: int) -> int:
    """The same for whoever needs no number if there are more than `enough`: any beyond it may be returned."""
    if not facts.is_bound:
        return 0
    members, chair = state.seats[g, : state.size[g]], state.chair[g]
    found = 1 if chair < 0 and facts.must_chair else 0
    for masks in (facts.languages, facts.slots):
        if found <= enough and not have_in_common(masks, members, chair):
            found += missing(masks, members, chair) if found < enough else 1
    if found > enough:
        return found
    apart = facts.apart
    for at in range(members.size):
        for other in range(at):
            found += has(apart[members[at]], members[other])
        if chair >= 0:
            found += has(apart[members[at]], chair)
    if facts.at_most > 0:
        found += too_many(facts.organisation, members, facts.at_most)
    for trait in range(facts.traits.shape[0]):
        found += alone(facts.traits[trait], members)
    return found


@njit(cache=True)
def missing(masks: Bits, members: Whole, chair: int) -> int:
    """How many of a set would have to go before all the others share a bit."""
    present = np.empty(members.size + 1, np.int32)
    present[:-1], present[-1] = members, chair
    present = present if chair >= 0 else present[:-1]
    return present.size - most_in_common(masks, present)
