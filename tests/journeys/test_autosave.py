"""Words on their way into a private log while a session ends: they wait for whoever wrote them, and for nobody else."""

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.rooms import Visit

WORDS = "I have not told anybody that I think of leaving."
ON_MY_MIND = "What is on my mind?"


def signed_out_while_writing(visit: Visit) -> Page:
    """Bo's page with words on it that could not be kept, because the session ended meanwhile."""
    bo = visit("Bo", "/log/new/")
    bo.context.clear_cookies(name="session")
    acts.write(bo, ON_MY_MIND, WORDS)
    expect(bo.get_by_text("You are signed out.")).to_be_visible()
    return bo


def test_words_wait_for_their_writer_and_are_kept_once_they_are_signed_in_again(visit: Visit) -> None:
    bo = signed_out_while_writing(visit)
    tab = bo.context.new_page()
    tab.goto("/demo/")
    acts.send(tab, "Bo")
    tab.close()

    acts.send(bo, "Keep it")

    expect(bo.get_by_label(ON_MY_MIND)).to_have_value(WORDS)
    bo.goto("/log/")
    expect(acts.link(bo, WORDS)).to_be_visible()


def test_whoever_signs_in_next_in_that_window_finds_no_word_of_it(visit: Visit) -> None:
    page = signed_out_while_writing(visit)

    page.goto("/demo/?next=/log/new/")
    acts.send(page, "Chen")

    expect(page.get_by_label(ON_MY_MIND)).to_have_value("")
    expect(page.get_by_text("These are the words you had begun here.")).to_have_count(0)


def test_words_of_one_person_are_never_kept_for_another_who_signed_in_meanwhile(visit: Visit) -> None:
    bo = signed_out_while_writing(visit)
    tab = bo.context.new_page()
    tab.goto("/demo/?next=/log/")
    acts.send(tab, "Chen")

    acts.press(bo, "Keep it")

    expect(bo.get_by_text("You are signed out.")).to_be_visible()
    tab.reload()
    expect(tab.get_by_text(WORDS)).to_have_count(0)
