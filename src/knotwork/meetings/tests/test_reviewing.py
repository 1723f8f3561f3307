"""Half-way through a cycle a review is suggested once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from knotwork.meetings import rules, services
from knotwork.meetings.models import Meeting
from knotwork.platform.audit.models import Entry
from knotwork.platform.kit.refusals import Refused
from knotwork.protocols import queries as protocols
from knotwork.protocols.shape import to_dict
from knotwork.protocols.tests import factories
from knotwork.sets import services as sets
from knotwork.sets.enums import Stage

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("held", "planned", "is_settled", "due"),
    [
        (2, 6, False, False),
        (3, 6, False, True),
        (5, 6, False, True),
        (6, 6, False, False),
        (3, 6, True, False),
        (1, 2, False, False),
        (1, 3, False, False),
        (2, 3, False, True),
        (0, 3, False, False),
    ],
)
def test_a_review_is_due_after_half_the_planned_meetings(held, planned, is_settled, due):
    assert rules.is_review_due(held, planned, is_settled=is_settled) is due


@pytest.fixture
def circle():
    """Heron with a cycle of four, two of which were held."""
    learning_set, bo, chen = factories.heron(AT)
    services.plan_series(
        learning_set, every_weeks=1, starts_on=AT.date() + timedelta(days=1), wall_time=AT.time(), zone="UTC", count=4,
        minutes=90, by=bo, at=AT,
    )  # fmt: skip
    for meeting in Meeting.objects.filter(learning_set=learning_set, number__lte=2).order_by("number"):
        shape = protocols.shape_of(learning_set, meeting.protocol_key)
        services.open_meeting(meeting, protocol=lambda _ran, shape=shape: to_dict(shape), by=bo, at=meeting.starts_at)
        services.close_meeting(meeting, by=bo, at=meeting.starts_at + timedelta(hours=1))
    return learning_set, bo, chen


@pytest.fixture
def today(time_machine):
    """The day after the second meeting."""
    now = AT + timedelta(days=9)
    time_machine.move_to(now, tick=False)
    return now


def suggested(client: Client, learning_set) -> bool:
    return "Half-way" in client.get(reverse("home:set", args=[learning_set.pk])).content.decode()


@pytest.mark.django_db
def test_it_is_suggested_once_and_can_be_left(circle, client, today):
    learning_set, bo, chen = circle
    client.force_login(bo)
    assert suggested(client, learning_set)

    answer = client.post(reverse("meetings:review", args=[learning_set.pk]), {"review": "leave"})

    assert answer.url == reverse("home:set", args=[learning_set.pk])
    client.force_login(chen)
    assert not suggested(client, learning_set)
    assert Entry.objects.filter(event="review.left", learning_set=learning_set.pk).count() == 1


@pytest.mark.django_db
def test_taken_up_it_is_the_shape_of_the_next_meeting(circle, client, today):
    learning_set, bo, _chen = circle
    client.force_login(bo)

    client.post(reverse("meetings:review", args=[learning_set.pk]), {"review": "next"})
    client.post(reverse("meetings:review", args=[learning_set.pk]), {"review": "next"})

    shapes = [each.protocol_key for each in Meeting.objects.filter(learning_set=learning_set).order_by("number")]
    assert shapes[2:] == ["review", "classic-short"]
    assert not suggested(client, learning_set)


@pytest.mark.django_db
def test_who_thought_of_it_alone_is_not_reminded(circle, client, today):
    learning_set, bo, _chen = circle
    services.choose_protocol(learning_set.meetings.get(number=4), protocol_key="review", by=bo, at=today)
    client.force_login(bo)

    assert not suggested(client, learning_set)


@pytest.mark.django_db
def test_without_a_meeting_ahead_there_is_nothing_to_make_a_review(circle):
    learning_set, bo, _chen = circle

    with pytest.raises(Refused, match="nothing_ahead"):
        services.review_next_time(learning_set, by=bo, at=AT + timedelta(days=90))


@pytest.mark.django_db
@pytest.mark.parametrize("stands", [Stage.WORKING, Stage.SELF_MANAGED])
def test_a_set_reviews_while_its_review_is_on_and_goes_on_as_before(circle, stands):
    learning_set, bo, _chen = circle
    for stage in (Stage.WORKING, stands):
        sets.enter_stage(learning_set, stage=stage, by=bo, at=AT)
    meeting = services.choose_protocol(learning_set.meetings.get(number=3), protocol_key="review", by=bo, at=AT)
    shape = to_dict(protocols.shipped_by_key("review"))

    meeting = services.open_meeting(meeting, protocol=lambda _ran: shape, by=bo, at=meeting.starts_at)
    assert sets.locked(learning_set).stage == Stage.REVIEWING
    services.close_meeting(meeting, by=bo, at=meeting.starts_at + timedelta(hours=1))

    assert sets.locked(learning_set).stage == stands


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ([], False),
        ([False] * 2, False),
        ([False] * 3, True),
        ([False] * 2 + [True], False),
        ([True] + [False] * 4, False),
        ([False, True] + [False] * 5, True),
    ],
)
def test_without_a_cycle_a_review_is_due_after_three_meetings_and_then_after_six(held, due):
    assert rules.is_review_due_without_cycle(held) is due


@pytest.mark.django_db
def test_a_set_that_plans_meeting_by_meeting_is_asked_once_too(client, time_machine):
    learning_set, bo, _chen = factories.heron(AT)
    for week in range(4):
        starts_at = AT + timedelta(weeks=week, days=1)
        meeting = services.plan_meeting(
            learning_set, starts_at=starts_at, minutes=90, protocol_key="classic-short", by=bo, at=AT
        )
        if week < 3:
            shape = to_dict(protocols.shape_of(learning_set, meeting.protocol_key))
            meeting = services.open_meeting(meeting, protocol=lambda _ran, shape=shape: shape, by=bo, at=starts_at)
            services.close_meeting(meeting, by=bo, at=starts_at + timedelta(hours=1))
    time_machine.move_to(AT + timedelta(weeks=2, days=2), tick=False)
    client.force_login(bo)
    page = reverse("home:set", args=[learning_set.pk])
    assert "You have met several times" in client.get(page).content.decode()

    client.post(reverse("meetings:review", args=[learning_set.pk]), {"review": "leave"})

    assert "You have met several times" not in client.get(page).content.decode()
    assert Entry.objects.filter(event="review.left", learning_set=learning_set.pk).count() == 1
