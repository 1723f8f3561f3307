"""Who belongs in the room, brought up to date by the product's own moves."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.live import queries
from knotwork.live.flow import moves as flow_moves
from knotwork.live.flow import step
from knotwork.live.flow.events import Stepped
from knotwork.live.flow.moves import Move as FlowMove
from knotwork.live.flow.state import Seat, State
from knotwork.live.models import Room
from knotwork.live.services import rooms, telling
from knotwork.live.services.rooms import Written
from knotwork.platform.kit.ids import new_id
from knotwork.sets.models import LearningSet
from knotwork.sets.queries import Circle


def brought_up_to_date(room: Room, circle: Circle, state: State, *, at: datetime) -> State:
    """Let in who joined or began a term, show out whose membership or term ended; the state after that."""
    for move in _due(circle, state):
        stepped = step.step(state, move, by=None, at=at)
        if isinstance(stepped, Stepped):
            state = stepped.state
            rooms.append(room, Written(move, None, new_id(), "", at), state)
    return state


def circle_changed(learning_set: LearningSet, at: datetime) -> None:
    """Somebody joined or left the set: its open rooms follow at once."""
    for room in Room.objects.filter(meeting__learning_set=learning_set, closed_at=None):
        follow_circle(room.meeting_id, at=at)


@transaction.atomic
def follow_circle(meeting_id: UUID, *, at: datetime) -> None:
    """Bring an open room up to date with who belongs to its set now, and tell everybody if that changed anything."""
    meeting = rooms.locked(meeting_id)
    room = Room.objects.filter(meeting=meeting, closed_at=None).first()
    if room is None:
        return
    before = room.seq
    circle = queries.circle_of(meeting, at)
    brought_up_to_date(room, circle, rooms.state_of(room, rooms.protocol_of(meeting)), at=at)
    if room.seq > before:
        telling.tell(meeting.pk, seq=room.seq, at=at)


def _due(circle: Circle, state: State) -> Iterator[FlowMove]:
    members = {person.pk for person in circle.members}
    guide = circle.facilitator
    facilitator: UUID | None = guide.pk if guide and guide.pk not in members else None
    seated = set(state.people.members)
    for person in sorted(seated - members):
        yield flow_moves.Remove(person)
    if state.people.facilitator not in (None, facilitator):
        yield flow_moves.Remove(state.people.facilitator)
    for person in sorted(members - seated):
        yield flow_moves.Admit(person, Seat.MEMBER)
    if facilitator is not None and state.people.facilitator != facilitator:
        yield flow_moves.Admit(facilitator, Seat.FACILITATOR)
