"""Wishes that no sets can keep: whether the clash told is the planted one and minimal, and how long that takes."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benches.figures import Figure, at_least, at_most, told
from benches.forming.clashes import Clash, Contradiction, clash, without
from knotwork.formation import forming
from knotwork.formation.checker import Rule, violations
from knotwork.formation.explaining import Explanation, explain
from knotwork.formation.explaining.facts import Fact
from knotwork.formation.numbers import numbers_of
from knotwork.formation.programme import Plan, Programme, Size
from knotwork.formation.solver.search import search

SEEDS = range(1, 6)
THOUSAND = 1008
"""Sets of twelve, of six and of others are planted in it."""
AT_MOST_SECONDS = 120.0
"""Of processor time; then an explanation is ended, and counts as it is."""
EXCHANGES = 600_000
OTHER_SIZES = ((1, 6, 5), (1, 12, 9), (1, 8, 6), (4, 9, 6), (1, 14, 11), (1, 9, 5))
"""Smallest, largest and target of sets where sizes are let go: where people fit with nobody each needs a set of their own."""


@dataclass(frozen=True)
class Told:
    """What was said of one planted clash, in so many seconds of processor time."""

    planted: Clash
    why: Explanation
    seconds: float

    @property
    def is_as_planted(self) -> bool:
        """Whether the planted facts were told, they alone, and as the fewest."""
        said = [frozenset(each.facts) for each in self.why.clashes]
        return said == [self.planted.facts] and self.why.clashes[0].is_minimal


def figures() -> Iterator[Figure]:
    """Of 120 people each kind of contradiction five times, each fact of each let go and sets sought; of 1,008 each kind once."""
    explained(Contradiction.CIRCLE, seed=1, people=96)  # compiles
    few = [explained(kind, seed=seed, people=120) for kind in Contradiction for seed in SEEDS]
    name, count = "n = 120", f"of {len(few)}"
    minimal = sum(each.is_as_planted and is_minimal(each.planted) for each in few)
    yield at_least(f"{name}: clashes told, minimal as seen by solving again", minimal, count, len(few))
    yield at_most(f"{name}: slowest explanation, ways out tried", max(each.seconds for each in few), "s", 5)
    yield told(f"{name}: explanations with a way out", sum(bool(each.why.ways) for each in few), count)
    many = {kind: explained(kind, seed=1, people=THOUSAND) for kind in Contradiction}
    name, count = f"n = {THOUSAND:,}", f"of {len(many)}"
    yield at_least(f"{name}: clashes told as planted", sum(each.is_as_planted for each in many.values()), count, len(many))
    yield at_most(f"{name}: slowest explanation, ways out tried", max(each.seconds for each in many.values()), "s", 30)
    yield told(f"{name}: explanations with a way out", sum(bool(each.why.ways) for each in many.values()), count)
    for kind, each in many.items():
        yield told(f"{name}, {kind}", each.seconds, "s")


def explained(kind: Contradiction, *, seed: int, people: int) -> Told:
    """Explain one planted clash."""
    planted = clash(kind, seed=seed, people=people)
    began = time.process_time()
    why = explain(planted.programme, watch=lambda _: time.process_time() - began < AT_MOST_SECONDS)
    found = Told(planted, why, time.process_time() - began)
    print(people, kind.name, seed, round(found.seconds, 2), "as planted" if found.is_as_planted else "OTHERWISE", flush=True)
    return found


def is_minimal(planted: Clash) -> bool:
    """Whether, without any one of its facts, the judge finds sets sound that the ordinary search makes."""
    return all(any(map(sought, freed(planted.programme, fact))) for fact in planted.facts)


def freed(programme: Programme, fact: Fact) -> Iterator[Programme]:
    """The programme in which one fact is let go; where it is the sizes, several, with sets of other sizes."""
    if fact.rule != Rule.SIZE:
        yield without(programme, fact)
        return
    for smallest, largest, target in OTHER_SIZES:
        yield replace(programme, rules=replace(programme.rules, size=Size(smallest, largest, target)))


def sought(programme: Programme) -> Plan | None:
    """A plan by the search that the judge calls sound."""
    numbers = numbers_of(programme)
    for seed in (1, 2):
        seating = search(numbers.problem, seed=seed, proposals=EXCHANGES, watch=lambda progress: progress.broken > 0)
        plan = forming.plan_of(numbers, seating, programme.rules)
        if not violations(programme, plan):
            return plan
    return None
