"""A set changes its rules: two proposals at once, a late objection, and somebody who never answers."""

from playwright.sync_api import Page, expect

from tests.house import House
from tests.journeys import acts
from tests.journeys.company import look
from tests.journeys.rooms import Visit

WHY = "Two of us travel, and we wait for them each time."
OBJECTION = "I was in hospital once, and nobody would have known."
BETTER = "Then let it be the old way, said plainly."
THOUGHT = "I can see both sides."
CONSENTS = "Whoever has not answered in time goes along, as long as nobody objects."
KEEPS = "What holds now goes on. Nobody is carried along unasked."

AGREE = """
import sys
from knotwork.agreements import queries, services
from knotwork.agreements.enums import Answer, VersionState
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.platform.kit import clock
(version,) = (one for one in Version.objects.filter(kind=KIND, state=VersionState.DRAFT) if one.learning_set.name == SET)
for name in NAMES:
    person = Person.objects.get(email=name.lower() + "@example.org")
    version = services.answer(version, revision=version.revision, answer=Answer.AGREE, by=person, at=clock.now())
print(version.state)
"""

EIGHT_DAYS_LATER = """
from datetime import timedelta
from knotwork.agreements import tasks
from knotwork.platform.kit import clock
tasks.settle_due(clock.now() + timedelta(days=8))
"""


def agree(house: House, kind: str, *names: str, within: str = "Heron") -> str:
    """These members agree, each on a page of their own."""
    return house.ask(f"SET, KIND, NAMES = {within!r}, {kind!r}, {names!r}\n{AGREE}")


def rules_of_heron(page: Page) -> str:
    """Follow the ways a member has to the rules of the set; returns their address."""
    acts.follow(page, "Heron")
    page.goto(f"{acts.path_of(page)}rules/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our rules")
    return acts.path_of(page)


def propose(page: Page, choice: str, why: str) -> None:
    """Choose, say why, and propose."""
    page.locator("#propose").get_by_label(choice, exact=True).check()
    acts.write(page.locator("#propose"), "Why, in your words", why)
    acts.send(page, "Propose it, and agree to it")


def answer(page: Page, choice: str, words: str = "") -> None:
    """Give one's answer to the open proposal."""
    page.locator("#answer").get_by_label(choice, exact=True).check()
    if words:
        acts.write(page.locator("#answer"), "In your words", words)
    acts.send(page, "Give my answer")


def amend(page: Page, path: str) -> None:
    """Read what stands in somebody's way, ask who it is, say what one thinks, and put the proposal in other words."""
    page.goto(path)
    expect(page.locator("#proposal")).to_contain_text(OBJECTION)
    expect(page.locator("#proposal")).not_to_contain_text("Dina")
    acts.follow(page, "Show who answered what")
    expect(page.locator("#proposal")).to_contain_text("Dina")
    acts.write(page, "What do you think about it?", THOUGHT)
    acts.send(page, "Say it")
    expect(page.locator("#remarks")).to_contain_text(THOUGHT)
    page.get_by_text("Amend the proposal").click()
    page.locator("#propose").get_by_label(KEEPS, exact=True).check()
    acts.write(page.locator("#propose"), "Why, in your words", BETTER)
    acts.send(page, "Put it this way, and agree to it")
    expect(page.locator("#proposal")).to_contain_text("1 of 6 can work with it. 5 have not answered yet.")


def test_two_proposals_at_once_an_objection_after_all_others_agreed_and_an_amendment(house: House, visit: Visit) -> None:
    bo = visit("Bo")
    rules = rules_of_heron(bo)
    expect(bo.get_by_text("Being decided now")).to_have_count(1)
    bo.goto(f"{rules}silence/")
    propose(bo, CONSENTS, WHY)
    expect(bo.locator("#proposal")).to_contain_text("1 of 6 can work with it. 5 have not answered yet.")
    look(bo, "proposals-01-silence")
    bo.goto(rules)
    expect(bo.get_by_text("Being decided now")).to_have_count(2)
    look(bo, "proposals-02-rules")

    assert agree(house, "silence", "Chen", "Edo", "Farah", "Goran") == "draft"
    dina = visit("Dina", path=f"{rules}silence/")
    expect(dina.locator("#proposal")).to_contain_text(WHY)
    answer(dina, "I object")
    expect(dina.locator("#answer")).to_contain_text("Say what stands in your way")
    answer(dina, "I object", OBJECTION)
    expect(dina.locator("#proposal")).to_contain_text("One of you objects.")
    expect(dina.locator("#holds")).to_contain_text("You have decided nothing about it by a proposal yet.")

    amend(bo, f"{rules}silence/")

    agree(house, "silence", "Chen", "Edo", "Farah", "Goran")
    dina.reload()
    answer(dina, "I can live with it")
    expect(dina.locator("#before")).to_contain_text("Decided, from the next meeting on")
    expect(dina.locator("#holds")).to_contain_text("Something else is decided from the next meeting on")
    look(dina, "proposals-03-decided")


def test_who_never_answers_leaves_the_old_in_force_and_the_way_of_the_set_tells_its_changes(house: House, visit: Visit) -> None:
    bo = visit("Bo")
    rules = rules_of_heron(bo)
    bo.goto(f"{rules}notes/")
    held = bo.locator("#holds").inner_text()
    assert agree(house, "notes", "Bo", "Chen", "Edo", "Farah", "Goran") == "draft"

    house.ask(EIGHT_DAYS_LATER)

    bo.reload()
    expect(bo.locator("#before")).to_contain_text("Not taken up: too few answered in time")
    assert bo.locator("#holds").inner_text() == held
    bo.goto(rules)
    acts.follow(bo, "The way we have gone")
    expect(bo.get_by_role("heading", level=1)).to_have_text("The way we have gone")
    way = bo.locator("#way")
    expect(way).to_contain_text("Working agreement")
    expect(way).to_contain_text("Stage: Forming")
    expect(way).to_contain_text("We kept giving each other fives.")
    look(bo, "proposals-04-evolution")
