"""Whether the log was safe on disk before anybody was told: the server's own system calls, seen by strace.

`python -m tests.faults.sync_order` makes 100 moves, prints in how many the write-ahead log was synced between the
commit of the move and the first bytes that tell of it (design: trust.md §5 c2), and writes
benches/results/sync_order.json.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from benches.figures import at_least, publish, told
from tests.faults import rooms
from tests.faults.rooms import Room
from tests.faults.writers import visitor
from tests.house import House

MOVES = 100
WATCHED = "trace=fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg"
NO_STRACE = "strace is not installed, so nobody can see whether the log is synced first: apt-get install strace"
_LINE = re.compile(r"^(?P<thread>\d+) +(?:<\.\.\. )?(?P<call>\w+)(?P<rest>[( ].*)$", re.DOTALL)


@dataclass(frozen=True)
class Call:
    """One line of a trace; `begins` and `ends` tell the halves of a call that another thread's call came between."""

    thread: str
    name: str
    rest: str

    @property
    def writes_log(self) -> bool:
        """Whether it begins to write to the write-ahead log."""
        return self.name in ("pwrite64", "write", "writev") and "-wal>," in self.rest[:400]

    @property
    def sends(self) -> bool:
        """Whether it begins to send something to a browser."""
        return self.name in ("sendto", "sendmsg", "write", "writev") and "<socket:" in self.rest[:40]

    @property
    def has_synced(self) -> bool:
        """Whether it is the end of a sync that went well."""
        return self.name in ("fdatasync", "fsync") and self.rest.endswith("= 0")


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """The calls of a trace in the order in which they began or ended."""
    for line in lines:
        if match := _LINE.match(line.rstrip("\n")):
            yield Call(match["thread"], match["call"], match["rest"])


def synced_first(trace: list[Call], move_id: UUID) -> bool:
    """Whether this move's transaction was synced by the thread that wrote it, before anything sent names the move."""
    wrote = next((place for place, call in enumerate(trace) if call.writes_log and move_id.hex in call.rest), None)
    told = next((place for place, call in enumerate(trace) if call.sends and str(move_id) in call.rest), None)
    if wrote is None or told is None:
        return False
    thread = trace[wrote].thread
    for call in trace[wrote:told]:
        if call.thread == thread and (call.has_synced or call.sends):
            return call.has_synced
    return False


def run(house: House, room: Room, *, moves: int) -> int:
    """How many of so many acknowledged moves were synced before they were acknowledged."""
    if shutil.which("strace") is None:
        raise SystemExit(NO_STRACE)
    trace = house.folder / "trace"
    house.wrapped_in = ("strace", "-D", "-f", "-qq", "-y", "-s", "65536", "-e", WATCHED, "-o", str(trace))
    made = [uuid4() for _ in range(moves)]
    house.open(within_seconds=60)
    try:
        with visitor(house.base_url, room.seats[0]) as browser:
            for number, move_id in enumerate(made):
                form = {"kind": ("ready", "not_ready")[number % 2], "move_id": str(move_id)}
                browser.post(f"{room.path}moves/", data=form).raise_for_status()
    finally:
        house.close()
    with trace.open(encoding="utf-8", errors="replace") as lines:
        seen = list(calls(lines))
    return sum(synced_first(seen, move_id) for move_id in made)


def main() -> int:
    """Print and keep how many were; 0 when all were."""
    with tempfile.TemporaryDirectory(prefix="knotwork-faults-") as folder:
        house = House(Path(folder), demo=False)
        kept = run(house, rooms.prepared(house, rooms=1, people=3)[0], moves=MOVES)
    figures = [told("acknowledged", MOVES, "moves"), at_least("after a sync of the log", kept, "moves", MOVES)]
    return 0 if publish("sync_order", figures) else 1


if __name__ == "__main__":
    sys.exit(main())
