"""A stream as a browser holds it open, read in a thread of its own."""

import threading
import time
from dataclasses import dataclass, field

import httpx

from tests.faults.rooms import Room, Seat
from tests.faults.writers import visitor


@dataclass
class Stream(threading.Thread):
    """Listens until the server ends the stream; `ended_at` is when, on the clock of this machine."""

    base_url: str
    room: Room
    seat: Seat
    text: str = ""
    ended_at: float = 0.0
    has_begun: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        """Read to the end."""
        with (
            visitor(self.base_url, self.seat) as browser,
            browser.stream("GET", f"{self.room.path}stream/", timeout=40) as answer,
        ):
            try:
                for piece in answer.iter_text():
                    self.text += piece
                    self.has_begun.set()
            except httpx.TransportError as fault:
                self.text += f"broke: {fault}"
        self.ended_at = time.time()


def listening(base_url: str, room: Room, seat: Seat) -> Stream:
    """A stream that has begun to hear."""
    stream = Stream(base_url, room, seat)
    stream.start()
    assert stream.has_begun.wait(timeout=30), "the stream never began"
    return stream
