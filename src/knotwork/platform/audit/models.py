"""The append-only record: who did what, when, in which set; ids and words of enums, never content."""

from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from django.db import models

from knotwork.platform.kit.ids import new_id


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries can be read and added, never changed."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse: the record is append-only."""
        raise TypeError("the audit record is append-only")

    def delete(self) -> NoReturn:
        """Refuse: the record is append-only."""
        raise TypeError("the audit record is append-only")

    def since(self, at: datetime) -> "EntryQuerySet":
        """Entries of this instant and later."""
        return self.filter(at__gte=at)

    def of_set(self, learning_set: UUID) -> "EntryQuerySet":
        """Entries about this set, newest first; those of one instant by their keys, which are in the order of writing."""
        return self.filter(learning_set=learning_set).order_by("-at", "-id")


class Entry(models.Model):
    """One thing that happened. People and sets are plain UUIDs, so that the record outlives them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    by = models.UUIDField(null=True)
    learning_set = models.UUIDField(null=True)
    about = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["learning_set", "at"], name="audit_by_set"),)

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; refuse to change one that stands."""
        if not self._state.adding:
            raise TypeError("the audit record is append-only")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: the record is append-only."""
        raise TypeError("the audit record is append-only")
