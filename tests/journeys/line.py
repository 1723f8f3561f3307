"""A line between browsers and a house that can be cut, held and mended."""

import asyncio
from threading import Event, Thread
from typing import Self

from tests.house import House, free_port


class Line:
    """Open from `__enter__` to `__exit__`; while it is cut, what was under way ends and nothing new comes through.

    While it is held nothing comes through either, and nobody is told: what was under way stays open and is silent.
    """

    def __init__(self, house: House) -> None:
        self.port = free_port()
        self.base_url = f"http://localhost:{self.port}"
        self._house = house
        self._is_cut = False
        self._passes = asyncio.Event()
        self._passes.set()
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._listens = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._listens.wait(5)
        return self

    def __exit__(self, *fault: object) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def cut(self) -> None:
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result(5)

    def hold(self) -> None:
        self._loop.call_soon_threadsafe(self._passes.clear)

    def mend(self) -> None:
        self._is_cut = False
        self._loop.call_soon_threadsafe(self._passes.set)

    async def _cut(self) -> None:
        self._is_cut = True
        for end in self._open:
            end.transport.abort()
        self._open.clear()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(asyncio.start_server(self._carry, "127.0.0.1", self.port))
        self._listens.set()
        self._loop.run_forever()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self._house.port)
        self._open |= {writer, back}
        await asyncio.gather(self._copy(reader, back), self._copy(there, writer))

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while some := await reader.read(65_536):
                await self._passes.wait()
                writer.write(some)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()
