"""Numbers of meetings follow the dates, and what was held keeps its own."""

from datetime import UTC, datetime, timedelta

import pytest

from knotwork.meetings import queries, services
from knotwork.meetings.enums import MeetingState
from knotwork.meetings.models import Meeting
from knotwork.meetings.tests.factories import heron, person, series
from knotwork.meetings.tests.test_services import closed
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.enums import EndRule

pytestmark = pytest.mark.django_db


def test_numbers_follow_the_dates(at):
    learning_set, cast = heron(at)
    first, second, third = series(learning_set, cast["Bo"], at)

    services.move(first, to=datetime(2027, 3, 20, 15, tzinfo=UTC), by=cast["Bo"], at=at)

    numbers = {each.pk: each.number for each in queries.of_set(cast["Bo"], learning_set)}
    assert numbers == {second.pk: 1, first.pk: 2, third.pk: 3}


def test_a_cancelled_meeting_gives_its_number_away(at):
    learning_set, cast = heron(at)
    first, second, third = series(learning_set, cast["Bo"], at)

    cancelled = services.cancel(first, by=cast["Bo"], at=at)

    assert (cancelled.state, cancelled.calendar_sequence) == (MeetingState.CANCELLED, 1)
    assert [Meeting.objects.get(pk=each.pk).number for each in (second, third)] == [1, 2]


def test_a_meeting_nobody_opened_keeps_its_number_behind_one_that_was_held(at):
    learning_set, cast = heron(at)
    first, second, third = series(learning_set, cast["Bo"], at)
    ended = closed(second, cast["Bo"])
    assert ended.closed_at is not None

    services.move(third, to=third.starts_at + timedelta(days=1), by=cast["Bo"], at=ended.closed_at)

    numbers = {each.pk: each.number for each in queries.of_set(cast["Bo"], learning_set)}
    assert numbers == {first.pk: 1, second.pk: 2, third.pk: 3}


def test_an_old_date_nobody_met_on_ends_no_term_after_a_later_meeting(at):
    learning_set, cast = heron(at)
    amara = person("Amara", at)
    _first, second, third = series(learning_set, cast["Bo"], at)
    set_services.begin_term(learning_set, person=amara, end_rule=EndRule.AFTER_MEETING, ends_after=3, by=cast["Bo"], at=at)
    ended = closed(second, cast["Bo"])
    assert ended.closed_at is not None

    moved = services.move(third, to=third.starts_at + timedelta(days=1), by=cast["Bo"], at=ended.closed_at)

    assert sets.facilitator(learning_set, moved.closes_at_latest - timedelta(seconds=1)) == amara
    assert sets.facilitator(learning_set, moved.closes_at_latest) is None


def test_one_more_meeting_takes_its_place_among_the_numbers(at):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)

    extra = services.plan_meeting(
        learning_set,
        starts_at=datetime(2027, 3, 9, 18, tzinfo=UTC),
        minutes=90,
        protocol_key="classic-short",
        by=cast["Chen"],
        at=at,
    )

    assert extra.number == 2
    assert [each.number for each in queries.of_set(cast["Bo"], learning_set)] == [1, 2, 3, 4]
