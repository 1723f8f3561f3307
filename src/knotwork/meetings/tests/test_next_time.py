"""Any member lets the next meeting alone try another shape, by one press."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.meetings import queries
from knotwork.meetings.tests.factories import heron, person, series
from knotwork.platform.kit import clock
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return clock.now()


@pytest.fixture
def house(at):
    learning_set, cast = heron(at - timedelta(days=1))
    series(learning_set, cast["Bo"], at - timedelta(days=1))
    return learning_set, cast


def page(client, viewer, learning_set, **pressed):
    client.force_login(viewer)
    url = reverse("meetings:next_time", args=[learning_set.pk])
    return client.post(url, pressed, follow=True) if pressed else client.get(url)


def shapes(learning_set, at):
    return [meeting.protocol_key for meeting in queries.ahead(learning_set, at)]


def test_one_press_makes_it_so_for_one_meeting_and_another_takes_it_back(house, at, client):
    learning_set, cast = house
    before = shapes(learning_set, at)

    said = page(client, cast["Bo"], learning_set, shape="triads").content.decode()

    assert shapes(learning_set, at) == ["triads", *before[1:]]
    assert "One of you chose to try it" in said
    client.post(reverse("agreements:rule_withdrawal", args=[learning_set.pk, "protocol"]), {"trial": "yes"})
    assert shapes(learning_set, at) == before


def test_on_the_page_of_the_rule_it_owes_no_reason_either(house, at, client):
    learning_set, cast = house
    before = shapes(learning_set, at)
    client.force_login(cast["Bo"])
    rule = reverse("agreements:rule", args=[learning_set.pk, "protocol"])
    chosen = {"protocol": "triads", "starts": "at_once", "reason": ""}

    assert client.post(rule, chosen).status_code == 422
    assert client.post(rule, chosen | {"trial": "yes"}).status_code == 302

    assert shapes(learning_set, at) == ["triads", *before[1:]]


def test_what_the_next_meeting_has_already_is_not_offered(house, at, client):
    learning_set, cast = house
    page(client, cast["Bo"], learning_set, shape="triads")

    said = page(client, cast["Bo"], learning_set).content.decode()

    assert 'value="triads"' not in said
    assert 'value="classic"' in said


def test_a_shape_nobody_knows_and_one_that_closes_the_set_change_nothing(house, at, client):
    learning_set, cast = house
    before = shapes(learning_set, at)

    for unknown in ("nothing", "closing"):
        page(client, cast["Bo"], learning_set, shape=unknown)

    assert shapes(learning_set, at) == before


def test_whoever_facilitates_does_not_choose_for_the_set(house, at, client):
    learning_set, cast = house
    amara = person("Amara", at)
    sets.begin_term(learning_set, person=amara, end_rule=EndRule.OPEN, by=cast["Bo"], at=at)

    assert page(client, amara, learning_set).status_code == 404


def test_without_a_meeting_ahead_the_page_says_to_plan_one(at, client):
    learning_set, cast = heron(at)

    said = page(client, cast["Bo"], learning_set).content.decode()

    assert "No meeting is planned after this one" in said
    assert "Try it next time" not in said
