"""What the room says about its line: nothing for three seconds, a quiet hint until fifteen, then a banner that stays."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts, rooms
from tests.journeys.company import look
from tests.journeys.line import Line
from tests.journeys.rooms import Visit

HOPE = "That we say what we see."
LATEST = 25_000
"""Milliseconds until the banner has to stand; the page itself says below at which second it came."""


@pytest.fixture
def line(house: House) -> Iterator[Line]:
    """A line to the house that this test can cut."""
    with Line(house) as line:
        yield line


def lose(page: Page, cut: Callable[[], None]) -> None:
    """Cut the line, and let the page itself note at which second each of its notices came and went."""
    page.evaluate(WATCH)
    cut()


def seconds(page: Page, notice: str) -> list[float]:
    """When this notice was shown and hidden again, in seconds after the cut."""
    return page.evaluate(f"told['{notice}']")


def see_hint_and_banner(page: Page, picture: str) -> None:
    """The quiet hint comes first, then the banner in its place; each in its own time."""
    hint, banner = page.locator("[data-line=reconnecting]"), page.locator("[data-line=lost]")
    expect(hint).to_be_visible()
    expect(banner).to_be_hidden()
    look(page, f"{picture}-hint")
    acts.unfold(page, "Write it down")
    page.get_by_label("How you are here, in a few words").fill(HOPE)
    expect(banner).to_be_visible(timeout=LATEST)
    expect(banner).to_contain_text("Your words are kept")
    expect(hint).to_be_hidden()
    look(page, f"{picture}-banner")

    (came, went), (gone, *_) = seconds(page, "reconnecting"), seconds(page, "lost")
    assert 3 <= came < 6
    assert 15 <= went < 18
    assert 15 <= gone < 18


def see_all_is_well(page: Page) -> None:
    """Both notices go by themselves, the words are where they were, and the room shows where the set is."""
    expect(page.locator("[data-line=lost]")).to_be_hidden(timeout=LATEST)
    expect(page.locator("[data-line=reconnecting]")).to_be_hidden()
    expect(page.get_by_label("How you are here, in a few words")).to_have_value(HOPE)
    expect(page.locator("[data-held]")).to_contain_text("The set is in Our agreement", timeout=LATEST)


def test_a_line_cut_for_long_is_told_quietly_first_and_then_by_a_banner(visit: Visit, line: Line) -> None:
    chen = rooms.begin(visit, "Chen", "Dina")["Chen"]
    acts.move(chen, "Take the chair")
    bo = visit("Bo", path=acts.path_of(chen), base_url=line.base_url)
    expect(acts.phase(bo)).to_have_text("Check-in")

    lose(bo, line.cut)
    acts.move(chen, "Move on", within="#room-actions")
    see_hint_and_banner(bo, "line-01-cut")
    line.mend()

    see_all_is_well(bo)


def test_a_line_that_dies_without_a_word_counts_as_lost_since_the_beat_was_due(visit: Visit, line: Line) -> None:
    chen = rooms.begin(visit, "Chen", "Dina")["Chen"]
    bo = visit("Bo", path=acts.path_of(chen), base_url=line.base_url)
    bo.clock.install()
    bo.reload()
    expect(acts.phase(bo)).to_have_text("Check-in")
    hint, banner = bo.locator("[data-line=reconnecting]"), bo.locator("[data-line=lost]")

    line.hold()
    bo.clock.fast_forward(32_000)
    expect(hint).to_be_visible()
    expect(banner).to_be_hidden()
    bo.clock.fast_forward(6_000)
    expect(banner).to_be_visible()
    expect(hint).to_be_hidden()
    line.mend()

    expect(banner).to_be_hidden(timeout=LATEST)


def test_a_browser_that_knows_of_no_network_asks_at_once(visit: Visit) -> None:
    bo = rooms.begin(visit, "Bo", "Chen")["Bo"]

    with bo.expect_event("requestfailed", predicate=lambda asked: asked.url.endswith("/room/screen/")):
        bo.context.set_offline(True)
    with bo.expect_response("**/room/screen/"):
        bo.context.set_offline(False)

    expect(bo.locator("[data-line=lost]")).to_be_hidden()


def test_a_line_lost_for_a_moment_is_nobodys_concern(visit: Visit, line: Line) -> None:
    chen = rooms.begin(visit, "Chen", "Dina")["Chen"]
    bo = visit("Bo", path=acts.path_of(chen), base_url=line.base_url)
    expect(acts.phase(bo)).to_have_text("Check-in")

    lose(bo, line.cut)
    line.mend()
    acts.move(chen, "Take the chair")
    acts.move(chen, "Move on", within="#room-actions")

    expect(acts.phase(bo)).to_have_text("Our agreement, and who brings what")
    assert seconds(bo, "lost") == []


WATCH = """() => {
  const begun = Date.now();
  window.told = { reconnecting: [], lost: [] };
  for (const notice of document.querySelectorAll("[data-line]")) {
    const note = () => notice.hidden === (told[notice.dataset.line].length % 2 === 1)
      && told[notice.dataset.line].push((Date.now() - begun) / 1000);
    new MutationObserver(note).observe(notice, { attributes: true, attributeFilter: ["hidden"] });
  }
}"""
