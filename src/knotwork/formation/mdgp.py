"""Instances of MDGPLIB, the library of maximally diverse grouping problems (Gallego and others, JORS 64, 2013)."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knotwork.formation.reading import Complaint, Unreadable
from knotwork.formation.solver import bits
from knotwork.formation.solver.problem import Problem, Seating
from knotwork.formation.solver.search import search

STEPS = 10_000
"""Distances are kept as whole numbers of 1 / STEPS."""
SAMPLE = 2_000_000


@dataclass(frozen=True, slots=True)
class Instance:
    """Distances of all pairs, and the least and most members of each set.

    Attributes:
        distance: shape (people, people), symmetric, zero diagonal.
        limits: shape (sets, 2).
    """

    distance: np.ndarray
    limits: np.ndarray


@dataclass(frozen=True, slots=True)
class Solution:
    """The sum of distances inside sets, and the sets."""

    objective: float
    groups: tuple[tuple[int, ...], ...]


def read(path: Path) -> Instance:
    """Read `n m ss|ds low high …`, then a line `i j distance` for each pair.

    Raises:
        Unreadable: the file is something else.
    """
    try:
        first, *rest = path.read_text(encoding="ascii").splitlines()
        people, sets = (int(word) for word in first.split()[:2])
        limits = np.array([int(word) for word in first.split()[3:]]).reshape(sets, 2)
        distance = np.zeros((people, people))
        for line in rest:
            if line.strip():
                one, other, apart = line.split()
                distance[int(one), int(other)] = distance[int(other), int(one)] = float(apart)
    except (ValueError, IndexError, UnicodeDecodeError) as fault:
        wanted = "It begins with the numbers of people and sets; each line after the first is two people and their distance."
        raise Unreadable((Complaint(path.name, 0, "", "This is no instance of MDGPLIB.", wanted),)) from fault
    return Instance(distance, limits)


def solve(instance: Instance, *, seed: int, proposals: int) -> Solution:
    """The best sets found with so many exchanges; sizes stay as even as their limits allow."""
    set_of = _searched(instance, seed=seed, proposals=proposals).set_of
    groups = tuple(sorted(tuple(np.flatnonzero(set_of == number).tolist()) for number in range(len(instance.limits))))
    objective = sum(instance.distance[np.ix_(group, group)].sum() / 2 for group in groups)
    return Solution(round(float(objective), 6), groups)


def affordable(instance: Instance, *, seconds: float) -> int:
    """How many exchanges can be tried here in so many seconds."""
    _searched(instance, seed=0, proposals=1)
    began = time.perf_counter()
    _searched(instance, seed=0, proposals=SAMPLE)
    return int(SAMPLE / (time.perf_counter() - began) * seconds)


def as_json(solution: Solution) -> str:
    """`{"objective": …, "groups": [[…]]}` on one line."""
    return json.dumps({"objective": solution.objective, "groups": solution.groups}) + "\n"


def _searched(instance: Instance, *, seed: int, proposals: int) -> Seating:
    return search(_problem(instance), seed=seed, proposals=proposals)


def _problem(instance: Instance) -> Problem:
    people = len(instance.distance)
    sizes = instance.limits[:, 0].copy()
    for _ in range(people - int(sizes.sum())):
        sizes[int(np.where(sizes < instance.limits[:, 1], sizes, people).argmin())] += 1
    every = np.full(people, ~np.uint64(0), np.uint64)
    return Problem(
        distance=np.rint(instance.distance * STEPS).astype(np.int32),
        sizes=sizes.astype(np.int32),
        smallest=int(instance.limits[:, 0].min()),
        largest=int(instance.limits[:, 1].max()),
        parties=(),
        pinned=np.full(people, -1, np.int32),
        apart=bits.nobody(people),
        slots=every[:, None].copy(),
        languages=every,
        organisation=np.full(people, -1, np.int32),
        traits=np.zeros((0, people), np.int32),
        equity=0.0,
        is_sum=True,
    )
