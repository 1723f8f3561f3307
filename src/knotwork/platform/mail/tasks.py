"""Sending in every round, and forgetting old letters once a day."""

from datetime import datetime, timedelta

from knotwork.platform.jobs.tasks import Periodic, Prompt
from knotwork.platform.mail import sending, services

KEPT_FOR = timedelta(days=30)


def prune(at: datetime) -> None:
    """Delete what was settled a month ago."""
    services.prune(before=at - KEPT_FOR)


PROMPT = (Prompt("mail.deliver", sending.deliver),)
PERIODIC = (Periodic("mail.prune", timedelta(days=1), prune),)
