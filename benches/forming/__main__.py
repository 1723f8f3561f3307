"""What forming reaches, on one core of a quiet machine (`make bench-forming`; ten to twenty minutes).

The bars are those of the design (forming.md §5). Instances of the literature are not ours to hand on: name the folder that
holds them with `--instances`, or have it beside the checkout.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from benches.figures import Figure, at_least, at_most, publish, told
from benches.forming.ground import Climate
from benches.forming.planted import planted
from knotwork.formation import forming, mdgp
from knotwork.formation.programme import Participant, Programme, Span
from knotwork.formation.solver.problem import Progress

SECONDS = 10.0
ALWAYS = tuple(Span(weekday, 0, 24 * 60) for weekday in range(7))
CLIMATES = {"usual": Climate(), "mild": Climate(spare=(6, 8), english=1.0)}


def main() -> int:
    """Measure; 0 when every bar is met."""
    parser = argparse.ArgumentParser(description="Measure what forming reaches.")
    parser.add_argument("--instances", type=Path, default=_beside(), help="folder with instances of MDGPLIB")
    parser.add_argument("--programmes", type=int, default=20, help="planted programmes of each size (20)")
    parser.add_argument("--largest", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.largest:
        return _largest_alone()
    figures = [
        *(_literature(asked.instances) if asked.instances else []),
        *(figure for people in (120, 1000) for figure in _planted(people, asked.programmes)),
        *_quality(1000),
        *_largest(),
        *_manners(),
    ]
    return 0 if publish("forming", figures) else 1


def _beside() -> Path | None:
    """The folder with instances beside the checkout, if there is one."""
    for above in Path(__file__).resolve().parents:
        if (above / "shared" / "data" / "mdgplib").is_dir():
            return above / "shared" / "data" / "mdgplib"
    return None


# The literature


def _literature(folder: Path) -> Iterator[Figure]:
    found = _objectives(folder / "RanReal_n120_ss_01.txt", seeds=10)
    yield at_least("RanReal_n120, 10 s: seeds of 10 at 47,351.97 or more", sum(one >= 47_351.97 for one in found), "seeds", 8)
    found = _objectives(folder / "RanReal_n240_ss_01.txt", seeds=5)
    yield at_least("RanReal_n240, 10 s: best of 5 seeds", max(found), "distance", 155_045)
    yield told("RanReal_n240, 10 s: mean of 5 seeds", mean(found), "distance")
    found = _objectives(folder / "RanReal_n480_ss_01.txt", seeds=5)
    yield at_least("RanReal_n480, 10 s: mean of 5 seeds", mean(found), "distance", 376_820)


def _objectives(path: Path, *, seeds: int) -> list[float]:
    instance = mdgp.read(path)
    proposals = mdgp.affordable(instance, seconds=SECONDS)
    found = [mdgp.solve(instance, seed=seed, proposals=proposals).objective for seed in range(1, seeds + 1)]
    print(path.name, f"{proposals:,} proposals", found, flush=True)
    return found


# Programmes in which a good plan is hidden


@dataclass
class Watcher:
    """When what happened, in seconds since this was made."""

    began: float = field(default_factory=time.perf_counter)
    sound_after: float = float("inf")
    last: float = 0.0
    longest_gap: float = 0.0
    stop_after: float = float("inf")

    def __call__(self, progress: Progress) -> bool:
        """Note where the search stands; false once it has had its time."""
        now = time.perf_counter() - self.began
        if self.last:
            self.longest_gap = max(self.longest_gap, now - self.last)
        self.last = now
        if not progress.broken:
            self.sound_after = min(self.sound_after, now)
        return now < self.stop_after


def _planted(people: int, programmes: int) -> Iterator[Figure]:
    for name, climate in CLIMATES.items():
        after = [_sound_after(planted(people, seed=seed, climate=climate).programme) for seed in range(1, programmes + 1)]
        sound = sum(seconds <= 5 for seconds in after)
        print(people, name, [round(seconds, 2) for seconds in after], flush=True)
        yield at_least(
            f"n = {people}, {name} climate: programmes without a broken rule in 5 s", sound, "programmes", programmes
        )


def _sound_after(programme: Programme) -> float:
    """Seconds until no rule is broken, reading not counted; infinite if 30 do not suffice."""
    watcher = Watcher(stop_after=30)
    plan = forming.form(programme, seed=1, proposals=30_000_000, watch=_until_sound(watcher))
    return watcher.sound_after if not plan.violations else float("inf")


def _until_sound(watcher: Watcher) -> forming.Watch:
    return lambda progress: watcher(progress) and bool(progress.broken)


def _quality(people: int) -> Iterator[Figure]:
    programme = planted(people, seed=1, climate=CLIMATES["mild"]).programme
    free = replace(programme, people=tuple(_unbound(person) for person in programme.people))
    sums = replace(free, rules=replace(free.rules, equity=0.0, at_most_per_organisation=0, rivals=frozenset(), not_alone=()))
    proposals = forming.affordable(sums, seconds=SECONDS)
    plan = forming.form(sums, seed=1, proposals=proposals)
    yield at_most(
        f"n = {people} without rules, equity 0, 10 s: gap to the bound", 100 * (1 - plan.score / plan.bound), "%", 0.25
    )
    plan = forming.form(replace(sums, rules=replace(sums.rules, equity=20.0)), seed=1, proposals=proposals)
    yield at_least(
        f"n = {people} without rules, equity 20: worst set of the mean", 100 * plan.worst_set / plan.score, "%", 96.5
    )
    plan = forming.form(programme, seed=1, proposals=proposals)
    yield told(f"n = {people} with all rules, equity 20: share of the bound", 100 * plan.score / plan.bound, "%")
    yield told(f"n = {people} with all rules, equity 20: worst set of the mean", 100 * plan.worst_set / plan.score, "%")


def _unbound(person: Participant) -> Participant:
    return replace(person, zone="UTC", languages=frozenset(), available=ALWAYS, keep_apart=frozenset(), keep_together=frozenset(),
                   manager="", pinned="")  # fmt: skip


def _largest() -> Iterator[Figure]:
    """5,000 people, in a process of their own, so that its memory is theirs."""
    here = Path(__file__).parents[2]
    words = [sys.executable, "-m", "benches.forming", "--largest"]
    said = subprocess.run(words, cwd=here, capture_output=True, text=True, check=True, env=os.environ).stdout.split()
    sound, megabytes, broken = (float(word) for word in said[-3:])
    yield at_most("n = 5,000, usual climate: seconds until no rule is broken", sound, "s", 60)
    yield at_most("n = 5,000: memory", megabytes, "MB", 400)
    yield at_most("n = 5,000: rules broken", broken, "rules", 0)


def _largest_alone() -> int:
    programme, watcher = planted(5000, seed=1).programme, Watcher(stop_after=180)
    plan = forming.form(programme, seed=1, proposals=100_000_000, watch=_until_sound(watcher))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(min(watcher.sound_after, 999), megabytes, len(plan.violations))
    return 0


def _manners() -> Iterator[Figure]:
    programme = planted(1000, seed=2).programme
    watcher = Watcher(stop_after=6)
    forming.form(programme, seed=1, proposals=2_000_000_000, watch=watcher)
    ended = time.perf_counter() - watcher.began - watcher.last
    yield at_most("n = 1,000: longest time between two words of progress", 1000 * watcher.longest_gap, "ms", 200)
    yield told("n = 1,000: from the wish to end to a judged plan", 1000 * ended, "ms")


if __name__ == "__main__":
    sys.exit(main())
