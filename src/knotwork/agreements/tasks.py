"""This app's periodic work."""

from datetime import datetime, timedelta

from knotwork.agreements import emails, queries, services
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.jobs.tasks import Periodic


def settle_due(at: datetime) -> None:
    """Settle proposals whose time to answer is over."""
    services.settle_due(at=at)


def recall_what_waits(at: datetime) -> None:
    """Put into the outbox what reminds members of proposals whose time is nearly over; each of them once."""
    each_apart(queries.nearly_over(at), lambda version: emails.recall(version, at=at))


PERIODIC: tuple[Periodic, ...] = (
    Periodic("agreements.settle", timedelta(minutes=1), settle_due),
    Periodic("agreements.recall", timedelta(minutes=15), recall_what_waits),
)
