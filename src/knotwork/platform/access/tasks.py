"""Writes down refused attempts, grouped; each process writes its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from knotwork.platform.access import refused
from knotwork.platform.audit import services as audit
from knotwork.platform.jobs.tasks import Prompt

EVERY = timedelta(seconds=30)


@dataclass(frozen=True)
class _Account:
    pk: UUID


class Refusals:
    """Takes what was refused since, every half minute, and adds one line for each account and URL name."""

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
                for viewer, name, times in taken:
                    audit.record("access.refused", by=_Account(viewer), at=at, detail={"page": name, "times": times})
        except Exception:
            refused.give_back(taken)
            raise


PROMPT = (Prompt("access.refused", Refusals().write),)
