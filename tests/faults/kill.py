"""Kill the server again and again while eight people write, and hold what it acknowledged against what it kept.

`python -m tests.faults.kill --times 50` prints a table and writes benches/results/faults.json. With
`--without-move-ids` the server forgets move ids, and the run must find doubled moves (design: trust.md §5 c1).
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benches.figures import Figure, at_least, at_most, publish, told
from tests.faults import rooms, writers
from tests.faults.ledger import Account
from tests.faults.rooms import Room
from tests.house import House

ROOMS, WRITERS = 4, 8
FEWEST_BETWEEN, MOST_BETWEEN = 5, 60
SHARE_OF_KILLS = 40


@dataclass
class Outcome:
    """What a run came to; `ready_seconds` and `worked_seconds` (of the processor) until each restart served."""

    account: Account
    kills: int
    attempts: int
    ready_seconds: list[float] = field(default_factory=list)
    worked_seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost, doubled or refused."""
        return self.account.is_well and not self.faults


@contextmanager
def _serving(house: House) -> Iterator[None]:
    house.open(within_seconds=60)
    try:
        yield
    finally:
        house.close()


@contextmanager
def _writing(house: House, into: list[Room], chance: random.Random) -> Iterator[list[writers.Writer]]:
    seats = [(room, room.seats[number]) for number in range(WRITERS // ROOMS) for room in into[:ROOMS]]
    writing = [
        writers.Writer(house.base_url, room, seat, f"writer {number}", random.Random(chance.random()))
        for number, (room, seat) in enumerate(seats)
    ]
    for writer in writing:
        writer.start()
    try:
        yield writing
    finally:
        for writer in writing:
            writer.ending.set()
        for writer in writing:
            writer.join(timeout=30)


def run(house: House, into: list[Room], *, times: int, seed: int, looks: int = 3) -> Outcome:
    """Kill so many times, then let everybody finish, and give the account; look at the data so often in between."""
    chance = random.Random(seed)
    with _serving(house), _writing(house, into, chance) as writing:
        ready, worked = [], []
        for number in range(times):
            _wait_for(writing, _kept(writing) + chance.randint(FEWEST_BETWEEN, MOST_BETWEEN))
            time.sleep(chance.random() * 0.05)
            house.kill()
            ready.append(house.open(within_seconds=60))
            worked.append(processor_seconds(house))
            if looks and number % max(1, times // looks) == 0:
                found = _account(house, writing)
                assert found.is_well, found
        _wait_for(writing, SHARE_OF_KILLS * times)
    outcome = Outcome(_account(house, writing), times, sum(writer.attempts for writer in writing), ready, worked)
    outcome.faults = [fault for writer in writing for fault in writer.faults]
    return outcome


def _kept(writing: list[writers.Writer]) -> int:
    return sum(len(writer.kept) for writer in writing)


def _wait_for(writing: list[writers.Writer], kept: int) -> None:
    until = time.monotonic() + 120
    while _kept(writing) < kept:
        faults = [fault for writer in writing for fault in writer.faults]
        assert not faults, faults
        assert time.monotonic() < until, f"only {_kept(writing)} of {kept} moves were acknowledged"
        time.sleep(0.005)


def _account(house: House, writing: list[writers.Writer]) -> Account:
    path = house.folder / "acknowledged.json"
    path.write_text(json.dumps(writers.told([one for writer in writing for one in list(writer.kept)])), encoding="utf-8")
    return Account(**json.loads(rooms.asked(house, f"from tests.faults import ledger; ledger.examine({str(path)!r})")))


def processor_seconds(house: House) -> float:
    """What the server has cost the processor so far, whatever else the machine does meanwhile."""
    assert house.server is not None
    fields = Path(f"/proc/{house.server.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _figures(outcome: Outcome) -> list[Figure]:
    account = outcome.account
    return [
        told("killed", outcome.kills, "times"),
        at_least("acknowledged", account.acknowledged, "moves", min(1000, SHARE_OF_KILLS * outcome.kills)),
        told("sent, retries included", outcome.attempts, "requests"),
        at_most("lost", account.lost, "moves", 0),
        at_most("doubled", account.doubled, "moves", 0),
        at_most("logs with a gap", account.gaps, "logs", 0),
        at_most("lines without their words", account.without_words, "lines", 0),
        at_most("snapshots unlike their replay", account.unlike_replay, "rooms", 0),
        at_most("faults of the database file", len(account.unsound), "faults", 0),
        at_most("refused or failed", len(outcome.faults), "moves", 0),
        at_most("ready again, slowest", max(outcome.ready_seconds), "s", 5),
        told("ready again, processor", max(outcome.worked_seconds), "s"),
    ]


def main() -> int:
    """Run, print, write; 0 when every bar is met, or when a careless server was caught."""
    parser = argparse.ArgumentParser(description="Kill the server while people write.")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--without-move-ids", action="store_true", help="a server that forgets move ids; must be caught")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="knotwork-faults-") as folder:
        house = House(Path(folder), demo=False)
        into = rooms.prepared(house, rooms=ROOMS, people=3)
        if asked.without_move_ids:
            rooms.make_careless(house, "forget-move-ids")
        outcome = run(house, into, times=asked.times, seed=asked.seed, looks=0 if asked.without_move_ids else 10)
    print(f"seed {asked.seed}")
    if asked.without_move_ids:
        print(f"without move ids: {outcome.account.doubled} doubled of {outcome.account.acknowledged} acknowledged")
        return 0 if outcome.account.doubled else 1
    return 0 if publish("faults", _figures(outcome)) else 1


if __name__ == "__main__":
    sys.exit(main())
