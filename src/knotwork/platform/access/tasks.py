"""Writes down refused attempts, grouped; each process writes its own."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from knotwork.platform.access import refused
from knotwork.platform.access.refused import Attempt
from knotwork.platform.audit import services as audit
from knotwork.platform.jobs.tasks import Prompt

EVERY = timedelta(seconds=30)


@dataclass(frozen=True)
class _Named:
    pk: UUID


class Refusals:
    """Takes what was refused since, every half minute, and adds one line for each account, URL name and set."""

    def __init__(self) -> None:
        self._written_at: datetime | None = None

    def write(self, at: datetime) -> None:
        """Write what there is, unless the last time was just now."""
        if self._written_at is not None and at - self._written_at < EVERY:
            return
        self._written_at = at
        taken = refused.take()
        if not taken:
            return
        try:
            with transaction.atomic():
                _write(taken, at)
        except Exception:
            refused.give_back(taken)
            raise


def _write(taken: Counter[Attempt], at: datetime) -> None:
    grouped: Counter[tuple[UUID, str, UUID | None]] = Counter()
    for attempt, times in taken.items():
        grouped[attempt.viewer, attempt.name, refused.audience(attempt)] += times
    for (viewer, name, whose), times in grouped.items():
        audience = _Named(whose) if whose else None
        detail: dict[str, str | int] = {"page": name, "times": times}
        audit.record("access.refused", by=_Named(viewer), at=at, learning_set=audience, detail=detail)


PROMPT = (Prompt("access.refused", Refusals().write),)
