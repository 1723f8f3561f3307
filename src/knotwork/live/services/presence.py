"""Who is in the room just now. Ephemeral, beside the log; two devices of one person are one presence.

Each process knows whom it heard of and tells the others at most every twenty seconds, by a content-free hint on the
bus. So with several processes nobody counts as away whom any of them has heard of.
"""

from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from knotwork.platform import bus

TTL = timedelta(seconds=60)
TOLD_EVERY = timedelta(seconds=20)

type Pair = tuple[UUID, UUID]


class Presence:
    """When each person was last heard of in each room, in this process or as another told."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: dict[UUID, dict[UUID, datetime]] = {}
        self._missed: dict[Pair, datetime] = {}
        self._told: dict[Pair, datetime] = {}

    def note(self, meeting: UUID, person: UUID, at: datetime, *, elsewhere: bool = False) -> bool:
        """Hear of somebody; True if they had not been here. `elsewhere`: another process said so, and told all."""
        with self._lock:
            if elsewhere:
                self._told[meeting, person] = at
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

    def untold(self, at: datetime) -> list[Pair]:
        """Of whom the other processes should hear now; each at most every twenty seconds."""
        with self._lock:
            seen = {(meeting, person): last for meeting, room in self._seen.items() for person, last in room.items()}
            due = [
                pair
                for pair, last in seen.items()
                if at - last < TTL and (pair not in self._told or last - self._told[pair] >= TOLD_EVERY)
            ]
            self._told = {pair: told for pair, told in self._told.items() if pair in seen} | {pair: seen[pair] for pair in due}
        return due

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


def note_here(meeting: UUID, person: UUID, at: datetime) -> bool:
    """Hear of somebody and let the other processes hear too; True if they had not been here."""
    is_new = PRESENCE.note(meeting, person, at)
    tell_others(at)
    return is_new


def tell_others(at: datetime) -> None:
    """Let the other processes hear of whoever is here."""
    for meeting, person in PRESENCE.untold(at):
        bus.announce(f"here:{meeting}:{person}", 0)


def who_is_told(topic: str) -> Pair | None:
    """The room and the person such a hint names; None if it is about something else."""
    kind, _, pair = topic.partition(":")
    meeting, _, person = pair.partition(":")
    return (UUID(meeting), UUID(person)) if kind == "here" else None
