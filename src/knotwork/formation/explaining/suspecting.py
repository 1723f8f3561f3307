"""Quick checks, each of which finds facts that cannot all be kept, and whom they are about; milliseconds in all.

Each is sound: what it finds has no plan. None is complete.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.facts import Asked, Fact, language_of, pin_of, time_of
from knotwork.formation.explaining.flow import short_of_facilitators
from knotwork.formation.explaining.terrain import Block, Suspect, Terrain
from knotwork.formation.programme import Kind, Participant

SIZES = Fact(Rule.SIZE)


def suspects(asked: Asked) -> Iterator[Suspect]:
    """What cannot be kept, the plainest first."""
    terrain = Terrain(asked)
    yield from _seats(terrain)
    yield from _labels(terrain)
    for block in terrain.blocks:
        yield from _inside(terrain, block)
    yield from _lonely(terrain)
    yield from _limits(terrain)
    yield from _circles(terrain)
    yield from _companions(terrain)
    yield from _facilitators(terrain)


# The number of people


def _seats(terrain: Terrain) -> Iterator[Suspect]:
    """So many people make no sets of these sizes."""
    size, people = terrain.rules.size, len(terrain.members)
    if people and -(-people // size.largest) * size.smallest > people:
        yield Suspect(frozenset({SIZES}))


def _labels(terrain: Terrain) -> Iterator[Suspect]:
    """More sets have people pinned to them than there can be."""
    pinned = {person.pinned: pin_of(person) for person in reversed(terrain.members) if person.pinned}
    for most, facts in terrain.at_most_sets():
        if len(pinned) > most:
            yield Suspect(facts | set(pinned.values()))


def _lonely(terrain: Terrain) -> Iterator[Suspect]:
    """Somebody is the only one of their kind in the whole programme."""
    many = {each.name for each in terrain.rules.attributes if each.kind is Kind.MANY}
    for name in terrain.rules.not_alone:
        bearers: dict[str, list[str]] = {}
        for person in terrain.members:
            text = person.traits.get(name, "")
            for part in {part.strip().lower() for part in (text.split(";") if name in many else [text])} - {""}:
                bearers.setdefault(part, []).append(person.email)
        for people in bearers.values():
            if len(people) == 1:
                yield Suspect(frozenset({Fact(Rule.NOT_ALONE, frozenset({name}))}), frozenset(people))


def _limits(terrain: Terrain) -> Iterator[Suspect]:
    """An organisation has more people than all sets may take of it."""
    limit = terrain.rules.at_most_per_organisation
    of_house: dict[str, list[str]] = {}
    for person in terrain.members:
        of_house.setdefault(terrain.house[person.email], []).append(person.email)
    of_house.pop("", None)
    for house, people in of_house.items() if limit else ():
        for most, facts in terrain.at_most_sets():
            if len(people) > limit * most:
                yield Suspect(facts | {Fact(Rule.ORGANISATION_LIMIT, frozenset({house}))}, frozenset(people))


# Inside one set


def _inside(terrain: Terrain, block: Block) -> Iterator[Suspect]:
    """What speaks against people who must all be in one set."""
    if len(block.people) > 1:
        yield from _too_large(terrain, block)
        yield from _two_places(terrain, block)
        yield from _parted_inside(terrain, block)
        yield from _too_many_of_one(terrain, block)
        speakers = [person for person in block.people if person.languages]
        if terrain.spoken(speakers) == frozenset():
            fewest = _fewest(speakers, lambda people: terrain.spoken(people) == frozenset())
            yield _bound(terrain, fewest, map(language_of, fewest))
    if not terrain.free(block.people).any():
        fewest = _fewest(block.people, lambda people: not terrain.free(people).any())
        yield _bound(terrain, fewest, map(time_of, fewest))


def _bound(terrain: Terrain, people: Sequence[Participant], facts: Iterable[Fact]) -> Suspect:
    emails = [person.email for person in people]
    return Suspect(terrain.bonds(emails) | frozenset(facts), frozenset(emails))


def _fewest(people: Sequence[Participant], is_clash: Callable[[Sequence[Participant]], bool]) -> list[Participant]:
    """People of whom none can go without ending the clash."""
    kept = list(people)
    for person in list(people):
        fewer = [each for each in kept if each is not person]
        if fewer and is_clash(fewer):
            kept = fewer
    return kept


def _too_large(terrain: Terrain, block: Block) -> Iterator[Suspect]:
    most = terrain.rules.size.largest
    if len(block.people) > most:
        near = list(block.people)[: most + 1]
        yield _bound(terrain, near, {SIZES})


def _two_places(terrain: Terrain, block: Block) -> Iterator[Suspect]:
    for one, other in combinations(block.labels, 2):
        bonds = terrain.bonds([one, other])
        yield Suspect(bonds, frozenset(email for fact in bonds for email in fact.about))


def _parted_inside(terrain: Terrain, block: Block) -> Iterator[Suspect]:
    for one, other in combinations(block.people, 2):
        if reason := terrain.reason(one, other):
            yield _bound(terrain, [one, other], {reason})


def _too_many_of_one(terrain: Terrain, block: Block) -> Iterator[Suspect]:
    limit = terrain.rules.at_most_per_organisation
    houses = {terrain.house[person.email] for person in block.people} - {""}
    for house in sorted(houses) if limit else ():
        of_it = [person for person in block.people if terrain.house[person.email] == house]
        if len(of_it) > limit:
            yield _bound(terrain, of_it[: limit + 1], {Fact(Rule.ORGANISATION_LIMIT, frozenset({house}))})


# Around one set


def _companions(terrain: Terrain) -> Iterator[Suspect]:
    """Too few others can come when these people can, and understand what they speak, or nobody can facilitate."""
    crowd = _Crowd(terrain)
    for block in terrain.blocks:
        languages, free = terrain.spoken(block.people), terrain.free(block.people)
        if languages == frozenset() or not free.any():
            continue
        against = _against(terrain, block)
        if not any(crowd.suffices(against, language, free) for language in sorted(languages or [""])):
            yield _alone_together(terrain, block, against)


def _against(terrain: Terrain, block: Block) -> list[tuple[Participant, Fact]]:
    """Whoever must not meet somebody of the block, and why; facilitators too."""
    here = {person.email for person in block.people}
    found = (each for person in block.people for each in terrain.must_not_meet(person))
    return [(other, reason) for other, reason in found if other.email not in here]


def _alone_together(terrain: Terrain, block: Block, against: Sequence[tuple[Participant, Fact]]) -> Suspect:
    emails = frozenset(person.email for person in block.people)
    facts = {SIZES, *terrain.bonds(emails), *terrain.own(block.people), *(fact for _, fact in against)}
    if terrain.rules.at_most_per_organisation:
        facts |= {fact for fact in terrain.asked.facts if fact.rule is Rule.ORGANISATION_LIMIT}
    if terrain.must_chair:
        facts.add(Fact(Rule.NO_FACILITATOR))
    return Suspect(frozenset(facts), emails)


class _Crowd:
    """How many members can come at each time, by language; asked of each block in turn."""

    def __init__(self, terrain: Terrain) -> None:
        self.terrain = terrain
        self.suits = np.array([terrain.asked.suits[person.email] for person in terrain.members], np.int32)
        self.chairs = np.array([terrain.asked.suits[head.email] for head in terrain.heads], bool)
        self._counts: dict[str, np.ndarray] = {}

    def suffices(self, against: Sequence[tuple[Participant, Fact]], language: str, free: np.ndarray) -> bool:
        """Whether at some time enough of those who understand this language can come, and somebody to facilitate."""
        terrain = self.terrain
        lost = {other.email for other, _ in against}
        count = self._count(language).copy()
        for email in lost & terrain.number.keys():
            if _understands(terrain, terrain.person[email], language):
                count -= self.suits[terrain.number[email]]
        fits = free & (count >= terrain.rules.size.smallest)
        if terrain.must_chair:
            heads = [
                at for at, head in enumerate(terrain.heads) if head.email not in lost and _understands(terrain, head, language)
            ]
            fits = fits & self.chairs[heads].any(axis=0)
        return bool(fits.any())

    def _count(self, language: str) -> np.ndarray:
        if language not in self._counts:
            speaks = [_understands(self.terrain, person, language) for person in self.terrain.members]
            self._counts[language] = self.suits[np.array(speaks, bool)].sum(axis=0)
        return self._counts[language]


def _understands(terrain: Terrain, person: Participant, language: str) -> bool:
    return not terrain.rules.shared_language or not language or not person.languages or language in person.languages


# All sets at once


def _facilitators(terrain: Terrain) -> Iterator[Suspect]:
    """Facilitators can take fewer people than there are, in all or of those whom only some can facilitate."""
    if not terrain.must_chair:
        return
    if terrain.chairs * terrain.rules.size.largest < len(terrain.members):
        yield Suspect(frozenset({SIZES}) | terrain.capacities)
    else:
        yield from short_of_facilitators(terrain)


def _circles(terrain: Terrain) -> Iterator[Suspect]:
    """More people must all be in different sets than there are sets."""
    circle = _largest_circle(terrain)
    for most, facts in terrain.at_most_sets():
        if len(circle) > most:
            people = circle[: most + 1]
            yield Suspect(facts | terrain.reasons(people), frozenset(person.email for person in people))


def _largest_circle(terrain: Terrain) -> list[Participant]:
    """Many people no two of whom may meet; greedy from each of them, so perhaps not the most."""
    near: dict[str, set[str]] = {}
    for pair in terrain.parted:
        one, other = sorted(pair)
        if {one, other} <= terrain.number.keys():
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
    best: list[str] = []
    for start in sorted(near):
        circle, fits = [start], near[start]
        while fits and len(circle) + len(fits) > len(best):
            circle.append(next_ := max(sorted(fits), key=lambda each: len(near[each] & fits)))
            fits = fits & near[next_]
        best = max(best, circle, key=len)
    return [terrain.person[email] for email in best]
