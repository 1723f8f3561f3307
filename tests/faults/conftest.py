"""One house with eight meetings on, told once; each test gets its own copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import rooms
from tests.faults.rooms import Room
from tests.house import House, copy_of


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, list[Room]]:
    house = House(tmp_path_factory.mktemp("template"), demo=False)
    return house, rooms.prepared(house, rooms=8, people=3)


@pytest.fixture
def held(template: tuple[House, list[Room]]) -> list[Room]:
    """The meetings of the house; they are on."""
    return template[1]


@pytest.fixture
def house(template: tuple[House, list[Room]], tmp_path: Path) -> Iterator[House]:
    """A house of this test's own, not yet open; closed after it."""
    copy = copy_of(template[0], tmp_path)
    yield copy
    copy.close()
