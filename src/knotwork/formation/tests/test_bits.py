"""Bits hold what was said, whatever the width of a row."""

import numpy as np
import pytest

from knotwork.formation.solver import bits
from knotwork.formation.solver.kernels.holding import has, mark, unfit


@pytest.mark.parametrize("columns", [0, 1, 8, 63, 64, 65, 130])
def test_rows_come_back_as_they_were(columns: int):
    flags = np.random.default_rng(columns).random((5, columns)) < 0.5

    packed = bits.packed(flags)

    assert packed.dtype == np.uint64
    assert packed.shape == (5, max(1, -(-columns // 64)))
    assert np.array_equal(bits.unpacked(packed)[:, :columns], flags)
    assert not bits.unpacked(packed)[:, columns:].any()
    assert all(has(packed[row], column) == flags[row, column] for row in range(5) for column in range(columns))


def test_nobody_is_nobody():
    assert bits.nobody(70).shape == (70, 2)
    assert not bits.nobody(70).any()


def test_a_bit_is_marked_and_no_other():
    row = bits.nobody(130)[0]

    for place in (0, 63, 64, 129):
        mark(row, place)

    assert np.flatnonzero(bits.unpacked(row[None, :])[0]).tolist() == [0, 63, 64, 129]


def test_whoever_shares_no_time_or_no_language_is_unfit_for_each_other():
    slots = np.array([[1, 0], [3, 0], [2, 0], [0, 4]], np.uint64)
    languages = np.array([[1], [2], [3], [3]], np.uint64)
    apart = np.zeros((4, 4), bool)
    apart[1, 2] = apart[2, 1] = True

    found = bits.unpacked(unfit(bits.packed(apart), slots, languages))[:, :4]

    assert found.tolist() == [
        [False, True, True, True],
        [True, False, True, True],
        [True, True, False, True],
        [True] * 3 + [False],
    ]
