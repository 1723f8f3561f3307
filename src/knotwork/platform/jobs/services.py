"""The only writers of duties: who does what next. Each is one conditional statement, so that one of two workers wins."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models, transaction

from knotwork.platform.jobs.models import PROBE, Duty
from knotwork.platform.jobs.tasks import Periodic

LEASE = timedelta(seconds=60)
_RETRY = timedelta(seconds=60)


@transaction.atomic
def enrol(periodic: Iterable[Periodic], *, at: datetime) -> None:
    """Give each periodic task its row, due at once, and drop the rows of tasks that are no more."""
    names = {task.name for task in periodic}
    known = set(Duty.objects.exclude(name=PROBE).values_list("name", flat=True))
    Duty.objects.bulk_create([Duty(name=name, due_at=at) for name in sorted(names - known)], ignore_conflicts=True)
    if known - names:
        Duty.objects.filter(name__in=known - names).delete()


def claim(name: str, *, at: datetime) -> bool:
    """Take this duty if it is due and nobody holds it; a lease that ran out counts as nobody's."""
    free = models.Q(lease_until=None) | models.Q(lease_until__lte=at)
    return Duty.objects.filter(free, name=name, due_at__lte=at).update(lease_until=at + LEASE) == 1


def settle(task: Periodic, *, claimed_at: datetime, at: datetime, fault: str = "") -> None:
    """Give a duty back, done or with a fault; does nothing if the lease has gone to somebody else since."""
    pause = min(task.every, _RETRY) if fault else task.every
    Duty.objects.filter(name=task.name, lease_until=claimed_at + LEASE).update(
        lease_until=None, due_at=at + pause, last_run_at=at, last_fault=fault[:200]
    )


def note_alive(*, at: datetime) -> None:
    """Write one small row: shows that the database takes writes and that somebody is there to make them."""
    Duty.objects.update_or_create(name=PROBE, defaults={"due_at": at + timedelta(days=36500), "last_run_at": at})
