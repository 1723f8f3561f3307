"""Rhythm, shape and review questions as rules of the set."""

from datetime import date, time, timedelta

import pytest
import time_machine

from knotwork.agreements import kinds
from knotwork.agreements import queries as agreements
from knotwork.agreements import services as agreement_services
from knotwork.agreements.enums import Answer, VersionState
from knotwork.meetings import emails, queries, rules, services
from knotwork.meetings.enums import Attendance, Lead, MeetingState, Rule
from knotwork.meetings.forms import RenewalRule, RhythmRule
from knotwork.meetings.tests.factories import heron, series
from knotwork.platform.mail.models import Letter
from knotwork.sets import services as sets
from knotwork.sets.enums import Stage

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(at):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)
    return learning_set, cast


def propose(learning_set, kind, body, *, by, at):
    return agreement_services.propose(learning_set, kind=kind, body=body, reason="", by=by, at=at)


def agree(version, people, at):
    for person in people:
        version = agreement_services.answer(version, revision=version.revision, answer=Answer.AGREE, by=person, at=at)
    return version


def shapes(learning_set, at):
    return [meeting.protocol_key for meeting in queries.ahead(learning_set, at)]


def test_a_shape_the_set_decides_on_is_that_of_all_meetings_ahead_and_of_those_planned_later(house, at):
    learning_set, cast = house
    version = propose(learning_set, Rule.PROTOCOL, {"protocol": "classic-short"}, by=cast["Bo"], at=at)

    agree(version, cast.values(), at)

    assert shapes(learning_set, at) == ["first-meeting", "classic-short", "classic-short"]
    services.plan_series(
        learning_set, every_weeks=5, starts_on=date(2028, 1, 4), wall_time=time(15), zone="Europe/London", count=1, minutes=210,
        by=cast["Bo"], at=at,
    )  # fmt: skip
    assert shapes(learning_set, at)[-1] == "classic-short"


def test_a_shape_can_be_tried_in_the_next_meeting_alone_and_taken_back(house, at):
    learning_set, cast = house
    before = shapes(learning_set, at)
    tried = agreement_services.try_once(
        learning_set, kind=Rule.PROTOCOL, body={"protocol": "classic-short"}, reason="", by=cast["Chen"], at=at
    )
    assert shapes(learning_set, at) == ["classic-short", *before[1:]]

    agreement_services.end_trial(tried, by=cast["Bo"], at=at)

    assert shapes(learning_set, at) == before


def test_a_shape_can_be_tried_while_the_set_waits_for_the_room_to_open(house, at):
    learning_set, cast = house
    meeting = queries.ahead(learning_set, at)[0]
    ten_past = meeting.starts_at + timedelta(minutes=10)

    agreement_services.try_once(
        learning_set, kind=Rule.PROTOCOL, body={"protocol": "classic-short"}, reason="", by=cast["Chen"], at=ten_past
    )

    assert queries.ahead(learning_set, ten_past)[0] == meeting
    assert shapes(learning_set, ten_past)[0] == "classic-short"


def test_a_new_rhythm_leaves_a_meeting_alone_whose_hour_has_come(house, at):
    learning_set, cast = house
    meeting = queries.ahead(learning_set, at)[0]
    ten_past = meeting.starts_at + timedelta(minutes=10)
    rhythm = rules.Rhythm(2, meeting.starts_at.date() + 7 * DAY, time(9, 30), "Europe/London", 1)
    version = propose(learning_set, Rule.RHYTHM, services.rhythm_body(rhythm, 120), by=cast["Bo"], at=ten_past)

    agree(version, cast.values(), ten_past)

    assert [each.minutes for each in queries.ahead(learning_set, ten_past)] == [meeting.minutes, 120]
    assert queries.ahead(learning_set, ten_past)[0] == meeting


def test_what_was_tried_is_over_after_the_meeting_and_waits_to_be_spoken_of(house, at):
    learning_set, cast = house
    tried = agreement_services.try_once(
        learning_set, kind=Rule.PROTOCOL, body={"protocol": "classic-short"}, reason="", by=cast["Chen"], at=at
    )
    meeting = queries.ahead(learning_set, at)[0]
    meeting = services.open_meeting(meeting, protocol=lambda _rules: {}, by=cast["Bo"], at=meeting.starts_at)

    assert meeting.ran_with == {Rule.PROTOCOL: str(tried.pk)}
    assert agreements.in_force(learning_set, Rule.PROTOCOL) is None
    assert agreements.tried_last(cast["Bo"], learning_set) == [tried]
    propose(learning_set, Rule.PROTOCOL, {"protocol": "classic"}, by=cast["Bo"], at=meeting.starts_at + DAY)
    assert agreements.tried_last(cast["Bo"], learning_set) == []


def test_a_new_rhythm_plans_the_dates_ahead_anew(house, at):
    learning_set, cast = house
    rhythm = rules.Rhythm(2, date(2027, 3, 4), time(9, 30), "Europe/London", 4)
    version = propose(learning_set, Rule.RHYTHM, services.rhythm_body(rhythm, 120), by=cast["Bo"], at=at)

    agree(version, cast.values(), at)

    planned = queries.ahead(learning_set, at)
    assert [(each.number, each.wall_start, each.minutes) for each in planned] == [
        (1, "2027-03-04T09:30", 120), (2, "2027-03-18T09:30", 120), (3, "2027-04-01T09:30", 120), (4, "2027-04-15T09:30", 120),
    ]  # fmt: skip
    assert agreements.lines(version)[0] == "Every 2 weeks on Thursday at 09:30, on the clock of London."
    assert learning_set.meetings.filter(state=MeetingState.CANCELLED).count() == 3


