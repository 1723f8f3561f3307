"""What the writers of meetings promise."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from knotwork.agreements import queries as agreements
from knotwork.meetings import queries, services
from knotwork.meetings.enums import Attendance, MeetingState, Why
from knotwork.meetings.models import Airtime, AttendanceAnswer, Meeting, OwnLabel
from knotwork.meetings.tests.factories import heron, person, series
from knotwork.platform.audit.models import Entry
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail.enums import LetterState
from knotwork.platform.mail.models import Letter
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.enums import EndRule, Stage

pytestmark = pytest.mark.django_db
NOT_YET = timedelta(hours=3)


def opened(meeting: Meeting, by) -> Meeting:
    return services.open_meeting(meeting, protocol=lambda _rules: {"key": "classic"}, by=by, at=meeting.starts_at)


def closed(meeting: Meeting, by) -> Meeting:
    meeting = opened(meeting, by)
    return services.close_meeting(meeting, by=by, at=meeting.planned_end_at)


def test_a_series_gives_numbered_dates_that_keep_the_wall_time(at):
    learning_set, cast = heron(at)

    meetings = series(learning_set, cast["Bo"], at)

    assert [each.number for each in meetings] == [1, 2, 3]
    assert [each.starts_at for each in meetings] == [
        datetime(2027, 3, 2, 15, tzinfo=UTC),
        datetime(2027, 3, 16, 15, tzinfo=UTC),
        datetime(2027, 3, 30, 14, tzinfo=UTC),
    ]
    assert [each.protocol_key for each in meetings] == ["first-meeting", "classic", "classic"]
    assert {each.calendar_sequence for each in meetings} == {0}


def test_planning_the_same_dates_twice_is_refused(at):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)

    with pytest.raises(Refused) as refused:
        series(learning_set, cast["Chen"], at)

    assert refused.value.why is Why.ALREADY_PLANNED
    assert Meeting.objects.count() == 3


def test_a_meeting_that_ended_early_leaves_its_time_free(at):
    learning_set, cast = heron(at)
    first, second, *_ = series(learning_set, cast["Bo"], at)
    early = first.starts_at + timedelta(minutes=20)
    services.close_meeting(opened(first, cast["Bo"]), by=cast["Bo"], at=early)

    moved = services.move(second, to=early + timedelta(minutes=10), by=cast["Bo"], at=early)

    assert moved.starts_at == early + timedelta(minutes=10)


def test_a_stranger_changes_nothing(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    mara = person("Mara", at)
    attempts = (
        lambda: series(learning_set, mara, at),
        lambda: services.move(first, to=first.starts_at + timedelta(days=1), by=mara, at=at),
        lambda: services.cancel(first, by=mara, at=at),
        lambda: services.answer_attendance(first, answer=Attendance.COMING, by=mara, at=at),
        lambda: services.meet_anyway(first, by=mara, at=at),
        lambda: services.choose_protocol(first, protocol_key="classic", by=mara, at=at),
        lambda: opened(first, mara),
    )

    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.why is Why.NOT_YOUR_SET


def test_moving_a_meeting_asks_everybody_again_and_raises_the_sequence(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    services.answer_attendance(first, answer=Attendance.COMING, message="with cake", by=cast["Chen"], at=at)
    to = datetime(2027, 3, 3, 16, tzinfo=UTC)

    moved = services.move(first, to=to, by=cast["Dina"], at=at)

    assert (moved.starts_at, moved.wall_start, moved.calendar_sequence) == (to, "2027-03-03T16:00", 1)
    assert moved.moved_from == datetime(2027, 3, 2, 15, tzinfo=UTC)
    assert not AttendanceAnswer.objects.filter(meeting=first).exists()


def test_a_meeting_that_has_begun_is_not_moved(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    opened(first, cast["Bo"])

    with pytest.raises(Refused) as refused:
        services.move(first, to=first.starts_at + timedelta(days=2), by=cast["Bo"], at=first.starts_at)

    assert refused.value.why is Why.ALREADY_BEGUN


def test_a_changed_zone_of_the_set_leaves_promised_times_alone(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)

    set_services.change_zone(learning_set, zone="Pacific/Auckland", by=cast["Bo"], at=at)

    first.refresh_from_db()
    assert (first.starts_at, first.zone) == (datetime(2027, 3, 2, 15, tzinfo=UTC), "Europe/London")


def test_new_rules_of_a_zone_move_the_instant_and_keep_the_wall_time(at):
    learning_set, cast = heron(at)
    *_, third = series(learning_set, cast["Bo"], at)
    Meeting.objects.filter(pk=third.pk).update(starts_at=datetime(2027, 3, 30, 15, tzinfo=UTC))

    moved = services.keep_wall_times(at=at)

    third.refresh_from_db()
    assert (moved, third.starts_at, third.calendar_sequence) == (1, datetime(2027, 3, 30, 14, tzinfo=UTC), 1)
    assert services.keep_wall_times(at=at) == 0


def test_a_meeting_can_be_held_without_a_link_or_a_place(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)

    held = closed(first, cast["Bo"])

    assert (held.state, held.video_link, held.place) == (MeetingState.CLOSED, "", "")


def test_words_about_where_are_sealed(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)

    services.arrange(
        first, video_link="https://call.example/canary", place="canary", access_notes="canary", minutes=90, by=cast["Bo"], at=at
    )

    again = Meeting.objects.get(pk=first.pk)
    assert (again.place, again.minutes, again.calendar_sequence) == ("canary", 90, 1)
    held = again.__dict__["place"]
    again.refresh_from_db()
    assert b"canary" not in (held.sealed or b"")


def test_opening_freezes_the_protocol_and_moves_a_forming_set_on(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)

    open_now = opened(first, cast["Bo"])
    again = services.open_meeting(
        first, protocol=lambda _rules: {"key": "other"}, by=cast["Chen"], at=first.starts_at + timedelta(minutes=5)
    )

    learning_set.refresh_from_db()
    assert open_now.protocol == again.protocol == {"key": "classic"}
    assert again.opened_at == first.starts_at
    assert learning_set.stage == Stage.CONTRACTING
    assert again.agreement == agreements.in_force(learning_set)


def test_an_archived_set_is_taken_back_before_it_meets(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    set_services.archive(learning_set, by=cast["Bo"], at=at)

    with pytest.raises(Refused) as refused:
        opened(first, cast["Bo"])
    with pytest.raises(Refused) as not_moved:
        services.move(first, to=first.starts_at + timedelta(days=1), by=cast["Bo"], at=at)

    assert (refused.value.why, not_moved.value.why) == (Why.SET_IS_ARCHIVED, Why.SET_IS_ARCHIVED)


def test_the_room_is_not_opened_hours_ahead(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)

    with pytest.raises(Refused) as refused:
        services.open_meeting(first, protocol=lambda _rules: {}, by=cast["Bo"], at=first.starts_at - NOT_YET)

    assert refused.value.why is Why.TOO_EARLY_TO_OPEN


def test_the_second_closed_meeting_makes_a_working_set(at):
    learning_set, cast = heron(at)
    first, second, _ = series(learning_set, cast["Bo"], at)

    stages = []
    for meeting in (first, second):
        closed(meeting, cast["Bo"])
        learning_set.refresh_from_db()
        stages.append(learning_set.stage)

    assert stages == [Stage.CONTRACTING, Stage.WORKING]


def test_closing_twice_changes_nothing(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    once = closed(first, cast["Bo"])

    twice = services.close_meeting(first, by=cast["Chen"], at=first.planned_end_at + timedelta(hours=1))

    assert twice.closed_at == once.closed_at
    assert Entry.objects.filter(event="meeting.closed").count() == 1


def test_what_nobody_closed_is_closed_at_its_latest_end(at):
    learning_set, cast = heron(at)
    first, second, _ = series(learning_set, cast["Bo"], at)
    opened(first, cast["Bo"])
    late = second.closes_at_latest + timedelta(days=1)

    assert (services.close_left_open(at=late), services.close_left_open(at=late)) == (2, 0)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.closed_at, first.was_held) == (first.closes_at_latest, True)
    assert (second.state, second.was_held) == (MeetingState.CLOSED, False)


def test_a_facilitators_term_ends_when_its_last_meeting_closes(at):
    learning_set, cast = heron(at)
    amara = person("Amara", at)
    first, *_ = series(learning_set, cast["Bo"], at)
    set_services.begin_term(learning_set, person=amara, end_rule=EndRule.AFTER_MEETING, ends_after=1, by=cast["Bo"], at=at)
    opened(first, amara)
    before = sets.facilitator(learning_set, first.starts_at + timedelta(hours=1))

    services.close_meeting(first, by=cast["Bo"], at=first.starts_at + timedelta(hours=2))

    assert before == amara
    assert sets.facilitator(learning_set, first.starts_at + timedelta(hours=2, minutes=1)) is None


def test_a_facilitators_term_ends_at_the_latest_end_of_a_moved_meeting_nobody_closed(at):
    learning_set, cast = heron(at)
    amara = person("Amara", at)
    first, *_ = series(learning_set, cast["Bo"], at)
    set_services.begin_term(learning_set, person=amara, end_rule=EndRule.AFTER_MEETING, ends_after=1, by=cast["Bo"], at=at)

    moved = services.move(first, to=datetime(2027, 3, 5, 15, tzinfo=UTC), by=cast["Bo"], at=at)

    assert sets.facilitator(learning_set, moved.closes_at_latest - timedelta(seconds=1)) == amara
    assert sets.facilitator(learning_set, moved.closes_at_latest) is None


def test_a_term_that_waits_for_a_cancelled_number_stays_open_until_it_is_planned_again(at):
    learning_set, cast = heron(at)
    amara = person("Amara", at)
    *_, last = series(learning_set, cast["Bo"], at)
    set_services.begin_term(learning_set, person=amara, end_rule=EndRule.AFTER_MEETING, ends_after=3, by=cast["Bo"], at=at)
    old_end, later = last.closes_at_latest, last.starts_at + timedelta(days=14)

    services.cancel(last, by=cast["Bo"], at=at)
    without = sets.facilitator(learning_set, old_end)
    again = services.plan_meeting(learning_set, starts_at=later, minutes=90, protocol_key="classic", by=cast["Bo"], at=at)

    assert without == amara
    assert sets.facilitator(learning_set, again.closes_at_latest - timedelta(seconds=1)) == amara
    assert sets.facilitator(learning_set, again.closes_at_latest) is None


def test_the_shape_of_a_rhythm_is_the_one_nearest_to_its_length(at):
    learning_set, cast = heron(at)
    rhythm = {"every_weeks": 2, "wall_time": time(15), "zone": "Europe/London", "count": 2, "by": cast["Bo"], "at": at}

    for starts_on, minutes in ((date(2027, 3, 2), 120), (date(2027, 5, 4), 210), (date(2027, 7, 6), 150)):
        services.plan_series(learning_set, starts_on=starts_on, minutes=minutes, **rhythm)

    keys = [each.protocol_key for each in Meeting.objects.of([learning_set]).in_order()]
    assert keys == ["first-meeting", "classic-short", "classic", "classic", "classic-short", "classic-short"]


def test_the_ledger_is_by_name_and_off_if_the_set_says_so(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    opened(first, cast["Bo"])
    services.record_airtime(first, person=cast["Dina"], slot=1, seconds=2400)
    services.record_airtime(first, person=cast["Bo"], slot=2, seconds=600)
    services.record_airtime(first, person=cast["Bo"], slot=2, seconds=1200)
    services.close_meeting(first, by=cast["Bo"], at=first.planned_end_at)

    kept = queries.ledger(cast["Chen"], learning_set)
    seen_by_a_stranger = queries.ledger(person("Mara", at), learning_set)
    learning_set.keeps_ledger = False
    switched_off = queries.ledger(cast["Chen"], learning_set)

    assert kept == [(cast["Bo"], 1200), (cast["Chen"], 0), (cast["Dina"], 2400)]
    assert (seen_by_a_stranger, switched_off) == ([], [])


def test_no_airtime_is_written_where_no_ledger_is_kept(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    first.learning_set.keeps_ledger = False

    services.record_airtime(first, person=cast["Bo"], slot=1, seconds=60)

    assert not Airtime.objects.exists()


def test_the_first_arrival_counts(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    later = first.starts_at + timedelta(minutes=30)

    for moment in (first.starts_at, later):
        services.note_arrival(first, person=cast["Bo"], at=moment)

    assert AttendanceAnswer.objects.get(meeting=first).came_at == first.starts_at


def test_meeting_although_few_can_come_is_recorded(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    services.answer_attendance(first, answer=Attendance.CANNOT, by=cast["Chen"], at=at)
    missed = queries.quorum_of(first)

    kept = services.meet_anyway(first, by=cast["Bo"], at=at)

    assert (missed.needed, missed.may_come, missed.is_missed) == (3, 2, True)
    assert kept.meets_anyway
    assert Entry.objects.filter(event="meeting.kept_below_quorum").count() == 1


def test_somebody_who_leaves_the_host_stays_unnamed(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    services.answer_attendance(first, answer=Attendance.CANNOT, message="I am ill", by=cast["Chen"], at=at)
    services.name_for_calendar(learning_set, text="Thinking time", by=cast["Chen"])
    services.record_airtime(first, person=cast["Chen"], slot=1, seconds=60)
    exported = queries.export_of(cast["Chen"])

    services.depart(cast["Chen"], at=at)

    said = AttendanceAnswer.objects.get()
    assert exported["attendance"][0]["message"] == "I am ill"
    assert exported["calendar_names"][0]["name"] == "Thinking time"
    assert (said.person, said.message, Airtime.objects.get().person) == (None, "", None)
    assert not OwnLabel.objects.exists()


def test_everybody_else_gets_one_letter_for_a_whole_series(at):
    learning_set, cast = heron(at)

    series(learning_set, cast["Bo"], at)

    letters = Letter.objects.filter(kind="meetings.dates")
    assert sorted(letters.values_list("address", flat=True)) == ["chen@example.org", "dina@example.org"]


def test_a_second_move_withdraws_the_letter_about_the_first(at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)

    for day in (3, 4):
        services.move(first, to=datetime(2027, 3, day, 15, tzinfo=UTC), by=cast["Bo"], at=at)

    letters = Letter.objects.filter(kind="meetings.moved", recipient=cast["Chen"].pk).order_by("dedupe_key")
    assert [each.state for each in letters] == [LetterState.DROPPED, LetterState.WAITING]
