"""Calendar text, read back by a calendar library."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from knotwork.platform.kit import ical

ENTRY = ical.Entry(
    key=UUID("5b1d8a3e-2f64-4b62-9a55-0d4a7f2f8c11"),
    title="Meeting",
    starts_at=datetime(2027, 3, 30, 14, tzinfo=UTC),
    minutes=210,
    zone="Europe/London",
    sequence=3,
    changed_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
    link="https://sets.example.org/meetings/5b1d8a3e-2f64-4b62-9a55-0d4a7f2f8c11/",
    is_cancelled=False,
)
ZONES = ("Europe/London", "America/New_York", "Africa/Nairobi", "Australia/Lord_Howe", "Pacific/Apia")
ZONES += ("Africa/Casablanca", "Asia/Kathmandu", "Europe/Dublin", "UTC")


def read(entry: ical.Entry) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(ical.calendar(entry))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_calendar_reads_the_same_instants(zone, month):
    entry = replace(ENTRY, zone=zone, starts_at=datetime(2027, month, 28, 14, tzinfo=UTC))

    _, event = read(entry)

    assert event.decoded("dtstart").astimezone(UTC) == entry.starts_at
    assert event.decoded("dtend").astimezone(UTC) == entry.starts_at + timedelta(minutes=210)


def test_the_time_is_on_the_promised_clock_and_the_clock_is_described():
    calendar, event = read(ENTRY)

    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event.decoded("dtstart").replace(tzinfo=None) == datetime.fromisoformat("2027-03-30T15:00")
    assert [each["tzid"] for each in calendar.walk("VTIMEZONE")] == ["Europe/London"]


def test_the_described_clock_agrees_with_ours():
    zone = read(ENTRY)[0].walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)

    for month in range(1, 13):
        here = datetime(2027, month, 20, 15, tzinfo=UTC)
        assert here.replace(tzinfo=zone).utcoffset() == here.replace(tzinfo=ZoneInfo("Europe/London")).utcoffset()


def test_it_says_time_and_link_and_nothing_else():
    _, event = read(ENTRY)

    assert set(event.keys()) == {
        *("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND"),
        *("URL", "DESCRIPTION", "STATUS", "CLASS", "TRANSP"),
    }
    assert (event["summary"], event["description"], event["url"]) == ("Meeting", ENTRY.link, ENTRY.link)


def test_a_changed_meeting_keeps_its_uid_and_raises_its_sequence():
    before, after = read(ENTRY)[1], read(replace(ENTRY, sequence=4, starts_at=ENTRY.starts_at + timedelta(days=1)))[1]

    assert before["uid"] == after["uid"] == "5b1d8a3e-2f64-4b62-9a55-0d4a7f2f8c11@sets.example.org"
    assert (before["sequence"], after["sequence"]) == (3, 4)


def test_a_cancelled_meeting_says_so():
    calendar, event = read(replace(ENTRY, is_cancelled=True))

    assert (calendar["method"], event["status"]) == ("CANCEL", "CANCELLED")


def test_a_meeting_that_stands_is_published():
    calendar, event = read(ENTRY)

    assert (calendar["method"], event["status"]) == ("PUBLISH", "CONFIRMED")


@pytest.mark.parametrize("title", ["a; b, c\\d", "Überlegen " * 20, "思考の時間" * 20, "two\nlines", "x" * 400])
def test_a_title_is_folded_and_comes_back(title):
    text = ical.calendar(replace(ENTRY, title=title))

    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert read(replace(ENTRY, title=title))[1]["summary"] == " ".join(title.split())


def test_a_time_shown_twice_is_told_in_utc_when_it_is_the_second():
    entry = replace(ENTRY, starts_at=datetime(2027, 10, 31, 1, 30, tzinfo=UTC), minutes=60)

    text = ical.calendar(entry)

    assert b"DTSTART:20271031T013000Z" in text
    assert b"DTEND;TZID=Europe/London:20271031T023000" in text
