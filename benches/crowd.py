"""Everybody in the rooms at once, from one light process: streams that listen, moves on a schedule, pages beside them.

No HTTP client library: what is measured is the server, so the load must cost as little as it can. Sockets and bytes.
"""

import asyncio
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from tests.faults.rooms import Room, Seat
from tests.faults.writers import TOKEN

_FRAME = re.compile(rb"id: [0-9a-f-]{36}:(\d+)\nevent: screen\n")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Moved:
    """One move: when it was due, and what came back. Times are of this process's monotonic clock."""

    room: int
    move_id: str
    due_at: float
    answered_at: float
    status: int


@dataclass(frozen=True)
class Fetched:
    """One page: which, how long after it was due it was there, and how large."""

    path: str
    seconds: float
    status: int
    size: int


@dataclass
class Listener(asyncio.Protocol):
    """One open stream: the moment each line of the log was seen on this screen."""

    request: bytes
    seen: list[tuple[int, float]] = field(default_factory=list)
    has_seen: asyncio.Event = field(default_factory=asyncio.Event)
    size: int = 0
    lost: bool = False
    _kept: bytes = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 – TCP gives one
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Note every screen that has come in whole."""
        now = time.monotonic()
        self.size += len(data)
        self._kept += data
        while (end := self._kept.find(b"\n\n")) >= 0:
            found = _FRAME.search(self._kept, 0, end)
            if found:
                self.seen.append((int(found[1]), now))
                self.has_seen.set()
            self._kept = self._kept[end + 2 :]

    def connection_lost(self, fault: Exception | None) -> None:  # noqa: ARG002 – asyncio's signature
        """A stream that ends while it should not has lost whatever comes after."""
        self.lost = True


class Line:
    """One kept connection for requests, one after another."""

    def __init__(self, port: int, seat: Seat) -> None:
        self._port, self._seat = port, seat
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._turn = asyncio.Lock()

    async def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, int]:
        """Status and size of the answer to a GET, or to a POST of this form."""
        sent = request(self._port, self._seat, path, form)
        async with self._turn:
            try:
                return await self._answered(sent)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.close()  # the server hangs up on whoever was silent for some seconds; browsers then dial again
                return await self._answered(sent)

    async def _answered(self, sent: bytes) -> tuple[int, int]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        reader, writer = self._streams
        writer.write(sent)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        size = int(length[1]) if length else 0
        await reader.readexactly(size)
        return int(head[9:12]), size

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def request(port: int, seat: Seat, path: str, form: dict[str, str] | None = None) -> bytes:
    """The bytes of a request as this person's browser would send them."""
    body = urlencode(form).encode() if form is not None else b""
    lines = [
        f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
        f"Host: localhost:{port}",
        f"Cookie: session={seat.session}; csrf={TOKEN}",
        f"X-CSRFToken: {TOKEN}",
        f"Accept: {'text/html' if form is None else 'application/json'}",
    ]
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


class People:
    """What the people of one room do, one move after another; every move appends a line to the log.

    Of ten moves six are signs (ready, not ready), three are about questions, one is in words.
    """

    def __init__(self, room: Room, chance: random.Random) -> None:
        self._room, self._chance = room, chance
        self._ready: set[int] = set()
        self._asked: list[tuple[int, UUID]] = []

    def next(self) -> tuple[Seat, dict[str, str]]:
        """Who moves, and the form they send."""
        move_id = uuid4()
        number = self._chance.randrange(len(self._room.seats))
        form = {"move_id": str(move_id)}
        draw = self._chance.random()
        if draw < 0.1:
            text = "I wonder what would happen if we waited a little before we answer."
            form |= {"kind": "capture", "what": "process", "text": text}
            form |= {"phase": str(self._room.phase), "slot": str(self._room.slot)}
        elif draw < 0.4:
            number, asked = self._question(number, move_id)
            form |= asked
        else:
            form["kind"] = "not_ready" if number in self._ready else "ready"
            self._ready ^= {number}
        # The room's script waits for the stream to show what it sent, except for words.
        return self._room.seats[number], form if "text" in form else {**form, "listening": "yes"}

    def _question(self, number: int, move_id: UUID) -> tuple[int, dict[str, str]]:
        """Somebody who does not present has a question; the third takes theirs back."""
        if len(self._asked) >= 2:
            asker, question = self._asked.pop(0)
            return asker, {"kind": "withdraw_question", "question": str(question)}
        asker = number if number != 1 else 0
        self._asked.append((asker, uuid5(move_id, "question")))
        return asker, {"kind": "have_question", "slot": str(self._room.slot)}


@dataclass
class Crowd:
    """Everybody, and what they saw."""

    port: int
    rooms: list[Room]
    chance: random.Random
    listeners: list[list[Listener]] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    fetched: list[Fetched] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._people = [People(room, random.Random(self.chance.random())) for room in self.rooms]

    async def come(self) -> None:
        """Everybody opens the room's stream, one room after another, and sees it."""
        loop = asyncio.get_running_loop()
        for room in self.rooms:
            asked = [request(self.port, seat, f"{room.path}stream/") for seat in room.seats]
            here = [Listener(asking.replace(b"application/json", b"text/event-stream")) for asking in asked]
            for listener in here:
                await loop.create_connection(lambda listener=listener: listener, "127.0.0.1", self.port)
            self.listeners.append(here)
            await asyncio.gather(*(listener.has_seen.wait() for listener in here))

    async def live(self, *, seconds: float, moves_a_second: float, pages_a_second: float) -> None:
        """Move in every room and fetch pages on a schedule that does not wait for answers."""
        begun = time.monotonic() + 0.5
        rooms = [self._room(number, begun, seconds, moves_a_second) for number in range(len(self.rooms))]
        await asyncio.gather(*rooms, self._pages(begun, seconds, pages_a_second))

    async def _room(self, number: int, begun: float, seconds: float, a_second: float) -> None:
        room, people = self.rooms[number], self._people[number]
        lines = {seat: Line(self.port, seat) for seat in room.seats}
        first = begun + self.chance.random() / a_second

        async def move(due_at: float) -> None:
            seat, form = people.next()
            status, _size = await lines[seat].ask(f"{room.path}moves/", form)
            self.moved.append(Moved(number, form["move_id"], due_at, time.monotonic(), status))

        await _on_schedule(first, int(seconds * a_second), 1 / a_second, move)
        for line in lines.values():
            line.close()

    async def _pages(self, begun: float, seconds: float, a_second: float) -> None:
        readers = [(Line(self.port, room.seats[3]), room) for room in self.rooms]

        async def fetch(due_at: float) -> None:
            line, room = self.chance.choice(readers)
            path = self.chance.choice(("/", f"/sets/{room.learning_set}/", f"/meetings/{room.meeting}/"))
            status, size = await line.ask(path)
            self.fetched.append(Fetched(path, time.monotonic() - due_at, status, size))

        await _on_schedule(begun, int(seconds * a_second), 1 / a_second, fetch)
        for line, _room in readers:
            line.close()


async def _on_schedule(first: float, times: int, apart: float, do: Callable) -> None:
    underway = []
    for turn in range(times):
        due_at = first + turn * apart
        await asyncio.sleep(max(0.0, due_at - time.monotonic()))
        underway.append(asyncio.create_task(do(due_at)))
    await asyncio.gather(*underway)
