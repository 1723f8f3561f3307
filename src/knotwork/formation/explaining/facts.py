"""What a lead asks for, taken apart into facts: each one thing in the files that could be let go on its own.

That everybody is placed, and how long and how often sets meet, is ground and no fact.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from knotwork.formation.checker import Rule
from knotwork.formation.programme import Participant, Programme, Rules, Size, Span
from knotwork.formation.times import Times, times

ALWAYS = tuple(Span(weekday, 0, 24 * 60) for weekday in range(7))
"""When somebody can meet whose hours are let go."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is asked for and could be let go.

    Attributes:
        about: mail addresses; organisations in lower case for rivals and limits, the attribute for `NOT_ALONE`; empty for
            a rule of all sets.
    """

    rule: Rule
    about: frozenset[str] = frozenset()


SIZES = Fact(Rule.SIZE)
FACILITATED = Fact(Rule.NO_FACILITATOR)
OF_ONE = frozenset({Rule.MEETING_TIME, Rule.SHARED_LANGUAGE})
"""What somebody can do. Of people a clash is not about, it is ground: what others can do is as it is."""
TAKEN_AWAY = 0
"""A limit that is let go."""


def time_of(person: Participant) -> Fact:
    """The hours somebody can meet at."""
    return Fact(Rule.MEETING_TIME, frozenset({person.email}))


def language_of(person: Participant) -> Fact:
    """The languages somebody speaks."""
    return Fact(Rule.SHARED_LANGUAGE, frozenset({person.email}))


def pin_of(person: Participant) -> Fact:
    """The set somebody stays in."""
    return Fact(Rule.PINNED, frozenset({person.email}))


def capacity_of(person: Participant) -> Fact:
    """How many sets somebody can facilitate."""
    return Fact(Rule.FACILITATOR_CAPACITY, frozenset({person.email}))


def organisation(person: Participant) -> str:
    """Somebody's organisation as the rules compare it; empty if nothing is known."""
    return person.traits.get("organisation", "").strip().lower()


def facts_of(programme: Programme) -> frozenset[Fact]:
    """Everything that is asked for."""
    known = frozenset(person.email for person in programme.people)
    said = (fact for person in programme.people for fact in facts_about(person, programme.rules, known))
    return frozenset([SIZES, *_of_rules(programme), *said])


def _of_rules(programme: Programme) -> Iterator[Fact]:
    rules = programme.rules
    if rules.every_set_facilitated and any(person.facilitates for person in programme.people):
        yield FACILITATED
    for pair in rules.rivals:
        yield Fact(Rule.RIVALS, pair)
    for name in rules.not_alone:
        yield Fact(Rule.NOT_ALONE, frozenset({name}))
    if rules.at_most_per_organisation:
        for house in {organisation(person) for person in programme.people if not person.facilitates} - {""}:
            yield Fact(Rule.ORGANISATION_LIMIT, frozenset({house}))


def facts_about(person: Participant, rules: Rules, known: frozenset[str]) -> Iterator[Fact]:
    """What one row says; `known` are the addresses of all rows."""
    me = person.email
    yield time_of(person)
    if person.languages and rules.shared_language:
        yield language_of(person)
    for other in (person.keep_apart & known) - {me}:
        yield Fact(Rule.KEEP_APART, frozenset({me, other}))
    for other in (person.keep_together & known) - {me}:
        yield Fact(Rule.KEEP_TOGETHER, frozenset({me, other}))
    if rules.not_with_manager and person.manager in known - {me}:
        yield Fact(Rule.LINE_MANAGER, frozenset({me, person.manager}))
    if person.pinned:
        yield pin_of(person)
    if person.facilitates:
        yield capacity_of(person)
        if organisation(person):
            yield Fact(Rule.OWN_ORGANISATION, frozenset({me}))


def without(programme: Programme, facts: Collection[Fact]) -> Programme:
    """The same programme in which these facts are let go, as a lead would let them go in the files.

    The limit of an organisation goes with the limit of all, since the files know only one.
    """
    gone = frozenset(facts)
    people = (
        tuple(_eased(person, gone, programme.rules) for person in programme.people) if _personal(gone) else programme.people
    )
    return replace(programme, people=people, rules=_rules_without(programme, gone))


