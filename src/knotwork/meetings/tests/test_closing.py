"""A set decides to close, holds its closing meeting, and is closed; or it thinks again."""

from datetime import UTC, datetime, timedelta

import pytest

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.meetings import queries
from knotwork.meetings import services as meetings
from knotwork.meetings.forms import ExtraMeetingForm, ProtocolRule
from knotwork.meetings.models import Meeting
from knotwork.platform.kit.refusals import Refused
from knotwork.protocols import queries as protocols
from knotwork.protocols import services as shapes
from knotwork.protocols.shape import to_dict
from knotwork.protocols.tests import factories
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.enums import Stage
from knotwork.sets.models import LearningSet

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def circle(at: datetime):
    """Heron, which works and has three meetings ahead, with two of its members."""
    learning_set, bo, chen = factories.heron(at)
    for stage in (Stage.CONTRACTING, Stage.WORKING):
        set_services.enter_stage(learning_set, stage=stage, by=bo, at=at)
    meetings.plan_series(
        learning_set, every_weeks=4, starts_on=at.date() + timedelta(days=9), wall_time=at.time(), zone="Europe/London",
        count=3, minutes=210, by=bo, at=at,
    )  # fmt: skip
    return learning_set, bo, chen


def decide(circle, body: dict[str, object], at: datetime) -> LearningSet:
    learning_set, bo, chen = circle
    version = agreements.propose(learning_set, kind="renewal", body=body, reason="We are done.", by=bo, at=at)
    for each in (bo, chen):
        version = agreements.answer(version, revision=version.revision, answer=Answer.AGREE, by=each, at=at)
    learning_set.refresh_from_db()
    return learning_set


def shapes_ahead(learning_set: LearningSet) -> list[str]:
    return [each.protocol_key for each in Meeting.objects.filter(learning_set=learning_set).order_by("number")]


def held(meeting: Meeting, bo, at: datetime) -> Meeting:
    shape = protocols.shape_of(meeting.learning_set, meeting.protocol_key)
    meetings.open_meeting(meeting, protocol=lambda _ran_with: to_dict(shape), by=bo, at=at)
    return meetings.close_meeting(meeting, by=bo, at=at + timedelta(hours=2))


def test_deciding_to_close_makes_the_last_meeting_the_closing_one(circle, at: datetime) -> None:
    learning_set = decide(circle, {"choice": "close"}, at)

    assert learning_set.stage == Stage.CLOSING
    assert shapes_ahead(learning_set) == ["first-meeting", "classic", "closing"]


def test_the_closing_meeting_ends_in_a_closed_set(circle, at: datetime) -> None:
    learning_set, bo, _chen = circle
    decide(circle, {"choice": "close"}, at)
    *_others, last = Meeting.objects.filter(learning_set=learning_set).order_by("number")

    held(last, bo, last.starts_at)

    learning_set.refresh_from_db()
    assert learning_set.stage == Stage.CLOSED
    assert learning_set.archived_at is not None
    assert sets.is_member(bo, learning_set)


def test_nothing_lies_ahead_of_a_closed_set(circle, at: datetime) -> None:
    learning_set, bo, _chen = circle
    learning_set = decide(circle, {"choice": "close"}, at)
    first = Meeting.objects.get(learning_set=learning_set, number=1)
    first = meetings.choose_protocol(first, protocol_key="closing", by=bo, at=at)

    held(first, bo, first.starts_at)

    assert queries.ahead(learning_set, first.starts_at) == []


def test_a_meeting_of_another_shape_closes_no_set(circle, at: datetime) -> None:
    learning_set, bo, _chen = circle
    decide(circle, {"choice": "close"}, at)
    first = Meeting.objects.get(learning_set=learning_set, number=1)

    held(first, bo, first.starts_at)

    learning_set.refresh_from_db()
    assert learning_set.stage == Stage.CLOSING


def test_a_set_that_goes_on_meets_in_no_shape_that_closes_it(circle, at: datetime) -> None:
    learning_set, bo, _chen = circle
    first = Meeting.objects.get(learning_set=learning_set, number=1)

    with pytest.raises(Refused, match="set_goes_on"):
        meetings.choose_protocol(first, protocol_key="closing", by=bo, at=at)
    assert "closing" not in dict(protocols.choices(learning_set))
    with pytest.raises(Refused, match="set_goes_on"):
        set_services.close(learning_set, by=bo, at=at)


def test_no_set_agrees_on_a_closing_shape_for_all_its_meetings(circle, at: datetime) -> None:
    learning_set, bo, _chen = circle
    closing = protocols.shipped_by_key("closing")
    own = shapes.begin(learning_set, protocol=closing, label="Our goodbye", parent="closing", by=bo, at=at)

    with pytest.raises(Refused, match="closes_the_set"):
        shapes.propose(own, reason="It is beautiful.", by=bo, at=at)
    with pytest.raises(Refused, match="closes_the_set"):
        shapes.try_once(own, by=bo, at=at)
    learning_set = decide(circle, {"choice": "close"}, at)
    assert "closing" not in [key for key, _label in ProtocolRule(learning_set=learning_set).fields["protocol"].choices]
    assert ExtraMeetingForm(learning_set=learning_set, is_first=False).initial["protocol_key"] == "closing"


def test_a_set_of_its_own_goodbye_meets_in_it_once_it_closes(circle, at: datetime) -> None:
    learning_set, bo, _chen = circle
    closing = protocols.shipped_by_key("closing")
    own = shapes.begin(learning_set, protocol=closing, label="Our goodbye", parent="closing", by=bo, at=at)
    learning_set = decide(circle, {"choice": "close"}, at)
    own.refresh_from_db()

    shapes.try_once(own, by=bo, at=at)
    first = Meeting.objects.get(learning_set=learning_set, number=1)
    held(first, bo, first.starts_at)

    learning_set.refresh_from_db()
    assert learning_set.stage == Stage.CLOSED


def test_a_set_thinks_again_until_it_is_closed(circle, at: datetime) -> None:
    decide(circle, {"choice": "close"}, at)

    learning_set = decide(circle, {"choice": "renew", "count": 2}, at + timedelta(days=1))

    assert learning_set.stage == Stage.WORKING
    assert shapes_ahead(learning_set) == ["first-meeting", "classic", "classic", "classic", "classic"]


def test_a_closed_set_plans_nothing(circle, at: datetime) -> None:
    learning_set, bo, _chen = circle
    decide(circle, {"choice": "close"}, at)
    *_others, last = Meeting.objects.filter(learning_set=learning_set).order_by("number")
    held(last, bo, last.starts_at)

    with pytest.raises(Refused, match="set_is_closed"):
        meetings.plan_meeting(
            learning_set,
            starts_at=last.starts_at + timedelta(days=9),
            minutes=90,
            protocol_key="classic",
            by=bo,
            at=last.starts_at,
        )
