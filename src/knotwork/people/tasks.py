"""This app's periodic work."""

from knotwork.platform.jobs.tasks import Periodic

PERIODIC: tuple[Periodic, ...] = ()
