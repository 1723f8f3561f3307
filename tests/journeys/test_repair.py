"""Something got out: one person is told, whoever it concerns is invited, the set meets in the shape Repair and says its clause anew."""

from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts
from tests.journeys.company import look
from tests.journeys.looking import violations
from tests.journeys.rooms import Visit, go_to
from tests.journeys.test_consent import reword, say
from tests.journeys.test_proposals import agree, rules_of_heron

HEARD = "My neighbour asked me when the school building goes. I have said that date nowhere but here."
INVITED = "Something said in our meeting was told on. Nobody is accused. Could we speak on Thursday at nine?"
FIRST_CLAUSE = "What is said here stays here."
EXAMPLES = "What is said here stays here: not in the corridor, not at home, not in a message."
WHY = "We mean the corridor and the kitchen too, and said it too briefly."
INVITES = "Amara invites you to a talk in Heron"


def absent(page: Page, *paths: str) -> None:
    """For whoever has this page open, there is nothing at these addresses, as at one that never was."""
    nowhere = page.request.get("/matters/0b5e57de-0000-4000-8000-000000000000/")
    for path in paths:
        answer = page.request.get(path)
        assert (answer.status, len(answer.body())) == (404, len(nowhere.body())), path


def tell(page: Page, heron: str) -> str:
    """Find the page behind the fold of the set's pages, tell Amara, and keep one's things back; returns where it is told."""
    page.goto(heron)
    acts.unfold(page, "More")
    acts.follow(page, "Something got out")
    acts.write(page, "What happened?", HEARD)
    page.get_by_label("Amara", exact=True).check()
    assert violations(page) == []
    look(page, "repair-01-telling")
    acts.send(page, "Tell them")
    expect(page.locator("#stand")).to_contain_text("and answers by")
    path = acts.path_of(page)
    page.goto(f"{heron}holding-back/")
    acts.send(page, "Keep all of it to myself")
    expect(page.get_by_text("yours alone again.")).to_be_visible()
    return path


def invite(page: Page, matter: str) -> None:
    """Read it, say so, and write to Edo."""
    page.goto("/")
    expect(page.get_by_text("Dina entrusted you with something in Heron.")).to_be_visible()
    page.goto(matter)
    expect(page.locator("#words")).to_contain_text(HEARD)
    acts.send(page, "I have read it, and will speak with you")
    acts.follow(page, "Write an invitation")
    page.get_by_label("Edo", exact=True).check()
    acts.write(page, "What do you write to them?", INVITED)
    assert violations(page) == []
    look(page, "repair-02-inviting")
    acts.send(page, "Give it to Dina to read")
    expect(page.locator("#talk")).to_contain_text("Dina reads your invitation to Edo")


