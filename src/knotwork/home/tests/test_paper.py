"""One's own notebook on paper: everything of oneself, nothing of anybody else but what they wrote to one."""

from datetime import timedelta

import pytest

from knotwork.actions import services as actions
from knotwork.actions.enums import Outcome, Telling
from knotwork.challenges.tests import factories
from knotwork.meetings import services as meetings
from knotwork.platform.kit import clock
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level, LogPrompt, PromptModel, Skill

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house():
    """Dina tried twice, learned, practised and wrote; Bo shares something and writes to her."""
    at = clock.now() - 9 * DAY
    house = factories.heron(at)
    mine = {"learning_set": house.learning_set, "at": at}
    first = actions.set_out(owner=house.dina, what="CNRY-first", **mine)
    held_back = {Telling.HELD_BACK: "CNRY-held"}
    actions.report(first, outcome=Outcome.NOT_TRIED, more=held_back, by=house.dina, at=at + DAY)
    actions.change_shape(first, what="CNRY-second", by=house.dina, at=at + 2 * DAY)
    reflections.note(author=house.dina, level=Level.SELF, text="CNRY-note", audience=Audience.ME, **mine)
    reflections.note(author=house.bo, level=Level.SET, text="CNRY-of-bo", audience=Audience.SET, **mine)
    actions.set_out(owner=house.bo, what="CNRY-by-bo", **mine)
    met = factories.meeting(house, at)
    practice = reflections.choose_skill(met, skill=Skill.SILENCE, focus="CNRY-focus", by=house.dina, at=at)
    meetings.open_meeting(met, protocol=lambda _ran: {}, by=house.bo, at=met.starts_at)
    reflections.give_feedback(practice, text="CNRY-feedback", by=house.bo, at=met.starts_at)
    answers = {LogPrompt.SO_WHAT: "CNRY-answer"}
    reflections.write_entry(author=house.dina, title="CNRY-title", text="", model=PromptModel.WHAT, answers=answers, at=at)
    return house


def on_paper(client, viewer, query=""):
    client.force_login(viewer)
    answer = client.get(f"/paper/{query}")
    assert answer.status_code == 200
    return answer.text


def test_all_of_ones_own_is_laid_out_in_the_order_of_time(client, house):
    page = on_paper(client, house.dina)

    in_order = ["first", "held", "second", "note", "focus", "feedback", "title", "answer"]
    places = [page.index(f"CNRY-{word}") for word in in_order]
    assert places == sorted(places)
    assert "CNRY-of-bo" not in page
    assert "CNRY-by-bo" not in page


def test_nobody_elses_notebook_holds_any_of_it(client, house):
    for somebody in (house.amara, house.edo, house.lev, house.mara):
        assert "CNRY" not in on_paper(client, somebody)
    assert "CNRY-feedback" not in on_paper(client, house.bo)


@pytest.mark.parametrize(
    ("part", "words"), [("tried", "second"), ("learned", "note"), ("practised", "feedback"), ("log", "answer")]
)
def test_one_part_can_be_laid_out_alone(client, house, part, words):
    page = on_paper(client, house.dina, f"?part={part}")

    assert f"CNRY-{words}" in page
    assert len({word for word in ("second", "note", "feedback", "answer") if f"CNRY-{word}" in page}) == 1


def test_a_part_there_is_not_is_as_if_nothing_was_asked_and_an_empty_notebook_says_so(client, house):
    assert "CNRY-note" in on_paper(client, house.dina, "?part=nonsense")
    assert "There is nothing to print yet." in on_paper(client, house.mara)
