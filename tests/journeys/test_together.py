"""A set whose members work on one challenge: written by all, taken to a meeting by any, lived on by each in their own actions."""

from playwright.sync_api import Page, expect

from tests.journeys import acts, rooms
from tests.journeys.company import look
from tests.journeys.looking import violations
from tests.journeys.rooms import Visit

NOW = "What would a Friday be if one of us went all the way home with somebody?"
ASKED = "Who on the stairs was not on any list?"
TOMAS_TRIES = "Write the neighbour with the key on the paper, in pencil."
RAVI_TRIES = "Send the second bag with the first van, once."
PIA_SAID = "People who go home on a Friday are back on the Monday."
TOMAS_LEARNED = "Each of our four papers is right. There are four of them."
THREES = "In threes"
LEARNS = "Whether anybody rubs it out."
FIRST = "The night bus does not come to the estate, and nobody says why."
ANEW = "Nobody who decides about the night bus waits for it."
PART = "Who decides about the timetable, and when."


def shared_page(page: Page) -> str:
    """The address of what the viewer's one set works on together, found from the list of challenges."""
    page.goto("/")
    acts.follow(page, "Ferry")
    page.goto(f"{acts.path_of(page)}challenges/")
    with page.expect_navigation():
        page.locator("#shared").get_by_role("link").first.click()
    return acts.path_of(page)


def choose(page: Page, what: str) -> None:
    """Set out to try something in the room."""
    part = page.locator("#part-choose")
    if part.locator("details:not([open])").count():
        part.locator("summary").click()
    acts.write(part, "What you will try", what)
    acts.write(part, "What you hope to learn", LEARNS)
    acts.move(page, "I will try this", within="#part-choose")
    expect(page.locator("#part-chosen")).to_contain_text(what)


def try_another_shape(circle: dict[str, Page]) -> None:
    """In the review and after the meeting one press lets the next meeting try another shape; another takes it back."""
    rooms.go_to(circle, "What we learned", steward="Ravi")
    for page in circle.values():
        acts.move(page, "I’m ready", within="#room-actions")
    rooms.go_to(circle, "How did we work", steward="Ravi")
    for page in circle.values():
        expect(page.locator("#part-next-time")).to_contain_text("Would one of you rather try another shape, once?")
    assert violations(circle["Pia"]) == []
    circle["Tomas"].locator("#part-next-time").scroll_into_view_if_needed()
    look(circle["Tomas"], "together-06-review")
    acts.move(circle["Sana"], THREES, within="#part-next-time")
    for page in circle.values():
        expect(page.locator("#part-next-time")).to_contain_text(f"tries another shape, once: {THREES}", timeout=acts.SOON)
    circle["Pia"].locator("#part-next-time").scroll_into_view_if_needed()
    look(circle["Pia"], "together-07-tried")
    acts.move(circle["Pia"], "Rather not", within="#part-next-time")
    expect(circle["Sana"].locator("#part-next-time")).not_to_contain_text("tries another shape", timeout=acts.SOON)

    rooms.go_to(circle, "Next time and goodbye", steward="Ravi")
    acts.end_meeting(circle["Ravi"])
    tomas = circle["Tomas"]
    expect(tomas.locator("#room")).to_contain_text("This meeting is over", timeout=acts.SOON)
    look(tomas, "together-08-over")
    acts.send(tomas.locator("#part-next-time"), THREES)
    expect(tomas.locator("#now")).to_contain_text(THREES)
    expect(tomas.get_by_role("button", name="Rather not")).to_be_visible()


