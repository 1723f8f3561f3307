"""Somebody keeps the names of people outside out of their words: asked while writing, asked without scripts, in the room too."""

from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts
from tests.journeys.company import look
from tests.journeys.looking import violations, watch
from tests.journeys.rooms import Visit, begin

NAME, ROLE = "Ottoline", "my director"
OFFER = f"You keep ‘{NAME}’ out. Use ‘{ROLE}’?"
EVERY_WORD = """
from django.apps import apps
from knotwork.people.models import KeptOutName
from knotwork.platform.sealing.fields import SealedModel, sealed_fields
for model in apps.get_models():
    if issubclass(model, SealedModel) and model is not KeptOutName:
        for row in model._default_manager.all():
            print(*(getattr(row, field.attname) for field in sealed_fields(model)))
"""


def keep_out(page: Page, name: str, instead: str) -> None:
    page.goto("/profile/")
    acts.follow(page, "Names I keep out")
    page.get_by_label("The name").fill(name)
    page.get_by_label("What I say instead").fill(instead)
    acts.send(page, "Keep it out")
    expect(page.get_by_text(f"I say: {instead}")).to_be_visible()


def new_challenge(page: Page) -> str:
    page.goto("/")
    acts.follow(page, "Heron")
    page.goto(f"{acts.path_of(page)}challenges/new/")
    return "What are you trying to change?"


def test_a_name_is_asked_about_while_one_writes_and_the_role_is_kept(visit: Visit, house: House) -> None:
    edo, faults = visit("Edo"), []
    watch(edo, faults)
    edo.goto("/profile/names/")
    expect(edo.get_by_text("No name is on it yet.")).to_be_visible()
    look(edo, "names-none")
    keep_out(edo, NAME, ROLE)
    look(edo, "names-list")
    faults += violations(edo)

    field = edo.get_by_label(new_challenge(edo), exact=True)
    field.fill(f"How do I tell {NAME.upper()} that the drawings are late?")
    offer = edo.locator(".names-found")
    expect(offer).to_contain_text(OFFER)
    look(edo, "names-offer")
    faults += violations(edo)
    field.press("Tab")
    expect(offer.get_by_role("button", name="Use it")).to_be_focused()
    edo.keyboard.press("Enter")
    expect(field).to_have_value(f"How do I tell {ROLE} that the drawings are late?")
    expect(field).to_be_focused()
    expect(offer).to_have_text("")
    acts.send(edo, "Keep it")
    expect(edo.get_by_role("heading", level=1)).to_have_text(f"How do I tell {ROLE} that the drawings are late?")

    assert faults == []
    assert NAME.casefold() not in house.ask(EVERY_WORD).casefold()


def test_a_name_may_stand_this_once(visit: Visit, house: House) -> None:
    edo, faults = visit("Edo"), []
    watch(edo, faults)
    keep_out(edo, NAME, ROLE)

    label = new_challenge(edo)
    edo.get_by_label(label, exact=True).fill(f"I avoid {NAME}.")
    acts.press(edo.locator(".names-found"), "Leave it this time")
    expect(edo.locator(".names-found")).to_have_text("")
    acts.send(edo, "Keep it")

    expect(edo.get_by_role("heading", level=1)).to_have_text(f"I avoid {NAME}.")
    assert faults == []


def test_without_scripts_the_form_comes_back_with_the_question(visit: Visit, house: House) -> None:
    edo = visit("Edo", java_script_enabled=False, viewport={"width": 390, "height": 800})
    keep_out(edo, NAME, ROLE)

    edo.get_by_label(new_challenge(edo), exact=True).fill(f"I avoid {NAME}’s room.")
    edo.get_by_label("What have you tried already?", exact=True).fill("A letter.")
    acts.send(edo, "Keep it")
    expect(edo.get_by_label("What are you trying to change?", exact=True)).to_have_value(f"I avoid {NAME}’s room.")
    expect(edo.get_by_label("What have you tried already?", exact=True)).to_have_value("A letter.")
    expect(edo.locator(".field__fault")).to_contain_text(OFFER)
    look(edo, "names-no-scripts")
    assert NAME.casefold() not in house.ask(EVERY_WORD).casefold()
    acts.send(edo, "Use what I say instead")

    expect(edo.get_by_role("heading", level=1)).to_have_text(f"I avoid {ROLE}’s room.")
    expect(edo.get_by_text("A letter.")).to_be_visible()
    assert NAME.casefold() not in house.ask(EVERY_WORD).casefold()


def test_a_preparation_that_keeps_itself_never_keeps_the_name(visit: Visit, house: House) -> None:
    edo, faults = visit("Edo"), []
    edo.on("pageerror", lambda fault: faults.append(str(fault)))
    keep_out(edo, NAME, ROLE)
    edo.get_by_role("link", name="Knotwork").first.click()
    edo.get_by_label(new_challenge(edo), exact=True).fill("What do I check, and why?")
    acts.send(edo, "Keep it")
    acts.follow(edo, "Prepare to present it")
    expect(edo.get_by_role("heading", level=1)).to_have_text("My preparation")
    edo.wait_for_load_state()

    tried = edo.get_by_label("What I have tried, or am about to try", exact=True)
    tried.fill(f"I asked {NAME} twice.")
    expect(edo.get_by_text("Not kept yet: something here needs another look.")).to_be_visible()
    assert NAME.casefold() not in house.ask(EVERY_WORD).casefold()
    acts.press(edo.locator(".names-found"), "Use it")
    expect(edo.get_by_text("Kept at")).to_be_visible()
    edo.reload()
    expect(edo.locator("textarea", has_text=f"I asked {ROLE} twice.")).to_have_count(1)
    tried.fill(f"I asked {NAME} again.")
    expect(edo.get_by_text("Not kept yet")).to_be_visible()
    acts.send(edo, "Keep it")
    acts.send(edo, "Use what I say instead")
    expect(edo.locator("textarea", has_text=f"I asked {ROLE} again.")).to_have_count(1)
    assert faults == []
    assert NAME.casefold() not in house.ask(EVERY_WORD).casefold()


def test_in_the_room_the_question_stands_beside_what_one_types(visit: Visit) -> None:
    edo = visit("Edo")
    keep_out(edo, NAME, ROLE)
    edo = begin(visit, "Edo", "Dina")["Edo"]

    edo.get_by_text("Write it down", exact=True).click()
    field = edo.get_by_label("How you are here, in a few words")
    field.press_sequentially(f"Tired of {NAME}.")
    acts.press(edo.locator(".names-found"), "Use it")

    expect(field).to_have_value(f"Tired of {ROLE}.")
    expect(edo.locator(".names-found")).to_have_text("")
