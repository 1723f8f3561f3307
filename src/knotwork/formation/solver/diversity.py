"""How different people are, and how different a plan could make its sets at most (forming.md §2).

Every attribute is taken apart into yes-or-no questions. Two people differ in a question when one says yes and the
other no; for values x and y in between, as unknown answers have, x + y - 2 x y is the chance that they differ. So the
sum inside a set follows from the questions' totals alone, and spreading each total evenly bounds what can be reached.
"""

from dataclasses import dataclass

import numpy as np

from knotwork.formation.solver.problem import UNIT
from knotwork.formation.solver.state import Reals, Whole


@dataclass(frozen=True, slots=True)
class Questions:
    """What the attributes ask.

    Attributes:
        value: shape (people, questions); 1 yes, 0 no, in between for what is not known.
        weight: shape (questions,); what a pair that differs adds to the distance, negative where likeness is wished.
        attribute: shape (questions,); the number of the attribute.
        base: shape (attributes,); what each pair has from the beginning: the weight where likeness is wished, else 0.
    """

    value: Reals
    weight: Reals
    attribute: Whole
    base: Reals


def distances(questions: Questions) -> Whole:
    """The distance of each pair in millionths, shape (people, people); cost: people squared times questions."""
    value, weight = questions.value, questions.weight
    each = value @ weight
    people = len(value)
    found = np.empty((people, people), np.int32)
    for first in range(0, people, 512):
        rows, rest = slice(first, first + 512), slice(first, None)
        exact = questions.base.sum() + each[rows, None] + each[None, rest] - 2 * (value[rows] * weight) @ value[rest].T
        found[rows, rest] = np.rint(exact * UNIT)
        found[rest, rows] = found[rows, rest].T
    np.fill_diagonal(found, 0)
    return found


def reached(questions: Questions, set_of: Whole, sizes: Whole) -> Reals:
    """The mean over sets of the mean distance inside them, of each attribute; shape (attributes,)."""
    return _by_attribute(questions, _differing(questions, set_of, sizes).mean(axis=0))


def within_sets(questions: Questions, set_of: Whole, sizes: Whole) -> Reals:
    """The mean distance inside each set, of each attribute; shape (sets, attributes)."""
    return np.array([_by_attribute(questions, row) for row in _differing(questions, set_of, sizes)])


def bound(questions: Questions, sizes: Whole) -> Reals:
    """What `reached` can at most be, of each attribute alone; shape (attributes,); cost: sets times questions.

    A wish for difference is bounded by the even spread of each yes, a wish for likeness by filling whole sets with it.
    """
    totals, fuzz = questions.value.sum(axis=0), (questions.value - questions.value**2).sum(axis=0)
    shares = [
        _heaped(total, unsure, sizes) if weight < 0 else _finely(total, unsure, sizes) if unsure else _evenly(total, sizes)
        for total, unsure, weight in zip(totals, fuzz, questions.weight, strict=True)
    ]
    return _by_attribute(questions, np.array(shares))


def _by_attribute(questions: Questions, shares: Reals) -> Reals:
    """From the share of pairs that differ in each question to the distance of each attribute."""
    added = np.bincount(questions.attribute, questions.weight * shares, minlength=len(questions.base))
    return questions.base + added


def _pairs(sizes: Whole) -> Reals:
    return np.maximum(sizes * (sizes - 1) / 2.0, 1.0)


def _differing(questions: Questions, set_of: Whole, sizes: Whole) -> Reals:
    """The share of pairs that differ, shape (sets, questions)."""
    total = np.zeros((len(sizes), questions.value.shape[1]))
    squares = np.zeros_like(total)
    np.add.at(total, set_of, questions.value)
    np.add.at(squares, set_of, questions.value**2)
    return ((sizes[:, None] - 1) * total - total**2 + squares) / _pairs(sizes)[:, None]


def _evenly(total: float, sizes: Whole) -> float:
    """The largest mean share of pairs that can differ when everybody answers yes or no.

    The yes after y others in a set of s adds s - 1 - 2 y pairs; these gains fall, so taking the largest first is best.
    """
    taken = np.arange(sizes.max())[None, :]
    gains = np.where(taken < sizes[:, None], (sizes[:, None] - 1 - 2 * taken) / _pairs(sizes)[:, None], -np.inf)
    return float(np.sort(gains, axis=None)[::-1][: round(total)].sum()) / len(sizes)


def _finely(total: float, unsure: float, sizes: Whole) -> float:
    """The same where unknown answers let a set have any total: all sets have the same last gain, found by halving.

    Args:
        unsure: by how much the squares of the answers fall short of the answers.
    """
    pairs = _pairs(sizes)
    low, high = -float((sizes / pairs).max()), float((sizes / pairs).max())
    for _ in range(60):
        gain = (low + high) / 2
        given = np.clip((sizes - gain * pairs) / 2, 0, sizes)
        low, high = (gain, high) if given.sum() > total else (low, gain)
    return float(((sizes * given - given**2) / pairs).sum() - unsure / pairs.max()) / len(sizes)


def _heaped(total: float, unsure: float, sizes: Whole) -> float:
    """The smallest mean share of pairs that must differ: every set says yes as one or no as one, but the last.

    y (s - y) is concave, so the least lies where all but one set are full or empty. With sets of two sizes nearly every
    total fits without a rest, and 0 is taken.
    """
    if sizes.min() != sizes.max():
        return 0.0
    left = total % sizes[0]
    return float(max(0.0, left * (sizes[0] - left) - unsure) / _pairs(sizes)[0]) / len(sizes)