def read_invitation(page: Page) -> str:
    """Find on home what invites one; of what was told, and by whom, nothing stands there. Returns its address."""
    page.goto("/")
    page.locator("p").filter(has_text=INVITES).get_by_role("link", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("An invitation to talk")
    expect(page.locator("main")).to_contain_text(INVITED)
    for told in (HEARD, "Dina"):
        expect(page.locator("main")).not_to_contain_text(told)
    assert violations(page) == []
    look(page, "repair-04-invited")
    return acts.path_of(page)


def test_it_is_told_to_one_and_whoever_it_concerns_is_invited_at_the_pace_of_whoever_it_touches(visit: Visit) -> None:
    dina, amara, edo, bo, lev = (visit(name) for name in ("Dina", "Amara", "Edo", "Bo", "Lev"))
    heron = rules_of_heron(bo).removesuffix("rules/")
    matter = tell(dina, heron)
    absent(bo, matter, f"{matter}answer/")
    absent(lev, matter)
    invite(amara, matter)
    edo.goto("/")
    expect(edo.get_by_text(INVITES)).to_have_count(0)

    dina.goto("/")
    dina.locator("p").filter(has_text="that only you can send").get_by_role("link", name="Read it").click()
    expect(dina.locator("#talk")).to_contain_text(INVITED)
    assert violations(dina) == []
    look(dina, "repair-03-only-dina-sends")
    acts.send(dina, "Send it")
    expect(dina.locator("#talk")).to_contain_text("Edo is invited, and can answer until")

    talk = read_invitation(edo)
    absent(edo, matter)
    absent(bo, talk, f"{talk}answer/", f"{talk}sending/", f"{talk}taking-back/")
    absent(lev, talk)
    acts.send(edo, "I will come and talk")
    expect(edo.locator("#goes")).to_contain_text("What is needed now")
    amara.goto(matter)
    expect(amara.locator("#talk")).to_contain_text("Edo will come and talk.")

    dina.goto(matter)
    dina.get_by_label("We spoke, and it is well again.").check()
    acts.send(dina, "It is settled")
    expect(dina.locator("main")).not_to_contain_text(HEARD)
    expect(dina.locator("main")).not_to_contain_text("Edo")
    look(dina, "repair-05-settled")
    edo.reload()
    expect(edo.locator("main")).to_contain_text("It is settled. Nothing more is asked of you.")
    expect(edo.locator("main")).not_to_contain_text(INVITED)


def test_whoever_is_invited_can_refuse_and_is_not_asked_again(visit: Visit) -> None:
    dina, amara, edo = (visit(name) for name in ("Dina", "Amara", "Edo"))
    heron = rules_of_heron(dina).removesuffix("rules/")
    matter = tell(dina, heron)
    invite(amara, matter)
    dina.goto(matter)
    acts.send(dina, "Send it")

    edo.goto("/")
    edo.locator("p").filter(has_text=INVITES).get_by_role("link", name="Read it").click()
    acts.send(edo, "I would rather not")

    expect(edo.locator("#answer")).to_contain_text("You are not asked again.")
    edo.goto("/")
    expect(edo.get_by_text("to a talk in Heron")).to_have_count(0)
    amara.goto(matter)
    expect(amara.locator("#talk")).to_contain_text("Edo would rather not.")
    acts.follow(amara, "Write an invitation")
    expect(amara.get_by_label("Farah", exact=True)).to_be_visible()
    expect(amara.get_by_label("Edo", exact=True)).to_have_count(0)


def test_the_set_meets_in_the_shape_repair_and_says_its_clause_anew(house: House, visit: Visit) -> None:
    dina, edo, bo = (visit(name) for name in ("Dina", "Edo", "Bo"))
    heron = rules_of_heron(dina).removesuffix("rules/")
    dina.goto(f"{heron}next-time/")
    with dina.expect_navigation():
        dina.locator("#shapes li").filter(has_text="Repair").get_by_role("button").click()
    expect(dina.locator("#now")).to_contain_text("has this shape: Repair.")
    circle = {"Bo": bo, "Dina": dina, "Edo": edo}
    for page in circle.values():
        page.goto("/")
        acts.follow(page, "Open the room")
    acts.move(bo, "Open the meeting")
    acts.all_see_phase(circle.values(), "Arrive")
    go_to(circle, "What is all right today", steward="Bo")
    go_to(circle, "What happened", steward="Bo")
    for page in circle.values():
        expect(page.locator("#room textarea")).to_have_count(0)
    look(dina, "repair-06-nothing-is-written")
    for fold in ("More", "End the meeting"):
        acts.unfold(bo, fold)
    acts.move(bo, "End it for everybody")

    bo.goto(f"{heron}agreement/")
    acts.send(bo, "Begin a new version")
    reword(bo, FIRST_CLAUSE, EXAMPLES)
    acts.write(bo, "Why we change it", WHY)
    acts.send(bo, "Keep the reason")
    acts.follow(bo, "Read it whole and answer")
    consent = acts.path_of(bo)
    say(bo, "I agree")
    for page in (dina, edo):
        page.goto(consent)
        expect(page.locator("main")).to_contain_text(WHY)
        say(page, "I agree")
    assert agree(house, "agreement", "Chen", "Farah") == "draft"
    assert agree(house, "agreement", "Goran") == "agreed"

    dina.goto(f"{heron}agreement/")
    expect(dina.locator("#to-come")).to_contain_text("not in the corridor, not at home")
    look(dina, "repair-07-agreed-anew")
