"""Programmes in which a good plan is hidden: how soon no rule is broken, and how good the sets become."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from benches.figures import Figure, at_least, at_most, told
from benches.forming import curves, reference
from benches.forming.ground import Climate
from benches.forming.planted import planted
from knotwork.formation import forming
from knotwork.formation.mdgp import Instance
from knotwork.formation.numbers import Numbers, numbers_of
from knotwork.formation.programme import Direction, Participant, Plan, Programme, Span
from knotwork.formation.solver.problem import UNIT, Progress
from knotwork.formation.solver.search import search

SECONDS, SAMPLE = 10.0, 1_000_000
ALWAYS = tuple(Span(weekday, 0, 24 * 60) for weekday in range(7))
CLIMATES = {"usual": Climate(), "mild": Climate(spare=(6, 8), english=1.0)}


@dataclass
class Watcher:
    """When what happened, in seconds of `clock` since this was made; ends a search once no rule is broken, or after a time."""

    stop_after: float
    until_sound: bool = True
    began: float = field(default_factory=time.process_time)
    sound_after: float = float("inf")

    def __call__(self, progress: Progress) -> bool:
        """Note where the search stands."""
        now = time.process_time() - self.began
        if not progress.broken:
            self.sound_after = min(self.sound_after, now)
        return now < self.stop_after and not (self.until_sound and not progress.broken)


def figures(programmes: int = 20) -> Iterator[Figure]:
    """On how many planted programmes the plan of five seconds of processor time keeps every rule, reading not counted."""
    forming.form(planted(60, seed=1).programme, seed=1, proposals=SAMPLE)
    for people in (120, 1000):
        for name, climate in CLIMATES.items():
            after = [
                _sound_after(planted(people, seed=seed, climate=climate).programme, 5) for seed in range(1, programmes + 1)
            ]
            print(people, name, [round(seconds, 2) for seconds in after], flush=True)
            yield at_least(
                f"n = {people:,}, {name} climate: programmes without a broken rule in 5 s",
                sum(seconds <= 5 for seconds in after),
                f"of {programmes}",
                programmes,
            )


def _sound_after(programme: Programme, seconds: float) -> float:
    """Seconds until the search broke no rule; infinite if the judge finds one broken in the plan of so many."""
    watcher = Watcher(stop_after=seconds, until_sound=False)
    plan = forming.form(programme, seed=1, proposals=1_000_000_000, watch=watcher)
    return watcher.sound_after if not plan.violations else float("inf")


# How good the sets become


def quality() -> Iterator[Figure]:
    """1,000 people: the gap to the bound without rules, equity, and what rules cost."""
    programme = planted(1000, seed=1, climate=CLIMATES["mild"]).programme
    sums = free(programme)
    plan = formed(sums, seconds=SECONDS)
    gap = 100 * (1 - plan.score / plan.bound)
    yield at_most("n = 1,000, equity 0, 10 s: gap to the bound", gap, "%", 0.25)
    longer = formed(sums, seconds=6 * SECONDS)
    yield told("n = 1,000, equity 0, 60 s: gap to the bound", 100 * (1 - longer.score / longer.bound), "%")
    mixed = formed(_unmatched(sums), seconds=SECONDS)
    yield told(
        "n = 1,000, equity 0, 10 s: gap without the attribute that is matched", 100 * (1 - mixed.score / mixed.bound), "%"
    )
    even = formed(replace(sums, rules=replace(sums.rules, equity=20.0)), seconds=SECONDS)
    yield at_least("n = 1,000, equity 20, 10 s: worst set of the mean", 100 * even.worst_set / even.score, "%", 96.5)
    yield told("n = 1,000, equity 0: worst set of the mean", 100 * plan.worst_set / plan.score, "%")
    yield told("n = 1,000: spread across sets with equity 20, of that with equity 0", 100 * _spread(even) / _spread(plan), "%")
    yield told("n = 1,000: mean with equity 20, of that with equity 0", 100 * even.score / plan.score, "%")
    curves.keep("Equity, 1,000 people without rules", {"equity 0": _ranked(plan), "equity 20": _ranked(even)})
    bound = formed(programme, seconds=SECONDS)
    yield told("n = 1,000 with all rules, equity 20: share of the bound", 100 * bound.score / bound.bound, "%")
    yield told("n = 1,000 with all rules, equity 20: worst set of the mean", 100 * bound.worst_set / bound.score, "%")
    theirs = _genetic(numbers_of(sums), plan)
    yield told("n = 1,000, equity 0, 10 s: gap to the bound of the genetic algorithm", theirs, "%")
    yield told("n = 1,000: gap of the genetic algorithm, in gaps of ours", theirs / gap, "times")


def free(programme: Programme) -> Programme:
    """The same people without a rule, and nothing but the sum to be made great."""
    rules = replace(programme.rules, equity=0.0, at_most_per_organisation=0, rivals=frozenset(), not_alone=())
    return replace(programme, people=tuple(_unbound(person) for person in programme.people), rules=rules)


def _unmatched(programme: Programme) -> Programme:
    """The bound takes each attribute alone, and is loose where like peers would also be alike in what is to be mixed."""
    mixed = tuple(each for each in programme.rules.attributes if each.direction is not Direction.MATCH)
    return replace(programme, rules=replace(programme.rules, attributes=mixed))


def _unbound(person: Participant) -> Participant:
    return replace(person, zone="UTC", languages=frozenset(), available=ALWAYS, keep_apart=frozenset(), keep_together=frozenset(),
                   manager="", pinned="")  # fmt: skip


def formed(programme: Programme, *, seconds: float) -> Plan:
    """A plan of so much processor time."""
    return forming.form(programme, seed=1, proposals=affordable(numbers_of(programme), seconds))


def affordable(numbers: Numbers, seconds: float) -> int:
    """How many exchanges so much processor time affords, beside mending."""
    search(numbers.problem, seed=0, proposals=1)
    began = time.process_time()
    tried = search(numbers.problem, seed=0, proposals=SAMPLE).proposals
    return max(SAMPLE, int(tried / (time.process_time() - began) * seconds))


def _spread(plan: Plan) -> float:
    return float(np.std([each.distance for each in plan.sets]))


def _ranked(plan: Plan) -> list[tuple[float, float]]:
    """The mean distance of each set, the least first."""
    return list(enumerate(sorted(each.distance for each in plan.sets), start=1))


def _genetic(numbers: Numbers, plan: Plan) -> float:
    """The gap to the bound that the genetic algorithm leaves in the same time, in per cent; its sets are as large as ours."""
    sizes = np.bincount([len(each.members) for each in plan.sets])
    limits = np.array([[size, size] for size, count in enumerate(sizes) for _ in range(count)])[::-1]
    found = reference.genetic(Instance(numbers.problem.distance / UNIT, limits), seed=1, seconds=SECONDS)[-1][1]
    pairs = sum(size * (size - 1) / 2 for size, _ in limits)
    return 100 * (1 - found / pairs / plan.bound)
