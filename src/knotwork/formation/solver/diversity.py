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
    totals = questions.value.sum(axis=0)
    shares = _spread(totals, sizes, (sizes - 1) / _pairs(sizes))
    single = _is_single(questions)[questions.attribute]
    if single.any():
        mean = float(((sizes - 1) / _pairs(sizes) * sizes).sum()) / len(questions.value)
        shares[single] = _spread(totals[single], sizes, np.full(len(sizes), mean))
    for number in np.flatnonzero(questions.weight < 0):
        answers = questions.value[:, number]
        shares[number] = _heaped(totals[number], float((answers - answers**2).sum()), sizes)
    return _by_attribute(questions, shares)


def _by_attribute(questions: Questions, shares: Reals) -> Reals:
    """From the share of pairs that differ in each question to the distance of each attribute."""
    added = np.bincount(questions.attribute, questions.weight * shares, minlength=len(questions.base))
    return questions.base + added


def _pairs(sizes: Whole) -> Reals:
    return np.maximum(sizes * (sizes - 1) / 2.0, 1.0)


def _differing(questions: Questions, set_of: Whole, sizes: Whole) -> Reals:
    """The share of pairs that differ, shape (sets, questions)."""
    total, squares = np.zeros((2, len(sizes), questions.value.shape[1]))
    for number in range(len(sizes)):
        value = questions.value[set_of == number]
        total[number], squares[number] = value.sum(axis=0), (value**2).sum(axis=0)
    return ((sizes[:, None] - 1) * total - total**2 + squares) / _pairs(sizes)[:, None]


def _is_single(questions: Questions) -> np.ndarray:
    """Whether everybody says yes to one question of an attribute, or in parts that make one, and all weigh the same."""
    found = np.zeros(len(questions.base), bool)
    for number in range(len(found)):
        own = questions.attribute == number
        weights = questions.weight[own]
        found[number] = own.any() and (weights == weights[0]).all() and np.allclose(questions.value[:, own].sum(axis=1), 1)
    return found


def _spread(totals: Reals, sizes: Whole, first: Reals) -> Reals:
    """The largest mean share of pairs that can differ in each question.

    The yes after y others in a set adds what the first adds, less 2 y pairs; these gains fall, so taking the largest
    first is best. A value in between is the mean of answers drawn by lot, each pair differs as often as they do, and no
    lot does better than the best spread of its total; since gains fall, the best spread of the mean total is more still.

    Args:
        first: shape (sets,); the share of pairs the first yes in each set makes differ: it and all others. Where
            everybody says yes to one of several questions, it is the same in sum whoever sits where, and the mean over
            all people may stand for it; else each rare answer would be counted on for the smallest set.
    """
    taken = np.arange(sizes.max())[None, :]
    gains = (first[:, None] - 2 * taken / _pairs(sizes)[:, None])[taken < sizes[:, None]]
    best = np.concatenate([[0.0], np.cumsum(np.sort(gains)[::-1])])
    return np.asarray(np.interp(totals, np.arange(len(best)), best) / len(sizes), np.float64)


def _heaped(total: float, unsure: float, sizes: Whole) -> float:
    """The smallest mean share of pairs that must differ: every set says yes as one or no as one, but one.

    y (s - y) is concave, so the least lies where all but one set are full or empty: whichever sets can be filled so that
    the rest makes the fewest pairs. Two answers x and y differ by x - x² + y - y² at least, so each that is not known
    costs that with everybody in its set.

    Args:
        unsure: by how much the squares of the answers fall short of the answers.
    """
    if unsure > 0:
        return float(2 * unsure / sizes.max()) / len(sizes)
    wanted, pairs = round(total), _pairs(sizes)
    found = np.inf
    for one in np.unique(sizes, return_index=True)[1]:
        fillable = _fillable(np.delete(sizes, one))
        for left in range(int(sizes[one]) + 1):
            if left <= wanted and fillable >> (wanted - left) & 1:
                found = min(found, left * (sizes[one] - left) / pairs[one])
    return float(found) / len(sizes)


def _fillable(sizes: Whole) -> int:
    """How many people may fill whole sets: bit n says that n can."""
    found = 1
    for size in sizes.tolist():
        found |= found << size
    return found
