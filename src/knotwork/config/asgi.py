"""The ASGI application: Django in its lanes, the room's stream beside it, and what begins and ends with the program.

Design: architecture.md §6. `application` only answers; `knotwork serve` builds a house with a worker in it.
"""

import asyncio
import os
import tempfile
import warnings
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.db import connection, connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knotwork.config.settings")
django.setup(set_prefix=False)

from knotwork.config.limits import BODY_BYTES, TOO_LARGE  # noqa: E402 – these need settings
from knotwork.config.middleware import dress  # noqa: E402
from knotwork.live.stream import app as stream  # noqa: E402
from knotwork.platform import bus  # noqa: E402
from knotwork.platform.jobs.worker import Worker  # noqa: E402
from knotwork.platform.kit.threads import Lanes, Precedence, run_in_database_thread  # noqa: E402

# WhiteNoise hands Django a file, which Django reads whole before sending it; the files are small.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

MOVES = "/room/moves/"
PAGES_WAIT_SECONDS = 0.25

type Scope = dict[str, Any]
type Receive = Callable[[], Awaitable[Mapping[str, Any]]]
type Send = Callable[[Mapping[str, Any]], Awaitable[None]]


class DjangoInOneHop(ASGIHandler):
    """Django with its whole chain of middleware run as one call in the request's lane: one change of thread, not ten."""

    def __init__(self, precedence: Precedence) -> None:
        super().__init__()
        self._precedence = precedence

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 – Django's signature
        """Build the chain the synchronous way."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Run the chain in the lane, the moves of a meeting before all else."""
        async with self._precedence.turn(goes_first=request.path_info.endswith(MOVES)):
            return await sync_to_async(self.get_response, thread_sensitive=True)(request)

    async def read_body(self, receive: Receive) -> Any:
        """Read the body into memory; what is over the limit is read and dropped, and the request marked."""
        body = tempfile.SpooledTemporaryFile(max_size=2 * BODY_BYTES, mode="w+b")  # noqa: SIM115 – Django closes it
        length = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                body.close()
                raise RequestAborted
            length += len(message.get("body", b""))
            if length <= BODY_BYTES:
                body.write(message.get("body", b""))
            if not message.get("more_body", False):
                break
        if length > BODY_BYTES:
            body.truncate(0)
        body.seek(0)
        body.is_too_large = length > BODY_BYTES  # type: ignore[attr-defined]  # told to `create_request` just below
        return body

    def create_request(self, scope: Mapping[str, Any], body_file: Any) -> tuple[Any, Any]:
        """Make the request; an answer given here already is dressed like every other."""
        request, answer = super().create_request(scope, body_file)
        if request is not None and body_file.is_too_large:
            request.META[TOO_LARGE] = True
        return request, dress(answer) if answer is not None else None


class House:
    """Everything behind one port."""

    def __init__(self, *, worker: Worker | None) -> None:
        lanes = 1 if connection.vendor == "sqlite" else settings.KNOTWORK_LANES
        self._django = DjangoInOneHop(Precedence(lanes, PAGES_WAIT_SECONDS))
        self._lanes = Lanes(lanes)
        self._worker = worker

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        match scope["type"]:
            case "lifespan":
                await self._live(receive, send)
            case "http" if stream.matches(scope["path"]):
                await stream.application(scope, receive, send)
            case "http":
                async with self._lanes.borrow():
                    await self._django.handle(scope, receive, send)
            case _:
                await send({"type": "websocket.close", "code": 1000})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        bus.open_()
        if self._worker is not None:
            self._worker.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._end()
        await send({"type": "lifespan.shutdown.complete"})

    async def _end(self) -> None:
        bus.close()
        if self._worker is not None:
            await asyncio.to_thread(self._worker.stop)
        await run_in_database_thread(connections.close_all)
        self._lanes.close()


application = House(worker=None)
