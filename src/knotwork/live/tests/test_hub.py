import asyncio
from uuid import uuid4

import pytest

from knotwork.live.stream.hub import MOST_PER_PERSON, MOST_WAITING, End, Hub, TooMany

ROOM, BO, CHEN = uuid4(), uuid4(), uuid4()


def played(scenario) -> object:
    return asyncio.run(scenario())


def test_each_viewer_gets_their_own_frame_on_every_tab():
    async def scenario():
        hub = Hub()
        bo, bo_again, chen = hub.listen(ROOM, BO, "a"), hub.listen(ROOM, BO, "a"), hub.listen(ROOM, CHEN, "b")
        hub.push(ROOM, {BO: b"for bo", CHEN: b"for chen"})
        return [await listener.news(1) for listener in (bo, bo_again, chen)]

    assert played(scenario) == [[b"for bo"], [b"for bo"], [b"for chen"]]


def test_frames_may_come_from_another_thread():
    async def scenario():
        hub = Hub()
        bo = hub.listen(ROOM, BO, "a")
        await asyncio.to_thread(hub.push, ROOM, {BO: b"hello"})
        return await bo.news(1)

    assert played(scenario) == [b"hello"]


def test_a_slow_listener_is_ended_and_nobody_else():
    async def scenario():
        hub = Hub()
        slow, quick = hub.listen(ROOM, BO, "a"), hub.listen(ROOM, CHEN, "b")
        for _ in range(MOST_WAITING + 1):
            hub.push(ROOM, {BO: b"x", CHEN: b"x"})
            await quick.news(1)
        return slow.end, quick.end

    assert played(scenario) == (End.SLOW, None)


def test_one_person_listens_with_eight_tabs_at_most():
    async def scenario():
        hub = Hub()
        first = min((hub.listen(uuid4(), BO, "a") for _ in range(MOST_PER_PERSON)), key=id)
        with pytest.raises(TooMany):
            hub.listen(ROOM, BO, "a")
        hub.leave(first)
        hub.leave(first)
        return hub.listen(ROOM, BO, "a").viewer

    assert played(scenario) == BO


def test_closing_ends_every_stream_and_lets_nobody_in():
    async def scenario():
        hub = Hub()
        bo = hub.listen(ROOM, BO, "a")
        hub.close_all()
        await bo.news(1)
        with pytest.raises(TooMany):
            hub.listen(ROOM, CHEN, "b")
        return bo.end

    assert played(scenario) == End.CLOSING


def test_silence_is_no_news():
    async def scenario():
        return await Hub().listen(ROOM, BO, "a").news(0.01)

    assert played(scenario) == []


def test_a_room_nobody_listens_to_is_forgotten():
    async def scenario():
        hub = Hub()
        bo = hub.listen(ROOM, BO, "a")
        before = hub.viewers(ROOM)
        hub.leave(bo)
        return before, hub.viewers(ROOM), hub.listeners()

    assert played(scenario) == (frozenset({BO}), frozenset(), [])
