"""People who write into rooms whatever happens to the server: each keeps a move until it is acknowledged."""

import random
import threading
import time
from dataclasses import asdict, dataclass, field
from uuid import uuid4

import httpx

from tests.faults.rooms import Room, Seat

TOKEN = "a" * 32
PATIENCE_SECONDS = 15
GIVES_UP_AFTER_SECONDS = 120
PAUSE_SECONDS = 0.2
LOST_ANSWERS = 0.1


@dataclass(frozen=True)
class Kept:
    """A move the server has acknowledged, and what the acknowledgement said."""

    meeting: str
    person: str
    move_id: str
    kind: str
    text: str
    log: str
    seq: int


def visitor(base_url: str, seat: Seat) -> httpx.Client:
    """A browser in which this person is signed in, for the room's script: it asks for JSON."""
    return httpx.Client(
        base_url=base_url,
        cookies={"session": seat.session, "csrf": TOKEN},
        headers={"X-CSRFToken": TOKEN, "Accept": "application/json"},
        timeout=PATIENCE_SECONDS,
        trust_env=False,
    )


@dataclass
class Writer(threading.Thread):
    """One person in one room: words, ready, not ready, words, …; the same move id again until it is acknowledged.

    Now and then an answer is thrown away, as a broken connection would; the move is then sent again.
    """

    base_url: str
    room: Room
    seat: Seat
    name_: str
    chance: random.Random
    kept: list[Kept] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    attempts: int = 0
    ending: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(name=self.name_, daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        """Write until told to end; the last move is acknowledged too."""
        with visitor(self.base_url, self.seat) as browser:
            while not self.ending.is_set():
                self._make(browser, len(self.kept))

    def _make(self, browser: httpx.Client, number: int) -> None:
        kind = ("capture", "ready", "capture", "not_ready")[number % 4]
        text = f"{self.name} says {number}" if kind == "capture" else ""
        form = {"kind": kind, "move_id": str(uuid4())}
        if text:
            form |= {"what": "process", "phase": str(self.room.phase), "text": text}
        answer = self._acknowledged(browser, form)
        if answer is not None:
            self.kept.append(
                Kept(self.room.meeting, self.seat.person, form["move_id"], kind, text, answer["log"], answer["seq"])
            )  # fmt: skip

    def _acknowledged(self, browser: httpx.Client, form: dict[str, str]) -> dict | None:
        until, said = time.monotonic() + GIVES_UP_AFTER_SECONDS, "not"
        while time.monotonic() < until:
            self.attempts += 1
            try:
                answer = browser.post(f"{self.room.path}moves/", data=form)
            except httpx.TransportError:
                time.sleep(PAUSE_SECONDS)
                continue
            if self.chance.random() < LOST_ANSWERS:
                continue
            if answer.status_code == 200:
                return answer.json()
            said = str(answer.status_code)
            if answer.status_code < 500:
                break
        self.faults.append(f"{self.name}: {form['kind']} was answered {said}")
        self.ending.set()
        return None


def told(kept: list[Kept]) -> list[dict]:
    """Acknowledgements as JSON."""
    return [asdict(one) for one in kept]
