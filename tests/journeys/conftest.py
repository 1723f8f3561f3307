"""Browsers, and the house they visit."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.house import House, copy_of
from tests.journeys import acts
from tests.journeys.company import PATIENCE, PICTURES, ZONES, Company
from tests.journeys.postbox import Postbox
from tests.once import Once

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Of a journey that fails, keep what each browser showed (see KNOTWORK_PICTURES in company.py)."""
    report = yield
    if PICTURES and report.when == "call" and report.failed:
        told = getattr(item, "funcargs", {})
        contexts = told["company"].contexts if "company" in told else getattr(told.get("visit"), "contexts", [])
        for place, page in enumerate(page for context in contexts for page in context.pages):
            page.screenshot(path=f"{PICTURES}/failed-{item.originalname}-{place}.png")
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium where there is one, Playwright's own otherwise."""
    found = os.environ.get("KNOTWORK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return {**browser_type_launch_args, "args": FLAGS, **({"executable_path": found} if found else {})}


expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def key_file() -> None:
    """Journeys use the house's own key; the one for unit tests is not needed."""


@pytest.fixture(scope="session")
def told(once: Once) -> House:
    """The demo, told once for all workers; every journey visits a copy."""

    def tell(folder: Path) -> None:
        done = House(folder).command("demo")
        assert done.returncode == 0, done.stdout + done.stderr

    return House(once("told", tell))


@pytest.fixture
def house(told: House, tmp_path: Path) -> Iterator[House]:
    """A demo house of one's own, open. It is thrown away afterwards, so nobody waits for it to stop in good order."""
    mine = copy_of(told, tmp_path)
    mine.open()
    yield mine
    mine.kill()


@pytest.fixture
def visit(house: House, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`visit("Bo")`: a page in a browser of Bo's own, signed in and led on to `path`; `visit(None)`: nobody's."""
    contexts: list[BrowserContext] = []

    def enter(name: str | None, path: str = "/", **options: Any) -> Page:
        settings = {"base_url": house.base_url, "timezone_id": ZONES.get(name or "", "Europe/London"), "locale": "en-GB"}
        context = browser.new_context(**{**settings, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/demo/?{urlencode({'next': path})}" if name or path == "/" else path)
        if name:
            acts.send(page, name)
        return page

    enter.contexts = contexts
    yield enter
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def postbox() -> Iterator[Postbox]:
    with Postbox() as box:
        yield box


@pytest.fixture(scope="module")
def company(browser: Browser, postbox: Postbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """An empty host with a mail server, and whoever comes to it."""
    extra = {"KNOTWORK_SMTP_URL": postbox.url, "KNOTWORK_SIGN_UP": "anyone"}
    house = House(tmp_path_factory.mktemp("empty"), demo=False, extra=extra)
    house.open()
    company = Company(house, browser)
    yield company
    company.close()
    house.close()
