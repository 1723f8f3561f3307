"""Where mending is stuck: a constraint solver seats the people of a few sets anew, so that no rule is broken there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, product
from operator import itemgetter
from typing import Final

import numpy as np

from knotwork.formation.solver.bits import unpacked
from knotwork.formation.solver.constraints import GoOn, IntVar, cp_model, solved
from knotwork.formation.solver.state import Bits, Facts, Reals, State, Whole

TOGETHER: Final = 4
"""So many sets are helped together at most."""
EFFORT: Final = 0.6
"""What one look may take, in the solver's own measure, near seconds; sets in trouble share it."""
MANY: Final = 250
"""With fewer people it may take as much less: exchanges are then quicker than a look at nearly all of the sets."""


def reseat(facts: Facts, state: State, *, near: int, go_on: GoOn) -> tuple[Whole, Whole]:
    """Seats and chairs of all; fewer sets are in trouble than in `state` if some could be helped, and never more.

    Args:
        near: so many sets join one in trouble.

    Each set in trouble is looked at with others that could meet or take in its people; at last all that are left,
    together. The same state has the same answer unless `go_on` ends it.
    """
    seats = state._replace(set_of=state.set_of.copy(), chair=state.chair.copy())
    troubled = [int(g) for g in np.flatnonzero(state.broken)]
    left = [g for g in troubled if not _help(facts, seats, [g], {*troubled} - {g}, near, go_on)]
    if left and len(troubled) > 1 and len(left) <= TOGETHER:
        _help(facts, seats, left, set(), near, go_on)
    return seats.set_of, seats.chair


def _help(facts: Facts, state: State, troubled: list[int], out: set[int], near: int, go_on: GoOn) -> bool:
    """Seat some sets and those near them anew in `set_of` and `chair` alone; whether that was found."""
    if not go_on():
        return False
    others = [g for g in nearest(facts, state, troubled) if g not in out]
    model = Model(facts, state, sorted([*troubled, *others[:near]]))
    if not all(go_on() for _ in model.build()):
        return False
    effort = EFFORT * min(1.0, state.set_of.size / MANY) / (1 + len(out))
    status, solver = solved(model.model, effort=effort, go_on=go_on)
    is_found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    if is_found:
        model.write(solver)
    return is_found


def nearest(facts: Facts, state: State, troubled: list[int]) -> list[int]:
    """The other sets: by turns those whose people could meet most of the people in trouble, and those each of them could join."""
    people, sets = state.set_of.size, state.size.size
    mine = np.flatnonzero(np.isin(state.set_of, troubled))
    fits = ~unpacked(facts.unfit[mine])[:, :people]
    liked = [np.bincount(state.set_of, row, sets) for row in fits] or [np.zeros(sets)]
    known = np.array(liked) / np.maximum(state.size, 1)
    return [g for g in _by_turns(np.vstack([known.mean(axis=0), known])) if g not in troubled]


def _by_turns(liked: Reals) -> list[int]:
    """The numbers of all columns: what the first row likes best, what the second does, …, then their second choices."""
    return list(dict.fromkeys(np.argsort(-liked, axis=1, kind="stable").T.ravel().tolist()))


