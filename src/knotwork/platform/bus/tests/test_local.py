import asyncio
from threading import Thread

import pytest
from django.db import transaction

from knotwork.platform import bus
from knotwork.platform.bus import local

pytestmark = pytest.mark.django_db(transaction=True)


def in_a_thread(do):
    thread = Thread(target=do)
    thread.start()
    thread.join()


async def heard(news, most):
    numbers = []
    async for seq in news:
        numbers.append(seq)
        if len(numbers) == most:
            break
    return numbers


def test_a_listener_hears_its_own_topic_from_another_thread():
    async def listen():
        async with bus.subscribe("meeting:heron") as news:
            await asyncio.to_thread(local._announce, "meeting:weir", 3)
            await asyncio.to_thread(local._announce, "meeting:heron", 7)
            return await asyncio.wait_for(heard(news, 1), 2)

    assert asyncio.run(listen()) == [7]


def test_a_listener_that_slept_hears_the_last_only():
    async def listen():
        async with bus.subscribe("meeting:heron") as news:
            for seq in (1, 2, 3):
                local._announce("meeting:heron", seq)
            await asyncio.sleep(0)
            return await asyncio.wait_for(heard(news, 1), 2)

    assert asyncio.run(listen()) == [3]


def test_nothing_is_heard_before_the_commit_and_nothing_of_a_rollback(monkeypatch):
    told = []
    monkeypatch.setattr(local, "_tell", lambda topic, seq: told.append((topic, seq)))

    with transaction.atomic():
        bus.announce("meeting:heron", 1)
        assert told == []
    with transaction.atomic():
        bus.announce("meeting:heron", 2)
        transaction.set_rollback(True)

    assert told == [("meeting:heron", 1)]


def test_closing_ends_every_listener_and_tells_who_asked(monkeypatch):
    closed = []
    monkeypatch.setattr(local, "_closings", [lambda: 1 / 0, lambda: closed.append("hub")])

    async def listen():
        async with bus.subscribe("meeting:heron") as news:
            bus.close()
            return await asyncio.wait_for(heard(news, 1), 2)

    assert asyncio.run(listen()) == []
    assert closed == ["hub"]


def test_a_listener_that_left_is_forgotten():
    async def listen():
        async with bus.subscribe("meeting:heron"):
            pass
        return dict(local._subscriptions)

    assert asyncio.run(listen()) == {}
