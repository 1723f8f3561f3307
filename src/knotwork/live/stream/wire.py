"""What travels on the stream: server-sent events (WHATWG HTML §9.2), one whole screen per event.

An event's id is `<log_id>:<seq>`, so a browser that reconnects names by itself what it has seen.
"""

import json
from datetime import datetime
from uuid import UUID

BEAT_SECONDS = 20.0
RETRY = b"retry: 2000\n\n"
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)


def event_id(log_id: UUID, seq: int) -> str:
    """The id of the event that shows the room after this line of this log."""
    return f"{log_id}:{seq}"


def seen(text: str) -> tuple[UUID, int] | None:
    """What a browser says it has seen: (log_id, seq); None if it says nothing we wrote."""
    log_id, _, seq = text.partition(":")
    try:
        return (UUID(log_id), int(seq)) if seq.isdecimal() else None
    except ValueError:
        return None


def screen(html: str, *, log_id: UUID, seq: int, at: datetime) -> bytes:
    """One whole screen. `now` is the server's clock in milliseconds, so that browsers correct their own."""
    text = json.dumps({"seq": seq, "log": str(log_id), "now": milliseconds(at), "html": html}, ensure_ascii=False)
    return f"id: {event_id(log_id, seq)}\nevent: screen\ndata: {text}\n\n".encode()


def beat(at: datetime) -> bytes:
    """A sign of life, so that browsers and proxies know the line is open."""
    return f'event: beat\ndata: {{"now": {milliseconds(at)}}}\n\n'.encode()


def over(why: str) -> bytes:
    """The last event: the stream ends for good, and the page knows why."""
    return f"event: over\ndata: {json.dumps({'why': why})}\n\n".encode()


def milliseconds(at: datetime) -> int:
    """An instant as milliseconds since 1970, UTC."""
    return round(at.timestamp() * 1000)
