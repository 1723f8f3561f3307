"""Makes the pictures of the README: `python -m tests.journeys.pictures`."""

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.house import ROOT, House
from tests.journeys import acts, rooms
from tests.journeys.company import Company
from tests.journeys.conftest import FLAGS

FOLDER = ROOT / "docs" / "pictures"
SIZE = {"width": 1280, "height": 800}
DINAS = "Whom am I protecting by not naming a date?"
QUESTION = "What are you hoping somebody else will say first?"


def main() -> None:
    """Tell the demo, hold the beginning of a meeting in it, and keep what one member sees."""
    found = os.environ.get("KNOTWORK_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = House(Path(folder))
        house.command("demo")
        house.open()
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        try:
            picture_room(Company(house, browser))
        finally:
            browser.close()
            house.close()


def picture_room(company: Company) -> None:
    """Dina presents, Goran's question is in play, Edo waits: as Chen sees it."""

    def visit(name: str, path: str = "/", **options: object) -> Page:
        page = company.another(name, viewport=SIZE, reduced_motion="reduce", **options).new_page()
        page.goto("/demo/")
        acts.press(page, name)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if path != "/":
            page.goto(path)
        return page

    circle = rooms.begin(visit, "Farah", "Bo", "Chen", "Dina", "Edo", "Goran", "Amara")
    rooms.present(circle, "Dina", DINAS, steward="Farah", until="Explore")
    part = circle["Goran"].locator("#part-asking")
    part.locator("summary").click()
    part.get_by_label("Your question", exact=True).fill(QUESTION)
    acts.move(circle["Goran"], "Ask when my turn comes", within="#part-asking")
    acts.move(circle["Edo"], "I have a question")
    chen = circle["Chen"]
    expect(chen.locator("#part-in-play")).to_contain_text("After that: Edo.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    chen.screenshot(path=FOLDER / "room.png")


if __name__ == "__main__":
    main()
