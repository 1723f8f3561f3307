"""What people do in a browser, in the words they would use for it."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, Response, expect

from tests.journeys.postbox import Postbox

SOON = 2_000
"""Milliseconds in which whatever one person does stands on everybody's screen (F37)."""

written: list[str] = []
"""All words typed in these journeys, to be looked for where they must not be."""


def write(page: Page | Locator, label: str, text: str) -> None:
    """Type people's own words into the field with this label."""
    written.append(text)
    page.get_by_label(label, exact=True).fill(text)


def press(page: Page | Locator, name: str) -> None:
    """Press the button with this name."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page | Locator, name: str) -> None:
    """Follow the link with this name."""
    page.get_by_role("link", name=name, exact=True).first.click()


def address_of(name: str) -> str:
    return f"{name.lower()}@example.org"


def soon_in(zone: str) -> datetime:
    """A few minutes from now on the clock of this zone."""
    return datetime.now(UTC).astimezone(ZoneInfo(zone)) + timedelta(minutes=3)


# Coming in


def open_account(page: Page, name: str, postbox: Postbox) -> None:
    """Fill the form for new people and type the six digits of the letter."""
    write(page, "Your name", name)
    page.get_by_label("Your mail address").fill(address_of(name))
    press(page, "Send me the six digits")
    type_code(page, postbox.next_to(address_of(name)).code, "Open my account")


def type_code(page: Page, code: str, button: str) -> None:
    page.get_by_label("Code from the mail").fill(code)
    press(page, button)


def ask_for_letter(page: Page, name: str) -> None:
    """Ask for a letter to sign in by."""
    page.goto("/sign-in/")
    page.locator("#letter").get_by_label("Your mail address").fill(address_of(name))
    press(page, "Send me a letter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mail")


# The room


def is_move(answer: Response) -> bool:
    return answer.url.endswith("/room/moves/")


def move(page: Page, name: str, *, within: str = "#room", nth: int = 0) -> None:
    """Press a button of the room and wait until it is kept."""
    with page.expect_response(is_move) as answered:
        page.locator(within).get_by_role("button", name=name, exact=True).nth(nth).click()
    assert answered.value.ok, f"{name}: {answered.value.status} {answered.value.text()[:300]}"


def phase(page: Page) -> Locator:
    """Where the set is, as the bar says it."""
    return page.locator("#room-bar .room__phase b")


def all_see_phase(pages: Iterable[Page], label: str) -> None:
    for page in pages:
        expect(phase(page)).to_have_text(label, timeout=SOON)


def unfold(page: Page, summary: str) -> None:
    """Open what is folded under these words, if it is not open."""
    fold = page.locator("details", has=page.locator("summary", has_text=re.compile(f"^{re.escape(summary)}$"))).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
