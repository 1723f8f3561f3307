"""This app's periodic work."""

from datetime import timedelta

from knotwork.platform.jobs.tasks import Periodic
from knotwork.repairs import services

PERIODIC: tuple[Periodic, ...] = (Periodic("repairs.forget_talks", timedelta(hours=1), services.forget_talks),)
