"""What was typed and not sent: another form goes first, a link is followed, the sign-in runs out, somebody else signs in."""

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.rooms import Visit

SITUATION = "They wait for me to say it."
TRIAL = "I leave the room for ten minutes."
NOTE = "I ask faster than I listen."


def noted(page: Page, notes: str, words: str) -> None:
    """What stands in the field for a new note."""
    page.goto(notes)
    expect(page.get_by_label("What did I learn?")).to_have_value(words)


def test_words_outlive_another_form_of_the_page_and_a_way_round(visit: Visit) -> None:
    bo = visit("Bo")
    acts.follow(bo, "What would the hall decide if nobody was waiting for me?")
    acts.follow(bo, "Three panes: the situation, the trial, me")
    panes = bo.get_by_label("In your words")
    was = [pane.input_value() for pane in panes.all()]

    panes.nth(0).fill(SITUATION)
    panes.nth(1).fill(TRIAL)
    acts.send(bo.locator("#situation"), "Keep this pane")
    expect(panes.nth(0)).to_have_value(SITUATION)
    expect(panes.nth(1)).to_have_value(TRIAL)
    acts.follow(bo, "Home")
    bo.go_back()
    expect(panes.nth(1)).to_have_value(TRIAL)
    panes.nth(1).fill(was[1])
    bo.reload()

    expect(panes.nth(0)).to_have_value(SITUATION)
    expect(panes.nth(1)).to_have_value(was[1])
    assert bo.evaluate("sessionStorage.length") == 0


def test_words_sent_when_the_sign_in_had_run_out_wait_for_whoever_typed_them(visit: Visit) -> None:
    bo = visit("Bo")
    acts.follow(bo, "Heron")
    notes = f"{acts.path_of(bo)}notes/"
    bo.goto(notes)
    bo.get_by_label("What did I learn?").fill(NOTE)
    bo.get_by_label("Myself:").check()
    bo.context.clear_cookies()
    acts.send(bo, "Keep it")

    bo.goto("/demo/")
    acts.send(bo, "Chen")
    noted(bo, notes, "")
    bo.context.clear_cookies()
    bo.goto("/demo/")
    acts.send(bo, "Bo")
    noted(bo, notes, NOTE)
    bo.get_by_label("Myself:").check()
    acts.send(bo, "Keep it")
    noted(bo, notes, "")
    assert bo.evaluate("sessionStorage.length") == 0