@dataclass
class Model:
    """Who of some sets sits where; parties and chairs by their numbers in `facts` and `state`."""

    facts: Facts
    state: State
    sets: list[int]
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    sits: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    leads: dict[tuple[int, int], IntVar] = field(default_factory=dict)

    def __post_init__(self) -> None:
        here = np.flatnonzero(np.isin(self.state.set_of, self.sets))
        self.parties = sorted(set(self.facts.party_of[here].tolist()))
        self.spare = self._spare()
        self.chairs = sorted({*self.state.chair[[*self.sets, *self.spare]].tolist()} - {-1})

    def _spare(self) -> list[int]:
        """Where in `state.chair` those are that lead no set, no more than could come: for each set who could meet most of it."""
        spare = self.state.size.size + np.flatnonzero(self.state.chair[self.state.size.size :] >= 0)
        fits = ~unpacked(self.facts.unfit[self.state.chair[spare]])
        liked = np.array([fits[:, np.flatnonzero(self.state.set_of == g)].sum(axis=1) for g in self.sets])
        return sorted(spare[_by_turns(liked)[: len(self.sets)]].tolist())

    def build(self) -> Iterator[None]:
        """Every rule of these sets, in steps of some milliseconds."""
        for step in (self._seats, self._heads):
            step()
            yield
        yield from self._pairs()
        for step in (self._houses, self._company):
            step()
            yield
        for masks in (self.facts.slots, self.facts.languages):
            yield from self._shared(masks)

    def _members(self, party: int) -> Whole:
        return self.facts.party_members[self.facts.parties[party] : self.facts.parties[party + 1]]

    def _seats(self) -> None:
        for party in self.parties:
            home = int(self.state.set_of[self._members(party)[0]])
            for g in self.sets:
                self.sits[party, g] = self.model.new_bool_var("")
                self.model.add_hint(self.sits[party, g], g == home)
            self.model.add_exactly_one(self.sits[party, g] for g in self.sets)
            if not self.facts.is_free[party]:
                self.model.add(self.sits[party, home] == 1)
        for g in self.sets:
            people = sum(len(self._members(party)) * self.sits[party, g] for party in self.parties)
            self.model.add(people >= self.facts.smallest * self.is_open(g))
            self.model.add(people <= self.facts.largest * self.is_open(g))

    def is_open(self, _g: int) -> IntVar | int:
        """Whether anybody sits in a set: here in every set."""
        return 1

    def _heads(self) -> None:
        for chair, g in product(self.chairs, self.sets):
            self.leads[chair, g] = self.model.new_bool_var("")
            self.model.add_hint(self.leads[chair, g], int(self.state.chair[g]) == chair)
        for chair in self.chairs:
            self.model.add_at_most_one(self.leads[chair, g] for g in self.sets)
        for g in self.sets:
            self._led(g)

    def _led(self, g: int) -> None:
        """A set with a chair keeps one."""
        wanted = int(self.facts.must_chair or self.state.chair[g] >= 0)
        self.model.add(sum(self.leads[chair, g] for chair in self.chairs) == wanted)

    def _pairs(self) -> Iterator[None]:
        """Whoever must not meet, by parties and chairs."""
        members = [self._members(party) for party in self.parties]
        people = np.array([*np.concatenate(members), *self.chairs], np.int64)
        own = np.repeat(range(len(members) + len(self.chairs)), [*map(len, members), *[1] * len(self.chairs)])
        clashes = np.argwhere(np.triu(unpacked(self.facts.apart[people])[:, people]))
        found = sorted({(int(own[here]), int(own[there])) for here, there in clashes if own[here] < len(members)})
        for one, pairs in groupby(found, key=itemgetter(0)):
            for _, other in pairs:
                for first, second in zip(self._places(one), self._places(other), strict=True):
                    self.model.add_at_most_one(first, second)
            yield

    def _places(self, number: int) -> list[IntVar]:
        """In each set: whether a party, or beyond them a chair, is there."""
        if number < len(self.parties):
            return [self.sits[self.parties[number], g] for g in self.sets]
        return [self.leads[self.chairs[number - len(self.parties)], g] for g in self.sets]

    def _of_code(self, codes: Whole) -> Iterator[list[tuple[int, int]]]:
        """For each code the parties with people of it, and how many."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for party in self.parties:
            own = codes[self._members(party)]
            for code in sorted(set(own[own >= 0].tolist())):
                found[code].append((party, int((own == code).sum())))
        yield from (found[code] for code in sorted(found))

    def _houses(self) -> None:
        if self.facts.at_most == 0:
            return
        for bearers in self._of_code(self.facts.organisation):
            for g in self.sets:
                self.model.add(sum(count * self.sits[party, g] for party, count in bearers) <= self.facts.at_most)

    def _company(self) -> None:
        """Nobody is the only one of a trait."""
        for trait in self.facts.traits:
            for bearers in self._of_code(trait):
                for g in self.sets:
                    several = self.model.new_bool_var("")
                    bearing = sum(count * self.sits[party, g] for party, count in bearers)
                    self.model.add(bearing >= 2 * several)
                    self.model.add(bearing <= self.facts.largest * several)

    def _shared(self, masks: Bits) -> Iterator[None]:
        """Each set chooses a bit, which everybody in it has."""
        rows = [np.bitwise_and.reduce(masks[self._members(party)]) for party in self.parties]
        bits = _worth_a_thought(np.array([*rows, *(masks[chair] for chair in self.chairs)]))
        for g in self.sets:
            chosen = [self.model.new_bool_var("") for _ in range(bits.shape[1])]
            self.model.add_exactly_one(chosen)
            present = [*(self.sits[party, g] for party in self.parties), *(self.leads[chair, g] for chair in self.chairs)]
            for there, has in zip(present, bits, strict=True):
                if not has.all():
                    self.model.add_bool_or([there.Not(), *(chosen[bit] for bit in np.flatnonzero(has))])
            yield

    def write(self, solver: cp_model.CpSolver) -> None:
        """Put everybody where the solver found; a chair that had a set and has none now is let go where no place is left."""
        for (party, g), there in self.sits.items():
            if solver.value(there):
                self.state.set_of[self._members(party)] = g
        self.state.chair[[*self.sets, *self.spare]] = -1
        for (head, g), leads in self.leads.items():
            if solver.value(leads):
                self.state.chair[g] = head
        left = [head for head in self.chairs if head not in self.state.chair[self.sets]]
        idle = [*(g for g in self.sets if not solver.value(self.is_open(g))), *self.spare]
        self.state.chair[idle[: len(left)]] = left[: len(idle)]


def _worth_a_thought(masks: Bits) -> np.ndarray:
    """The bits as columns, without those of which another suits everybody they suit; bool, shape (rows, bits)."""
    columns = np.unique(unpacked(masks), axis=1)
    columns = columns[:, np.argsort(-columns.sum(axis=0), kind="stable")].astype(np.float32)
    beaten = (np.triu(columns.T @ columns, 1) >= np.maximum(columns.sum(axis=0), 0.5)[None, :]).any(axis=0)
    return columns[:, ~beaten].astype(bool)
