"""Who is in the room just now. Ephemeral, beside the log; two devices of one person are one presence."""

from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

TTL = timedelta(seconds=60)


class Presence:
    """When each person was last heard of in each room of this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: dict[UUID, dict[UUID, datetime]] = {}
        self._missed: dict[tuple[UUID, UUID], datetime] = {}

    def note(self, meeting: UUID, person: UUID, at: datetime) -> bool:
        """Hear of somebody; True if they had not been here."""
        with self._lock:
            room = self._seen.setdefault(meeting, {})
            last = room.get(person)
            room[person] = max(at, last) if last else at
            return last is None or at - last >= TTL

    def here(self, meeting: UUID, at: datetime) -> frozenset[UUID]:
        """Everyone heard of within the last minute."""
        with self._lock:
            return frozenset(person for person, last in self._seen.get(meeting, {}).items() if at - last < TTL)

    def is_away(self, meeting: UUID, person: UUID, at: datetime) -> bool:
        """Whether somebody has not been heard of for a minute; the minute begins when one first asks about them."""
        with self._lock:
            last = self._seen.get(meeting, {}).get(person)
            if last is not None and at - last < TTL:
                self._missed.pop((meeting, person), None)
                return False
            return at - self._missed.setdefault((meeting, person), last or at) >= TTL

    def sweep(self, at: datetime) -> dict[UUID, frozenset[UUID]]:
        """Forget whoever has been silent for a minute: the rooms they left, and who left them."""
        with self._lock:
            gone = {
                meeting: frozenset(person for person, last in room.items() if at - last >= TTL)
                for meeting, room in self._seen.items()
            }
            for meeting, people in gone.items():
                for person in people:
                    del self._seen[meeting][person]
                if not self._seen[meeting]:
                    del self._seen[meeting]
        return {meeting: people for meeting, people in gone.items() if people}


PRESENCE = Presence()
