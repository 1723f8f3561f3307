"""From a kept move to everybody's screen: each listening viewer's screen is drawn once and handed to the hub."""

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import close_old_connections

from knotwork.live import queries, services
from knotwork.live.screens import drawn
from knotwork.live.services import telling
from knotwork.live.services.presence import PRESENCE
from knotwork.live.stream import wire
from knotwork.live.stream.hub import HUB
from knotwork.people.models import Person
from knotwork.platform.kit import clock

_log = logging.getLogger(__name__)


def show_everybody(meeting_id: UUID, *, at: datetime, found: queries.Found | None = None) -> None:
    """Draw the room for whoever listens here and push it. A fault here never undoes a kept move."""
    viewers = HUB.viewers(meeting_id)
    if not viewers:
        return
    try:
        gathered = _gather(found or queries.find(meeting_id, at), viewers, at=at)
        if not _let_arrive(gathered, at=at):
            HUB.push(meeting_id, _frames(gathered, at=at))
    except Exception:  # noqa: BLE001 – whatever a screen stumbles over, the move is kept
        _log.exception("a screen could not be drawn")


def frames(meeting_id: UUID, viewers: frozenset[UUID], *, at: datetime) -> dict[UUID, bytes]:
    """Each viewer's screen as it is now, ready for the wire; people who may no longer look get none."""
    return _frames(_gather(queries.find(meeting_id, at), viewers, at=at), at=at)


def _gather(found: queries.Found, viewers: frozenset[UUID], *, at: datetime) -> queries.Gathered:
    return queries.gather(found, viewers, here=PRESENCE.here(found.meeting.pk, at), at=at)


def _frames(gathered: queries.Gathered, *, at: datetime) -> dict[UUID, bytes]:
    return {
        viewer: wire.screen(drawn.html(gathered, viewer, at), log_id=gathered.log_id, seq=gathered.seq, at=at)
        for viewer in gathered.viewers
    }


def _let_arrive(gathered: queries.Gathered, *, at: datetime) -> bool:
    """Whoever waited at the door when the meeting opened is in it now; True if that was a move, which shows itself."""
    state = gathered.state
    if state is None or not state.is_open:
        return False
    waiting = (person for pk, person in gathered.viewers.items() if pk not in state.people.present)
    return any(services.arrive(gathered.meeting.pk, person=person, at=at) for person in waiting)


def enter(meeting_id: UUID, person: Person, seen: tuple[UUID, int] | None, *, at: datetime) -> bytes | None:
    """Note that somebody listens; the frame they need first, if what they have seen is not the present state."""
    is_new = services.note_here(meeting_id, person.pk, at)
    if services.arrive(meeting_id, person=person, at=at):
        return None
    if is_new:
        show_everybody(meeting_id, at=at)
        return None
    if seen == queries.position(meeting_id):
        return None
    return frames(meeting_id, frozenset({person.pk}), at=at).get(person.pk)


def moved(meeting_id: UUID, at: datetime, found: queries.Found | None) -> None:
    """A move was kept by this process."""
    show_everybody(meeting_id, at=at, found=found)


def hinted(topic: str, _seq: int) -> None:
    """Another process kept a move or heard of somebody, or the line between the processes was broken: look again."""
    at = clock.now()
    told = services.who_is_told(topic)
    if told is not None:
        if PRESENCE.note(*told, at, elsewhere=True):
            show_everybody(told[0], at=at)
        return
    heard = [telling.meeting_of(topic)] if topic else sorted({listener.meeting for listener in HUB.listeners()})
    for meeting_id in heard:
        if meeting_id is not None:
            show_everybody(meeting_id, at=at)
    close_old_connections()


def close() -> None:
    """The program stops: end every stream."""
    HUB.close_all()


def notice_who_left(meetings: Iterable[UUID], *, at: datetime) -> None:
    """Somebody's membership or term ended while they listened: their rooms no longer count them in."""
    for meeting_id in sorted(meetings):
        services.follow_circle(meeting_id, at=at)


def notice_presence(*, at: datetime) -> None:
    """Tell the other processes who is here; let the rooms somebody left show it, and the chair follow its steward."""
    services.tell_others(at)
    for meeting_id in PRESENCE.sweep(at):
        show_everybody(meeting_id, at=at)
    for meeting_id in sorted({listener.meeting for listener in HUB.listeners()}):
        services.follow_steward(meeting_id, at=at)
