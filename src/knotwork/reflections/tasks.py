"""This app's periodic work."""

from datetime import datetime, timedelta

from knotwork.platform.jobs.tasks import Periodic
from knotwork.reflections import services


def close_pulses(at: datetime) -> None:
    """Close pulses whose two weeks are over."""
    services.close_pulses(at=at)


PERIODIC: tuple[Periodic, ...] = (Periodic("reflections.pulses", timedelta(minutes=1), close_pulses),)
