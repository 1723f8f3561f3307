"""Plans that need no search: everybody in a set of their own, and seats exchanged in a plan that was found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from itertools import combinations

import numpy as np

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.facts import ALWAYS, Fact
from knotwork.formation.explaining.kinds import Question
from knotwork.formation.programme import Participant, Plan, PlannedSet, Slot


def plan_of(sets: Iterable[PlannedSet]) -> Plan:
    """A plan of which nothing else is said."""
    return Plan(tuple(sets), (), (), score=0, bound=0, worst_set=0, shares=(), seed=0, proposals=0, seconds=0)


def alone(question: Question) -> Plan | None:
    """Each block of people who belong together in a set of its own; None where sets may not be so small, or need a head."""
    if question.programme.rules.size.smallest > 1 or question.must_chair:
        return None
    blocks: dict[str, list[Participant]] = defaultdict(list)
    for email, root in _roots(question).items():
        blocks[root].append(question.by_email[email])
    return plan_of(_set(question, number, people) for number, people in enumerate(blocks.values(), start=1))


def _set(question: Question, number: int, people: list[Participant]) -> PlannedSet:
    label = max(person.pinned for person in people) or f"Set {number}"
    rows = [question.asked.suits[person.email] for person in people if person.available != ALWAYS]
    common = np.flatnonzero(np.logical_and.reduce(rows)) if rows else np.zeros(0, int)
    any_time = Slot(2, time(12), "UTC", question.programme.rules.meeting_minutes)
    slots = (question.asked.times.slots[int(common[0])],) if len(common) else () if rows else (any_time,)
    return PlannedSet(label, tuple(sorted(person.email for person in people)), "", slots)


def _roots(question: Question) -> dict[str, str]:
    """One person of each block, for everybody who must be placed or belongs to them."""
    root = {person.email: person.email for kind in question.members for person in kind.who}

    def top(email: str) -> str:
        while root[email] != email:
            email = root[email]
        return email

    first: dict[str, str] = {}
    for kind in question.members:
        for person in kind.who:
            if person.pinned:
                root[top(person.email)] = top(first.setdefault(person.pinned, person.email))
    for pair in question.tied:
        if pair <= root.keys():
            one, other = pair
            root[top(one)] = top(other)
    return {email: top(email) for email in root}


@dataclass(frozen=True)
class Seats:
    """Who sits where in a plan that lets go of one pair alone, of facts that are about pairs and about all sets.

    Another pair can take the seats of the first, and they theirs: people of whom nothing else is said are interchangeable.
    """

    set_of: Mapping[str, int]
    sits: Mapping[int, frozenset[str]]
    pair: frozenset[str]
    apart: frozenset[frozenset[str]]

    @staticmethod
    def of(plan: Plan, kept: frozenset[Fact], gone: frozenset[Fact]) -> "Seats | None":
        """What can be exchanged in this plan, if anything."""
        pairs = [fact.about for fact in gone if fact.rule is Rule.KEEP_APART]
        alike = {Rule.SIZE, Rule.NO_FACILITATOR, Rule.FACILITATOR_CAPACITY, Rule.KEEP_APART}
        if len(pairs) != 1 or len(gone) != 1 or {fact.rule for fact in kept} - alike:
            return None
        apart = frozenset(fact.about for fact in kept if fact.rule is Rule.KEEP_APART)
        named = frozenset().union(*apart, *pairs)
        set_of = {email: at for at, planned in enumerate(plan.sets) for email in planned.members if email in named}
        sits = {at: frozenset(planned.members) & named for at, planned in enumerate(plan.sets)}
        return Seats(set_of, sits, pairs[0], apart | {pairs[0]}) if named <= set_of.keys() else None

    def serves(self, fact: Fact) -> bool:
        """Whether, after the exchange, of all pairs to be kept apart this one alone shares a set."""
        if fact.rule is not Rule.KEEP_APART or fact.about not in self.apart:
            return False
        now: dict[str, str] = {}
        for one, other in zip(sorted(self.pair - fact.about), sorted(fact.about - self.pair), strict=True):
            now |= {one: other, other: one}
        touched = {self.set_of[email] for email in (*now, *self.pair)}
        found = {
            pair
            for at in touched
            for each in combinations((now.get(email, email) for email in self.sits[at]), 2)
            if (pair := frozenset(each)) in self.apart
        }
        return found == {fact.about}
