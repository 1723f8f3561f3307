"""While anybody listens: every few seconds, end the streams of those who may no longer, and notice who has left."""

import asyncio
import logging
from functools import partial

from knotwork.live.stream import door, fanout
from knotwork.live.stream.hub import HUB, End
from knotwork.platform.kit import clock
from knotwork.platform.kit.threads import run_in_database_thread

EVERY_SECONDS = 4.0
_log = logging.getLogger(__name__)
_watching: dict[asyncio.AbstractEventLoop, asyncio.Task[None]] = {}


def begin() -> None:
    """Start watching in this loop, unless it is watched already; ends when nobody listens any more."""
    loop = asyncio.get_running_loop()
    if loop not in _watching:
        _watching[loop] = loop.create_task(_watch(loop))


async def _watch(loop: asyncio.AbstractEventLoop) -> None:
    try:
        while HUB.listeners():
            await asyncio.sleep(EVERY_SECONDS)
            await look()
    finally:
        del _watching[loop]


async def look() -> None:
    """Look once. A fault is logged and looked at again next time; an unanswered question ends no stream."""
    at = clock.now()
    try:
        ended = await run_in_database_thread(partial(door.no_longer_welcome, HUB.listeners(), at=at))
        for listener, why in ended:
            HUB.finish(listener, why)
        left = {listener.meeting for listener, why in ended if why is End.NOT_YOURS}
        await run_in_database_thread(partial(fanout.notice_who_left, left, at=at))
        await run_in_database_thread(partial(fanout.notice_presence, at=at))
    except Exception:  # noqa: BLE001 – whatever it is, the watch goes on
        _log.exception("could not look after the open streams")
