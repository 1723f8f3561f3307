"""How different people are in one attribute, and how different a set of that size could be.

The measure is the mean over pairs in which both answers are known. What is possible follows design forming.md §2: every
category, and every step of an order, spread evenly over all sets; for an attribute that is to be alike, everybody
lined up by it and cut into sets. Cost of a bound: the number of different answers, once for each size.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from math import comb

from knotwork.formation.programme import Attribute, Direction, Kind, Participant

type Value = str | float | frozenset[str]


def known(attribute: Attribute, text: str) -> Value | None:
    """What an answer counts as: a folded word, a step or a number, or several words; None if it says nothing."""
    folded = " ".join(text.split()).casefold()
    match attribute.kind:
        case Kind.ORDINAL:
            steps = [step.casefold() for step in attribute.order]
            return float(steps.index(folded)) if folded in steps else None
        case Kind.NUMERIC:
            return _number(folded)
        case Kind.MANY:
            return frozenset(part.strip() for part in folded.split(";") if part.strip()) or None
        case Kind.CATEGORICAL:
            return folded or None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


class Scale:
    """One attribute, and how all who are to be placed answer it."""

    def __init__(self, attribute: Attribute, people: Iterable[Participant]) -> None:
        self.attribute = attribute
        self.answers: Mapping[str, Value] = dict(self._answers(people))
        self._possible: dict[int, float] = {}

    def _answers(self, people: Iterable[Participant]) -> Iterable[tuple[str, Value]]:
        for person in people:
            value = known(self.attribute, person.traits.get(self.attribute.name, ""))
            if value is not None:
                yield person.email, value

    def of(self, mails: Iterable[str]) -> list[Value]:
        """The known answers of these people, in their order."""
        return [self.answers[mail] for mail in mails if mail in self.answers]

    def reached(self, mails: Iterable[str]) -> float | None:
        """How much of what is possible these people reach, from 0 to 1; None if there is nothing to reach.

        More than an even share counts as 1: another set has less for it.
        """
        values = self.of(mails)
        if len(values) < 2:
            return None
        mean, possible = self._mean(values), self.possible(len(values))
        if self.attribute.direction is Direction.MATCH:
            return min(1.0, (1 - mean) / (1 - possible)) if possible < 1 else None
        return min(1.0, mean / possible) if possible > 0 else None

    def possible(self, size: int) -> float:
        """The mean difference to be wished for in a set of so many: the most for a mix, the least where alike is wished."""
        if size not in self._possible:
            alike = self.attribute.direction is Direction.MATCH
            self._possible[size] = self._lined_up(size) if alike else self._spread(size)
        return self._possible[size]

    def _mean(self, values: Sequence[Value]) -> float:
        pairs = [self._between(one, other) for one, other in combinations(values, 2)]
        return sum(pairs) / len(pairs)

    def _between(self, one: Value, other: Value) -> float:
        if isinstance(one, float) and isinstance(other, float):
            return abs(one - other) / self._span if self._span else 0.0
        if isinstance(one, frozenset) and isinstance(other, frozenset):
            return len(one ^ other) / len(self.counts)
        return float(one != other)

    @cached_property
    def _span(self) -> float:
        """From one end to the other: of the stated order, or of the numbers given."""
        if self.attribute.kind is Kind.ORDINAL:
            return float(max(1, len(self.attribute.order) - 1))
        numbers = [value for value in self.answers.values() if isinstance(value, float)]
        return max(numbers) - min(numbers) if numbers else 0.0

    @cached_property
    def counts(self) -> Counter[Hashable]:
        """How many give each answer; of several at once each counts."""
        if self.attribute.kind is Kind.MANY:
            return Counter(word for value in self.answers.values() if isinstance(value, frozenset) for word in value)
        return Counter(self.answers.values())

    def _spread(self, size: int) -> float:
        """Each answer, or each step between answers, shared out evenly over sets of this size."""
        share = size / len(self.answers)
        pairs = comb(size, 2)
        if self.attribute.kind is Kind.CATEGORICAL:
            return 1 - sum(_even(share * count, lambda x: comb(x, 2)) for count in self.counts.values()) / pairs
        if self.attribute.kind is Kind.MANY:
            halves = (_even(share * count, lambda x: x * (size - x)) for count in self.counts.values())
            return sum(halves) / pairs / len(self.counts)
        return self._spread_of_steps(share, size) / pairs

    def _spread_of_steps(self, share: float, size: int) -> float:
        total, below = 0.0, 0
        for lower, upper in pairwise(sorted(self.counts, key=float_of)):
            below += self.counts[lower]
            apart = _even(share * below, lambda x: x * (size - x))
            total += apart * (float_of(upper) - float_of(lower)) / self._span
        return total

    def _lined_up(self, size: int) -> float:
        """Everybody in order of their answers, cut into sets of this size; several answers at once could all be alike."""
        if self.attribute.kind is Kind.MANY:
            return 0.0
        values = sorted(self.answers.values(), key=lambda value: (-self.counts[value] if isinstance(value, str) else 0, value))
        cut = [values[start : start + size] for start in range(0, len(values) - size + 1, size)]
        return sum(map(self._mean, cut)) / max(1, len(cut))


def float_of(value: Hashable) -> float:
    """A step or a number, for sorting."""
    return value if isinstance(value, float) else 0.0


def _even(share: float, of: Callable[[int], int]) -> float:
    """The mean of `of` over sets that hold this many on average, each the whole number below or above."""
    whole = int(share + 1e-9)
    rest = max(0.0, share - whole)
    return (1 - rest) * of(whole) + rest * of(whole + 1)
