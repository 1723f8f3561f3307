"""Pure decisions about a challenge a set shares: how many there are, who holds a part, when the past is open."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from knotwork.challenges.enums import Status, Why

LONGEST_PART = 280
ENDED = frozenset({Status.CLOSED, Status.CHANGED_SHAPE})


def why_not_shared(*, works_on_one: bool, another_lives: bool) -> Why | None:
    """Why the set cannot work on this challenge together now; None if it can."""
    if not works_on_one:
        return Why.EACH_BRINGS_OWN
    return Why.ANOTHER_IS_SHARED if another_lives else None


def why_not_part(what: str) -> Why | None:
    """Why these words cannot be a part; None if they can."""
    if not what.strip():
        return Why.WORDS_MISSING
    return Why.PART_TOO_LONG if len(what.strip()) > LONGEST_PART else None


def why_not_take(holder: UUID | None, by: UUID, *, is_put_away: bool) -> Why | None:
    """Why this member cannot take a part; None if they can, or hold it already."""
    if is_put_away:
        return Why.PART_IS_PUT_AWAY
    return None if holder in {None, by} else Why.PART_IS_HELD


def why_not_put_away(holder: UUID | None, by: UUID) -> Why | None:
    """Why this member cannot put a part away; None if they hold it, or nobody does."""
    return None if holder in {None, by} else Why.PART_IS_HELD


def is_opened(agreed: Mapping[UUID, datetime], joined: Mapping[UUID, datetime]) -> bool:
    """Whether all members open what was said before; a yes counts for the circle it was given in.

    Args:
        agreed: when each said yes.
        joined: when each member came to the set.
    """
    newest = max(joined.values(), default=None)
    return newest is not None and all(person in agreed and agreed[person] >= newest for person in joined)


def came_later(shown_at: datetime | None, joined: Collection[datetime]) -> bool:
    """Whether somebody came after the past was last open to everybody, and so reads a part of it alone."""
    return shown_at is not None and any(since > shown_at for since in joined)
