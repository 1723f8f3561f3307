"""Thinking with questions in the log, and alone through the whole list of them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.challenges.tests import factories
from knotwork.platform.kit import clock
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections import queries, rules, services
from knotwork.reflections.enums import LogPrompt, PromptModel, Why
from knotwork.reflections.models import LogEntry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SOLO = rules.PROMPTS[PromptModel.SOLO]


@pytest.fixture
def at():
    return clock.now() - DAY


@pytest.fixture
def house(at):
    return factories.heron(at)


def see(client, viewer, name, *ids, **query):
    client.force_login(viewer)
    return client.get(reverse(f"reflections:{name}", args=ids), query)


def send(client, viewer, name, *ids, script=False, **words):
    client.force_login(viewer)
    headers = {"X-Autosave": "yes"} if script else {}
    return client.post(reverse(f"reflections:{name}", args=ids), words, headers=headers)


def written(house, at, **more):
    words = {"title": "", "text": "", "model": PromptModel.WHAT, "answers": {LogPrompt.WHAT: "CNRY-what"}, **more}
    return services.write_entry(author=house.dina, at=at, **words)


def test_every_question_belongs_to_one_model_and_each_model_but_the_free_page_has_some():
    asked = [prompt for prompts in rules.PROMPTS.values() for prompt in prompts]

    assert sorted(asked) == sorted(LogPrompt)
    assert {model: len(prompts) for model, prompts in rules.PROMPTS.items()} == {
        "free": 0,
        "what": 3,
        "gibbs": 6,
        "kolb": 4,
        "levels": 3,
        "solo": 13,
    }


def test_an_entry_keeps_what_is_answered_and_nothing_of_what_is_not(house, at):
    entry = written(house, at, answers={LogPrompt.WHAT: "I spoke", LogPrompt.SO_WHAT: " "})

    assert LogEntry.objects.get(pk=entry.pk).answered == [(LogPrompt.WHAT, "I spoke")]
    assert entry.first_words == "I spoke"


def test_changing_the_questions_loses_no_answer(client, house, at):
    entry = written(house, at)

    page = see(client, house.dina, "entry", entry.pk, **{"with": "kolb"}).text
    send(
        client, house.dina, "entry", entry.pk, key=str(entry.pk), version="1", model="kolb", title="", text="",
        answer_test="On Monday", answer_what="CNRY-what",
    )  # fmt: skip

    assert "CNRY-what" in page
    assert "What could be generally true about it?" in page
    kept = LogEntry.objects.get()
    assert (kept.model, kept.answers) == ("kolb", {"what": "CNRY-what", "test": "On Monday"})


def test_an_address_that_asks_for_questions_there_are_not_shows_the_free_page(client, house):
    page = see(client, house.dina, "new_entry", **{"with": "<script>"})

    assert page.status_code == 200
    assert 'name="model" value="free"' in page.text


def test_the_same_answers_again_change_nothing_and_two_windows_overwrite_nothing(house, at):
    entry = written(house, at)

    again = services.change_entry(entry, title="", text="", answers=entry.answers, version=1, by=house.dina, at=at + DAY)
    services.change_entry(entry, title="", text="", answers={"so_what": "More"}, version=1, by=house.dina, at=at + DAY)
    with pytest.raises(Refused) as refused:
        services.change_entry(entry, title="", text="", answers={"so_what": "Less"}, version=1, by=house.dina, at=at + DAY)

    assert again.version == 1
    assert refused.value.why is Why.CHANGED_ELSEWHERE
    assert LogEntry.objects.get().answers == {"what": "CNRY-what", "so_what": "More"}


def test_answers_are_found_and_taken_out_with_the_rest(client, house, at):
    entry = written(house, at, title="A day")

    assert queries.found_entries(house.dina, "cnry-WHAT") == [entry]
    assert queries.export_of(house.dina)["log"][0]["answers"] == {"what": "CNRY-what"}
    file = see(client, house.dina, "entry_text", entry.pk)
    assert file["Content-Disposition"] == f'attachment; filename="log-{at:%Y-%m-%d}.txt"'
    assert "What? What took place, and what did I do?\nCNRY-what" in file.text
    assert see(client, house.bo, "entry_text", entry.pk).status_code == 404


def test_somebody_without_a_set_goes_through_the_whole_list(client, house):
    assert "Question 1 of 13" in see(client, house.mara, "solo").text

    answer = send(client, house.mara, "solo", key=str(new_id()), version="0", answer="Answer 1")
    entry = LogEntry.objects.get(author=house.mara)
    for number in range(2, 14):
        assert answer.url == reverse("reflections:question", args=[entry.pk, number])
        page = client.get(answer.url).text
        version = page.partition('name="version" value="')[2].partition('"')[0]
        words = "" if number == 11 else f"Answer {number}"
        answer = send(client, house.mara, "question", entry.pk, number, key=str(entry.pk), version=version, answer=words)

    assert answer.url == reverse("reflections:entry", args=[entry.pk])
    whole = client.get(answer.url).text
    assert [number for number in range(1, 14) if f"Answer {number}" not in whole] == [11]
    assert "Answer 13" in see(client, house.mara, "entry_text", entry.pk).text
    for somebody in (house.dina, house.lev, house.amara):
        assert see(client, somebody, "question", entry.pk, 2).status_code == 404


def test_a_question_keeps_itself_while_somebody_writes_and_goes_on_from_there(client, house):
    words = {"key": str(new_id()), "script": True}

    first = send(client, house.mara, "solo", version="0", answer="A", **words)
    second = send(client, house.mara, "solo", version="1", answer="A knot", **words)

    entry = LogEntry.objects.get()
    assert (first["X-Autosave"], second["X-Autosave"]) == ("kept", "kept")
    assert "Kept at" in second.text
    assert reverse("reflections:question", args=[entry.pk, 2]) in second.text
    assert (entry.answers, entry.version) == ({"headline": "A knot"}, 2)


def test_the_list_cannot_begin_with_nothing_and_has_no_question_beyond_its_last(client, house, at):
    empty = send(client, house.mara, "solo", key=str(new_id()), version="0", answer=" ")
    entry = written(house, at)

    assert empty.status_code == 422
    assert "One line is enough." in empty.text
    assert [see(client, house.dina, "question", entry.pk, number).status_code for number in (0, 13, 14, 99)] == [
        404,
        200,
        404,
        404,
    ]


def test_a_question_answered_in_another_window_meanwhile_shows_both(client, house, at):
    entry = written(house, at, model=PromptModel.SOLO, answers={LogPrompt.HEADLINE: "first window"})
    services.change_entry(entry, title="", text="", answers={"headline": "second window"}, version=1, by=house.dina, at=at)

    answer = send(client, house.dina, "question", entry.pk, 1, key=str(entry.pk), version="1", answer="third window")

    assert answer.status_code == 409
    assert "second window" in answer.text
    assert "third window" in answer.text
