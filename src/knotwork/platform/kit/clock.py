"""The present moment, asked for in views, tasks and streams only; everything below takes `at`."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present instant, in UTC."""
    return timezone.now()
