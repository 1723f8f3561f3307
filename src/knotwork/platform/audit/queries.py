"""What the apps above ask of the record; whose names stand for the ids is theirs to know."""

from uuid import UUID

from knotwork.platform.audit.models import Entry, EntryQuerySet


def of_set(learning_set: UUID) -> EntryQuerySet:
    """Everything written about this set, newest first."""
    return Entry.objects.of_set(learning_set)


def is_recorded(event: str, about: UUID) -> bool:
    """Whether this is written of this row already."""
    return Entry.objects.filter(event=event, about=about).exists()
