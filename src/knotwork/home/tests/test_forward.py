"""What somebody showed a set before others came is shown to them by its owner, one thing at a time."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.actions import services as actions
from knotwork.challenges import queries as challenge_queries
from knotwork.challenges import services as challenges
from knotwork.challenges.tests import factories
from knotwork.home import queries
from knotwork.home.enums import Earlier
from knotwork.platform.kit import clock
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def at():
    return clock.now() - 9 * DAY


@pytest.fixture
def house(at):
    return factories.heron(at)


def show(house, at, *, how_many=1, shown=True):
    """So many challenges, actions and notes of Dina's."""
    for count in range(how_many):
        factories.challenge(house, at, f"Knot {count}", shown=shown)
        actions.set_out(owner=house.dina, learning_set=house.learning_set, what=f"Step {count}", shown=shown, at=at)
        audience = Audience.SET if shown else Audience.ME
        reflections.note(
            author=house.dina, learning_set=house.learning_set, level=Level.SELF, text=f"Note {count}", audience=audience, at=at
        )  # fmt: skip


def seen(client, viewer, house):
    client.force_login(viewer)
    return client.get(reverse("home:forward", args=[house.learning_set.pk])).content.decode()


def test_what_was_shown_before_waits_and_leaves_the_page_when_it_is_shown(house, at, client):
    show(house, at)
    farah = factories.newcomer(house, at + DAY)
    page = queries.forward(house.dina, house.learning_set)
    assert {one.kind for one in page.unseen} == set(Earlier)
    assert [one.person for one in page.newcomers] == [farah]

    client.force_login(house.dina)
    for one in page.unseen:
        assert client.post(one.url, {"show": "yes"}).status_code == 302

    assert queries.forward(house.dina, house.learning_set).unseen == []
    assert [challenge_queries.headline(one) for one in challenge_queries.of_set(farah, house.learning_set)] == ["Knot 0"]


def test_nothing_waits_while_nobody_came_and_for_what_one_keeps(house, at, client):
    show(house, at)
    assert queries.forward(house.dina, house.learning_set).unseen == []
    assert "Everybody in the set sees what you showed it." in seen(client, house.dina, house)

    challenge = challenges.begin(owner=house.bo, learning_set=house.learning_set, headline="Mine", at=at)
    factories.newcomer(house, at + DAY)

    assert challenge_queries.headline(challenge) == "Mine"
    assert queries.forward(house.bo, house.learning_set).unseen == []


def test_a_newcomer_finds_nobody_elses_words_here(house, at, client):
    show(house, at)
    farah = factories.newcomer(house, at + DAY)

    assert "Knot 0" in seen(client, house.dina, house)
    assert "Knot 0" not in seen(client, farah, house)
    assert "Knot 0" not in seen(client, house.bo, house)


@pytest.mark.parametrize("how_many", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(house, at, how_many, django_assert_num_queries):
    show(house, at, how_many=how_many)
    factories.newcomer(house, at + DAY)

    with django_assert_num_queries(7):
        assert len(queries.forward(house.dina, house.learning_set).unseen) == 3 * how_many
