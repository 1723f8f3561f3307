"""Leases on periodic work, so that two processes never do it twice at once."""

from django.db import models

PROBE = "readiness"
"""Name of the one row that is no duty: it is written to see whether the database takes writes."""


class Duty(models.Model):
    """One periodic task: when it is next due and who holds it."""

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    last_run_at = models.DateTimeField(null=True)
    last_fault = models.CharField(max_length=200, default="")

    def __str__(self) -> str:
        return self.name
