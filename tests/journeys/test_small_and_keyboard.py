"""A narrow screen, a keyboard alone, no JavaScript, and a phone that is not signed in."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.house import House
from tests.journeys import acts, rooms
from tests.journeys.company import look
from tests.journeys.rooms import Visit

NARROW = {"width": 320, "height": 640}
DINAS = "Whom am I protecting by not naming a date?"
QUESTION = "What are you hoping somebody else will say first?"
WIDER = """() => {
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
  const out = [...document.querySelectorAll("main *, header *, nav *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.right > innerWidth + 1 && !one.closest("details:not([open])") && !one.closest(".visually-hidden");
  });
  return wide ? out.slice(0, 5).map((one) => one.outerHTML.slice(0, 160)) : [];
}"""


def fits(page: Page) -> None:
    """Nothing has to be scrolled sideways."""
    assert page.evaluate(WIDER) == [], page.url


def test_the_pages_of_a_set_fit_a_narrow_screen(visit: Visit) -> None:
    bo = visit("Bo", viewport=NARROW)
    fits(bo)
    acts.follow(bo, "Heron")
    heron = acts.path_of(bo)

    for page in ("", "people/", "invitations/", "rhythm/", "agreement/", "challenges/", "actions/", "notes/", "facilitation/"):
        bo.goto(f"{heron}{page}")
        fits(bo)


def lines_of(row: Locator) -> int:
    """How many lines these places take."""
    entries = row.locator("> ul > li").filter(visible=True)
    return len(set(entries.evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().top))")))


def test_on_a_phone_each_row_of_places_is_one_line_and_its_fold_holds_the_rest(visit: Visit) -> None:
    bo = visit("Bo", viewport={"width": 390, "height": 844})
    acts.follow(bo, "Heron")
    everywhere = bo.get_by_role("navigation", name="Places")
    of_the_set = bo.get_by_role("navigation", name="Pages of this set")
    assert lines_of(everywhere) == lines_of(of_the_set) == 1

    of_the_set.get_by_text("More", exact=True).filter(visible=True).click()
    fits(bo)
    look(bo, "small-04-more")
    acts.follow(of_the_set, "Our rules")

    expect(acts.link(of_the_set, "Our rules")).to_be_visible()
    expect(acts.link(of_the_set, "Our rules")).to_have_attribute("aria-current", "page")
    assert lines_of(of_the_set) == 1


def test_the_room_fits_a_narrow_screen_in_every_part_of_a_turn(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Dina", viewport=NARROW)
    for page in circle.values():
        fits(page)
    rooms.present(circle, "Dina", DINAS, steward="Bo", until="Present")
    for label in ("Clarify", "Explore", "Reflect back"):
        rooms.go_to(circle, label, steward="Bo")
        for page in circle.values():
            fits(page)
    expect(circle["Dina"].locator("#room-bar")).to_contain_text("Reflect back")
    circle["Dina"].get_by_role("link", name="Around the table").click()
    expect(circle["Dina"].locator("#table li", has_text="Bo")).to_be_in_viewport()
    look(circle["Dina"], "small-01-table")


def focused(page: Page) -> str:
    """What has the focus, in words; it must be seen to have it."""
    name, ring = page.evaluate(
        """() => {
          const one = document.activeElement, style = getComputedStyle(one);
          const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
          return [(one.innerText || one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.tagName).trim(), ring];
        }"""
    )
    assert ring, f"{name}: has the focus and does not show it"
    return str(name)


def tab_to(page: Page, name: str, *, most: int = 60) -> None:
    """Go on by Tab until this has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"“{name}” is not reached by Tab")


