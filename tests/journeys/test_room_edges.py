"""What goes otherwise than planned in a room: lines, tabs, sessions, words that were not sent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts, rooms
from tests.journeys.company import look
from tests.journeys.line import Line
from tests.journeys.rooms import Visit

MOOD = "Tired, and glad to sit down."


@pytest.fixture
def line(house: House) -> Iterator[Line]:
    """A line to the house that this test can cut."""
    with Line(house) as line:
        yield line


def mood_of(page: Page) -> None:
    """Begin to write how one is here."""
    acts.unfold(page, "Write it down")
    page.get_by_label("How you are here, in a few words").fill(MOOD)


def test_whoever_comes_late_is_told_where_the_set_is_and_only_once(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen")
    rooms.go_to(circle, "Since last time", steward="Bo")

    dina = visit("Dina", path=acts.path_of(circle["Bo"]))
    expect(circle["Bo"].locator("#part-round li", has_text="Dina")).to_be_visible()
    acts.move(circle["Chen"], "I’m ready", within="#room-actions")
    expect(dina.locator("#table li", has_text="Chen")).to_contain_text("ready")
    expect(dina.locator("#part-late")).to_contain_text("The set is in Since last time.")
    look(dina, "edge-01-late")
    acts.move(dina, "I know where we are")

    expect(dina.locator("#part-late")).to_have_count(0)
    dina.reload()
    expect(acts.phase(dina)).to_have_text("Since last time")
    expect(dina.locator("#part-late")).to_have_count(0)


def test_words_not_yet_sent_outlive_a_reload_and_a_closed_tab(visit: Visit) -> None:
    bo = rooms.begin(visit, "Bo", "Chen")["Bo"]
    with bo.expect_response(acts.is_draft):
        mood_of(bo)

    ends_at = bo.locator("#room-bar [role=timer]").get_attribute("data-ends-at")
    assert ends_at
    bo.reload()
    expect(acts.phase(bo)).to_have_text("Check-in")
    expect(bo.locator("#room-bar [role=timer]")).to_have_attribute("data-ends-at", ends_at)
    expect(bo.get_by_label("How you are here, in a few words")).to_have_value(MOOD)
    expect(bo.get_by_label("How you are here, in a few words")).to_be_visible()
    tab = bo.context.new_page()
    bo.close()
    tab.goto(acts.path_of(bo))

    expect(tab.get_by_label("How you are here, in a few words")).to_have_value(MOOD)
    expect(tab.get_by_label("How you are here, in a few words")).to_be_visible()


def test_the_set_s_page_opens_beside_the_room_and_leads_back_to_what_was_being_written(visit: Visit) -> None:
    bo = rooms.begin(visit, "Bo", "Chen")["Bo"]
    room = acts.path_of(bo)
    with bo.expect_response(acts.is_draft):
        mood_of(bo)

    with bo.expect_popup() as opened:
        acts.link(bo.locator("#table"), "Our set’s page (opens in another tab)").click()
    beside = opened.value

    expect(bo.get_by_label("How you are here, in a few words")).to_have_value(MOOD)
    expect(beside.get_by_role("heading", level=1)).to_have_text("Heron")
    acts.follow(beside, "Enter the room")
    assert acts.path_of(beside) == room
    expect(beside.get_by_label("How you are here, in a few words")).to_have_value(MOOD)
    acts.follow(visit("Bo"), "Enter the room")


def test_whoever_is_writing_is_not_moved_and_finds_their_words_again(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen")
    bo = circle["Bo"]
    acts.move(circle["Chen"], "Take the chair")
    with bo.expect_response(acts.is_draft):
        mood_of(bo)
    acts.move(circle["Chen"], "Move on", within="#room-actions")

    expect(bo.locator("[data-held]")).to_contain_text("The set is in Our agreement, and who brings what.")
    expect(bo.get_by_label("How you are here, in a few words")).to_have_value(MOOD)
    look(bo, "edge-02-held")
    acts.press(bo, "Go there")
    expect(bo.locator("#room-headline")).to_contain_text("Our agreement, and who brings what")
    expect(bo.locator("[data-held]")).to_be_hidden()
    bo.reload()
    expect(bo.locator("#part-typed")).to_contain_text(MOOD)
    look(bo, "edge-03-typed")


def test_words_sent_after_the_phase_went_by_are_kept(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen")
    acts.move(circle["Chen"], "Take the chair")
    mood_of(circle["Bo"])
    acts.move(circle["Chen"], "Move on", within="#room-actions")
    expect(circle["Bo"].locator("[data-held]")).to_be_visible()

    acts.move(circle["Bo"], "Put it on the table")

    expect(circle["Bo"].locator("#room-headline")).to_contain_text("Our agreement")
    acts.follow(circle["Chen"], "Check-in")
    expect(circle["Chen"].get_by_text(MOOD)).to_be_visible()
    expect(circle["Chen"].get_by_text("The set is in Our agreement")).to_be_visible()
    look(circle["Chen"], "edge-04-seen-again")
    acts.follow(circle["Chen"], "Return")
    expect(acts.phase(circle["Chen"])).to_have_text("Our agreement, and who brings what")


def test_a_session_that_ends_is_taken_up_over_the_page(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen")
    bo = circle["Bo"]
    with bo.expect_response(acts.is_draft):
        mood_of(bo)
    bo.context.clear_cookies(name="session")

    bo.get_by_role("button", name="Put it on the table").click()
    dialog = bo.get_by_role("dialog", name="You are signed out")
    expect(dialog).to_be_visible()
    look(bo, "edge-05-signed-out")
    tab = bo.context.new_page()
    tab.goto("/demo/")
    acts.send(tab, "Bo")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    tab.close()
    acts.press(dialog, "I have signed in")

    expect(dialog).to_be_hidden()
    expect(circle["Chen"].locator("#part-said-mood")).to_contain_text(MOOD)
    expect(bo.locator("#part-said-mood")).to_contain_text(MOOD)


def test_eight_tabs_of_one_person_all_follow(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen")
    tabs = [circle["Bo"], *(circle["Bo"].context.new_page() for _ in range(7))]
    for tab in tabs[1:]:
        tab.goto(acts.path_of(circle["Bo"]))
        expect(acts.phase(tab)).to_have_text("Check-in")

    acts.move(circle["Chen"], "Take the chair")
    acts.move(circle["Chen"], "Move on", within="#room-actions")

    for tab in tabs:
        expect(acts.phase(tab)).to_have_text("Our agreement, and who brings what")
    acts.move(tabs[-1], "I’m ready", within="#room-actions")
    for tab in tabs:
        ready = tab.locator("#room-actions").get_by_role("button", name="I’m ready")
        expect(ready).to_have_attribute("aria-pressed", "true")


def test_a_line_that_was_cut_is_taken_up_and_nothing_is_missed(visit: Visit, line: Line) -> None:
    chen = rooms.begin(visit, "Chen", "Dina")["Chen"]
    acts.move(chen, "Take the chair")
    bo = visit("Bo", path=acts.path_of(chen), base_url=line.base_url)
    expect(acts.phase(bo)).to_have_text("Check-in")
    line.cut()
    acts.move(chen, "Move on", within="#room-actions")
    expect(bo.locator("[data-line=reconnecting]")).to_be_visible(timeout=12_000)
    mood_of(bo)
    look(bo, "edge-06-cut")

    line.mend()

    expect(bo.locator("[data-held]")).to_contain_text("The set is in Our agreement", timeout=12_000)
    expect(bo.locator("[data-line=reconnecting]")).to_be_hidden(timeout=12_000)
    expect(bo.get_by_label("How you are here, in a few words")).to_have_value(MOOD)


def test_a_move_pressed_without_a_line_arrives_once_when_it_is_back(visit: Visit, line: Line) -> None:
    chen = rooms.begin(visit, "Chen", "Dina")["Chen"]
    bo = visit("Bo", path=acts.path_of(chen), base_url=line.base_url)
    expect(acts.phase(bo)).to_have_text("Check-in")
    mood_of(bo)
    line.cut()
    bo.get_by_role("button", name="Put it on the table").click()
    expect(bo.locator("[data-move-said]")).to_contain_text("Not sent yet")
    look(bo, "edge-07-waiting")

    line.mend()

    expect(chen.locator("#part-said-mood li")).to_have_count(1, timeout=12_000)
    expect(bo.locator("#part-said-mood")).to_contain_text(MOOD)
    expect(bo.locator("[data-move-said]")).to_be_hidden()


def test_two_devices_of_one_person_are_one_presence(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen")
    phone = visit("Chen", path=acts.path_of(circle["Bo"]), viewport={"width": 390, "height": 800})
    expect(acts.phase(phone)).to_have_text("Check-in")

    seats = circle["Bo"].locator("#table li", has_text="Chen")
    expect(seats).to_have_count(1)
    phone.context.close()
    acts.move(circle["Chen"], "I’m ready", within="#room-actions")
    expect(seats).to_contain_text("ready")
    expect(seats.locator(".person--away")).to_have_count(0)


def test_a_button_that_is_drawn_again_under_a_finger_is_pressed_all_the_same(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Dina")
    rooms.go_to(circle, "Since last time", steward="Bo")
    bo = circle["Bo"]
    bo.evaluate(COUNT_SCREENS)
    bo.locator("#table").get_by_role("button", name="Leave the chair").hover()

    bo.mouse.down()
    acts.move(circle["Dina"], "I’m ready", within="#room-actions")
    bo.wait_for_function("screens > 0")
    with bo.expect_response(acts.is_move) as answered:
        bo.mouse.up()

    assert answered.value.ok
    expect(bo.locator("#table").get_by_role("button", name="Take the chair")).to_be_visible()
    expect(bo.locator("#table li", has_text="Dina")).to_contain_text("ready")


COUNT_SCREENS = """() => {
  window.screens = 0;
  window.channel = new BroadcastChannel(`room:${document.getElementById("room").dataset.me}:${location.pathname}`);
  channel.addEventListener("message", ({ data }) => data.screen && (screens += 1));
}"""
