"""The page about a plan of sets opens from disk, asks nobody for anything, and can be read by everyone, on screen and on paper."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from knotwork.formation.programme import Change, Move, Rounds, Step
from knotwork.formation.report import render, render_rounds
from knotwork.formation.tests import shoreline
from tests.journeys.looking import violations

WIDE, NARROW = 1280, 390
SHEETS = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in which something is wrong, a sound one, and one of so many sets that they are folded."""
    folder = tmp_path_factory.mktemp("report")
    many, plan = shoreline.many(180)
    told = {
        "wrong": render(shoreline.PROGRAMME, shoreline.PLAN, what_was_hard=shoreline.HARD),
        "sound": render(shoreline.SOUND, shoreline.SOUND_PLAN, what_was_hard=()),
        "many": render(many, plan, what_was_hard=()),
        "changed": render(shoreline.SOUND, replace(shoreline.SOUND_PLAN, change=changed()), what_was_hard=()),
        "rounds": render_rounds(shoreline.SOUND, rounds()),
    }
    for name, page in told.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


def changed() -> Change:
    """Somebody moves, and more moves would buy something."""
    first, second = shoreline.SOUND_PLAN.sets[:2]
    curve = tuple(Step(moves, share, share, share / 2) for moves, share in ((1, 0.8), (3, 0.84), (9, 0.86)))
    moves = (Move(first.members[0], second.label, first.label),)
    return Change(moves, (first.members[1],), ("gone@x.org",), ("Old",), (), (second.label,), 1, curve, is_least=True)


def rounds() -> Rounds:
    """Two rounds in which the same people meet."""
    pair = shoreline.SOUND_PLAN.sets[0].members[:2]
    return Rounds((shoreline.SOUND_PLAN, shoreline.SOUND_PLAN), ((pair, (0, 1, 2)),), is_design=False)


@pytest.fixture
def opened(browser: Browser, pages: Path) -> Iterator[Callable[[str, int], Page]]:
    """`opened("wrong", 390)`: the page from disk; whatever it asked for and complained of fails the test at its end."""
    contexts, asked, said = [], [], []

    def open_from_disk(name: str, width: int) -> Page:
        own = (pages / f"{name}.html").as_uri()
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
        contexts.append(context)
        context.route("**/*", lambda route: route.continue_() if route.request.url == own else route.abort())
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url) if request.url != own else None)
        page.on("console", lambda line: said.append(line.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.goto(own)
        return page

    yield open_from_disk
    for context in contexts:
        context.close()
    assert (asked, said) == ([], [])


def is_within(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["wrong", "sound", "many", "changed", "rounds"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_page_asks_nobody_fits_and_axe_finds_nothing(opened, name, width):
    page = opened(name, width)

    assert is_within(page)
    assert violations(page) == []
    assert is_within(page)


def test_what_does_not_hold_is_seen_first_and_leads_to_its_set(opened):
    page = opened("wrong", NARROW)

    expect(page.get_by_role("heading", level=2).first).to_have_text("What does not hold yet")
    page.get_by_role("link", name="Egret", exact=True).first.click()

    expect(page.get_by_role("heading", name="Egret")).to_be_in_viewport()


def test_a_folded_set_shows_its_people_and_opens_by_keyboard(opened):
    page = opened("many", WIDE)
    card = page.get_by_role("region", name="Set 1", exact=True)

    expect(card.locator("summary").first).to_contain_text("Anouk de Vries 0000")
    expect(card.get_by_role("table").first).to_be_hidden()
    card.locator("summary").first.press("Enter")

    expect(card.get_by_role("table", name="Members of Set 1")).to_be_visible()


def test_each_strip_of_the_whole_has_a_name_and_says_what_it_shows(opened):
    page = opened("wrong", WIDE)
    strip = page.get_by_role("img", name="Function")

    expect(strip).to_have_accessible_description(
        re.compile("four sets, between 81.% and 100.% of what is possible; 94.% in all")
    )
    expect(page.get_by_role("table", name="What this set reaches of what is possible")).to_have_count(4)


def test_the_curve_says_what_it_shows_and_a_table_says_the_same(opened):
    page = opened("changed", WIDE)

    expect(page.get_by_role("img", name="Moves against what the sets reach")).to_have_accessible_description(
        re.compile("From 80.0.% at one move to 86.0.% at nine moves.")
    )
    expect(page.get_by_role("table", name="What more moves would buy").get_by_role("row")).to_have_count(4)
    expect(page.get_by_role("row", name="1, this plan")).to_be_visible()


def test_each_round_is_a_table_and_who_meets_again_is_named(opened):
    page = opened("rounds", NARROW)

    expect(page.get_by_role("table", name="Sets of Round 2")).to_be_visible()
    expect(page.get_by_role("region", name="Who meets again").get_by_role("listitem")).to_contain_text(
        "earlier sets, round 1 and round 2"
    )


def test_dark_follows_the_system(opened):
    page = opened("sound", WIDE)
    ground = "getComputedStyle(document.body).backgroundColor"

    page.emulate_media(color_scheme="light")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")

    assert (light, page.evaluate(ground)) == ("rgb(247, 243, 234)", "rgb(27, 26, 23)")


def test_on_paper_everything_is_unfolded_and_no_set_is_broken(opened):
    page = opened("many", WIDE)
    page.emulate_media(media="print")

    expect(page.get_by_role("table", name="Members of Set 30")).to_be_visible()
    expect(page.get_by_text("Other times that suit everyone").first).to_be_hidden()
    assert page.locator(".set").evaluate_all("sets => sets.map(set => getComputedStyle(set).breakInside)") == ["avoid"] * 30


def test_on_paper_the_first_sheet_is_not_left_empty(opened):
    """A heading that may not end a sheet once pushed every leaf behind the title."""
    page = opened("wrong", WIDE)

    sheets = len(SHEETS.findall(page.pdf(format="A4", prefer_css_page_size=True)))

    assert sheets <= 7
