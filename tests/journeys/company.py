"""People, each in a browser of their own, at one house."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.house import House

ZONES = {"Dina": "Africa/Nairobi", "Edo": "Europe/Amsterdam", "Goran": "Europe/Zagreb", "Hana": "America/New_York"}
PATIENCE = 15_000
PICTURES = os.environ.get("KNOTWORK_PICTURES")


@dataclass
class Company:
    """`company["Bo"]` is the page Bo has open; `another` gives a second device."""

    house: House
    browser: Browser
    pages: dict[str, Page] = field(default_factory=dict)
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    set_page: str = ""
    broken_off: str = ""

    def __getitem__(self, name: str) -> Page:
        if name not in self.pages:
            self.pages[name] = self.another(name).new_page()
        return self.pages[name]

    def of(self, names: Iterable[str]) -> dict[str, Page]:
        return {name: self[name] for name in names}

    def another(self, name: str, **options: Any) -> BrowserContext:
        """A browser nobody is signed in to, with this person's clock."""
        settings = {"timezone_id": ZONES.get(name, "Europe/London"), "locale": "en-GB", **options}
        context = self.browser.new_context(base_url=self.house.base_url, **settings)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: self.faults.append(f"{name}: {error.error}"))
        context.on("console", lambda line: line.type == "error" and self.faults.append(f"{name}: {line.text}"))
        self.contexts.append(context)
        return context

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def look(page: Page, name: str) -> None:
    """Keep pictures of what is on the page, for whoever sets KNOTWORK_PICTURES to a folder."""
    if not PICTURES:
        return
    Path(PICTURES).mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    for kind, width, theme in (("", 1280, "light"), ("-phone", 390, "light"), ("-dark", 1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.screenshot(path=f"{PICTURES}/{name}{kind}.png", full_page=True)
    page.emulate_media(color_scheme=None, reduced_motion=None)
    if size:
        page.set_viewport_size(size)
