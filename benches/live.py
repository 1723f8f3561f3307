"""Twenty rooms of eight while pages are served: how long from a move to all eight screens (`python -m benches.live`).

The server runs as it is installed, on one processor of its own; everybody else is this process, on another.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benches.crowd import Crowd
from benches.figures import Figure, at_least, at_most, publish, told
from tests.faults import rooms
from tests.faults.kill import processor_seconds
from tests.faults.rooms import Room
from tests.house import House

ROOMS, PEOPLE = 20, 8
MOVES_A_SECOND, PAGES_A_SECOND = 1.0, 10.0
WARM_UP_SECONDS = 3.0


@dataclass(frozen=True)
class Seen:
    """For each move the seconds from when it was due until the last of its room's screens showed it."""

    seconds: list[float]
    lost: int
    doubled: int


def percentile(values: list[float], hundredths: int) -> float:
    """The value below which so many hundredths lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * hundredths // 100)]


def measured(seconds: float) -> list[Figure]:
    """Serve, let everybody in, hold it for so long, and count."""
    with tempfile.TemporaryDirectory(prefix="knotwork-bench-") as folder:
        house = House(Path(folder), demo=False)
        held = rooms.prepared(house, rooms=ROOMS, people=PEOPLE, until="explore")
        with _on_separate_processors(house):
            crowd = Crowd(house.port, held, random.Random(1))
            cost = asyncio.run(_hold(crowd, house, seconds))
            memory = _memory_megabytes(house)
        lines = _lines(house, held)
    return [*_figures(crowd, lines, seconds), *cost, at_most("memory of the server", memory, "MB", 600)]


class _on_separate_processors:  # noqa: N801 – reads as the word it is in a `with`
    """The house open on the first processor, this process on the others; as before afterwards."""

    def __init__(self, house: House) -> None:
        self._house, self._all = house, os.sched_getaffinity(0)

    def __enter__(self) -> None:
        first, *others = sorted(self._all)
        os.sched_setaffinity(0, {first})
        self._house.open(within_seconds=60)
        os.sched_setaffinity(0, others or {first})

    def __exit__(self, *_fault: object) -> None:
        os.sched_setaffinity(0, self._all)
        self._house.close()


async def _hold(crowd: Crowd, house: House, seconds: float) -> list[Figure]:
    begun = time.monotonic()
    await crowd.come()
    come = time.monotonic() - begun
    await crowd.live(seconds=WARM_UP_SECONDS, moves_a_second=MOVES_A_SECOND, pages_a_second=PAGES_A_SECOND)
    crowd.moved.clear()
    crowd.fetched.clear()
    begun, used, busy = time.monotonic(), processor_seconds(house), _first_processor_seconds()
    await crowd.live(seconds=seconds, moves_a_second=MOVES_A_SECOND, pages_a_second=PAGES_A_SECOND)
    took, used, busy = time.monotonic() - begun, processor_seconds(house) - used, _first_processor_seconds() - busy
    await asyncio.sleep(1)
    return [
        told("all streams opened in", come, "s"),
        told("first processor, used by the server", used / took * 100, "%"),
        told("first processor, used by anybody else", max(0.0, busy - used) / took * 100, "%"),
    ]


def _first_processor_seconds() -> float:
    """How long the first processor has worked for anybody since the machine began."""
    lines = Path("/proc/stat").read_text(encoding="ascii").splitlines()
    user, nice, system, _idle, _waiting, irq, softirq, steal, *_ = map(int, lines[1].split()[1:])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def _lines(house: House, held: list[Room]) -> list[dict[str, list[int]]]:
    """For each room, where each move id stands in the log."""
    found = rooms.asked(house, "from benches import live; live.print_lines()")
    told_lines = json.loads(found)
    return [told_lines[room.meeting] for room in held]


def print_lines() -> None:
    """Print the log's places by meeting and move id. Runs inside the house."""
    from knotwork.live.models import Move  # noqa: PLC0415 – only there is Django set up

    lines: dict[str, dict[str, list[int]]] = {}
    for meeting, move_id, seq in Move.objects.values_list("meeting", "move_id", "seq"):
        lines.setdefault(str(meeting), {}).setdefault(str(move_id), []).append(seq)
    print(json.dumps(lines))


def _seen(crowd: Crowd, lines: list[dict[str, list[int]]]) -> Seen:
    seconds, lost, doubled = [], 0, 0
    for move in crowd.moved:
        places = lines[move.room].get(move.move_id, [])
        doubled += len(places) > 1
        shown = [_shown_at(listener.seen, places[0]) if places else None for listener in crowd.listeners[move.room]]
        if move.status == 200:
            seconds.append(max((at for at in shown if at is not None), default=0.0) - move.due_at)
            lost += None in shown
    return Seen(seconds, lost, doubled)


def _shown_at(seen: list[tuple[int, float]], place: int) -> float | None:
    return next((at for seq, at in seen if seq >= place), None)


def _figures(crowd: Crowd, lines: list[dict[str, list[int]]], seconds: float) -> list[Figure]:
    seen = _seen(crowd, lines)
    streams = sum(len(here) for here in crowd.listeners)
    broken = sum(listener.lost for here in crowd.listeners for listener in here)
    frames = Counter(len(listener.seen) for here in crowd.listeners for listener in here).total()
    pages = [page.seconds * 1000 for page in crowd.fetched]
    answers = [(move.answered_at - move.due_at) * 1000 for move in crowd.moved]
    late = [one * 1000 for one in seen.seconds]
    screens = sum(len(listener.seen) for here in crowd.listeners for listener in here)
    size = sum(listener.size for here in crowd.listeners for listener in here)
    return [
        told("held for", seconds, "s"),
        at_least("streams open throughout", frames - broken, "streams", streams),
        at_least("moves made", len(crowd.moved), "moves", ROOMS * int(seconds * MOVES_A_SECOND)),
        told("move to all eight screens p50", percentile(late, 50), "ms"),
        at_most("move to all eight screens p95", percentile(late, 95), "ms", 100),
        told("move to all eight screens p99", percentile(late, 99), "ms"),
        told("move to its acknowledgement p95", percentile(answers, 95), "ms"),
        at_most("refused", sum(move.status != 200 for move in crowd.moved), "moves", 0),
        at_most("lost", seen.lost, "moves", 0),
        at_most("doubled", seen.doubled, "moves", 0),
        told("page p50", percentile(pages, 50), "ms"),
        told("page p95", percentile(pages, 95), "ms"),
        at_most("pages not answered well", sum(page.status != 200 for page in crowd.fetched), "pages", 0),
        told("one screen on the wire", size / max(1, screens) / 1000, "kB"),
    ]


def _memory_megabytes(house: House) -> float:
    assert house.server is not None  # noqa: S101 – it was opened
    status = Path(f"/proc/{house.server.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS:"))


def main() -> int:
    """Measure, print, write; 0 when the bars are met."""
    parser = argparse.ArgumentParser(description="Twenty rooms of eight while pages are served.")
    parser.add_argument("--seconds", type=float, default=60)
    return 0 if publish("live", measured(parser.parse_args().seconds)) else 1


if __name__ == "__main__":
    sys.exit(main())
