"""What a lead could change so that a plan exists: for each fact the small changes, the kindest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.facts import Fact, without
from knotwork.formation.explaining.words import Names
from knotwork.formation.programme import Plan, Programme, Size

CHEAPEST_FIRST: Final = (
    Rule.KEEP_TOGETHER,
    Rule.PINNED,
    Rule.SIZE,
    Rule.ORGANISATION_LIMIT,
    Rule.FACILITATOR_CAPACITY,
    Rule.MEETING_TIME,
    Rule.SHARED_LANGUAGE,
    Rule.NO_FACILITATOR,
    Rule.RIVALS,
    Rule.NOT_ALONE,
    Rule.OWN_ORGANISATION,
    Rule.LINE_MANAGER,
    Rule.KEEP_APART,
)
"""What costs people least is proposed first: a wish before a number, a number before somebody's week, and last of all
whom somebody asked not to sit with (decision 26)."""
SMALLEST, LARGEST = 3, 12
FURTHEST = 4
"""By so much at most a number is changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A programme in which one fact is let go, and how to say so: what would be true, seen from a plan that was found.

    Attributes:
        programmes: alike in what must hold; they differ in how large sets are wished to be, and so in their number.
    """

    fact: Fact
    programmes: tuple[Programme, ...]
    said: Callable[[Plan], str]

    @property
    def programme(self) -> Programme:
        """The one nearest to what was wished."""
        return self.programmes[0]


def changes(programme: Programme, fact: Fact) -> Iterator[Change]:
    """How this fact could be let go, the smallest change first."""
    names = Names(programme)
    match fact.rule:
        case Rule.SIZE:
            yield from _sizes(programme, fact)
        case Rule.ORGANISATION_LIMIT:
            yield from _limits(programme, fact)
        case Rule.FACILITATOR_CAPACITY:
            yield from _capacities(programme, fact, names)
        case _:
            yield Change(fact, (without(programme, [fact]),), lambda plan: names.let_go(fact, plan))


def _sizes(programme: Programme, fact: Fact) -> Iterator[Change]:
    size = programme.rules.size
    wider = (
        (size.smallest - down, size.largest + up)
        for down in range(FURTHEST + 1)
        for up in range(FURTHEST + 1)
        if (down or up) and size.smallest - down >= SMALLEST and size.largest + up <= LARGEST
    )
    for low, high in sorted(wider, key=lambda each: (each[1] - each[0], -each[0])):
        sizes = [Size(low, high, target) for target in dict.fromkeys((size.target, low, high))]
        eased = tuple(replace(programme, rules=replace(programme.rules, size=each)) for each in sizes)
        yield Change(fact, eased, _saying(f"a set may have {low} to {high} members"))


def _limits(programme: Programme, fact: Fact) -> Iterator[Change]:
    limit = programme.rules.at_most_per_organisation
    for more in range(limit + 1, limit + FURTHEST + 1):
        eased = replace(programme, rules=replace(programme.rules, at_most_per_organisation=more))
        yield Change(fact, (eased,), _saying(f"{more} people of one organisation may be in a set"))


def _capacities(programme: Programme, fact: Fact, names: Names) -> Iterator[Change]:
    for more in range(1, FURTHEST + 1):
        people = tuple(
            replace(person, facilitates=person.facilitates + more) if person.email in fact.about else person
            for person in programme.people
        )
        yield Change(fact, (replace(programme, people=people),), _saying(names.could_take(fact, more)))


def _saying(sentence: str) -> Callable[[Plan], str]:
    return lambda _: sentence
