"""What ties people of a planted programme: managers, pairs, pins, and who facilitates; the hidden plan bears all of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from benches.forming.ground import Ground, Soil
from benches.forming.halves import half_days, seen
from knotwork.formation.programme import Participant, Span

SPAN_OF_CONTROL = 8


def add_pins(grounds: Sequence[Ground], soil: Soil) -> None:
    """One set in forty, two at least, has a name of its own, and two members who stay in it."""
    for number, ground in enumerate(soil.rng.sample(grounds, k=min(len(grounds), 2 + len(grounds) // 40)), start=1):
        ground.label = f"Pinned {number:02}"
        for each in soil.rng.sample(range(ground.size), k=2):
            ground.members[each] = replace(ground.members[each], pinned=ground.label)


def facilitators(grounds: Sequence[Ground], soil: Soil) -> list[Participant]:
    """Somebody for each set, and one in eight too many; they can take one to three sets, of one region."""
    rng, found = soil.rng, []
    for region in sorted({ground.region for ground in grounds}):
        waiting = [ground for ground in grounds if ground.region == region]
        while waiting:
            taken = _taken(waiting, rng)
            waiting = [ground for ground in waiting if ground not in taken]
            found.append(_facilitator(taken, soil))
    spare = [_facilitator([], soil) for _ in range(1 + len(found) // 8)]
    return [_with_conflicts(each, grounds, rng) for each in [*found, *spare]]


def _taken(waiting: Sequence[Ground], rng: Random) -> list[Ground]:
    """The sets one facilitator takes: one to three, on different days."""
    taken: list[Ground] = []
    most = rng.choice((1, 2, 2, 3))
    for ground in waiting:
        if len(taken) < most and ground.slot.weekday not in {each.slot.weekday for each in taken}:
            taken.append(ground)
    return taken


def _facilitator(taken: Sequence[Ground], soil: Soil) -> Participant:
    """Somebody who can take these sets, or one set of whoever it may be."""
    rng = soil.rng
    name, email = soil.name()
    for ground in taken:
        ground.facilitator = email
    zone = taken[0].slot.zone if taken else "Europe/London"
    needed: set[Span] = set().union(*(seen(ground.slot, zone, soil.rules) or () for ground in taken))
    organisation = _organisation(taken, soil)
    return Participant(
        email,
        name,
        zone,
        available=half_days(needed, more=rng.randint(3, 6), rng=rng),
        languages=frozenset({"en", *(ground.language for ground in taken)}),
        facilitates=max(1, len(taken) + rng.choice((0, 0, 1))),
        traits={"organisation": organisation} if organisation else {},
    )


def _organisation(taken: Sequence[Ground], soil: Soil) -> str:
    """Two of three are independent; the others come from an organisation that none of their sets knows or avoids."""
    met = {person.traits["organisation"] for ground in taken for person in ground.members}
    free = [name for name in soil.organisations if name not in met and not any(soil.are_rivals(name, each) for each in met)]
    return soil.rng.choice(free) if free and soil.rng.random() < 1 / 3 else ""


def _with_conflicts(facilitator: Participant, grounds: Sequence[Ground], rng: Random) -> Participant:
    others = [ground for ground in grounds if ground.facilitator != facilitator.email]
    if not others or rng.random() < 0.5:
        return facilitator
    met = {rng.choice(ground.members).email for ground in rng.sample(others, k=min(len(others), rng.randint(1, 3)))}
    return replace(facilitator, keep_apart=frozenset(met))


def add_managers(grounds: Sequence[Ground], heads: Sequence[Participant], soil: Soil) -> None:
    """Half of the people report to somebody of their organisation one level up or more, in another set; a few to a facilitator."""
    rng = soil.rng
    seniors: dict[str, list[tuple[Participant, Ground]]] = {}
    for ground in grounds:
        for person in ground.members:
            seniors.setdefault(person.traits["organisation"], []).append((person, ground))
    reports: Counter[str] = Counter()
    for ground in grounds:
        for number, person in enumerate(ground.members):
            if rng.random() < 0.4:
                continue
            known = seniors[person.traits["organisation"]]
            asked = [
                each for each, sits in rng.sample(known, k=min(len(known), 20)) if sits is not ground and _leads(each, person)
            ]
            if rng.random() < 0.05:
                asked = [head for head in heads if head.email != ground.facilitator]
            free = [each.email for each in asked if reports[each.email] < SPAN_OF_CONTROL]
            if free:
                manager = rng.choice(free)
                reports[manager] += 1
                ground.members[number] = replace(person, manager=manager)


def _leads(one: Participant, other: Participant) -> bool:
    """Whether one stands higher than the other; so nobody is their own manager's manager."""
    return int(one.traits["seniority"]) > int(other.traits["seniority"])


def add_pairs(grounds: Sequence[Ground], soil: Soil) -> None:
    """One in twenty-five asks to be kept apart from somebody, one in thirty to be kept together with somebody."""
    rng = soil.rng
    for ground in grounds:
        for number, person in enumerate(ground.members):
            chance = rng.random()
            if chance < 1 / 25 and len(grounds) > 1:
                other = rng.choice([each for each in grounds if each is not ground])
                ground.members[number] = replace(person, keep_apart=frozenset({rng.choice(other.members).email}))
            elif chance > 29 / 30:
                friend = rng.choice([each for each in ground.members if each.email != person.email])
                ground.members[number] = replace(person, keep_together=frozenset({friend.email}))
    if len(grounds) > 4:
        _add_circles(grounds, rng)


def _add_circles(grounds: Sequence[Ground], rng: Random) -> None:
    """Here and there four people, all of whom are to be kept apart from one another."""
    for _ in range(1 + len(grounds) // 40):
        four = [(ground, rng.randrange(ground.size)) for ground in rng.sample(grounds, k=4)]
        emails = [ground.members[number].email for ground, number in four]
        for place, (ground, number) in enumerate(four):
            person = ground.members[number]
            ground.members[number] = replace(person, keep_apart=person.keep_apart | frozenset(emails[place + 1 :]))
