"""Sets that people left and came to, held to what re-forming promises."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from knotwork.formation.solver import arrays, keeping
from knotwork.formation.solver.keeping import Before
from knotwork.formation.solver.kernels.settling import NEW, Course, try_parties
from knotwork.formation.solver.problem import Chair, Problem, Progress
from knotwork.formation.tests.test_solver import problem


def on(_progress: Progress) -> bool:
    return True


def before(asked: Problem, home: list[int], *, may_open: int = 0) -> Before:
    new = np.arange(asked.sets) >= asked.sets - may_open
    return Before(np.array(home, np.int32), np.full(asked.sets, -1, np.int32), new)


def sizes_of(settled: keeping.Settled) -> list[int]:
    return sorted(np.bincount(settled.seating.set_of, minlength=len(settled.kept)))


def test_where_nobody_left_nobody_moves():
    asked = problem(30, 5)

    settled = keeping.settle(asked, before(asked, [person // 6 for person in range(30)]), seed=1, watch=on)

    assert (settled.moves, settled.bound, settled.seating.broken) == (0, 0, 0)
    assert settled.seating.set_of.tolist() == [person // 6 for person in range(30)]


def test_newcomers_fill_seats_and_nobody_else_moves():
    asked = problem(30, 5, smallest=5, largest=7)
    home = [person // 6 for person in range(30)]
    home[0] = home[1] = home[12] = home[29] = NEW

    settled = keeping.settle(asked, before(asked, home), seed=1, watch=on)

    assert (settled.moves, settled.seating.broken) == (0, 0)
    assert all(settled.seating.set_of[person] == number for person, number in enumerate(home) if number != NEW)


def test_a_set_that_is_too_small_is_filled_where_that_moves_fewer():
    asked = problem(17, 3, smallest=5, largest=8)
    home = [0] * 4 + [1] * 6 + [2] * 7

    settled = keeping.settle(asked, before(asked, home), seed=1, watch=on)

    assert (settled.moves, settled.bound, settled.seating.broken) == (1, 1, 0)
    assert settled.kept == (0, 1, 2)


def test_a_set_that_is_too_small_is_closed_where_that_moves_fewer():
    asked = problem(14, 3, smallest=5, largest=8)
    home = [0] * 2 + [1] * 6 + [2] * 6

    settled = keeping.settle(asked, before(asked, home), seed=1, watch=on)

    assert (settled.moves, settled.bound, settled.seating.broken) == (2, 2, 0)
    assert settled.kept == (1, 2)


def test_many_newcomers_open_a_set_of_their_own():
    asked = problem(24, 4, smallest=5, largest=8)

    settled = keeping.settle(asked, before(asked, [0] * 6 + [1] * 6 + [2] * 6 + [NEW] * 6, may_open=1), seed=1, watch=on)

    assert (settled.moves, sizes_of(settled)) == (0, [6, 6, 6, 6])


def test_who_must_not_meet_any_more_is_parted_with_one_move():
    apart = np.zeros((30, 30), np.uint8)
    apart[0, 1] = apart[1, 0] = 1
    asked = problem(30, 5, smallest=5, largest=7, apart=apart)

    settled = keeping.settle(asked, before(asked, [person // 6 for person in range(30)]), seed=1, watch=on)

    assert (settled.moves, settled.bound, settled.seating.broken) == (1, 1, 0)


def test_that_nobody_more_than_must_moves_is_proven_where_counting_does_not_suffice():
    apart = np.zeros((30, 30), np.uint8)
    apart[np.ix_(range(3), range(3))] = 1 - np.eye(3, dtype=np.uint8)
    asked = problem(30, 5, smallest=5, largest=7, apart=apart)
    known = before(asked, [person // 6 for person in range(30)])

    settled = keeping.settle(asked, known, seed=1, watch=on)

    assert keeping.least_moves(asked, known) == 1
    assert (settled.moves, settled.bound, settled.seating.broken) == (3, 3, 0)


def test_sets_left_in_trouble_are_helped_with_few_moves(monkeypatch: pytest.MonkeyPatch):
    apart = np.zeros((126, 126), np.uint8)
    apart[np.ix_(range(3), range(3))] = 1 - np.eye(3, dtype=np.uint8)
    asked = problem(126, 21, smallest=5, largest=7, apart=apart)
    monkeypatch.setattr(keeping, "FEWEST", 0)
    monkeypatch.setattr(keeping, "FOR_EACH", 0)

    settled = keeping.settle(asked, before(asked, [person // 6 for person in range(126)]), seed=1, watch=on)

    assert (settled.moves, settled.seating.broken) == (3, 0)


def test_a_pin_elsewhere_is_one_move():
    pinned = np.full(30, -1, np.int32)
    pinned[0] = 4
    asked = problem(30, 5, smallest=5, largest=7, pinned=pinned)

    settled = keeping.settle(asked, before(asked, [person // 6 for person in range(30)]), seed=1, watch=on)

    assert (settled.moves, settled.seating.set_of[0], settled.seating.broken) == (1, 4, 0)


@pytest.mark.parametrize("seed", range(6))
def test_moves_are_never_more_than_allowed_nor_fewer_than_the_bound(seed: int):
    draw = Random(seed)
    asked = problem(40, 8, seed=seed, smallest=4, largest=7, parties=((0, 9), (3, 4, 5)))
    home = [draw.randrange(8) if draw.random() < 0.9 else NEW for _ in range(40)]
    home[9], home[4], home[5] = home[0], home[3], home[3]

    settled = keeping.settle(asked, before(asked, home), seed=seed, watch=on)
    further = [
        keeping.better_within(settled, settled.seating, settled.moves + more, seed=1, proposals=60_000, watch=on)
        for more in (0, 2, 8)
    ]

    assert settled.seating.broken == 0
    assert settled.bound <= settled.moves
    for more, seating in zip((0, 2, 8), further, strict=True):
        assert keeping.moves_of(settled.home, seating.set_of) <= settled.moves + more
        assert seating.worth >= settled.seating.worth
        assert seating.set_of[0] == seating.set_of[9]


def test_the_same_seed_gives_the_same_bytes():
    asked = problem(40, 8, smallest=4, largest=7)
    known = before(asked, [person % 7 if person % 5 else NEW for person in range(40)])

    once, again = (keeping.settle(asked, known, seed=3, watch=on) for _ in range(2))

    assert once.seating.set_of.tobytes() == again.seating.set_of.tobytes()


def test_whoever_ends_it_keeps_the_best_so_far():
    rng = np.random.default_rng(2)
    apart = np.triu((rng.random((60, 60)) < 0.3).astype(np.uint8), 1)
    asked = problem(60, 10, apart=apart + apart.T)
    known = before(asked, [person // 6 for person in range(60)])

    ended = keeping.settle(asked, known, seed=1, watch=lambda _progress: False)

    assert ended.is_ended
    assert sorted(set(ended.seating.set_of.tolist())) == list(range(len(ended.kept)))
    assert ended.seating.broken >= keeping.settle(asked, known, seed=1, watch=on).seating.broken


def test_a_facilitator_stays_with_the_set():
    every = ~np.uint64(0)
    chairs = tuple(Chair(number, np.array([every]), every) for number in range(6))
    asked = problem(30, 5, smallest=5, largest=7, chairs=chairs, must_chair=True)
    known = replace(before(asked, [person // 6 for person in range(30)]), chair=np.array([4, 2, 0, 5, -1], np.int32))

    settled = keeping.settle(asked, known, seed=1, watch=on)

    assert settled.seating.chair_of.tolist()[:4] == [4, 2, 0, 5]
    assert settled.seating.chair_of[4] in {1, 3}


def test_an_exchange_that_is_taken_back_needs_no_seat_more_than_a_set_has():
    home = np.repeat(np.arange(2, dtype=np.int32), (5, 4))
    facts = arrays.facts_of(problem(9, 2, smallest=4, largest=4))
    state = arrays.state_of(problem(9, 2, smallest=4, largest=4), facts, home, np.full(2, -1, np.int32), seed=1)
    none, cold = np.full(2, -1, np.int32), np.array([0, 1e-9, 1, 0, 0, 1, 0, 0], np.float64)
    course = Course(home, none, np.ones(2), np.concatenate([home, none]), cold)
    full = state._replace(seats=state.seats[:, :5].copy())

    try_parties(facts, full, course, int(facts.party_of[0]), 1, np.empty(5, np.int32))

    for number, size in enumerate((5, 4)):
        assert full.size[number] == size
        assert sorted(full.seats[number, :size].tolist()) == np.flatnonzero(home == number).tolist()


def test_sets_open_without_a_facilitator_where_theirs_can_come_no_more_and_none_is_needed():
    never, always = np.array([0], np.uint64), np.array([~np.uint64(0)])
    chairs = tuple(Chair(number, never if number < 2 else always, ~np.uint64(0)) for number in range(3))
    asked = problem(18, 3, smallest=5, largest=7, chairs=chairs)
    known = replace(before(asked, [person // 6 for person in range(18)]), chair=np.arange(3, dtype=np.int32))

    settled = keeping.settle(asked, known, seed=1, watch=on)

    assert settled.seating.chair_of.tolist() == [-1, -1, 2]
    assert (settled.moves, settled.seating.broken) == (0, 0)


def test_no_more_must_go_of_a_large_set_than_share_no_time_with_the_others():
    slots = np.ones((17, 1), np.uint64)
    slots[0] = 2
    asked = problem(17, 2, smallest=3, largest=12, slots=slots)

    assert keeping.least_moves(asked, before(asked, [0] * 17)) == 5
