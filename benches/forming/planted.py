"""Realistic programmes in which a good plan is hidden (`python -m benches.forming.planted --people 1000 --seed 1 --out DIR`).

First the sets are made, with a time, a language and people who may sit together; then everybody gets half-days, pairs to
be kept apart or together, managers and facilitators that the hidden plan bears; at last the rows are shuffled. So a plan
that breaks no rule exists, and is not known to whoever gets the programme.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from random import Random

from benches.forming import cast, lines
from benches.forming.files import write
from benches.forming.ground import Climate, Ground, Soil, hidden
from benches.forming.halves import half_days, seen
from knotwork.formation.programme import Attribute, Direction, Kind, Participant, Plan, Programme, Rules, Size, Slot

USUAL = Size()
TEMPERATE = Climate()
MONDAY = date(2027, 1, 4)
STARTS = (time(9), time(9, 30), time(10), time(10, 30), time(13), time(13, 30), time(14), time(14, 30), time(15))
ATTRIBUTES = (
    Attribute("organisation"),
    Attribute("function", weight=2),
    Attribute("seniority", Kind.ORDINAL, cast.STEPS, Direction.MATCH, weight=2),
    Attribute("tenure", Kind.NUMERIC),
    Attribute("domains", Kind.MANY),
)


@dataclass(frozen=True)
class Planted:
    """A programme, and a plan that keeps each of its rules."""

    programme: Programme
    plan: Plan


def planted(
    people: int, *, seed: int, size: Size = USUAL, weeks: int = 26, facilitated: bool = True, climate: Climate = TEMPERATE
) -> Planted:
    """A programme of so many people to be placed, facilitators on top, with its hidden plan.

    The same arguments give the same programme. 5,000 people take a few seconds.
    """
    rng = Random(f"{people} {seed} {size} {weeks} {facilitated} {climate}")
    names = organisations(people)
    rules = _rules(names, size, weeks, rng)
    soil = Soil(rng, rules, {name: 1 / rank for rank, name in enumerate(names, start=1)}, climate)
    grounds = [_ground(number, count, soil) for number, count in enumerate(sizes(people, size, rng), start=1)]
    for ground in grounds:
        _settle(ground, soil)
    lines.add_pins(grounds, soil)
    facilitators = lines.facilitators(grounds, soil) if facilitated else []
    lines.add_managers(grounds, facilitators, soil)
    lines.add_pairs(grounds, soil)
    rows = [*(person for ground in grounds for person in ground.members), *facilitators]
    rng.shuffle(rows)
    return Planted(Programme(tuple(rows), rules), hidden(grounds))


def organisations(people: int) -> list[str]:
    """Names of organisations, the largest first; about one for every fourteen people, at least eight."""
    words, trades = cast.FOUNDED, cast.TRADES
    count = min(max(8, people // 14), len(words) * len(trades))
    places = ((each % len(words), each // len(words)) for each in range(count))
    return [f"{words[word]} {trades[(word + turn) % len(trades)]}" for word, turn in places]


def sizes(people: int, size: Size, rng: Random) -> list[int]:
    """How many people each set has: on average the target, some more, some less."""
    count = min(max(round(people / size.target), -(-people // size.largest)), people // size.smallest)
    if count < 1 or count * size.largest < people:
        raise ValueError(f"{people} people make no sets of {size.smallest} to {size.largest}.")
    found = [people // count + (number < people % count) for number in range(count)]
    for _ in range(count):
        gives, takes = rng.randrange(count), rng.randrange(count)
        if gives != takes and found[gives] > size.smallest and found[takes] < size.largest:
            found[gives] -= 1
            found[takes] += 1
    return found


def _rules(names: Sequence[str], size: Size, weeks: int, rng: Random) -> Rules:
    """Rivals are found among the smaller organisations: the largest would leave no room."""
    smaller = [name.lower() for name in names[len(names) // 3 :]]
    return Rules(
        starts_on=MONDAY,
        size=size,
        weeks=weeks,
        at_most_per_organisation=2,
        rivals=frozenset(frozenset(rng.sample(smaller, k=2)) for _ in range(1 + len(names) // 8)),
        not_alone=("path",),
        attributes=ATTRIBUTES,
    )


def _ground(number: int, size: int, soil: Soil) -> Ground:
    region = soil.drawn(cast.WEIGHTS)
    starts = STARTS[4:] if region == cast.ATLANTIC else STARTS
    slot = Slot(
        weekday=soil.rng.randrange(5),
        start=soil.rng.choice(starts),
        zone=soil.rng.choice(cast.REGIONS[region][:2]),
        minutes=soil.rules.meeting_minutes,
    )
    return Ground(f"Hidden {number:03}", size, region, slot, soil.drawn(cast.SPOKEN[region]))


def _settle(ground: Ground, soil: Soil) -> None:
    """People who may sit together, near one peer level, and can come at the time of this ground."""
    rng = soil.rng
    stretches = {zone: found for zone in cast.REGIONS[ground.region] if (found := seen(ground.slot, zone, soil.rules))}
    level = rng.choices(range(1, 7), weights=(2, 4, 5, 4, 2, 1))[0]
    experts = rng.choice([count for count in range(ground.size + 1) if 1 not in (count, ground.size - count)])
    for number in range(ground.size):
        name, email = soil.name()
        zone = rng.choice(list(stretches))
        person = Participant(
            email,
            name,
            zone,
            available=half_days(stretches[zone], more=rng.randint(*soil.climate.spare), rng=rng),
            languages=_languages(ground.language, soil),
            traits=_traits(ground, level, cast.PATHS[number < experts], soil),
        )
        ground.members.append(person)


def _languages(language: str, soil: Soil) -> frozenset[str]:
    """Most speak English too; one in thirty says nothing about languages."""
    rng = soil.rng
    if rng.random() < 1 / 30:
        return frozenset()
    english = {"en"} if rng.random() < soil.climate.english else set()
    return frozenset({language, *english, *rng.sample(cast.TONGUES, k=rng.choice((0, 0, 1)))})


def _traits(ground: Ground, level: int, path: str, soil: Soil) -> dict[str, str]:
    rng = soil.rng
    seniority = min(max(level + rng.choice((-1, 0, 0, 0, 1)), 1), 6)
    traits = {
        "organisation": _organisation(ground, soil),
        "function": soil.drawn(cast.FUNCTIONS),
        "seniority": str(seniority),
        "tenure": str(round(rng.expovariate(1 / (1 + 2 * seniority)), 1)),
        "domains": "; ".join(sorted(rng.sample(cast.DOMAINS, k=rng.choice((1, 2, 2, 3))))),
        "path": path,
    }
    unsaid = {name for name in ("function", "tenure", "domains") if rng.random() < 0.03}
    return {name: value for name, value in traits.items() if name not in unsaid}


def _organisation(ground: Ground, soil: Soil) -> str:
    """An organisation that may still come to this set."""
    present = Counter(person.traits["organisation"] for person in ground.members)
    while True:
        name = soil.drawn(soil.organisations)
        full = present[name] >= soil.rules.at_most_per_organisation
        if not full and not any(soil.are_rivals(name, met) for met in present):
            return name


def main() -> None:
    """Write a generated programme as people.csv and rules.toml."""
    parser = argparse.ArgumentParser(description="Write a programme in which a good plan is hidden.")
    parser.add_argument("--people", type=int, default=1000, help="people to be placed; facilitators come on top")
    parser.add_argument("--seed", type=int, default=1)
    spare, english = TEMPERATE.spare, TEMPERATE.english
    parser.add_argument(
        "--spare", type=int, nargs=2, default=spare, metavar=("LEAST", "MOST"), help="half-days beside those needed"
    )
    parser.add_argument("--english", type=float, default=english, help="share who speak English beside their set's language")
    parser.add_argument("--out", type=Path, required=True, help="folder for people.csv and rules.toml")
    told = parser.parse_args()
    climate = Climate(tuple(told.spare), told.english)
    write(planted(told.people, seed=told.seed, climate=climate).programme, told.out)


if __name__ == "__main__":
    main()
