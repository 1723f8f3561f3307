"""Six people begin: from an empty host to a set that has met."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys import acts, said
from tests.journeys.company import Company, look
from tests.journeys.postbox import Postbox

INVITED = said.SIX[1:]


@pytest.fixture(autouse=True)
def chapter(request: pytest.FixtureRequest, company: Company) -> Iterator[None]:
    """One story: a chapter is told only if those before came to their end, so that each fails for its own cause."""
    if company.broken_off:
        pytest.fail(f"not told, because this broke off: {company.broken_off}", pytrace=False)
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed > failed:
        company.broken_off = request.node.originalname


def test_the_first_account_is_opened_by_the_link_that_serve_prints(company: Company) -> None:
    lev = company["Lev"]
    link = next(line.strip() for line in company.house.log().splitlines() if "/first/" in line)

    lev.goto(link)
    look(lev, "begin-01-first-account")
    acts.write(lev, "Your name", "Lev")
    lev.get_by_label("Your mail address").fill(acts.address_of("Lev"))
    acts.send(lev, "Open the first account")

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
    acts.write(bo, "What it is for", said.PURPOSE)
    acts.write(bo, "What I commit to", said.COMMITMENTS["Bo"])
    bo.get_by_label("I am here because I choose to be.").check()
    acts.send(bo, "Start the set")

    expect(bo.get_by_role("heading", level=1)).to_have_text("Invite somebody")
    look(bo, "begin-05-invite")
    acts.follow(bo, "Heron")
    expect(bo.get_by_role("heading", level=1)).to_have_text("Heron")
    company.set_page = urlsplit(bo.url).path
    expect(bo.locator("#stands")).to_contain_text("Invite")
    look(bo, "begin-05-set-of-one")


@pytest.mark.parametrize("name", INVITED)
def test_whoever_is_invited_joins_with_a_commitment(company: Company, postbox: Postbox, name: str) -> None:
    bo, page = company["Bo"], company[name]
    bo.goto(company.set_page + "invitations/")
    bo.get_by_label("Address of the person").fill(acts.address_of(name))
    acts.send(bo, "Send the letter")
    expect(bo.locator("#waiting")).to_contain_text(acts.address_of(name))
    letter = postbox.next_to(acts.address_of(name))

    page.goto(letter.link)
    look(page, f"begin-06-invited-{name}") if name == "Chen" else None
    acts.follow(page, "I am new here")
    acts.open_account(page, name, postbox)
    expect(page.get_by_role("heading", level=1)).to_have_text("Join Heron")
    look(page, f"begin-07-join-{name}") if name == "Chen" else None
    acts.write(page, "What I commit to", said.COMMITMENTS[name])
    page.get_by_label("I am here because I choose to be.").check()
    acts.send(page, "Join Heron")

    expect(page.get_by_role("heading", level=1)).to_have_text("Heron")
    page.goto(company.set_page + "people/")
    expect(page.get_by_text(said.COMMITMENTS[name])).to_be_visible()
    again = company.another("Mara").new_page()
    again.goto(letter.link)
    expect(again.get_by_role("heading", level=1)).to_have_text("This invitation does not open")
    again.context.close()


def test_a_letter_opens_only_where_it_was_asked_for_and_only_by_a_press(company: Company, postbox: Postbox) -> None:
    farah, elsewhere = company["Farah"], company.another("Farah").new_page()
    farah.goto("/profile/")
    acts.send(farah, "Sign out")
    acts.ask_for_letter(farah, "Farah")
    letter = postbox.next_to(acts.address_of("Farah"))

    elsewhere.goto(letter.link)
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Not in this browser")
    expect(elsewhere.get_by_role("button", name="Sign in", exact=True)).to_have_count(0)
    for _ in range(2):
        farah.goto(letter.link)
        expect(farah.get_by_text("Opening a link signs nobody in")).to_be_visible()
    acts.send(farah, "Sign in")

    expect(farah.get_by_role("link", name="Heron").first).to_be_visible()
    elsewhere.goto(letter.link)
    expect(elsewhere.get_by_role("button", name="Sign in", exact=True)).to_have_count(0)


def test_the_set_plans_a_rhythm_and_drafts_its_agreement(company: Company, postbox: Postbox) -> None:
    bo, chen = company["Bo"], company["Chen"]
    bo.goto(company.set_page)
    look(bo, "begin-08-set-of-six")
    bo.goto(company.set_page + "rhythm/")
    look(bo, "begin-09-rhythm")
    soon = acts.soon_in("Europe/London")
    bo.get_by_label("First meeting on").fill(soon.strftime("%Y-%m-%d"))
    bo.get_by_label("At", exact=True).fill(soon.strftime("%H:%M"))
    bo.get_by_label("Every how many weeks").fill("2")
    bo.get_by_label("How many meetings").fill("3")
    acts.send(bo, "Fix these dates")
    expect(bo.locator("#dates-that-are-fixed li")).to_have_count(3)
    for name in INVITED:
        postbox.next_to(acts.address_of(name), about="New dates")
    look(bo, "begin-10-rhythm-planned")

    chen.goto(company.set_page + "agreement/")
    look(chen, "begin-11-no-agreement")
    acts.send(chen, "Begin the agreement")
    chen.locator("input[name=keys]").first.check()
    acts.send(chen, "Add what I picked")
    acts.write(chen, "Another clause, in your words", said.CLAUSE)
    acts.send(chen, "Add the clause")

    expect(chen.locator("#words li")).to_have_count(2)
    look(chen, "begin-12-draft")
    company["Dina"].goto(company.set_page + "agreement/")
    expect(company["Dina"].get_by_text(said.CLAUSE)).to_be_visible()


def test_the_first_meeting_is_held_by_the_lines_on_the_screen(company: Company) -> None:
    circle = company.of(said.SIX)
    chen = circle["Chen"]
    chen.goto("/")
    look(chen, "first-00-home")
    acts.follow(chen, "Open the room")
    expect(chen.get_by_text("no working agreement yet")).to_be_visible()
    look(chen, "first-01-lobby")
    acts.open_room(circle.values(), chen.url)

    acts.move(chen, "Open the meeting")
    acts.all_see_phase(circle.values(), "Arrive")
    acts.move(chen, "Take the chair")
    for page in circle.values():
        line = "You are the steward" if page is chen else "Chen is the steward."
        expect(page.locator("#table")).to_contain_text(line, timeout=acts.SOON)
    look(chen, "first-02-arrive-steward")
    look(circle["Dina"], "first-03-arrive-member")
    assert sorted(acts.take_turns(circle)) == sorted(said.SIX)

    acts.move_on(circle, "Chen", "Meet in pairs")
    acts.move_on(circle, "Chen", "What this is")
    acts.move_on(circle, "Chen", "Hopes and doubts")
    hopes = circle["Edo"].locator("#part-write-hope")
    acts.write(hopes, "What you hope for", said.HOPE)
    acts.move(circle["Edo"], "Put it on the table", within="#part-write-hope")
    for page in circle.values():
        expect(page.locator("#part-said-hope")).to_contain_text(said.HOPE, timeout=acts.SOON)
    look(circle["Goran"], "first-04-hopes")


def test_all_six_consent_in_the_room_and_version_one_is_in_force(company: Company) -> None:
    circle = company.of(said.SIX)
    acts.move_on(circle, "Chen", "How we want to work")
    look(circle["Bo"], "first-05-contracting")

    for place, (name, page) in enumerate(circle.items(), start=1):
        acts.move(page, "I can live with it" if name == "Farah" else "I agree", within="#part-agreement")
        if place < len(circle):
            expect(circle["Goran"].locator("#part-agreement")).to_contain_text(f"{place} of 6", timeout=acts.SOON)

    for page in circle.values():
        expect(page.locator("#part-agreement")).to_contain_text("This is in force.", timeout=acts.SOON)
    look(circle["Bo"], "first-06-in-force")
    reader = company["Dina"].context.new_page()
    reader.goto(company.set_page + "agreement/")
    expect(reader.get_by_text("version 1, in force since")).to_be_visible()
    reader.close()


def test_headlines_become_challenges_and_the_meeting_closes_with_a_word_each(company: Company) -> None:
    circle = company.of(said.SIX)
    acts.move_on(circle, "Chen", "What each of us brings")
    for name, page in circle.items():
        acts.write(page.locator("#part-write-headline"), "Your challenge in one sentence", said.HEADLINES[name])
        acts.move(page, "Put it on the table", within="#part-write-headline")
    for page in circle.values():
        expect(page.locator("#part-said-headline li")).to_have_count(6, timeout=acts.SOON)
    look(circle["Goran"], "first-07-headlines")

    acts.move_on(circle, "Chen", "Dates and roles")
    look(circle["Chen"], "first-08-dates")
    acts.move_on(circle, "Chen", "Check-out")
    look(circle["Dina"], "first-09-check-out")
    for name, page in circle.items():
        expect(page.locator("#part-review")).to_contain_text("unnamed")
        acts.write(page.locator("#part-review"), "One word for this meeting", said.WORDS[name])
        acts.move(page, "Answer", within="#part-review")
    acts.end_meeting(circle["Chen"])

    for page in circle.values():
        expect(page.get_by_role("heading", name="This meeting is over")).to_be_visible(timeout=acts.SOON)
        words = page.locator("#part-review-word li").all_inner_texts()
        assert sorted(word.strip(" “”") for word in words) == sorted(said.WORDS.values())
    look(circle["Dina"], "first-10-record")
    for name, page in circle.items():
        page.goto(company.set_page + "challenges/")
        expect(page.locator("#mine")).to_contain_text(said.HEADLINES[name])
    look(circle["Dina"], "first-11-challenges")


def test_bids_become_a_running_order_and_need_something_tried(company: Company, postbox: Postbox) -> None:
    circle = company.of(said.SIX)
    for name in ("Bo", "Dina"):
        acts.tell_something_tried(circle[name], company.set_page, said.HEADLINES[name], said.TRIED[name])
    acts.move_meeting_to_now(circle["Bo"], company.set_page, "Meeting 2")
    for name in INVITED:
        postbox.next_to(acts.address_of(name), about="moved")
    acts.open_room(circle.values(), acts.room_of(circle["Bo"]))
    acts.move(circle["Farah"], "Open the meeting")
    acts.move(circle["Farah"], "Take the chair")
    acts.move_on(circle, "Farah", "Our agreement, and who brings what")

    goran = circle["Goran"].get_by_label("What you would bring")
    expect(goran.locator("option", has_text=said.HEADLINES["Goran"])).to_have_count(0)
    tab = circle["Goran"].context.new_page()
    acts.tell_something_tried(tab, company.set_page, said.HEADLINES["Goran"], said.TRIED["Goran"])
    tab.close()
    circle["Goran"].reload()
    expect(goran.locator("option", has_text=said.HEADLINES["Goran"])).to_have_count(1)

    for name, minutes in (("Bo", "40"), ("Dina", "35")):
        acts.bid(circle[name], said.HEADLINES[name], minutes)
    for page in circle.values():
        expect(page.locator("#part-bids li")).to_have_count(2, timeout=acts.SOON)
    look(circle["Farah"], "classic-01-bids")
    circle["Farah"].get_by_label("Place of Dina; 0 leaves out").fill("1")
    circle["Farah"].get_by_label("Place of Bo; 0 leaves out").fill("2")
    acts.move(circle["Farah"], "Agree this order")

    for page in circle.values():
        expect(page.locator("#part-order li").first).to_contain_text("Dina", timeout=acts.SOON)
        expect(page.locator("#part-order li").nth(1)).to_contain_text("Bo")
    look(circle["Chen"], "classic-02-order")


def test_a_presenter_is_asked_keeps_questions_and_chooses_an_action(company: Company) -> None:
    circle = company.of(said.SIX)
    dina, edo = circle["Dina"], circle["Edo"]
    acts.move_on(circle, "Farah", "Since last time")
    acts.move_on(circle, "Farah", "Present")
    for name, page in circle.items():
        who = "You are presenting" if name == "Dina" else "Dina is presenting"
        expect(page.locator("#room-headline")).to_contain_text(who)
        expect(page.locator("#room-headline")).to_contain_text(said.HEADLINES["Dina"])
    look(dina, "classic-03-present-presenter")
    acts.move_on(circle, "Farah", "Clarify")
    acts.move_on(circle, "Farah", "Explore")

    acts.move(circle["Chen"], "I have a question")
    for name, page in circle.items():
        line = "Your question is in play" if name == "Chen" else "The question in play, from Chen"
        expect(page.locator("#part-in-play")).to_contain_text(line, timeout=acts.SOON)
    acts.move(dina, "Keep this question")
    acts.type_question(edo, first=said.ADVICE, then=said.QUESTION)
    expect(dina.locator("#part-in-play")).to_contain_text("After that: Edo.", timeout=acts.SOON)
    look(edo, "classic-04-explore-member")
    acts.move(dina, "Next question")
    for page in circle.values():
        expect(page.locator("#part-in-play")).to_contain_text(said.QUESTION, timeout=acts.SOON)
    look(dina, "classic-05-explore-presenter")
    look(circle["Farah"], "classic-06-explore-steward")
    acts.move(dina, "Keep this question")

    acts.move_on(circle, "Farah", "Reflect back")
    acts.move(dina, "No offers today")
    acts.put_down(circle["Goran"], "reflection", "What you noticed, felt or wonder", said.REFLECTION)
    expect(dina.locator("#part-said-reflection")).to_contain_text(said.REFLECTION, timeout=acts.SOON)
    expect(circle["Bo"].get_by_text(said.REFLECTION)).to_have_count(0)
    acts.move_on(circle, "Farah", "Sum up and choose")
    acts.choose_action(dina, "Dina")
    look(dina, "classic-07-sum-up")
    acts.move_on(circle, "Farah", "A look back at this turn")


def test_offers_are_made_to_whoever_wants_them(company: Company) -> None:
    circle = company.of(said.SIX)
    bo = circle["Bo"]
    acts.move_on(circle, "Farah", "Present")
    expect(bo.locator("#room-headline")).to_contain_text("You are presenting, turn 2 of 2")
    for label in ("Clarify", "Explore", "Reflect back"):
        acts.move_on(circle, "Farah", label)
    acts.move(bo, "Yes, gladly")
    acts.move_on(circle, "Farah", "Offers")

    acts.put_down(circle["Chen"], "offer", "One offer: a contact, a resource, an experience", said.OFFER)
    expect(bo.locator("#part-said-offer")).to_contain_text(said.OFFER, timeout=acts.SOON)
    expect(circle["Goran"].get_by_text(said.OFFER)).to_have_count(0)
    look(bo, "classic-08-offers")
    acts.move_on(circle, "Farah", "Sum up and choose")
    acts.choose_action(bo, "Bo")
    acts.move_on(circle, "Farah", "A look back at this turn")


def test_the_meeting_ends_with_what_was_learned_and_a_review(company: Company) -> None:
    circle = company.of(said.SIX)
    acts.move_on(circle, "Farah", "Break")
    acts.move_on(circle, "Farah", "What we learned")
    for name, audience in (("Edo", "set"), ("Chen", "me")):
        acts.learn(circle[name], said.LEARNED[name], audience)
    expect(circle["Bo"].locator("#part-said-learning")).to_contain_text(said.LEARNED["Edo"], timeout=acts.SOON)
    expect(circle["Bo"].get_by_text(said.LEARNED["Chen"])).to_have_count(0)
    look(circle["Chen"], "classic-09-learning")
    expect(circle["Farah"].locator("#room-actions").get_by_role("button", name="Move on")).to_have_count(0)
    for page in circle.values():
        acts.move(page, "I’m ready", within="#room-actions")
    acts.move_on(circle, "Farah", "How did we work")
    look(circle["Goran"], "classic-10-review")
    for page in circle.values():
        page.get_by_label("I felt listened to").select_option("4")
        acts.move(page, "Answer", within="#part-review")
    acts.move_on(circle, "Farah", "Next time and goodbye")
    acts.end_meeting(circle["Farah"])

    dina = circle["Dina"]
    expect(dina.get_by_role("heading", name="This meeting is over")).to_be_visible(timeout=acts.SOON)
    expect(dina.locator("#part-kept li")).to_have_count(2)
    expect(dina.locator("#part-kept")).to_contain_text(said.QUESTION)
    expect(dina.locator("#part-set-out")).to_contain_text(said.ACTIONS["Dina"])
    expect(circle["Bo"].locator("#part-kept")).to_have_count(0)
    look(dina, "classic-11-record")
    dina.goto(dina.url.removesuffix("room/"))
    expect(dina.locator("#who-presented li")).to_have_text([re.compile("Bo"), re.compile("Dina")])
    look(dina, "classic-12-held")


def test_the_next_meeting_opens_with_what_each_set_out_to_try(company: Company) -> None:
    circle = company.of(said.SIX)
    acts.move_meeting_to_now(circle["Bo"], company.set_page, "Meeting 3")
    acts.open_room(circle.values(), acts.room_of(circle["Bo"]))
    acts.move(circle["Goran"], "Open the meeting")
    acts.move(circle["Goran"], "Take the chair")
    acts.move_on(circle, "Goran", "Our agreement, and who brings what")
    acts.move_on(circle, "Goran", "Since last time")

    for name in ("Bo", "Dina"):
        expect(circle[name].locator("#part-progress")).to_contain_text(said.ACTIONS[name])
    expect(circle["Chen"].locator("#part-progress")).to_have_count(0)
    look(circle["Dina"], "third-01-progress")
    acts.report(circle["Dina"], said.ACTIONS["Dina"], "partly", said.HAPPENED)
    for page in circle.values():
        expect(page.locator("#main")).to_contain_text(said.HAPPENED, timeout=acts.SOON)
    look(circle["Farah"], "third-02-told")


def test_no_letter_carries_a_word_that_was_typed(postbox: Postbox) -> None:
    sources = [letter.source.lower() for letter in postbox.letters]

    assert len(sources) > 20
    assert len(acts.written) > 40
    found = {word for word in acts.written if len(word) > 4 and any(word.lower() in source for source in sources)}
    assert found == set()


def test_nothing_went_wrong_in_any_browser(company: Company) -> None:
    unforeseen = [fault for fault in company.faults if not fault.startswith("Mara: Failed to load resource")]

    assert unforeseen == []
