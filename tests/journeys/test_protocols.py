"""A set makes a shape of its own: copied, changed by keyboard and by dragging, taken along as a file, proposed, tried, run."""

from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect

from tests.journeys import acts, rooms
from tests.journeys.company import look
from tests.journeys.looking import violations, watch
from tests.journeys.rooms import Visit

OURS, COPIED = "Half a day, slower", "What another set gave us"
ARRIVING = "Arriving, slowly"
TO_MEMBER = "Say what you leave outside the door today, or pass."
LINE = "What do you leave outside the door today? One of us begins, the others listen."
WHY = "We arrive breathless, and it takes us until the break to hear each other."


def shapes_of_heron(page: Page) -> str:
    acts.follow(page, "Heron")
    acts.follow(page, "Meetings")
    acts.follow(page, "Shapes of our meetings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Shapes of our meetings")
    return acts.path_of(page)


def labels(page: Page) -> list[str]:
    return page.locator("[data-order] > li > h3").evaluate_all("rows => rows.map(row => row.lastChild.textContent.trim())")


def row(page: Page, label: str) -> Locator:
    return page.locator("[data-order] > li", has=page.get_by_role("heading", name=label, exact=True))


def copy(page: Page, parent: str, label: str) -> None:
    page.get_by_label("Copy which one?").select_option(label=parent)
    acts.write(page, "What you call yours", label)
    acts.send(page, "Copy it")
    expect(page.get_by_role("heading", level=1)).to_have_text(label)


def change_check_in(page: Page) -> None:
    acts.follow(page, "Change Check-in")
    acts.write(page, "What it is called", ARRIVING)
    page.get_by_label("Minutes", exact=True).fill("25")
    acts.write(page, "What the steward reads aloud", LINE)
    acts.write(page, "For you now: members", TO_MEMBER)
    acts.press(page, "Keep the phase")
    expect(row(page, ARRIVING)).to_contain_text("25 minutes")


def order_by_keyboard(page: Page) -> None:
    """The break goes one place down."""
    before = labels(page)
    row(page, "Break").get_by_role("button", name="Down").press("Enter")
    expect(row(page, "What we learned").locator("xpath=following-sibling::li[1]")).to_contain_text("Break")
    assert labels(page) != before
    assert sorted(labels(page)) == sorted(before)


def order_by_dragging(page: Page) -> None:
    """The break goes back before what was learned."""
    handle, above = row(page, "Break").locator(".phases__handle"), row(page, "What we learned")
    row(page, "How did we work").scroll_into_view_if_needed()
    begin, end = handle.bounding_box(), above.bounding_box()
    assert begin
    assert end
    page.mouse.move(begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + end["height"], steps=4)
    page.mouse.move(end["x"] + 30, end["y"] + 5, steps=4)
    with page.expect_navigation():
        page.mouse.up()
    expect(row(page, "Break").locator("xpath=following-sibling::li[1]")).to_contain_text("What we learned")


def see_how_it_fits(page: Page) -> None:
    fit = page.locator("#fit")
    fit.get_by_label("How long we meet, in minutes").fill("150")
    fit.get_by_label("How many of us present").fill("2")
    acts.press(fit, "See how it fits")
    expect(fit).to_contain_text("Each turn has")
    fit.get_by_label("How many of us present").fill("9")
    acts.press(fit, "See how it fits")
    expect(fit.locator("#plan")).not_to_contain_text("Each turn has")
    look(page, "protocols-01-shape")


def take_along(page: Page, folder: Path) -> Path:
    with page.expect_download() as kept:
        acts.link(page, "Take it as a file").click()
    download: Download = kept.value
    file = folder / download.suggested_filename
    download.save_as(file)
    return file


def take_in(page: Page, shapes: str, file: Path, wanted: list[str]) -> None:
    """A broken file is told place by place; a whole one becomes a shape with the same phases."""
    broken = file.with_name("broken.json")
    broken.write_text(file.read_text(encoding="utf-8").replace('"minutes": 25', '"minutes": -25'), encoding="utf-8")
    page.goto(shapes)
    page.get_by_label("The file").set_input_files(broken)
    acts.press(page, "Take it in")
    expect(page.locator("#file")).to_contain_text("phases[0].minutes")
    page.get_by_label("The file").set_input_files(file)
    acts.press(page, "Take it in")
    expect(page.get_by_role("heading", level=1)).to_have_text(OURS)
    assert labels(page) == wanted
    acts.write(page.locator("#name form"), "Its name", COPIED)
    acts.press(page, "Keep the name")
    expect(page.get_by_role("heading", level=1)).to_have_text(COPIED)


def test_a_shape_is_copied_changed_taken_along_tried_and_run(visit: Visit, tmp_path: Path) -> None:
    faults: list[str] = []
    bo = visit("Bo", viewport={"width": 1280, "height": 900})
    watch(bo, faults)
    shapes = shapes_of_heron(bo)
    copy(bo, "Classic set meeting, half a day", OURS)
    own = acts.path_of(bo)

    change_check_in(bo)
    order_by_keyboard(bo)
    order_by_dragging(bo)
    acts.press(row(bo, "Offers"), "Take out")
    expect(row(bo, "Offers")).to_have_count(0)
    see_how_it_fits(bo)
    faults += violations(bo)
    wanted = labels(bo)
    take_in(bo, shapes, take_along(bo, tmp_path), wanted)
    bo.goto(own)
    acts.press(bo, "Try it in our next meeting")
    expect(bo.get_by_role("heading", level=1)).to_have_text("The shape of our meetings")

    bo.goto("/")
    acts.follow(bo, "Open the room")
    path = acts.path_of(bo)
    chen = visit("Chen", path=path)
    acts.open_room([chen], path)
    acts.move(bo, "Open the meeting")
    circle = {"Bo": bo, "Chen": chen}
    acts.all_see_phase(circle.values(), ARRIVING)
    expect(chen.locator("#room")).to_contain_text(TO_MEMBER)
    rooms.take_chair(bo)
    assert acts.lines_of(bo) == [LINE]
    acts.move_on(circle, "Bo", wanted[1])
    look(bo, "protocols-02-room")
    assert [fault for fault in faults if "422" not in fault] == []


def test_a_shape_is_proposed_and_the_others_find_it(visit: Visit) -> None:
    bo = visit("Bo", viewport={"width": 390, "height": 800})
    shapes = shapes_of_heron(bo)
    copy(bo, "Half an hour", OURS)

    acts.write(bo, "Why", WHY)
    acts.send(bo, "Propose it to the set")

    expect(bo.get_by_role("heading", level=1)).to_have_text("The shape of our meetings")
    dina = visit("Dina", path=shapes, java_script_enabled=False)
    acts.follow(dina, "A shape is proposed for your meetings. Read it and answer.")
    expect(dina.locator("#proposal")).to_contain_text(WHY)
    expect(dina.locator("#proposal")).to_contain_text(OURS)
    look(dina, "protocols-03-proposed")
