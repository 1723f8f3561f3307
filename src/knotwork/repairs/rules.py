"""Pure decisions about matters: who may keep one, until when it is answered, who may do what."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from knotwork.repairs.enums import Stand, Why

TIME_TO_ANSWER = timedelta(hours=48)
LONGEST_WORDS = 4000


def answer_due(entrusted_at: datetime) -> datetime:
    """Until when the keeper answers (design: domain.md §9.6)."""
    return entrusted_at + TIME_TO_ANSWER


def stand(*, entrusted_at: datetime, answered_at: datetime | None, settled_at: datetime | None, at: datetime) -> Stand:
    """Where a matter stands at this moment."""
    if settled_at is not None:
        return Stand.SETTLED
    if answered_at is not None:
        return Stand.ANSWERED
    return Stand.WAITING if at <= answer_due(entrusted_at) else Stand.LATE


def why_not_raise(words: str, keeper: UUID, keepers: Collection[UUID], *, is_member: bool, is_archived: bool) -> Why | None:
    """Why this cannot be raised; None if it can.

    Args:
        keepers: who may be told: whoever facilitates now, and the other members.
    """
    if not is_member:
        return Why.NOT_IN_THIS_SET
    if is_archived:
        return Why.SET_IS_ARCHIVED
    if not words.strip():
        return Why.WORDS_MISSING
    return None if keeper in keepers else Why.NOT_A_KEEPER


def why_not_answer(now: Stand, *, is_keeper: bool) -> Why | None:
    """Why this person does not answer now; None if they do, or did already."""
    if not is_keeper:
        return Why.NOT_YOURS_TO_ANSWER
    return Why.SETTLED_ALREADY if now is Stand.SETTLED else None


def why_not_entrust(now: Stand, keeper: UUID, keepers: Collection[UUID], *, is_raiser: bool, has_keeper: bool) -> Why | None:
    """Why it cannot be entrusted to somebody else; None if it can.

    Args:
        has_keeper: whether the one it was told to still belongs to the set or facilitates it.
    """
    if not is_raiser:
        return Why.NOT_YOURS_TO_SETTLE
    if now is Stand.SETTLED:
        return Why.SETTLED_ALREADY
    if now is Stand.ANSWERED and has_keeper:
        return Why.IS_ANSWERED
    return None if keeper in keepers else Why.NOT_A_KEEPER


def why_not_settle(now: Stand, *, is_raiser: bool) -> Why | None:
    """Why this person cannot settle it; None if they can."""
    if not is_raiser:
        return Why.NOT_YOURS_TO_SETTLE
    return Why.SETTLED_ALREADY if now is Stand.SETTLED else None
