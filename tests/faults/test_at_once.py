"""Many at the same moment; those who may no longer listen; and stopping while everybody is there."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest

from tests.faults import rooms
from tests.faults.listening import listening
from tests.faults.rooms import Room, Seat
from tests.faults.writers import visitor
from tests.house import House

FEWEST_SECONDS_TO_NOTICE = 5


def posted_at_once(house: House, room: Room, forms: list[tuple[Seat, dict[str, str]]]) -> list[tuple[int, dict]]:
    """Status and answer of each form, all sent in the same moment."""
    together = Barrier(len(forms))

    def post(sent: tuple[Seat, dict[str, str]]) -> tuple[int, dict]:
        seat, form = sent
        with visitor(house.base_url, seat) as browser:
            together.wait(timeout=30)
            answer = browser.post(f"{room.path}moves/", data=form)
        return answer.status_code, answer.json()

    with ThreadPoolExecutor(len(forms)) as senders:
        return list(senders.map(post, forms))


def lines_of(house: House, room: Room, kind: str) -> int:
    """How many moves of this kind the room's log holds."""
    found = f"Move.objects.filter(meeting={room.meeting!r}, kind={kind!r}).count()"
    return int(house.ask(f"from knotwork.live.models import Move; print({found})"))


@pytest.fixture
def open_house(house: House) -> House:
    house.open(within_seconds=60)
    return house


@pytest.mark.slow
def test_fifty_presses_of_one_button_have_one_effect(open_house, held):
    room = held[0]
    form = {"kind": "capture", "what": "mood", "phase": "0", "text": "Awake.", "move_id": str(uuid4())}

    answers = posted_at_once(open_house, room, [(room.seats[0], form)] * 50)

    assert Counter((status, answer["duplicate"]) for status, answer in answers) == {(200, False): 1, (200, True): 49}
    assert lines_of(open_house, room, "capture") == 1


@pytest.mark.slow
def test_twenty_who_move_on_at_once_move_on_once(open_house, held):
    room = held[0]
    forms = [
        (room.seats[number % 3], {"kind": "move_on", "expect": "1", "move_id": str(uuid4())}) for number in range(20)
    ]  # fmt: skip

    answers = posted_at_once(open_house, room, forms)

    assert Counter(status for status, _ in answers) == {200: 1, 409: 19}
    assert all("html" in answer for _, answer in answers)
    assert lines_of(open_house, room, "move_on") == 1


LEAVES = """
import time
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit import clock
from knotwork.sets import services as sets
learning_set, somebody = Meeting.objects.get(pk={meeting!r}).learning_set, Person.objects.get(pk={person!r})
sets.leave(learning_set, by=somebody, at=clock.now())
print(time.time())
"""
BEGINS_TERM = """
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit import clock
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule
learning_set, guide = Meeting.objects.get(pk={meeting!r}).learning_set, Person.objects.get(pk={guide!r})
by = Person.objects.get(pk={person!r})
sets.begin_term(learning_set, person=guide, end_rule=EndRule.OPEN, by=by, at=clock.now())
"""
ENDS_TERM = """
import time
from knotwork.people.models import Person
from knotwork.platform.kit import clock
from knotwork.sets import services as sets
from knotwork.sets.models import FacilitatorTerm
sets.end_term(FacilitatorTerm.objects.get(), by=Person.objects.get(pk={person!r}), at=clock.now())
print(time.time())
"""


@pytest.mark.slow
def test_who_may_no_longer_listen_hears_nothing_five_seconds_later(open_house, held):
    room, other = held[0], held[1]
    guide, leaver, stays = other.seats[0], room.seats[2], room.seats[0]
    names = {"meeting": room.meeting, "guide": guide.person, "person": stays.person}
    rooms.asked(open_house, BEGINS_TERM.format(**names))
    streams = [listening(open_house.base_url, room, seat) for seat in (leaver, guide, stays)]

    left_at = float(rooms.asked(open_house, LEAVES.format(meeting=room.meeting, person=leaver.person)))
    ended_at = float(rooms.asked(open_house, ENDS_TERM.format(**names)))
    for stream in streams[:2]:
        stream.join(timeout=15)

    assert streams[0].ended_at - left_at <= FEWEST_SECONDS_TO_NOTICE
    assert streams[1].ended_at - ended_at <= FEWEST_SECONDS_TO_NOTICE
    assert all('"not_yours"' in stream.text for stream in streams[:2])
    assert streams[2].is_alive()
    for seat in (leaver, guide):
        with visitor(open_house.base_url, seat) as browser:
            assert browser.get(room.path).status_code == 404


@pytest.mark.slow
def test_stopping_with_eight_rooms_open_ends_within_five_seconds(open_house, held):
    streams = [listening(open_house.base_url, room, seat) for room in held for seat in room.seats]

    seconds = open_house.close()
    for stream in streams:
        stream.join(timeout=5)

    assert len(streams) == 24
    assert seconds <= 5
    assert open_house.server is not None
    assert open_house.server.returncode == 0
    assert [stream.text for stream in streams if "broke" in stream.text] == []
    assert max(stream.ended_at for stream in streams) <= time.time()
