"""What people do in a browser, in the words they would use for it."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, Response, expect

from tests.journeys.postbox import Postbox
from tests.journeys.said import ACTIONS, HOPES_TO_LEARN

SOON = 6_000
"""Milliseconds in which whatever one person does stands on everybody's screen.

F37 asks for two seconds, and `make bench` holds far less; here six browsers and other tests share the machine.
"""

written: list[str] = []
"""All words typed in these journeys, to be looked for where they must not be."""


def write(page: Page | Locator, label: str, text: str) -> None:
    """Type people's own words into the field with this label."""
    written.append(text)
    page.get_by_label(label, exact=True).fill(text)


def press(page: Page | Locator, name: str) -> None:
    """Press the button with this name; what it changes, changes on this page."""
    page.get_by_role("button", name=name, exact=True).click()


def send(page: Page | Locator, name: str) -> None:
    """Press the button that sends a form, and wait for the page that answers."""
    with (page if isinstance(page, Page) else page.page).expect_navigation():
        press(page, name)


def link(page: Page | Locator, name: str) -> Locator:
    """The first link with this name."""
    return page.get_by_role("link", name=name, exact=True).first


def follow(page: Page | Locator, name: str) -> None:
    """Follow the link with this name to where it leads."""
    with (page if isinstance(page, Page) else page.page).expect_navigation():
        link(page, name).click()


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
    send(page, "Send me the six digits")
    type_code(page, postbox.next_to(address_of(name)).code, "Open my account")


def type_code(page: Page, code: str, button: str) -> None:
    page.get_by_label("Code from the mail").fill(code)
    send(page, button)


def ask_for_letter(page: Page, name: str) -> None:
    """Ask for a letter to sign in by."""
    page.goto("/sign-in/")
    page.locator("#letter").get_by_label("Your mail address").fill(address_of(name))
    send(page, "Send me a letter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mail")


# The room


def is_move(answer: Response) -> bool:
    return answer.url.endswith("/room/moves/")


def is_draft(answer: Response) -> bool:
    return answer.url.endswith("/room/drafts/")


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


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def open_room(pages: Iterable[Page], path: str) -> None:
    """Everybody comes to the room's door."""
    for page in pages:
        page.goto(path)
        expect(page.locator("#room.is-live")).to_be_visible()


def take_turns(circle: dict[str, Page]) -> list[str]:
    """One after another speaks; everybody sees whose turn it is. Returns the order."""
    first = next(iter(circle.values()))
    order = [text.split()[0] for text in first.locator("#part-round li").all_inner_texts()]
    for name in order:
        for page in circle.values():
            expect(page.locator("#part-round li.is-now")).to_have_text(name, timeout=SOON)
        move(circle[name], "I am done", within="#part-round")
    return order


def lines_of(page: Page) -> list[str]:
    """What the steward reads aloud."""
    return page.locator("#steward-lines p").all_inner_texts()


def move_on(circle: dict[str, Page], steward: str, to: str) -> None:
    """The steward, who has lines to read, moves the meeting on; everybody is there at once."""
    assert lines_of(circle[steward]), "the steward has nothing to read aloud"
    move(circle[steward], "Move on", within="#room-actions")
    all_see_phase(circle.values(), to)


def end_meeting(page: Page) -> None:
    """End it for everybody, in two presses."""
    page.locator("#room-actions summary", has_text="End the meeting").click()
    move(page, "End it for everybody")


def unfold(page: Page, summary: str) -> None:
    """Open what is folded under these words where it is seen, if it is not open."""
    folds = page.locator("details", has=page.locator("summary", has_text=re.compile(f"^{re.escape(summary)}$")))
    fold = folds.filter(visible=True).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


# Before and between meetings


def tell_something_tried(page: Page, set_page: str, headline: str, what: str) -> None:
    """Note on a challenge of one's own what one tried."""
    page.goto(f"{set_page}challenges/")
    follow(page, headline)
    adding = page.locator("#interventions")
    adding.get_by_label("Tried").check()
    write(adding, "What is it?", what)
    send(adding, "Add it")
    expect(page.locator("#interventions li")).to_contain_text([what])


def move_meeting_to_now(page: Page, set_page: str, number: str) -> None:
    """Move a planned meeting so that it can be opened."""
    page.goto(f"{set_page}rhythm/")
    page.get_by_role("link", name=f"Move {number.lower()}").click()
    page.get_by_label("Day and time").fill(soon_in("Europe/London").strftime("%Y-%m-%dT%H:%M"))
    send(page, "Move it")
    expect(page.get_by_role("heading", level=1)).to_have_text(number)


def room_of(page: Page) -> str:
    """The address of the room of the meeting whose page this is."""
    return f"{page.url.split('?')[0]}room/"


# In a classic meeting


def bid(page: Page, headline: str, minutes: str) -> None:
    page.get_by_label("What you would bring").select_option(label=headline)
    page.get_by_label("Minutes you ask for").fill(minutes)
    move(page, "Ask for airtime")


def put_down(page: Page, kind: str, label: str, text: str) -> None:
    """Unfold the small form of this kind and put words on the table."""
    part = page.locator(f"#part-write-{kind}")
    if part.locator("details:not([open])").count():
        part.locator("summary").click()
    write(part, label, text)
    move(page, "Put it on the table", within=f"#part-write-{kind}")


def type_question(page: Page, *, first: str, then: str) -> None:
    """Begin with advice, see the private hint, and ask a question instead."""
    part = page.locator("#part-asking")
    part.locator("summary").click()
    write(part, "Your question", first)
    expect(part.locator(".hint")).to_contain_text("Have you tried")
    expect(part.locator(".hint")).to_contain_text("Only you see this note.")
    write(part, "Your question", then)
    expect(part.locator(".hint")).to_be_hidden()
    move(page, "Ask when my turn comes", within="#part-asking")


def choose_action(page: Page, name: str) -> None:
    part = page.locator("#part-choose")
    write(part, "What you will try", ACTIONS[name])
    write(part, "What you hope to learn", HOPES_TO_LEARN[name])
    move(page, "I will try this", within="#part-choose")
    expect(page.locator("#part-chosen")).to_contain_text(ACTIONS[name])


def learn(page: Page, text: str, audience: str) -> None:
    part = page.locator("#part-write-learning")
    part.get_by_label("Who may read it").select_option(audience)
    put_down(page, "learning", "What you learned", text)


def report(page: Page, what: str, outcome: str, happened: str) -> None:
    """Tell in the progress round what came of an action."""
    row = page.locator("#part-progress li", has_text=what)
    if row.locator("details:not([open])").count():
        row.locator("summary").click()
    row.locator(f'input[name="outcome"][value="{outcome}"]').check()
    write(row, "What happened?", happened)
    move(page, "Tell the set", within="#part-progress")
