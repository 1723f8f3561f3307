"""This app's periodic work."""

from datetime import datetime, timedelta

from knotwork.people.services import devices, limits, phones, proving
from knotwork.platform.jobs.tasks import Periodic


def sweep(at: datetime) -> None:
    """Forget proofs, tickets, tries and devices whose time is over."""
    proving.sweep(at)
    phones.sweep(at)
    limits.sweep(at)
    devices.sweep(at)


PERIODIC: tuple[Periodic, ...] = (Periodic("people.sweep", timedelta(minutes=15), sweep),)
