"""What presence means for the log: somebody who listens has arrived, and a steward may be lost and come back."""

from datetime import datetime
from uuid import UUID

from knotwork.live.flow.moves import Arrive, StewardBack, StewardLost
from knotwork.live.models import Room
from knotwork.live.services import rooms
from knotwork.live.services.moving import make_move, make_product_move
from knotwork.live.services.presence import PRESENCE
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused


def arrive(meeting_id: UUID, *, person: Person, at: datetime) -> bool:
    """Note in the log that somebody is in an open room; False if they were, or the room is not open."""
    room = Room.objects.filter(meeting=meeting_id, closed_at=None).first()
    if room is None or str(person.pk) in room.snapshot.get("people", {}).get("present", ()):
        return False
    try:
        kept = make_move(meeting_id, viewer=person, kind=Arrive.kind, body={}, words={}, move_id=new_id(), at=at)
    except Refused:
        return False
    return not kept.duplicate


def follow_steward(meeting_id: UUID, *, at: datetime) -> None:
    """After a minute without the steward anyone may steer; once they are back the chair is offered to them."""
    room = Room.objects.filter(meeting=meeting_id, closed_at=None).select_related("meeting__learning_set").first()
    if room is None:
        return
    chair = rooms.state_of(room, rooms.protocol_of(room.meeting)).chair
    if chair.steward is None:
        return
    is_away = PRESENCE.is_away(meeting_id, chair.steward, at)
    if is_away and chair.lost_since is None:
        make_product_move(meeting_id, StewardLost(), move_id=new_id(), at=at)
    if not is_away and chair.lost_since is not None and chair.offered_to != chair.steward:
        make_product_move(meeting_id, StewardBack(), move_id=new_id(), at=at)
