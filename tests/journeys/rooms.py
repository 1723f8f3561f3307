"""Heron's room in the demo: coming in, opening it, going to where something is to be seen."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import acts

type Visit = Callable[..., Page]


def gather(visit: Visit, *names: str, **options: object) -> dict[str, Page]:
    """These people come to the room's door, each in a browser of their own."""
    first = visit(names[0], **options)
    acts.follow(first, "Open the room")
    expect(first.locator("#room.is-live")).to_be_visible()
    rest = {name: visit(name, path=acts.path_of(first), **options) for name in names[1:]}
    for page in rest.values():
        expect(page.locator("#room.is-live")).to_be_visible()
    return {names[0]: first, **rest}


def begin(visit: Visit, *names: str, **options: object) -> dict[str, Page]:
    """These people gather, the first opens the meeting, and all are there at once."""
    circle = gather(visit, *names, **options)
    acts.move(circle[names[0]], "Open the meeting")
    acts.all_see_phase(circle.values(), "Check-in")
    return circle


def take_chair(page: Page) -> None:
    """Become steward; on a narrow screen the table is behind a tab."""
    tab = page.get_by_role("link", name="Around the table")
    if tab.is_visible():
        tab.click()
    acts.move(page, "Take the chair")
    if tab.is_visible():
        acts.follow(page, "Now")


def go_to(circle: dict[str, Page], label: str, *, steward: str) -> None:
    """The steward takes the meeting to this phase."""
    page = circle[steward]
    if page.locator("#table button", has_text="Take the chair").count():
        take_chair(page)
    while acts.phase(page).inner_text() != label:
        before = acts.phase(page).inner_text()
        acts.move(page, "Move on", within="#room-actions")
        expect(acts.phase(page)).not_to_have_text(before)
    acts.all_see_phase(circle.values(), label)


def present(circle: dict[str, Page], presenter: str, headline: str, *, steward: str, until: str = "Present") -> None:
    """One person gets airtime, and the meeting goes to this part of their turn."""
    go_to(circle, "Our agreement, and who brings what", steward=steward)
    acts.bid(circle[presenter], headline, "30")
    acts.move(circle[steward], "Agree this order")
    go_to(circle, until, steward=steward)
