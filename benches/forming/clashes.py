"""Programmes that no plan can keep: ten kinds of contradiction, each with the facts that contradict one another.

Around the contradiction stands an easy programme: everybody works 09:00 to 17:00 in near zones and speaks English, with a
few pairs and lines that hinder nothing. So the planted facts are the only clash, and it is minimal: without any one of
them there is a plan (tests/test_planted_programmes.py proves both). That everybody is placed, and what other people can
do, is ground, not a fact.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, pairwise
from random import Random

from benches.forming.ground import Soil
from benches.forming.planted import ATTRIBUTES, MONDAY, organisations
from knotwork.formation.checker import Rule
from knotwork.formation.explaining.facts import ALWAYS, Fact
from knotwork.formation.programme import ANY_WORKING_DAY, Participant, Programme, Rules, Size, Span

SUNDAY_NIGHT = (Span(6, 120, 300),)
SPARE = 4
"""So many sets more a facilitator takes whose capacity is let go: more would have to be in two places at once."""
ZONES = ("Europe/London", "Europe/Berlin", "Africa/Lagos", "Africa/Johannesburg")


class Contradiction(StrEnum):
    """The kinds of contradiction."""

    CIRCLE = "more people to be kept apart from one another than there are sets"
    UNIT = "more people to be kept together than a set holds"
    CHAIN = "two to be kept apart who are kept together through others"
    TIME = "somebody who can meet when nobody else can"
    LANGUAGE = "somebody whose language nobody else speaks"
    PINS = "more people pinned to a set than it holds"
    SEATS = "a number of people that makes no sets of this size"
    FACILITATORS = "facilitators who can take fewer sets than there must be"
    RIVALS = "an organisation too small for a set of its own, and a rival of all others"
    LIMIT = "more people of one organisation than the limit allows in all sets"


@dataclass(frozen=True)
class Clash:
    """A programme without a plan, and the smallest set of facts that contradict one another."""

    programme: Programme
    facts: frozenset[Fact]


SIZES = Fact(Rule.SIZE)


def clash(kind: Contradiction, *, seed: int, people: int = 120) -> Clash:
    """A programme of so many people, a multiple of twelve and at least 96, that no plan can keep; the same for the same seed."""
    if people < 96 or people % 12:
        raise ValueError(f"{people} is no multiple of twelve from 96.")
    rng = Random(f"{kind} {seed} {people}")
    rows, rules = _easy(people, rng)
    rows, rules, facts = PLANTS[kind](rows, rules, rng)
    rng.shuffle(rows)
    return Clash(Programme(tuple(rows), rules), frozenset(facts))


def without(programme: Programme, fact: Fact) -> Programme:
    """The same programme in which one fact is let go; written apart from the app's own way to do so."""
    rules = programme.rules
    match fact.rule:
        case Rule.SIZE:
            return replace(programme, rules=replace(rules, size=Size(1, len(programme.people), rules.size.target)))
        case Rule.NO_FACILITATOR:
            return replace(programme, rules=replace(rules, every_set_facilitated=False))
        case Rule.RIVALS:
            return replace(programme, rules=replace(rules, rivals=rules.rivals - {fact.about}))
        case Rule.ORGANISATION_LIMIT:
            return replace(programme, rules=replace(rules, at_most_per_organisation=0))
        case _:
            people = tuple(_free(each, fact) if each.email in fact.about else each for each in programme.people)
            return replace(programme, people=people)


def _free(person: Participant, fact: Fact) -> Participant:
    match fact.rule:
        case Rule.KEEP_APART:
            return replace(person, keep_apart=person.keep_apart - fact.about)
        case Rule.KEEP_TOGETHER:
            return replace(person, keep_together=person.keep_together - fact.about)
        case Rule.MEETING_TIME:
            return replace(person, available=ALWAYS)
        case Rule.SHARED_LANGUAGE:
            return replace(person, languages=frozenset())
        case Rule.PINNED:
            return replace(person, pinned="")
        case Rule.FACILITATOR_CAPACITY:
            return replace(person, facilitates=person.facilitates + SPARE)
        case _:
            raise ValueError(f"{fact.rule} is not planted.")


type Rows = list[Participant]
type Planting = tuple[Rows, Rules, Iterable[Fact]]


def _easy(people: int, rng: Random) -> tuple[Rows, Rules]:
    """People who fit with one another; the last 48 of them with pairs and lines that hinder nothing."""
    rules = Rules(starts_on=MONDAY, attributes=ATTRIBUTES[:3])
    soil = Soil(rng, rules, {})
    firms = organisations(140)
    rows = [_colleague(soil, firms[number % len(firms)]) for number in range(people)]
    rng.shuffle(rows)
    last = range(people - 48, people)
    for one, other in zip(last[:12], last[12:24], strict=True):
        rows[one] = replace(rows[one], keep_apart=frozenset({rows[other].email}))
    for one, other in zip(last[24:30], last[30:36], strict=True):
        rows[one] = replace(rows[one], keep_together=frozenset({rows[other].email}))
        if rows[one].traits["organisation"] == rows[other].traits["organisation"]:
            rows[other] = _of(rows[other], next(firm for firm in firms if firm != rows[one].traits["organisation"]))
    for one, other in zip(last[36:42], last[42:], strict=True):
        rows[one] = replace(rows[one], manager=rows[other].email)
    return rows, rules


