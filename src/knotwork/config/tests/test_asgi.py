import asyncio
import threading

import httpx
import pytest
from django.db import connections

from knotwork.config import asgi
from knotwork.config.asgi import House
from knotwork.platform import bus
from knotwork.platform.kit.threads import Lanes, run_in_database_thread

pytestmark = [pytest.mark.usefixtures("probes", "sqlite_file")]


class Work:
    """Stands in for the worker."""

    def __init__(self):
        self.happened = []

    def start(self):
        self.happened.append("started")

    def stop(self):
        self.happened.append("stopped")


def drop_connection():
    connections["default"].close()
    del connections["default"]


def in_house(do, worker=None):
    """Run something against a house; the lane's own connection is dropped before and after."""

    async def run():
        await run_in_database_thread(drop_connection)
        try:
            house = House(worker=worker)
            transport = httpx.ASGITransport(house, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await do(client)
        finally:
            await run_in_database_thread(drop_connection)

    return asyncio.run(run())


def test_every_request_and_every_stream_uses_the_same_one_thread_on_sqlite():
    async def ask(client):
        answers = await asyncio.gather(*(client.get("/probe/thread/") for _ in range(8)))
        return {int(answer.text) for answer in answers}, await run_in_database_thread(threading.get_ident)

    threads, stream = in_house(ask)

    assert threads == {stream}
    assert stream != threading.get_ident()


def test_requests_are_spread_over_a_few_threads_elsewhere():
    async def ask():
        lanes = Lanes(3)
        seen = []
        for _ in range(6):
            async with lanes.borrow():
                seen.append(await run_in_database_thread(threading.get_ident))
        lanes.close()
        return seen

    seen = asyncio.run(ask())

    assert len(set(seen)) == 3
    assert seen[:3] == seen[3:]


def test_a_body_that_grows_over_the_limit_is_turned_away_and_not_kept():
    async def ask(client):
        async def body():
            for _ in range(9):
                yield b"x" * 32 * 1024

        return await client.post("/probe/echo/", content=body())

    assert in_house(ask).status_code == 413


def test_a_body_within_the_limit_arrives_whole():
    async def ask(client):
        return await client.post("/probe/echo/", content=b"x" * 200_000)

    assert in_house(ask).text.endswith(" 200000")


def test_an_address_that_is_no_text_gets_an_answer_with_all_headers():
    async def ask(client):
        return await client.get("/%ff%fe/")

    answer = in_house(ask)

    assert answer.status_code in {400, 404}
    assert "content-security-policy" in answer.headers


def test_the_program_begins_and_ends_with_what_belongs_to_it(monkeypatch):
    closed = []
    monkeypatch.setattr(bus, "close", lambda: closed.append("bus"))
    worker = Work()

    async def live():
        await run_in_database_thread(drop_connection)
        house = House(worker=worker)
        said, told = asyncio.Queue(), []
        await said.put({"type": "lifespan.startup"})
        await said.put({"type": "lifespan.shutdown"})

        async def send(message):
            told.append(message["type"])

        await house({"type": "lifespan"}, said.get, send)
        await run_in_database_thread(drop_connection)
        return told

    assert asyncio.run(live()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert worker.happened == ["started", "stopped"]
    assert closed == ["bus"]


def test_the_bare_application_has_no_worker():
    assert asgi.application._worker is None
