"""Pages of rhythm and meetings, by what people see."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from icalendar import Calendar

from knotwork.meetings import queries, services
from knotwork.meetings.enums import Attendance
from knotwork.meetings.models import Meeting
from knotwork.meetings.tests.factories import heron, person, series
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db
RHYTHM_QUERIES, MEETING_QUERIES = 10, 19
PLAN = {
    "starts_on": "2027-03-02",
    "wall_time": "15:00",
    "minutes": "210",
    "every_weeks": "2",
    "count": "3",
    "zone": "Europe/London",
}


@pytest.fixture(autouse=True)
def today(at):
    with time_machine.travel(at, tick=False):
        yield


def read(client, path: str, **post: str) -> str:
    answer = client.post(path, post, follow=True) if post else client.get(path)
    assert answer.status_code == 200, answer
    return " ".join(answer.content.decode().split())


def test_the_preview_shows_each_date_on_every_clock_and_plans_nothing(client, at):
    learning_set, cast = heron(at)
    client.force_login(cast["Chen"])

    page = read(client, f"/sets/{learning_set.pk}/rhythm/", **PLAN, step="preview")

    assert 'Tuesday 16 March 2027, <span class="numeral">15:00</span>' in page
    assert "From Tuesday 16 March it is 11:00 in New York, 1 hour later. That is your clock." in page
    assert "From Tuesday 30 March it is 17:00 in Nairobi, 1 hour earlier. That is the clock of Dina." in page
    assert "moves for you" in page
    assert not Meeting.objects.exists()


def test_the_preview_follows_the_latest_change_however_quick(client, at):
    learning_set, cast = heron(at)
    client.force_login(cast["Chen"])

    page = read(client, f"/sets/{learning_set.pk}/rhythm/")

    assert page.count('hx-sync="closest form:replace"') == page.count("hx-post=") == 6


def test_a_member_plans_a_rhythm(client, at):
    learning_set, cast = heron(at)
    client.force_login(cast["Bo"])

    page = read(client, f"/sets/{learning_set.pk}/rhythm/", **PLAN, step="plan")

    assert "The dates are fixed" in page
    assert Meeting.objects.count() == 3


def test_planning_into_the_past_is_refused_beside_the_form(client, at):
    learning_set, cast = heron(at)
    client.force_login(cast["Bo"])

    page = read(client, f"/sets/{learning_set.pk}/rhythm/", **(PLAN | {"starts_on": "2025-03-04"}), step="plan")

    assert "That moment has passed." in page
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("entered", [{"starts_on": "31 February"}, {"count": "99"}, {"zone": "Mars/Olympus"}, {"minutes": ""}])
def test_what_makes_no_sense_yet_is_said(client, at, entered):
    learning_set, cast = heron(at)
    client.force_login(cast["Bo"])

    page = read(client, f"/sets/{learning_set.pk}/rhythm/", **(PLAN | entered), step="plan")

    assert "Something here is not right yet." in page
    assert "The dates appear here as soon as" in page


def test_the_form_for_a_rhythm_folds_once_there_are_dates(client, at):
    learning_set, cast = heron(at)
    client.force_login(cast["Bo"])
    before = read(client, f"/sets/{learning_set.pk}/rhythm/")
    series(learning_set, cast["Bo"], at)

    after = read(client, f"/sets/{learning_set.pk}/rhythm/")
    shown = read(client, f"/sets/{learning_set.pk}/rhythm/", **PLAN, step="preview")

    assert "<summary>Plan more dates in a row</summary>" not in before
    assert "<details><summary>Plan more dates in a row</summary>" in after
    assert "<details open><summary>Plan more dates in a row</summary>" in shown


def test_past_meetings_stand_where_the_coming_ones_do(client, at):
    learning_set, cast = heron(at)
    first, second, third = series(learning_set, cast["Bo"], at)

    with time_machine.travel(second.starts_at + timedelta(days=1), tick=False):
        client.force_login(cast["Bo"])
        page = read(client, f"/sets/{learning_set.pk}/rhythm/")
        ahead, past = page.split("Past meetings")

    assert [f"/meetings/{each.pk}/" in ahead for each in (first, second, third)] == [False, False, True]
    assert past.index(f"/meetings/{second.pk}/") < past.index(f"/meetings/{first.pk}/")
    assert past.count("never opened") == 2
    assert f"/meetings/{third.pk}/" not in past


@pytest.mark.parametrize("count", [1, 3])
def test_the_rhythm_page_costs_the_same_for_one_and_three_meetings(client, at, django_assert_num_queries, count):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at, count=count)
    client.force_login(cast["Bo"])
    client.get(f"/sets/{learning_set.pk}/rhythm/")

    with django_assert_num_queries(RHYTHM_QUERIES):
        client.get(f"/sets/{learning_set.pk}/rhythm/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_meeting_page_costs_the_same_for_one_and_three_answers(client, at, django_assert_num_queries, count):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    for member in list(cast.values())[:count]:
        services.answer_attendance(first, answer=Attendance.COMING, message="soon", by=member, at=at)
    client.force_login(cast["Bo"])
    client.get(f"/meetings/{first.pk}/")

    with django_assert_num_queries(MEETING_QUERIES):
        client.get(f"/meetings/{first.pk}/")


def test_a_meeting_is_shown_on_the_own_clock_and_on_the_sets(client, at):
    learning_set, cast = heron(at)
    _, second, _ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Chen"])

    page = read(client, f"/meetings/{second.pk}/")

    assert "11:00</time>" in page
    assert "On your clock, New York. On the meeting’s clock, London: <time" in page
    assert "Tuesday 16 March, 15:00</time>." in page


def test_an_apology_is_seen_by_the_set(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Chen"])
    read(client, f"/meetings/{first.pk}/attendance/", answer="cannot", message="My train is cancelled <b>")
    client.force_login(cast["Dina"])

    page = read(client, f"/meetings/{first.pk}/")

    assert "cannot come" in page
    assert "My train is cancelled &lt;b&gt;" in page


def test_an_answer_returns_to_the_page_it_came_from_and_nowhere_else(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Chen"])
    path = f"/meetings/{first.pk}/attendance/"

    ways = [
        client.post(path, {"answer": "coming", "back": back}).url for back in ("/", "https://evil.example/", "//evil.example")
    ]

    assert ways == ["/", f"/meetings/{first.pk}/", f"/meetings/{first.pk}/"]


def test_below_quorum_the_page_offers_three_ways(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    services.answer_attendance(first, answer=Attendance.CANNOT, by=cast["Chen"], at=at)
    client.force_login(cast["Bo"])

    before = read(client, f"/meetings/{first.pk}/")
    after = read(client, f"/meetings/{first.pk}/quorum/", step="yes")

    assert "2 of 3 may be there; a meeting needs 3." in before
    assert all(words in before for words in ("Meet anyway", "Move it", "Cancel it"))
    assert "You chose to meet although few can come." in after
    assert "Too few can come." not in after


def test_moving_a_meeting_is_on_the_sets_clock_whatever_the_viewers(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Dina"])

    read(client, f"/meetings/{first.pk}/postponement/", starts="2027-04-06T15:00")

    first.refresh_from_db()
    assert first.starts_at == datetime(2027, 4, 6, 14, tzinfo=UTC)


def test_cancelling_asks_first(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Bo"])

    question = read(client, f"/meetings/{first.pk}/cancellation/")
    after = read(client, f"/meetings/{first.pk}/cancellation/", step="yes")

    assert "Cancel this meeting?" in question
    assert "This meeting was cancelled" in after


def test_one_more_meeting(client, at):
    learning_set, cast = heron(at)
    client.force_login(cast["Bo"])

    page = read(
        client, f"/sets/{learning_set.pk}/extra-meeting/", starts="2027-01-12T18:00", minutes="90", protocol_key="first-meeting"
    )

    assert "Meeting 1" in page
    assert Meeting.objects.get().starts_at == datetime(2027, 1, 12, 18, tzinfo=UTC)


def test_where_and_how_can_be_said_and_left_empty(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Bo"])
    path = f"/meetings/{first.pk}/arrangements/"

    said = read(client, path, minutes="120", protocol_key="first-meeting", video_link="call.example/abc", place="The boathouse")
    emptied = read(client, path, minutes="120", protocol_key="first-meeting")

    assert "The boathouse" in said
    assert 'href="https://call.example/abc"' in said
    assert "The boathouse" not in emptied
    assert "2 hours" in emptied


def test_a_shape_that_needs_more_time_is_said(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Bo"])

    page = read(client, f"/meetings/{first.pk}/arrangements/", minutes="30", protocol_key="classic")

    assert "Too short for this shape." in page


def test_beside_the_way_into_the_room_a_phone_can_be_brought_in(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    way = f"/devices/phone/?next=/meetings/{first.pk}/room/"

    client.force_login(cast["Bo"])
    before = read(client, f"/meetings/{first.pk}/")
    with time_machine.travel(first.starts_at, tick=False):
        client.force_login(cast["Bo"])
        page = read(client, f"/meetings/{first.pk}/")

    assert way not in before
    assert way in page


def test_a_meeting_nobody_opened_says_so(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)

    with time_machine.travel(first.closes_at_latest, tick=False):
        client.force_login(cast["Bo"])
        page = read(client, f"/meetings/{first.pk}/")

    assert "Meeting 1 was never opened" in page


def test_a_held_meeting_shows_who_was_there_and_who_presented(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    services.answer_attendance(first, answer=Attendance.CANNOT, message="Ill", by=cast["Dina"], at=at)
    services.open_meeting(first, protocol=lambda _rules: {}, by=cast["Bo"], at=first.starts_at)
    services.note_arrival(first, person=cast["Bo"], at=first.starts_at)
    services.record_airtime(first, person=cast["Bo"], slot=1, seconds=2400)
    services.close_meeting(first, by=cast["Bo"], at=first.planned_end_at)

    with time_machine.travel(first.planned_end_at, tick=False):
        client.force_login(cast["Chen"])
        page = read(client, f"/meetings/{first.pk}/")

    assert all(words in page for words in ("Who was there", "40 minutes", "Could not come", "Ill"))
    assert f'href="/meetings/{first.pk}/room/">Look at the record</a>' in page


def test_words_from_before_joining_are_not_shown(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    services.answer_attendance(first, answer=Attendance.CANNOT, message="canary", by=cast["Dina"], at=at)
    services.open_meeting(first, protocol=lambda _rules: {}, by=cast["Bo"], at=first.starts_at)
    services.close_meeting(first, by=cast["Bo"], at=first.planned_end_at)
    later = first.closes_at_latest + timedelta(days=1)
    edo = person("Edo", at)
    _, secret = sets.invite(learning_set, by=cast["Bo"], at=later)
    sets.join(secret=secret, person=edo, commitment="I come.", at=later)

    pages = []
    for somebody in (cast["Bo"], edo):
        with time_machine.travel(later, tick=False):
            client.force_login(somebody)
            pages.append(read(client, f"/meetings/{first.pk}/"))

    assert ["canary" in page for page in pages] == [True, False]
    assert "Meeting 1" in pages[1]


def test_a_calendar_file_has_time_and_link_and_the_own_label_only(client, at):
    learning_set, cast = heron(at)
    _, second, _ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Chen"])
    neutral = client.get(f"/meetings/{second.pk}/calendar.ics")
    read(client, f"/sets/{learning_set.pk}/calendar-name/", text="Thinking time")
    services.move(second, to=second.starts_at + timedelta(days=7), by=cast["Bo"], at=at)

    changed = client.get(f"/meetings/{second.pk}/calendar.ics")

    first, then = (Calendar.from_ical(answer.content).walk("VEVENT")[0] for answer in (neutral, changed))
    assert neutral["Content-Type"] == "text/calendar; charset=utf-8"
    assert neutral["Content-Disposition"].startswith("attachment")
    assert (first["summary"], then["summary"]) == ("Meeting", "Thinking time")
    assert (first["sequence"], then["sequence"]) == (0, 1)
    assert first["uid"] == then["uid"]
    assert first.decoded("dtstart") == datetime(2027, 3, 16, 15, tzinfo=UTC)
    assert not [word for word in (b"Heron", b"Bo", b"Chen", b"Dina") if word in neutral.content]


@pytest.mark.parametrize("path", ["", "postponement/", "cancellation/", "arrangements/", "calendar.ics"])
def test_a_stranger_finds_nothing(client, at, path):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(person("Mara", at))

    assert client.get(f"/meetings/{first.pk}/{path}").status_code == 404
    assert client.get(f"/sets/{learning_set.pk}/rhythm/").status_code == 404


def test_the_next_meeting_is_the_one_that_is_on(at):
    learning_set, cast = heron(at)
    first, second, _ = series(learning_set, cast["Bo"], at)

    assert queries.next_of(learning_set, first.starts_at + timedelta(hours=1)) == first
    assert queries.next_of(learning_set, first.closes_at_latest) == second


def test_moving_to_a_time_the_clock_skips_is_said(client, at):
    learning_set, cast = heron(at)
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Bo"])

    page = read(client, f"/meetings/{first.pk}/postponement/", starts="2027-03-28T01:30")

    assert "The clocks jump over this time that day" in page
    assert "02:30</time>" in page


@pytest.mark.parametrize("starts", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_day_at_the_edge_of_the_calendar_is_said_to_be_too_far(client, at, starts):
    learning_set, cast = heron(at, zones={"Bo": "Pacific/Kiritimati"})
    first, *_ = series(learning_set, cast["Bo"], at)
    client.force_login(cast["Bo"])

    page = read(client, f"/meetings/{first.pk}/postponement/", starts=starts)

    assert "This day is too far away." in page


def test_the_rhythm_page_proposes_to_go_on(client, at):
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)
    client.force_login(cast["Bo"])

    assert "Tuesday 13 April 2027" in read(client, f"/sets/{learning_set.pk}/rhythm/")
