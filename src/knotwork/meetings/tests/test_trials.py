"""A shape that is tried belongs to one meeting, whatever happens to the dates and to the rule in between."""

from datetime import timedelta

import pytest

from knotwork.agreements import queries as agreements
from knotwork.agreements import services as deciding
from knotwork.agreements.enums import Answer, Starts, VersionState
from knotwork.meetings import queries, services
from knotwork.meetings.enums import MeetingState, Rule
from knotwork.meetings.tests.factories import heron, series
from knotwork.platform.audit import queries as audit
from knotwork.protocols import queries as protocols

pytestmark = pytest.mark.django_db
TRIED, DECIDED = {"protocol": "triads"}, {"protocol": "classic-short"}


@pytest.fixture
def house(at):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)
    return learning_set, cast


def try_triads(learning_set, by, at):
    return deciding.try_once(learning_set, kind=Rule.PROTOCOL, body=TRIED, reason="", by=by, at=at)


def decide(learning_set, cast, at, *, kind=Rule.PROTOCOL, body=DECIDED, starts=Starts.AT_ONCE):
    version = deciding.propose(learning_set, kind=kind, body=body, reason="", starts=starts, by=cast["Bo"], at=at)
    for person in cast.values():
        version = deciding.answer(version, revision=version.revision, answer=Answer.AGREE, by=person, at=at)
    return version


def opened(meeting, by):
    """The meeting as it opens on time, in the shape it has then."""

    def protocol(_rules):
        meeting.refresh_from_db(fields=["protocol_key"])
        return {"key": meeting.protocol_key}

    return services.open_meeting(meeting, protocol=protocol, by=by, at=meeting.starts_at)


def extra(learning_set, by, at, key="classic"):
    return services.plan_meeting(learning_set, starts_at=at + timedelta(days=1), minutes=90, protocol_key=key, by=by, at=at)


@pytest.mark.parametrize("starts", [Starts.AT_ONCE, Starts.NEXT_MEETING])
def test_what_the_set_decides_meanwhile_begins_after_the_trial(house, at, starts):
    learning_set, cast = house
    trial = try_triads(learning_set, cast["Chen"], at)
    decide(learning_set, cast, at, starts=starts)
    first = queries.ahead(learning_set, at)[0]

    first = opened(first, cast["Bo"])

    assert first.protocol == {"key": "triads"}
    assert first.ran_with[Rule.PROTOCOL] == str(trial.pk)
    assert [each.protocol_key for each in queries.ahead(learning_set, first.starts_at)] == ["classic-short"] * 2


def test_a_trial_taken_back_gives_way_to_what_was_decided_meanwhile(house, at):
    learning_set, cast = house
    trial = try_triads(learning_set, cast["Chen"], at)
    decide(learning_set, cast, at)

    deciding.end_trial(agreements.trials_to_come(learning_set, Rule.PROTOCOL)[0], by=cast["Bo"], at=at)

    assert {each.protocol_key for each in queries.ahead(learning_set, at)} == {"classic-short"}
    trial.refresh_from_db()
    assert trial.state == VersionState.WITHDRAWN


def test_a_new_rhythm_takes_a_trial_along_to_its_first_date(house, at):
    learning_set, cast = house
    trial = try_triads(learning_set, cast["Chen"], at)
    rhythm = {
        "every_weeks": 2,
        "starts_on": "2027-01-05",
        "wall_time": "15:00",
        "zone": "Europe/London",
        "count": 2,
        "minutes": 210,
    }
    decide(learning_set, cast, at, kind=Rule.RHYTHM, body=rhythm)

    first = opened(queries.ahead(learning_set, at)[0], cast["Bo"])

    assert first.protocol == {"key": "triads"}
    assert first.ran_with[Rule.PROTOCOL] == str(trial.pk)


def test_an_extra_meeting_before_it_does_not_use_a_trial_up(house, at):
    learning_set, cast = house
    trial = try_triads(learning_set, cast["Chen"], at)

    before = opened(extra(learning_set, cast["Bo"], at), cast["Bo"])

    assert before.protocol == {"key": "classic"}
    assert Rule.PROTOCOL not in before.ran_with
    services.close_meeting(before, by=cast["Bo"], at=before.starts_at + timedelta(hours=1))
    following = opened(queries.ahead(learning_set, before.starts_at)[0], cast["Bo"])
    assert following.ran_with[Rule.PROTOCOL] == str(trial.pk)


def test_another_shape_chosen_for_that_meeting_by_hand_ends_the_trial(house, at):
    learning_set, cast = house
    trial = try_triads(learning_set, cast["Chen"], at)
    first = queries.ahead(learning_set, at)[0]
    services.choose_protocol(first, protocol_key=protocols.REVIEW, by=cast["Bo"], at=at)

    first = opened(first, cast["Bo"])

    assert first.protocol == {"key": protocols.REVIEW}
    assert Rule.PROTOCOL not in first.ran_with
    trial.refresh_from_db()
    assert trial.state == VersionState.WITHDRAWN


def test_what_is_tried_before_a_date_is_planned_is_tried_in_the_first_one_planned(at):
    learning_set, cast = heron(at)
    trial = try_triads(learning_set, cast["Chen"], at)

    first = opened(extra(learning_set, cast["Bo"], at), cast["Bo"])

    assert first.protocol == {"key": "triads"}
    assert first.ran_with[Rule.PROTOCOL] == str(trial.pk)


def test_a_rhythm_decided_for_the_next_meeting_does_not_call_off_the_one_that_opens_early(house, at):
    learning_set, cast = house
    first = queries.ahead(learning_set, at)[0]
    rhythm = {
        "every_weeks": 2,
        "starts_on": "2027-03-09",
        "wall_time": "15:00",
        "zone": "Europe/London",
        "count": 2,
        "minutes": 90,
    }
    decide(learning_set, cast, at, kind=Rule.RHYTHM, body=rhythm, starts=Starts.NEXT_MEETING)

    begun = first.starts_at - timedelta(minutes=10)
    services.open_meeting(first, protocol=lambda _rules: {}, by=cast["Bo"], at=begun)

    first.refresh_from_db()
    assert (first.state, first.number, first.calendar_sequence) == (MeetingState.OPEN, 1, 0)
    assert [(each.number, each.minutes) for each in queries.ahead(learning_set, begun)] == [(2, 90), (3, 90)]
    assert not audit.is_recorded("meeting.cancelled", first.pk)