def test_four_bring_one_challenge_to_their_meeting_and_each_takes_something_of_it_along(visit: Visit) -> None:
    circle = rooms.begin(visit, "Ravi", "Pia", "Sana", "Tomas")
    rooms.present(circle, "Tomas", NOW, steward="Ravi", until="Present")
    for name, page in circle.items():
        said = "You are presenting" if name == "Tomas" else "Tomas is presenting"
        expect(page.locator("#room")).to_contain_text(said)
        expect(page.locator("#room")).to_contain_text(NOW)
    look(circle["Sana"], "together-01-present")

    rooms.go_to(circle, "Explore", steward="Ravi")
    asking = circle["Sana"].locator("#part-asking")
    asking.locator("summary").click()
    acts.write(asking, "Your question", ASKED)
    acts.move(circle["Sana"], "Ask when my turn comes", within="#part-asking")
    expect(circle["Tomas"].locator("#part-in-play")).to_contain_text(ASKED)
    acts.move(circle["Tomas"], "Keep this question")
    look(circle["Pia"], "together-02-explore")
    look(circle["Tomas"], "together-03-presenter")

    rooms.go_to(circle, "Sum up and choose", steward="Ravi")
    choose(circle["Tomas"], TOMAS_TRIES)
    choose(circle["Ravi"], RAVI_TRIES)
    look(circle["Ravi"], "together-04-actions")
    try_another_shape(circle)

    challenge = shared_page(circle["Pia"])
    grown = circle["Pia"].locator("#offshoots")
    for what, name in ((TOMAS_TRIES, "Tomas"), (RAVI_TRIES, "Ravi")):
        expect(grown.get_by_role("listitem").filter(has_text=what)).to_contain_text(name)
    expect(circle["Pia"].locator("#main")).not_to_contain_text(ASKED)
    circle["Tomas"].goto(challenge)
    expect(circle["Tomas"].locator("#kept")).to_contain_text(ASKED)
    acts.follow(circle["Pia"], "Its journey through time")
    journey = circle["Pia"].locator("#main")
    for what, name in ((TOMAS_TRIES, "Tomas"), (RAVI_TRIES, "Ravi"), (PIA_SAID, "Pia"), (TOMAS_LEARNED, "Tomas")):
        expect(journey.get_by_role("listitem").filter(has_text=what)).to_contain_text(name)
    assert violations(circle["Pia"]) == []
    look(circle["Pia"], "together-05-journey")


def test_whoever_is_outside_finds_nothing_of_it(visit: Visit) -> None:
    pia = visit("Pia")
    challenge = shared_page(pia)
    acts.follow(pia, "Ferry")
    ferry = acts.path_of(pia)
    pia.goto("/")
    acts.follow(pia, "Open the room")
    room = acts.path_of(pia)

    for name in ("Bo", "Lev"):
        page = visit(name)
        for path in (challenge, f"{challenge}journey/", f"{challenge}map/", ferry, f"{ferry}challenges/", room):
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 404, f"{name} {path}: {answer.status}"


def test_who_joins_writes_on_with_the_others(visit: Visit) -> None:
    mara = visit("Mara", "/sets/new/")
    acts.write(mara, "What the set is called", "Kestrel")
    mara.get_by_label("We share one challenge").check()
    mara.get_by_label("We manage ourselves").check()
    acts.write(mara, "What I commit to", "I come, and I ask.")
    mara.get_by_label("I am here because I choose to be.").check()
    acts.send(mara, "Start the set")
    kestrel = acts.path_of(mara).removesuffix("invitations/")
    mara.goto(f"{kestrel}challenges/")
    acts.follow(mara, "Write our sentence")
    acts.write(mara, "What are we trying to change?", FIRST)
    acts.send(mara, "Keep it")
    challenge = acts.path_of(mara)

    hana = join(visit, mara, kestrel)
    hana.goto(challenge)
    acts.follow(hana, "Say it as we see it now")
    acts.write(hana, "How do you see it now?", ANEW)
    acts.send(hana, "Keep it")
    parts = hana.locator("#parts")
    acts.unfold(hana, "Write down a part")
    acts.write(parts, "What is this part?", PART)
    parts.get_by_label("I take it myself").check()
    acts.send(parts, "Write it down")

    mara.goto(challenge)
    expect(mara.get_by_role("heading", level=1)).to_have_text(ANEW)
    expect(mara.locator("#parts").get_by_role("listitem").filter(has_text=PART)).to_contain_text("Hana")
    assert violations(mara) == []


def join(visit: Visit, starter: Page, set_page: str) -> Page:
    """Hana joins by a link the starter made."""
    starter.goto(f"{set_page}invitations/")
    acts.send(starter, "Make a link")
    address = starter.get_by_label("Copy it now. It is not shown again.").input_value()
    hana = visit("Hana")
    hana.goto(address)
    acts.write(hana, "What I commit to", "I say what I saw.")
    hana.get_by_label("I am here because I choose to be.").check()
    acts.send(hana, "Join Kestrel")
    return hana
