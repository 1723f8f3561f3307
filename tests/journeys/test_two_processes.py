"""One house served by two processes on PostgreSQL: whoever sits at the other one is in the same room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.faults.rooms import Room, Seat, prepared
from tests.house import House
from tests.journeys import acts
from tests.journeys.company import PATIENCE

pytestmark = pytest.mark.postgres


@pytest.fixture
def two(postgres_url: str, tmp_path: Path) -> Iterator[tuple[House, House, Room]]:
    """Two open processes over one database, and a meeting of three that is on."""
    shared = {"DATABASE_URL": postgres_url, "KNOTWORK_KEY_FILE": str(tmp_path / "key" / "master.key")}
    houses = [House(tmp_path / name, demo=False, extra=dict(shared)) for name in ("first", "second")]
    for house in houses:
        house.folder.mkdir()
    (room,) = prepared(houses[0], rooms=1, people=3)
    for house in houses:
        house.open()
    yield houses[0], houses[1], room
    for house in houses:
        house.close()


@pytest.mark.slow
def test_people_at_two_processes_are_in_one_room(two, browser: Browser):
    one, another, room = two
    here, there = sit(browser, one, room, room.seats[0]), sit(browser, another, room, room.seats[1])
    expect(seat(here, "Member 1")).not_to_contain_text("away")
    expect(seat(there, "Member 0")).not_to_contain_text("away")
    expect(seat(here, "Member 2")).to_contain_text("away")

    acts.press(there, "Hand on to the next")
    expect(seat(here, "Member 1")).to_contain_text("speaking")

    acts.press(here, "Hand on to the next")
    expect(seat(there, "Member 2")).to_contain_text("speaking")


def seat(page: Page, name: str) -> Locator:
    """What the table says of somebody."""
    return page.locator("#room-seats li").filter(has_text=name)


def sit(browser: Browser, house: House, room: Room, who: Seat) -> Page:
    """A browser of this person's own in the room, at one of the processes."""
    context = browser.new_context(base_url=house.base_url, timezone_id="Europe/London", locale="en-GB")
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "session", "value": who.session, "url": house.base_url}])
    page = context.new_page()
    page.goto(room.path)
    return page
