"""The outbox: letters written in the same transaction as their cause, sent by the worker."""

from django.db import models

from knotwork.platform.kit.ids import new_id
from knotwork.platform.mail.enums import LetterState


class Letter(models.Model):
    """One letter to one address. `params` are ids, times and enum words; never content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dedupe_key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    recipient = models.UUIDField(null=True)
    address = models.EmailField()
    params = models.JSONField(default=dict)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in LetterState], default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    last_fault = models.CharField(max_length=200, default="")
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["state", "not_before"], name="mail_due"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
