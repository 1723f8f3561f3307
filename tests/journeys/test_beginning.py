"""Six people begin: from an empty host to a set that has met."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.house import House
from tests.journeys import acts
from tests.journeys.company import Company, look
from tests.journeys.postbox import Postbox

SIX = ("Bo", "Chen", "Dina", "Edo", "Farah", "Goran")
INVITED = SIX[1:]
COMMITMENTS = {
    "Chen": "I will ask before I explain.",
    "Dina": "I will not hide behind being busy.",
    "Edo": "I will bring what is unfinished.",
    "Farah": "I will keep what I hear where I heard it.",
    "Goran": "I will say no once and tell how it felt.",
}
CLAUSE = "Whoever presents owns what is kept of their turn."


@pytest.fixture(scope="module")
def postbox() -> Iterator[Postbox]:
    with Postbox() as box:
        yield box


@pytest.fixture(scope="module")
def company(browser: Browser, postbox: Postbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """An empty host with a mail server, and whoever comes to it."""
    extra = {"KNOTWORK_SMTP_URL": postbox.url, "KNOTWORK_SIGN_UP": "anyone"}
    house = House(tmp_path_factory.mktemp("empty"), demo=False, extra=extra)
    house.open()
    company = Company(house, browser)
    yield company
    company.close()
    house.close()


def test_the_first_account_is_opened_by_the_link_that_serve_prints(company: Company) -> None:
    lev = company["Lev"]
    link = next(line.strip() for line in company.house.log().splitlines() if "/first/" in line)

    lev.goto(link)
    look(lev, "begin-01-first-account")
    acts.write(lev, "Your name", "Lev")
    lev.get_by_label("Your mail address").fill(acts.address_of("Lev"))
    acts.press(lev, "Open the first account")

    expect(lev.get_by_role("heading", level=1)).to_have_text("You are here, Lev")
    look(lev, "begin-02-host-home")
    answer = company["Mara"].goto(link)
    assert answer is not None
    assert answer.status == 404


def test_bo_opens_an_account_and_starts_a_set(company: Company, postbox: Postbox) -> None:
    bo = company["Bo"]
    bo.goto("/sign-up/")
    look(bo, "begin-03-sign-up")
    acts.open_account(bo, "Bo", postbox)
    expect(bo.get_by_role("heading", level=1)).to_have_text("You are here, Bo")

    acts.follow(bo, "Start a set")
    look(bo, "begin-04-start-a-set")
    acts.write(bo, "What the set is called", "Heron")
    acts.write(bo, "What it is for", "Six people who each answer for something they cannot move alone.")
    acts.write(bo, "What I commit to", "I will bring what I did, also when it went badly.")
    bo.get_by_label("I am here because I choose to be.").check()
    acts.press(bo, "Start the set")

    expect(bo.get_by_role("heading", level=1)).to_have_text("Invite somebody")
    look(bo, "begin-05-invite")
    bo.goto(set_page(company))
    expect(bo.get_by_role("heading", level=1)).to_have_text("Heron")
    expect(bo.locator("#stands")).to_contain_text("Invite")
    look(bo, "begin-05-set-of-one")


@pytest.mark.parametrize("name", INVITED)
def test_whoever_is_invited_joins_with_a_commitment(company: Company, postbox: Postbox, name: str) -> None:
    bo, page = company["Bo"], company[name]
    bo.goto(set_page(company) + "invitations/")
    bo.get_by_label("Address of the person").fill(acts.address_of(name))
    acts.press(bo, "Send the letter")
    expect(bo.locator("#waiting")).to_contain_text(acts.address_of(name))
    letter = postbox.next_to(acts.address_of(name))

    page.goto(letter.link)
    look(page, f"begin-06-invited-{name}") if name == "Chen" else None
    acts.follow(page, "I am new here")
    acts.open_account(page, name, postbox)
    expect(page.get_by_role("heading", level=1)).to_have_text("Join Heron")
    look(page, f"begin-07-join-{name}") if name == "Chen" else None
    acts.write(page, "What I commit to", COMMITMENTS[name])
    page.get_by_label("I am here because I choose to be.").check()
    acts.press(page, "Join Heron")

    expect(page.get_by_role("heading", level=1)).to_have_text("Heron")
    page.goto(set_page(company) + "people/")
    expect(page.get_by_text(COMMITMENTS[name])).to_be_visible()
    again = company.another("Mara").new_page()
    again.goto(letter.link)
    expect(again.get_by_role("heading", level=1)).to_have_text("This invitation does not open")
    again.context.close()


def test_a_letter_opens_only_where_it_was_asked_for_and_only_by_a_press(company: Company, postbox: Postbox) -> None:
    farah, elsewhere = company["Farah"], company.another("Farah").new_page()
    farah.goto("/profile/")
    acts.press(farah, "Sign out")
    acts.ask_for_letter(farah, "Farah")
    letter = postbox.next_to(acts.address_of("Farah"))

    elsewhere.goto(letter.link)
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Not in this browser")
    expect(elsewhere.get_by_role("button", name="Sign in", exact=True)).to_have_count(0)
    for _ in range(2):
        farah.goto(letter.link)
        expect(farah.get_by_text("Opening a link signs nobody in")).to_be_visible()
    acts.press(farah, "Sign in")

    expect(farah.get_by_role("link", name="Heron").first).to_be_visible()
    elsewhere.goto(letter.link)
    expect(elsewhere.get_by_role("button", name="Sign in", exact=True)).to_have_count(0)


def test_the_set_plans_a_rhythm_and_drafts_its_agreement(company: Company, postbox: Postbox) -> None:
    bo, chen = company["Bo"], company["Chen"]
    bo.goto(set_page(company))
    look(bo, "begin-08-set-of-six")
    bo.goto(set_page(company) + "rhythm/")
    look(bo, "begin-09-rhythm")
    soon = acts.soon_in("Europe/London")
    bo.get_by_label("First meeting on").fill(soon.strftime("%Y-%m-%d"))
    bo.get_by_label("At", exact=True).fill(soon.strftime("%H:%M"))
    bo.get_by_label("Every how many weeks").fill("2")
    bo.get_by_label("How many meetings").fill("3")
    acts.press(bo, "Fix these dates")
    expect(bo.locator("#dates-that-are-fixed li")).to_have_count(3)
    for name in INVITED:
        postbox.next_to(acts.address_of(name), about="New dates")
    look(bo, "begin-10-rhythm-planned")

    chen.goto(set_page(company) + "agreement/")
    look(chen, "begin-11-no-agreement")
    acts.press(chen, "Begin the agreement")
    chen.locator("input[name=keys]").first.check()
    acts.press(chen, "Add what I picked")
    acts.write(chen, "Another clause, in your words", CLAUSE)
    acts.press(chen, "Add the clause")

    expect(chen.locator("#words li")).to_have_count(2)
    look(chen, "begin-12-draft")
    company["Dina"].goto(set_page(company) + "agreement/")
    expect(company["Dina"].get_by_text(CLAUSE)).to_be_visible()


def set_page(company: Company) -> str:
    """The address of Heron, from the page of whoever began it."""
    bo = company["Bo"]
    if "/sets/" not in bo.url:
        bo.goto("/")
        acts.follow(bo, "Heron")
    return bo.url[: bo.url.index("/sets/") + len("/sets/") + 37]
