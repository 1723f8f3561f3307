"""This app's periodic work."""

from datetime import datetime, timedelta

from knotwork.agreements import services
from knotwork.platform.jobs.tasks import Periodic


def settle_due(at: datetime) -> None:
    """Settle proposals whose time to answer is over."""
    services.settle_due(at=at)


PERIODIC: tuple[Periodic, ...] = (Periodic("agreements.settle", timedelta(minutes=1), settle_due),)
