"""This app's periodic work."""

from datetime import datetime, timedelta

from knotwork.actions import emails, queries, services
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.jobs.tasks import Periodic


def nudge_between_meetings(at: datetime) -> None:
    """Put into the outbox what is due between two meetings; each person once in each interval."""
    each_apart(queries.intervals(at), lambda interval: emails.nudge(interval, at=at))


def forget_calls(at: datetime) -> None:
    """Forget calls that came to nothing once the set has met."""
    services.forget_calls(at=at)


PERIODIC: tuple[Periodic, ...] = (
    Periodic("actions.nudge", timedelta(minutes=15), nudge_between_meetings),
    Periodic("actions.calls", timedelta(hours=1), forget_calls),
)
