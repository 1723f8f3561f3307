from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.challenges import queries, rules, services
from knotwork.challenges.enums import Ending, Finding, Holds, InterventionKind, Statement, Status, Why
from knotwork.challenges.models import Challenge, FitCheck
from knotwork.challenges.tests import factories
from knotwork.platform.kit.refusals import Refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def house(at):
    return factories.heron(at)


def fresh(challenge):
    return Challenge.objects.get(pk=challenge.pk)


def close(challenge, house, at, words="The board decided."):
    return services.place(
        challenge, status=Status.CLOSED, domains=["social"], ending=Ending.MOVED, words=words, by=house.dina, at=at
    )


def test_a_closed_challenge_says_how_it_ended_and_keeps_where_it_stood(house, at):
    challenge = factories.challenge(house, at)

    services.place(challenge, status=Status.LIVE, domains=[], by=house.dina, at=at)
    close(challenge, house, at + HOUR)

    kept = queries.placements(house.dina, challenge, at + HOUR)
    assert [(one.before, one.status, one.ending, one.words) for one in kept] == [
        ("live", "closed", "moved", "The board decided."),
        ("sketched", "live", "", ""),
    ]
    assert fresh(challenge).status == Status.CLOSED


def test_the_same_standing_said_twice_is_kept_once(house, at):
    challenge = factories.challenge(house, at)

    for _ in range(2):
        close(challenge, house, at)

    assert len(queries.placements(house.dina, challenge, at)) == 1


def test_taking_back_a_placing_keeps_it_in_the_history(house, at):
    challenge = close(factories.challenge(house, at), house, at)

    services.undo_placing(challenge, by=house.dina, at=at + HOUR)

    (kept,) = queries.placements(house.dina, challenge, at + HOUR)
    assert (fresh(challenge).status, kept.taken_back_at) == (Status.SKETCHED, at + HOUR)
    with pytest.raises(Refused) as refused:
        services.undo_placing(challenge, by=house.dina, at=at + HOUR)
    assert refused.value.why is Why.NO_EARLIER_STANDING


def test_somebody_else_cannot_take_a_placing_back(house, at):
    challenge = close(factories.challenge(house, at, shown=True), house, at)

    with pytest.raises(Refused) as refused:
        services.undo_placing(challenge, by=house.bo, at=at)

    assert refused.value.why is Why.NOT_YOURS


def test_a_newcomer_reads_where_it_stood_since_they_came(house, at):
    challenge = close(factories.challenge(house, at, shown=True), house, at, words="CNRY-before")
    farah = factories.newcomer(house, at + HOUR)
    meeting = factories.meeting(house, at + HOUR)
    services.bring(challenge, meeting=meeting, by=house.dina, at=at + 2 * HOUR)
    services.place(challenge, status=Status.RESTING, domains=[], words="Later.", by=house.dina, at=at + 2 * HOUR)

    assert [one.words for one in queries.placements(farah, challenge, at + 3 * HOUR)] == ["Later."]
    assert len(queries.placements(house.bo, challenge, at + 3 * HOUR)) == 2
    assert queries.placements(house.mara, challenge, at + 3 * HOUR) == []


@pytest.mark.parametrize(
    ("said", "tried", "found"),
    [
        ({}, True, ()),
        ({Statement.CARE: Holds.YES}, True, (Finding.FITS,)),
        ({Statement.CARE: Holds.YES}, False, (Finding.NOTHING_TRIED,)),
        ({Statement.NO_EXPERT: Holds.NO, Statement.DO_NOT_KNOW: Holds.NO}, True, (Finding.PUZZLE,)),
        ({Statement.NO_EXPERT: Holds.PARTLY}, True, (Finding.FITS,)),
        ({Statement.CARE: Holds.NO, Statement.CAN_ACT: Holds.NO}, True, (Finding.NOT_CLOSE, Finding.OUT_OF_HAND)),
    ],
)
def test_what_the_six_statements_suggest(said, tried, found):
    assert rules.findings(said, something_tried_or_planned=tried) == found


def test_a_puzzle_is_asked_kindly_who_could_tell_and_kept_as_a_learning_need(client, house, at):
    challenge = factories.challenge(house, at)
    services.tell_intervention(challenge, kind=InterventionKind.TRIED, what="A letter", by=house.dina, at=at)
    client.force_login(house.dina)
    url = reverse("challenges:check", args=[challenge.pk])

    answer = client.post(url, {"no_expert": "no", "care": "yes"}, follow=True)
    assert "Who could simply tell you?" in answer.content.decode()
    client.post(reverse("challenges:learning_need", args=[challenge.pk]), {"words": "CNRY-need: ask the clerk"})

    page = client.get(reverse("challenges:challenge", args=[challenge.pk])).content.decode()
    assert "CNRY-need: ask the clerk" in page
    assert queries.may_be_bid(fresh(challenge)) is True


def test_the_six_statements_never_keep_a_challenge_from_a_turn(house, at):
    challenge = factories.challenge(house, at)
    services.tell_intervention(challenge, kind=InterventionKind.PLANNED, what="A letter", by=house.dina, at=at)

    services.check_fit(challenge, said=dict.fromkeys(Statement, Holds.NO), by=house.dina, at=at)

    assert queries.may_be_bid(fresh(challenge)) is True


def test_nobody_else_sees_the_owners_own_look(client, house, at):
    challenge = factories.challenge(house, at, shown=True)
    services.check_fit(challenge, said={Statement.NO_EXPERT: Holds.NO}, by=house.dina, at=at)
    services.keep_learning_need(challenge, words="CNRY-need", by=house.dina, at=at)

    for person in (house.bo, house.amara, house.mara):
        client.force_login(person)
        page = client.get(reverse("challenges:challenge", args=[challenge.pk])).content.decode()
        assert "CNRY-need" not in page
        assert client.get(reverse("challenges:check", args=[challenge.pk])).status_code == 404
        assert queries.fit_check_of(person, challenge) is None


def test_a_learning_need_waits_for_a_look_at_the_statements(house, at):
    with pytest.raises(Refused) as refused:
        services.keep_learning_need(factories.challenge(house, at), words="What?", by=house.dina, at=at)

    assert refused.value.why is Why.NOT_CHECKED_YET


def test_leaving_the_host_takes_the_owners_own_look_along(house, at):
    challenge = factories.challenge(house, at, shown=True)
    services.check_fit(challenge, said={Statement.CARE: Holds.YES}, by=house.dina, at=at)

    services.depart(house.dina, at=at)

    assert FitCheck.objects.count() == 0


def test_standing_is_said_and_taken_back_on_the_pages(client, house, at):
    challenge = factories.challenge(house, at)
    client.force_login(house.dina)
    words = {"status": "closed", "ending": "let_go", "words": "It was never mine."}

    client.post(reverse("challenges:standing", args=[challenge.pk]), words)
    page = client.get(reverse("challenges:challenge", args=[challenge.pk])).content.decode()
    assert "It was never mine." in page
    client.post(reverse("challenges:standing_undoing", args=[challenge.pk]))

    assert fresh(challenge).status == Status.SKETCHED
