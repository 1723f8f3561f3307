"""A facilitator hands over, her term ends, and the set that decides nothing meets once and then has to decide."""

from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts
from tests.journeys.company import look
from tests.journeys.looking import violations
from tests.journeys.rooms import Visit
from tests.journeys.test_proposals import agree, propose, rules_of_heron

OBSERVES = "observes, and speaks in the review; a member steers"
TENSION = "When there is tension between us, we name it here."
ALONE = "We have done it once without, and it was our meeting."

VISITED = "Manage ourselves, and ask somebody to facilitate one meeting"
ONCE = "We want to hear once more from outside how we ask."
GOES_ON = "We go on for a number of meetings"
FIVE = "Five more, and then we look again."

LETTER = """
from knotwork.sets.models import Invitation
print(Invitation.objects.filter(address="amara@example.org").latest("invited_at").secret_to_mail)
"""

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


def test_a_set_on_its_own_goes_on_for_five_meetings_and_is_visited_in_one(house: House, visit: Visit) -> None:
    bo, amara = visit("Bo"), visit("Amara")
    heron = rules_of_heron(bo).removesuffix("rules/")
    house.ask(f"NUMBER = 5\n{HELD}")
    bo.goto(f"{heron}rules/renewal/")
    bo.locator("#propose").get_by_label("For how many meetings, if you go on").fill("5")
    propose(bo, GOES_ON, FIVE)
    assert agree(house, "renewal", "Chen", "Dina", "Edo", "Farah", "Goran") == "in_force"
    bo.goto(heron)
    expect(bo.locator("#meetings")).to_contain_text("meeting 11")

    bo.goto(f"{heron}facilitation/")
    choices = bo.locator("#choices")
    choices.get_by_label(VISITED, exact=True).check()
    choices.get_by_label("Somebody else: their address").fill("amara@example.org")
    choices.get_by_label("For one meeting: which").select_option(index=1)
    acts.write(choices, "Why, in your words", ONCE)
    acts.press(choices, "Propose it, and agree to it")
    assert agree(house, "facilitation", "Chen", "Dina", "Edo", "Farah", "Goran") == "in_force"
    amara.goto(f"/invitations/{house.ask(LETTER)}/")
    acts.send(amara, "Yes, I will come")

    amara.goto("/")
    visits = amara.locator("#visits")
    expect(visits).to_contain_text("You see this one room until the meeting closes")
    look(amara, "handing-05-visit")
    acts.follow(visits, "Go to its room")
    expect(amara.locator("#room")).to_be_visible()
    bo.goto(heron)
    others = bo.locator("#meetings").get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    rooms = {f"{path}room/" for path in others if path.startswith("/meetings/")} - {acts.path_of(amara)}
    assert len(rooms) >= 9
    assert {path: amara.request.get(path).status for path in {heron, f"{heron}challenges/", *rooms}} == dict.fromkeys(
        {heron, f"{heron}challenges/", *rooms}, 404
    )
