"""A set decides together: who comes in, what silence means, and what stays once words have hurt somebody."""

from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts
from tests.journeys.company import look
from tests.journeys.rooms import Visit
from tests.journeys.test_proposals import CONSENTS, EIGHT_DAYS_LATER, agree, answer, propose, rules_of_heron

ALL_ASKED = "Each of us is asked before somebody is invited, and one objection stops it."
DOUBT = "We are four who know each other by now. I want to think first."
OFF = "All devices off."
NEEDED = "I read with mine; without it I cannot follow."
BETTER = "Devices rest, unless somebody needs one to take part."
FIRST_CLAUSE = "What is said here stays here."
EXAMPLES = "What is said here stays here: not in the corridor, not at home, not in a message to Ms Quill."
WHY = "Ms Quill knew something last week that only we could know."
THOUGHT = "I told Ms Quill. It was me, and I am sorry."

OTTER = """
from knotwork.people.models import Person
from knotwork.platform.kit import clock
from knotwork.sets import services
from knotwork.sets.enums import ProblemMode
bo, chen, dina = (Person.objects.get(email=f"{name}@example.org") for name in ("bo", "chen", "dina"))
otter = services.start_set(
    name="Otter", purpose="", target_size=6, problem_mode=ProblemMode.OWN, zone="Europe/London", by=bo, at=clock.now()
)
for person in (chen, dina):
    _, secret = services.invite(otter, by=bo, at=clock.now())
    services.join(secret=secret, person=person, commitment="I come.", at=clock.now())
print(otter.pk)
"""

INVITED = """
from knotwork.sets.models import Invitation
print(Invitation.objects.get(address="mara@example.org").secret_to_mail)
"""

OF_OLD = """
from knotwork.actions.models import Action
from knotwork.challenges.models import Challenge
from knotwork.meetings.models import Meeting
for kind, things in (("challenges", Challenge), ("actions", Action)):
    for one in things.objects.all():
        if one.learning_set is not None and one.learning_set.name == "Weir" and one.owner.name == "Hana":
            print(f"/{kind}/{one.pk}/")
(held,) = (one for one in Meeting.objects.filter(number=1) if one.learning_set.name == "Weir")
print(f"/meetings/{held.pk}/room/")
print(f"/meetings/{held.pk}/room/screen/")
"""


def begin_agreement(page: Page, set_path: str) -> None:
    page.goto(f"{set_path}agreement/")
    acts.send(page, "Begin the agreement")
    acts.write(page, "Another clause, in your words", OFF)
    acts.send(page, "Add the clause")
    acts.follow(page, "Read it whole and answer")


def say(page: Page, choice: str, words: str = "") -> None:
    """Answer the text one has before one."""
    page.get_by_label(choice, exact=True).check()
    if words:
        acts.write(page, "In your words", words)
    acts.send(page, "Give my answer")


def reword(page: Page, now: str, then: str) -> None:
    """Say the clause that holds these words in others."""
    page.locator("#words li").filter(has_text=now).get_by_role("link", name="Reword").click()
    acts.write(page, "The clause", then)
    acts.send(page, "Keep these words")


def test_the_first_agreement_waits_for_words_each_can_work_with(house: House, visit: Visit) -> None:
    otter = f"/sets/{house.ask(OTTER)}/"
    bo, chen, dina = visit("Bo"), visit("Chen"), visit("Dina")
    begin_agreement(bo, otter)
    say(bo, "I agree")
    for page in (dina, chen):
        page.goto(f"{otter}agreement/versions/1/consent/")
    say(dina, "I agree")
    say(chen, "I object", NEEDED)

    bo.goto(f"{otter}agreement/versions/1/consent/")
    expect(bo.get_by_text(NEEDED)).to_be_visible()
    look(bo, "consent-01-objection")
    acts.follow(bo, "Change the words")
    expect(bo.get_by_text("Talk before you change them.")).to_be_visible()
    reword(bo, OFF, BETTER)
    bo.goto(f"{otter}agreement/versions/1/consent/")
    expect(bo.get_by_text("0 of 3 can work with it. 3 have not answered yet.")).to_be_visible()
    for page in (bo, dina, chen):
        page.goto(f"{otter}agreement/versions/1/consent/")
        say(page, "I can live with it" if page is chen else "I agree")

    expect(chen.get_by_text("Each of you has consented. The agreement is in force from now on.")).to_be_visible()
    expect(chen.get_by_text("version 1, in force since")).to_be_visible()
    expect(chen.locator("#clauses")).to_contain_text(BETTER)


def show_one(owner: Page, newcomer: Page, set_path: str, old: list[str]) -> None:
    """Hana shows Mara one of her earlier things; the others stay where they are."""
    owner.goto(f"{set_path}from-before/")
    expect(owner.locator("#newcomers")).to_contain_text("Mara")
    look(owner, "consent-03-from-before")
    first = owner.locator("#unseen li").filter(has_text="A challenge,").first
    words = first.locator(".words").inner_text()
    first.get_by_role("button").click()
    expect(owner.get_by_text("Everyone in the set sees this challenge now.")).to_be_visible()
    shown = [path for path in old if newcomer.request.get(path).status == 200]
    assert len(shown) == 1
    newcomer.goto(shown[0])
    expect(newcomer.locator("main")).to_contain_text(words)
    owner.goto(f"{set_path}from-before/")
    expect(owner.locator("main")).not_to_contain_text(words)


