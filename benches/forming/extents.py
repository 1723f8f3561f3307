"""From 60 to 5,000 people: what a plan costs in time and memory. Each is formed in a process of its own, whose memory is its."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benches.figures import Figure, at_most, told
from benches.forming import curves
from benches.forming.planted import planted
from benches.forming.programmes import CLIMATES, Watcher, formed, free
from knotwork.formation import forming

EXTENTS = (60, 120, 250, 500, 1000, 2000, 5000)
HERE = Path(__file__).parents[2]


def largest() -> Iterator[Figure]:
    """5,000 people with all their rules."""
    seconds, memory, broken = _alone("sound", 5000)
    yield at_most("n = 5,000, usual climate: processor time until no rule is broken", seconds, "s", 60)
    yield at_most("n = 5,000: rules broken then", broken, "rules", 0)
    yield at_most("n = 5,000: memory", memory, "MB", 400)


def figures() -> Iterator[Figure]:
    """Time until no rule is broken, memory, and the gap to the bound after so much time as there are people, in hundredths."""
    seconds, memory, gaps = [], [], []
    for people in EXTENTS:
        sound, memory_, _ = _alone("sound", people)
        gap, taken, _ = _alone("gap", people)
        climate = "usual" if people == EXTENTS[-1] else "mild"
        yield told(f"n = {people:,}, {climate} climate: processor time until no rule is broken", sound, "s")
        yield told(f"n = {people:,}: memory", memory_, "MB")
        yield told(f"n = {people:,}, equity 0, {taken:.0f} s: gap to the bound", gap, "%")
        seconds.append((people, sound))
        memory.append((people, memory_))
        gaps.append((people, gap))
        curves.keep("Time until no rule is broken", {"mild climate; at 5,000 the usual": seconds})
        curves.keep("Memory", {"one process": memory})
        curves.keep("Gap to the bound without rules", {"10 ms for each person, 1 s at least": gaps})


def _alone(what: str, people: int) -> tuple[float, float, float]:
    """Measure in a process of its own."""
    words = [sys.executable, "-m", "benches.forming.extents", what, str(people)]
    environment = {**os.environ, "PYTHONPATH": str(HERE / "src")}
    said = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=True, env=environment).stdout.split()
    first, second, third = (float(word) for word in said[-3:])
    return first, second, third


def megabytes() -> float:
    """The most memory this process ever had, as Linux counts it; what its parent had is not among it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _sound(people: int) -> tuple[float, float, float]:
    climate = CLIMATES["usual" if people == EXTENTS[-1] else "mild"]
    programme, watcher = planted(people, seed=1, climate=climate).programme, Watcher(stop_after=120)
    plan = forming.form(programme, seed=1, proposals=1_000_000_000, watch=watcher)
    return min(watcher.sound_after, 999), megabytes(), len(plan.violations)


def _gap(people: int) -> tuple[float, float, float]:
    programme, seconds = free(planted(people, seed=1, climate=CLIMATES["mild"]).programme), max(1.0, people / 100)
    began = time.process_time()
    plan = formed(programme, seconds=seconds)
    return 100 * (1 - plan.score / plan.bound), seconds, time.process_time() - began


if __name__ == "__main__":
    print(*{"sound": _sound, "gap": _gap}[sys.argv[1]](int(sys.argv[2])))
