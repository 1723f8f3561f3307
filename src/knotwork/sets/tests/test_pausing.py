"""Who pauses belongs, reads, and is neither counted nor reminded."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.platform.kit.refusals import Refused
from knotwork.sets import queries, services
from knotwork.sets.enums import Why
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(at):
    return factories.full_heron(at)


def test_who_pauses_stays_a_member_and_is_not_counted(house, at):
    heron, people = house
    first = services.pause(heron, by=people["Edo"], at=at)
    again = services.pause(heron, by=people["Edo"], at=at + DAY)

    assert (first.paused_at, again.paused_at) == (at, at)
    assert queries.is_member(people["Edo"], heron)
    assert people["Edo"] in queries.members(heron)
    assert people["Edo"] not in queries.active(heron)

    services.come_back(heron, by=people["Edo"], at=at + DAY)

    assert people["Edo"] in queries.active(heron)


def test_only_members_pause(house, at):
    heron, _people = house
    with pytest.raises(Refused) as refused:
        services.pause(heron, by=factories.person("Mia", at), at=at)
    assert refused.value.why is Why.NOT_YOUR_SET


def test_the_page_of_people_says_who_pauses_and_leads_back(house, at, client):
    heron, people = house
    client.force_login(people["Edo"])
    page = reverse("sets:pause", args=[heron.pk])
    assert "no decision waits for you" in client.get(page).text

    assert "You pause." in client.post(page, {"pause": "begin"}, follow=True).text
    assert "Come back?" in client.get(page).text
    client.force_login(people["Bo"])
    assert "Pauses since" in client.get(reverse("sets:people", args=[heron.pk])).text
    client.force_login(people["Edo"])
    assert "Good that you are back" in client.post(page, {"pause": "end"}, follow=True).text
