import asyncio

from knotwork.platform.kit.threads import Precedence


async def _come(precedence, told, name, *, goes_first, until=None):
    async with precedence.turn(goes_first=goes_first):
        told.append(name)
        if until is not None:
            await until.wait()


def test_a_move_goes_before_pages_that_came_earlier():
    async def run():
        precedence, told, over = Precedence(1, most_seconds=60), [], asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_come(precedence, told, "move", goes_first=True, until=over))
            await asyncio.sleep(0)
            tasks.create_task(_come(precedence, told, "page", goes_first=False))
            await asyncio.sleep(0)
            tasks.create_task(_come(precedence, told, "later move", goes_first=True, until=over))
            await asyncio.sleep(0)
            over.set()
        return told

    assert asyncio.run(run()) == ["move", "later move", "page"]


def test_no_page_waits_for_moves_longer_than_said():
    async def run():
        precedence, told, never = Precedence(1, most_seconds=0.01), [], asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            move = tasks.create_task(_come(precedence, told, "move", goes_first=True, until=never))
            await asyncio.sleep(0)
            await tasks.create_task(_come(precedence, told, "page", goes_first=False))
            move.cancel()
        return told

    assert asyncio.run(run()) == ["move", "page"]


def test_only_as_many_pages_as_there_are_lanes_are_under_way():
    async def run():
        precedence, told, over = Precedence(2, most_seconds=60), [], asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            for name in ("first", "second", "third"):
                tasks.create_task(_come(precedence, told, name, goes_first=False, until=over))
            await asyncio.sleep(0.01)
            told.append("–")
            over.set()
        return told

    assert asyncio.run(run()) == ["first", "second", "–", "third"]
