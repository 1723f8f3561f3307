"""What the quick checks look at: who belongs together, who must not meet and for which facts, who is free when."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, permutations

import numpy as np

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.facts import (
    Asked,
    Fact,
    capacity_of,
    language_of,
    organisation,
    pin_of,
    time_of,
)
from knotwork.formation.programme import Participant


@dataclass(frozen=True, slots=True)
class Suspect:
    """Facts that cannot all be kept, perhaps with more among them than it takes.

    Attributes:
        people: addresses of whoever has to be placed for that; None if everybody has.
    """

    facts: frozenset[Fact]
    people: frozenset[str] | None = None


@dataclass(frozen=True)
class Block:
    """People who must all be in one set: tied to one another, or pinned to one label."""

    people: tuple[Participant, ...]
    labels: tuple[str, ...]


class Terrain:
    """A programme, looked at from each side once."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.programme, self.rules = asked, asked.programme, asked.programme.rules
        self.members, self.heads = asked.members, asked.heads
        self.number = {person.email: at for at, person in enumerate(self.members)}
        self.person = {person.email: person for person in self.programme.people}

    @cached_property
    def must_chair(self) -> bool:
        """Whether each set needs a facilitator."""
        return self.rules.every_set_facilitated and bool(self.heads)

    @property
    def chairs(self) -> int:
        """How many sets the facilitators can take."""
        return sum(head.facilitates for head in self.heads)

    @cached_property
    def capacities(self) -> frozenset[Fact]:
        """What each facilitator can take, and that each set needs one."""
        return frozenset([Fact(Rule.NO_FACILITATOR), *map(capacity_of, self.heads)])

    def at_most_sets(self) -> Iterator[tuple[int, frozenset[Fact]]]:
        """Bounds on the number of sets, with the facts each rests on."""
        yield len(self.members) // self.rules.size.smallest, frozenset({Fact(Rule.SIZE)})
        if self.must_chair:
            yield self.chairs, self.capacities

    # Who belongs together

    @cached_property
    def near(self) -> dict[str, dict[str, Fact]]:
        """Whom each member is bound to, and by which fact; the label of a set stands for itself, marked so."""
        found: dict[str, dict[str, Fact]] = {}
        for person in self.members:
            for other in person.keep_together & self.number.keys() - {person.email}:
                bond = Fact(Rule.KEEP_TOGETHER, frozenset({person.email, other}))
                found.setdefault(person.email, {})[other] = bond
                found.setdefault(other, {})[person.email] = bond
            if person.pinned:
                found.setdefault(person.email, {})[_place(person.pinned)] = pin_of(person)
                found.setdefault(_place(person.pinned), {})[person.email] = pin_of(person)
        return found

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Everybody in blocks; most people are one alone."""
        seen: set[str] = set()
        blocks = []
        for person in self.members:
            if person.email not in seen:
                reached = list(self.reached(person.email))
                seen.update(reached)
                people = tuple(self.person[each] for each in reached if each in self.number)
                blocks.append(Block(people, tuple(sorted(each for each in reached if each not in self.number))))
        return tuple(blocks)

    def reached(self, start: str) -> dict[str, str]:
        """Whoever is bound to somebody, nearest first, and through whom."""
        through, waiting = {start: start}, deque([start])
        while waiting:
            here = waiting.popleft()
            for other in sorted(self.near.get(here, {})):
                if other not in through:
                    through[other] = here
                    waiting.append(other)
        return through

    def bonds(self, ends: Collection[str]) -> frozenset[Fact]:
        """The facts that put all of these into one set, by the shortest ways from the first."""
        first, *others = sorted(ends)
        through, found = self.reached(first), set()
        for each in others:
            while each != first:
                found.add(self.near[each][through[each]])
                each = through[each]  # noqa: PLW2901 – one step along the way
        return frozenset(found)

    # Who must not meet

    @cached_property
    def parted(self) -> dict[frozenset[str], Fact]:
        """Pairs who must not share a set by a fact about the two; a line counts before a wish."""
        found: dict[frozenset[str], Fact] = {}
        for fact in sorted(self.asked.facts, key=lambda fact: fact.rule is not Rule.KEEP_APART):
            if fact.rule in {Rule.KEEP_APART, Rule.LINE_MANAGER}:
                found[fact.about] = fact
        return found

    @cached_property
    def partners(self) -> Mapping[str, Collection[str]]:
        """Whom each must not share a set with by a fact about the two."""
        return _gathered(both for pair in self.parted for both in permutations(pair, 2))

    @cached_property
    def rivals(self) -> Mapping[str, Collection[str]]:
        """The rivals of each organisation."""
        return _gathered(both for pair in self.rules.rivals for both in permutations(pair, 2))

    @cached_property
    def of_house(self) -> Mapping[str, Collection[str]]:
        """Everybody by organisation."""
        return _gathered((house, email) for email, house in self.house.items())

    @cached_property
    def heads_of_house(self) -> Mapping[str, Collection[str]]:
        """Facilitators by organisation, where it is known."""
        return _gathered((house, head.email) for head in self.heads if (house := self.house[head.email]))

    def must_not_meet(self, member: Participant) -> Iterator[tuple[Participant, Fact]]:
        """Everybody who must not share a set with a member, facilitators too, and why."""
        house = self.house[member.email]
        others = {*self.partners.get(member.email, ()), *self.heads_of_house.get(house, ())}
        others.update(*(self.of_house.get(rival, ()) for rival in self.rivals.get(house, ())))
        for email in sorted(others - {member.email}):
            if fact := self.reason(member, self.person[email]):
                yield self.person[email], fact

    @cached_property
    def house(self) -> dict[str, str]:
        """Everybody's organisation."""
        return {person.email: organisation(person) for person in self.programme.people}

    def reason(self, one: Participant, other: Participant) -> Fact | None:
        """A fact by which these two must not share a set."""
        if fact := self.parted.get(frozenset({one.email, other.email})):
            return fact
        houses = frozenset({self.house[one.email], self.house[other.email]})
        if houses in self.rules.rivals and len(houses) == 2:
            return Fact(Rule.RIVALS, houses)
        for head, member in ((one, other), (other, one)):
            if head.facilitates and not member.facilitates and self.house[head.email] == self.house[member.email] != "":
                return Fact(Rule.OWN_ORGANISATION, frozenset({head.email}))
        return None

    def reasons(self, people: Iterable[Participant]) -> frozenset[Fact]:
        """Every fact by which two of these must not share a set."""
        found = (self.reason(one, other) for one, other in combinations(people, 2))
        return frozenset(fact for fact in found if fact)

    # Who can come, and understand

    def free(self, people: Iterable[Participant]) -> np.ndarray:
        """Which weekly times suit all of these; bool, shape (times,)."""
        rows = [self.asked.suits[person.email] for person in people]
        return np.asarray(np.logical_and.reduce(rows)) if rows else np.ones(len(self.asked.times.slots), bool)

    def spoken(self, people: Iterable[Participant]) -> frozenset[str] | None:
        """Which languages all of these speak; None if any will do."""
        told = [person.languages for person in people if person.languages] if self.rules.shared_language else []
        return frozenset.intersection(*told) if told else None

    def understand(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether people of these languages understand one another, as far as it is asked."""
        return not self.rules.shared_language or not one or not other or bool(one & other)

    def own(self, people: Iterable[Participant]) -> frozenset[Fact]:
        """What is said of the hours and languages of these."""
        people = list(people)
        speakers = [person for person in people if person.languages and self.rules.shared_language]
        return frozenset([*map(time_of, people), *map(language_of, speakers)])


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Collection[str]]:
    """The second of each pair, by the first."""
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
    return found


def _place(label: str) -> str:
    """A set's label beside mail addresses, none of which begins so."""
    return f"\x00{label}"
