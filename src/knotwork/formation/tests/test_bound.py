"""No plan reaches more than the bound, and where that can be told the best plan reaches it."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

import numpy as np
import pytest

from knotwork.formation.asking import questions_of
from knotwork.formation.programme import Attribute, Direction, Kind, Participant
from knotwork.formation.solver import diversity
from knotwork.formation.solver.diversity import Questions

STEPS = ("low", "middle", "high")
ANSWERS = {
    Kind.CATEGORICAL: ("red", "green", "blue", ""),
    Kind.ORDINAL: (*STEPS, ""),
    Kind.NUMERIC: ("0", "1", "2.5", "9", ""),
    Kind.MANY: ("climate", "water", "climate; water", "data; youth; water", ""),
}


def asked(kind: Kind, direction: Direction, answers: Sequence[str]) -> Questions:
    """The questions of one attribute."""
    people = tuple(
        Participant(f"{number}@example.org", str(number), "UTC", traits={"this": answer} if answer else {})
        for number, answer in enumerate(answers)
    )
    return questions_of((Attribute("this", kind, STEPS if kind is Kind.ORDINAL else (), direction),), people)


def best(questions: Questions, sizes: Sequence[int]) -> float:
    """The most that any plan with these sizes reaches, by trying all."""
    people = len(questions.value)
    return max(
        float(diversity.reached(questions, set_of, np.array(sizes)).sum())
        for set_of in _plans(np.full(people, -1), list(sizes))
    )


def _plans(set_of: np.ndarray, sizes: list[int], number: int = 0) -> Iterator[np.ndarray]:
    if number == len(sizes):
        yield set_of
        return
    for members in combinations(np.flatnonzero(set_of < 0).tolist(), sizes[number]):
        seated = set_of.copy()
        seated[list(members)] = number
        yield from _plans(seated, sizes, number + 1)


@pytest.mark.parametrize("sizes", [(3, 3), (4, 3), (2, 3, 2), (2, 2, 2)])
@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("kind", Kind)
def test_no_plan_reaches_more(kind: Kind, direction: Direction, sizes: tuple[int, ...]):
    draw = Random(f"{kind} {direction} {sizes}")
    for _ in range(12):
        questions = asked(kind, direction, draw.choices(ANSWERS[kind], k=sum(sizes)))

        bound = float(diversity.bound(questions, np.array(sizes)).sum())

        assert best(questions, sizes) <= bound + 1e-9


@pytest.mark.parametrize("yes", range(8))
@pytest.mark.parametrize("direction", Direction)
def test_the_best_plan_of_one_question_reaches_the_bound(direction: Direction, yes: int):
    questions = asked(Kind.ORDINAL, direction, ["high"] * yes + ["middle"] * (7 - yes))

    bound = float(diversity.bound(questions, np.array([4, 3])).sum())

    assert bound == pytest.approx(best(questions, (4, 3)))


def test_rare_answers_are_not_all_counted_on_for_the_smallest_set():
    questions = asked(Kind.CATEGORICAL, Direction.MIX, ["red", "green", "blue", "white", "black", "grey", "red"])

    bound = float(diversity.bound(questions, np.array([4, 3])).sum())

    assert bound == pytest.approx(best(questions, (4, 3))) == 1.0


def test_an_answer_nobody_gave_leaves_no_room_between_whole_people():
    questions = asked(Kind.MANY, Direction.MIX, ["climate", "water", "climate", "water", "climate", "water", "climate", ""])

    bound = float(diversity.bound(questions, np.array([2, 2, 2, 2])).sum())

    assert bound == pytest.approx(best(questions, (2, 2, 2, 2)))


def test_whoever_said_nothing_differs_a_little_where_likeness_is_wished():
    questions = asked(Kind.CATEGORICAL, Direction.MATCH, ["red", "red", "red", "green", "green", ""])

    bound = float(diversity.bound(questions, np.array([3, 3])).sum())

    assert best(questions, (3, 3)) <= bound < 1.0
