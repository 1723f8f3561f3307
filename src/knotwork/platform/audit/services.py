"""The only writer of the audit record."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from knotwork.platform.audit.models import Entry
from knotwork.platform.kit.ids import Sequence

_as_written = Sequence()


class Identified(Protocol):
    """Anything with a UUID key."""

    @property
    def pk(self) -> UUID:
        """The row's key."""


def record(
    event: str,
    about: Identified | None = None,
    *,
    by: Identified | None,
    at: datetime,
    learning_set: Identified | None = None,
    detail: dict[str, str | int] | None = None,
) -> Entry:
    """Add one entry, inside the caller's transaction.

    Args:
        event: `noun.past_participle`, for example `meeting.postponed`.
        about: the row it happened to.
        by: who did it; None = the product itself.
        at: when, in UTC.
        learning_set: the set whose members may read the entry.
        detail: ids, enum words and numbers; never content.
    """
    return Entry.objects.create(
        id=_as_written.next(),
        event=event,
        about=about.pk if about else None,
        by=by.pk if by else None,
        at=at,
        learning_set=learning_set.pk if learning_set else None,
        detail=detail or {},
    )
