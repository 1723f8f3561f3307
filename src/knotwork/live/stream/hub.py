"""Who listens to which room in this process. Frames may be handed in from any thread."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from uuid import UUID

MOST_WAITING = 8
MOST_PER_PERSON = 8


class End(StrEnum):
    """Why a stream ends."""

    SLOW = "slow"
    NOT_YOURS = "not_yours"
    SIGNED_OUT = "signed_out"
    CLOSING = "closing"


FOR_GOOD = frozenset({End.NOT_YOURS, End.SIGNED_OUT})


class TooMany(Exception):
    """This person listens with as many tabs as one person may."""


@dataclass(eq=False)
class Listener:
    """One open stream: what waits to be sent, and whether it is over."""

    meeting: UUID
    viewer: UUID
    session: str
    loop: asyncio.AbstractEventLoop
    end: End | None = None
    _waiting: deque[bytes] = field(default_factory=deque)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, frame: bytes) -> None:
        """Queue a frame; a listener that cannot keep up is ended and resumes by itself. In its loop only."""
        if len(self._waiting) >= MOST_WAITING:
            self.finish(End.SLOW)
        else:
            self._waiting.append(frame)
            self._news.set()

    def finish(self, why: End) -> None:
        """End the stream. In its loop only."""
        self.end = self.end or why
        self._news.set()

    async def news(self, seconds: float) -> list[bytes]:
        """What came since; empty when nothing came for so long or the stream is over."""
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return []
        self._news.clear()
        frames = list(self._waiting)
        self._waiting.clear()
        return frames


class Hub:
    """The rooms of one process and their listeners."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rooms: dict[UUID, set[Listener]] = {}
        self._streams: Counter[UUID] = Counter()
        self._closed = False

    def listen(self, meeting: UUID, viewer: UUID, session: str) -> Listener:
        """Begin to listen, inside a running loop.

        Raises:
            TooMany: the person has eight streams open, or the hub is closing.
        """
        listener = Listener(meeting, viewer, session, asyncio.get_running_loop())
        with self._lock:
            if self._closed or self._streams[viewer] >= MOST_PER_PERSON:
                raise TooMany
            self._streams[viewer] += 1
            self._rooms.setdefault(meeting, set()).add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Stop listening; harmless the second time."""
        with self._lock:
            room = self._rooms.get(listener.meeting, set())
            if listener not in room:
                return
            room.discard(listener)
            if not room:
                del self._rooms[listener.meeting]
            self._streams[listener.viewer] -= 1
            if not self._streams[listener.viewer]:
                del self._streams[listener.viewer]

    def viewers(self, meeting: UUID) -> frozenset[UUID]:
        """Who listens to this room here."""
        with self._lock:
            return frozenset(listener.viewer for listener in self._rooms.get(meeting, ()))

    def listeners(self) -> list[Listener]:
        """Every open stream of this process."""
        with self._lock:
            return [listener for room in self._rooms.values() for listener in room]

    def push(self, meeting: UUID, frames: Mapping[UUID, bytes]) -> None:
        """Hand each viewer's frame to all that viewer's streams. From any thread."""
        with self._lock:
            room = list(self._rooms.get(meeting, ()))
        for listener in room:
            if listener.viewer in frames:
                _call(listener, listener.offer, frames[listener.viewer])

    def finish(self, listener: Listener, why: End) -> None:
        """End one stream. From any thread."""
        _call(listener, listener.finish, why)

    def close_all(self) -> None:
        """End every stream and accept no more: the program stops. From any thread."""
        with self._lock:
            self._closed = True
        for listener in self.listeners():
            self.finish(listener, End.CLOSING)


def _call[T](listener: Listener, do: Callable[[T], None], what: T) -> None:
    if not listener.loop.is_closed():
        listener.loop.call_soon_threadsafe(do, what)


HUB = Hub()
