"""Delivery inside this process, and the one line to the other processes.

What travels is `topic` and `seq`, never content. Local listeners hear first; a hint that comes back as our own echo
is dropped. Hints may be lost (a connection breaks), so whoever hears one looks at the database, never at the hint.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from django.db import connection, transaction

if TYPE_CHECKING:
    from knotwork.platform.bus.postgres import Line

_log = logging.getLogger(__name__)


class Subscription:
    """One listener to one topic, in one event loop. Use it as `async with subscribe(topic) as news: async for seq in news`.

    Only the highest number matters: a listener that sleeps through three announcements hears the last.
    """

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._seq = 0
        self._closed = False

    async def __aenter__(self) -> Self:
        with _lock:
            _subscriptions.setdefault(self.topic, set()).add(self)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        with _lock:
            left = _subscriptions.get(self.topic, set())
            left.discard(self)
            if not left:
                _subscriptions.pop(self.topic, None)

    async def __aiter__(self) -> AsyncIterator[int]:
        while True:
            await self._news.wait()
            self._news.clear()
            if self._closed:
                return
            yield self._seq

    def tell(self, seq: int, *, closed: bool = False) -> None:
        """Wake the listener. From any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, seq, closed)

    def _wake(self, seq: int, closed: bool) -> None:  # noqa: FBT001 – called through the loop, by position
        self._seq = max(self._seq, seq)
        self._closed = self._closed or closed
        self._news.set()


type Hint = Callable[[str, int], None]

_lock = Lock()
_subscriptions: dict[str, set[Subscription]] = {}
_hints: list[Hint] = []
_closings: list[Callable[[], None]] = []
_line: "Line | None" = None


def announce(topic: str, seq: int) -> None:
    """Say that this topic has come to this number: at once, or when the running transaction commits."""
    transaction.on_commit(lambda: _announce(topic, seq))


def subscribe(topic: str) -> Subscription:
    """A listener to this topic in the running event loop; enter it to begin."""
    return Subscription(topic)


def on_hint(hear: Hint) -> None:
    """Call this with (topic, seq) when another process announces something; in the bus's own thread.

    After a broken connection it is called with ("", 0): anything may have been missed.
    """
    _hints.append(hear)


def on_closing(do: Callable[[], None]) -> None:
    """Call this when the program stops: end your streams now. From any thread, and it must not block."""
    _closings.append(do)


def open_() -> None:
    """Begin to hear the other processes; does nothing on SQLite, where there are none."""
    global _line  # noqa: PLW0603 – one line for each process is the point
    if connection.vendor == "postgresql" and _line is None:
        from knotwork.platform.bus.postgres import Line  # noqa: PLC0415 – on SQLite nobody should wait for its driver

        _line = Line(_heard)
        _line.start()


def close() -> None:
    """End every subscription and the line, and tell those who asked; harmless the second time."""
    global _line
    for do in _closings:
        try:
            do()
        except Exception:  # noqa: BLE001 – one that fails must not keep the others open
            _log.exception("closing failed")
    with _lock:
        open_subscriptions = [one for several in _subscriptions.values() for one in several]
    for subscription in open_subscriptions:
        subscription.tell(0, closed=True)
    line, _line = _line, None
    if line is not None:
        line.stop()


def _announce(topic: str, seq: int) -> None:
    _tell(topic, seq)
    if _line is not None:
        _line.send(topic, seq)


def _tell(topic: str, seq: int) -> None:
    with _lock:
        several = list(_subscriptions.get(topic, ()))
    for subscription in several:
        subscription.tell(seq)


def _heard(topic: str, seq: int) -> None:
    if topic:
        _tell(topic, seq)
    else:
        _wake_everybody()
    for hear in _hints:
        try:
            hear(topic, seq)
        except Exception:  # noqa: BLE001 – a listener that fails must not deafen the process
            _log.exception("a hint was not taken")


def _wake_everybody() -> None:
    with _lock:
        topics = list(_subscriptions)
    for topic in topics:
        _tell(topic, 0)
