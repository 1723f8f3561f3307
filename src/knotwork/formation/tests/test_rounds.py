"""Several rounds at once: who meets again, held to what is promised of it."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from knotwork.formation.solver import designs
from knotwork.formation.solver.problem import Problem, Progress
from knotwork.formation.solver.rounds import Rounds, plan_rounds
from knotwork.formation.tests.test_solver import problem


def on(_progress: Progress) -> bool:
    return True


def planned(asked: Problem, rounds: int, *, proposals: int = 1_500_000, met: np.ndarray | None = None) -> Rounds:
    none = np.zeros((asked.people, asked.people), np.int32)
    return plan_rounds(asked, rounds, none if met is None else met, seed=1, proposals=proposals, watch=on)


def meetings(found) -> Counter[tuple[int, int]]:
    """How often two are in one set, over these rounds of `set_of`."""
    return Counter(
        pair for set_of in found for g in set(set_of) for pair in combinations(np.flatnonzero(set_of == g).tolist(), 2)
    )


@pytest.mark.parametrize(("sets", "size", "rounds"), [(15, 3, 7), (7, 7, 8), (8, 4, 9), (5, 3, 4)])
def test_in_these_rounds_of_golf_nobody_meets_twice(sets: int, size: int, rounds: int):
    found = planned(problem(sets * size, sets), rounds, proposals=3_000_000)

    met = meetings(seating.set_of for seating in found.seatings)
    assert found.cost == 0
    assert (len(found.seatings), set(met.values())) == (rounds, {1})
    assert all(set(np.bincount(seating.set_of)) == {size} for seating in found.seatings)


def test_what_meeting_again_costs_is_what_it_costs():
    found = planned(problem(12, 3), 5, proposals=50_000)

    met = meetings(seating.set_of for seating in found.seatings)
    assert found.cost == sum(times * (times - 1) // 2 for times in met.values()) > 0


def test_who_met_before_meets_others_first():
    asked = problem(30, 6)
    met = np.zeros((30, 30), np.int32)
    for number in range(6):
        for one, other in combinations(range(number * 5, number * 5 + 5), 2):
            met[one, other] = met[other, one] = 1

    found = planned(asked, 2, met=met)

    assert found.cost == 0
    assert not any(met[pair] for pair in meetings(seating.set_of for seating in found.seatings))


def test_rules_hold_in_every_round():
    apart = np.zeros((36, 36), np.uint8)
    for one in range(0, 36, 4):
        apart[one, one + 1] = apart[one + 1, one] = 1
    pinned = np.full(36, -1, np.int32)
    pinned[7] = 3
    asked = problem(36, 6, apart=apart, parties=((2, 3),), pinned=pinned)

    found = planned(asked, 4, proposals=600_000)

    for seating in found.seatings:
        assert seating.broken == 0
        assert seating.set_of[2] == seating.set_of[3]
        assert seating.set_of[7] == 3
        assert all(seating.set_of[one] != seating.set_of[one + 1] for one in range(0, 36, 4))
    met = meetings(seating.set_of for seating in found.seatings)
    assert met.pop((2, 3)) == 4
    assert sum(times > 1 for times in met.values()) <= 30


def test_the_same_seed_gives_the_same_bytes():
    once, again = (planned(problem(24, 6), 5, proposals=200_000) for _ in range(2))

    assert [one.set_of.tobytes() for one in once.seatings] == [one.set_of.tobytes() for one in again.seatings]


def test_whoever_ends_it_keeps_the_best_so_far():
    asked = problem(32, 8)
    nobody = np.zeros((32, 32), np.int32)

    ended = plan_rounds(asked, 9, nobody, seed=1, proposals=50_000_000, watch=lambda seen: seen.proposals < 1000)

    met = meetings(seating.set_of for seating in ended.seatings)
    assert ended.cost == sum(times * (times - 1) // 2 for times in met.values())
    assert all(sorted(np.bincount(seating.set_of)) == [4] * 8 for seating in ended.seatings)


@pytest.mark.parametrize(("people", "sets", "rounds"), [(49, 7, 8), (20, 5, 5), (25, 5, 6), (9, 3, 4), (6, 3, 3)])
def test_no_two_lines_of_a_plane_share_two_people(people: int, sets: int, rounds: int):
    assert set(meetings(designs.lines(people, sets, rounds)).values()) == {1}


@pytest.mark.parametrize(("people", "sets", "rounds"), [(36, 6, 3), (49, 7, 9), (20, 5, 6), (21, 3, 2), (22, 5, 3)])
def test_where_there_is_no_such_plane_there_are_no_lines(people: int, sets: int, rounds: int):
    assert designs.lines(people, sets, rounds) is None


def test_kinds_say_who_meets_again_by_turning():
    first = np.array([0, 0, 1, 1, 2, 2, 0, 1, 2, 2, 1], np.int32)
    kind, count = designs.kinds(11, 4)

    cost = 0
    for one, other in combinations(range(11), 2):
        if first[one] == first[other]:
            cost += count[kind[one, other]]
            count[kind[one, other]] += 1

    assert (cost == 0) == (max(meetings(designs.turned(first, 4, 4)).values()) == 1)
