"""Wrapped keys: one line for each holder and epoch. Holders are plain UUIDs."""

from django.db import models

from knotwork.platform.kit.ids import new_id


class WrappedKey(models.Model):
    """A set's or a person's key of one epoch, wrapped under the master key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    holder_kind = models.CharField(max_length=10)
    holder = models.UUIDField()
    epoch = models.PositiveIntegerField(default=1)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["holder_kind", "holder", "epoch"], name="sealing_one_key_per_epoch"),)

    def __str__(self) -> str:
        return f"{self.holder_kind} {self.holder} epoch {self.epoch}"


class MasterKeyMark(models.Model):
    """The fingerprint of the master key this database belongs to; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    fingerprint = models.CharField(max_length=64)

    def __str__(self) -> str:
        return "master key mark"
