from datetime import timedelta
from uuid import uuid4

from knotwork.live.services.presence import TTL, Presence, who_is_told

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


def test_others_are_told_of_somebody_at_most_every_twenty_seconds(at):
    presence = Presence()
    presence.note(ROOM, BO, at)

    told = [presence.untold(at), presence.untold(at)]
    for seconds in (10, 19, 21):
        presence.note(ROOM, BO, at + timedelta(seconds=seconds))
        told.append(presence.untold(at + timedelta(seconds=seconds)))

    assert told == [[(ROOM, BO)], [], [], [], [(ROOM, BO)]]


def test_what_another_process_told_is_not_told_again(at):
    presence = Presence()
    presence.note(ROOM, BO, at, elsewhere=True)

    assert presence.here(ROOM, at) == {BO}
    assert presence.untold(at) == []


def test_a_steward_seen_by_another_process_is_not_away(at):
    here, there = Presence(), Presence()
    here.is_away(ROOM, BO, at)
    for seconds in range(0, 120, 20):
        there.note(ROOM, BO, at + timedelta(seconds=seconds))
        for meeting, person in there.untold(at + timedelta(seconds=seconds)):
            here.note(meeting, person, at + timedelta(seconds=seconds), elsewhere=True)

    assert not here.is_away(ROOM, BO, at + timedelta(seconds=119))


def test_the_hint_names_room_and_person_alone():
    assert who_is_told(f"here:{ROOM}:{BO}") == (ROOM, BO)
    assert who_is_told(f"meeting:{ROOM}") is None
