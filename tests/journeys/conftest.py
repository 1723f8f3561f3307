"""Browsers, and the house they visit."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.house import House, copy_of
from tests.journeys.company import PATIENCE, ZONES

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in Path(item.path).parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium where there is one, Playwright's own otherwise."""
    found = os.environ.get("KNOTWORK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return {**browser_type_launch_args, "args": FLAGS, **({"executable_path": found} if found else {})}


@pytest.fixture(autouse=True)
def key_file() -> None:
    """Journeys use the house's own key; the one for unit tests is not needed."""


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The demo, told once; every journey visits a copy."""
    house = House(tmp_path_factory.mktemp("told"))
    done = house.command("demo")
    assert done.returncode == 0, done.stdout + done.stderr
    return house


@pytest.fixture
def house(told: House, tmp_path: Path) -> Iterator[House]:
    """A demo house of one's own, open."""
    mine = copy_of(told, tmp_path)
    mine.open()
    yield mine
    mine.close()


@pytest.fixture
def visit(house: House, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`visit("Bo")`: a page in a browser of Bo's own, signed in; `visit(None)`: nobody's."""
    contexts: list[BrowserContext] = []

    def enter(name: str | None, path: str = "/", **options: Any) -> Page:
        settings = {"base_url": house.base_url, "timezone_id": ZONES.get(name or "", "Europe/London"), "locale": "en-GB"}
        context = browser.new_context(**{**settings, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto("/demo/")
        if name:
            page.get_by_role("button", name=name).first.click()
            page.wait_for_url("**/")
        if path != "/":
            page.goto(path)
        return page

    yield enter
    for context in contexts:
        context.close()
