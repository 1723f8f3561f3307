"""axe finds nothing on any page somebody can reach, light and dark; no page asks another host or reports an error."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import acts, rooms
from tests.journeys.looking import violations, walk, watch
from tests.journeys.rooms import Visit

DINAS = "Whom am I protecting by not naming a date?"
FEWEST = {"Bo": 45, "Amara": 20, "Lev": 12, "Mara": 12, None: 3}


@pytest.mark.parametrize("name", FEWEST)
def test_no_page_has_a_barrier(visit: Visit, name: str | None) -> None:
    page = visit(name)
    faults: list[str] = []
    watch(page, faults)

    visited = []
    for address in walk(page, "/" if name else "/sign-in/"):
        visited.append(address)
        faults += violations(page)

    assert faults == []
    assert len(visited) >= FEWEST[name], visited


def test_forms_that_were_filled_wrongly_have_no_barrier(visit: Visit) -> None:
    bo = visit("Bo")
    acts.follow(bo, "Heron")
    here = acts.path_of(bo)
    forms = (("/sets/new/", "Start the set"), (f"{here}challenges/new/", "Keep it"), (f"{here}actions/new/", "Set out"))
    faults: list[str] = []

    for address, button in forms:
        bo.goto(address)
        bo.locator("form").evaluate_all("forms => forms.forEach(form => form.noValidate = true)")
        acts.send(bo, button)
        expect(bo.locator(".errors, .errorlist, [aria-invalid=true]").first).to_be_visible()
        faults += violations(bo)

    assert faults == []


def test_pages_that_refuse_have_no_barrier(visit: Visit) -> None:
    bo = visit("Bo")
    faults: list[str] = []

    for address in ("/nothing/here/", "/sets/00000000-0000-0000-0000-000000000000/"):
        answer = bo.goto(address)
        assert answer is not None
        assert answer.status == 404
        faults += violations(bo)

    assert faults == []


def test_the_room_has_no_barrier_in_any_phase(visit: Visit) -> None:
    circle = rooms.gather(visit, "Bo", "Dina", "Chen")
    bo, dina, chen = circle.values()
    faults: list[str] = []
    for page in circle.values():
        watch(page, faults)
    seen = []

    def all_look() -> None:
        seen.append(acts.phase(bo).inner_text())
        for page in circle.values():
            faults.extend(violations(page))

    all_look()
    acts.move(bo, "Open the meeting")
    acts.all_see_phase(circle.values(), "Check-in")
    all_look()
    rooms.present(circle, "Dina", DINAS, steward="Bo")
    all_look()
    rooms.go_to(circle, "Explore", steward="Bo")
    acts.move(chen, "I have a question")
    all_look()
    acts.move(dina, "Keep this question")
    acts.unfold(chen, "Ask for a pause")
    acts.move(chen, "Look at how we work")
    all_look()
    acts.move(chen, "Go on")
    _go_to_the_end(circle, all_look)

    assert faults == []
    assert len(seen) == 11


def _go_to_the_end(circle: dict[str, Page], all_look: Callable[[], None]) -> None:
    bo, dina = circle["Bo"], circle["Dina"]
    for label in ("Reflect back", "Sum up and choose", "A look back at this turn", "What we learned"):
        if label == "Sum up and choose":
            acts.move(dina, "No offers today")
        rooms.go_to(circle, label, steward="Bo")
        all_look()
    for page in circle.values():
        acts.move(page, "I’m ready", within="#room-actions")
    rooms.go_to(circle, "How did we work", steward="Bo")
    all_look()
    rooms.go_to(circle, "Next time and goodbye", steward="Bo")
    acts.end_meeting(bo)
    expect(dina.get_by_role("heading", name="This meeting is over")).to_be_visible()
    all_look()


def test_silence_and_the_shared_screen_have_no_barrier(visit: Visit) -> None:
    bo = rooms.begin(visit, "Bo", "Chen")["Bo"]
    shared = bo.context.new_page()
    shared.goto(f"{acts.path_of(bo)}shared/")
    faults = violations(shared)
    acts.unfold(bo, "More")
    acts.move(bo, "A minute of silence")
    expect(bo.get_by_role("heading", name="Silence")).to_be_visible()

    assert faults + violations(bo) == []
