"""From a problem to the arrays of the inner loops, and the first filling of the sets."""

import numpy as np

from knotwork.formation.solver import kernels
from knotwork.formation.solver.problem import UNIT, Problem
from knotwork.formation.solver.state import Facts, Reals, State, Whole


def facts_of(problem: Problem) -> Facts:
    """The unchanging arrays; memory: four bytes and two bits for each pair of people."""
    parties = parties_of(problem)
    members = np.array([person for party in parties for person in party], np.int32)
    starts = np.cumsum([0, *(len(party) for party in parties)], dtype=np.int32)
    party_of = np.empty(problem.people, np.int32)
    party_of[members] = np.repeat(np.arange(len(parties), dtype=np.int32), np.diff(starts))
    sizes = np.diff(starts)
    slots = np.concatenate([problem.slots, *(chair.slots[None, :] for chair in problem.chairs)])
    languages = np.concatenate([problem.languages, np.array([c.languages for c in problem.chairs], np.uint64)])[:, None]
    return Facts(
        distance=problem.distance,
        apart=problem.apart,
        unfit=kernels.unfit(problem.apart, slots, languages),
        slots=slots,
        languages=languages,
        organisation=problem.organisation,
        traits=problem.traits,
        parties=starts,
        party_members=members,
        party_of=party_of,
        is_free=np.array([all(problem.pinned[person] < 0 for person in party) for party in parties], np.uint8),
        is_single=(sizes[party_of] == 1).astype(np.uint8),
        divisor=_divisor(problem),
        centre=0.0 if problem.is_sum else _mean_distance(problem),
        equity=float(problem.equity),
        at_most=int(problem.at_most),
        smallest=int(problem.smallest),
        largest=int(problem.largest),
        is_bound=_is_bound(problem),
        must_chair=bool(problem.must_chair),
    )


def parties_of(problem: Problem) -> list[tuple[int, ...]]:
    """All parties, those of one person too, by their first person."""
    together = {person for party in problem.parties for person in party}
    alone = [(person,) for person in range(problem.people) if person not in together]
    return sorted([*alone, *(tuple(sorted(party)) for party in problem.parties)])


def _divisor(problem: Problem) -> Reals:
    """What the sum of distances in a set of 0, 1, 2 … is divided by.

    A set may hold a party too many from the first filling, and another on the way of an exchange.
    """
    width = max(problem.largest, int(problem.sizes.max())) + 2 * _widest(problem) + 1
    if problem.is_sum:
        return np.ones(width)
    members = np.arange(width)
    return np.maximum(members * (members - 1) / 2, 1) * UNIT


def _widest(problem: Problem) -> int:
    return max((len(party) for party in problem.parties), default=1)


def _mean_distance(problem: Problem) -> float:
    """The mean distance of two people, in one."""
    pairs = problem.people * (problem.people - 1)
    return float(problem.distance.sum(dtype=np.int64)) / max(pairs, 1) / UNIT


def _is_bound(problem: Problem) -> bool:
    everything = ~np.uint64(0)
    return bool(
        problem.apart.any()
        or problem.chairs
        or problem.must_chair
        or problem.at_most
        or len(problem.traits)
        or (problem.slots != everything).any()
        or (problem.languages != everything).any()
    )


def state_of(problem: Problem, facts: Facts, set_of: Whole, chair_of: Whole, *, seed: int) -> State:
    """A state in which everybody sits where `set_of` says; `chair_of` as in `Seating`."""
    state = State(
        set_of=set_of.astype(np.int32),
        seats=np.zeros((problem.sets, len(facts.divisor) - 1), np.int32),
        size=np.zeros(problem.sets, np.int32),
        seat_of=np.zeros(problem.people, np.int32),
        chair=places_of(problem, chair_of),
        gain=np.zeros((problem.sets, problem.people), np.int32),
        within=np.zeros(problem.sets, np.int64),
        value=np.zeros(problem.sets),
        broken=np.zeros(problem.sets, np.int32),
        generator=np.array([seed], np.uint64),
    )
    put(facts, state, state.set_of.copy())
    return state


def places_of(problem: Problem, chair_of: Whole) -> Whole:
    """`State.chair`: the chairs of the sets, then those left over."""
    sits = set(chair_of.tolist())
    chairs = np.array([*chair_of, *(number for number in range(len(problem.chairs)) if number not in sits)], np.int32)
    return np.where(chairs < 0, -1, chairs + problem.people).astype(np.int32)


def put(facts: Facts, state: State, set_of: Whole) -> None:
    """Seat everybody anew as `set_of` says."""
    state.set_of[:] = set_of
    state.size[:] = np.bincount(set_of, minlength=len(state.size))
    order = np.argsort(state.set_of, kind="stable")
    state.seat_of[order] = np.concatenate([np.arange(size) for size in state.size])
    state.seats[state.set_of, state.seat_of] = np.arange(len(set_of))
    kernels.refresh(facts, state)


# The first filling


def fill(problem: Problem, *, seed: int) -> tuple[Whole, Whole]:
    """Seat neighbours in time together, pinned people and large parties first; returns `set_of` and `chair_of`.

    Sizes hold as far as whole parties allow. Whoever is free at the same hours stands side by side in the row that
    fills one set after another, and so do the chairs.
    """
    rng = np.random.default_rng(seed)
    room = problem.sizes.astype(np.int64).copy()
    set_of = problem.pinned.astype(np.int32).copy()
    np.subtract.at(room, set_of[set_of >= 0], 1)
    middle, order = _middle(problem.slots), rng.permutation(problem.people)
    parties = [party for party in parties_of(problem) if set_of[party[0]] < 0]
    parties.sort(key=lambda party: (-len(party), middle[party[0]], order[party[0]]))
    spots = np.linspace(middle.min(), middle.max(), problem.sets)
    for party in parties:
        if len(party) > 1:
            set_of[list(party)] = number = _nearest(room, spots, middle[party[0]], len(party), problem)
            room[number] -= len(party)
    singles = [party[0] for party in parties if len(party) == 1]
    for number in range(problem.sets):
        for _ in range(max(0, int(room[number]))):
            if singles:
                set_of[singles.pop(0)] = number
                room[number] -= 1
    for person in singles:
        number = int(np.argmax(room))
        set_of[person] = number
        room[number] -= 1
    return set_of, _chairs(problem)


def _nearest(room: np.ndarray, spots: Reals, wanted: float, seats: int, problem: Problem) -> int:
    """The set with enough room whose place in time is nearest; with the most room if none has enough."""
    slack = room if (room >= seats).any() else room + (problem.largest - problem.sizes)
    fits = np.flatnonzero(slack >= seats)
    return int(fits[np.argmin(np.abs(spots[fits] - wanted))]) if len(fits) else int(np.argmax(slack))


def _middle(slots: np.ndarray) -> Reals:
    """Where the middle of somebody's bits lies, shape (people,)."""
    bits = np.unpackbits(slots.view(np.uint8), axis=1, bitorder="little")
    return (bits @ np.arange(bits.shape[1])) / np.maximum(bits.sum(axis=1), 1)


def _chairs(problem: Problem) -> Whole:
    """One chair after another along the hours of the day, -1 where they run out."""
    if not problem.chairs:
        return np.full(problem.sets, -1, np.int32)
    middle = _middle(np.array([chair.slots for chair in problem.chairs]))
    row = np.argsort(middle, kind="stable")
    chosen = row[np.linspace(0, len(row) - 1, min(problem.sets, len(row))).round().astype(int)]
    return np.concatenate([chosen, np.full(problem.sets - len(chosen), -1)]).astype(np.int32)
