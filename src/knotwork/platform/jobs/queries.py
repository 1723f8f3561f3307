"""What the worker, the doctor and the readiness page ask."""

from datetime import datetime

from knotwork.platform.jobs.models import PROBE, Duty


def due(at: datetime) -> list[str]:
    """The names of duties that are due, the longest waiting first."""
    return list(Duty.objects.filter(due_at__lte=at).order_by("due_at", "name").values_list("name", flat=True))


def last_sign_of_life() -> datetime | None:
    """When a worker last finished a duty; None before the first."""
    done = Duty.objects.exclude(name=PROBE).exclude(last_run_at=None)
    return done.order_by("-last_run_at").values_list("last_run_at", flat=True).first()


def faults() -> list[tuple[str, str]]:
    """(name, fault) of every duty whose last run failed."""
    return list(Duty.objects.exclude(last_fault="").order_by("name").values_list("name", "last_fault"))
