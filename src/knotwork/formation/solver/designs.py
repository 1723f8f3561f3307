"""Rounds in which nobody meets twice, out of mathematics: they take no account of any rule but the sizes."""

from collections.abc import Iterator

import numpy as np

from knotwork.formation.solver.state import Whole


def lines(people: int, sets: int, rounds: int) -> Whole | None:
    """The lines of an affine plane: `sets` must be prime and no smaller than a set; at most one round more than sets.

    Person s * row + column sits, in round r, on the line of slope r through them; in the last round all of a row.
    Returns `set_of` of each round, shape (rounds, people); None where there is no such plane.
    """
    is_prime = sets > 1 and all(sets % factor for factor in range(2, int(sets**0.5) + 1))
    if not is_prime or people % sets or people // sets > sets:
        return None
    size = people // sets
    number, seat = np.arange(people) // size, np.arange(people) % size
    found = [(number + slope * seat) % sets for slope in range(sets)]
    if size == sets:
        found.append(seat)
    return np.array(found[:rounds], np.int32) if len(found) >= rounds else None


def turned(first: Whole, step: int, rounds: int) -> Whole:
    """All rounds out of the first by turning: people stand in circles of `step`, the rest in the middle.

    In each round everybody on a circle takes the seat of whoever stands one place behind; shape (rounds, people).
    """
    people = np.arange(len(first))
    on = people < len(first) - len(first) % step
    back = [np.where(on, people - people % step + (people - turn) % step, people) for turn in range(rounds)]
    return np.array([first[places] for places in back], np.int32)


def kinds(people: int, step: int) -> tuple[Whole, Whole]:
    """Which pairs turn into one another, so that a first round with each kind once gives rounds in which nobody meets twice.

    Returns:
        `kind`: int, shape (people, people), symmetric. `count`: int, shape (kinds,); 1 where a pair of that kind meets
        again by turning alone, in the middle or across a circle.
    """
    number: dict[tuple[int, int, int], int] = {}
    kind = np.zeros((people, people), np.int32)
    for one in range(people):
        for other in range(one):
            kind[one, other] = kind[other, one] = number.setdefault(_kind(other, one, people, step), len(number))
    count = np.array([_meets_again(key, people // step, step) for key in number], np.int32)
    return kind, count


def _kind(one: int, other: int, people: int, step: int) -> tuple[int, int, int]:
    """Of two people, `one` being the smaller number: their circles or middle places, and how far apart they stand."""
    middle = people - people % step
    circles = (one // step if one < middle else one, other // step if other < middle else other)
    if other >= middle:
        return (*circles, 0)
    apart = (other - one) % step
    return (*circles, min(apart, step - apart) if circles[0] == circles[1] else apart)


def _meets_again(key: tuple[int, int, int], circles: int, step: int) -> int:
    first, second, apart = key
    return int(first >= circles or (first == second and 2 * apart == step))


def steps(rounds: int) -> Iterator[int]:
    """Sizes of circle worth trying for so many rounds."""
    return iter(range(max(rounds, 2), rounds + 3))