def test_a_turn_is_lived_through_by_keyboard_alone(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Dina")
    bo, dina = circle["Bo"], circle["Dina"]
    rooms.present(circle, "Dina", DINAS, steward="Bo", until="Explore")
    bo.locator("#main").focus()

    tab_to(bo, "I have a question")
    bo.keyboard.press("Enter")
    expect(dina.locator("#part-in-play")).to_contain_text("Bo")
    dina.locator("#main").focus()
    tab_to(dina, "Keep this question")
    dina.keyboard.press("Space")
    expect(dina.locator("#part-in-play").get_by_role("button", name="Keep this question")).to_have_count(0)
    tab_to(bo, "Write it instead")
    bo.keyboard.press("Enter")
    tab_to(bo, "Your question")
    bo.keyboard.type(QUESTION)
    tab_to(bo, "Ask when my turn comes")
    bo.keyboard.press("Enter")

    expect(dina.locator("#part-in-play")).to_contain_text("After that: Bo.")
    tab_to(bo, "Move on")
    bo.keyboard.press("Enter")
    acts.all_see_phase(circle.values(), "Reflect back")


def test_the_keys_of_the_page_are_told_on_a_question_mark(visit: Visit) -> None:
    bo = visit("Bo")

    bo.keyboard.press("?")

    expect(bo.get_by_role("dialog")).to_be_visible()
    bo.keyboard.press("Escape")
    expect(bo.get_by_role("dialog")).to_be_hidden()
    bo.keyboard.press("Tab")
    assert focused(bo) == "Skip to the page"


def code_in(letters: Page) -> str:
    """The six digits of the one letter that holds any; it is written a moment after it was asked for."""
    for _ in range(30):
        if code := re.search(r"\b\d{3} ?\d{3}\b", letters.get_by_role("main").inner_text()):
            return code[0]
        letters.wait_for_timeout(500)
        letters.reload()
    raise AssertionError("no letter with six digits")


def test_a_person_signs_in_by_code_without_javascript(visit: Visit, house: House) -> None:
    mara = visit(None, java_script_enabled=False)
    mara.goto("/sign-in/")
    mara.locator("#letter").get_by_label("Your mail address").fill("mara@example.org")
    acts.send(mara, "Send me a letter")

    acts.type_code(mara, code_in(visit("Lev", path="/letters/")), "Sign in")

    expect(mara.get_by_role("heading", level=1)).to_have_text("You are here, Mara")


def test_a_set_is_started_and_consent_given_without_javascript(visit: Visit) -> None:
    mara = visit("Mara", java_script_enabled=False)
    acts.follow(mara, "Start a set")
    mara.get_by_label("What the set is called", exact=True).fill("Lark")
    mara.get_by_label("What it is for", exact=True).fill("To begin.")
    mara.get_by_label("What I commit to", exact=True).fill("I will be on time.")
    mara.get_by_label("I am here because I choose to be.").check()
    acts.send(mara, "Start the set")
    expect(mara.get_by_role("heading", level=1)).to_have_text("Invite somebody")
    acts.follow(mara, "Working agreement")
    acts.send(mara, "Begin the agreement")
    mara.get_by_label("Another clause, in your words").fill("We begin on time.")
    acts.send(mara, "Add the clause")
    acts.follow(mara, "Read it whole and answer")
    mara.get_by_label("I agree", exact=True).check()
    acts.send(mara, "Give my answer")

    expect(mara.get_by_text("1 of 1 can work with it.")).to_be_visible()


def test_attendance_is_told_without_javascript(visit: Visit) -> None:
    bo = visit("Bo", java_script_enabled=False)
    acts.send(bo, "I’ll be late")

    expect(bo.locator("#my-answer").first).to_contain_text("You said: ")
    expect(bo.get_by_role("button", name="I’ll be late").first).to_have_attribute("aria-pressed", "true")


def test_a_meeting_is_held_without_javascript(visit: Visit) -> None:
    bo = visit("Bo", java_script_enabled=False)
    acts.follow(bo, "Open the room")
    acts.send(bo, "Open the meeting")
    expect(acts.phase(bo)).to_have_text("Check-in")
    chen = visit("Chen", path=acts.path_of(bo))
    acts.send(bo, "Take the chair")
    expect(chen.locator("#table")).to_contain_text("Bo is the steward.")
    acts.unfold(bo, "Write it down")
    bo.get_by_label("How you are here, in a few words").fill("Slow, and here.")
    acts.send(bo, "Put it on the table")
    expect(chen.locator("#part-said-mood")).to_contain_text("Slow, and here.")
    acts.move(chen, "I’m ready", within="#room-actions")
    acts.send(bo, "Show what is new")

    expect(bo.locator("#table li", has_text="Chen")).to_contain_text("ready")
    look(bo, "small-02-no-javascript")
    acts.send(bo, "Move on")
    expect(acts.phase(bo)).to_have_text("Our agreement, and who brings what")


def test_a_phone_that_is_not_signed_in_is_in_the_room_after_two_presses(visit: Visit) -> None:
    chen = rooms.gather(visit, "Chen")["Chen"]
    room = acts.path_of(chen)
    tab = chen.context.new_page()
    tab.goto(f"/devices/phone/?next={room}")
    acts.send(tab, "Show the picture")
    address = tab.locator("#open .words").inner_text()

    phone = visit(None, viewport={"width": 390, "height": 800})
    phone.goto(address)
    look(phone, "small-03-phone")
    acts.send(phone, "Ask to come in")
    expect(tab.get_by_role("button", name="Yes, it is mine")).to_be_visible()
    number = tab.locator("#asked .code").inner_text()
    expect(phone.locator("#asked .code")).to_have_text(number)
    acts.send(tab, "Yes, it is mine")
    acts.send(phone, "Go in")

    phone.wait_for_url(f"**{room}")
    expect(phone.locator("#room.is-live")).to_be_visible()


def test_a_menu_of_the_room_closes_on_escape_and_once_something_in_it_is_pressed(visit: Visit) -> None:
    dina = rooms.begin(visit, "Bo", "Dina", viewport=NARROW)["Dina"]
    menu = dina.locator("#room-pauses")

    acts.unfold(dina, "Ask for a pause")
    expect(menu).to_have_attribute("open", "")
    dina.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    acts.unfold(dina, "Ask for a pause")
    acts.move(dina, "Just a break")
    acts.move(dina, "Go on")

    expect(menu).to_be_visible()
    expect(menu).not_to_have_attribute("open", "")


def test_the_clock_of_the_device_stands_on_top_and_a_time_beside_its_field_as_it_is_written(visit: Visit) -> None:
    dina = visit("Dina", path="/profile/", locale="en-US")
    offered = dina.locator("#id_zone option")
    expect(offered.first).to_have_text("Nairobi · UTC+3 (this device)")
    expect(dina.locator("#id_zone")).to_have_value("Africa/Nairobi")

    dina.goto("/")
    acts.follow(dina, "Heron")
    dina.goto(f"{acts.path_of(dina)}extra-meeting/")
    dina.get_by_label("Day and time").fill("2027-01-12T19:30")

    expect(dina.locator("output", has_text="19:30")).to_be_visible()
