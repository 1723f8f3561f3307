"""A room: locked for a move, begun with the meeting, its log appended, replayed, begun anew after a restore."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from knotwork.live.flow import moves as flow_moves
from knotwork.live.flow import step
from knotwork.live.flow.events import Stepped
from knotwork.live.flow.moves import Move as FlowMove
from knotwork.live.flow.state import State
from knotwork.live.models import Move, Room
from knotwork.meetings import queries as meetings
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.ids import new_id
from knotwork.protocols import queries as protocols
from knotwork.protocols import shape
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


@dataclass(frozen=True)
class Written:
    """A move as it stands in the log: who made it, under which id, recognised by which digest."""

    move: FlowMove
    by: Person | None
    move_id: UUID
    digest: str
    at: datetime


def locked(meeting_id: UUID) -> Meeting:
    """The meeting with its room, locked until the transaction ends; its set is locked first, as everywhere.

    On SQLite the whole database is: a transaction begins with the right to write.

    Raises:
        Meeting.DoesNotExist: there is no such meeting.
    """
    if connection.features.has_select_for_update:
        set_id = Meeting.objects.values_list("learning_set", flat=True).get(pk=meeting_id)
        LearningSet.objects.select_for_update().get(pk=set_id)
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("learning_set", "agreement", "room").get(pk=meeting_id)
    )


def room_of(meeting: Meeting) -> Room | None:
    """The meeting's room, if it was ever opened."""
    return Room.objects.filter(meeting=meeting).first()


def room_locked_with(meeting: Meeting) -> Room | None:
    """The room that came with a meeting `locked` has just read."""
    return getattr(meeting, "room", None)


def begin(
    meeting: Meeting, *, guide: Person | None = None, observes: bool = False, steward: Person | None, at: datetime
) -> Room:
    """Begin the room of a meeting whose shape is frozen, with everyone who belongs to the set now.

    `guide` is whoever facilitates this meeting; `observes`: they watch how the set works without them. Without a steward from the start, the chair is offered to whom the rota names.
    """
    members = tuple(person.pk for person in sets.members(meeting.learning_set))
    state = step.begin(
        protocol_of(meeting),
        members=members,
        ends_at=meeting.planned_end_at,
        at=at,
        facilitator=guide.pk if guide and guide.pk not in members else None,
        steward=steward.pk if steward else None,
    )
    if observes and state.people.facilitator is not None:
        state = replace(state, people=replace(state.people, observers=frozenset({state.people.facilitator})))
    named = meetings.steward_of(meeting) if steward is None else None
    if named is not None and named.pk in members:
        state = replace(state, chair=replace(state.chair, offered_to=named.pk))
    told = step.encode(state)
    return Room.objects.create(meeting=meeting, beginning=told, snapshot=told)


def protocol_of(meeting: Meeting) -> shape.Protocol:
    """The frozen shape this meeting runs with."""
    return protocols.frozen(meeting.protocol)


def state_of(room: Room, protocol: shape.Protocol) -> State:
    """What is true in this room now."""
    return step.decode(room.snapshot, protocol)


def append(room: Room, written: Written, state: State) -> None:
    """Write the next line of the log and what is true after it."""
    room.seq += 1
    room.snapshot = step.encode(state)
    Move.objects.create(
        meeting_id=room.meeting_id,
        log_id=room.log_id,
        seq=room.seq,
        move_id=written.move_id,
        by=written.by,
        kind=written.move.kind,
        body=flow_moves.body(written.move),
        digest=written.digest,
        at=written.at,
    )
    room.closed_at = state.closed_at
    room.save(update_fields=["seq", "snapshot", "closed_at"])


def replay(meeting: Meeting) -> Mapping[str, Any]:
    """What the snapshot must equal: the present log applied to its beginning."""
    room = Room.objects.get(meeting=meeting)
    state = step.decode(room.beginning, protocol_of(meeting))
    for line in Move.objects.filter(meeting=meeting, log_id=room.log_id).order_by("seq"):
        stepped = step.step(state, flow_moves.parse(line.kind, line.body), by=line.by_id, at=line.at)
        assert isinstance(stepped, Stepped), f"line {line.seq} of the log is refused: {stepped}"  # noqa: S101 – a broken log must not be read on
        state = stepped.state
    return step.encode(state)


@transaction.atomic
def begin_new_logs(at: datetime) -> int:
    """After a restore: every open room goes on in a new log, so that open browsers notice and offer what they hold."""
    rooms = list(Room.objects.select_for_update().filter(closed_at=None).order_by("pk"))
    for room in rooms:
        room.log_id, room.seq, room.beginning = new_id(), 0, room.snapshot
        room.save(update_fields=["log_id", "seq", "beginning"])
    audit.record("rooms.began_new_logs", by=None, at=at, detail={"rooms": len(rooms)})
    return len(rooms)
