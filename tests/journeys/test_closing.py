"""A set decides to close, meets a last time, and is closed; what was written is read on, or taken back."""

from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts, rooms
from tests.journeys.company import look
from tests.journeys.looking import violations, watch
from tests.journeys.rooms import Visit
from tests.journeys.test_proposals import agree, answer, propose, rules_of_heron

WHY = "We have done what we came for, and I would like to say so aloud."
CLOSE = "We close: one more meeting to say goodbye, then the set rests"
LEARNED = "That I can stop before I am tired of something."
DINAS = "Whom am I protecting by not naming a date?"

NINE_DAYS_LATER = """
from datetime import timedelta
from knotwork.platform.kit import clock
from knotwork.sets import tasks
tasks.let_go_of_words(clock.now() + timedelta(days=9))
"""


def decide_to_close(house: House, bo: Page, visit: Visit) -> None:
    """Bo proposes it from the rules of the set; the last one agrees on her own page."""
    bo.goto(f"{rules_of_heron(bo)}renewal/")
    renewal = acts.path_of(bo)
    propose(bo, CLOSE, WHY)
    assert agree(house, "renewal", "Chen", "Edo", "Farah", "Goran") == "draft"
    dina = visit("Dina", path=renewal)
    answer(dina, "I agree")
    expect(dina.locator("#before")).to_contain_text("In force")


def choose_the_shape(bo: Page) -> None:
    """The meeting that can be opened now becomes the closing one."""
    bo.goto("/")
    acts.follow(bo, "Heron")
    expect(bo.locator("#stands [aria-current=step]")).to_have_text("Closing")
    bo.locator("#next").get_by_role("link").first.click()
    acts.follow(bo, "Change place, video link, length or shape")
    bo.get_by_label("Shape of the meeting").select_option(label="Closing meeting")
    bo.locator("form", has=bo.get_by_label("Shape of the meeting")).get_by_role("button").click()
    expect(bo.locator("main")).to_contain_text("Closing meeting")


def take_back(dina: Page) -> None:
    """From the room, in a tab of its own, Dina takes her words back."""
    with dina.context.expect_page() as opened:
        acts.link(dina.locator("#part-own-words"), "What becomes of our words (opens in another tab)").click()
    tab = opened.value
    expect(tab.get_by_role("heading", level=1)).to_have_text("What becomes of our words")
    assert violations(tab) == []
    tab.get_by_label("I take them back: in seven days they are erased").check()
    acts.send(tab, "That is my choice")
    expect(tab.locator("#choice")).to_contain_text("They are erased once the set is closed")
    look(tab, "closing-02-words")
    tab.close()


def leave_protected(circle: dict[str, Page], to: str) -> None:
    """A phase that keeps its time is left once all are ready."""
    for page in circle.values():
        acts.move(page, "I’m ready", within="#room-actions")
    rooms.go_to(circle, to, steward="Bo")


def say_goodbye(circle: dict[str, Page]) -> None:
    """The way of each challenge, what was learned, what becomes of the words, the last round."""
    bo, dina = circle["Bo"], circle["Dina"]
    rooms.go_to(circle, "The way of each challenge", steward="Bo")
    expect(dina.locator("#part-challenges")).to_contain_text("Our challenges")
    look(bo, "closing-01-room")
    rooms.go_to(circle, "What we learned", steward="Bo")
    acts.learn(dina, LEARNED, "set")
    leave_protected(circle, "What stays unfinished")
    rooms.go_to(circle, "What becomes of our words", steward="Bo")
    take_back(dina)
    leave_protected(circle, "The last round")
    acts.end_meeting(bo)


def reads(page: Page, address: str, words: str) -> bool:
    """Whether these words stand on this page."""
    page.goto(address)
    return words in page.locator("main").inner_text()


def test_a_set_decides_to_close_says_goodbye_and_is_closed(house: House, visit: Visit) -> None:
    faults: list[str] = []
    bo = visit("Bo", viewport={"width": 1280, "height": 900})
    watch(bo, faults)
    decide_to_close(house, bo, visit)
    choose_the_shape(bo)
    amara = visit("Amara")
    acts.follow(amara, "Heron")
    of_set = acts.path_of(amara)

    say_goodbye(rooms.begin(visit, "Bo", "Dina"))

    bo.goto(of_set)
    expect(bo.locator("#stands [aria-current=step]")).to_have_text("Closed")
    faults += violations(bo)
    look(bo, "closing-03-set")
    assert amara.goto(of_set).status == 404  # type: ignore[union-attr]  # a page answers
    assert reads(bo, f"{of_set}challenges/", DINAS)
    assert reads(bo, f"{of_set}notes/", LEARNED)

    house.ask(NINE_DAYS_LATER)

    assert not reads(bo, f"{of_set}challenges/", DINAS)
    assert not reads(bo, f"{of_set}notes/", LEARNED)
    assert reads(bo, "/", "Heron")
    assert faults == []
