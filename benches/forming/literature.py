"""Instances of the literature: what ten seconds of one core find. A second is a second of processor time, whoever else works."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean

import numpy as np

from benches.figures import Figure, at_least, told
from benches.forming import curves, reference
from knotwork.formation import mdgp
from knotwork.formation.mdgp import Instance

SECONDS = 10.0
SAMPLE = 20_000_000
SHORT = (0.3, 1.0, 3.0, 10.0)


@dataclass(frozen=True)
class Runs:
    """What each seed found, and how much processor time one took on average."""

    found: list[float]
    seconds: float


def figures(folder: Path | None) -> Iterator[Figure]:
    """Those of forming.md §5 about single instances; nothing without the folder that holds them, but for the one made here."""
    if folder:
        runs = solved(mdgp.read(folder / "RanReal_n120_ss_01.txt"), seeds=10)
        good = sum(one >= 47_351.97 for one in runs.found)
        yield at_least("RanReal_n120, 10 s: seeds of 10 at 47,351.97 or more", good, "seeds", 8)
        yield told("RanReal_n120: processor time of a run", runs.seconds, "s")
        runs = solved(mdgp.read(folder / "RanReal_n240_ss_01.txt"), seeds=5)
        yield at_least("RanReal_n240, 10 s: best of 5 seeds", max(runs.found), "distance", 155_045)
        yield told("RanReal_n240, 10 s: mean of 5 seeds", mean(runs.found), "distance")
        runs = solved(mdgp.read(folder / "RanReal_n480_ss_01.txt"), seeds=5)
        yield at_least("RanReal_n480, 10 s: mean of 5 seeds", mean(runs.found), "distance", 376_820)
        yield told("RanReal_n480, 10 s: best of 5 seeds", max(runs.found), "distance")
        yield told("RanReal_n480: processor time of a run", runs.seconds, "s")
        yield from compared(mdgp.read(folder / "RanReal_n480_ss_01.txt"), "RanReal_n480")
    yield from geometric_figures()


def solved(instance: Instance, *, seeds: int, seconds: float = SECONDS) -> Runs:
    """One run for each seed, with as many exchanges as the time affords."""
    proposals = affordable(instance, seconds)
    began = time.process_time()
    found = [mdgp.solve(instance, seed=seed, proposals=proposals).objective for seed in range(1, seeds + 1)]
    taken = (time.process_time() - began) / seeds
    print(f"{len(instance.distance)} people, {proposals:,} exchanges, {taken:.1f} s each: {found}", flush=True)
    return Runs(found, taken)


def affordable(instance: Instance, seconds: float) -> int:
    """How many exchanges so much processor time affords."""
    mdgp.solve(instance, seed=0, proposals=1)
    began = time.process_time()
    mdgp.solve(instance, seed=0, proposals=SAMPLE)
    return int(SAMPLE / (time.process_time() - began) * seconds)


# The distance of points


def geometric(people: int, sets: int, *, seed: int) -> Instance:
    """Points with 2 to 21 coordinates between 0 and 10, their number drawn for the instance (Gallego and others, 2013)."""
    rng = Random(f"geo {people} {sets} {seed}")
    coordinates = rng.randint(2, 21)
    spots = np.array([[rng.uniform(0, 10) for _ in range(coordinates)] for _ in range(people)])
    squares = (spots**2).sum(axis=1)
    apart = np.sqrt(np.maximum(squares[:, None] + squares[None, :] - 2 * spots @ spots.T, 0))
    np.fill_diagonal(apart, 0)
    return Instance(np.round(apart, 5), np.full((sets, 2), people // sets))


def geometric_figures() -> Iterator[Figure]:
    """Ten seconds against the strongest run known: here one of six times as long, as nobody has published one."""
    instance = geometric(960, 24, seed=1)
    ours = solved(instance, seeds=3).found
    strongest = max(*solved(instance, seeds=1, seconds=6 * SECONDS).found, *ours)
    yield told("Geo 960: strongest run known", strongest, "distance")
    yield at_least("Geo 960, 10 s: mean of 3 seeds, of the strongest run", 100 * mean(ours) / strongest, "%", 99.98)


# Beside others


def compared(instance: Instance, name: str) -> Iterator[Figure]:
    """What reference points find in the same time; draws quality over time."""
    lines = {"Knotwork": [(seconds, solved(instance, seeds=1, seconds=seconds).found[0]) for seconds in SHORT]}
    for title, course in reference.METHODS.items():
        lines[title] = course(instance, seed=1, seconds=SECONDS)
        yield told(f"{name}, 10 s: {title}", lines[title][-1][1], "distance")
    curves.keep(f"Quality over time, {name}", lines)
    near = {title: [(x, y) for x, y in line if x >= SHORT[0]] for title, line in lines.items()}
    best = max(line[-1][1] for line in lines.values())
    curves.keep(f"Quality over time, {name}, the best two", {t: line for t, line in near.items() if line[-1][1] > 0.99 * best})
