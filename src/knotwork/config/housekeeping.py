"""Daily tidying of what belongs to no app of ours."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from knotwork.platform.jobs.tasks import Periodic


def prune_sessions(at: datetime) -> None:
    """Delete sessions that have ended."""
    Session.objects.filter(expire_date__lt=at).delete()


PERIODIC = (Periodic("sessions.prune", timedelta(days=1), prune_sessions),)