@dataclass(frozen=True)
class Asked:
    """A programme and all its facts."""

    programme: Programme
    facts: frozenset[Fact]

    @cached_property
    def members(self) -> tuple[Participant, ...]:
        """Whoever is to be placed."""
        return tuple(person for person in self.programme.people if not person.facilitates)

    @cached_property
    def heads(self) -> tuple[Participant, ...]:
        """Whoever facilitates."""
        return tuple(person for person in self.programme.people if person.facilitates)

    @cached_property
    def times(self) -> Times:
        """Every weekly time that suits anybody; rows as in `programme.people`."""
        rules = self.programme.rules
        return times(self.programme.people, replace(rules, size=replace(rules.size, smallest=1)))

    @cached_property
    def suits(self) -> Mapping[str, np.ndarray]:
        """Which of the times suit somebody, by address; bool, shape (times,)."""
        return {person.email: row for person, row in zip(self.programme.people, self.times.suits, strict=True)}

    @staticmethod
    def by(programme: Programme) -> "Asked":
        """What this programme asks for."""
        return Asked(programme, facts_of(programme))

    def only(self, kept: Collection[Fact], *, of: Collection[Fact]) -> Programme:
        """The programme in which of all facts only these are asked for; of limits of organisations all or none.

        What people can do whom `of` says nothing about stays as it is while a kept fact is about somebody's hours, or
        languages: it is ground. Else it goes as well.
        """
        grounds = {fact.rule for fact in kept} & OF_ONE
        told = frozenset(of) - frozenset(kept)
        stays = {*kept, *(fact for fact in self.facts if fact.rule in grounds and fact not in told)}
        if any(fact.rule is Rule.ORGANISATION_LIMIT for fact in kept):
            stays.update(fact for fact in self.facts if fact.rule is Rule.ORGANISATION_LIMIT)
        return without(self.programme, self.facts - stays)


def week_holds(rules: Rules) -> int:
    """How many meetings somebody can be at in a week, one after another, day and night."""
    return max(1, 7 * 24 * 60 // rules.meeting_minutes)


def _personal(gone: frozenset[Fact]) -> bool:
    rules = {fact.rule for fact in gone}
    return bool(rules - {Rule.SIZE, Rule.NO_FACILITATOR, Rule.RIVALS, Rule.NOT_ALONE, Rule.ORGANISATION_LIMIT})


def _rules_without(programme: Programme, gone: frozenset[Fact]) -> Rules:
    rules, of_rule = programme.rules, {fact.rule for fact in gone}
    lost = {name for fact in gone if fact.rule is Rule.NOT_ALONE for name in fact.about}
    return replace(
        rules,
        size=Size(1, max(1, len(programme.people)), rules.size.target) if Rule.SIZE in of_rule else rules.size,
        every_set_facilitated=rules.every_set_facilitated and Rule.NO_FACILITATOR not in of_rule,
        rivals=rules.rivals - {fact.about for fact in gone if fact.rule is Rule.RIVALS},
        not_alone=tuple(name for name in rules.not_alone if name not in lost),
        at_most_per_organisation=TAKEN_AWAY if Rule.ORGANISATION_LIMIT in of_rule else rules.at_most_per_organisation,
    )


def _eased(person: Participant, gone: frozenset[Fact], rules: Rules) -> Participant:
    me = person.email

    def lost(rule: Rule, others: frozenset[str]) -> frozenset[str]:
        return others - {other for other in others if Fact(rule, frozenset({me, other})) in gone}

    own = Fact(Rule.OWN_ORGANISATION, frozenset({me})) in gone
    return replace(
        person,
        available=ALWAYS if time_of(person) in gone else person.available,
        languages=frozenset() if language_of(person) in gone else person.languages,
        keep_apart=lost(Rule.KEEP_APART, person.keep_apart),
        keep_together=lost(Rule.KEEP_TOGETHER, person.keep_together),
        manager="" if Fact(Rule.LINE_MANAGER, frozenset({me, person.manager})) in gone else person.manager,
        pinned="" if pin_of(person) in gone else person.pinned,
        facilitates=max(week_holds(rules), person.facilitates) if capacity_of(person) in gone else person.facilitates,
        traits={name: said for name, said in person.traits.items() if name != "organisation"} if own else person.traits,
    )
