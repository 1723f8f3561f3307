"""Who hears of a kept move: told after the commit, in the thread that wrote it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from knotwork.live.queries import Found
from knotwork.platform import bus

type Moved = Callable[[UUID, datetime, Found | None], None]

_hearers: list[Moved] = []


def on_moved(hear: Moved) -> None:
    """Call this after every kept move with the meeting, the moment, and how the room is found if that is known.

    Registered once, from `ready`.
    """
    if hear not in _hearers:
        _hearers.append(hear)


def tell(meeting_id: UUID, *, seq: int, at: datetime, found: Found | None = None) -> None:
    """Once the running transaction has committed, let this process show it and the others look again."""
    transaction.on_commit(partial(_tell, meeting_id, at, found))
    bus.announce(topic(meeting_id), seq)


def topic(meeting_id: UUID) -> str:
    """The name under which a room is announced."""
    return f"meeting:{meeting_id}"


def meeting_of(name: str) -> UUID | None:
    """The meeting a topic names; None if it is about something else."""
    kind, _, meeting_id = name.partition(":")
    return UUID(meeting_id) if kind == "meeting" else None


def _tell(meeting_id: UUID, at: datetime, found: Found | None) -> None:
    for hear in _hearers:
        hear(meeting_id, at, found)
