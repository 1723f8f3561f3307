"""This app's periodic work."""

from datetime import datetime, timedelta

from knotwork.actions import emails, queries
from knotwork.platform.jobs.tasks import Periodic


def nudge_between_meetings(at: datetime) -> None:
    """Put into the outbox what is due between two meetings; each person once in each interval."""
    for interval in queries.intervals(at):
        emails.nudge(interval, at=at)


PERIODIC: tuple[Periodic, ...] = (Periodic("actions.nudge", timedelta(minutes=15), nudge_between_meetings),)
