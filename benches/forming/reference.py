"""Reference points: three other ways to form groups, in our own words and compiled like ours, for groups of fixed sizes.

They know no rules and no equity; the sum of distances inside groups is all they see. Each is given a processor's time and
says what was its best when.
"""

import time
from collections.abc import Callable

import numpy as np
from numba import njit

from knotwork.formation.mdgp import Instance

Course = list[tuple[float, float]]
Array = np.ndarray
STEPS = 10_000


@njit(cache=True)
def seeded(seed: int) -> None:
    """Begin the random numbers of the compiled functions."""
    np.random.seed(seed)


@njit(cache=True)
def gains_of(distance: Array, group_of: Array, groups: int) -> Array:
    """The sum of distances between everybody and each group, shape (groups, people)."""
    gain = np.zeros((groups, group_of.size), np.int64)
    for person in range(group_of.size):
        gain[group_of[person]] += distance[person]
    return gain


@njit(cache=True)
def swap(distance: Array, group_of: Array, gain: Array, pair: tuple[int, int]) -> None:
    """Two people change places."""
    one, other = pair
    here, there = group_of[one], group_of[other]
    more = distance[other] - distance[one]
    gain[here] += more
    gain[there] -= more
    group_of[one], group_of[other] = there, here


@njit(cache=True)
def gained(distance: Array, group_of: Array, gain: Array, pair: tuple[int, int]) -> int:
    """What the sum would grow by, if two people changed places."""
    one, other = pair
    here, there = group_of[one], group_of[other]
    return gain[here, other] - gain[here, one] + gain[there, one] - gain[there, other] - 2 * distance[one, other]


@njit(cache=True)
def climb(distance: Array, group_of: Array, gain: Array) -> int:
    """Take each exchange that is better, as it is met, until there is none; returns by how much the sum grew."""
    grown, since, people = 0, 0, group_of.size
    one = 0
    while since < people:
        since += 1
        for other in range(people):
            if group_of[one] != group_of[other]:
                more = gained(distance, group_of, gain, (one, other))
                if more > 0:
                    swap(distance, group_of, gain, (one, other))
                    grown += more
                    since = 0
        one = (one + 1) % people
    return grown


@njit(cache=True)
def shake(distance: Array, group_of: Array, gain: Array, times: int, looks: int) -> int:
    """Exchange pairs at random, each the best of `looks`; returns by how much the sum grew, most often below 0."""
    grown = 0
    for _ in range(times):
        best, least, found = (0, 0), 0, False
        for _look in range(looks):
            pair = (np.random.randint(group_of.size), np.random.randint(group_of.size))
            if group_of[pair[0]] == group_of[pair[1]]:
                continue
            more = gained(distance, group_of, gain, pair)
            if not found or more > least:
                best, least, found = pair, more, True
        if found:
            swap(distance, group_of, gain, best)
            grown += least
    return grown


@njit(cache=True)
def total(distance: Array, group_of: Array) -> int:
    """The sum of distances inside groups."""
    found = 0
    for one in range(group_of.size):
        for other in range(one):
            if group_of[one] == group_of[other]:
                found += distance[one, other]
    return found


# Three ways


def exchanging(instance: Instance, *, seed: int, seconds: float) -> Course:
    """Exchange two people whenever it helps, until nothing does; then from another beginning."""
    distance, start, clock = _begun(instance, seed)
    course: Course = []
    while not course or clock() < seconds:
        group_of = np.random.default_rng([seed, len(course)]).permutation(start)
        climb(distance, group_of, gains_of(distance, group_of, len(instance.limits)))
        _note(course, clock(), total(distance, group_of))
    return _best_so_far(course)


def iterated_maxima(instance: Instance, *, seed: int, seconds: float) -> Course:
    """Iterated maxima search after Lai and Hao (EJOR 254, 2016): climb, shake a little, now and then shake hard.

    Three light exchanges, each the best of five drawn, follow each climb; after five climbs that found nothing better in
    this valley, the best of it is shaken by as many exchanges as one and a half groups have members.
    """
    distance, start, clock = _begun(instance, seed)
    groups = len(instance.limits)
    group_of = np.random.default_rng(seed).permutation(start)
    gain = gains_of(distance, group_of, groups)
    hard, course = round(1.5 * len(start) / groups), Course()
    while not course or clock() < seconds:
        climb(distance, group_of, gain)
        valley, best, idle = total(distance, group_of), group_of.copy(), 0
        value = valley
        while idle < 5 and clock() < seconds:
            value += shake(distance, group_of, gain, 3, 5) + climb(distance, group_of, gain)
            idle = 0 if value > valley else idle + 1
            if value > valley:
                valley, best = value, group_of.copy()
        _note(course, clock(), valley)
        group_of = best
        gain = gains_of(distance, group_of, groups)
        shake(distance, group_of, gain, hard, 1)
    return _best_so_far(course)


