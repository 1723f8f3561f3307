"""Letters of meetings: time and link, to those who want them, and never content."""

from datetime import UTC, datetime, timedelta

import pytest

from knotwork.meetings import services, tasks
from knotwork.meetings.enums import Attendance
from knotwork.meetings.tests.factories import heron, series
from knotwork.people.enums import Reminder
from knotwork.platform.mail import kinds
from knotwork.platform.mail.enums import LetterState
from knotwork.platform.mail.models import Letter
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db
START = datetime(2027, 3, 16, 15, tzinfo=UTC)


def reminders(**wanted: object):
    return Letter.objects.filter(kind="meetings.reminder", **wanted)


def prefer(somebody, reminder: Reminder) -> None:
    somebody.reminder = reminder
    somebody.save(update_fields=["reminder"])


def may_be_sent(letter: Letter, at: datetime) -> bool:
    return kinds.kind_of(letter.kind).may_be_sent(letter.params, letter.recipient, at)


def written(letter: Letter, at: datetime) -> kinds.Written:
    return kinds.kind_of(letter.kind).write(letter.params, letter.recipient, at)


def test_reminders_follow_each_persons_preference_and_leave_once(at):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)
    for name, wanted in {"Bo": Reminder.NONE, "Chen": Reminder.DAY, "Dina": Reminder.BOTH}.items():
        prefer(cast[name], wanted)

    for minutes in (1450, 1440, 1439, 120, 119, 0):
        tasks.remind_before_meetings(START - timedelta(minutes=minutes))

    sent = sorted((letter.address, letter.params["lead"]) for letter in reminders())
    assert sent == [("chen@example.org", "day"), ("dina@example.org", "day"), ("dina@example.org", "two_hours")]
    assert {letter.not_after for letter in reminders()} == {START}


def test_a_set_that_is_put_away_is_not_reminded(at):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)
    tasks.remind_before_meetings(START - timedelta(hours=20))
    waiting = reminders().count()
    letter = reminders(address="dina@example.org").get()

    sets.archive(learning_set, by=cast["Bo"], at=at)
    tasks.remind_before_meetings(START - timedelta(hours=2))

    assert waiting > 0
    assert reminders().count() == waiting
    assert not may_be_sent(letter, START - timedelta(hours=19))


def test_whoever_cannot_come_is_not_reminded(at):
    learning_set, cast = heron(at)
    _, second, _ = series(learning_set, cast["Bo"], at)
    services.answer_attendance(second, answer=Attendance.CANNOT, by=cast["Chen"], at=at)

    tasks.remind_before_meetings(START - timedelta(hours=20))

    assert not reminders(address="chen@example.org").exists()
    assert reminders(address="dina@example.org").exists()


def test_switching_reminders_off_stops_one_that_waits(at):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)
    tasks.remind_before_meetings(START - timedelta(hours=20))
    letter = reminders(recipient=cast["Chen"].pk).get()
    before = may_be_sent(letter, START - timedelta(hours=19))

    prefer(cast["Chen"], Reminder.NONE)

    assert (before, may_be_sent(letter, START - timedelta(hours=19))) == (True, False)


def test_leaving_the_set_stops_every_letter(at):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)
    tasks.remind_before_meetings(START - timedelta(hours=20))
    letters = list(Letter.objects.filter(kind__startswith="meetings.", recipient=cast["Chen"].pk))

    sets.leave(learning_set, by=cast["Chen"], at=at)

    assert [each.kind for each in letters] == ["meetings.dates", "meetings.reminder"]
    assert [may_be_sent(each, START - timedelta(hours=19)) for each in letters] == [False, False]


def test_moving_a_meeting_withdraws_its_reminder_and_reminds_of_the_new_date(at):
    learning_set, cast = heron(at)
    _, second, _ = series(learning_set, cast["Bo"], at)
    now = START - timedelta(hours=20)
    tasks.remind_before_meetings(now)
    old = reminders(recipient=cast["Chen"].pk).get()

    services.move(second, to=START + timedelta(days=3), by=cast["Bo"], at=now)
    tasks.remind_before_meetings(START + timedelta(days=3) - timedelta(hours=20))

    old.refresh_from_db()
    assert old.state == LetterState.DROPPED
    assert not may_be_sent(old, now)
    assert reminders(recipient=cast["Chen"].pk, state=LetterState.WAITING).count() == 1


@pytest.mark.parametrize(("name", "shown"), [("Bo", "15:00"), ("Chen", "11:00"), ("Dina", "18:00")])
def test_a_reminder_tells_the_time_on_the_own_clock(at, name, shown):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)
    tasks.remind_before_meetings(START - timedelta(hours=20))

    letter = written(reminders(recipient=cast[name].pk).get(), at)

    assert f"Tuesday 16 March 2027, {shown}" in letter.text
    assert f"Tuesday 16 March 2027, {shown}" in letter.html


@pytest.mark.parametrize("kind", ["reminder", "dates", "moved", "cancelled"])
def test_no_letter_names_the_set_anybody_or_anything_said(at, kind):
    learning_set, cast = heron(at)
    _, second, _ = series(learning_set, cast["Bo"], at)
    services.arrange(
        second, video_link="https://canary.example/", place="canary", access_notes="canary", minutes=210, by=cast["Bo"], at=at
    )
    tasks.remind_before_meetings(START - timedelta(hours=20))
    if kind == "moved":
        services.move(second, to=START + timedelta(days=1), by=cast["Bo"], at=at)
    if kind == "cancelled":
        services.cancel(second, by=cast["Bo"], at=at)
    letter = Letter.objects.get(kind=f"meetings.{kind}", recipient=cast["Chen"].pk)

    text = written(letter, at)

    said = f"{text.subject} {text.text} {text.html} {letter.params}"
    assert f"/meetings/{second.pk}/" in text.text
    assert not [word for word in ("Heron", "Bo", "Chen", "Dina", "canary") if word in said]


def test_another_length_neither_stops_the_letter_of_a_move_nor_reminds_twice(at):
    learning_set, cast = heron(at)
    _, second, _ = series(learning_set, cast["Bo"], at)
    moved = services.move(second, to=START + timedelta(days=1), by=cast["Bo"], at=at)
    a_day_before = moved.starts_at - timedelta(hours=20)
    tasks.remind_before_meetings(a_day_before)
    before = reminders().count()

    services.arrange(moved, video_link="", place="", access_notes="", minutes=120, by=cast["Bo"], at=at)
    tasks.remind_before_meetings(a_day_before + timedelta(hours=1))

    assert all(may_be_sent(letter, a_day_before) for letter in Letter.objects.filter(kind="meetings.moved"))
    assert reminders().count() == before > 0


def test_a_letter_of_dates_leaves_out_what_was_cancelled_since(at):
    learning_set, cast = heron(at)
    first, second, _ = series(learning_set, cast["Bo"], at)
    letter = Letter.objects.filter(kind="meetings.dates", recipient=cast["Chen"].pk).get()

    services.cancel(second, by=cast["Bo"], at=at)

    text = written(letter, at).text
    assert str(first.pk) in text
    assert str(second.pk) not in text


def test_only_reminders_can_be_switched_off():
    ours = [key for key in kinds.known() if key.startswith("meetings.")]

    assert [key for key in ours if kinds.kind_of(key).can_be_switched_off] == ["meetings.reminder"]


def test_the_link_in_a_reminder_switches_reminders_off(at):
    _, cast = heron(at)

    kinds.kind_of("meetings.reminder").switch_off(cast["Chen"].pk, at)

    cast["Chen"].refresh_from_db()
    assert cast["Chen"].reminder == Reminder.NONE
