"""What the solver is asked and what it answers, in numbers alone: no names, no files, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from knotwork.formation.solver.state import Bits, Whole

UNIT: Final = 1_000_000
"""Distances from 0 to 1 are kept as whole millionths, so that sums are exact in any order."""


@dataclass(frozen=True, slots=True)
class Chair:
    """A facilitator's place at the head of one set.

    Attributes:
        person: number of the facilitator; one with room for two sets has two chairs.
        slots, languages: as in `Problem`, one row.
    """

    person: int
    slots: Bits
    languages: np.uint64


@dataclass(frozen=True, slots=True)
class Problem:
    """People to be placed, and what must hold.

    Attributes:
        distance: int32, shape (people, people), symmetric, zero diagonal; in millionths of 1, or any whole unit.
        sizes: int, shape (sets,); the wished number of members of each set, its sum the number of people.
        smallest, largest: what a set may at least and at most have.
        parties: tuples of people who are placed together; whoever is in none is a party alone.
        pinned: int, shape (people,); number of the set somebody stays in, -1 if free.
        apart: uint64, shape (people + chairs, words); a bit for each of them, symmetric; 1 = must not share a set.
        slots: uint64, shape (people, words); a bit for each weekly time somebody can meet at.
        languages: uint64, shape (people,); a bit for each language; all bits for whoever states none.
        organisation: int, shape (people,); -1 where unknown.
        traits: int, shape (attributes, people); the codes of which nobody may be the only one; -1 where unknown.
        chairs: the facilitators' places.
        at_most: of one organisation in a set; 0 sets no limit.
        must_chair: whether a set without a facilitator breaks a rule.
        equity: see `kernels.worth.worth`.
        is_sum: whether sums of distances count (as in the literature), not their means.
    """

    distance: Whole
    sizes: Whole
    smallest: int
    largest: int
    parties: tuple[tuple[int, ...], ...]
    pinned: Whole
    apart: Bits
    slots: Bits
    languages: Bits
    organisation: Whole
    traits: Whole
    chairs: tuple[Chair, ...] = ()
    at_most: int = 0
    must_chair: bool = False
    equity: float = 20.0
    is_sum: bool = False

    @property
    def people(self) -> int:
        """How many people are to be placed."""
        return len(self.distance)

    @property
    def sets(self) -> int:
        """How many sets there are."""
        return len(self.sizes)


@dataclass(frozen=True, slots=True)
class Seating:
    """An answer.

    Attributes:
        set_of: int, shape (people,); set number from 0.
        chair_of: int, shape (sets,); number of the chair in `Problem.chairs`, -1 for none.
        broken: number of rules that do not hold, 0 if all do.
        worth: the sum of `kernels.worth.worth` over all sets.
        proposals: exchanges tried.
    """

    set_of: Whole
    chair_of: Whole
    broken: int
    worth: float
    proposals: int


@dataclass(frozen=True, slots=True)
class Led:
    """What the exchanges do not look at: whether each facilitator can be where they are needed in one week.

    Attributes:
        chair_of: as in `Seating`; facilitators who help one another may sit in other sets.
        left: what is left of the slots of some chairs, by their numbers, if somebody would be in two sets at once; with
            these slots fewer of their sets would be. Empty where nobody would.
    """

    chair_of: Whole
    left: Mapping[int, Bits]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands: exchanges tried and to be tried, rules broken, mean and least distance of a set so far."""

    proposals: int
    of: int
    broken: int
    mean: float
    least: float
