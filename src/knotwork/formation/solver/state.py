"""The arrays the inner loops work on: `Facts` never change, a `State` changes with every exchange."""

from typing import NamedTuple

import numpy as np

Whole = np.ndarray[tuple[int, ...], np.dtype[np.int32]]
Long = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Bits = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]
Flags = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
Reals = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


class Facts(NamedTuple):
    """What is known of the people before anybody is placed.

    Places are numbered people first (0 … people - 1), then chairs: one for each set a facilitator can take.

    Attributes:
        distance: shape (people, people), symmetric, in steps of 1 / `unit` of the problem.
        apart: shape (places, words); a bit for each place, set where two must not meet in one set.
        unfit: shape (places, words); the same, set too where two have no time or no language in common.
        slots: shape (places, words); a bit for each weekly time.
        languages: shape (places,); a bit for each language, all bits for whoever states none.
        organisation: shape (people,); -1 where unknown.
        traits: shape (people, attributes nobody may be alone in); -1 where unknown.
        parties: shape (parties + 1,) and `party_members`: shape (people,): who is placed only together; most are alone.
        party_of: shape (people,).
        is_free: shape (parties,); 1 where a party may move.
        is_single: shape (people,); 1 for whoever is a party alone.
        divisor: shape (seats + 1,); what a sum is divided by in a set of so many, to give its mean distance.
        centre, equity: see `kernels.worth`.
        at_most: of one organisation in a set; 0 sets no limit.
        smallest, largest: members of a set.
        is_bound: whether there is any rule beside the sizes.
        must_chair: whether a set without a chair is a fault.
    """

    distance: Whole
    apart: Bits
    unfit: Bits
    slots: Bits
    languages: Bits
    organisation: Whole
    traits: Whole
    parties: Whole
    party_members: Whole
    party_of: Whole
    is_free: Flags
    is_single: Flags
    divisor: Reals
    centre: float
    equity: float
    at_most: int
    smallest: int
    largest: int
    is_bound: bool
    must_chair: bool


class State(NamedTuple):
    """Who sits where, and what follows from it.

    Attributes:
        set_of: shape (people,).
        seats: shape (sets, seats); the first `size` of each row are its members.
        size: shape (sets,).
        seat_of: shape (people,).
        chair: shape (sets or more,); the place of each set's chair, then the chairs left over; -1 for none.
        gain: shape (sets, people); the sum of distances between somebody and the members of a set.
        within: shape (sets,); the sum of distances inside a set, and `value`: what it is worth.
        broken: shape (sets,); how many rules do not hold in a set.
        generator: shape (1,); the random numbers' state.
    """

    set_of: Whole
    seats: Whole
    size: Whole
    seat_of: Whole
    chair: Whole
    gain: Whole
    within: Long
    value: Reals
    broken: Whole
    generator: Bits
