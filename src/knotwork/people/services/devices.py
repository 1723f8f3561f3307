"""The devices one is signed in on, and ending one's sessions there."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit


def note(request: HttpRequest) -> None:
    """Put the browser of this request on its person's list; again after its session got a new key."""
    UserSession.objects.create_from_request(request)


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


def sweep(at: datetime) -> None:
    """Forget devices whose session is over."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
