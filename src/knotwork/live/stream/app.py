"""A small ASGI app beside Django that only listens: GET /meetings/<uuid>/room/stream/ (design: live-room.md §3)."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from knotwork.live.services.presence import PRESENCE
from knotwork.live.stream import door, fanout, watch, wire
from knotwork.live.stream.hub import FOR_GOOD, HUB, End, Listener, TooMany
from knotwork.platform.kit import clock
from knotwork.platform.kit.headers import SECURITY_HEADERS
from knotwork.platform.kit.threads import run_in_database_thread

type Receive = Callable[[], Awaitable[Mapping[str, Any]]]
type Send = Callable[[dict[str, Any]], Awaitable[None]]

_PATH = re.compile(r"/meetings/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/room/stream/")
_DRESS = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
_STATUS = {End.SIGNED_OUT: 401, End.NOT_YOURS: 404}


def matches(path: str) -> bool:
    """Whether this path is a room's stream."""
    return _PATH.fullmatch(path) is not None


async def application(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
    """Serve one stream until the browser goes, the viewer may no longer listen, or the program stops."""
    match = _PATH.fullmatch(scope["path"])
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if match is None:
        await _refuse(send, 404)
    elif scope["method"] != "GET":
        await _refuse(send, 405)
    elif headers.get("sec-fetch-site", "same-origin") != "same-origin":
        await _refuse(send, 403)
    else:
        await _serve(UUID(match[1]), headers, _asked(scope, headers), receive, send)


async def _serve(meeting: UUID, headers: Mapping[str, str], seen: str, receive: Receive, send: Send) -> None:
    welcome = await run_in_database_thread(partial(door.welcome, headers.get("cookie", ""), meeting, at=clock.now()))
    if isinstance(welcome, End):
        await _refuse(send, _STATUS[welcome])
        return
    try:
        listener = HUB.listen(meeting, welcome.person.pk, welcome.session)
    except TooMany:
        await _refuse(send, 429)
        return
    watch.begin()
    gone = asyncio.ensure_future(_gone(receive, listener))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": [*wire.HEADERS, *_DRESS]})
        await _say(send, wire.RETRY + wire.beat(clock.now()))
        first = await run_in_database_thread(partial(fanout.enter, meeting, welcome.person, wire.seen(seen), at=clock.now()))
        if first is not None:
            await _say(send, first)
        await _listen(listener, send)
    finally:
        gone.cancel()
        HUB.leave(listener)


async def _listen(listener: Listener, send: Send) -> None:
    while listener.end is None:
        frames = await listener.news(wire.BEAT_SECONDS)
        if not frames and listener.end is None:
            PRESENCE.note(listener.meeting, listener.viewer, clock.now())
            frames = [wire.beat(clock.now())]
        for frame in frames:
            await _say(send, frame)
    if listener.end in FOR_GOOD:
        await _say(send, wire.over(listener.end.value))
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.finish(End.CLOSING)


async def _say(send: Send, frame: bytes) -> None:
    await send({"type": "http.response.body", "body": frame, "more_body": True})


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *_DRESS]})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _asked(scope: Mapping[str, Any], headers: Mapping[str, str]) -> str:
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return headers.get("last-event-id") or query.get("seen", [""])[0]
