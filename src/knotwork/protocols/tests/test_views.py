"""The library as a signed-in person sees it."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from knotwork.people import services as people
from knotwork.protocols import queries, services
from knotwork.protocols.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, at: datetime):
    client.force_login(people.open_account(email="bo@example.org", name="Bo", zone="Europe/London", at=at))

    def get(name: str, *args: str, **query: object) -> str:
        answer = client.get(reverse(f"protocols:{name}", args=args), query)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def test_the_library_tells_minutes_floor_and_captures(page) -> None:
    text = page("library")

    assert "First meeting" in text
    assert "210 minutes" in text
    assert "bids for airtime" in text


def test_a_protocol_shows_its_phases_and_the_lines_to_read(page) -> None:
    text = page("protocol", "classic")

    assert "Explore" in text
    assert "What the steward reads aloud" in text
    assert "Each turn has" not in text


def test_the_calculator_tells_the_turns(page) -> None:
    assert "Each turn has 28 minutes." in page("protocol", "classic", minutes=150, presenters=3)


def test_an_impossible_plan_is_flagged(page) -> None:
    text = page("protocol", "classic", minutes=90, presenters=3)

    assert "It does not fit" in text
    assert "There is room for 1 turn." in text


def test_what_is_no_number_is_said_at_the_field(page) -> None:
    assert "Each turn has" not in page("protocol", "classic", minutes="many", presenters=3)


def test_an_unknown_protocol_is_not_found(page, client: Client) -> None:
    assert client.get(reverse("protocols:protocol", args=["lecture"])).status_code == 404


def test_a_stranger_must_sign_in(client: Client) -> None:
    assert client.get(reverse("protocols:library")).status_code in (302, 303)


@pytest.mark.parametrize("name", ["phase", "name"])
def test_words_written_over_an_older_shape_are_kept_and_can_be_sent_again(name: str, client: Client, at: datetime) -> None:
    heron, bo, chen = factories.heron(at)
    own = factories.own_classic(heron, bo, at)
    client.force_login(chen)
    page = reverse(f"protocols:{name}", args=[heron.pk, own.pk, *(["explore"] if name == "phase" else [])])
    words = {"label": "CNRY-mine", "minutes": "9", "rule": "talk", "audience": "set", "inspired_by": ""}
    services.remove_phase(own, key="offers", by=bo, at=at)

    crossed = client.post(page, {**words, "seen": "1"})

    assert crossed.status_code == 422
    assert "CNRY-mine" in crossed.text
    assert 'name="seen" value="2"' in crossed.text
    assert client.post(page, {**words, "seen": "2"}).status_code == 302
    now = queries.draft_of(type(own).objects.get(pk=own.pk))
    assert "CNRY-mine" in [now.label, *(phase.label for phase in now.phases)]
    assert "offers" not in [phase.key for phase in now.phases]
