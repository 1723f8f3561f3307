"""Seating a few sets anew with a constraint solver: what it promises whatever it is given."""

from random import Random

import numpy as np
import pytest

from knotwork.formation.solver import arrays, reseating
from knotwork.formation.solver.problem import Chair, Problem
from knotwork.formation.solver.reseating import reseat
from knotwork.formation.solver.state import Facts, State
from knotwork.formation.tests.test_solver import problem

PEOPLE, SETS = 36, 6
EVERY = ~np.uint64(0)


def planted(seed: int) -> Problem:
    """Rules that hold where person p sits in set p modulo 6; sets meet at a time and in a language of their own."""
    draw, hidden = Random(seed), np.arange(PEOPLE) % SETS
    apart = np.triu(np.random.default_rng(seed).random((PEOPLE, PEOPLE)) < 0.1, 1) & (hidden[:, None] != hidden[None, :])
    pinned = np.full(PEOPLE, -1, np.int32)
    pinned[8] = 2
    return problem(
        PEOPLE, SETS, seed=seed, smallest=5, largest=7, pinned=pinned, at_most=2, must_chair=True,
        apart=(apart | apart.T).astype(np.uint8), parties=((0, 6), (1, 7, 13)),
        slots=np.array([[bits(number, draw)] for number in hidden], np.uint64),
        languages=np.array([bits(number // 2, draw) for number in hidden], np.uint64),
        organisation=np.array([person // 12 if person < 24 else person for person in range(PEOPLE)], np.int32),
        traits=np.array([[0 if person < 12 else -1 for person in range(PEOPLE)]], np.int32),
        chairs=tuple(Chair(n, np.array([bits(n, draw)], np.uint64), EVERY) for n in range(SETS)),
    )  # fmt: skip


def bits(own: int, draw: Random) -> int:
    """One bit that is needed and two more."""
    return 1 << own | 1 << draw.randrange(SETS) | 1 << draw.randrange(SETS)


def unsettled(asked: Problem, *, exchanged: int, seed: int) -> tuple[Facts, State]:
    """The hidden plan in which some people who stand alone have changed places."""
    facts, set_of = arrays.facts_of(asked), (np.arange(PEOPLE) % SETS).astype(np.int32)
    draw, alone = Random(seed), range(14, PEOPLE)
    for _ in range(exchanged):
        one, other = draw.sample(alone, 2)
        set_of[one], set_of[other] = set_of[other], set_of[one]
    return facts, arrays.state_of(asked, facts, set_of, np.arange(SETS) if asked.chairs else np.full(SETS, -1), seed=0)


def judged(asked: Problem, facts: Facts, set_of: np.ndarray, chair: np.ndarray) -> int:
    """How many rules the kernels find broken."""
    chair_of = np.where(chair[:SETS] < 0, -1, chair[:SETS] - PEOPLE)
    return int(arrays.state_of(asked, facts, set_of, chair_of, seed=0).broken.sum())


@pytest.mark.parametrize("seed", range(10))
def test_sets_in_trouble_are_helped_where_a_plan_is_hidden(seed: int):
    asked = planted(seed)
    facts, state = unsettled(asked, exchanged=2, seed=seed)

    set_of, chair = reseat(facts, state, near=SETS, go_on=lambda: True)

    assert state.broken.sum() > 0
    assert judged(asked, facts, set_of, chair) == 0
    assert set_of[8] == 2
    assert set_of[0] == set_of[6]
    assert len(set(set_of[[1, 7, 13]])) == 1
    assert all(5 <= size <= 7 for size in np.bincount(set_of, minlength=SETS))
    assert sorted(chair) == list(range(PEOPLE, PEOPLE + SETS))


def test_the_same_seats_have_the_same_answer():
    asked = planted(3)
    facts, state = unsettled(asked, exchanged=4, seed=3)

    once, again = (reseat(facts, state, near=SETS, go_on=lambda: True) for _ in range(2))

    assert [part.tobytes() for part in once] == [part.tobytes() for part in again]


def test_what_cannot_be_helped_stays_as_it_is():
    apart = np.ones((PEOPLE, PEOPLE), np.uint8) - np.eye(PEOPLE, dtype=np.uint8)
    asked = problem(PEOPLE, SETS, smallest=5, largest=7, apart=apart)
    facts, state = unsettled(asked, exchanged=0, seed=0)

    set_of, _ = reseat(facts, state, near=SETS, go_on=lambda: True)

    assert set_of.tolist() == state.set_of.tolist()


def test_nobody_is_left_the_only_one():
    traits = np.full((1, PEOPLE), -1, np.int32)
    traits[0, [0, 1, 2, 3]] = 4
    asked = problem(PEOPLE, SETS, smallest=5, largest=7, traits=traits)
    facts, state = unsettled(asked, exchanged=0, seed=0)

    set_of, chair = reseat(facts, state, near=SETS, go_on=lambda: True)

    assert state.broken.sum() == 4
    assert judged(asked, facts, set_of, chair) == 0


def test_whoever_waits_is_asked_while_a_question_is_put_together():
    asked = planted(1)
    facts, state = unsettled(asked, exchanged=2, seed=1)
    model = reseating.Model(facts, state, list(range(SETS)))

    at = [len(model.model.proto.constraints) for _ in model.build()]

    assert at[-1] == len(model.model.proto.constraints) > 500
    assert np.diff([0, *at]).max() <= 100


def test_whoever_ends_it_finds_everybody_where_they_were():
    facts, state = unsettled(planted(2), exchanged=2, seed=2)
    times = []

    set_of, chair = reseat(facts, state, near=SETS, go_on=lambda: len(times) < 3 and not times.append(1))

    assert set_of.tolist() == state.set_of.tolist()
    assert chair.tolist() == state.chair.tolist()


def test_chairs_left_over_are_thought_of_where_they_could_help():
    """Of three times as many chairs as sets, only the last could come to every set."""
    never, always = np.array([0], np.uint64), np.array([EVERY], np.uint64)
    chairs = tuple(Chair(n, always if n >= 2 * SETS else never, EVERY) for n in range(3 * SETS))
    asked = problem(PEOPLE, SETS, smallest=5, largest=7, must_chair=True, chairs=chairs)
    facts, state = unsettled(asked, exchanged=0, seed=0)

    set_of, chair = reseat(facts, state, near=SETS, go_on=lambda: True)

    assert (state.broken == 1).all()
    assert judged(asked, facts, set_of, chair) == 0


def test_a_set_nobody_sits_in_is_seated_too():
    """Its chair can never come, which breaks a rule even there."""
    chairs = tuple(Chair(n, np.array([EVERY if n < 2 else 0], np.uint64), EVERY) for n in range(3))
    asked = problem(12, 3, smallest=3, largest=8, must_chair=True, chairs=chairs)
    facts = arrays.facts_of(asked)
    state = arrays.state_of(asked, facts, np.repeat([0, 1], 6), np.arange(3, dtype=np.int32), seed=1)

    set_of, _ = reseat(facts, state, near=2, go_on=lambda: True)

    assert state.broken.tolist() == [0, 0, 1]
    assert len(set_of) == 12
