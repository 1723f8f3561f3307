"""Who may listen: asked inside Django, at the door and again every few seconds while a stream is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest, parse_cookie

from knotwork.live import queries
from knotwork.live.stream.hub import End, Listener
from knotwork.people.models import Person


@dataclass(frozen=True)
class Caller:
    """Whoever asks for a stream, as the cookie tells."""

    person: Person
    session: str


def caller(cookies: str) -> Caller | None:
    """Who is signed in with these cookies; None for nobody."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")
    if not key:
        return None
    request = HttpRequest()
    request.session = _store(key)
    person = get_user(request)
    return Caller(person, key) if isinstance(person, Person) and person.is_active else None


def welcome(cookies: str, meeting_id: UUID, *, at: datetime) -> Caller | End:
    """The caller, if they may listen to this room now; else why not."""
    found = caller(cookies)
    if found is None:
        return End.SIGNED_OUT
    return found if queries.may_be_in(found.person, meeting_id, at) else End.NOT_YOURS


def no_longer_welcome(listeners: Iterable[Listener], *, at: datetime) -> list[tuple[Listener, End]]:
    """Which of these open streams must end, and why; three queries whatever their number."""
    open_streams = list(listeners)
    if not open_streams:
        return []
    sessions = {listener.session for listener in open_streams}
    living = set(Session.objects.filter(session_key__in=sessions, expire_date__gt=at).values_list("session_key", flat=True))
    welcome_pairs = queries.pairs_that_may_be_in({(listener.meeting, listener.viewer) for listener in open_streams}, at)
    ended: list[tuple[Listener, End]] = []
    for listener in open_streams:
        if listener.session not in living:
            ended.append((listener, End.SIGNED_OUT))
        elif (listener.meeting, listener.viewer) not in welcome_pairs:
            ended.append((listener, End.NOT_YOURS))
    return ended


def _store(key: str) -> SessionBase:
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    return store(key)
