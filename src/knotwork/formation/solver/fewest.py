"""Who sits elsewhere than before: a constraint solver finds the fewest, and proves that there are no fewer."""

from collections.abc import Iterator
from math import ceil
from typing import Final, NamedTuple

import numpy as np

from knotwork.formation.solver.constraints import GoOn, IntVar, cp_model, solved
from knotwork.formation.solver.kernels.settling import NEW
from knotwork.formation.solver.reseating import Model
from knotwork.formation.solver.state import Facts, State, Whole

HELPING: Final = (1.2, 0)
"""What a look at some sets may take, in the solver's own measure, near seconds; and how much of it is linear relaxation."""
PROVING: Final = (2.0, 2)
"""The same where all sets are looked at: the relaxation is slow to find few moves, and quick to prove that there are no fewer."""


class Answer(NamedTuple):
    """What a look came to.

    Attributes:
        seats: `set_of` and `chair` of all; as they were if none were found that keep every rule in the sets looked at.
        bound: moves of people of these sets below which there are none.
    """

    seats: tuple[Whole, Whole]
    bound: int


def fewest(facts: Facts, state: State, home: Whole, chairs: Whole, sets: list[int], *, go_on: GoOn) -> Answer:
    """The fewest moves with which the people of these sets keep every rule; sets may close, and open again.

    The same state has the same answer unless `go_on` ends it.

    Args:
        home, chairs: as in `settling.Course`.
    """
    seats = state._replace(set_of=state.set_of.copy(), chair=state.chair.copy())
    model = _Fewest(facts, seats, sets, home, chairs)
    effort, linearized = PROVING if len(sets) == state.size.size else HELPING
    if not all(go_on() for _ in model.build()):
        return Answer((seats.set_of, seats.chair), 0)
    status, solver = solved(model.model, effort=effort, go_on=go_on, linearized=linearized)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        model.write(solver)
    return Answer((seats.set_of, seats.chair), model.bound(solver))


class _Fewest(Model):
    """Who sits where; a set nobody sits in is closed.

    Attributes:
        home: shape (people,); the set somebody sat in, `NEW` if in none.
        had: shape (sets,); the place of the chair each set had, -1 for none.
    """

    def __init__(self, facts: Facts, state: State, sets: list[int], home: Whole, had: Whole) -> None:
        """Nothing is asked of the solver yet."""
        super().__init__(facts, state, sets)
        self.home, self.had = home, had
        self.opens = {g: self.model.new_bool_var("") for g in self.sets}

    def build(self) -> Iterator[None]:
        """Every rule, and the wish: few moves; then that sets keep their chairs, or have any where they had none."""
        yield from super().build()
        moved = [self._weight() * self._moved(party, g) * there for (party, g), there in self.sits.items()]
        led = [there for (chair, g), there in self.leads.items() if self.had[g] in {chair, -1}]
        self.model.minimize(sum([*moved, *self.opens.values()]) - sum(led))

    def is_open(self, g: int) -> IntVar:
        """Whether anybody sits in a set."""
        return self.opens[g]

    def _seats(self) -> None:
        super()._seats()
        for (_, g), there in self.sits.items():
            self.model.add_implication(there, self.is_open(g))

    def _spare(self) -> list[int]:
        """All of them where all sets are looked at, for what is proven then."""
        everybody = self.state.size.size + np.flatnonzero(self.state.chair[self.state.size.size :] >= 0)
        return everybody.tolist() if len(self.sets) == self.state.size.size else super()._spare()

    def _led(self, g: int) -> None:
        heads = sum(self.leads[chair, g] for chair in self.chairs)
        self.model.add(heads == self.is_open(g) if self.facts.must_chair else heads <= self.is_open(g))

    def _moved(self, party: int, g: int) -> int:
        homes = self.home[self._members(party)]
        return int(((homes != NEW) & (homes != g)).sum())

    def _weight(self) -> int:
        """What a move counts, so that no number of changed chairs counts as much."""
        return len(self.sets) + 1

    def bound(self, solver: cp_model.CpSolver) -> int:
        """Moves below which nothing is possible."""
        return max(0, ceil(solver.best_objective_bound - 1e-6)) // self._weight()
