"""The rules of rhythm and dates, by table."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from knotwork.meetings import rules
from knotwork.meetings.enums import Lead, MeetingState, WallTime, Why
from knotwork.people.enums import Reminder

PLACES = {"London": "Europe/London", "New York": "America/New_York", "Nairobi": "Africa/Nairobi"}
ZONES = (
    "Europe/London",
    "America/New_York",
    "Africa/Nairobi",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Europe/Dublin",
    "America/Sao_Paulo",
    "Pacific/Chatham",
    "America/St_Johns",
    "UTC",
)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def rhythm(**changes: object) -> rules.Rhythm:
    usual = {"every_weeks": 2, "starts_on": date(2027, 3, 2), "wall_time": time(15), "zone": "Europe/London", "count": 3}
    return rules.Rhythm(**(usual | changes))


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("London", ["2 Mar 15:00", "16 Mar 15:00", "30 Mar 15:00"]),
        ("New York", ["2 Mar 10:00", "16 Mar 11:00", "30 Mar 10:00"]),
        ("Nairobi", ["2 Mar 18:00", "16 Mar 18:00", "30 Mar 17:00"]),
    ],
)
def test_three_places_across_two_clock_changes(place, shown):
    dates = rules.on_own_clock(rules.occurrences(rhythm()), PLACES[place])

    assert [f"{each.starts.day} {each.starts:%b %H:%M}" for each in dates] == shown


@pytest.mark.parametrize(("place", "shifts"), [("London", [0, 0, 0]), ("New York", [0, 60, -60]), ("Nairobi", [0, 0, -60])])
def test_a_shift_is_told_against_the_meeting_before(place, shifts):
    dates = rules.on_own_clock(rules.occurrences(rhythm()), PLACES[place])

    assert [each.shift_minutes for each in dates] == shifts
    assert [each.moves for each in dates] == [shift != 0 for shift in shifts]


@pytest.mark.parametrize(("zone", "weeks", "hour"), list(product(ZONES, range(1, 6), (5, 9, 14, 18, 23, 0))))
def test_a_rhythm_keeps_the_wall_time_of_its_zone(zone, weeks, hour):
    dates = rules.occurrences(rhythm(every_weeks=weeks, zone=zone, wall_time=time(hour, 30), count=26))

    here = [each.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for each in dates if each.clock is WallTime.CERTAIN]
    assert {each.time() for each in here} == {time(hour, 30)}
    assert {each.weekday() for each in here} == {1}
    assert [each.wall_start.date() - dates[0].wall_start.date() for each in dates] == [
        timedelta(weeks=weeks * n) for n in range(26)
    ]
    assert [each.starts_at for each in dates] == sorted({each.starts_at for each in dates})


@pytest.mark.parametrize(
    ("zone", "wall", "clock", "starts_at"),
    [
        ("Europe/London", "2027-03-28T01:30", WallTime.SKIPPED, "2027-03-28T01:30"),
        ("Europe/London", "2027-10-31T01:30", WallTime.TWICE, "2027-10-31T00:30"),
        ("America/New_York", "2027-03-14T02:15", WallTime.SKIPPED, "2027-03-14T07:15"),
        ("America/New_York", "2027-11-07T01:45", WallTime.TWICE, "2027-11-07T05:45"),
        ("Australia/Lord_Howe", "2027-10-03T02:15", WallTime.SKIPPED, "2027-10-02T15:45"),
        ("Australia/Lord_Howe", "2027-04-04T01:45", WallTime.TWICE, "2027-04-03T14:45"),
        ("Pacific/Apia", "2011-12-30T15:00", WallTime.SKIPPED, "2011-12-31T01:00"),
        ("Africa/Casablanca", "2027-02-07T02:30", WallTime.TWICE, "2027-02-07T01:30"),
        ("Africa/Casablanca", "2027-03-14T02:30", WallTime.SKIPPED, "2027-03-14T02:30"),
        ("Asia/Kathmandu", "2027-03-28T15:00", WallTime.CERTAIN, "2027-03-28T09:15"),
        ("Africa/Nairobi", "2027-03-28T01:30", WallTime.CERTAIN, "2027-03-27T22:30"),
        ("UTC", "2027-03-28T01:30", WallTime.CERTAIN, "2027-03-28T01:30"),
    ],
)
def test_what_a_clock_does_at_a_wall_time(zone, wall, clock, starts_at):
    each = rules.occurrence(datetime.fromisoformat(wall), zone)

    assert each.clock is clock
    assert each.starts_at == datetime.fromisoformat(starts_at).replace(tzinfo=UTC)


def test_a_skipped_time_is_kept_as_much_later_as_the_clock_jumps():
    each = rules.occurrence(datetime.fromisoformat("2027-03-28T01:30"), "Europe/London")

    assert each.starts_at.astimezone(ZoneInfo("Europe/London")).replace(tzinfo=None) == datetime.fromisoformat(
        "2027-03-28T02:30"
    )


@pytest.mark.parametrize(("minute", "kept"), [(0, True), (1, False)])
def test_a_promise_is_kept_at_its_wall_time_only(minute, kept):
    starts_at = datetime(2027, 3, 30, 14, minute, tzinfo=UTC)

    assert rules.keeps_promise(starts_at, datetime.fromisoformat("2027-03-30T15:00"), "Europe/London") is kept


def test_both_readings_of_a_time_shown_twice_keep_the_promise():
    for hour in (0, 1):
        starts_at = datetime(2027, 10, 31, hour, 30, tzinfo=UTC)
        assert rules.keeps_promise(starts_at, datetime.fromisoformat("2027-10-31T01:30"), "Europe/London")


def test_the_anchor_and_the_own_clock_come_first_and_people_of_one_zone_share_a_column():
    people = [("Bo", "Europe/London"), ("Chen", "America/New_York"), ("Dina", "Africa/Nairobi"), ("Edo", "Africa/Nairobi")]

    clocks = rules.clocks_of(people, anchor="Europe/London", own="Africa/Nairobi")

    assert [(each.place, each.names) for each in clocks] == [
        ("London", ("Bo",)),
        ("Nairobi", ("Dina", "Edo")),
        ("New York", ("Chen",)),
    ]


@pytest.mark.parametrize(
    ("members", "needed"), [(2, 3), (3, 3), (4, 3), (5, 3), (6, 4), (7, 5), (8, 5), (9, 6), (10, 6), (12, 8)]
)
def test_quorum(members, needed):
    assert rules.quorum(members) == needed


@pytest.mark.parametrize(
    ("state", "after_minutes", "counts_as"),
    [
        (MeetingState.PLANNED, -1, MeetingState.PLANNED),
        (MeetingState.PLANNED, 0, MeetingState.CLOSED),
        (MeetingState.OPEN, -1, MeetingState.OPEN),
        (MeetingState.OPEN, 0, MeetingState.CLOSED),
        (MeetingState.CANCELLED, 1, MeetingState.CANCELLED),
        (MeetingState.CLOSED, -1, MeetingState.CLOSED),
    ],
)
def test_nobody_needs_to_close_a_meeting(state, after_minutes, counts_as):
    assert rules.state_at(state, NOON, NOON + timedelta(minutes=after_minutes)) is counts_as


@pytest.mark.parametrize(
    ("state", "minutes_before", "why"),
    [
        (MeetingState.PLANNED, 61, Why.TOO_EARLY_TO_OPEN),
        (MeetingState.PLANNED, 60, None),
        (MeetingState.PLANNED, -90, None),
        (MeetingState.OPEN, 0, None),
        (MeetingState.CLOSED, 0, Why.ALREADY_OVER),
        (MeetingState.CANCELLED, 0, Why.CALLED_OFF),
    ],
)
def test_when_a_meeting_may_be_opened(state, minutes_before, why):
    assert rules.why_not_open(state, NOON, NOON - timedelta(minutes=minutes_before)) is why


@pytest.mark.parametrize(
    ("state", "to", "why"),
    [
        (MeetingState.PLANNED, NOON + 5 * HOUR, None),
        (MeetingState.PLANNED, NOON, Why.IN_THE_PAST),
        (MeetingState.PLANNED, NOON + 24 * HOUR, Why.ALREADY_PLANNED),
        (MeetingState.PLANNED, NOON + 26 * HOUR, None),
        (MeetingState.OPEN, NOON + 5 * HOUR, Why.ALREADY_BEGUN),
        (MeetingState.CLOSED, NOON + 5 * HOUR, Why.ALREADY_OVER),
        (MeetingState.CANCELLED, NOON + 5 * HOUR, Why.CALLED_OFF),
    ],
)
def test_when_a_meeting_may_be_moved(state, to, why):
    taken = [(NOON + 24 * HOUR, NOON + 26 * HOUR)]

    assert rules.why_not_move(state, to, 120, taken, NOON) is why


@pytest.mark.parametrize(
    ("count", "is_closed", "why"),
    [(0, False, Why.TOO_MANY_DATES), (27, False, Why.TOO_MANY_DATES), (26, False, None), (1, True, Why.SET_IS_CLOSED)],
)
def test_how_many_meetings_may_be_planned(count, is_closed, why):
    dates = [NOON + timedelta(days=n + 1) for n in range(count)]

    assert rules.why_not_plan(dates, [], 120, is_closed=is_closed, at=NOON) is why


@pytest.mark.parametrize(
    ("reminder", "leads"),
    [
        (Reminder.NONE, set()),
        (Reminder.DAY, {Lead.DAY}),
        (Reminder.TWO_HOURS, {Lead.TWO_HOURS}),
        (Reminder.BOTH, {Lead.DAY, Lead.TWO_HOURS}),
    ],
)
def test_reminders_follow_the_own_preference(reminder, leads):
    assert rules.wanted(reminder) == leads


@pytest.mark.parametrize(
    ("minutes_before", "lead"),
    [(1441, None), (1440, Lead.DAY), (121, Lead.DAY), (120, Lead.TWO_HOURS), (1, Lead.TWO_HOURS), (0, None), (-5, None)],
)
def test_which_reminder_is_due(minutes_before, lead):
    assert rules.lead_due(NOON, NOON - timedelta(minutes=minutes_before)) is lead


@pytest.mark.parametrize(
    ("last", "last_day", "starts_on", "weeks"),
    [
        (None, None, date(2026, 12, 7), 5),
        (rhythm(), date(2027, 3, 30), date(2027, 4, 13), 2),
        (rhythm(every_weeks=1), date(2026, 11, 25), date(2026, 12, 9), 1),
        (rhythm(every_weeks=5), date(2026, 3, 3), date(2026, 12, 8), 5),
        (rhythm(), None, date(2026, 12, 7), 2),
    ],
)
def test_a_proposed_rhythm_goes_on_after_the_last_date(last, last_day, starts_on, weeks):
    proposed = rules.proposal(last, last_day, zone="Europe/London", today=date(2026, 11, 23))

    assert (proposed.starts_on, proposed.every_weeks) == (starts_on, weeks)
