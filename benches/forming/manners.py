"""How forming behaves while somebody waits: progress, ending it, the same bytes again, and files that are large or far too large."""

import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benches.figures import Figure, at_least, at_most, told
from benches.forming.extents import megabytes
from benches.forming.files import write
from benches.forming.planted import planted
from knotwork.formation import forming, reading
from knotwork.formation.numbers import numbers_of
from knotwork.formation.solver.problem import Progress
from knotwork.formation.solver.search import search

HERE = Path(__file__).parents[2]
TODAY = date(2026, 11, 2)
WAIT = 8.0
"""Seconds of a clock on the wall after which a search is ended."""


def figures() -> Iterator[Figure]:
    """The last lines of forming.md §5, and the reading of issue 4."""
    for people in (1000, 5000):
        yield from _watched(people)
    problem = numbers_of(planted(120, seed=1).programme).problem
    once, again = (search(problem, seed=3, proposals=1_000_000).set_of.tobytes() for _ in range(2))
    yield at_least("n = 120: the same seed gives the same bytes", float(once == again), "times of 1", 1)
    with tempfile.TemporaryDirectory() as folder:
        yield from _read(Path(folder))


def _watched(people: int) -> Iterator[Figure]:
    """A search with all rules, seen from its beginning, and what follows; measured by the clock on the wall."""
    programme = planted(people, seed=2).programme
    problem = numbers_of(programme).problem
    search(problem, seed=1, proposals=1, watch=lambda _: False)
    at: list[float] = []

    def watch(_progress: Progress) -> bool:
        at.append(time.perf_counter())
        return at[-1] - at[0] < WAIT

    search(problem, seed=1, proposals=1_000_000_000, watch=watch)
    ended = time.perf_counter() - at[-1]
    gaps = [later - before for before, later in itertools.pairwise(at)]
    yield at_least(f"n = {people:,}: progress", len(gaps) / sum(gaps), "per second", 5)
    yield at_most(f"n = {people:,}: longest time between two words of progress", 1000 * max(gaps), "ms", 200)
    yield at_most(f"n = {people:,}: from the wish to end to the best so far", 1000 * (max(gaps) + ended), "ms", 200)
    at.clear()
    forming.form(programme, seed=1, proposals=1_000_000_000, watch=watch)
    wished = next(moment for moment in at if moment - at[0] >= WAIT)
    yield told(f"n = {people:,}: from the wish to end to a plan that is judged", 1000 * (time.perf_counter() - wished), "ms")


def _read(folder: Path) -> Iterator[Figure]:
    write(planted(5000, seed=1).programme, folder)
    with (folder / "people.csv").open("rb") as file:
        rows = sum(1 for _ in file) - 1
    reading.read(folder / "people.csv", folder / "rules.toml", today=TODAY)
    began = time.process_time()
    reading.read(folder / "people.csv", folder / "rules.toml", today=TODAY)
    yield at_most("5,000 people read", time.process_time() - began, "s", 1)
    yield told("5,000 people read: rows of the file", rows, "rows")
    huge, wide = folder / "huge.csv", folder / "wide.csv"
    with huge.open("wb") as file:
        file.write(b"email,name\n")
        file.writelines(b"somebody@example.org,Somebody\n" * 100_000 for _ in range(67))
    wide.write_text("email," + ",".join(f"c{number}" for number in range(1_000_000)) + "\n", encoding="utf-8")
    for name, path in (("200 MB", huge), ("a million columns", wide)):
        seconds, memory, refused = _refused(path)
        yield at_least(f"a file of {name} is refused in words", refused, "times of 1", 1)
        yield at_most(f"a file of {name}: refused after", seconds, "s", 2)
        yield at_most(f"a file of {name}: memory", memory, "MB", 256)


def _refused(path: Path) -> tuple[float, float, float]:
    """Processor time and memory of a process of its own, and 1 if the file was refused with exit code 2 and a reason."""
    words = [sys.executable, "-m", "benches.forming.manners", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(HERE / "src")}
    said = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=True, env=environment).stdout.split()
    seconds, memory, refused = (float(word) for word in said[-3:])
    return seconds, memory, refused


def _try(path: Path) -> tuple[float, float, float]:
    began, refused = time.process_time(), 0.0
    try:
        reading.read(path, None, today=TODAY)
    except reading.Unreadable:
        refused = 1.0
    return time.process_time() - began, megabytes(), refused


if __name__ == "__main__":
    print(*_try(Path(sys.argv[1])))