def test_a_newcomer_is_let_in_by_all_and_finds_nothing_at_old_addresses(house: House, visit: Visit) -> None:
    hana, oskar = visit("Hana"), visit("Oskar")
    acts.follow(hana, "Weir")
    rules = f"{acts.path_of(hana)}rules/"
    hana.goto(f"{rules}admission/")
    propose(hana, ALL_ASKED, "A set is who is in it.")
    assert agree(house, "admission", "Bo", "Noor", "Oskar", within="Weir") == "in_force"
    hana.goto(f"{rules}newcomer/")
    acts.write(hana.locator("#propose"), "Who", "Mara")
    hana.locator("#propose").get_by_label("Their address").fill("mara@example.org")
    acts.write(hana.locator("#propose"), "Why, in your words", "She tries something none of us knows.")
    acts.send(hana, "Propose it, and agree to it")
    assert agree(house, "newcomer", "Bo", "Noor", within="Weir") == "draft"
    oskar.goto(f"{rules}newcomer/")
    answer(oskar, "I object", DOUBT)
    expect(oskar.locator("#proposal")).to_contain_text("One of you objects.")
    look(oskar, "consent-02-newcomer")
    answer(oskar, "I can live with it")
    expect(oskar.locator("#proposal")).to_have_count(0)

    mara = visit("Mara", path=f"/invitations/{house.ask(INVITED)}/")
    acts.write(mara, "What I commit to", "I bring what I try, and I come.")
    mara.get_by_label("I am here because I choose to be.").check()
    acts.send(mara, "Join Weir")
    expect(mara.get_by_role("heading", level=1)).to_have_text("Weir")

    old = house.ask(OF_OLD).split()
    assert len(old) >= 4
    assert {path: hana.request.get(path).status for path in old} == dict.fromkeys(old, 200)
    assert {path: mara.request.get(path).status for path in old} == dict.fromkeys(old, 404)
    show_one(hana, mara, rules.removesuffix("rules/"), old)
    mara.goto(f"{rules}newcomer/")
    expect(mara.get_by_role("heading", level=1)).to_have_text("Somebody new")
    expect(mara.locator("main")).not_to_contain_text(DOUBT)
    expect(mara.locator("main")).not_to_contain_text("none of us knows")


def test_a_set_may_decide_that_silence_goes_along(house: House, visit: Visit) -> None:
    bo = visit("Bo")
    rules = rules_of_heron(bo)
    bo.goto(f"{rules}silence/")
    bo.locator("#propose").get_by_label("At once", exact=True).check()
    propose(bo, CONSENTS, "We wait for each other too long.")
    assert agree(house, "silence", "Chen", "Dina", "Edo", "Farah", "Goran") == "in_force"
    bo.goto(f"{rules}notes/")
    held = bo.locator("#holds").inner_text()
    assert agree(house, "notes", "Bo", "Chen", "Edo") == "draft"

    house.ask(EIGHT_DAYS_LATER)

    bo.reload()
    expect(bo.locator("#before")).to_contain_text("Decided, from the next meeting on")
    assert bo.locator("#holds").inner_text().startswith(held[:40])


def test_after_a_breach_the_clause_is_said_again_and_names_are_taken_out(house: House, visit: Visit) -> None:
    bo, goran = visit("Bo"), visit("Goran")
    acts.follow(bo, "Heron")
    heron = acts.path_of(bo)
    bo.goto(f"{heron}agreement/")
    acts.send(bo, "Begin a new version")
    reword(bo, FIRST_CLAUSE, EXAMPLES)
    acts.write(bo, "Why we change it", WHY)
    acts.send(bo, "Keep the reason")
    acts.follow(bo, "Read it whole and answer")
    consent = acts.path_of(bo)
    acts.write(bo, "What do you think about it?", THOUGHT)
    acts.press(bo, "Say it")
    expect(bo.locator("#remarks")).to_contain_text(THOUGHT)
    look(bo, "consent-03-talk")
    say(bo, "I agree")
    assert agree(house, "agreement", "Chen", "Dina", "Edo", "Farah") == "draft"
    goran.goto(consent)
    acts.send(goran, "Mute this proposal")
    expect(goran.locator("#letters")).to_contain_text("You have muted this proposal")
    look(goran, "consent-04-muted")

    goran.goto(f"{heron}departure/")
    goran.get_by_label("Keep it for me alone", exact=False).check()
    acts.send(goran, "Leave Heron")

    bo.goto(f"{heron}agreement/")
    expect(bo.locator("#to-come")).to_contain_text("not in the corridor")
    look(bo, "consent-05-to-come")
    acts.follow(bo.locator("#to-come"), "Take words out")
    acts.write(bo, "Words to take out, a name for instance", "Ms Quill")
    look(bo, "consent-06-redaction")
    acts.send(bo, "Take them out for good")
    bo.goto(f"{heron}agreement/")
    expect(bo.locator("#to-come")).to_contain_text("not in a message to ▒▒▒.")
    expect(bo.locator("main")).not_to_contain_text("Quill")
    acts.follow(bo, "How it came to be this way")
    expect(bo.locator("main")).to_contain_text("Version 2")
    look(bo, "consent-07-history")
