"""A challenge's map: the same edits by picture and by table give the same map; two dates; what the others see."""

from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.looking import violations, watch
from tests.journeys.rooms import Visit

DINAS = "Whom am I protecting by not naming a date?"
SILENCE, OPENING, BOARD = "My silence since August", "The mayor’s opening day", "The board could move it"
DRAWN = """() => document.querySelector("domain-map").cy.nodes(".thing").map(one => one.data("words")).sort()"""
CANVAS = "[data-canvas]"


def map_of_new_challenge(page: Page, headline: str) -> None:
    """Begin a challenge and stand before its empty map."""
    acts.follow(page, "Heron")
    page.goto(f"{acts.path_of(page)}challenges/new/")
    acts.write(page, "What are you trying to change?", headline)
    acts.send(page, "Keep it")
    acts.follow(page, "Draw the map")
    expect(page.get_by_role("heading", name="Map of interconnections")).to_be_visible()


def put_by_table(page: Page, words: str, kind: str, *regions: str) -> None:
    form = page.locator("#things form")
    if not form.is_visible():
        page.get_by_text("Add something", exact=True).click()
    form.get_by_label("What is it?").fill(words)
    form.get_by_label(kind).check()
    for region in regions:
        form.get_by_label(region).check()
    acts.press(form, "Put it on the map")
    expect(page.locator("#things tbody tr").filter(has_text=words)).to_be_visible()


def put_by_picture(page: Page, words: str, kind: str, where: tuple[int, int], *regions: str) -> None:
    page.locator(CANVAS).dblclick(position=on_screen(page, *where))
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("What is it?").fill(words)
    dialog.get_by_label(kind).check()
    for box in dialog.get_by_role("checkbox").all():
        assert box.is_checked() == (box.get_attribute("value") in regions)
    acts.press(dialog, "Put it there")
    expect(page.locator("#things tbody tr").filter(has_text=words)).to_be_visible()
    expect(dialog).to_have_count(0)


def on_screen(page: Page, x: float, y: float) -> dict[str, float]:
    """Where a place of the plane lies on the canvas."""
    told: dict[str, float] = page.evaluate(
        """([x, y]) => { const { cy } = document.querySelector("domain-map"), pan = cy.pan(), zoom = cy.zoom();
        return { x: x * zoom + pan.x, y: y * zoom + pan.y }; }""",
        [x, y],
    )
    return told


def place_of(page: Page, words: str) -> dict[str, float]:
    """Where something is drawn on the canvas."""
    row = page.locator("#things tbody tr").filter(has_text=words)
    return on_screen(page, float(row.get_attribute("data-x") or 0), float(row.get_attribute("data-y") or 0))


def said(page: Page) -> list[list[str]]:
    """What the tables say."""
    rows = page.locator("#things tbody tr, #links tbody tr")
    told = rows.evaluate_all("rows => rows.map(row => [...row.cells].slice(0, 3).map(cell => cell.textContent.trim()))")
    return sorted(told)


def draw_by_table(page: Page) -> None:
    put_by_table(page, SILENCE, "An issue", "personal")
    put_by_table(page, OPENING, "A force at work", "organisational", "social")
    put_by_table(page, BOARD, "A person, by role", "organisational")
    page.get_by_text("Add a link", exact=True).click()
    form = page.locator("#links form")
    form.get_by_label("From", exact=True).select_option(label=SILENCE)
    form.get_by_label("blocks").check()
    form.get_by_label("To", exact=True).select_option(label=BOARD)
    acts.press(form, "Link them")
    expect(page.locator("#links tbody tr")).to_have_count(1)
    acts.follow(page.locator("#things tbody tr").filter(has_text=SILENCE), f"Change {SILENCE}")
    page.get_by_label("professional").check()
    acts.send(page, "Keep it")
    acts.follow(page.locator("#things tbody tr").filter(has_text=OPENING), f"Take off {OPENING}")
    acts.send(page, "Take it off")
    expect(page.locator("#things tbody tr")).to_have_count(2)


def draw_by_picture(page: Page) -> None:
    acts.press(page, "Draw in the picture")
    expect(page.locator(f"{CANVAS} canvas").first).to_be_visible()
    put_by_picture(page, SILENCE, "An issue", (200, 200), "personal")
    put_by_picture(page, OPENING, "A force at work", (500, 640), "organisational", "social")
    put_by_picture(page, BOARD, "A person, by role", (850, 560), "organisational")
    page.locator(CANVAS).click(position=place_of(page, SILENCE))
    expect(page.locator("[data-chosen-words]")).to_have_text(SILENCE)
    acts.press(page, "Link it with something")
    page.locator(CANVAS).click(position=place_of(page, BOARD))
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("blocks").check()
    acts.press(dialog, "Draw the link")
    expect(page.locator("#links tbody tr")).to_have_count(1)
    drag(page, SILENCE, (500, 130))
    expect(page.locator("#things tbody tr").filter(has_text=SILENCE)).to_contain_text("personal, professional")
    page.locator(CANVAS).click(position=place_of(page, OPENING))
    acts.follow(page.locator("[data-chosen]"), "Take off")
    acts.send(page, "Take it off")
    expect(page.locator(f"{CANVAS} canvas").first).to_be_visible()
    assert page.evaluate(DRAWN) == sorted([SILENCE, BOARD])


