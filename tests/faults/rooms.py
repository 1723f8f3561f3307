"""Rooms to write into: sets with a meeting that is on, told by the product's own services in a house's data.

`prepared` is called from outside and answers with who may write where; `tell` is what runs inside, where Django is set up.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.house import ROOT, House


@dataclass(frozen=True)
class Seat:
    """Somebody in a room, signed in."""

    person: str
    session: str


@dataclass(frozen=True)
class Room:
    """A meeting that is on; `phase` is the number of the phase it is in, `slot` the presenter's, if one presents."""

    meeting: str
    learning_set: str
    seats: tuple[Seat, ...]
    phase: int
    slot: int | None

    @property
    def path(self) -> str:
        """The address of the room."""
        return f"/meetings/{self.meeting}/room/"


def prepared(house: House, *, rooms: int, people: int, until: str = "check-in") -> list[Room]:
    """Let an empty house hold so many meetings of so many people, each moved on to the phase with this key."""
    moved = house.command("migrate")
    assert moved.returncode == 0, moved.stderr
    rows = json.loads(asked(house, f"from tests.faults import rooms; rooms.tell({rooms}, {people}, {until!r})"))
    return [Room(**{**row, "seats": tuple(Seat(**seat) for seat in row["seats"])}) for row in rows]


def asked(house: House, code: str) -> str:
    """Run code inside the house, where the tests' own modules can be imported too."""
    return house.ask(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}")


def make_careless(house: House, wrong: str) -> None:
    """Let the house's server be wrong on purpose in this way."""
    house.extra |= {"DJANGO_SETTINGS_MODULE": "tests.faults.careless", "CARELESS": wrong}
    house.extra["PYTHONPATH"] = f"{ROOT / 'src'}:{ROOT}"


def tell(rooms: int, people: int, until: str) -> None:
    """Tell the sets and open their meetings; prints them as JSON. Runs inside the house."""
    from knotwork.platform.kit import clock  # noqa: PLC0415 – this half of the file runs where Django is set up

    now = clock.now()
    print(json.dumps([_room(number, people, until, now) for number in range(rooms)]))


def _room(number: int, people: int, until: str, now: datetime) -> dict[str, Any]:
    from knotwork.live.models import Room as Kept  # noqa: PLC0415 – see above
    from knotwork.live.services import rooms as kept  # noqa: PLC0415 – see above
    from knotwork.meetings import services as meetings  # noqa: PLC0415 – see above

    learning_set, seated = _circle(number, people, now - timedelta(days=7))
    first = seated[0]
    planned = now - timedelta(days=6)
    meeting = meetings.plan_meeting(
        learning_set, starts_at=now, minutes=210, protocol_key="classic", by=first, at=planned
    )  # fmt: skip

    def state() -> Any:
        meeting.refresh_from_db()
        return kept.state_of(Kept.objects.get(meeting=meeting), kept.protocol_of(meeting))

    _hold(meeting, seated, until, state, now)
    run = state().run
    seats = [{"person": str(person.pk), "session": _session(person)} for person in seated]
    told_room = {"meeting": str(meeting.pk), "learning_set": str(learning_set.pk), "seats": seats}
    return {**told_room, "phase": run.phase, "slot": run.slot}


def _circle(number: int, people: int, at: datetime) -> tuple[Any, list[Any]]:
    from knotwork.people.services import open_account  # noqa: PLC0415 – see above
    from knotwork.sets import services as sets  # noqa: PLC0415 – see above
    from knotwork.sets.enums import ProblemMode  # noqa: PLC0415 – see above

    seated = [
        open_account(email=f"{seat}.of.{number}@example.org", name=f"Member {seat}", zone="Europe/London", at=at)
        for seat in range(people)
    ]
    first, *others = seated
    learning_set = sets.start_set(
        name=f"Set {number}", purpose="", target_size=max(3, people), problem_mode=ProblemMode.OWN, zone="Europe/London",
        by=first, at=at,
    )  # fmt: skip
    for other in others:
        _, secret = sets.invite(learning_set, by=first, at=at)
        sets.join(secret=secret, person=other, commitment="I come.", at=at)
    return learning_set, seated


def _hold(meeting: Any, seated: list[Any], until: str, state: Any, at: datetime) -> None:
    """Open the meeting, let everybody arrive and say how they are, and move on; who presents is the second."""
    first, presenter, *_ = seated

    def move(by: Any, kind: str, words: dict[str, str] | None = None, *, steer: bool = False, **body: Any) -> None:
        from knotwork.live import services  # noqa: PLC0415 – see above

        expect = (0 if kind == "open" else state().phase_version) if steer else None
        services.make_move(
            meeting.pk, viewer=by, kind=kind, body=body, words=words or {}, move_id=uuid4(), expect=expect, at=at
        )  # fmt: skip

    move(first, "open", steer=True)
    for person in seated[1:]:
        move(person, "arrive")
    while state().phase.key != until:
        if state().phase.key == "check-in":
            for person in seated:
                move(person, "capture", {"text": "Here, and a little tired."}, what="mood", phase=0)
        if state().phase.key == "agreement-and-bids":
            move(presenter, "bid", minutes=40)
            move(first, "set_order", steer=True, places=[{"person": str(presenter.pk), "minutes": 40}])
        for person in seated if state().phase.protected else ():
            move(person, "ready")
        move(first if state().slot is None else presenter, "move_on", steer=True)


def _session(person: Any) -> str:
    from django.conf import settings  # noqa: PLC0415 – see above
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 – see above
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 – see above

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)
