"""The one door through which a meeting changes (design: live-room.md §3)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from knotwork.agreements.models import Version
from knotwork.live import queries, rules
from knotwork.live.flow import moves as flow_moves
from knotwork.live.flow import step
from knotwork.live.flow.events import Closed, Consented, Stepped
from knotwork.live.flow.state import State
from knotwork.live.flow.why import HARMLESS, Why
from knotwork.live.models import Move, Room
from knotwork.live.queries import Found
from knotwork.live.services import built, effects, people, rooms, telling
from knotwork.live.services.effects import Occasion
from knotwork.live.services.rooms import Written
from knotwork.meetings import queries as meetings
from knotwork.meetings import services as meeting_services
from knotwork.meetings.enums import MeetingState
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import Refused, refuse
from knotwork.platform.sealing import keyring
from knotwork.protocols import fit, shape
from knotwork.protocols import queries as protocols
from knotwork.protocols import services as protocol_services
from knotwork.sets import fading
from knotwork.sets import rules as set_rules
from knotwork.sets.queries import Circle


@dataclass(frozen=True)
class Acknowledged:
    """A move is kept: where it stands in which log; `duplicate` when it stood there already or asked for what is so."""

    move_id: UUID
    seq: int
    log_id: UUID
    duplicate: bool = False


class OtherBody(Exception):
    """The same move id came with another body; nothing was written."""


@transaction.atomic
def make_move(
    meeting_id: UUID,
    *,
    viewer: Person,
    kind: str,
    body: Mapping[str, Any],
    words: Mapping[str, str],
    move_id: UUID,
    expect: int | None = None,
    at: datetime,
) -> Acknowledged:
    """Keep one move and everything it means, or nothing at all.

    Args:
        body: the move's fields without the ids the product makes and without `expect`.
        words: `text`, and what a kind needs besides (`level`, `action`, `outcome`, …).
        expect: the phase version the sender saw, for a move that steers.

    Raises:
        Refused: a word of our own, of the flow (`stale`: a steering move came too late), or of a lower app.
        OtherBody, Malformed: the id was used for something else; the body is not what the kind asks for.
    """
    meeting = rooms.locked(meeting_id)
    circle = queries.circle_of(meeting, at)
    _refuse_outsiders(meeting, circle, viewer, kind, at)
    steering = {} if expect is None else {"expect": expect}
    digest = _digest(meeting, kind, {**body, **steering}, words)
    stored = _stored(meeting, viewer, move_id, digest)
    if stored is not None:
        return stored
    room = rooms.room_locked_with(meeting)
    if room is None:
        refuse(None if kind == flow_moves.Open.kind else Why.NOT_OPEN)
        room = _opened(meeting, viewer, circle.facilitator, at)
        meeting = rooms.locked(meeting_id)
    state = people.brought_up_to_date(room, circle, rooms.state_of(room, rooms.protocol_of(meeting)), at=at)
    whole = built.whole_body(kind, {**body, **steering}, words, move_id=move_id, state=state, by=viewer, meeting=meeting)
    written = Written(flow_moves.parse(kind, whole), viewer, move_id, digest, at)
    return _kept(room, meeting, state, written, words, circle)


@transaction.atomic
def make_product_move(meeting_id: UUID, move: flow_moves.Move, *, move_id: UUID, at: datetime) -> Acknowledged | None:
    """Keep a move nobody made but time or presence; None if there is no room or the flow refuses it."""
    meeting = rooms.locked(meeting_id)
    room = rooms.room_locked_with(meeting)
    if room is None:
        return None
    state = rooms.state_of(room, rooms.protocol_of(meeting))
    try:
        return _kept(room, meeting, state, Written(move, None, move_id, "", at), {})
    except Refused:
        return None


def _stored(meeting: Meeting, viewer: Person, move_id: UUID, digest: str) -> Acknowledged | None:
    """What was answered to this move before; None if it is new."""
    stored = Move.objects.filter(meeting=meeting, by=viewer, move_id=move_id).first()
    if stored is None:
        return None
    if stored.digest != digest:
        raise OtherBody
    return Acknowledged(move_id, stored.seq, stored.log_id, duplicate=True)


def _refuse_outsiders(meeting: Meeting, circle: Circle, viewer: Person, kind: str, at: datetime) -> None:
    held = meetings.standings_inside(viewer, meeting, circle)
    is_over = meeting.state_at(at) in (MeetingState.CLOSED, MeetingState.CANCELLED)
    refuse(rules.why_not_move(kind, held, is_over=is_over))


def _opened(meeting: Meeting, viewer: Person, guide: Person | None, at: datetime) -> Room:
    """Open the meeting with its shape frozen, and begin its room; a facilitator who leads it and opens it stewards."""

    def protocol(ran_with: Mapping[str, Version]) -> dict[str, Any]:
        meeting.refresh_from_db(fields=["protocol_key"])
        planned = protocols.shape_of(meeting.learning_set, meeting.protocol_key)
        chosen = shape.with_review(planned, protocol_services.review_in(ran_with))
        return shape.to_dict(_fitted(chosen, meeting.minutes))

    opened = meeting_services.open_meeting(meeting, protocol=protocol, by=viewer, at=at)
    leading = fading.leading_of(opened.learning_set, opened.pk, at)
    stewards = guide == viewer and set_rules.takes_chair(leading)
    observes = set_rules.observes(leading)
    return rooms.begin(opened, guide=guide, observes=observes, steward=viewer if stewards else None, at=at)


def _fitted(protocol: shape.Protocol, minutes: int) -> shape.Protocol:
    """The shape with its minutes fitted to this meeting, for as many presenters as it is meant for or has room for."""
    meant = fit.presenters_meant(protocol)
    plan = fit.fit(protocol, minutes, meant)
    return fit.fitted(protocol, minutes, meant if plan.fits else min(meant, max(plan.most_presenters, 1)))


def _kept(
    room: Room, meeting: Meeting, state: State, written: Written, words: Mapping[str, str], circle: Circle | None = None
) -> Acknowledged:
    """Let the flow judge; if it agrees: log, snapshot, words and effects, and after the commit everybody hears of it.

    What is known of the room and its circle is handed on to whoever draws it, unless an effect may have changed it.
    """
    by = written.by.pk if written.by else None
    stepped = step.step(state, written.move, by=by, at=written.at)
    if not isinstance(stepped, Stepped):
        if stepped in HARMLESS:
            return Acknowledged(written.move_id, room.seq, room.log_id, duplicate=True)
        raise Refused(stepped)
    rooms.append(room, written, stepped.state)
    occasion = Occasion(meeting, stepped.state, written.by, words, written.move_id, written.at)
    effects.of_move(written.move, occasion)
    for event in stepped.happened:
        effects.of_event(event, occasion)
    is_settled = not any(isinstance(event, Closed | Consented) for event in stepped.happened)
    found = Found(meeting, room, circle, state.protocol, stepped.state) if circle and is_settled else None
    telling.tell(meeting.pk, seq=room.seq, at=written.at, found=found)
    return Acknowledged(written.move_id, room.seq, room.log_id)


def _digest(meeting: Meeting, kind: str, body: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Recognises the same move; made with the set's key, so that it tells nothing about its words."""
    told = json.dumps([kind, body, dict(words)], sort_keys=True, default=str, ensure_ascii=False).encode()
    key = keyring.key_for(meeting.sealed_for()).secret
    return hashlib.blake2b(told, key=key, digest_size=32, person=b"knotwork-move").hexdigest()
