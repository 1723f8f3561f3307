"""A facilitator hands over, her term ends, and the set that decides nothing meets once and then has to decide."""

from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts
from tests.journeys.company import look
from tests.journeys.looking import violations
from tests.journeys.rooms import Visit
from tests.journeys.test_proposals import agree, rules_of_heron

OBSERVES = "observes, and speaks in the review; a member steers"
TENSION = "When there is tension between us, we name it here."
ALONE = "We have done it once without, and it was our meeting."

HELD = """
from knotwork.meetings import services
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit import clock
from knotwork.protocols import queries as protocols
from knotwork.protocols.shape import to_dict
bo = Person.objects.get(email="bo@example.org")
(meeting,) = (one for one in Meeting.objects.filter(number=NUMBER) if one.learning_set.name == "Heron")
shape = to_dict(protocols.shape_of(meeting.learning_set, meeting.protocol_key))
at = clock.now() if NUMBER == 5 else meeting.starts_at
services.open_meeting(meeting, protocol=lambda _ran_with: shape, by=bo, at=at)
services.close_meeting(meeting, by=bo, at=at)
"""


def take(page: Page, path: str, what: str) -> None:
    """Take one thing over."""
    page.goto(path)
    acts.press(page.locator(f"#{what}"), "Take it over")
    expect(page.locator(f"#{what}")).to_contain_text("looks after it")


def test_a_facilitator_fades_and_hands_over_and_the_set_looks_at_itself(visit: Visit) -> None:
    bo, amara, goran = visit("Bo"), visit("Amara"), visit("Goran")
    heron = rules_of_heron(bo).removesuffix("rules/")
    bo.goto(f"{heron}facilitation/")
    fading = bo.locator("#fading")
    expect(fading).to_contain_text(f"Amara: {OBSERVES}.")
    expect(fading).to_contain_text("This is the usual; you have chosen nothing else.")
    fading.get_by_role("combobox").select_option(label=OBSERVES)
    acts.press(fading, "Choose")

    handing = f"{heron}handing-over/"
    goran.goto(handing)
    expect(goran.locator("#archive")).to_contain_text("You are asked to take this over.")
    take(goran, handing, "archive")
    amara.goto(handing)
    amara.locator("#steering").get_by_text("Hand it over to …").click()
    amara.locator("#steering").get_by_role("combobox").select_option(label="Bo")
    acts.press(amara.locator("#steering"), "Ask")
    expect(amara.locator("#steering")).to_contain_text("Bo is asked to take this over.")
    expect(amara.get_by_role("button", name="Take it over")).to_have_count(0)
    for what in ("steering", "needs"):
        take(bo, handing, what)
    expect(bo.get_by_text("Nothing is left to hand over.")).to_be_visible()
    assert violations(bo) == []
    look(bo, "handing-01-nothing-left")

    bo.goto(f"{heron}readiness/")
    expect(bo.get_by_role("row").filter(has_text=TENSION)).to_contain_text("1 – ")
    assert violations(bo) == []
    look(bo, "handing-02-readiness")
    assert amara.goto(f"{heron}readiness/").status == 404


def test_whoever_observes_opens_the_door_and_has_no_chair(visit: Visit) -> None:
    amara = visit("Amara")
    acts.follow(amara, "Open the room")
    acts.move(amara, "Open the meeting")

    expect(amara.locator("#table")).to_contain_text("observing")
    expect(amara.locator("#table")).not_to_contain_text("You are the steward")
    look(amara, "handing-03-observing")


def test_a_term_ends_undecided_and_the_set_meets_once_before_it_decides(house: House, visit: Visit) -> None:
    bo, amara = visit("Bo"), visit("Amara")
    heron = rules_of_heron(bo).removesuffix("rules/")
    house.ask(f"NUMBER = 5\n{HELD}")
    assert amara.goto(heron).status == 404
    amara.goto(f"{heron}ended/")
    expect(amara.get_by_role("heading", level=1)).to_have_text("Your term has ended")
    bo.goto(f"{heron}facilitation/")
    expect(bo.get_by_text("Until you have decided you can meet once on your own")).to_be_visible()

    house.ask(f"NUMBER = 6\n{HELD}")
    bo.goto(heron)
    expect(bo.locator("#stands [aria-current=step]")).to_have_text("Paused, needs a decision")
    bo.goto(f"{heron}facilitation/")
    expect(bo.get_by_text("The set pauses now")).to_be_visible()
    assert violations(bo) == []
    look(bo, "handing-04-paused")

    choices = bo.locator("#choices")
    choices.get_by_label("Manage ourselves", exact=True).check()
    acts.write(choices, "Why, in your words", ALONE)
    acts.press(choices, "Propose it, and agree to it")
    assert agree(house, "facilitation", "Chen", "Dina", "Edo", "Farah", "Goran") == "in_force"
    bo.goto(heron)
    expect(bo.locator("#stands [aria-current=step]")).to_have_text("Managing ourselves")
