from datetime import timedelta
from uuid import uuid4

from knotwork.live.services.presence import TTL, Presence

ROOM, BO, CHEN = uuid4(), uuid4(), uuid4()


def test_two_devices_of_one_person_are_one_presence(at):
    presence = Presence()

    first, second = presence.note(ROOM, BO, at), presence.note(ROOM, BO, at + timedelta(seconds=1))

    assert (first, second) == (True, False)
    assert presence.here(ROOM, at) == {BO}


def test_whoever_is_silent_for_a_minute_is_away(at):
    presence = Presence()
    presence.note(ROOM, BO, at)
    presence.note(ROOM, CHEN, at + timedelta(seconds=30))

    assert presence.here(ROOM, at + TTL) == {CHEN}
    assert presence.sweep(at + TTL) == {ROOM: {BO}}
    assert presence.sweep(at + TTL) == {}


def test_a_late_clock_does_not_send_anybody_away(at):
    presence = Presence()
    presence.note(ROOM, BO, at)
    presence.note(ROOM, BO, at - timedelta(seconds=50))

    assert presence.here(ROOM, at + timedelta(seconds=59)) == {BO}
