"""The stream driven by hand: no server, no sleeping."""

import asyncio
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from knotwork.live import services
from knotwork.live.models import Room
from knotwork.live.services.presence import PRESENCE
from knotwork.live.stream import app, door, fanout, watch
from knotwork.live.stream.hub import HUB, MOST_PER_PERSON, End
from knotwork.live.tests.factories import opened, person
from knotwork.platform.kit import clock
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quiet_house():
    yield
    HUB._rooms.clear()
    HUB._streams.clear()
    PRESENCE._seen.clear()


def cookie(somebody) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(somebody.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = somebody.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


class Browser:
    """One stream as a browser sees it."""

    def __init__(self, meeting_id, cookies="", *, method="GET", **headers):
        told = {
            "cookie": cookies,
            "sec-fetch-site": "same-origin",
            **{key.replace("_", "-"): value for key, value in headers.items()},
        }
        self.scope = {
            "type": "http",
            "method": method,
            "path": f"/meetings/{meeting_id}/room/stream/",
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in told.items() if value],
        }
        self.sent: asyncio.Queue = asyncio.Queue()
        self.leaving = asyncio.Event()

    async def __aenter__(self):
        self.task = asyncio.create_task(app.application(self.scope, self._receive, self.sent.put))
        self.start = await asyncio.wait_for(self.sent.get(), 5)
        return self

    async def __aexit__(self, *_):
        self.leaving.set()
        await asyncio.wait_for(self.task, 5)

    async def _receive(self):
        await self.leaving.wait()
        return {"type": "http.disconnect"}

    async def event(self, name: str) -> dict:
        while True:
            message = await asyncio.wait_for(self.sent.get(), 5)
            for block in message.get("body", b"").decode().split("\n\n"):
                if f"event: {name}\n" in block:
                    return {"id": block.split("\n")[0].removeprefix("id: "), **json.loads(block.split("data: ", 1)[1])}
            if not message.get("more_body", True):
                raise AssertionError("the stream ended")

    async def end(self) -> str:
        told = b""
        while True:
            message = await asyncio.wait_for(self.sent.get(), 5)
            told += message.get("body", b"")
            if not message.get("more_body", True):
                return told.decode()


def status_of(*args, **headers) -> int:
    async def scenario():
        async with Browser(*args, **headers) as browser:
            return browser.start["status"]

    return async_to_sync(scenario)()


@pytest.fixture
def table(at):
    return opened(clock.now().replace(microsecond=0))


def test_only_a_rooms_stream_is_served():
    assert app.matches(f"/meetings/{uuid4()}/room/stream/")
    assert not app.matches(f"/meetings/{uuid4()}/room/")


def test_nobody_listens_without_signing_in(table):
    assert status_of(table.meeting.pk) == 401


def test_a_stranger_finds_nothing(table):
    mara = person("Mara", table.at)

    assert status_of(table.meeting.pk, cookie(mara)) == 404
    assert status_of(uuid4(), cookie(mara)) == 404


def test_a_page_of_another_site_is_refused(table):
    assert status_of(table.meeting.pk, cookie(table.people["Bo"]), sec_fetch_site="cross-site") == 403


def test_a_stream_only_listens(table):
    assert status_of(table.meeting.pk, cookie(table.people["Bo"]), method="POST") == 405


def test_a_member_hears_a_move_and_sees_what_a_reload_shows(table):
    cookies = cookie(table.people["Bo"])

    async def scenario():
        async with Browser(table.meeting.pk, cookies) as browser:
            headers = dict(browser.start["headers"])
            await browser.event("screen")
            await sync_to_async(table.move)("Chen", "ready")
            await sync_to_async(fanout.moved)(table.meeting.pk, clock.now(), None)
            return headers, await browser.event("screen")

    headers, frame = async_to_sync(scenario)()

    room = Room.objects.get()
    assert (headers[b"cache-control"], headers[b"x-accel-buffering"]) == (b"no-store", b"no")
    assert frame["id"] == f"{room.log_id}:{room.seq}"
    assert "Chen" in frame["html"]


def test_whoever_has_seen_the_present_screen_is_sent_none(table):
    PRESENCE.note(table.meeting.pk, table.people["Bo"].pk, clock.now())
    room = Room.objects.get()
    bo = table.people["Bo"]

    assert fanout.enter(table.meeting.pk, bo, (room.log_id, room.seq), at=clock.now()) is None
    assert fanout.enter(table.meeting.pk, bo, (room.log_id, room.seq - 1), at=clock.now()) is not None
    assert fanout.enter(table.meeting.pk, bo, (uuid4(), room.seq), at=clock.now()) is not None


def test_listening_is_arriving(table):
    newcomer = person("Hana", table.at)
    _, secret = sets.invite(table.meeting.learning_set, by=table.people["Bo"], at=table.at)
    sets.join(secret=secret, person=newcomer, commitment="I come.", at=table.at)

    fanout.enter(table.meeting.pk, newcomer, None, at=clock.now())

    assert newcomer.pk in table.state.people.present


def test_a_membership_that_ends_ends_the_stream(table):
    cookies, learning_set = cookie(table.people["Edo"]), table.meeting.learning_set

    async def scenario():
        async with Browser(table.meeting.pk, cookies) as browser:
            await browser.event("screen")
            await sync_to_async(sets.leave)(learning_set, by=table.people["Edo"], at=clock.now())
            await watch.look()
            return await browser.end()

    assert '{"why": "not_yours"}' in async_to_sync(scenario)()


def test_a_session_that_ends_ends_the_stream(table):
    cookies = cookie(table.people["Edo"])

    async def scenario():
        async with Browser(table.meeting.pk, cookies) as browser:
            await browser.event("screen")
            await sync_to_async(SessionStore(cookies.split("=")[1]).delete)()
            await watch.look()
            return await browser.end()

    assert '{"why": "signed_out"}' in async_to_sync(scenario)()


def test_watching_costs_three_queries_whatever_listens(table, django_assert_num_queries):
    async def scenario():
        return [HUB.listen(table.meeting.pk, one.pk, f"session {one.pk}") for one in table.people.values()]

    listeners = async_to_sync(scenario)()

    with django_assert_num_queries(3):
        ended = door.no_longer_welcome(listeners, at=clock.now())
    assert {why for _, why in ended} == {End.SIGNED_OUT}


def test_the_ninth_stream_of_a_person_is_refused(table):
    bo = table.people["Bo"]
    cookies = cookie(bo)

    async def scenario():
        for _ in range(MOST_PER_PERSON):
            HUB.listen(table.meeting.pk, bo.pk, "a")
        async with Browser(table.meeting.pk, cookies) as browser:
            return browser.start["status"]

    assert async_to_sync(scenario)() == 429


def test_a_steward_who_is_away_for_a_minute_is_lost_and_offered_the_chair_on_return(table):
    table.move("Chen", "take_chair")
    meeting_id, chen = table.meeting.pk, table.people["Chen"].pk
    PRESENCE._missed.clear()
    services_at = clock.now() + timedelta(hours=1)

    services.follow_steward(meeting_id, at=services_at)
    services.follow_steward(meeting_id, at=services_at + timedelta(seconds=59))
    still_there = table.state.chair.lost_since
    services.follow_steward(meeting_id, at=services_at + timedelta(seconds=60))
    lost = table.state.chair.lost_since
    PRESENCE.note(meeting_id, chen, services_at + timedelta(seconds=70))
    services.follow_steward(meeting_id, at=services_at + timedelta(seconds=70))

    assert still_there is None
    assert lost is not None
    assert table.state.chair.offered_to == chen