def drag(page: Page, words: str, where: tuple[int, int]) -> None:
    box = page.locator(CANVAS).bounding_box()
    assert box
    begin, end = place_of(page, words), on_screen(page, *where)
    page.mouse.move(box["x"] + begin["x"], box["y"] + begin["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + (begin["x"] + end["x"]) / 2, box["y"] + (begin["y"] + end["y"]) / 2, steps=5)
    page.mouse.move(box["x"] + end["x"], box["y"] + end["y"], steps=5)
    page.mouse.up()


def test_the_same_edits_by_picture_and_by_table_give_the_same_map(visit: Visit) -> None:
    faults: list[str] = []
    maps = []

    for name, draw in (("Bo", draw_by_table), ("Dina", draw_by_picture)):
        page = visit(name, viewport={"width": 1280, "height": 1000})
        watch(page, faults)
        map_of_new_challenge(page, f"What {name} cannot say aloud.")
        draw(page)
        page.reload()
        maps.append(said(page))
        faults += violations(page)

    assert maps[0] == maps[1]
    assert maps[0] == sorted(
        [
            [SILENCE, "issue", "personal, professional"],
            [BOARD, "person", "organisational"],
            [SILENCE, "blocks", BOARD],
        ]
    )
    assert faults == []


def test_a_map_is_drawn_by_keyboard_alone_and_a_step_taken_back(visit: Visit) -> None:
    page = visit("Edo", viewport={"width": 390, "height": 800})
    map_of_new_challenge(page, "What Edo checks twice.")

    page.locator("#things form textarea").focus()
    page.keyboard.type(SILENCE)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator("#put-on-map").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#things tbody tr")).to_contain_text(f"{SILENCE}")
    expect(page.locator("#map-said")).to_have_text("It is on the map.")
    page.get_by_role("button", name="Take the last step back").press("Enter")

    expect(page.locator("#things tbody tr")).to_have_count(0)


def test_signing_out_asks_about_words_and_not_about_a_picture_that_was_opened(visit: Visit) -> None:
    page = visit("Chen")
    map_of_new_challenge(page, "What Chen waits for.")
    acts.press(page, "Draw in the picture")
    expect(page.locator(f"{CANVAS} canvas").first).to_be_visible()
    put_by_picture(page, SILENCE, "An issue", (200, 200), "personal")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    drawn_in = page.url

    page.reload()
    page.get_by_text("Add something", exact=True).click()
    page.locator("#things form").get_by_label("What is it?").fill(BOARD)
    page.goto("/profile/")
    page.get_by_role("button", name="Sign out", exact=True).click()
    assert len(asked) == 1
    page.goto(drawn_in)
    page.locator("#things form").get_by_label("What is it?").fill("")
    page.goto("/profile/")
    acts.send(page, "Sign out")

    expect(page).not_to_have_url("/profile/")
    assert len(asked) == 1


def test_without_scripts_the_table_is_enough(visit: Visit) -> None:
    page = visit("Chen", java_script_enabled=False)
    map_of_new_challenge(page, "What Chen leaves on a note.")

    put_by_table(page, SILENCE, "An issue", "personal")

    expect(page.get_by_role("button", name="Draw in the picture")).to_be_hidden()
    expect(page.locator("svg.map text").filter(has_text="My silence")).to_be_visible()


def test_two_dates_are_compared_and_the_set_sees_them(visit: Visit) -> None:
    bo = visit("Bo")
    faults: list[str] = []
    watch(bo, faults)
    acts.follow(bo, "Heron")
    acts.follow(bo, "Challenges")
    acts.follow(bo, DINAS)
    acts.follow(bo, "See the map")
    faults += violations(bo)

    expect(bo.get_by_text("Add something", exact=True)).to_have_count(0)
    acts.follow(bo, "Compare two dates")
    expect(bo.get_by_role("heading", name="Went")).to_be_visible()
    expect(bo.locator("#difference")).to_contain_text("The board waits for my plan")
    expect(bo.locator("svg text.is-came").first).to_be_visible()
    faults += violations(bo)

    assert faults == []
