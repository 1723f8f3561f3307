"""Who holds the room: the steward, the presenter, anybody who asks for a pause; and who may no longer be in it."""

import re

from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts, rooms
from tests.journeys.company import look
from tests.journeys.rooms import Visit

DINAS = "Whom am I protecting by not naming a date?"


def test_a_steward_leaves_the_chair_and_somebody_else_takes_it(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen", "Dina")
    acts.move(circle["Bo"], "Take the chair")
    expect(circle["Chen"].locator("#table")).to_contain_text("Bo is the steward.", timeout=acts.SOON)
    assert acts.lines_of(circle["Chen"]) == []

    acts.move(circle["Bo"], "Leave the chair")
    expect(circle["Chen"].locator("#table")).to_contain_text("Nobody is steward just now.", timeout=acts.SOON)
    acts.move(circle["Chen"], "Take the chair")

    expect(circle["Bo"].locator("#table")).to_contain_text("Chen is the steward.", timeout=acts.SOON)
    assert len(acts.lines_of(circle["Chen"])) > 1
    expect(circle["Bo"].locator("#room-actions").get_by_role("button", name="Move on")).to_have_count(0)


def test_the_chair_is_offered_and_accepted(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen", "Dina")
    acts.move(circle["Bo"], "Take the chair")
    acts.unfold(circle["Bo"], "Offer the chair")
    acts.move(circle["Bo"], "Dina", within="#offer-chair")

    expect(circle["Dina"].locator("#table")).to_contain_text("The chair is offered to you.", timeout=acts.SOON)
    look(circle["Dina"], "people-01-offered")
    acts.move(circle["Dina"], "Take it")

    for name in ("Bo", "Chen"):
        expect(circle[name].locator("#table")).to_contain_text("Dina is the steward.", timeout=acts.SOON)


def test_any_member_pauses_every_screen(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen", "Dina")
    acts.move(circle["Bo"], "Take the chair")
    dina = circle["Dina"]
    acts.unfold(dina, "Ask for a pause")
    look(dina, "people-02-pause-asked")
    acts.move(dina, "Just a break")

    for page in circle.values():
        expect(page.locator("#part-pause")).to_contain_text("Dina asked for a break. Time stands still.", timeout=acts.SOON)
        expect(page.locator("#room-bar [role=timer]")).to_have_attribute("data-still", re.compile(r"\d+"))
    look(circle["Chen"], "people-03-paused")
    acts.move(dina, "Go on")
    for page in circle.values():
        expect(page.locator("#part-pause")).to_have_count(0, timeout=acts.SOON)

    acts.unfold(dina, "Ask for a pause")
    acts.move(dina, "Look at how we work")
    for page in circle.values():
        expect(page.locator("#part-pause")).to_contain_text("How are we working?", timeout=acts.SOON)


def test_a_suggestion_is_stayed_by_one_press_without_a_name_and_else_carries_itself(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen", "Dina")
    acts.move(circle["Bo"], "Suggest moving on")
    for page in circle.values():
        expect(page.locator("[data-moving]")).to_contain_text("Bo suggests moving on.", timeout=acts.SOON)
    look(circle["Chen"], "people-04-suggested")

    acts.move(circle["Dina"], "Stay in Check-in")
    for page in circle.values():
        expect(page.locator("[data-moving]")).to_have_count(0, timeout=acts.SOON)
    expect(circle["Bo"].locator("#room-actions")).not_to_contain_text("Dina")
    acts.move(circle["Chen"], "Suggest moving on")

    for page in circle.values():
        expect(acts.phase(page)).to_have_text("Our agreement, and who brings what", timeout=25_000)


def test_silence_fills_every_screen_until_it_ends(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen")
    acts.move(circle["Bo"], "Take the chair")
    acts.unfold(circle["Bo"], "More")
    acts.move(circle["Bo"], "A minute of silence")

    for page in circle.values():
        expect(page.get_by_role("heading", name="Silence")).to_be_visible(timeout=acts.SOON)
        expect(page.locator("#room-bar")).to_have_count(0)
    look(circle["Chen"], "people-05-silence")
    acts.move(circle["Bo"], "End the silence")

    for page in circle.values():
        expect(acts.phase(page)).to_have_text("Check-in", timeout=acts.SOON)


def test_a_presenter_stops_without_a_reason_and_every_screen_clears(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen", "Dina")
    rooms.present(circle, "Dina", DINAS, steward="Bo", until="Explore")
    acts.move(circle["Chen"], "I have a question")
    look(circle["Dina"], "people-06-presenting")
    acts.move(circle["Dina"], "Turn elsewhere")
    expect(circle["Bo"].locator("#room-headline")).to_contain_text("Dina asks us to turn elsewhere.", timeout=acts.SOON)

    acts.move(circle["Dina"], "Stop here")

    for page in circle.values():
        expect(page.locator("#main")).not_to_contain_text(DINAS, timeout=acts.SOON)
    look(circle["Chen"], "people-07-stopped")


def test_only_the_presenter_and_the_steward_move_on_in_a_turn(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen", "Dina")
    rooms.present(circle, "Dina", DINAS, steward="Bo", until="Explore")
    chen = circle["Chen"].locator("#room-actions")
    expect(chen.get_by_role("button", name="Move on")).to_have_count(0)

    acts.move(circle["Chen"], "I think it is time")

    for name in ("Bo", "Dina"):
        expect(circle[name].locator("#room-actions")).to_contain_text("One thinks it is time.", timeout=acts.SOON)
    expect(chen).not_to_contain_text("thinks it is time")
    acts.move(circle["Dina"], "Move on", within="#room-actions")
    acts.all_see_phase(circle.values(), "Reflect back")


def test_in_two_seconds_all_screens_show_the_phase_the_floor_and_the_rule(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Chen", "Dina", "Edo")
    rooms.present(circle, "Dina", DINAS, steward="Bo", until="Clarify")
    for page in circle.values():
        page.evaluate(SEE_EXPLORE)

    pressed_at = circle["Bo"].evaluate("() => Date.now()")
    acts.move(circle["Bo"], "Move on", within="#room-actions")

    acts.all_see_phase(circle.values(), "Explore")
    took = {name: page.evaluate("() => window.exploreAt") - pressed_at for name, page in circle.items()}
    assert max(took.values()) <= 2_000, took
    for name in ("Bo", "Chen", "Edo"):
        expect(circle[name].locator("#room-headline")).to_contain_text("Dina is presenting")
        expect(circle[name].locator("#room-for-you")).to_contain_text("question at a time")
    expect(circle["Dina"].locator("#room-headline")).to_contain_text("You are presenting")
    expect(circle["Dina"].locator("#room-for-you")).to_contain_text("Think aloud.")


def test_a_facilitator_whose_term_ends_is_out_at_the_next_press(visit: Visit, house: House) -> None:
    let_amara_lead(visit("Bo"))
    circle = rooms.begin(visit, "Bo", "Amara")
    amara = circle["Amara"]
    expect(circle["Bo"].locator("#table li", has_text="Amara")).to_contain_text("facilitating")

    amara.route("**/room/stream/**", lambda route: route.abort())
    amara.route("**/room/screen/**", lambda route: route.abort())
    amara.reload()
    house.ask(END_TERM)
    with amara.expect_response(acts.is_move) as refused:
        amara.locator("#room-actions").get_by_role("button", name="I’m ready").click()

    assert refused.value.status == 404

    expect(amara.locator("#room")).to_have_count(0)
    look(amara, "people-08-term-over")
    amara.goto("/")
    expect(amara.get_by_role("main")).not_to_contain_text("Heron, meeting")


def let_amara_lead(bo: Page) -> None:
    """The term is near its end, and Amara would observe; Bo wants her to lead the next meeting after all."""
    acts.follow(bo, "Heron")
    bo.goto(f"{acts.path_of(bo)}facilitation/")
    bo.get_by_label(re.compile("^What Amara does in meeting")).first.select_option("leads")
    with bo.expect_navigation():
        bo.get_by_role("button", name="Choose", exact=True).first.click()


def test_the_line_of_a_facilitator_closes_when_the_term_ends(visit: Visit, house: House) -> None:
    circle = rooms.begin(visit, "Bo", "Amara")

    house.ask(END_TERM)

    expect(circle["Amara"].locator("#room")).to_have_count(0, timeout=6_000)
    acts.move(circle["Bo"], "I’m ready", within="#room-actions")
    expect(circle["Bo"].locator("#table li", has_text="Amara")).to_have_count(0)


def test_a_member_who_leaves_the_set_is_out_of_the_room(visit: Visit) -> None:
    circle = rooms.begin(visit, "Bo", "Goran")
    goran = circle["Goran"]
    tab = goran.context.new_page()
    tab.goto("/")
    acts.follow(tab, "Heron")
    tab.goto(f"{acts.path_of(tab)}departure/")
    tab.get_by_label("Erase it now").check()
    look(tab, "people-09-leaving")
    acts.send(tab, "Leave Heron")
    expect(tab.get_by_role("heading", level=1)).not_to_contain_text("Leave Heron?")
    look(tab, "people-10-left")

    expect(goran.locator("#room")).to_have_count(0, timeout=6_000)
    expect(circle["Bo"].locator("#table li", has_text="Goran")).to_have_count(0)


END_TERM = """
from knotwork.people.models import Person
from knotwork.platform.kit import clock
from knotwork.sets import queries, services
bo, at = Person.objects.get(name="Bo"), clock.now()
heron = next(one for one in queries.visible(bo, at) if one.name == "Heron")
services.end_term(queries.running_term(heron, at), by=bo, at=at)
"""

SEE_EXPLORE = """() => new MutationObserver((_, watching) => {
  if (!document.querySelector("#room-bar .room__phase b")?.textContent.includes("Explore")) return;
  window.exploreAt = Date.now();
  watching.disconnect();
}).observe(document.body, { childList: true, subtree: true, characterData: true })"""