def _colleague(soil: Soil, firm: str) -> Participant:
    name, email = soil.name()
    tongues = {"en", *soil.rng.sample(("fr", "de", "sw"), k=soil.rng.choice((0, 1)))}
    traits = {
        "organisation": firm,
        "seniority": str(soil.rng.randint(1, 6)),
        "function": soil.rng.choice(("Policy", "Finance")),
    }
    return Participant(email, name, soil.rng.choice(ZONES), ANY_WORKING_DAY, languages=frozenset(tongues), traits=traits)


def _circle(rows: Rows, rules: Rules, _: Random) -> Planting:
    """Sets of exactly twelve, and one person more in the circle than there are sets."""
    count = len(rows) // 12 + 1
    emails = [person.email for person in rows[:count]]
    for number in range(count):
        rows[number] = replace(rows[number], keep_apart=frozenset(emails[number + 1 :]))
    apart = {Fact(Rule.KEEP_APART, frozenset(pair)) for pair in combinations(emails, 2)}
    return rows, replace(rules, size=Size(12, 12, 12)), {SIZES, *apart}


def _unit(rows: Rows, rules: Rules, _: Random) -> Planting:
    return rows, rules, {SIZES, *_tied(rows, rules.size.largest + 1)}


def _chain(rows: Rows, rules: Rules, rng: Random) -> Planting:
    count = rng.randint(3, 5)
    together = _tied(rows, count)
    ends = frozenset({rows[0].email, rows[count - 1].email})
    rows[count - 1] = replace(rows[count - 1], keep_apart=frozenset({rows[0].email}))
    return rows, rules, {Fact(Rule.KEEP_APART, ends), *together}


def _tied(rows: Rows, count: int) -> set[Fact]:
    """The first so many are tied to one another, each to the next."""
    for number in range(count - 1):
        rows[number] = replace(rows[number], keep_together=frozenset({rows[number + 1].email}))
    return {Fact(Rule.KEEP_TOGETHER, frozenset({one.email, other.email})) for one, other in pairwise(rows[:count])}


def _time(rows: Rows, rules: Rules, _: Random) -> Planting:
    rows[0] = replace(rows[0], available=SUNDAY_NIGHT)
    return rows, rules, {SIZES, Fact(Rule.MEETING_TIME, frozenset({rows[0].email}))}


def _language(rows: Rows, rules: Rules, _: Random) -> Planting:
    rows[0] = replace(rows[0], languages=frozenset({"kl"}))
    return rows, rules, {SIZES, Fact(Rule.SHARED_LANGUAGE, frozenset({rows[0].email}))}


def _pins(rows: Rows, rules: Rules, _: Random) -> Planting:
    count = rules.size.largest + 1
    for number in range(count):
        rows[number] = replace(rows[number], pinned="Otter")
    return rows, rules, {SIZES, *(Fact(Rule.PINNED, frozenset({person.email})) for person in rows[:count])}


def _seats(rows: Rows, rules: Rules, rng: Random) -> Planting:
    size = rng.choice([each for each in (5, 7, 9, 11) if len(rows) % each])
    return rows, replace(rules, size=Size(size, size, size)), {SIZES}


def _facilitators(rows: Rows, rules: Rules, rng: Random) -> Planting:
    """One seat too few for the least number of sets, which is when all are as large as may be."""
    seats = -(-len(rows) // rules.size.largest) - 1
    soil = Soil(rng, rules, {})
    heads = []
    while seats:
        takes = min(seats, rng.randint(2, 4))
        seats -= takes
        name, email = soil.name()
        heads.append(Participant(f"f.{email}", name, "Europe/London", languages=frozenset({"en"}), facilitates=takes))
    capacities = {Fact(Rule.FACILITATOR_CAPACITY, frozenset({head.email})) for head in heads}
    return [*rows, *heads], rules, {SIZES, Fact(Rule.NO_FACILITATOR), *capacities}


def _rivals(rows: Rows, rules: Rules, _: Random) -> Planting:
    """Three people of an organisation that must meet no other."""
    others = sorted({person.traits["organisation"].lower() for person in rows})
    for number in range(3):
        rows[number] = _of(rows[number], "Solitaire Works")
    pairs = frozenset(frozenset({"solitaire works", other}) for other in others)
    return rows, replace(rules, rivals=pairs), {SIZES, *(Fact(Rule.RIVALS, pair) for pair in pairs)}


def _limit(rows: Rows, rules: Rules, _: Random) -> Planting:
    """Sets of exactly six, one of an organisation in each, and one person more of it than there are sets."""
    for number in range(len(rows) // 6 + 1):
        rows[number] = _of(rows[number], "Crowded Labs")
    rules = replace(rules, size=Size(6, 6, 6), at_most_per_organisation=1)
    return rows, rules, {SIZES, Fact(Rule.ORGANISATION_LIMIT, frozenset({"crowded labs"}))}


def _of(person: Participant, organisation: str) -> Participant:
    return replace(person, traits={**person.traits, "organisation": organisation})


PLANTS: dict[Contradiction, Callable[[Rows, Rules, Random], Planting]] = {
    Contradiction.CIRCLE: _circle,
    Contradiction.UNIT: _unit,
    Contradiction.CHAIN: _chain,
    Contradiction.TIME: _time,
    Contradiction.LANGUAGE: _language,
    Contradiction.PINS: _pins,
    Contradiction.SEATS: _seats,
    Contradiction.FACILITATORS: _facilitators,
    Contradiction.RIVALS: _rivals,
    Contradiction.LIMIT: _limit,
}
