"""People of whom the same is said are one kind: a question about eleven people among a thousand stays small."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.facts import ALWAYS, Asked, Fact, organisation
from knotwork.formation.programme import Kind, Participant, Programme


@dataclass(frozen=True)
class People:
    """People who are interchangeable in a question.

    Attributes:
        must: whether they must be placed; else they may fill seats.
        slots: numbers of the weekly times they can meet at; None if any will do.
        languages: empty if any will do.
        values: what of the attributes nobody may be alone in is said of them, as (attribute, value).
    """

    who: tuple[Participant, ...]
    must: bool
    slots: tuple[int, ...] | None
    languages: frozenset[str]
    house: str
    values: frozenset[tuple[str, str]]
    pinned: str

    @property
    def room(self) -> int:
        """Of facilitators, how many sets they can take in all."""
        return sum(person.facilitates for person in self.who)


@dataclass(frozen=True)
class Question:
    """Can some of a programme's facts be kept together?

    Attributes:
        programme: the facts that are asked for, all others let go.
        must: addresses of whoever must be placed, with companions that fit; None for everybody.
        limited: organisations whose limit is asked for.
    """

    asked: Asked
    programme: Programme
    must: frozenset[str] | None
    limited: frozenset[str]

    @staticmethod
    def about(asked: Asked, kept: frozenset[Fact], *, of: frozenset[Fact], must: frozenset[str] | None) -> "Question":
        """The question about these facts, of those a clash may be about."""
        limits = [fact.about for fact in kept if fact.rule is Rule.ORGANISATION_LIMIT]
        return Question(asked, asked.only(kept, of=of), must, frozenset().union(*limits))

    @cached_property
    def must_chair(self) -> bool:
        """Whether each set needs a facilitator."""
        return self.programme.rules.every_set_facilitated and bool(self.asked.heads)

    @cached_property
    def by_email(self) -> dict[str, Participant]:
        """Everybody by address."""
        return {person.email: person for person in self.programme.people}

    @cached_property
    def tied(self) -> frozenset[frozenset[str]]:
        """Pairs who must share a set."""
        pairs = (frozenset({person.email, other}) for person in self.programme.people for other in person.keep_together)
        return frozenset(pair for pair in pairs if len(pair) == 2 and pair <= self.by_email.keys())

    @cached_property
    def parted(self) -> frozenset[frozenset[str]]:
        """Pairs who must share no set, by wish or by line."""
        found: set[frozenset[str]] = set()
        for person in self.programme.people:
            line = {person.manager} if self.programme.rules.not_with_manager and person.manager else set()
            found.update(frozenset({person.email, other}) for other in person.keep_apart | line)
        return frozenset(pair for pair in found if len(pair) == 2 and pair <= self.by_email.keys())

    @cached_property
    def members(self) -> tuple[People, ...]:
        """Whoever is placed or may be, by kind."""
        return self._kinds(person for person in self.programme.people if not person.facilitates)

    @cached_property
    def heads(self) -> tuple[People, ...]:
        """The facilitators by kind, if it matters who they are."""
        heads = [person for person in self.programme.people if person.facilitates]
        names = {head.email for head in heads}
        matters = self.must_chair or any(head.pinned for head in heads) or any(pair & names for pair in self.tied)
        return self._kinds(heads) if matters else ()

    @cached_property
    def slots(self) -> np.ndarray:
        """Numbers of the weekly times worth a thought: a time is left out where another suits everybody it suits."""
        rows = [self.asked.suits[person.email] for person in self.programme.people if person.available != ALWAYS]
        if not rows:
            return np.zeros(0, np.int64)
        columns, first = np.unique(np.array(rows), axis=1, return_index=True)
        order = np.argsort(-columns.sum(axis=0), kind="stable")
        columns, first = columns[:, order].astype(np.float32), first[order]
        beaten = (np.triu(columns.T @ columns, 1) >= columns.sum(axis=0)[None, :]).any(axis=0)
        return np.asarray(first[~beaten])

    @cached_property
    def houses(self) -> frozenset[str]:
        """Organisations of which it matters who is there: a rival, a limit or a facilitator of theirs is asked for."""
        own = [organisation(person) for person in self.programme.people if person.facilitates and self.must_chair]
        return self.limited.union(own, *self.programme.rules.rivals)

    def _kinds(self, people: Iterable[Participant]) -> tuple[People, ...]:
        single = frozenset().union(*self.tied, *self.parted)
        found: dict[tuple[object, ...], list[Participant]] = defaultdict(list)
        for person in people:
            found[self._said(person, is_single=person.email in single)].append(person)
        return tuple(self._kind(alike) for alike in found.values())

    def _said(self, person: Participant, *, is_single: bool) -> tuple[object, ...]:
        return (
            person.email if is_single else "",
            self.must is None or person.email in self.must,
            person.available == ALWAYS or self.asked.suits[person.email][self.slots].tobytes(),
            person.languages,
            self._house(person),
            _values(person, self.programme),
            person.pinned,
        )

    def _kind(self, alike: Sequence[Participant]) -> People:
        one = alike[0]
        slots = None if one.available == ALWAYS else tuple(np.flatnonzero(self.asked.suits[one.email][self.slots]).tolist())
        must = not one.facilitates and (self.must is None or one.email in self.must)
        return People(tuple(alike), must, slots, one.languages, self._house(one), _values(one, self.programme), one.pinned)

    def _house(self, person: Participant) -> str:
        house = organisation(person)
        return house if house in self.houses else ""


def _values(person: Participant, programme: Programme) -> frozenset[tuple[str, str]]:
    if person.facilitates:
        return frozenset()
    many = {each.name for each in programme.rules.attributes if each.kind is Kind.MANY}
    said = ((name, person.traits.get(name, "")) for name in programme.rules.not_alone)
    parts = ((name, part) for name, text in said for part in (text.split(";") if name in many else [text]))
    return frozenset((name, part.strip().lower()) for name, part in parts if part.strip())
