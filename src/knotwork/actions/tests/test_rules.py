from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knotwork.actions import rules
from knotwork.actions.enums import Status, Why
from knotwork.people.enums import Nudge

EARLY, JOINED, LATE = (datetime(2026, month, 1, tzinfo=UTC) for month in (9, 10, 11))


@pytest.mark.parametrize(
    ("is_owner", "is_member", "is_archived", "why"),
    [
        (True, True, False, None),
        (False, True, False, Why.NOT_YOURS),
        (True, False, False, Why.NOT_IN_THIS_SET),
        (True, True, True, Why.SET_IS_ARCHIVED),
    ],
)
def test_only_its_owner_changes_an_action(is_owner, is_member, is_archived, why):
    assert rules.why_not_change(is_owner=is_owner, is_member=is_member, is_archived=is_archived) is why


@pytest.mark.parametrize(("what", "why"), [("Call her", None), ("", Why.WHAT_MISSING), (" \n", Why.WHAT_MISSING)])
def test_an_action_has_words(what, why):
    assert rules.why_not_words(what) is why


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (Status.OPEN, None),
        (Status.TRIED, None),
        (Status.PARTLY, None),
        (Status.NOT_TRIED, None),
        (Status.CHANGED, Why.ALREADY_SETTLED),
        (Status.DROPPED, Why.ALREADY_SETTLED),
    ],
)
def test_nothing_more_is_said_of_what_lives_on_elsewhere_or_was_let_go(status, why):
    assert rules.why_not_continue(status) is why


@pytest.mark.parametrize(
    ("is_owner", "shown_at", "here_since", "readable"),
    [
        (True, None, None, True),
        (False, None, JOINED, False),
        (False, LATE, None, False),
        (False, LATE, JOINED, True),
        (False, EARLY, JOINED, False),
    ],
)
def test_others_read_what_was_shown_since_they_came(is_owner, shown_at, here_since, readable):
    assert rules.is_readable(is_owner=is_owner, shown_at=shown_at, here_since=here_since) is readable


@pytest.mark.parametrize(
    ("status", "reported", "told", "told_here", "belongs"),
    [
        (Status.OPEN, False, False, False, True),
        (Status.NOT_TRIED, True, False, False, True),
        (Status.PARTLY, True, False, False, True),
        (Status.TRIED, True, True, False, False),
        (Status.TRIED, True, True, True, True),
        (Status.DROPPED, False, False, False, False),
        (Status.CHANGED, True, False, False, False),
    ],
)
def test_the_progress_round_holds_what_is_open_and_what_was_not_told(status, reported, told, told_here, belongs):
    assert rules.belongs_in_progress_round(status, reported=reported, told=told, told_here=told_here) is belongs


def test_a_thread_is_all_that_grew_from_one_beginning():
    a, b, c, d, elsewhere, gone = (UUID(int=number) for number in range(6))
    grew_from = {a: None, b: a, c: b, d: gone, elsewhere: None}

    assert rules.hanging_together(grew_from, c) == {a, b, c}
    assert rules.hanging_together(grew_from, a) == {a, b, c}
    assert rules.hanging_together(grew_from, d) == {d}


@pytest.mark.parametrize(
    ("status", "then"), [(Status.OPEN, Status.CHANGED), (Status.TRIED, Status.TRIED), (Status.NOT_TRIED, Status.NOT_TRIED)]
)
def test_what_was_reported_stays_what_it_is_when_something_follows(status, then):
    assert rules.status_once_grown(status) is then


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 – the zone is beside it
    st.timedeltas(timedelta(), timedelta(days=120)),
    st.sampled_from(["Europe/London", "America/New_York", "Africa/Nairobi", "Pacific/Apia", "Australia/Lord_Howe", "UTC"]),
)
def test_a_nudge_is_at_nine_on_the_own_clock_and_a_day_from_either_meeting(ended_at, length, zone):
    starts_at, clock = ended_at + length, ZoneInfo(zone)

    asked_at = rules.nudge_at(ended_at, starts_at, clock)

    assert (asked_at is None) == (length < timedelta(days=4))
    if asked_at is not None:
        assert asked_at.astimezone(clock).time() == time(9)
        assert ended_at + timedelta(days=1) < asked_at < starts_at - timedelta(days=1)
        assert rules.is_about_halfway(ended_at, starts_at, asked_at)


@pytest.mark.parametrize(("nudge", "asked"), [(Nudge.NONE, []), (Nudge.EACH, [2, 3, 4, 5]), (Nudge.EVERY_OTHER, [2, 4])])
def test_a_nudge_comes_as_often_as_it_is_wanted(nudge, asked):
    assert [number for number in range(2, 6) if rules.wants_nudge(nudge, number)] == asked
