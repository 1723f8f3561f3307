"""The constraint solver as everything here asks it."""

from itertools import pairwise

import pytest

from knotwork.formation.solver.constraints import cp_model, solved


def crowded(pigeons: int) -> cp_model.CpModel:
    """One pigeon more than holes: impossible, and long to prove where there are many."""
    model = cp_model.CpModel()
    sits = [[model.new_bool_var("") for _ in range(pigeons - 1)] for _ in range(pigeons)]
    for row in sits:
        model.add_bool_or(row)
    for hole in zip(*sits, strict=True):
        for one in range(pigeons):
            for other in range(one):
                model.add_bool_or(hole[one].Not(), hole[other].Not())
    return model


def test_an_answer_comes_with_the_solver_that_has_it():
    model = cp_model.CpModel()
    numbers = [model.new_int_var(0, 9, "") for _ in range(3)]
    for one, other in pairwise(numbers):
        model.add(one < other)
    model.add(sum(numbers) == 3)

    status, solver = solved(model, effort=1.0, go_on=lambda: True)

    assert status == cp_model.OPTIMAL
    assert [solver.value(number) for number in numbers] == [0, 1, 2]


def test_what_is_impossible_is_proven():
    assert solved(crowded(5), effort=1.0, go_on=lambda: True)[0] == cp_model.INFEASIBLE


@pytest.mark.parametrize(("effort", "asks"), [(0.001, None), (1e9, 2)])
def test_it_ends_when_the_effort_is_spent_or_whoever_waits_has_enough(effort: float, asks: int | None):
    asked = []

    def go_on() -> bool:
        asked.append(len(asked))
        return asks is None or len(asked) < asks

    status, _ = solved(crowded(60), effort=effort, go_on=go_on)

    assert status == cp_model.UNKNOWN
    assert asks is None or len(asked) == asks
