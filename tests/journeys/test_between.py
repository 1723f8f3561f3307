"""Between two meetings: a thread goes on, somebody without a set thinks alone, two call each other, a skill is practised."""

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.company import look
from tests.journeys.looking import violations, watch
from tests.journeys.rooms import Visit

GORANS = "Send the mail that has been in my drafts since our first meeting."
HELD_BACK = "I read it once more and it was about me."
KNOT = "I want to stop being the one who knows where everything is."


def test_what_was_not_tried_goes_on_as_one_thread(visit: Visit) -> None:
    goran, faults = visit("Goran"), []
    watch(goran, faults)

    goran.get_by_role("link", name=GORANS).click()
    acts.follow(goran, "Say what happened")
    goran.get_by_label("I did not try it").check()
    acts.write(goran, "What held me back", HELD_BACK)
    acts.send(goran, "Keep it")
    acts.send(goran, "Carry it over as it is")
    expect(goran.get_by_text("Carried over.")).to_be_visible()
    acts.follow(goran, "The whole thread, from the first day to now")

    expect(goran.locator(".thread")).to_contain_text(HELD_BACK)
    expect(goran.locator(".thread").get_by_role("link", name=GORANS)).to_have_count(2)
    look(goran, "between-thread")
    faults += violations(goran)
    assert faults == []

    farah = visit("Farah")
    farah.goto(acts.path_of(goran))
    expect(farah.get_by_role("heading", level=1)).to_have_text("From the first day to now")
    expect(farah.locator("body")).not_to_contain_text(HELD_BACK)


def test_somebody_without_a_set_thinks_alone_and_a_closed_window_loses_nothing(visit: Visit) -> None:
    mara, faults = visit("Mara"), []
    watch(mara, faults)
    acts.follow(mara, "Go through the question list")
    acts.write(mara, "What am I trying to change, in one sentence?", KNOT)
    expect(mara.get_by_text("Kept at")).to_be_visible()
    mara.close()

    again = mara.context.new_page()
    again.goto("/log/")
    acts.follow(again, KNOT)
    expect(again.get_by_label("What am I trying to change, in one sentence?")).to_have_value(KNOT)
    acts.follow(again, "Go through the questions one by one")
    acts.send(again, "On to the next question")
    acts.write(again, "Why does it matter to me, and to whom else does it matter?", "To whoever has to ask me.")
    acts.send(again, "On to the next question")
    expect(again.get_by_role("heading", name="Question 3 of 13")).to_be_visible()
    faults += violations(again)
    acts.follow(again, "all I wrote here")
    with again.expect_download() as download:
        acts.link(again, "Take it out as a file").click()
    words = download.value.path().read_text(encoding="utf-8")

    assert KNOT in words
    assert "To whoever has to ask me." in words
    assert faults == []


def calls_of_heron(page: Page) -> None:
    acts.follow(page, "Heron")
    page.goto(f"{acts.path_of(page)}calls/")


def test_two_agree_on_a_call_and_nobody_else_learns_of_it(visit: Visit) -> None:
    dina, bo, faults = visit("Dina"), visit("Bo"), []
    calls_of_heron(dina)
    acts.follow(dina, "Ask Bo for a call")
    dina.get_by_label("We find a time ourselves").check()
    faults += violations(dina)
    acts.send(dina, "Ask Bo")
    expect(dina.get_by_text("Bo has not answered yet.")).to_be_visible()

    bo.goto("/")
    acts.follow(bo, "Dina asks you for a call")
    acts.send(bo, "Yes, gladly")
    expect(bo.get_by_text("You have both said yes.")).to_be_visible()
    faults += violations(bo)
    acts.send(bo, "It has happened")
    expect(bo.get_by_text("That is all that is kept of it.")).to_be_visible()

    edo = visit("Edo")
    answer = edo.goto(acts.path_of(bo))
    assert answer is not None
    assert answer.status == 404
    assert faults == []


def test_a_skill_is_chosen_for_the_meeting_and_the_notebook_is_printed(visit: Visit) -> None:
    bo, faults = visit("Bo"), []
    acts.follow(bo, "Choose a skill to practise")
    bo.get_by_label("Bearing silence").check()
    acts.write(bo, "What could the others watch for?", "Whether I wait.")
    acts.send(bo, "Keep it")
    faults += violations(bo)
    bo.goto("/")
    expect(bo.get_by_text("You practise: bearing silence.")).to_be_visible()

    edo = visit("Edo")
    edo.goto("/paper/")
    expect(edo.get_by_role("button", name="Print it, or keep it as a PDF")).to_be_visible()
    expect(edo.get_by_text("You put the pencil down twice.")).to_be_visible()
    faults += violations(edo)
    assert edo.pdf(format="A4").startswith(b"%PDF")
    edo.emulate_media(media="print")
    expect(edo.get_by_role("button", name="Lay it out")).to_be_hidden()
    ties = edo.locator(".leaf__margin > :last-child").evaluate_all("all => all.map(one => getComputedStyle(one).breakAfter)")
    assert set(ties) == {"auto"}, "a heading in the margin ties its whole leaf to the next one"
    assert faults == []
