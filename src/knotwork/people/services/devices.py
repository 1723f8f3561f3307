"""Ending one's own sessions on other devices."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit


@transaction.atomic
def end_one(person: Person, *, device_id: int, at: datetime) -> bool:
    """Sign the person out on this device; false if it is not theirs or was out already."""
    row = UserSession.objects.filter(user_id=person.pk, pk=device_id).first()
    if row is None:
        return False
    row.end()
    audit.record("session.ended", person, by=person, at=at)
    return True


@transaction.atomic
def end_others(person: Person, *, session_key: str | None, at: datetime) -> int:
    """Sign the person out everywhere but in this session (None = everywhere); returns how many ended."""
    rows = list(UserSession.objects.filter(user_id=person.pk).exclude(session_key=session_key or ""))
    for row in rows:
        row.end()
    if rows:
        audit.record("sessions.ended", person, by=person, at=at, detail={"devices": len(rows)})
    return len(rows)
