"""This app's periodic work."""

from datetime import datetime, timedelta

from knotwork.meetings import emails, queries, rules, services
from knotwork.meetings.models import Meeting
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.jobs.tasks import Periodic


def remind_before_meetings(at: datetime) -> None:
    """Put the reminders that are due into the outbox; each at most once for each date of a meeting."""

    def remind(meeting: Meeting) -> None:
        lead = rules.lead_due(meeting.starts_at, at)
        if lead is not None:
            emails.remind(meeting, lead, at=at)

    each_apart(queries.starting_within_a_day(at), remind)


def close_what_was_left_open(at: datetime) -> None:
    """Write down that meetings nobody closed are closed."""
    services.close_left_open(at=at)


def keep_wall_times(at: datetime) -> None:
    """Keep promised wall times when a zone's rules have changed."""
    services.keep_wall_times(at=at)


PERIODIC: tuple[Periodic, ...] = (
    Periodic("meetings.remind", timedelta(minutes=1), remind_before_meetings),
    Periodic("meetings.close", timedelta(minutes=1), close_what_was_left_open),
    Periodic("meetings.wall_times", timedelta(days=1), keep_wall_times),
)