def genetic(instance: Instance, *, seed: int, seconds: float) -> Course:
    """A genetic algorithm on rows of people, as tools for teachers have: tournaments, ordered crossover, mutation, elites."""
    distance, start, clock = _begun(instance, seed)
    rng, people = np.random.default_rng(seed), len(start)
    herd = np.array([rng.permutation(people) for _ in range(HERD)])
    worth = np.array([rowed(distance, start, row) for row in herd])
    course: Course = []
    while not course or clock() < seconds:
        herd = bred(herd, worth)
        worth = all_rowed(distance, start, herd)
        _note(course, clock(), int(worth.max()))
    return _best_so_far(course)


HERD, ELITES, RIVALS = 1000, 3, 4
"""Rows in a generation, rows that stay as they are, rows of which the best becomes a parent."""
MUTATION = 0.5
"""The chance that two people of a new row change places, and that two more do."""


@njit(cache=True)
def rowed(distance: Array, start: Array, row: Array) -> int:
    """The sum inside groups, when people sit down in the order of a row."""
    group_of = np.empty(row.size, np.int64)
    for at in range(row.size):
        group_of[row[at]] = start[at]
    found, first = 0, 0
    for at in range(row.size):
        if start[at] != start[first]:
            first = at
        for other in range(first, at):
            found += distance[row[at], row[other]]
    return found


@njit(cache=True)
def all_rowed(distance: Array, start: Array, herd: Array) -> Array:
    """`rowed` of each."""
    return np.array([rowed(distance, start, row) for row in herd])


@njit(cache=True)
def parent(worth: Array) -> int:
    """The best of some drawn at random."""
    best = np.random.randint(worth.size)
    for _ in range(RIVALS - 1):
        other = np.random.randint(worth.size)
        best = other if worth[other] > worth[best] else best
    return best


@njit(cache=True)
def bred(herd: Array, worth: Array) -> Array:
    """The next generation: the elites, and children who have a stretch of one parent in the order of the other."""
    young, order = np.empty_like(herd), np.argsort(-worth)
    for at in range(len(herd)):
        if at < ELITES:
            young[at] = herd[order[at]]
            continue
        mother, father, people = herd[parent(worth)], herd[parent(worth)], herd.shape[1]
        low, high = np.random.randint(people), np.random.randint(people)
        low, high = min(low, high), max(low, high)
        taken = np.zeros(people, np.uint8)
        taken[mother[low:high]] = 1
        young[at, low:high] = mother[low:high]
        place = 0
        for person in father:
            if place == low:
                place = high
            if not taken[person]:
                young[at, place] = person
                place += 1
        while np.random.random() < MUTATION:
            one, other = np.random.randint(people), np.random.randint(people)
            young[at, one], young[at, other] = young[at, other], young[at, one]
    return young


METHODS: dict[str, Callable[..., Course]] = {
    "iterated maxima search": iterated_maxima,
    "exchange heuristic": exchanging,
    "genetic algorithm": genetic,
}


def _begun(instance: Instance, seed: int) -> tuple[Array, Array, Callable[[], float]]:
    """Whole distances, the group of each seat, and a clock of the processor's time that starts when all is compiled."""
    distance = np.rint(instance.distance * STEPS).astype(np.int64)
    start = np.repeat(np.arange(len(instance.limits)), _sizes(instance))
    _warm()
    seeded(seed)
    began = time.process_time()
    return distance, start, lambda: time.process_time() - began


def _sizes(instance: Instance) -> Array:
    people, groups = len(instance.distance), len(instance.limits)
    return np.array([people // groups + (number < people % groups) for number in range(groups)])


def _warm() -> None:
    distance, start = np.zeros((4, 4), np.int64), np.array([0, 0, 1, 1])
    group_of, herd = start.copy(), np.array([[0, 1, 2, 3], [3, 2, 1, 0]] * 2)
    gain = gains_of(distance, group_of, 2)
    climb(distance, group_of, gain)
    shake(distance, group_of, gain, 1, 2)
    total(distance, group_of)
    bred(herd, all_rowed(distance, start, herd))


def _note(course: Course, seconds: float, whole: int) -> None:
    course.append((seconds, whole / STEPS))


def _best_so_far(course: Course) -> Course:
    """Only where something better was found, and the end."""
    best: Course = []
    for seconds, value in course:
        if not best or value > best[-1][1]:
            best.append((seconds, value))
    return [*best, (course[-1][0], best[-1][1])]
