from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knotwork.challenges import queries, rules, services
from knotwork.challenges.enums import Balance, Compared, Why
from knotwork.challenges.models import Bringing, Felt
from knotwork.challenges.tests import factories
from knotwork.platform.kit.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MARKS = {"invited": 4, "support": 5, "challenged": 4}


@pytest.fixture
def house(at):
    return factories.heron(at)


def brought(house, at, headline="How do I tell the board?"):
    challenge = factories.challenge(house, at, headline, shown=True)
    services.bring(challenge, meeting=factories.meeting(house, at), by=house.dina, at=at)
    return Bringing.objects.get(challenge=challenge)


def keep(turn, house, at, *, shown=False, by=None, **marks):
    return services.keep_felt(turn, **(MARKS | marks), shown=shown, by=by or house.dina, at=at)


@pytest.mark.parametrize(
    ("support", "challenged", "said"),
    [
        (5, 4, Balance.HELD_AND_STRETCHED),
        (4, 2, Balance.HELD_NOT_STRETCHED),
        (1, 5, Balance.STRETCHED_NOT_HELD),
        (2, 1, Balance.NEITHER),
        (3, 5, Balance.IN_BETWEEN),
        (5, 3, Balance.IN_BETWEEN),
    ],
)
def test_it_is_said_in_words_how_they_went_together(support, challenged, said):
    assert rules.balance(support, challenged) is said


@pytest.mark.parametrize(
    ("invited", "felt", "said"), [(None, 3, None), (3, 3, Compared.AS_INVITED), (2, 4, Compared.MORE), (4, 2, Compared.LESS)]
)
def test_what_was_felt_stands_beside_what_was_invited(invited, felt, said):
    assert rules.compared(invited, felt) is said


def test_it_is_the_presenters_alone_until_they_show_it(house, at):
    turn = brought(house, at)
    keep(turn, house, at)
    assert queries.shown_turns(house.edo, house.learning_set, at) == []

    keep(turn, house, at, shown=True, support=3)

    assert [one.support for one in queries.shown_turns(house.edo, house.learning_set, at)] == [3]
    assert Felt.objects.count() == 1
    assert all(queries.shown_turns(one, house.learning_set, at) == [] for one in [house.amara, *house.outsiders()])


def test_a_newcomer_sees_only_turns_since_they_came(house, at):
    keep(brought(house, at), house, at, shown=True)
    farah = factories.newcomer(house, at + DAY)
    later = brought(house, at + 2 * DAY, "And now?")
    keep(later, house, at + 2 * DAY, shown=True)

    assert [one.bringing for one in queries.shown_turns(farah, house.learning_set, at + 3 * DAY)] == [later]


def test_taken_back_and_forgotten_it_is_gone(house, at):
    turn = brought(house, at)
    keep(turn, house, at, shown=True)
    keep(turn, house, at, shown=False)
    assert queries.shown_turns(house.bo, house.learning_set, at) == []

    services.forget_felt(turn, by=house.dina, at=at)

    assert not Felt.objects.exists()


@pytest.mark.parametrize("marks", [{"support": 0}, {"challenged": 6}, {"invited": 9}])
def test_each_mark_is_from_one_to_five(house, at, marks):
    with pytest.raises(Refused) as refused:
        keep(brought(house, at), house, at, **marks)

    assert refused.value.why is Why.FELT_OUT_OF_BOUNDS


def test_nobody_else_says_how_a_turn_felt(house, at):
    turn = brought(house, at)

    for other in house.others():
        with pytest.raises(Refused):
            keep(turn, house, at, by=other)


def test_what_was_shared_for_the_meeting_is_what_was_invited(house, at):
    turn = brought(house, at)
    assert queries.invited_for(house.dina, turn.challenge) == {None: None}
    words = {"answers": {}, "help_wanted": None, "version": 0, "by": house.dina, "at": at}
    services.write_brief(turn.challenge, challenge_invited=2, **words)
    services.share_brief(turn.challenge, meeting=turn.meeting, by=house.dina, at=at)
    services.write_brief(turn.challenge, challenge_invited=5, **(words | {"version": 1}))

    assert queries.invited_for(house.dina, turn.challenge) == {turn.meeting_id: 2, None: 5}
    assert queries.invited_for(house.edo, turn.challenge) == {None: None}


def test_who_departs_takes_it_along_and_reads_it_in_the_export(house, at):
    turn = brought(house, at)
    keep(turn, house, at, shown=True)

    (told,) = queries.export_of(house.dina)["challenges"]
    assert [one["support"] for one in told["turns_felt"]] == [5]
    services.depart(house.dina, at=at)
    assert not Felt.objects.exists()


def test_the_page_keeps_shows_and_forgets(client, house, at):
    turn = brought(house, at)
    client.force_login(house.dina)
    page = reverse("challenges:turns", args=[turn.challenge_id])
    sent = {"turn": turn.pk, "invited": "4", "support": "4", "challenged": "2", "shown": "on"}

    assert client.post(page, sent).status_code == 302
    assert "Safe, but not stretched." in client.get(page).text
    assert (
        "A gentler challenge than was asked for." in client.get(reverse("challenges:challenge", args=[turn.challenge_id])).text
    )
    assert "Safe, but not stretched." in client.get(reverse("challenges:turns_of_set", args=[house.learning_set.pk])).text
    assert client.post(page, {**sent, "support": "7"}).status_code == 422
    assert client.post(page, {**sent, "turn": house.bo.pk}).status_code == 404
    assert client.post(page, {"turn": turn.pk, "forget": "yes"}).status_code == 302
    assert not Felt.objects.exists()


def test_from_three_shown_turns_on_there_is_a_picture(client, house, at):
    client.force_login(house.bo)
    page = reverse("challenges:turns_of_set", args=[house.learning_set.pk])
    for number in range(3):
        assert "felt__support" not in client.get(page).text
        turn = brought(house, at + number * DAY, f"What about {number}?")
        keep(turn, house, at + number * DAY, shown=True, invited=None if number else 5)

    assert "felt__support" in client.get(page).text


def test_the_page_of_turns_asks_no_more_often_for_three_turns_than_for_one(house, at, client):
    challenge = brought(house, at).challenge
    client.force_login(house.dina)
    page = reverse("challenges:turns", args=[challenge.pk])
    with CaptureQueriesContext(connection) as with_one:
        client.get(page)
    for days in (30, 60):
        meeting = factories.meeting(house, at + timedelta(days=days))
        services.bring(challenge, meeting=meeting, by=house.dina, at=at + timedelta(days=days))

    with CaptureQueriesContext(connection) as with_three:
        assert client.get(page).text.count('name="turn"') == 3

    assert len(with_three) == len(with_one)