def test_a_working_arrangement_is_agreed_when_those_present_can_work_with_it(house, at):
    learning_set, cast = house
    version = propose(learning_set, "review", {"items": ["heard", "airtime", "word"]}, by=cast["Bo"], at=at)
    meeting = queries.ahead(learning_set, at)[0]
    then = meeting.starts_at
    present = [cast["Bo"], cast["Chen"]]
    version.answer_by = then + DAY
    version.save(update_fields=["answer_by"])
    agree(version, present, at)
    services.open_meeting(meeting, protocol=lambda _rules: {}, by=cast["Bo"], at=then)
    for person in present:
        services.answer_attendance(meeting, answer=Attendance.COMING, by=person, at=at)
        services.note_arrival(meeting, person=person, at=then)

    services.close_meeting(meeting, by=cast["Bo"], at=then + timedelta(hours=1))

    version.refresh_from_db()
    assert version.state == VersionState.AGREED
    assert agreements.to_come(learning_set, "review") == version


def test_the_form_begins_with_the_dates_it_takes_the_place_of(house, at):
    learning_set, _cast = house
    coming = queries.ahead(learning_set, at)

    with time_machine.travel(at, tick=False):
        form = RhythmRule.made(learning_set, None, None)

    first = coming[0].starts_at.astimezone(coming[0].zoneinfo).date()
    assert (form.initial["starts_on"], form.initial["count"]) == (first, len(coming))
    assert "The dates fixed so far are called off" in form.fields["starts_on"].help_text
    agreed = services.rhythm_body(rules.Rhythm(2, first, time(9, 30), "Europe/London", 9), 120)
    with time_machine.travel(coming[0].starts_at + DAY, tick=False):
        later = RhythmRule.made(learning_set, None, agreed)
    rest = coming[1].starts_at.astimezone(coming[1].zoneinfo).date()
    assert (later.initial["every_weeks"], later.initial["starts_on"], later.initial["count"]) == (2, rest, len(coming) - 1)


def test_what_is_only_tried_is_not_told_as_what_holds(house, at):
    learning_set, cast = house
    holds = kinds.kind_of(Rule.PROTOCOL).usual(learning_set, at)

    services.try_shape(learning_set, key="triads", by=cast["Bo"], at=at)

    assert shapes(learning_set, at)[0] == "triads"
    assert kinds.kind_of(Rule.PROTOCOL).usual(learning_set, at) == holds


def test_the_form_of_the_rhythm_tells_what_is_stored(house):
    learning_set, _cast = house
    posted = {
        "starts_on": "2030-03-05", "wall_time": "15:00", "minutes": "120", "every_weeks": "3", "count": "5", "zone": "Europe/London",
    }  # fmt: skip

    form = RhythmRule.made(learning_set, posted, None)

    assert form.is_valid(), form.errors
    rhythm, minutes = services.rhythm_in(form.body())
    assert (rhythm.every_weeks, rhythm.starts_on, rhythm.wall_time, rhythm.count, minutes) == (
        3,
        date(2030, 3, 5),
        time(15),
        5,
        120,
    )
    assert "hx-post" not in str(form["minutes"])


def test_a_set_renews_for_a_number_of_meetings_and_its_rhythm_goes_on(house, at):
    learning_set, cast = house
    last = queries.ahead(learning_set, at)[-1]
    version = propose(learning_set, Rule.RENEWAL, {"choice": "renew", "count": 2}, by=cast["Bo"], at=at)

    agree(version, cast.values(), at)

    new = queries.ahead(learning_set, at)[-2:]
    assert [each.number for each in new] == [last.number + 1, last.number + 2]
    assert [each.wall_start[11:] for each in new] == [last.wall_start[11:]] * 2
    again = propose(learning_set, Rule.RENEWAL, {"choice": "renew", "count": 2}, by=cast["Bo"], at=at + DAY)
    assert agree(again, cast.values(), at + DAY).state == VersionState.IN_FORCE
    assert len(queries.ahead(learning_set, at)) == len(new) + 5


def test_a_set_that_decides_to_close_says_so_from_then_on(house, at):
    learning_set, cast = house
    for stage in (Stage.CONTRACTING, Stage.WORKING):
        learning_set = sets.enter_stage(learning_set, stage=stage, by=cast["Bo"], at=at)
    agree(propose(learning_set, Rule.RENEWAL, {"choice": "close"}, by=cast["Bo"], at=at), cast.values(), at)

    learning_set.refresh_from_db()
    assert learning_set.stage == Stage.CLOSING
    assert services.plan_meeting(
        learning_set, starts_at=at + 400 * DAY, minutes=120, protocol_key="classic", by=cast["Bo"], at=at
    ).number


@pytest.mark.parametrize(
    ("posted", "fault"),
    [({"choice": "renew", "count": ""}, "count"), ({"choice": "renew", "count": "13"}, "count"), ({}, "choice")],
)
def test_going_on_needs_a_number(house, posted, fault):
    form = RenewalRule.made(house[0], posted, None)
    assert fault in form.errors


def test_who_pauses_is_neither_reminded_nor_counted_for_quorum(house, at):
    learning_set, cast = house
    meeting = queries.ahead(learning_set, at)[0]
    before = queries.quorum_of(meeting)

    sets.pause(learning_set, by=cast["Chen"], at=at)

    after = queries.quorum_of(meeting)
    assert (after.may_come, after.members) == (before.may_come - 1, before.members - 1)
    emails.remind(meeting, Lead.DAY, at=meeting.starts_at - DAY)
    reminded = set(Letter.objects.filter(kind=emails.REMINDER).values_list("address", flat=True))
    assert cast["Bo"].email in reminded
    assert cast["Chen"].email not in reminded
