"""What the attributes ask: from columns of text to the solver's yes-or-no questions (forming.md §2).

An answer nobody gave counts as neutral: as far from everybody as two people are on average.
"""

from collections.abc import Callable, Sequence

import numpy as np

from knotwork.formation.programme import Attribute, Direction, Kind, Participant
from knotwork.formation.solver.diversity import Questions

FINEST = 32
"""Numbers are told apart in at most so many steps."""


def attributes_that_count(attributes: Sequence[Attribute], people: Sequence[Participant]) -> tuple[Attribute, ...]:
    """Those with a weight, in which two of these people differ."""
    return tuple(a for a in attributes if a.weight > 0 and len({person.traits.get(a.name, "") for person in people} - {""}) > 1)


def questions_of(attributes: Sequence[Attribute], people: Sequence[Participant]) -> Questions:
    """All questions of these attributes; each attribute's distances run from 0 to its share of all weights."""
    total = sum(attribute.weight for attribute in attributes) or 1.0
    values, weights, numbers = [np.zeros((len(people), 0))], [np.zeros(0)], [np.zeros(0, np.int32)]
    for number, attribute in enumerate(attributes):
        answers = [person.traits.get(attribute.name, "") for person in people]
        value, weight = _TAKEN_APART[attribute.kind](attribute, answers)
        share = attribute.weight / total
        values.append(_neutral(value, np.array([not answer for answer in answers])))
        weights.append(weight * (share if attribute.direction is Direction.MIX else -share))
        numbers.append(np.full(len(weight), number, np.int32))
    base = [a.weight / total if a.direction is Direction.MATCH else 0.0 for a in attributes]
    return Questions(np.hstack(values), np.concatenate(weights), np.concatenate(numbers), np.array(base))


def _neutral(value: np.ndarray, is_unknown: np.ndarray) -> np.ndarray:
    """Unknown answers become the share of yes among the known."""
    known = value[~is_unknown]
    return np.where(is_unknown[:, None], known.mean(axis=0) if len(known) else 0.0, value)


def _categorical(_attribute: Attribute, answers: list[str]) -> tuple[np.ndarray, np.ndarray]:
    folded = [answer.casefold() for answer in answers]
    values = {value: number for number, value in enumerate(sorted(set(folded) - {""}))}
    given = np.array([values.get(answer, -1) for answer in folded])
    return (given[:, None] == np.arange(len(values))[None, :]).astype(float), np.full(len(values), 0.5)


def _ordinal(attribute: Attribute, answers: list[str]) -> tuple[np.ndarray, np.ndarray]:
    steps = {step.casefold(): number for number, step in enumerate(attribute.order)}
    level = np.array([steps.get(answer.casefold(), 0) for answer in answers])
    last = max(len(attribute.order) - 1, 1)
    return (level[:, None] > np.arange(last)[None, :]).astype(float), np.full(last, 1 / last)


def _numeric(_attribute: Attribute, answers: list[str]) -> tuple[np.ndarray, np.ndarray]:
    number = np.array([float(answer.replace(",", ".")) if answer else np.nan for answer in answers])
    known = np.unique(number[~np.isnan(number)])
    edges = known if len(known) <= FINEST else np.linspace(known[0], known[-1], FINEST + 1)
    width = max(float(edges[-1] - edges[0]), 1e-300)
    return (np.nan_to_num(number, nan=edges[0])[:, None] >= edges[None, 1:]).astype(float), np.diff(edges) / width


def _many(_attribute: Attribute, answers: list[str]) -> tuple[np.ndarray, np.ndarray]:
    said = [tags_of(answer) for answer in answers]
    tags = sorted(set().union(*said))
    most = sorted(map(len, said))[-2:]
    return np.array([[tag in own for tag in tags] for own in said], float), np.full(len(tags), 1 / max(sum(most), 1))


def tags_of(answer: str) -> frozenset[str]:
    """The several values of one answer."""
    return frozenset(tag.strip().casefold() for tag in answer.split(";") if tag.strip())


_TAKEN_APART: dict[Kind, Callable[[Attribute, list[str]], tuple[np.ndarray, np.ndarray]]] = {
    Kind.CATEGORICAL: _categorical,
    Kind.ORDINAL: _ordinal,
    Kind.NUMERIC: _numeric,
    Kind.MANY: _many,
}
