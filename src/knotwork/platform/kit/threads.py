"""Which threads may talk to the database (design: architecture.md §6).

Django over ASGI would give each request a thread and a connection of its own. Here every request borrows a *lane*,
an executor of exactly one thread: the same single lane for all on SQLite, one of a few on PostgreSQL.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from itertools import cycle

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, sync_to_async
from django.db import close_old_connections


class Lanes:
    """Hands out lanes in turn.

    The first lane is asgiref's own single thread, so that a thread-sensitive call made outside any request
    (a stream asking for permission) runs in it too.
    """

    def __init__(self, count: int) -> None:
        more = (ThreadPoolExecutor(1, thread_name_prefix=f"lane-{number}") for number in range(2, count + 1))
        self._all = (SyncToAsync.single_thread_executor, *more)
        self._turn = cycle(self._all)

    def borrow(self) -> ThreadSensitiveContext:
        """A context in which all thread-sensitive work runs in the next lane's one thread."""
        return ThreadSensitiveContext(executor=next(self._turn))

    def close(self) -> None:
        """Let the added lanes end; the first one belongs to the whole process."""
        for lane in self._all[1:]:
            lane.shutdown(wait=False, cancel_futures=True)


async def run_in_database_thread[R](ask: Callable[[], R]) -> R:
    """Ask something of the database in a lane, and leave no stale connection behind."""

    def asked() -> R:
        try:
            return ask()
        finally:
            close_old_connections()

    return await sync_to_async(asked, thread_sensitive=True)()


class Precedence:
    """Lets the moves of a meeting go first: whatever else is asked waits while one is under way (decision 0021).

    The others go in as many at a time as there are lanes, so that a move waits for one of them at the most, and none of
    them waits longer than `most_seconds` for moves.
    """

    def __init__(self, lanes: int, most_seconds: float) -> None:
        self._most_seconds = most_seconds
        self._others = asyncio.Semaphore(lanes)
        self._under_way = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @asynccontextmanager
    async def turn(self, *, goes_first: bool) -> AsyncIterator[None]:
        """Wait for one's turn, and hold it."""
        if goes_first:
            self._under_way += 1
            self._quiet.clear()
            try:
                yield
            finally:
                self._under_way -= 1
                if not self._under_way:
                    self._quiet.set()
            return
        async with self._others:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._most_seconds):
                    await self._quiet.wait()
            yield
