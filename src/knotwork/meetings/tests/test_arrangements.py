"""Saying where and how to meet: several at once, refused, and in a set that is put away."""

import re
from datetime import timedelta

import pytest
import time_machine

from knotwork.meetings import queries, services
from knotwork.meetings.models import Meeting
from knotwork.meetings.tests.factories import heron, series
from knotwork.meetings.tests.test_views import read
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db
MARK = re.compile(r'name="seen" value="(\w+)"')


@pytest.fixture(autouse=True)
def today(at):
    with time_machine.travel(at, tick=False):
        yield


def test_nothing_of_a_meeting_changes_while_its_set_is_put_away(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    sets.archive(learning_set, by=cast["Bo"], at=at)
    client.force_login(cast["Chen"])
    path = f"/meetings/{first.pk}/"

    page = read(client, path)
    answers = [
        client.post(f"{path}attendance/", {"answer": "coming", "message": "Yes."}),
        client.post(f"{path}arrangements/", {"minutes": "120", "protocol_key": "classic", "place": "The boathouse"}),
        client.post(f"{path}cancellation/"),
        client.post(f"{path}quorum/"),
    ]

    assert "This set is archived: everything can be read, nothing changed." in page
    assert all(button not in page for button in ("I’m coming", "Cancel it", "Change place"))
    assert [answer.status_code for answer in answers] == [409, 200, 409, 409]
    assert "This set is archived." in answers[1].content.decode()
    first.refresh_from_db()
    assert (first.place, first.state, first.meets_anyway) == ("", "planned", False)
    assert queries.own_answers(cast["Chen"], [first]) == {}


def test_two_who_say_where_to_meet_overwrite_nothing(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Bo"])
    path = f"/meetings/{first.pk}/arrangements/"
    seen = MARK.search(read(client, path))[1]
    as_bo_saw_it = {"minutes": "120", "protocol_key": "first-meeting", "seen": seen}
    read(client, path, **as_bo_saw_it, place="The boathouse")

    refused = client.post(path, {**as_bo_saw_it, "video_link": "https://call.example/abc"})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Somebody changed this while you were writing." in page
    assert '<p class="words">The boathouse</p>' in page
    assert 'value="https://call.example/abc"' in page
    assert Meeting.objects.get(pk=first.pk).place == "The boathouse"

    again = {**as_bo_saw_it, "seen": MARK.search(page)[1], "video_link": "https://call.example/abc"}
    assert "https://call.example/abc" in read(client, path, **again, place="The boathouse")


def test_what_is_refused_of_the_arrangements_keeps_none_of_them(client, at):
    learning_set, cast = heron(at)
    first, second, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Bo"])
    services.move(second, to=first.starts_at + timedelta(hours=4), by=cast["Bo"], at=at)

    page = read(client, f"/meetings/{first.pk}/arrangements/", minutes="300", protocol_key="classic")

    first.refresh_from_db()
    assert "The set already has a meeting at that time." in page
    assert (first.protocol_key, first.minutes) == ("first-meeting", 210)


def test_a_set_that_plans_one_meeting_is_offered_the_shape_of_a_first_one(client, at):
    learning_set, cast = heron(at)
    client.force_login(cast["Bo"])
    path = f"/sets/{learning_set.pk}/extra-meeting/"

    before = read(client, path)
    series(learning_set, cast["Bo"], at)
    after = read(client, path)

    assert "<h1>The first meeting</h1>" in before
    assert '<option value="first-meeting" selected>' in before
    assert '<option value="90" selected>' in before
    assert "<h1>One more meeting</h1>" in after
    assert '<option value="classic" selected>' in after
